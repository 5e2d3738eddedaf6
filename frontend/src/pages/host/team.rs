use gather_wire as wire;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use uuid::Uuid;

use super::shell::Hosting;
use crate::{
    api::{self, Desk},
    components::{
        Board, CountsMeter, DeadLinkPage, Go, Loaded, Loading, PageHeading, Reload, TeamItems,
        dynamic,
    },
    pages::skeleton::wide_skeleton,
    words::DeadLink,
};

/// `/h/teams/{id}#…`, `/events/{id}/teams/{id}`: one team's items, with a host's rights.
#[component]
pub fn TeamPlanPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id").and_then(|id| Uuid::parse_str(&id).ok()))
    });
    move || {
        if let Some(team_id) = id.get() {
            return view! { <TeamOf team_id /> }.into_any();
        }
        let dead = DeadLink {
            title: "There is no such team",
            text: "Go back to the overview and choose one there.",
            rather: None,
        };
        view! { <DeadLinkPage dead /> }.into_any()
    }
}

#[component]
fn TeamOf(team_id: Uuid) -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    let reload = Reload::find();
    let wanted = use_query_map()
        .with_untracked(|query| query.get("item"))
        .and_then(|id| Uuid::parse_str(&id).ok());
    let plan = Loading::new(move || {
        reload.track();
        let by = hosting.by.get_value();
        async move { api::team_plan(&by, hosting.event_id, team_id).await }
    });
    view! {
        <Loaded
            from=plan
            by=hosting.by
            skeleton=wide_skeleton
            page=Callback::new(move |plan| view! { <Plan hosting plan team_id wanted /> }.into_any())
        />
    }
    .into_any()
}

#[component]
fn Plan(
    hosting: Hosting,
    plan: RwSignal<wire::TeamPlan>,
    team_id: Uuid,
    wanted: Option<Uuid>,
) -> impl IntoView {
    let desk = Desk::Host { by: hosting.by.get_value(), event_id: hosting.event_id, team_id };
    let me = hosting.overview.with_untracked(|overview| overview.person.id);
    let board = Board::new(desk, plan.into(), me, hosting.reader);
    let team = Memo::new(move |_| plan.with(|plan| plan.team.clone()));
    let lead = move || match team.with(|team| team.coordinator.clone()) {
        Some(person) => format!("Coordinator: {}", person.name),
        None => "No coordinator: nobody looks after this team.".to_owned(),
    };
    view! {
        <div class="page team">
            <header class="stack tight">
                <p class="small"><Go to=hosting.at("") class="back">"← All teams"</Go></p>
                <PageHeading title="Team">{dynamic(move || team.with(|team| team.name.clone()))}</PageHeading>
                <p class="soft">{dynamic(move || team.with(|team| team.scope.clone()))}</p>
                <p>{lead}</p>
                <CountsMeter
                    counts=Signal::derive(move || plan.with(|plan| plan.counts))
                    with_gaps=true
                />
            </header>
            <TeamItems board wanted />
        </div>
    }
    .into_any()
}
