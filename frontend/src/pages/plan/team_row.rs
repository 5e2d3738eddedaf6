use gather_wire::{Action, CreateTeam, EditTeam, Team};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    act::{Done, is_stale},
    ask_first::AskFirst,
    forms::EditInPlace,
    shell::Planning,
    teams::WHY,
};
use crate::{
    api, browser,
    components::{ActButton, Doing, Refusal, TextField, dynamic, said_in, unique_id},
    words::{self, Standing},
};

/// One team: what it is for, who leads it, what can be done about it.
#[component]
pub fn TeamRow(
    /// The plan.
    planning: Planning,
    /// The team.
    team: Memo<Team>,
) -> impl IntoView {
    let (editing, deleting) = (RwSignal::new(false), RwSignal::new(false));
    let id = team.with_untracked(|team| team.id);
    let name = move || team.with(|team| team.name.clone());
    let of_team = move || view! { <span class="visually-hidden">" "{dynamic(name)}</span> };
    let contents = Memo::new(move |_| Contents::of(planning, id));
    let why_not = unique_id("why");
    let why_not_delete = why_not.clone();
    let may_delete = Memo::new(move |_| {
        let shape = planning.hosting.standing(Action::EditTeam).get();
        match contents.get().refusal() {
            Some(why) if !shape.is_refused() => Standing::Refused(why),
            _ => shape,
        }
    });
    let not_empty = move || {
        let locked = planning.hosting.standing(Action::EditTeam).read().is_refused();
        contents.get().refusal().filter(|_| !locked)
    };
    view! {
        <li class="plan-row" id=format!("team-{id}")>
            <Show
                when=move || !editing.get()
                fallback=move || view! { <EditTeamForm planning team open=editing /> }
            >
                <div class="stack tight">
                    <div>
                        <h2 class="plan-name">{dynamic(name)}</h2>
                        {dynamic(move || team.with(|team| team.scope.clone()).map(|scope| view! {
                            <p class="soft small">{scope}</p>
                        }))}
                        <p class="small soft">{dynamic(move || contents.get().said())}</p>
                    </div>
                    <div class="row plan-foot">
                        <Coordinator planning team />
                        <div class="row acts push">
                            <ActButton
                                standing=planning.hosting.standing(Action::EditTeam)
                                reason_at=WHY.to_owned()
                                act=move |()| editing.set(true)
                            >
                                "Edit"{of_team()}
                            </ActButton>
                            <ActButton
                                standing=may_delete
                                reason_at=why_not.clone()
                                act=move |()| deleting.set(true)
                            >
                                "Delete"{of_team()}
                            </ActButton>
                        </div>
                    </div>
                    <p class="why" id=why_not_delete.clone() hidden=move || not_empty().is_none()>
                        {dynamic(not_empty)}
                    </p>
                </div>
            </Show>
            <DeleteTeam planning team open=deleting />
        </li>
    }
    .into_any()
}

/// How many people and items a team has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Contents {
    people: u64,
    items: u64,
}

impl Contents {
    fn of(planning: Planning, team: Uuid) -> Self {
        planning.plan.with(|plan| Self {
            people: plan.people.iter().filter(|one| one.team_id == Some(team)).count() as u64,
            items: plan.items.iter().filter(|item| item.team_id == team).count() as u64,
        })
    }

    fn said(self) -> String {
        let people = words::say_count(self.people, "person", "people");
        let items = words::say_count(self.items, "item", "items");
        match (self.people, self.items) {
            (0, 0) => "Nobody and nothing in it yet".to_owned(),
            (0, _) => format!("Nobody in it yet · {items}"),
            (_, 0) => format!("{people} · nothing on its list yet"),
            _ => format!("{people} · {items}"),
        }
    }

    /// Why it cannot be deleted.
    fn refusal(self) -> Option<String> {
        let people = words::say_count(self.people, "person", "people");
        let items = words::say_count(self.items, "item", "items");
        let has = match (self.people, self.items) {
            (0, 0) => return None,
            (0, _) => items,
            (_, 0) => people,
            _ => format!("{people} and {items}"),
        };
        Some(format!("Cannot be deleted while it has {has}."))
    }
}

