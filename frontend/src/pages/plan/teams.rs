use gather_wire::{Action, CreateTeam, Team};
use leptos::prelude::*;

use super::{
    act::Done,
    forms::{AddInPlace, focus_next},
    list_page::ListPage,
    shell::Planning,
    team_row::TeamRow,
};
use crate::{
    api,
    components::{Doing, FormKey, Sent, TextField, entry, said_in},
};

/// Where it is said why nothing can be changed.
pub const WHY: &str = "why-teams";

/// The form of a new team.
const ADD: &str = "add-team";

/// `/plan/teams`: who sees to what, and who leads them.
#[component]
pub fn TeamsPage() -> impl IntoView {
    let planning = Planning::find();
    let teams = Memo::new(move |_| planning.plan.with(|plan| plan.teams.clone()));
    let may_add = planning.hosting.standing(Action::CreateTeam);
    let ids = Callback::new(move |()| teams.with(|all| all.iter().map(|team| team.id).collect()));
    let row = Callback::new(move |id| {
        let team = entry(move || teams.with(|all| all.iter().find(|team| team.id == id).cloned()));
        team.map(|team| view! { <TeamRow planning team /> }).into_any()
    });
    view! {
        <ListPage
            title="Teams"
            about="Everybody is in one team. Its coordinator gives out what is on its list, so that you \
                   do not have to."
            none="No teams yet."
            may_add
            why=WHY
            ids
            row
        >
            <AddTeam planning />
        </ListPage>
    }
    .into_any()
}

#[component]
fn AddTeam(planning: Planning) -> impl IntoView {
    let doing = Doing::new();
    let (name, scope) = (planning.typed("team/name"), planning.typed("team/scope"));
    let key = FormKey::new();
    let submit = move |()| {
        let scope_typed = said_in(scope);
        let team = CreateTeam { name: name.get_untracked(), scope: scope_typed };
        let (key_of_this, sent) = (key.of(&team), Sent::of([name, scope]));
        planning.change(
            Action::CreateTeam,
            "Add a team",
            doing,
            move |at| {
                let (team, key) = (team.clone(), key_of_this.clone());
                async move { api::create_team(&at, &team, &key).await }
            },
            move |team: Team| {
                key.forget();
                if sent.clear() {
                    focus_next(ADD);
                }
                let (id, version) = (team.id, team.version);
                Done::said(format!("{} is in the plan.", team.name))
                    .undo(move |at| async move { api::delete_team(&at, id, version).await })
            },
        );
    };
    view! {
        <AddInPlace doing label="Add a team" id=ADD submit>
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
        </AddInPlace>
    }
    .into_any()
}
