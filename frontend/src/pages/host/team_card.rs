use gather_wire::{TeamCard as Card, TeamStatus};
use leptos::prelude::*;

use super::shell::Hosting;
use crate::{
    components::{CountsMeter, Go, dynamic},
    words,
};

/// A team at a glance; all of the card leads to the team.
#[component]
pub fn TeamCard(
    /// The gathering.
    hosting: Hosting,
    /// The team.
    team: Memo<Card>,
) -> impl IntoView {
    let id = team.with_untracked(|team| team.id);
    let status = move || {
        team.with(|team| match team.status {
            TeamStatus::CriticalGap => "critical_gap",
            TeamStatus::Gap => "gap",
            TeamStatus::Sorted => "sorted",
        })
    };
    let tone = move || {
        team.with(|team| match team.status {
            TeamStatus::CriticalGap => "danger",
            TeamStatus::Gap => "warn",
            TeamStatus::Sorted => "good",
        })
    };
    let lead = move || match team.with(|team| team.coordinator.clone()) {
        Some(person) => view! { <p class="small">"Coordinator: "{person.name}</p> }.into_any(),
        None => view! {
            <p class="small"><span class="chip" data-tone="warn">"No coordinator"</span></p>
        }
        .into_any(),
    };
    view! {
        <article class="card team-card" data-status=status>
            <div class="row">
                <h3>
                    <Go to=hosting.at(&format!("/teams/{id}")) class="cover">
                        {dynamic(move || team.with(|team| team.name.clone()))}
                    </Go>
                </h3>
                <span class="chip push" data-tone=tone>
                    {dynamic(move || team.with(|team| words::team_state(team.status, &team.counts)))}
                </span>
            </div>
            {dynamic(move || team.with(|team| team.scope.clone()).map(|scope| view! {
                <p class="soft small">{scope}</p>
            }))}
            <CountsMeter counts=Signal::derive(move || team.with(|team| team.counts)) />
            {lead}
        </article>
    }
    .into_any()
}
