use gather_wire as wire;
use leptos::prelude::*;

use crate::{
    api::{self, Desk},
    components::{
        Board, CountsMeter, DeadLinkPage, EventState, KeepThisLink, Loaded, Loading, OwnThings,
        PageHeading, Reload, TeamItems, dynamic, put_answer,
    },
    credential::Credential,
    link::{Kind, Secret},
    pages::{opened::mark_opened_once, skeleton::skeleton},
    session::use_link,
    time,
    words::{self, Reader},
};

/// `/c#…`: the page behind a coordinator's link.
#[component]
pub fn TeamPage() -> impl IntoView {
    let link = use_link(Kind::Coordinator);
    move || match link.get() {
        Ok(link) => view! { <TeamOf link /> }.into_any(),
        Err(fault) => view! { <DeadLinkPage dead=words::link_fault(&fault) /> }.into_any(),
    }
}

#[component]
fn TeamOf(link: Secret) -> impl IntoView {
    let reload = Reload::find();
    let by = StoredValue::new(Credential::Link(link.clone()));
    let link = StoredValue::new(link);
    let sheet = Loading::new(move || {
        reload.track();
        let by = by.get_value();
        async move { api::sheet(&by).await }
    });
    mark_opened_once(sheet, by);

    view! {
        <Loaded
            from=sheet
            by
            skeleton
            page=Callback::new(move |sheet| view! { <MyTeam sheet by link /> }.into_any())
        />
    }
    .into_any()
}

#[component]
fn MyTeam(
    sheet: RwSignal<wire::TeamSheet>,
    by: StoredValue<Credential>,
    link: StoredValue<Secret>,
) -> impl IntoView {
    let reader = Signal::stored(Reader::Coordinator);
    let plan = Memo::new(move |_| sheet.with(plan_of));
    let event = Memo::new(move |_| sheet.with(|sheet| sheet.event.clone()));
    let counts = Memo::new(move |_| sheet.with(|sheet| sheet.counts));
    let me = sheet.with_untracked(|sheet| sheet.person.id);
    let desk = Desk::Coordinator { by: by.get_value() };
    let board = Board::new(desk, plan.into(), me, reader);
    let team = move || sheet.with(|sheet| sheet.team.name.clone());
    let others = Memo::new(move |_| sheet.with(|sheet| sheet.other_teams.clone()));
    let facts = move || event.with(event_line);

    view! {
        <div class="page team">
            <header class="stack tight">
                <p class="facts soft small">{facts}</p>
                <PageHeading title="Your team">{team}</PageHeading>
                <p class="soft">{dynamic(move || sheet.with(about))}</p>
                <EventState event reader />
                <CountsMeter counts with_gaps=true />
            </header>
            <OwnThings
                name=Signal::derive(move || sheet.with(|sheet| sheet.person.name.clone()))
                mine=Signal::derive(move || sheet.with(|sheet| sheet.my_assignments.clone()))
                allowed=Signal::derive(move || sheet.with(|sheet| sheet.allowed_actions.clone()))
                by
                reader
                answered=move |now| {
                    sheet.try_update(|sheet| put_answer(&mut sheet.my_assignments, now));
                }
            />
            <TeamItems board wanted=None />
            <section class="stack" aria-labelledby="others">
                <h2 id="others">"The other teams"</h2>
                <ul class="row">
                    {dynamic(move || {
                        let item = |team| view! { <li><OtherTeam team /></li> };
                        others.get().into_iter().map(item).collect_view()
                    })}
                </ul>
            </section>
            <KeepThisLink
                link=Signal::derive(move || link.get_value())
                event=Signal::derive(move || event.with(|event| event.name.clone()))
            />
        </div>
    }
    .into_any()
}

/// Another team, as far as it concerns this one: its name and one of two marks.
#[component]
fn OtherTeam(team: wire::OtherTeam) -> impl IntoView {
    match team.status {
        wire::TeamMark::Sorted => view! {
            <span class="chip" data-tone="good">"✓ "{team.name}<span class="visually-hidden">": sorted"</span></span>
        }
        .into_any(),
        wire::TeamMark::CriticalGap => view! {
            <span class="chip" data-tone="danger">{team.name}" · critical gap"</span>
        }
        .into_any(),
    }
}

/// The gathering, in one line.
fn event_line(event: &wire::Event) -> String {
    let dates = time::range(event.starts_on, event.ends_on);
    let guests = event.guest_count.and_then(|count| u64::try_from(count).ok());
    let guests = guests.map(|count| format!(" · {}", words::say_count(count, "guest", "guests")));
    format!("{} · {dates}{}", event.name, guests.unwrap_or_default())
}

/// What the team is for, and that the reader leads it.
fn about(sheet: &wire::TeamSheet) -> String {
    let own = sheet.team.coordinator.as_ref().is_some_and(|lead| lead.id == sheet.person.id);
    let lead = own.then(|| "You lead this team".to_owned());
    [sheet.team.scope.clone(), lead].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The sheet's part that a host sees as well.
fn plan_of(sheet: &wire::TeamSheet) -> wire::TeamPlan {
    wire::TeamPlan {
        event: sheet.event.clone(),
        team: sheet.team.clone(),
        status: sheet.status,
        counts: sheet.counts,
        items: sheet.items.clone(),
        days: sheet.days.clone(),
        members: sheet.members.clone(),
        allowed_actions: sheet.allowed_actions.clone(),
    }
}
