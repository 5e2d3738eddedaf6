//! What must not exist, inserted straight into the tables. Every refusal is tried on a row that
//! differs in one cell from one that the database takes.

mod audit;
mod deletions;
mod events;
mod links;
mod plans;
mod texts;

use gather_domain::{event::EventStatus, id::ItemId};
use sea_orm::{
    Value,
    sea_query::{Alias, DeleteStatement, Expr, ExprTrait as _, Query, UpdateStatement},
};
use uuid::Uuid;

use crate::{
    plan::{Crew, Guest, Plan, date, now, some_hash},
    rows::Row,
    world::World,
};

async fn sown() -> (World, Plan) {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, EventStatus::Confirming).await;
    (world, plan)
}

fn update(table: &'static str, id: Uuid, column: &str, value: impl Into<Value>) -> UpdateStatement {
    Query::update()
        .table(Alias::new(table))
        .value(Alias::new(column), Expr::val(value))
        .and_where(Expr::col("id").eq(id))
        .take()
}

fn delete(table: &'static str, id: Uuid) -> DeleteStatement {
    Query::delete().from_table(Alias::new(table)).and_where(Expr::col("id").eq(id)).take()
}

fn event() -> Row {
    Row::of("event")
        .with("id", Uuid::now_v7())
        .with("name", "New Year")
        .with("time_zone", "Europe/Berlin")
        .with("starts_on", date(30))
        .with("ends_on", date(31))
        .with("status", "draft")
        .with("visibility", "public")
        .with("version", 1_i64)
        .with("created_at", now())
        .with("updated_at", now())
}

fn account() -> Row {
    let id = Uuid::now_v7();
    Row::of("account")
        .with("id", id)
        .with("email", format!("{id}@example.org"))
        .with("email_norm", format!("{id}@example.org"))
        .with("display_name", "Anika")
        .with("accepts_invitations", true)
        .with("created_at", now())
}

fn host(plan: &Plan, account: Uuid) -> Row {
    Row::of("event_host")
        .with("id", Uuid::now_v7())
        .with("event_id", plan.id().as_uuid())
        .with("account_id", account)
        .with("role", "cohost")
        .with("invitation_status", "pending")
        .with("grant_method", "member_invite")
        .with("invited_at", now())
        .with("created_at", now())
}

fn day(plan: &Plan) -> Row {
    Row::of("day")
        .with("id", Uuid::now_v7())
        .with("event_id", plan.id().as_uuid())
        .with("name", "Boxing Day")
        .with("date", date(26))
        .with("created_at", now())
}

fn team(plan: &Plan) -> Row {
    Row::of("team")
        .with("id", Uuid::now_v7())
        .with("event_id", plan.id().as_uuid())
        .with("name", "Drinks")
        .with("version", 1_i64)
        .with("created_at", now())
}

fn person() -> Row {
    Row::of("person")
        .with("id", Uuid::now_v7())
        .with("name", "Jacqui")
        .with("version", 1_i64)
        .with("created_at", now())
}

fn membership(plan: &Plan, team: Uuid, person: Uuid) -> Row {
    Row::of("membership")
        .with("id", Uuid::now_v7())
        .with("event_id", plan.id().as_uuid())
        .with("team_id", team)
        .with("person_id", person)
        .with("created_at", now())
}

fn item(plan: &Plan, crew: &Crew) -> Row {
    Row::of("item")
        .with("id", Uuid::now_v7())
        .with("event_id", plan.id().as_uuid())
        .with("team_id", crew.team.as_uuid())
        .with("name", "Trifle")
        .with("critical", true)
        .with("gluten_free", false)
        .with("dairy_free", false)
        .with("vegetarian", true)
        .with("version", 1_i64)
        .with("created_at", now())
}

fn assignment(plan: &Plan, crew: &Crew, item: ItemId, guest: Guest) -> Row {
    Row::of("assignment")
        .with("id", Uuid::now_v7())
        .with("event_id", plan.id().as_uuid())
        .with("team_id", crew.team.as_uuid())
        .with("item_id", item.as_uuid())
        .with("person_id", guest.id.as_uuid())
        .with("created_at", now())
}

/// A participant's link.
fn link(plan: &Plan, person: Uuid) -> Row {
    Row::of("access_token")
        .with("id", Uuid::now_v7())
        .with("event_id", plan.id().as_uuid())
        .with("person_id", person)
        .with("scope", "participant")
        .with("nonce", vec![7_u8; 16])
        .with("token_hash", some_hash().as_bytes().to_vec())
        .with("expires_at", now() + gather_domain::link::LIFETIME)
        .with("created_at", now())
}
