use gather_wire::{PrintItem, PrintSheet};
use leptos::prelude::*;

use super::table::{self, Sheet};
use crate::{
    api, browser,
    components::{DietBadges, Go, Loaded, Loading, PageHeading, Reload, dynamic},
    pages::{host::Hosting, skeleton::wide_skeleton},
    time,
};

/// What there is a sheet for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Team,
    Day,
}

/// `/h/paper/teams#…`: a sheet for each team.
#[component]
pub fn TeamSheetsPage() -> impl IntoView {
    view! { <Sheets by=By::Team /> }.into_any()
}

/// `/h/paper/days#…`: a sheet for each day.
#[component]
pub fn DaySheetsPage() -> impl IntoView {
    view! { <Sheets by=By::Day /> }.into_any()
}

#[component]
fn Sheets(by: By) -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    let reload = Reload::find();
    let from = Loading::new(move || {
        reload.track();
        let credential = hosting.by.get_value();
        async move { api::print_sheet(&credential, hosting.event_id).await }
    });
    let page = move |plan| view! { <AllSheets hosting by plan /> }.into_any();
    view! { <Loaded from by=hosting.by skeleton=wide_skeleton page=Callback::new(page) /> }
        .into_any()
}

#[component]
fn AllSheets(hosting: Hosting, by: By, plan: RwSignal<PrintSheet>) -> impl IntoView {
    let title = match by {
        By::Team => "Team by team",
        By::Day => "Day by day",
    };
    let sheets = Memo::new(move |_| {
        plan.with(|plan| match by {
            By::Team => table::by_team(plan),
            By::Day => table::by_day(plan, |day| time::day(day.date)),
        })
    });
    let is_empty = Memo::new(move |_| sheets.with(Vec::is_empty));
    let as_of = move || {
        let at = plan.with(|plan| browser::wall_clock(plan.printed_at));
        let event = plan.with(|plan| plan.event.name.clone());
        format!("{event} · as of {}", time::moment(at))
    };
    view! {
        <div class="page" data-wide>
            <header class="stack tight not-printed">
                <p class="small"><Go to=hosting.at("/paper") class="back">"← Print & save"</Go></p>
                <PageHeading title=title>{title}</PageHeading>
                <p class="soft">"Each part begins on a page of its own."</p>
                <div class="row">
                    <button type="button" class="button" data-kind="primary" on:click=move |_| browser::print()>
                        "Print"
                    </button>
                </div>
            </header>
            <Show when=move || is_empty.get()>
                <p class="card empty">"There is nothing to print yet. Plan days and teams first."</p>
            </Show>
            {dynamic(move || {
                let one = |one: &Sheet| sheet(by, one, as_of());
                sheets.with(|all| all.iter().map(one).collect_view())
            })}
        </div>
    }
    .into_any()
}

fn sheet(by: By, sheet: &Sheet, as_of: String) -> impl IntoView + use<> {
    let about = sheet.about.iter().cloned().map(|line| view! { <p class="soft">{line}</p> });
    let last = match by {
        By::Team => "When and where",
        By::Day => "When, where, team",
    };
    let body = if sheet.rows.is_empty() {
        view! { <p class="empty">"Nothing is planned here."</p> }.into_any()
    } else {
        let row = |(team, it): &(String, PrintItem)| row(by, team, it);
        view! {
            <table>
                <thead>
                    <tr>
                        <th scope="col"><span class="visually-hidden">"Done"</span></th>
                        <th scope="col">"What"</th>
                        <th scope="col">"Who"</th>
                        <th scope="col">{last}</th>
                    </tr>
                </thead>
                <tbody>{sheet.rows.iter().map(row).collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="card sheet">
            <p class="small soft">{as_of}</p>
            <h2>{sheet.title.clone()}</h2>
            {about.collect_view()}
            {body}
        </section>
    }
}

fn row(by: By, team: &str, it: &PrintItem) -> impl IntoView + use<> {
    let item = &it.item;
    let quantity = item.quantity.clone().map(|quantity| format!(" · {quantity}"));
    let critical = item.critical.then_some(" · critical");
    let notes = item.notes.clone().map(|notes| view! { <span class="line small">{notes}</span> });
    let who = match &it.person {
        None => view! { <strong>"nobody yet"</strong> }.into_any(),
        Some(person) => {
            let phone =
                person.phone.clone().map(|phone| view! { <span class="line">{phone}</span> });
            let standing = match (it.declined, it.acknowledged) {
                (true, _) => Some("can’t"),
                (false, true) => Some("confirmed"),
                (false, false) => None,
            };
            let standing = standing.map(|word| view! { <span class="line small">{word}</span> });
            view! { {person.name.clone()}{phone}{standing} }.into_any()
        }
    };
    // A sheet for a day need not say the day in each row.
    let when = match (by, item.drop_off_local, &item.day) {
        (By::Day, Some(at), Some(day)) if at.date() == day.date => Some(time::clock(at.time())),
        (_, Some(at), _) => Some(time::moment(at)),
        (By::Team, None, Some(day)) => Some(day.name.clone()),
        (_, None, _) => None,
    };
    let note = item
        .drop_off_note
        .clone()
        .filter(|note| !item.drop_off_local.is_some_and(|at| time::repeats(note, at.time())));
    let lines =
        [when, item.drop_off_location.clone(), note, (by == By::Day).then(|| team.to_owned())];
    let lines = lines.into_iter().flatten().map(|line| view! { <span class="line">{line}</span> });
    view! {
        <tr>
            <td><span class="tick-box"></span></td>
            <td>
                <strong>{item.name.clone()}</strong>{quantity}{critical}
                <span class="line badges">
                    <DietBadges
                        gluten_free=item.gluten_free
                        dairy_free=item.dairy_free
                        vegetarian=item.vegetarian
                    />
                </span>
                {notes}
            </td>
            <td>{who}</td>
            <td>{lines.collect_view()}</td>
        </tr>
    }
}