/// Who leads it: one of its members, chosen in place.
#[component]
fn Coordinator(planning: Planning, team: Memo<Team>) -> impl IntoView {
    let doing = Doing::new();
    let id = unique_id("lead");
    let why = unique_id("why");
    let why_not = why.clone();
    let standing = planning.hosting.standing(Action::ChangeCoordinator);
    let chosen =
        Memo::new(move |_| team.with(|team| team.coordinator.as_ref().map(|person| person.id)));
    let members = Memo::new(move |_| {
        let team = team.with(|team| team.id);
        let mut members: Vec<(Uuid, String)> = planning.plan.with(|plan| {
            let members = plan.people.iter().filter(|one| one.team_id == Some(team));
            members.map(|one| (one.id, one.name.clone())).collect()
        });
        members.sort_by_key(|(_, name)| name.to_lowercase());
        members
    });
    let reason = move || match standing.get() {
        Standing::Refused(why) => Some(why),
        _ if members.with(Vec::is_empty) => {
            Some("Only somebody in the team can lead it; nobody is in it yet.".to_owned())
        }
        _ => None,
    };
    // Counted up to put the select back to what is so, when a choice was not taken.
    let again = RwSignal::new(0_u32);
    let choose = move |to: Option<Uuid>| {
        let seen = team.get_untracked();
        let before = seen.coordinator.as_ref().map(|person| person.id);
        again.update(|count| *count += 1);
        if before == to || untrack(reason).is_some() {
            return;
        }
        let name = members.with_untracked(|all| {
            all.iter().find(|(id, _)| Some(*id) == to).map(|(_, name)| name.clone())
        });
        let what = format!("Change who coordinates {}", seen.name);
        let said = match name {
            Some(name) => format!("{name} coordinates {} now.", seen.name),
            None => format!("{} has no coordinator now.", seen.name),
        };
        let lead =
            |person: Option<Uuid>| EditTeam { coordinator_id: Some(person), ..EditTeam::default() };
        planning.change(
            Action::ChangeCoordinator,
            what,
            doing,
            move |at| {
                let (id, version) = (seen.id, seen.version);
                async move { api::edit_team(&at, id, version, &lead(to)).await }
            },
            move |now: Team| {
                let (id, version) = (now.id, now.version);
                Done::said(said.clone()).undo(move |at| async move {
                    api::edit_team(&at, id, version, &lead(before)).await
                })
            },
        );
    };
    let options = move || {
        again.track();
        let chosen = chosen.get();
        let option = |(id, name): (Uuid, String)| {
            view! { <option value=id.to_string() selected=chosen == Some(id)>{name}</option> }
        };
        view! {
            <option value="" selected=chosen.is_none()>"Nobody yet"</option>
            {members.get().into_iter().map(option).collect_view()}
        }
    };
    view! {
        <div class="field plan-lead">
            <label for=id.clone()>
                "Coordinator"
                <span class="visually-hidden">" of "{dynamic(move || team.with(|team| team.name.clone()))}</span>
            </label>
            <select
                id=id
                data-status=move || chosen.get().is_none().then_some("gap")
                aria-disabled=move || (reason().is_some() || doing.is_pending()).then_some("true")
                aria-describedby=move || reason().is_some().then(|| why.clone())
                on:change:target=move |event| choose(Uuid::parse_str(&event.target().value()).ok())
            >
                {dynamic(options)}
            </select>
            <p class="why" id=why_not hidden=move || reason().is_none()>{dynamic(reason)}</p>
            <Refusal doing reader=planning.hosting.reader />
        </div>
    }
    .into_any()
}

#[component]
fn EditTeamForm(planning: Planning, team: Memo<Team>, open: RwSignal<bool>) -> impl IntoView {
    let doing = Doing::new();
    let seen = team.get_untracked();
    let name = RwSignal::new(seen.name.clone());
    let scope = RwSignal::new(seen.scope.clone().unwrap_or_default());
    let (label, back_to) = (format!("Change {}", seen.name), format!("#team-{} .button", seen.id));
    let submit = move |()| {
        let (name, scope) = (name.get_untracked(), said_in(scope));
        let change = EditTeam {
            name: (name.trim() != seen.name).then_some(name),
            scope: (scope != seen.scope).then_some(scope),
            coordinator_id: None,
        };
        if change == EditTeam::default() {
            open.set(false);
            return;
        }
        let before = if untrack(|| is_stale(doing)) { team.get_untracked() } else { seen.clone() };
        let back = EditTeam {
            name: change.name.as_ref().map(|_| before.name.clone()),
            scope: change.scope.as_ref().map(|_| before.scope.clone()),
            coordinator_id: None,
        };
        planning.change(
            Action::EditTeam,
            format!("Change {}", before.name),
            doing,
            move |at| {
                let (id, version, change) = (before.id, before.version, change.clone());
                async move { api::edit_team(&at, id, version, &change).await }
            },
            move |now: Team| {
                open.try_set(false);
                let back = back.clone();
                Done::said(format!("{} is saved.", now.name)).undo(move |at| {
                    let (id, version, back) = (now.id, now.version, back.clone());
                    async move { api::edit_team(&at, id, version, &back).await }
                })
            },
        );
    };
    let theirs = move || {
        let (name, scope) = team.with(|team| (team.name.clone(), team.scope.clone()));
        match scope {
            Some(scope) => format!("{name}: {scope}"),
            None => name,
        }
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
                    label="What it sees to (optional)"
                    value=scope
                    error=doing.wrong("/scope")
                    max_length=2000
                />
            </div>
            <Show when=move || is_stale(doing)>
                <p class="notice" data-tone="warn">
                    "What you typed is still here. It now says “"{dynamic(theirs)}"”. Save again to \
                     replace that."
                </p>
            </Show>
        </EditInPlace>
    }
    .into_any()
}

#[component]
fn DeleteTeam(planning: Planning, team: Memo<Team>, open: RwSignal<bool>) -> impl IntoView {
    let doing = Doing::new();
    let title = move || format!("Delete {}?", team.with(|team| team.name.clone()));
    let delete = move |()| {
        let team = team.get_untracked();
        let (id, version) = (team.id, team.version);
        planning.change(
            Action::EditTeam,
            format!("Delete {}", team.name),
            doing,
            move |at| async move { api::delete_team(&at, id, version).await },
            move |()| {
                open.try_set(false);
                let again = CreateTeam { name: team.name.clone(), scope: team.scope.clone() };
                let key = browser::fresh_key();
                Done::said(format!("{} is deleted.", team.name)).undo(move |at| {
                    let (again, key) = (again.clone(), key.clone());
                    async move { api::create_team(&at, &again, &key).await }
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
            <p>"Nobody is in it, and nothing is on its list."</p>
        </AskFirst>
    }
    .into_any()
}
