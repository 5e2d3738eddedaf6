use gather_migration::{Migrator, MigratorTrait as _};
use gather_persistence::{Store, StoreError};
use sea_orm::{
    ConnectionTrait as _, DbBackend, Order,
    sea_query::{Expr, Func, Query},
};
use uuid::Uuid;

use crate::{acts::at_once, plan::Plan, world::World};

async fn recorded(world: &World) -> i64 {
    let all = Func::count(Expr::col("version"));
    world.number(&Query::select().expr(all).from("seaql_migrations").take()).await
}

#[tokio::test]
async fn an_empty_database_is_asked_what_it_lacks_and_then_has_it() {
    let world = World::empty().await;
    let pending = world.store.pending_migrations().await.unwrap();
    assert!(pending.len() >= 7, "{pending:?}");
    assert_eq!(pending[0], "m0001_accounts");
    assert!(pending.is_sorted());

    world.store.migrate().await.unwrap();
    assert_eq!(world.store.pending_migrations().await.unwrap(), Vec::<String>::new());
    assert_eq!(recorded(&world).await, i64::try_from(pending.len()).unwrap());
}

#[tokio::test]
async fn to_ask_what_is_pending_changes_nothing() {
    let world = World::empty().await;
    world.store.pending_migrations().await.unwrap();
    let tables = match world.backend() {
        DbBackend::Postgres => "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'",
        _ => "SELECT count(*) FROM sqlite_schema",
    };
    let statement = sea_orm::Statement::from_string(world.backend(), tables);
    let row = world.store.db().query_one_raw(statement).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 0);
}

#[tokio::test]
async fn to_migrate_again_changes_nothing() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, gather_domain::event::EventStatus::Confirming).await;
    let before = recorded(&world).await;
    world.store.migrate().await.unwrap();
    world.opened_again().await.migrate().await.unwrap();
    assert_eq!(recorded(&world).await, before);
    let people = gather_persistence::people::of_event(&world.store, plan.id()).await.unwrap();
    assert_eq!(people.len(), 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn any_number_of_processes_migrate_an_empty_database_at_once() {
    let world = World::empty().await;
    let mut processes = vec![world.store.clone()];
    for _ in 0..7 {
        processes.push(world.opened_again().await);
    }
    let outcomes = at_once(processes.into_iter().map(|store| async move {
        store.migrate().await?;
        store.pending_migrations().await
    }))
    .await;
    for outcome in outcomes {
        assert_eq!(outcome.unwrap(), Vec::<String>::new());
    }
    assert!(recorded(&world).await >= 7);
}

/// The whole of a first start: nobody has so much as opened the database before. SQLite does not
/// wait where two turn a new file to its journal at once: one is told to come back.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn any_number_of_processes_start_on_a_new_file_at_once() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("gather.db");
    let opened = at_once((0..8).map(|_| {
        let path = path.clone();
        async move {
            for _ in 0..100 {
                match Store::open_file(&path).await {
                    Err(StoreError::Unavailable(_)) => {}
                    opened => return opened,
                }
            }
            panic!("nobody gets anywhere");
        }
    }))
    .await;
    let migrated = at_once(opened.into_iter().map(|store| async move {
        let store = store?;
        store.migrate().await?;
        store.ping().await
    }))
    .await;
    for outcome in migrated {
        outcome.unwrap();
    }
}

#[tokio::test]
async fn events_that_were_there_before_get_an_address_and_stay_unpublished() {
    let world = World::empty().await;
    let db = world.store.db();
    let pending = world.store.pending_migrations().await.unwrap();
    let before = pending.iter().position(|it| it == "m0016_publication").unwrap();
    Migrator::up(db, Some(u32::try_from(before).unwrap())).await.unwrap();
    for n in 0..450 {
        let name = match n {
            0 => "Früh & spät, 2025".to_owned(),
            1 => "忘年会".to_owned(),
            2 => "x".repeat(120),
            n => format!("Fair {}", n % 7),
        };
        let insert = format!(
            "INSERT INTO event (id, name, time_zone, starts_on, ends_on, status, visibility, version, \
             created_at, updated_at) VALUES ({}, '{name}', 'Europe/Berlin', '2025-12-30', \
             '2025-12-31', 'draft', 'invite_only', 1, '2025-01-01 00:00:00+00:00', \
             '2025-01-01 00:00:00+00:00')",
            match world.backend() {
                DbBackend::Postgres => format!("'{}'", Uuid::from_u128(n)),
                _ => format!("X'{}'", Uuid::from_u128(n).simple()),
            }
        );
        db.execute_unprepared(&insert).await.unwrap();
    }

    world.store.migrate().await.unwrap();

    let all = Query::select().column("slug").from("event").order_by("id", Order::Asc).take();
    let rows = db.query_all(&all).await.unwrap();
    let slugs: Vec<_> = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect();
    assert_eq!(slugs.len(), 450);
    assert_eq!(slugs[0], "fr-h-sp-t-2025-00000000");
    assert_eq!(slugs[1], "gathering-00000001");
    assert_eq!(slugs[2], format!("{}-00000002", "x".repeat(60)));
    assert_eq!(slugs[10], "fair-3-0000000a");
    let known = Query::select()
        .expr(Func::count(Expr::col("id")))
        .from("event")
        .and_where(Expr::cust("is_published OR visibility = 'public' OR NOT cohosts_can_invite"))
        .take();
    assert_eq!(world.number(&known).await, 0);
}

#[tokio::test]
async fn a_migration_that_fails_leaves_the_schema_as_it_was() {
    let world = World::empty().await;
    // The fourth one will find its table taken.
    world.store.db().execute_unprepared("CREATE TABLE access_token (id int)").await.unwrap();
    let pending = world.store.pending_migrations().await.unwrap();
    assert!(matches!(world.store.migrate().await, Err(StoreError::Database(_))));
    assert_eq!(world.store.pending_migrations().await.unwrap(), pending);

    world.store.db().execute_unprepared("DROP TABLE access_token").await.unwrap();
    world.store.migrate().await.unwrap();
}

#[tokio::test]
async fn a_file_may_have_any_name() {
    let folder = tempfile::TempDir::new().unwrap();
    for name in
        ["gather.db", "our data.db", "100% gather.db", "what?mode=ro.db", "a%20b#c.db", "🎄"]
    {
        let path = folder.path().join(name);
        let store = Store::open_file(&path).await.unwrap();
        store.migrate().await.unwrap();
        assert!(path.is_file(), "{name}");
        store.close().await.unwrap();
    }
}
