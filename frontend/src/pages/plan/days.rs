use gather_wire::{Action, CreateDay, Day, EditDay, Item};
use leptos::prelude::*;

use super::{
    act::Done,
    ask_first::AskFirst,
    forms::{AddInPlace, EditInPlace, focus_next},
    list_page::ListPage,
    shell::Planning,
};
use crate::{
    api, browser,
    components::{ActButton, DateField, Doing, FormKey, Sent, TextField, dynamic, entry},
    time, words,
};

/// Where it is said why nothing can be changed.
const WHY: &str = "why-days";

/// The form of a new day.
const ADD: &str = "add-day";

/// `/plan/days`: the days, which items are for.
#[component]
pub fn DaysPage() -> impl IntoView {
    let planning = Planning::find();
    let days = Memo::new(move |_| planning.plan.with(|plan| plan.days.clone()));
    let may_add = planning.hosting.standing(Action::CreateDay);
    let ids = Callback::new(move |()| days.with(|all| all.iter().map(|day| day.id).collect()));
    let row = Callback::new(move |id| {
        let day = entry(move || days.with(|all| all.iter().find(|day| day.id == id).cloned()));
        day.map(|day| view! { <DayRow planning day /> }).into_any()
    });
    view! {
        <ListPage
            title="Days"
            about="What the gathering is made of: Christmas Eve, the wedding, the morning after. \
                   Each item is for one of them."
            none="No days yet."
            may_add
            why=WHY
            ids
            row
        >
            <AddDay planning />
        </ListPage>
    }
    .into_any()
}

#[component]
fn AddDay(planning: Planning) -> impl IntoView {
    let doing = Doing::new();
    let (name, date) = (planning.typed("day/name"), planning.typed("day/date"));
    let key = FormKey::new();
    let event = planning.hosting.event();
    // The first date of the gathering that has no day is most likely the next.
    let next = move || {
        let (from, to) = event.with_untracked(|event| (event.starts_on, event.ends_on));
        planning.plan.with_untracked(|plan| {
            let mut dates = from.iter_days().take_while(|date| *date <= to);
            let free = dates.find(|date| plan.days.iter().all(|day| day.date != *date));
            free.unwrap_or(from).to_string()
        })
    };
    if date.with_untracked(String::is_empty) {
        date.set(next());
    }
    let submit = move |()| {
        let day = CreateDay { name: name.get_untracked(), date: date.get_untracked() };
        let (key_of_this, sent) = (key.of(&day), Sent::of([name, date]));
        planning.change(
            Action::CreateDay,
            "Add a day",
            doing,
            move |at| {
                let (day, key) = (day.clone(), key_of_this.clone());
                async move { api::create_day(&at, &day, &key).await }
            },
            move |day: Day| {
                key.forget();
                planning.plan.try_update(|plan| {
                    plan.days.push(day.clone());
                    plan.days.sort_by_key(|day| day.date);
                });
                if sent.clear() {
                    focus_next(ADD);
                }
                if date.try_with_untracked(String::is_empty) == Some(true) {
                    date.try_set(next());
                }
                Done::said(format!("{} is in the plan.", day.name))
                    .undo(move |at| async move { api::delete_day(&at, day.id).await })
            },
        );
    };
    view! {
        <AddInPlace doing label="Add a day" id=ADD submit>
            <div class="columns">
                <TextField
                    label="Name"
                    value=name
                    error=doing.wrong("/name")
                    required=true
                    max_length=120
                />
                <EventDate planning doing value=date />
            </div>
        </AddInPlace>
    }
    .into_any()
}

/// One of the gathering's dates.
#[component]
fn EventDate(planning: Planning, doing: Doing, value: RwSignal<String>) -> impl IntoView {
    let event = planning.hosting.event();
    view! {
        <DateField
            label="Date"
            value
            error=doing.wrong("/date")
            min=Signal::derive(move || event.with(|event| event.starts_on.to_string()))
            max=Signal::derive(move || event.with(|event| event.ends_on.to_string()))
        />
    }
    .into_any()
}

