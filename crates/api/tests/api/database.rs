//! A database of its own for each test: migrated once per process, copied for every test.
//!
//! SQLite, unless `GATHER_TEST_POSTGRES` names a PostgreSQL on which databases may be made.

use std::{collections::BTreeMap, env, fs, path::PathBuf, sync::Arc};

use chrono::{DateTime, Utc};
use gather_persistence::Store;
use sea_orm::{ConnectionTrait, Database as Connect, DatabaseConnection, Statement};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use uuid::Uuid;

/// Where the server and the test find one database.
#[derive(Clone, Debug)]
pub struct Place(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    /// The folder is gone when the last of them is dropped.
    File(TempDir),
    Postgres {
        server: String,
        name: String,
    },
}

/// What the test itself does to the database: looking, and what no client can do.
#[derive(Clone)]
pub struct Database {
    store: Store,
    /// The statement that reads everything.
    everything: Arc<OnceCell<String>>,
}

/// The migrated database that others are copied from: its name, or the file itself.
static POSTGRES_TEMPLATE: OnceCell<String> = OnceCell::const_new();
static SQLITE_TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();

/// Makes databases on PostgreSQL one at a time: each copies another that nobody may use meanwhile.
const TURN: i64 = 0x6761_7468_6572;

impl Place {
    /// A database with every migration.
    pub async fn migrated() -> Self {
        if let Ok(server) = env::var("GATHER_TEST_POSTGRES") {
            let template = POSTGRES_TEMPLATE.get_or_init(|| postgres_template(&server)).await;
            return Self::postgres(&server, template).await;
        }
        let template = SQLITE_TEMPLATE.get_or_init(sqlite_template).await;
        let place = Self::file();
        fs::write(place.path(), template).unwrap();
        place
    }

    /// A database with nothing in it.
    pub async fn empty() -> Self {
        match env::var("GATHER_TEST_POSTGRES") {
            Ok(server) => Self::postgres(&server, "template0").await,
            Err(_) => Self::file(),
        }
    }

    /// How to open it.
    pub fn url(&self) -> String {
        match self.0.as_ref() {
            Kind::File(_) => format!("sqlite:{}", self.path().display()),
            Kind::Postgres { server, name } => sibling(server, name),
        }
    }

    /// The folder of an SQLite database.
    pub fn folder(&self) -> Option<PathBuf> {
        match self.0.as_ref() {
            Kind::File(folder) => Some(folder.path().to_owned()),
            Kind::Postgres { .. } => None,
        }
    }

    /// Removes it from the PostgreSQL. A file goes by itself.
    pub async fn remove(&self) {
        if let Kind::Postgres { server, name } = self.0.as_ref() {
            let admin = Connect::connect(server).await.unwrap();
            let sql = format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
            admin.execute_unprepared(&sql).await.unwrap();
            admin.close().await.unwrap();
        }
    }

    /// Takes it from whoever uses it.
    pub async fn take_away(&self) {
        match self.0.as_ref() {
            Kind::File(_) => fs::rename(self.path(), self.path().with_extension("away")).unwrap(),
            Kind::Postgres { server, name } => {
                let others = format!(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
                );
                self.admit(server, name, false).await;
                let admin = Connect::connect(server).await.unwrap();
                admin.execute_unprepared(&others).await.unwrap();
                admin.close().await.unwrap();
            }
        }
    }

    /// Gives it back.
    pub async fn bring_back(&self) {
        match self.0.as_ref() {
            Kind::File(_) => fs::rename(self.path().with_extension("away"), self.path()).unwrap(),
            Kind::Postgres { server, name } => self.admit(server, name, true).await,
        }
    }

    /// Whether PostgreSQL lets anybody in.
    async fn admit(&self, server: &str, name: &str, anybody: bool) {
        let admin = Connect::connect(server).await.unwrap();
        let sql = format!("ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS {anybody}");
        admin.execute_unprepared(&sql).await.unwrap();
        admin.close().await.unwrap();
    }

    fn file() -> Self {
        Self(Arc::new(Kind::File(tempfile::tempdir().unwrap())))
    }

    fn path(&self) -> PathBuf {
        self.folder().unwrap_or_default().join("gather.db")
    }

    async fn postgres(server: &str, template: &str) -> Self {
        let name = format!("gather_test_{}", Uuid::new_v4().simple());
        create(server, &name, template).await;
        Self(Arc::new(Kind::Postgres { server: server.to_owned(), name }))
    }
}

