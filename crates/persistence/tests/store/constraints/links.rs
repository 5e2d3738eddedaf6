use gather_domain::event::EventStatus;
use sea_orm::{
    ExprTrait as _,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

use super::{link, membership, person, sown, update};
use crate::{
    plan::{Plan, now, some_hash},
    rows::{
        Breach::{Check, ForeignKey, NotNull, Unique},
        Row,
    },
    world::World,
};

/// A confirming event without links.
async fn unlinked() -> (World, Plan) {
    let (world, plan) = sown().await;
    world.execute(&Query::delete().from_table("access_token").take()).await;
    (world, plan)
}

fn coordinators(plan: &Plan, person: Uuid, team: Uuid) -> Row {
    link(plan, person).with("scope", "coordinator").with("team_id", team)
}

#[tokio::test]
async fn a_link_is_a_hosts_a_coordinators_or_a_participants() {
    let (world, plan) = unlinked().await;
    let rosie = plan.puddings.coordinator.id.as_uuid();
    for scope in ["host", "participant"] {
        world.takes(link(&plan, rosie).with("scope", scope)).await;
    }
    world.takes(coordinators(&plan, rosie, plan.puddings.team.as_uuid())).await;
    for scope in ["admin", "Host", ""] {
        world.refuses(Check, link(&plan, rosie).with("scope", scope)).await;
    }
    world.refuses(NotNull, link(&plan, rosie).with("scope", None::<String>)).await;
}

#[tokio::test]
async fn a_coordinators_link_has_a_team_and_no_other_link_has() {
    let (world, plan) = unlinked().await;
    let (rosie, team) = (plan.puddings.coordinator.id.as_uuid(), plan.puddings.team.as_uuid());
    world.takes(coordinators(&plan, rosie, team)).await;
    world.refuses(Check, coordinators(&plan, rosie, team).with("team_id", None::<Uuid>)).await;
    for scope in ["host", "participant"] {
        world.takes(link(&plan, rosie).with("scope", scope)).await;
        world.refuses(Check, link(&plan, rosie).with("scope", scope).with("team_id", team)).await;
    }
}

#[tokio::test]
async fn a_coordinators_link_is_for_the_team_that_its_person_leads() {
    let (world, plan) = unlinked().await;
    let other = Plan::sow(&world.store, EventStatus::Draft).await;
    let (puddings, setup) = (&plan.puddings, &plan.setup);
    let team = puddings.team.as_uuid();

    world.takes(coordinators(&plan, puddings.coordinator.id.as_uuid(), team)).await;
    for somebody in [puddings.helper, setup.coordinator, plan.anika] {
        world.refuses(ForeignKey, coordinators(&plan, somebody.id.as_uuid(), team)).await;
    }
    let theirs = other.puddings.team.as_uuid();
    let led_elsewhere = coordinators(&plan, other.puddings.coordinator.id.as_uuid(), theirs);
    world.refuses(ForeignKey, led_elsewhere).await;
}

#[tokio::test]
async fn a_coordinator_is_not_replaced_while_their_link_exists() {
    let (world, plan) = unlinked().await;
    let crew = &plan.puddings;
    let (team, rosie) = (crew.team.as_uuid(), crew.coordinator.id.as_uuid());
    let replaced = update("team", team, "coordinator_id", crew.helper.id.as_uuid());
    let cleared = update("team", team, "coordinator_id", None::<Uuid>);
    world.allows(&replaced).await;
    world.allows(&cleared).await;

    let row = coordinators(&plan, rosie, team);
    world.insert(row.clone()).await;
    world.forbids(ForeignKey, &replaced).await;
    world.forbids(ForeignKey, &cleared).await;

    world.execute(&Query::delete().from_table("access_token").take()).await;
    world.execute(&replaced).await;
    world.refuses(ForeignKey, row).await;
    world.takes(coordinators(&plan, crew.helper.id.as_uuid(), team)).await;
}

#[tokio::test]
async fn a_person_has_one_link_for_an_event_whatever_it_opens() {
    let (world, plan) = unlinked().await;
    let other = Plan::sow(&world.store, EventStatus::Draft).await;
    let rosie = plan.puddings.coordinator.id.as_uuid();
    world.insert(link(&plan, rosie)).await;

    world.refuses(Unique, link(&plan, rosie)).await;
    world.refuses(Unique, link(&plan, rosie).with("scope", "host")).await;
    let leads = coordinators(&plan, rosie, plan.puddings.team.as_uuid());
    world.refuses(Unique, leads).await;
    world.takes(link(&plan, plan.puddings.helper.id.as_uuid())).await;
    world.takes(link(&other, rosie)).await;
}

#[tokio::test]
async fn no_two_links_have_the_same_secret() {
    let (world, plan) = unlinked().await;
    let other = Plan::sow(&world.store, EventStatus::Draft).await;
    let hash = some_hash().as_bytes().to_vec();
    let tom = plan.puddings.helper.id.as_uuid();
    world.insert(link(&plan, tom).with("token_hash", hash.clone())).await;

    let mia = other.setup.helper.id.as_uuid();
    world.takes(link(&other, mia)).await;
    world.refuses(Unique, link(&other, mia).with("token_hash", hash)).await;
    world.refuses(NotNull, link(&other, mia).with("token_hash", None::<Vec<u8>>)).await;
}

#[tokio::test]
async fn a_link_belongs_to_somebody_and_to_an_event_and_works_for_a_while() {
    let (world, plan) = unlinked().await;
    let tom = plan.puddings.helper.id.as_uuid();
    let new = || link(&plan, tom);
    world.takes(new()).await;
    world.refuses(ForeignKey, new().with("person_id", Uuid::now_v7())).await;
    world.refuses(ForeignKey, new().with("event_id", Uuid::now_v7())).await;
    let at = now();
    world.refuses(Check, new().with("created_at", at).with("expires_at", at)).await;
}

#[tokio::test]
async fn nobody_leaves_a_team_that_they_lead() {
    let (world, plan) = unlinked().await;
    let crew = &plan.puddings;
    let leaves = |person: Uuid| {
        Query::delete().from_table("membership").and_where(Expr::col("person_id").eq(person)).take()
    };
    world.allows(&leaves(crew.helper.id.as_uuid())).await;
    world.forbids(ForeignKey, &leaves(crew.coordinator.id.as_uuid())).await;
    let cleared = update("team", crew.team.as_uuid(), "coordinator_id", None::<Uuid>);
    world.execute(&cleared).await;
    world.allows(&leaves(crew.coordinator.id.as_uuid())).await;

    let jacqui = Uuid::now_v7();
    world.insert(person().with("id", jacqui)).await;
    world.insert(membership(&plan, crew.team.as_uuid(), jacqui)).await;
    world.allows(&leaves(jacqui)).await;
}
