use gather_wire::{ChangeStatus, EventStatus, Profile, Role};
use leptos::prelude::*;

use super::{ask_first::AskFirst, shell::Planning};
use crate::{
    api, browser,
    components::{Doing, Look, Reload, dynamic},
    session::use_address,
    words,
};

/// Says what starting does, to whom, then starts and leads to the links.
#[component]
pub fn StartDialog(
    /// The plan.
    planning: Planning,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let reload = Reload::find();
    let links = use_address(move || planning.hosting.at("/links"));
    let start = move |()| {
        let by = planning.hosting.by.get_value();
        let change = ChangeStatus { status: EventStatus::Confirming, reason: None };
        let links = links.get_untracked();
        doing.run_or(
            async move { api::change_status(&by, &change).await },
            move |_| browser::go_to(&links),
            // The plan has moved on meanwhile: show where it is.
            move |error| {
                if error.code().is_some() {
                    reload.now();
                }
            },
        );
    };
    let how_many = move || {
        let count = planning.plan.with(|plan| plan.people.len()) as u64;
        let people = words::say_count(count, "person gets a link", "people get a link each");
        format!("{people}. You find all of them under Invite links, to send them on.")
    };
    view! {
        <AskFirst
            open
            title="Start confirming?"
            label="Start confirming"
            busy="Starting…"
            keep="Not yet"
            doing
            act=start
            look=Look::Primary
        >
            <p>{dynamic(how_many)}</p>
            <details class="more">
                <summary>"Everybody on the list"</summary>
                <ul class="dashes everybody">{dynamic(move || everybody(planning))}</ul>
            </details>
            <p class="soft">
                "From then on days and teams are fixed, and nothing leads back to a draft. People \
                 and items can still change."
            </p>
        </AskFirst>
    }
    .into_any()
}

/// Each person, with what their link will be.
fn everybody(planning: Planning) -> impl IntoView + use<> {
    planning.plan.with(|plan| {
        let line = |person: &Profile| {
            let team = plan.teams.iter().find(|team| Some(team.id) == person.team_id);
            let team = team.map(|team| team.name.clone());
            let role = match person.role {
                Role::Host => Some("host".to_owned()),
                Role::Coordinator => Some("coordinator".to_owned()),
                Role::Participant => None,
            };
            let part = [team, role].into_iter().flatten().collect::<Vec<_>>().join(", ");
            view! { <li>{person.name.clone()}" "<span class="soft small">{part}</span></li> }
        };
        let mut people: Vec<_> = plan.people.iter().collect();
        people.sort_by_key(|person| person.name.to_lowercase());
        people.into_iter().map(line).collect_view()
    })
}