#[component]
fn DayRow(planning: Planning, day: Memo<Day>) -> impl IntoView {
    let (editing, deleting) = (RwSignal::new(false), RwSignal::new(false));
    let id = day.with_untracked(|day| day.id);
    let count = Memo::new(move |_| for_day(planning, day).len());
    let of_day = move || {
        view! { <span class="visually-hidden">" "{dynamic(move || day.with(|day| day.name.clone()))}</span> }
    };
    let facts = move || {
        let date = day.with(|day| time::day(day.date));
        match count.get() as u64 {
            0 => date,
            count => format!("{date} · {}", words::say_count(count, "item", "items")),
        }
    };
    view! {
        <li class="plan-row" id=format!("day-{id}")>
            <Show
                when=move || !editing.get()
                fallback=move || view! { <EditDayForm planning day open=editing /> }
            >
                <div class="row">
                    <div>
                        <p><strong>{dynamic(move || day.with(|day| day.name.clone()))}</strong></p>
                        <p class="small soft">{dynamic(facts)}</p>
                    </div>
                    <div class="row acts push">
                        <ActButton
                            standing=planning.hosting.standing(Action::EditDay)
                            reason_at=WHY.to_owned()
                            act=move |()| editing.set(true)
                        >
                            "Edit"{of_day()}
                        </ActButton>
                        <ActButton
                            standing=planning.hosting.standing(Action::DeleteDay)
                            reason_at=WHY.to_owned()
                            act=move |()| deleting.set(true)
                        >
                            "Delete"{of_day()}
                        </ActButton>
                    </div>
                </div>
            </Show>
            <DeleteDay planning day open=deleting />
        </li>
    }
    .into_any()
}

fn for_day(planning: Planning, day: Memo<Day>) -> Vec<Item> {
    let id = day.with(|day| day.id);
    let is_for = |item: &&Item| item.day.as_ref().is_some_and(|day| day.id == id);
    planning.plan.with(|plan| plan.items.iter().filter(is_for).cloned().collect())
}

#[component]
fn EditDayForm(planning: Planning, day: Memo<Day>, open: RwSignal<bool>) -> impl IntoView {
    let doing = Doing::new();
    let seen = day.get_untracked();
    let name = RwSignal::new(seen.name.clone());
    let date = RwSignal::new(seen.date.to_string());
    let (label, back_to) = (format!("Change {}", seen.name), format!("#day-{} .button", seen.id));
    let submit = move |()| {
        let (typed, dated) = (name.get_untracked(), date.get_untracked());
        let change = EditDay {
            name: (typed.trim() != seen.name).then_some(typed),
            date: (dated != seen.date.to_string()).then_some(dated),
        };
        if change == EditDay::default() {
            open.set(false);
            return;
        }
        let before = seen.clone();
        let back = EditDay {
            name: change.name.as_ref().map(|_| before.name.clone()),
            date: change.date.as_ref().map(|_| before.date.to_string()),
        };
        planning.change(
            Action::EditDay,
            format!("Change {}", before.name),
            doing,
            move |at| {
                let change = change.clone();
                async move { api::edit_day(&at, before.id, &change).await }
            },
            move |now: Day| {
                open.try_set(false);
                let back = back.clone();
                Done::said(format!("{} is saved.", now.name)).undo(move |at| {
                    let back = back.clone();
                    async move { api::edit_day(&at, now.id, &back).await }
                })
            },
        );
    };
    view! {
        <EditInPlace label doing open submit back_to>
            <div class="columns">
                <TextField
                    label="Name"
                    value=name
                    error=doing.wrong("/name")
                    required=true
                    max_length=120
                />
                <EventDate planning doing value=date />
            </div>
        </EditInPlace>
    }
    .into_any()
}

/// Asks before a day goes, and names what was for it.
#[component]
fn DeleteDay(planning: Planning, day: Memo<Day>, open: RwSignal<bool>) -> impl IntoView {
    let doing = Doing::new();
    let title = move || format!("Delete {}?", day.with(|day| day.name.clone()));
    let what_happens = move || {
        let names: Vec<String> = for_day(planning, day).into_iter().map(|item| item.name).collect();
        match names.len() as u64 {
            0 => "Nothing is planned for it yet.".to_owned(),
            count => format!(
                "{} planned for it: {}. They stay on their lists and are for no day from then on.",
                words::say_count(count, "item is", "items are"),
                words::listed(&names, 160),
            ),
        }
    };
    let delete = move |()| {
        let day = untrack(|| day.get());
        let had_items = planning.plan.with_untracked(|plan| {
            plan.items.iter().any(|item| item.day.as_ref().is_some_and(|one| one.id == day.id))
        });
        let id = day.id;
        planning.change(
            Action::DeleteDay,
            format!("Delete {}", day.name),
            doing,
            move |at| async move { api::delete_day(&at, id).await },
            move |()| {
                open.try_set(false);
                let said = format!("{} is deleted.", day.name);
                let again = CreateDay { name: day.name.clone(), date: day.date.to_string() };
                let key = browser::fresh_key();
                let said =
                    if had_items { format!("{said} Undo does not put items back.") } else { said };
                Done::said(said).undo(move |at| {
                    let (again, key) = (again.clone(), key.clone());
                    async move { api::create_day(&at, &again, &key).await }
                })
            },
        );
    };
    view! {
        <AskFirst
            open
            title=Signal::derive(title)
            label="Delete"
            busy="Deleting…"
            keep="Keep it"
            doing
            act=delete
        >
            <p>{dynamic(what_happens)}</p>
        </AskFirst>
    }
    .into_any()
}
