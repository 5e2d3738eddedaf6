use gather_wire::{Action, AddPerson as New, MovePerson, Profile, TeamRole};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    act::Done,
    forms::{AddInPlace, focus_next},
    shell::Planning,
};
use crate::{
    api,
    components::{Doing, FormKey, Go, SelectField, Sent, TextField, said_in},
};

/// The form of a new person.
const ADD: &str = "add-person";

/// Adds one person after the other.
#[component]
pub fn AddPerson(
    /// The plan.
    planning: Planning,
) -> impl IntoView {
    let has_teams = Memo::new(move |_| planning.plan.with(|plan| !plan.teams.is_empty()));
    move || {
        if has_teams.get() {
            return view! { <Form planning /> }.into_any();
        }
        view! {
            <section class="card stack" aria-label="Add a person">
                <p>"Everybody is in a team, so a team comes first."</p>
                <div class="row"><Go to=planning.at("/teams") class="button">"Add teams"</Go></div>
            </section>
        }
        .into_any()
    }
}

#[component]
fn Form(planning: Planning) -> impl IntoView {
    let doing = Doing::new();
    let typed = |what: &str| planning.typed(&format!("person/{what}"));
    let (name, team) = (typed("name"), typed("team"));
    let (email, phone, role) = (typed("email"), typed("phone"), typed("role"));
    let no_team = RwSignal::new(None::<String>);
    let key = FormKey::new();
    let teams = planning.plan.with_untracked(|plan| {
        let teams = plan.teams.iter().map(|team| (team.id.to_string(), team.name.clone()));
        teams.collect::<Vec<_>>()
    });
    let submit = move |()| {
        let Ok(team_id) = team.with_untracked(|team| Uuid::parse_str(team)) else {
            return no_team.set(Some("Choose a team.".to_owned()));
        };
        no_team.set(None);
        let new = New {
            name: name.get_untracked(),
            team_id,
            email: said_in(email),
            phone: said_in(phone),
        };
        let leads = role.with_untracked(|role| role == "coordinator");
        let (key_of_this, sent) = (key.of(&new), Sent::of([name, email, phone, role]));
        planning.change(
            Action::AddPerson,
            format!("Add {}", new.name.trim()),
            doing,
            move |at| {
                let (new, key) = (new.clone(), key_of_this.clone());
                async move {
                    let person = api::add_person(&at, &new, &key).await?;
                    if !leads {
                        return Ok(person);
                    }
                    let to = MovePerson { team_id, role: Some(TeamRole::Coordinator) };
                    api::move_person(&at, person.id, &to).await
                }
            },
            move |person: Profile| {
                key.forget();
                if sent.clear() {
                    focus_next(ADD);
                }
                let id = person.id;
                Done::said(format!("{} is in the plan.", person.name))
                    .undo(move |at| async move { api::remove_person(&at, id).await })
            },
        );
    };
    let team_wrong = Signal::derive(move || {
        no_team.get().or_else(|| doing.error().and_then(|error| error.for_field("/team_id")))
    });
    view! {
        <AddInPlace doing label="Add a person" id=ADD submit>
            <div class="columns">
                <TextField
                    label="Name"
                    value=name
                    error=doing.wrong("/name")
                    required=true
                    max_length=120
                />
                <SelectField
                    label="Team"
                    value=team
                    none="Choose…"
                    options=teams
                    error=team_wrong
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
                <SelectField
                    label="Role"
                    value=role
                    none="Member of the team"
                    options=vec![("coordinator".to_owned(), "Coordinator of the team".to_owned())]
                />
            </div>
        </AddInPlace>
    }
    .into_any()
}
