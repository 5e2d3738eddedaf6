//! A database of its own for every test.

use std::{env, thread};

use gather_persistence::Store;
use sea_orm::{ConnectionTrait, Database, DbBackend};
use tempfile::TempDir;
use tokio::{runtime, sync::OnceCell};
use uuid::Uuid;

/// A database that nobody else uses. It is gone when this is dropped.
pub(crate) struct World {
    /// The database, as a server opens it.
    pub(crate) store: Store,
    place: Place,
}

enum Place {
    Folder(TempDir),
    Server { admin: String, name: String },
}

/// The migrated database that those of the tests are copies of. One per process.
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

impl World {
    /// A database with the schema of this release.
    pub(crate) async fn new() -> Self {
        let Some(admin) = postgres() else {
            let world = Self::empty().await;
            world.store.migrate().await.unwrap();
            return world;
        };
        let template = TEMPLATE.get_or_init(|| make_template(&admin)).await;
        let name = unique_name();
        run(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self::at(Place::Server { admin, name }).await
    }

    /// A database without a table.
    pub(crate) async fn empty() -> Self {
        let Some(admin) = postgres() else {
            return Self::at(Place::Folder(TempDir::new().unwrap())).await;
        };
        let name = unique_name();
        run(&admin, &format!("CREATE DATABASE {name}")).await;
        Self::at(Place::Server { admin, name }).await
    }

    async fn at(place: Place) -> Self {
        let store = Store::open(&place.url()).await.unwrap();
        Self { store, place }
    }

    /// The same database, opened once more: as another process does.
    pub(crate) async fn opened_again(&self) -> Store {
        Store::open(&self.place.url()).await.unwrap()
    }

    /// As many servers as are meant to share the database: on SQLite that is one.
    pub(crate) async fn servers(&self, count: usize) -> Vec<Store> {
        let mut servers = vec![self.store.clone()];
        for _ in 1..count {
            servers.push(match self.backend() {
                DbBackend::Postgres => self.opened_again().await,
                _ => self.store.clone(),
            });
        }
        servers
    }

    /// Which database it is.
    pub(crate) fn backend(&self) -> DbBackend {
        self.store.db().get_database_backend()
    }

    /// Ends all connections to the database, as a restart of its server does. PostgreSQL only.
    pub(crate) async fn disconnect_everybody(&self) {
        let Place::Server { admin, name } = &self.place else { unreachable!("SQLite has none") };
        let end = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname";
        run(admin, &format!("{end} = '{name}'")).await;
    }
}

impl Place {
    fn url(&self) -> String {
        match self {
            Self::Folder(folder) => format!("sqlite:{}", folder.path().join("gather.db").display()),
            Self::Server { admin, name } => in_database(admin, name),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Self::Server { admin, name } = self else { return };
        let (admin, drop) = (admin.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
        // The test's own runtime may be on its way out.
        let thread = thread::spawn(move || {
            let runtime = runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run(&admin, &drop));
        });
        // A database that stays behind fails no test.
        thread.join().ok();
    }
}

fn postgres() -> Option<String> {
    env::var("GATHER_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

fn unique_name() -> String {
    format!("gather_store_{}", Uuid::now_v7().simple())
}

/// The URL of another database of the same server.
fn in_database(admin: &str, name: &str) -> String {
    let (server, _database) = admin.rsplit_once('/').expect("the URL names a database");
    format!("{server}/{name}")
}

async fn run(admin: &str, statement: &str) {
    let connection = Database::connect(admin).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}

async fn make_template(admin: &str) -> String {
    let name = format!("{}_template", unique_name());
    run(admin, &format!("CREATE DATABASE {name}")).await;
    let store = Store::open(&in_database(admin, &name)).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await.unwrap();
    name
}
