use gather_wire::{Action, EditPerson, MovePerson, Profile, Role, TeamRole};
use leptos::prelude::*;

use super::{
    act::{Done, is_stale},
    departures::{MoveDialog, RemoveDialog},
    forms::EditInPlace,
    people::WHY,
    shell::Planning,
};
use crate::{
    api,
    components::{ActButton, Doing, Refusal, TextField, dynamic, said_in, unique_id},
    words::{self, Standing},
};

/// One person: how to reach them, what they are here, what can be done about it.
#[component]
pub fn PersonRow(
    /// The plan.
    planning: Planning,
    /// The person.
    person: Memo<Profile>,
) -> impl IntoView {
    let (more, editing) = (RwSignal::new(false), RwSignal::new(false));
    let id = person.with_untracked(|person| person.id);
    let name = move || person.with(|person| person.name.clone());
    let facts = move || {
        person.with(|person| {
            let brings = match person.assigned {
                0 => None,
                count => Some(format!("brings {}", words::things(count))),
            };
            let facts: Vec<String> = [person.email.clone(), person.phone.clone(), brings]
                .into_iter()
                .flatten()
                .collect();
            if facts.is_empty() { "No e-mail or phone".to_owned() } else { facts.join(" · ") }
        })
    };
    let role = move || match person.with(|person| person.role) {
        Role::Host => Some("host"),
        Role::Coordinator => Some("coordinator"),
        Role::Participant => None,
    };
    view! {
        <li class="plan-row" id=format!("person-{id}")>
            <Show
                when=move || !editing.get()
                fallback=move || view! { <EditPersonForm planning person open=editing /> }
            >
                <div class="row plan-person">
                    <div>
                        <p>
                            <strong>{dynamic(name)}</strong>" "
                            {dynamic(move || role().map(|role| view! {
                                <span class="chip" data-tone="good">{role}</span>
                            }))}
                        </p>
                        <p class="small soft">{dynamic(facts)}</p>
                    </div>
                    <button
                        type="button"
                        class="button unfold push"
                        data-kind="quiet"
                        aria-expanded=move || more.get().to_string()
                        on:click=move |_| more.update(|open| *open = !*open)
                    >
                        "More"
                        <span class="visually-hidden">" about "{dynamic(name)}</span>
                    </button>
                </div>
                <Show when=move || more.get()>
                    <More planning person editing />
                </Show>
            </Show>
        </li>
    }
    .into_any()
}

/// Everything that can be done about somebody.
#[component]
fn More(planning: Planning, person: Memo<Profile>, editing: RwSignal<bool>) -> impl IntoView {
    let (moving, removing) = (RwSignal::new(false), RwSignal::new(false));
    let doing = Doing::new();
    let why = unique_id("why");
    let why_stays = why.clone();
    let may = move |action| planning.hosting.standing(action);
    let of_person = move || {
        view! {
            <span class="visually-hidden">
                " "{dynamic(move || person.with(|person| person.name.clone()))}
            </span>
        }
    };
    let is_host = Memo::new(move |_| person.with(|person| person.role == Role::Host));
    let may_remove = Memo::new(move |_| {
        let standing = may(Action::RemovePerson).get();
        if is_host.get() && !standing.is_refused() {
            Standing::Refused("Whoever hosts the gathering stays in its plan.".to_owned())
        } else {
            standing
        }
    });
    let team = Memo::new(move |_| {
        let id = person.with(|person| person.team_id)?;
        planning.plan.with(|plan| plan.teams.iter().find(|team| team.id == id).cloned())
    });
    let leads = Memo::new(move |_| {
        let id = person.with(|person| person.id);
        team.with(|team| {
            let lead = team.as_ref().and_then(|team| team.coordinator.as_ref());
            lead.is_some_and(|lead| lead.id == id)
        })
    });
    let lead = move |leads: bool| {
        let Some(team) = team.get_untracked() else { return };
        let person = person.get_untracked();
        let before = team.coordinator.as_ref().map(|lead| lead.id);
        let role = if leads { TeamRole::Coordinator } else { TeamRole::Participant };
        let to = MovePerson { team_id: team.id, role: Some(role) };
        let said = if leads {
            format!("{} coordinates {} now.", person.name, team.name)
        } else {
            format!("{} no longer coordinates {}.", person.name, team.name)
        };
        let (id, team_id) = (person.id, team.id);
        planning.change(
            Action::ChangeCoordinator,
            format!("Change who coordinates {}", team.name),
            doing,
            move |at| {
                let to = to.clone();
                async move { api::move_person(&at, id, &to).await }
            },
            move |_: Profile| {
                Done::said(said.clone()).undo(move |at| async move {
                    // Whoever led it before does again; nobody did: this person no longer does.
                    let role = before.map_or(TeamRole::Participant, |_| TeamRole::Coordinator);
                    let to = MovePerson { team_id, role: Some(role) };
                    api::move_person(&at, before.unwrap_or(id), &to).await
                })
            },
        );
    };
    let label = move || if leads.get() { "No longer coordinator" } else { "Make coordinator" };
    view! {
        <div class="stack unfolded">
            <div class="row acts">
                <ActButton
                    standing=may(Action::EditPerson)
                    reason_at=WHY.to_owned()
                    act=move |()| editing.set(true)
                >
                    "Edit"{of_person()}
                </ActButton>
                <Show when=move || team.read().is_some()>
                    <ActButton
                        standing=may(Action::ChangeCoordinator)
                        reason_at=WHY.to_owned()
                        busy=Signal::derive(move || doing.is_pending())
                        act=move |()| lead(!leads.get_untracked())
                    >
                        {dynamic(label)}<span class="visually-hidden">": "</span>{of_person()}
                    </ActButton>
                </Show>
                <ActButton
                    standing=may(Action::MovePerson)
                    reason_at=WHY.to_owned()
                    act=move |()| moving.set(true)
                >
                    "Move…"{of_person()}
                </ActButton>
                <ActButton standing=may_remove reason_at=why act=move |()| removing.set(true)>
                    "Remove…"{of_person()}
                </ActButton>
            </div>
            <p class="why" id=why_stays hidden=move || !is_host.get()>
                "Whoever hosts the gathering stays in its plan."
            </p>
            <Refusal doing reader=planning.hosting.reader />
        </div>
        <MoveDialog planning person open=moving />
        <RemoveDialog planning person open=removing />
    }
    .into_any()
}

