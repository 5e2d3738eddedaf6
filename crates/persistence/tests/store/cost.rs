//! What a request costs does not grow with the number of events in the database: its statements
//! find their rows by an index. The database itself is asked how it would go about them.

use std::sync::{Arc, Mutex, PoisonError};

use gather_domain::event::EventStatus::Confirming;
use gather_persistence::{
    Store, StoreError, assignments, audit, days, events,
    idempotency::{self, Request},
    items, links, overviews, people, plans, profiles, sheets, standings, teams,
};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement, TransactionTrait as _};
use uuid::Uuid;

use crate::{
    acts::{self, Caller},
    plan::{Plan, critical, item, may, now},
    world::World,
};

/// The tables that grow with the number of events, and the names under which statements join them.
const TABLES: [&str; 15] = [
    "access_token",
    "account",
    "assignment",
    "audit_entry",
    "coordinator",
    "day",
    "event",
    "event_host",
    "holder",
    "idempotency_key",
    "item",
    "membership",
    "person",
    "team",
    "seeing_to_it",
];

type Heard = Arc<Mutex<Vec<Statement>>>;

/// The store, and every statement that it sends from now on.
fn overheard(world: &World) -> (Store, Heard) {
    let heard = Heard::default();
    let hear = Arc::clone(&heard);
    let store = world.store.clone().overheard(move |info| {
        hear.lock().unwrap_or_else(PoisonError::into_inner).push(info.statement.clone());
    });
    (store, heard)
}

/// A hundred events, and the one that is looked at. It is neither the first nor the last.
async fn a_hundred_events(world: &World) -> Plan {
    let mut chosen = None;
    for n in 0..100 {
        let plan = Plan::sow(&world.store, Confirming).await;
        for crew in [&plan.puddings, &plan.setup] {
            for holder in [None, None, Some(crew.helper), Some(crew.helper), Some(crew.coordinator)]
            {
                plan.plant(&world.store, crew, critical("Trifle"), holder).await;
            }
        }
        let host = Caller::of(&plan, plan.anika);
        for guests in 0..3 {
            acts::set_guest_count(&world.store, host, Some(guests)).await.unwrap();
        }
        let caller = plan.anika.id.as_uuid();
        let request = Request { caller, key: "key".to_owned(), hash: [1; 32] };
        let keep = world
            .store
            .write(async |tx| idempotency::keep(tx, &request, "answer".to_owned(), now()).await);
        assert!(keep.await.unwrap());
        if n == 50 {
            chosen = Some(plan);
        }
    }
    chosen.unwrap()
}

/// How the database would go about a statement, a step per line.
async fn steps(world: &World, statement: &Statement) -> Vec<String> {
    let (how, column) = match world.backend() {
        DbBackend::Postgres => ("EXPLAIN", 0),
        _ => ("EXPLAIN QUERY PLAN", 3),
    };
    let explain = Statement {
        sql: format!("{how} {}", statement.sql),
        values: statement.values.clone(),
        db_backend: statement.db_backend,
    };
    let tx = world.store.db().begin().await.unwrap();
    if world.backend() == DbBackend::Postgres {
        // It rightly reads tables of a few pages from end to end. The question is whether it must.
        tx.execute_unprepared("SET LOCAL enable_seqscan = off").await.unwrap();
    }
    let rows = tx.query_all_raw(explain).await.unwrap();
    tx.rollback().await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(column).unwrap()).collect()
}

/// The table that a step reads from end to end.
fn scanned(step: &str) -> Option<&str> {
    let mut words = step.split_whitespace().skip_while(|word| !matches!(*word, "SCAN" | "Seq"));
    let read = match words.next()? {
        "SCAN" => words.next()?,
        // Seq Scan on item, Seq Scan on person holder
        _ => words.nth(2)?,
    };
    TABLES.into_iter().find(|table| *table == read.trim_matches('"'))
}

/// The statements that read a table from end to end, and how.
async fn scans(world: &World, statements: &[Statement]) -> Vec<String> {
    let mut found = Vec::new();
    for statement in statements {
        let steps = steps(world, statement).await;
        let scans: Vec<_> = steps.iter().filter_map(|step| scanned(step)).collect();
        if !scans.is_empty() {
            let plan = steps.join("\n");
            found.push(format!("scans {scans:?}:\n{plan}\n{}", statement.sql));
        }
    }
    found
}

