//! Moving and removing somebody: what it releases is named beforehand.

use gather_wire::{Action, Item, MovePerson, Profile, Role, TeamRole};
use leptos::prelude::*;
use uuid::Uuid;

use super::{act::Done, ask_first::AskFirst, shell::Planning};
use crate::{
    api,
    components::{Doing, Look, SelectField, dynamic},
    words,
};

/// The names of what somebody has.
fn held(planning: Planning, person: Uuid) -> Vec<String> {
    planning.plan.with(|plan| {
        let has =
            |item: &&Item| item.assignment.as_ref().is_some_and(|held| held.person.id == person);
        plan.items.iter().filter(has).map(|item| item.name.clone()).collect()
    })
}

/// What becomes of what somebody has when they leave a team.
fn release(planning: Planning, person: &Profile) -> String {
    let items = held(planning, person.id);
    let team = planning.plan.with(|plan| {
        let team = plan.teams.iter().find(|team| Some(team.id) == person.team_id);
        team.map(|team| team.name.clone()).unwrap_or_default()
    });
    match items.len() {
        0 => format!("{} brings nothing yet, so nothing is left open.", person.name),
        1 => format!("{} stays with {team} and needs someone again.", words::listed(&items, 160)),
        count => format!(
            "{count} items stay with {team} and need someone again: {}.",
            words::listed(&items, 200)
        ),
    }
}

/// Who leads a team no more when this person goes.
fn unled(person: &Profile) -> Option<&'static str> {
    (person.role == Role::Coordinator)
        .then_some("Their team then has no coordinator, and their coordinator link stops working.")
}

/// Asks where to, and says what it releases.
#[component]
pub fn MoveDialog(
    /// The plan.
    planning: Planning,
    /// Who.
    person: Memo<Profile>,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let (to, leads) = (RwSignal::new(String::new()), RwSignal::new(false));
    let nowhere = RwSignal::new(None::<String>);
    let title = move || format!("Move {} to another team", person.with(|one| one.name.clone()));
    let others = move || {
        let own = person.with(|person| person.team_id);
        planning.plan.with(|plan| {
            let others = plan.teams.iter().filter(|team| Some(team.id) != own);
            others.map(|team| (team.id.to_string(), team.name.clone())).collect::<Vec<_>>()
        })
    };
    let go = move |()| {
        let Ok(team_id) = to.with_untracked(|to| Uuid::parse_str(to)) else {
            return nowhere.set(Some("Choose a team.".to_owned()));
        };
        nowhere.set(None);
        let person = person.get_untracked();
        let team = planning.plan.with_untracked(|plan| {
            let team = plan.teams.iter().find(|team| team.id == team_id);
            team.map(|team| team.name.clone()).unwrap_or_default()
        });
        let role = leads.get_untracked().then_some(TeamRole::Coordinator);
        let destination = MovePerson { team_id, role };
        let had_items = person.assigned > 0;
        let (id, from, led) = (person.id, person.team_id, person.role == Role::Coordinator);
        planning.change(
            Action::MovePerson,
            format!("Move {}", person.name),
            doing,
            move |at| {
                let destination = destination.clone();
                async move { api::move_person(&at, id, &destination).await }
            },
            move |_: Profile| {
                open.try_set(false);
                let moved = Done::said(format!("{} is in {team} now.", person.name));
                let back = from.filter(|_| !had_items).map(|team_id| MovePerson {
                    team_id,
                    role: led.then_some(TeamRole::Coordinator),
                });
                match back {
                    Some(back) => moved.undo(move |at| {
                        let back = back.clone();
                        async move { api::move_person(&at, id, &back).await }
                    }),
                    // What was released may be with somebody else by then.
                    None => moved,
                }
            },
        );
    };
    view! {
        <AskFirst
            open
            title=Signal::derive(title)
            label="Move"
            busy="Moving…"
            keep="Cancel"
            doing
            act=go
            look=Look::Primary
        >
            <SelectField label="To" value=to none="Choose…" options=others() error=nowhere />
            <label class="check">
                <input type="checkbox" bind:checked=leads />
                "As its coordinator"
            </label>
            <p>{dynamic(move || person.with(|person| release(planning, person)))}</p>
            <p>{dynamic(move || person.with(unled))}</p>
        </AskFirst>
    }
    .into_any()
}

/// Asks before somebody goes, and says what goes with them.
#[component]
pub fn RemoveDialog(
    /// The plan.
    planning: Planning,
    /// Who.
    person: Memo<Profile>,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let title = move || format!("Remove {} from the plan?", person.with(|one| one.name.clone()));
    let go = move |()| {
        let person = person.get_untracked();
        let id = person.id;
        planning.change(
            Action::RemovePerson,
            format!("Remove {}", person.name),
            doing,
            move |at| async move { api::remove_person(&at, id).await },
            move |()| {
                open.try_set(false);
                Done::said(format!("{} is out of the plan.", person.name))
            },
        );
    };
    view! {
        <AskFirst
            open
            title=Signal::derive(title)
            label="Remove"
            busy="Removing…"
            keep="Keep them"
            doing
            act=go
        >
            <p>{dynamic(move || person.with(|person| release(planning, person)))}</p>
            <p>{dynamic(move || person.with(unled))}</p>
            <p>"Their link stops working at once. This cannot be taken back."</p>
        </AskFirst>
    }
    .into_any()
}