impl Database {
    pub async fn open(place: &Place) -> Self {
        let store = Store::open(&place.url()).await.unwrap();
        Self { store, everything: Arc::default() }
    }

    /// The store behind it, for what is loaded from files.
    pub fn store(&self) -> Store {
        self.store.clone()
    }

    /// Runs a statement of a test's own.
    pub async fn execute(&self, sql: &str) {
        self.store.db().execute_unprepared(sql).await.unwrap();
    }

    /// The first column of each row, as text.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        texts(self.store.db(), sql).await
    }

    /// The first column of the first row, as an instant.
    pub async fn instant(&self, sql: &str) -> DateTime<Utc> {
        let statement = Statement::from_string(self.store.db().get_database_backend(), sql);
        let row = self.store.db().query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    /// How many rows there are.
    pub async fn count(&self, table_and_condition: &str) -> usize {
        let sql = format!("SELECT CAST(count(*) AS TEXT) FROM {table_and_condition}");
        self.texts(&sql).await[0].parse().unwrap()
    }

    /// Everything that lies in the database: each table's rows. On PostgreSQL with the transaction
    /// that wrote each, so that a row written again with the same values shows, too.
    pub async fn dump(&self) -> BTreeMap<String, Vec<String>> {
        let everything = self.everything.get_or_init(|| everything(self.store.db())).await;
        let mut dump: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in self.texts(everything).await {
            let (table, row) = row.split_once(' ').unwrap();
            dump.entry(table.to_owned()).or_default().push(row.to_owned());
        }
        dump
    }

    /// The same without how often what was tried: that is counted, whatever comes of it.
    pub async fn dump_of_things(&self) -> BTreeMap<String, Vec<String>> {
        let mut dump = self.dump().await;
        dump.remove("rate_limit");
        dump
    }

    /// An id, as this database writes it in a statement.
    pub fn id(&self, id: Uuid) -> String {
        if is_postgres(self.store.db()) { format!("'{id}'") } else { format!("X'{}'", id.simple()) }
    }
}

fn is_postgres(db: &DatabaseConnection) -> bool {
    db.get_database_backend() == sea_orm::DbBackend::Postgres
}

/// The statement that reads every row of every table, each with the table's name before it.
async fn everything(db: &DatabaseConnection) -> String {
    let postgres = is_postgres(db);
    let tables = if postgres {
        "SELECT table_name::text FROM information_schema.tables \
         WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'"
    } else {
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'seaql_migrations'"
    };
    let mut parts = Vec::new();
    for table in texts(db, tables).await {
        let row = if postgres {
            "xmin::text || ' ' || t::text".to_owned()
        } else {
            let columns =
                texts(db, &format!("SELECT name FROM pragma_table_info('{table}')")).await;
            let quoted: Vec<_> = columns.iter().map(|it| format!("quote(\"{it}\")")).collect();
            quoted.join(" || ',' || ")
        };
        parts.push(format!("SELECT '{table} ' || {row} FROM \"{table}\" t"));
    }
    format!("{} ORDER BY 1", parts.join(" UNION ALL "))
}

async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn sqlite_template() -> Vec<u8> {
    let place = Place::file();
    let store = Store::open(&place.url()).await.unwrap();
    store.migrate().await.unwrap();
    // Into the one file that is copied.
    store.db().execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.unwrap();
    store.close().await.unwrap();
    fs::read(place.path()).unwrap()
}

async fn postgres_template(server: &str) -> String {
    let name = format!("gather_template_{}", Uuid::new_v4().simple());
    create(server, &name, "template0").await;
    let store = Store::open(&sibling(server, &name)).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await.unwrap();
    name
}

async fn create(server: &str, name: &str, template: &str) {
    let mut options = sea_orm::ConnectOptions::new(server);
    options.max_connections(1).sqlx_logging(false);
    let admin = Connect::connect(options).await.unwrap();
    // The lock belongs to the one connection, and goes with it.
    admin.execute_unprepared(&format!("SELECT pg_advisory_lock({TURN})")).await.unwrap();
    let sql = format!("CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
    admin.execute_unprepared(&sql).await.unwrap();
    admin.close().await.unwrap();
}

/// The database of this name beside the one that the address names.
fn sibling(server: &str, name: &str) -> String {
    let (place, _) = server.rsplit_once('/').unwrap();
    format!("{place}/{name}")
}
