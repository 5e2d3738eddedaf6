use gather_wire::{Action, Profile};
use leptos::prelude::*;
use uuid::Uuid;

use super::{add_person::AddPerson, person_row::PersonRow, shell::Planning};
use crate::{
    components::{Go, LockNotice, PageHeading, Rows, TextField, dynamic, entry},
    words,
};

/// Where it is said why nothing can be changed.
pub const WHY: &str = "why-people";

/// `/plan/people`: who is in which team.
#[component]
pub fn PlanPeoplePage() -> impl IntoView {
    let planning = Planning::find();
    let standing = planning.hosting.standing(Action::AddPerson);
    let people = Memo::new(move |_| planning.plan.with(|plan| plan.people.clone()));
    let sought = planning.typed("people/sought");
    let found = Memo::new(move |_| {
        let sought = sought.with(|text| text.trim().to_lowercase());
        let mut found = people.get();
        found.retain(|person| holds(person, &sought));
        found.sort_by_key(|person| person.name.to_lowercase());
        found
    });
    let groups = Memo::new(move |_| {
        let teams = planning.plan.with(|plan| {
            let teams = plan.teams.iter().map(|team| (Some(team.id), team.name.clone()));
            teams.collect::<Vec<_>>()
        });
        let of = |team: Option<Uuid>| found.with(|all| all.iter().any(|one| one.team_id == team));
        let mut groups: Vec<_> = teams.into_iter().filter(|(team, _)| of(*team)).collect();
        if of(None) {
            groups.insert(0, (None, "In no team".to_owned()));
        }
        groups
    });
    let group = move |(team, name): (Option<Uuid>, String)| {
        let ids = Callback::new(move |()| {
            found.with(|all| {
                let of_team = all.iter().filter(|one| one.team_id == team);
                of_team.map(|one| one.id).collect::<Vec<_>>()
            })
        });
        let row = Callback::new(move |id| {
            let find = move || people.with(|all| all.iter().find(|one| one.id == id).cloned());
            entry(find).map(|person| view! { <PersonRow planning person /> }).into_any()
        });
        view! {
            <section class="card group">
                <h2 class="group-title">
                    {name}" "<span class="soft">{dynamic(move || ids.run(()).len())}</span>
                </h2>
                <ul><Rows ids row /></ul>
            </section>
        }
    };
    let many = Memo::new(move |_| people.with(Vec::len) > 8);
    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title="Plan · People">"People"</PageHeading>
                <p class="soft">
                    "Everybody who brings or does something. E-mail and phone are seen by hosts \
                     alone."
                </p>
            </header>
            <LockNotice standing id=WHY />
            <Show when=move || !standing.read().is_refused()>
                <div class="row">
                    <Go to=planning.at("/people/paste") class="button">"Paste a list or a CSV file"</Go>
                </div>
            </Show>
            <Show when=move || many.get()>
                <TextField label="Find somebody" value=sought kind="search" />
                <p class="visually-hidden" role="status">
                    {dynamic(move || words::say_count(found.with(Vec::len) as u64, "person", "people"))}
                    " shown"
                </p>
            </Show>
            <Show when=move || people.with(Vec::is_empty)>
                <p class="card empty">"Nobody is in the plan yet."</p>
            </Show>
            <Show when=move || found.with(Vec::is_empty) && !people.with(Vec::is_empty)>
                <p class="card empty">"Nobody here has that in their name, e-mail or phone."</p>
            </Show>
            <For each=move || groups.get() key=|group| group.clone() children=group />
            <Show when=move || !standing.read().is_refused()>
                <AddPerson planning />
            </Show>
        </div>
    }
    .into_any()
}

/// Whether somebody is whom one looks for.
fn holds(person: &Profile, sought: &str) -> bool {
    let texts = [Some(&person.name), person.email.as_ref(), person.phone.as_ref()];
    texts.into_iter().flatten().any(|text| text.to_lowercase().contains(sought))
}