#[component]
fn EditPersonForm(
    planning: Planning,
    person: Memo<Profile>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let seen = person.get_untracked();
    let name = RwSignal::new(seen.name.clone());
    let email = RwSignal::new(seen.email.clone().unwrap_or_default());
    let phone = RwSignal::new(seen.phone.clone().unwrap_or_default());
    let (label, back_to) =
        (format!("Change {}", seen.name), format!("#person-{} .unfold", seen.id));
    let submit = move |()| {
        let (name, email) = (name.get_untracked(), said_in(email));
        let phone = said_in(phone);
        let change = EditPerson {
            name: (name.trim() != seen.name).then_some(name),
            email: (email != seen.email).then_some(email),
            phone: (phone != seen.phone).then_some(phone),
        };
        if change == EditPerson::default() {
            open.set(false);
            return;
        }
        let before =
            if untrack(|| is_stale(doing)) { person.get_untracked() } else { seen.clone() };
        let back = EditPerson {
            name: change.name.as_ref().map(|_| before.name.clone()),
            email: change.email.as_ref().map(|_| before.email.clone()),
            phone: change.phone.as_ref().map(|_| before.phone.clone()),
        };
        planning.change(
            Action::EditPerson,
            format!("Change {}", before.name),
            doing,
            move |at| {
                let (id, version, change) = (before.id, before.version, change.clone());
                async move { api::edit_person(&at, id, version, &change).await }
            },
            move |now: Profile| {
                open.try_set(false);
                let back = back.clone();
                Done::said(format!("{} is saved.", now.name)).undo(move |at| {
                    let (id, version, back) = (now.id, now.version, back.clone());
                    async move { api::edit_person(&at, id, version, &back).await }
                })
            },
        );
    };
    let theirs = move || {
        person.with(|now| {
            let parts = [Some(now.name.clone()), now.email.clone(), now.phone.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        })
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
                <TextField
                    label="E-mail (optional)"
                    value=email
                    error=doing.wrong("/email")
                    kind="email"
                    input_mode="email"
                    max_length=254
                />
                <TextField
                    label="Phone (optional)"
                    value=phone
                    error=doing.wrong("/phone")
                    kind="tel"
                    input_mode="tel"
                    max_length=60
                />
            </div>
            <Show when=move || is_stale(doing)>
                <p class="notice" data-tone="warn">
                    "What you typed is still here. It now says “"{dynamic(theirs)}"”. Save again to \
                     keep yours where you changed something."
                </p>
            </Show>
        </EditInPlace>
    }
    .into_any()
}