/// Everything that a view or a change reads or writes of one event.
async fn use_everything(store: &Store, plan: &Plan) -> Result<(), StoreError> {
    let (event, team) = (plan.id(), plan.puddings.team);
    let standing = standings::of_link(store, &plan.anika.hash).await?.unwrap().standing;
    overviews::find(store, event, plan.anika.id).await?;
    let sheet = sheets::find(store, event, team).await?.unwrap();
    sheets::choices(store, event, team).await?;
    people::of_event(store, event).await?;
    people::find_member(store, event, team, plan.puddings.helper.id).await?;
    let mine = assignments::of_person(store, event, plan.puddings.helper.id).await?;
    let held = mine[0].holder.as_ref().unwrap().assignment_id;
    assignments::find_own(store, event, plan.puddings.helper.id, held).await?;
    items::find_within(store, &standing, sheet.items[0].id).await?;
    audit::list(store, event, audit::Filter::default(), 50).await?;
    let before = Some(gather_domain::id::AuditEntryId::new());
    let by = audit::Filter {
        action: Some("edit_guest_count".to_owned()),
        before,
        ..audit::Filter::default()
    };
    audit::list(store, event, by, 50).await?;
    let target_id = Some(sheet.items[0].id.as_uuid());
    let of_item = audit::Filter { target_id, before, ..audit::Filter::default() };
    audit::list(store, event, of_item, 50).await?;
    plans::find(store, event).await?;
    plans::find_own(store, event, plan.puddings.helper.id).await?;
    links::of_event(store, event).await?;
    links::find(store, event, plan.anika.id).await?;
    links::burdens(store, event).await?;
    events::blockers(store, event).await?;
    teams::of_event(store, event).await?;
    teams::find_with_day(store, event, team, None).await?;
    teams::find(store, event, team).await?;
    teams::is_empty(store, event, team).await?;
    days::find(store, event, plan.day.id).await?;
    days::of_event(store, event).await?;
    let rosie = plan.puddings.coordinator.id;
    people::events_of(store, rosie).await?;
    let profile = profiles::find(store, event, rosie).await?.unwrap();
    profiles::page(store, event, Some(rosie), 50).await?;
    items::page(store, event, Some(sheet.items[0].id), 50).await?;
    let request = Request { caller: Uuid::now_v7(), key: "key".to_owned(), hash: [1; 32] };
    idempotency::look_up(store, &request, now()).await?;
    let (open, taken) = (&sheet.items[0], &sheet.items[2]);
    let edit = may(gather_domain::permission::Action::EditItem);
    store
        .write(async |tx| {
            events::lock(tx, event).await?;
            events::take_step(tx, event, gather_domain::event::Transition::Freeze, now()).await?;
            events::set_guest_count(tx, &edit, event, None, now()).await?;
            items::update(tx, &edit, open.id, &item("Pavlova")).await?;
            assignments::acknowledge(tx, &edit, held, now()).await?;
            assignments::decline(tx, &edit, held, None, now()).await?;
            assignments::take_back_decline(tx, &edit, held).await?;
            assignments::release(tx, &edit, taken.id).await?;
            links::mark_opened(tx, standing.link().unwrap().id, now()).await?;
            links::delete(tx, &[standing.link().unwrap().id]).await?;
            teams::set_coordinators(tx, &edit, event, &[(team, plan.puddings.coordinator.id)])
                .await?;
            items::delete(tx, &edit, open.id).await?;
            people::update(tx, &edit, rosie, profile.version, &profile.facts()).await?;
            assignments::release_all(tx, &edit, event, &profile.participation.person).await?;
            let Some((link, _)) = profile.link else { panic!("she has a link") };
            links::delete(tx, &[link]).await?;
            teams::clear_coordinator(tx, &edit, event, team).await?;
            people::change_team(tx, &edit, event, rosie, plan.setup.team).await?;
            people::leave(tx, &edit, event, rosie).await?;
            days::update(tx, &edit, event, &plan.day).await?;
            days::delete(tx, &edit, event, plan.day.id).await?;
            events::update(tx, &edit, &plan.event, now()).await?;
            idempotency::keep(tx, &request, "answer".to_owned(), now()).await?;
            Ok(())
        })
        .await
}

#[tokio::test]
async fn no_statement_reads_a_table_from_end_to_end() {
    let world = World::new().await;
    let plan = a_hundred_events(&world).await;
    let (store, heard) = overheard(&world);
    use_everything(&store, &plan).await.unwrap();
    let statements = std::mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
    assert!(statements.len() > 30, "{}", statements.len());
    let scans_found = scans(&world, &statements).await;
    assert!(scans_found.is_empty(), "{}", scans_found.join("\n\n"));

    // And when the database knows how much lies in its tables.
    world.store.db().execute_unprepared("ANALYZE").await.unwrap();
    let scans_found = scans(&world, &statements).await;
    assert!(scans_found.is_empty(), "{}", scans_found.join("\n\n"));
}

/// The test above can fail.
#[tokio::test]
async fn a_statement_without_an_index_is_noticed() {
    let world = World::new().await;
    for (sql, expected) in [
        ("SELECT * FROM item WHERE name = 'Trifle'", Some("item")),
        ("SELECT * FROM person AS holder WHERE name = 'Tom'", Some("holder")),
        (
            "UPDATE assignment SET acknowledged_at = NULL WHERE created_at IS NULL",
            Some("assignment"),
        ),
        ("SELECT 1 FROM item WHERE id = NULL", None),
    ] {
        let statement = Statement::from_string(world.backend(), sql);
        let steps = steps(&world, &statement).await;
        let found: Vec<_> = steps.iter().filter_map(|step| scanned(step)).collect();
        // PostgreSQL names the table and then the alias.
        let table = |it| if it == "holder" && found == ["person"] { "person" } else { it };
        assert_eq!(found, expected.map(table).into_iter().collect::<Vec<_>>(), "{steps:?}");
    }
}
