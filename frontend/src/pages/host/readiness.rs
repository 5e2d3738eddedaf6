use gather_wire::{Action, Blocker, EventStatus};
use leptos::prelude::*;

use super::{
    dialogs::{FinishDialog, FreezeDialog, UnfreezeDialog},
    shell::Hosting,
};
use crate::{
    components::{ActButton, Go, Look, dynamic},
    words,
};

/// What stands between the host and the next step, and the step itself.
#[component]
pub fn Readiness(
    /// The gathering.
    hosting: Hosting,
) -> impl IntoView {
    let status = Memo::new(move |_| hosting.overview.with(|overview| overview.event.status));
    let freezing = RwSignal::new(false);
    let (unfreezing, finishing) = (RwSignal::new(false), RwSignal::new(false));

    view! {
        <section class="card readiness" aria-labelledby="next">
            {dynamic(move || match status.get() {
                EventStatus::Draft => view! { <Draft hosting /> }.into_any(),
                EventStatus::Confirming => view! { <Confirming hosting freezing /> }.into_any(),
                EventStatus::Frozen => view! { <Frozen hosting unfreezing finishing /> }.into_any(),
                EventStatus::Complete => view! {
                    <h2 id="next">"Finished, thank you"</h2>
                    <p class="soft">"The gathering is over. Nothing changes any more; the history stays."</p>
                }.into_any(),
            })}
            <Show when=move || !matches!(status.get(), EventStatus::Draft | EventStatus::Complete)>
                <WhoIsMissing hosting />
            </Show>
        </section>
        <FreezeDialog hosting open=freezing />
        <UnfreezeDialog hosting open=unfreezing />
        <FinishDialog hosting open=finishing />
    }
    .into_any()
}

#[component]
fn Draft(hosting: Hosting) -> impl IntoView {
    view! {
        <div class="row">
            <div class="stack tight readiness-words">
                <h2 id="next">"The plan is a draft"</h2>
                <p class="soft">
                    "Nobody else has a link yet. Go on planning; you start confirming from there."
                </p>
            </div>
            <div class="push">
                <Go to=hosting.at("/plan") class="button primary-way">"Go on planning"</Go>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Confirming(hosting: Hosting, freezing: RwSignal<bool>) -> impl IntoView {
    let blockers = Memo::new(move |_| hosting.overview.with(|one| one.freeze.blockers.clone()));
    let is_blocked = Memo::new(move |_| hosting.overview.with(|one| !one.freeze.allowed));
    let is_declined = Memo::new(move |_| {
        blockers.with(|blockers| blockers.iter().any(|one| one.declined_by.is_some()))
    });
    let heading = move || match blockers.with(Vec::len) {
        0 => "Ready to freeze".to_owned(),
        1 => "1 thing stands between you and a frozen plan".to_owned(),
        count => format!("{count} things stand between you and a frozen plan"),
    };
    let look = Signal::derive(move || if is_blocked.get() { Look::Plain } else { Look::Primary });
    view! {
        <div class="row">
            <div class="stack tight readiness-words">
                <h2 id="next">{heading}</h2>
                <p class="soft" id="why-not-freeze">
                    {dynamic(move || match (is_blocked.get(), is_declined.get()) {
                        (true, false) => {
                            "Critical items nobody has yet. Give each to someone, or unmark it."
                        }
                        (true, true) => {
                            "Critical items nobody has, or somebody who can’t. Give each to \
                             someone, or unmark it."
                        }
                        (false, _) => {
                            "Every critical item has someone. Freezing makes the plan stand; people \
                             can still confirm."
                        }
                    })}
                </p>
            </div>
            <div class="push">
                <ActButton
                    standing=hosting.standing(Action::Freeze)
                    look
                    reason_at="why-not-freeze".to_owned()
                    act=move |()| freezing.set(true)
                >
                    "Freeze the plan"
                </ActButton>
            </div>
        </div>
        {dynamic(move || blockers.with(|blockers| (!blockers.is_empty()).then(|| blocker_list(hosting, blockers))))}
    }
    .into_any()
}

/// The critical gaps, team by team; each leads to where it is mended.
pub fn blocker_list(hosting: Hosting, blockers: &[Blocker]) -> impl IntoView + use<> {
    let mut teams: Vec<(String, Vec<Blocker>)> = Vec::new();
    for blocker in blockers {
        match teams.iter_mut().find(|(team, _)| *team == blocker.team) {
            Some((_, items)) => items.push(blocker.clone()),
            None => teams.push((blocker.team.clone(), vec![blocker.clone()])),
        }
    }
    let item = move |blocker: Blocker| {
        let to = hosting.at(&format!("/teams/{}?item={}", blocker.team_id, blocker.item_id));
        let cannot = blocker.declined_by.map(|person| format!(" · {} can’t", person.name));
        view! { <li><Go to class="blocker">{blocker.item}{cannot}</Go></li> }
    };
    let team = move |(team, items): (String, Vec<Blocker>)| {
        view! {
            <li class="blocker-team">
                <span class="soft small">{team}</span>
                <ul class="row">{items.into_iter().map(item).collect_view()}</ul>
            </li>
        }
    };
    view! { <ul class="blockers">{teams.into_iter().map(team).collect_view()}</ul> }
}

#[component]
fn Frozen(
    hosting: Hosting,
    unfreezing: RwSignal<bool>,
    finishing: RwSignal<bool>,
) -> impl IntoView {
    let gaps = move || {
        hosting.overview.with(|overview| {
            (!overview.freeze.blockers.is_empty())
                .then(|| blocker_list(hosting, &overview.freeze.blockers))
        })
    };
    view! {
        <div class="row">
            <div class="stack tight readiness-words">
                <h2 id="next">"The plan is frozen"</h2>
                <p class="soft">
                    "A change now is an override: it asks for your reason and is marked in the \
                     history. Guests may still change in number, and people may still confirm."
                </p>
            </div>
            <div class="row push">
                <ActButton
                    standing=hosting.standing(Action::Unfreeze)
                    act=move |()| unfreezing.set(true)
                >
                    "Unfreeze"
                </ActButton>
                <ActButton
                    standing=hosting.standing(Action::Complete)
                    look=Look::Primary
                    act=move |()| finishing.set(true)
                >
                    "Finish"
                </ActButton>
            </div>
        </div>
        {gaps}
    }
    .into_any()
}

/// Who has not opened, who has not confirmed, who cannot: one tap to each list.
#[component]
fn WhoIsMissing(hosting: Hosting) -> impl IntoView {
    let progress = Memo::new(move |_| hosting.overview.with(|overview| overview.progress));
    let not_opened = move || {
        let count = progress.with(|one| one.people.saturating_sub(one.opened));
        words::say_missing(count, "opened")
    };
    let not_confirmed = move || {
        let count = progress.with(|one| one.assigned.saturating_sub(one.acknowledged));
        words::say_missing(count, "confirmed")
    };
    let declined = move || progress.with(|one| one.declined);
    view! {
        <div class="row next-ways">
            <Go to=hosting.at("/people?show=not_opened") class="button">{not_opened}</Go>
            <Go to=hosting.at("/people?show=not_confirmed") class="button">{not_confirmed}</Go>
            <Show when=move || declined() != 0>
                <Go to=hosting.at("/people?show=declined") class="button">
                    {dynamic(move || words::say_declined(declined()))}
                </Go>
            </Show>
            <Go to=hosting.at("/links") class="button">"Invite links"</Go>
        </div>
    }
    .into_any()
}
