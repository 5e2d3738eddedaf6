use gather_wire as wire;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use super::shell::Planning;
use crate::{
    api::{self, Desk},
    components::{
        Board, CountsMeter, EditMany, Go, Loaded, Loading, PageHeading, QuickAdd, TeamItems,
        dynamic,
    },
    pages::{NotFoundPage, skeleton::skeleton},
    words,
};

/// `/plan/items`: what each team sees to.
#[component]
pub fn PlanItemsPage() -> impl IntoView {
    let planning = Planning::find();
    let teams = Memo::new(move |_| planning.plan.with(|plan| plan.teams.clone()));
    let may_add = planning.hosting.standing(wire::Action::CreateItem);
    let card = move |team: wire::Team| {
        let of_team = move |item: &&wire::Item| item.team_id == team.id;
        let said = move || {
            planning.plan.with(|plan| {
                let items: Vec<_> = plan.items.iter().filter(of_team).collect();
                let undated = items.iter().filter(|item| item.day.is_none()).count();
                match (items.len() as u64, undated) {
                    (0, _) => "Nothing on its list yet".to_owned(),
                    (count, 0) => words::say_count(count, "item", "items"),
                    (count, undated) => {
                        format!(
                            "{}, {undated} without a day",
                            words::say_count(count, "item", "items")
                        )
                    }
                }
            })
        };
        view! {
            <article class="card team-card">
                <h2 class="plan-name">
                    <Go to=planning.at(&format!("/items/{}", team.id)) class="cover">
                        {team.name.clone()}
                    </Go>
                </h2>
                {team.scope.clone().map(|scope| view! { <p class="soft small">{scope}</p> })}
                <p class="small">{dynamic(said)}</p>
            </article>
        }
    };
    view! {
        <div class="page" data-wide>
            <header class="stack tight">
                <PageHeading title="Items">"Items"</PageHeading>
                <p class="soft">
                    "Everything that somebody brings or does, team by team. Choose a team to add to \
                     its list."
                </p>
            </header>
            <Show when=move || teams.with(Vec::is_empty)>
                <div class="card empty stack">
                    <p>"An item is on a team’s list, so a team comes first."</p>
                    <div class="row">
                        <Go to=planning.at("/teams") class="button">"Add teams"</Go>
                    </div>
                </div>
            </Show>
            <Show when=move || !teams.with(Vec::is_empty) && !may_add.read().is_refused()>
                <div class="row">
                    <Go to=planning.at("/items/paste") class="button">"Paste a list or a CSV file"</Go>
                </div>
            </Show>
            <div class="cards">
                <For each=move || teams.get() key=|team| (team.id, team.version) children=card />
            </div>
        </div>
    }
    .into_any()
}

/// `/plan/items/{team}`: one team's list.
#[component]
pub fn PlanTeamItemsPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("team_id").and_then(|id| Uuid::parse_str(&id).ok()))
    });
    move || match id.get() {
        Some(team_id) => view! { <ItemsOf team_id /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
    }
}

#[component]
fn ItemsOf(team_id: Uuid) -> impl IntoView {
    let planning = Planning::find();
    let hosting = planning.hosting;
    let wanted = use_query_map()
        .with_untracked(|query| query.get("item"))
        .and_then(|id| Uuid::parse_str(&id).ok());
    let plan = Loading::new(move || {
        planning.reload.track();
        let by = hosting.by.get_value();
        async move { api::team_plan(&by, hosting.event_id, team_id).await }
    });
    let page = move |plan| view! { <List planning plan team_id wanted /> }.into_any();
    view! { <Loaded from=plan by=hosting.by skeleton=skeleton page=Callback::new(page) /> }
        .into_any()
}

#[component]
fn List(
    planning: Planning,
    plan: RwSignal<wire::TeamPlan>,
    team_id: Uuid,
    wanted: Option<Uuid>,
) -> impl IntoView {
    let hosting = planning.hosting;
    let desk = Desk::Host { by: hosting.by.get_value(), event_id: hosting.event_id, team_id };
    let me = hosting.overview.with_untracked(|overview| overview.person.id);
    let board = Board::new(desk, plan.into(), me, hosting.reader);
    let team = Memo::new(move |_| plan.with(|plan| plan.team.clone()));
    let name = planning.typed(&format!("item/{team_id}"));
    view! {
        <div class="page team">
            <header class="stack tight">
                <p class="small"><Go to=planning.at("/items") class="back">"← All teams"</Go></p>
                <PageHeading title="Team">{dynamic(move || team.with(|team| team.name.clone()))}</PageHeading>
                <p class="soft">{dynamic(move || team.with(|team| team.scope.clone()))}</p>
                <CountsMeter
                    counts=Signal::derive(move || plan.with(|plan| plan.counts))
                    with_gaps=true
                />
            </header>
            <QuickAdd board name day=planning.typed("item/day") />
            <EditMany board />
            <TeamItems board wanted />
        </div>
    }
    .into_any()
}
