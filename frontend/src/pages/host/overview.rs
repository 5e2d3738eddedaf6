use leptos::prelude::*;

use super::{guest_count::GuestCount, readiness::Readiness, shell::Hosting, team_card::TeamCard};
use crate::{
    components::{OwnThings, PageHeading, Rows, StatusBadge, dynamic, entry, put_answer},
    time,
};

/// `/h#…`, `/events/{id}`: how far the gathering is, and the next step.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    let overview = hosting.overview;
    let event = hosting.event();
    let teams = Memo::new(move |_| overview.with(|overview| overview.teams.clone()));
    let dates = move || {
        event.with(|event| {
            let zone = event.time_zone.replace('_', " ");
            format!("{} · {zone} time", time::range(event.starts_on, event.ends_on))
        })
    };

    let ids = Callback::new(move |()| teams.with(|all| all.iter().map(|team| team.id).collect()));
    let row = Callback::new(move |id| {
        let team = entry(move || teams.with(|all| all.iter().find(|one| one.id == id).cloned()));
        team.map(|team| view! { <TeamCard hosting team /> }).into_any()
    });

    view! {
        <div class="page" data-wide>
            <header class="stack tight">
                <p class="facts soft small">{dates}</p>
                <div class="row">
                    <PageHeading title="Overview">
                        {dynamic(move || event.with(|event| event.name.clone()))}
                    </PageHeading>
                    <StatusBadge status=Signal::derive(move || event.with(|event| event.status)) />
                </div>
                <GuestCount hosting />
            </header>
            <Readiness hosting />
            <section class="stack" aria-labelledby="teams">
                <h2 id="teams">"Teams"</h2>
                <div class="cards">
                    <Rows ids row />
                </div>
            </section>
            <OwnThings
                name=Signal::derive(move || overview.with(|overview| overview.person.name.clone()))
                mine=Signal::derive(move || overview.with(|overview| overview.my_assignments.clone()))
                allowed=Signal::derive(move || overview.with(|overview| overview.allowed_actions.clone()))
                by=hosting.by
                reader=hosting.reader
                answered=move |now| {
                    overview.try_update(|overview| put_answer(&mut overview.my_assignments, now));
                }
            />
        </div>
    }
    .into_any()
}
