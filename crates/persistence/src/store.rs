use std::{
    fmt,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use gather_migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};

use crate::{error::StoreError, file::OpenFile};

/// How long a request waits for a connection, or for SQLite's write lock, before the database counts
/// as out of reach.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many connections a process holds to PostgreSQL, and how many read SQLite at once.
const POSTGRES_CONNECTIONS: u32 = 16;
const SQLITE_READERS: u32 = 4;

/// The key of the lock that processes take before they migrate: "gather" in ASCII.
const MIGRATION_LOCK: i64 = 0x6761_7468_6572;

/// The database. Cheap to clone.
///
/// SQLite has one writer, and readers that cannot write; on PostgreSQL both are the same pool.
#[derive(Clone)]
pub struct Store {
    writer: DatabaseConnection,
    readers: DatabaseConnection,
    file: Option<Arc<OpenFile>>,
}

/// One write transaction. Dropped without a commit, it rolls back.
pub struct Tx {
    transaction: DatabaseTransaction,
    unchanged: AtomicBool,
    recorded: AtomicBool,
}

impl Tx {
    /// Says that nothing had to change: what the transaction wrote, such as the event's next
    /// revision, is taken back when its work ends well. Not so if anything was recorded in the audit:
    /// then something had to.
    pub fn take_back(&self) {
        self.unchanged.store(true, Ordering::Relaxed);
    }

    /// Says that there is an entry in the audit.
    pub(crate) fn mark_recorded(&self) {
        self.recorded.store(true, Ordering::Relaxed);
    }

    fn is_unchanged(&self) -> bool {
        self.unchanged.load(Ordering::Relaxed) && !self.recorded.load(Ordering::Relaxed)
    }
}

impl Store {
    /// Opens the database of this URL, `sqlite:PATH` or `postgres://…`, and makes the file of an
    /// SQLite database that is not there yet.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("sqlite:") {
            Self::open_sqlite(url, None).await
        } else {
            let pool = Database::connect(postgres(url, POSTGRES_CONNECTIONS)).await?;
            Ok(Self { writer: pool.clone(), readers: pool, file: None })
        }
    }

    /// Opens the SQLite database in this file, whatever its name: a URL would read `?` and `%` in it.
    pub async fn open_file(path: &Path) -> Result<Self, StoreError> {
        Self::open_sqlite("sqlite:", Some(path)).await
    }

    async fn open_sqlite(url: &str, file: Option<&Path>) -> Result<Self, StoreError> {
        // Made here or never: a pool that connects again must not put an empty database where
        // somebody took the full one away.
        Database::connect(sqlite(url, file, 1, Access::Create)).await?.close().await?;
        let writer = Database::connect(sqlite(url, file, 1, Access::Write)).await?;
        let readers = sqlite(url, file, SQLITE_READERS, Access::Read);
        let readers = Database::connect(readers).await?;
        let file = OpenFile::of(&writer).await?;
        Ok(Self { writer, readers, file: Some(Arc::new(file)) })
    }

    /// Brings the schema up to date: all the way, or not at all. Any number of processes may do so at
    /// once.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        self.write(async |Tx { transaction: tx, .. }| {
            // What is missing is asked under the lock too. SQLite's is the transaction itself; to wait
            // for PostgreSQL's, and to migrate much data, may take longer than a request.
            if tx.get_database_backend() == DbBackend::Postgres {
                tx.execute_unprepared("SET LOCAL lock_timeout = 0").await?;
                tx.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
                let lock = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
                tx.execute_unprepared(&lock).await?;
            }
            Ok(Migrator::up(tx, None).await?)
        })
        .await
    }

    /// The names of the migrations that this release knows and the database does not have yet.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        // The other function of this name makes the table that records them.
        let pending = Migrator::get_pending_migrations_read_only(&self.readers).await?;
        Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.check_file()?;
        self.readers.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    fn check_file(&self) -> Result<(), StoreError> {
        self.file.as_ref().map_or(Ok(()), |file| file.check())
    }

    /// Tells `observer` of every statement, how long it took: for metrics and for tests that count.
    #[must_use]
    pub fn observed(self, observer: impl Fn(Duration) + Clone + Send + Sync + 'static) -> Self {
        self.overheard(move |statement| observer(statement.elapsed))
    }

    /// Tells `listener` of every statement: for tests that ask the database how it would go about it.
    #[doc(hidden)]
    #[must_use]
    pub fn overheard(
        mut self,
        listener: impl Fn(&sea_orm::metric::Info<'_>) + Clone + Send + Sync + 'static,
    ) -> Self {
        let other = listener.clone();
        self.writer.set_metric_callback(listener);
        self.readers.set_metric_callback(other);
        self
    }

    /// Runs `work` in one write transaction: all of it happens, or none of it.
    ///
    /// SQLite takes its write lock up front. A deferred transaction that reads first and writes
    /// later fails with `SQLITE_BUSY` when another writer got between, whatever the busy timeout.
    pub async fn write<T, E>(&self, work: impl AsyncFnOnce(&Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        self.check_file()?;
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction =
            self.writer.begin_with_options(options).await.map_err(StoreError::from)?;
        let (unchanged, recorded) = Default::default();
        let tx = Tx { transaction, unchanged, recorded };
        match work(&tx).await {
            Ok(outcome) if tx.is_unchanged() => {
                tx.transaction.rollback().await.map_err(StoreError::from)?;
                Ok(outcome)
            }
            Ok(outcome) => {
                tx.transaction.commit().await.map_err(StoreError::from)?;
                Ok(outcome)
            }
            Err(refusal) => {
                // Left to the drop, the writer would come back to the pool still in it.
                tx.transaction.rollback().await.map_err(StoreError::from)?;
                Err(refusal)
            }
        }
    }

    /// Closes every connection: what was acknowledged is on disk.
    pub async fn close(self) -> Result<(), StoreError> {
        self.readers.close().await?;
        Ok(self.writer.close().await?)
    }

    /// Runs SQL as it stands: for tests that look at, or try to break, what lies in the database.
    #[doc(hidden)]
    pub fn db(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// The same, as the readers: for tests that try to write by them.
    #[doc(hidden)]
    pub fn db_readers(&self) -> &DatabaseConnection {
        &self.readers
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Store({:?})", self.writer.get_database_backend())
    }
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tx")
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
    Create,
}

fn sqlite(url: &str, file: Option<&Path>, connections: u32, access: Access) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let file = file.map(Path::to_owned);
    quiet(&mut options).max_connections(connections).map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = match &file {
            Some(file) => sqlite.filename(file),
            None => sqlite,
        };
        sqlite
            .create_if_missing(access == Access::Create)
            .read_only(access == Access::Read)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
    });
    options
}

fn postgres(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    // Asked each time whether it still lives: when the server was away, all connections are dead at
    // once, and each would cost somebody an answer.
    quiet(&mut options)
        .max_connections(connections)
        .test_before_acquire(true)
        .map_sqlx_postgres_opts(|postgres| {
            postgres.options([("statement_timeout", "10s"), ("lock_timeout", "8s")])
        });
    options
}

/// What both databases have in common: nothing is logged, a connection is not asked whether it still
/// lives, and nobody waits long for one.
fn quiet(options: &mut ConnectOptions) -> &mut ConnectOptions {
    options
        .sqlx_logging(false)
        .test_before_acquire(false)
        .acquire_timeout(PATIENCE)
        .connect_timeout(PATIENCE)
}

/// Where a read may come from: the readers, or a transaction that is already open.
///
/// Functions that write take a [`Tx`], so that a write outside a transaction does not compile.
pub trait Source: private::Connected {}

impl Source for Store {}
impl Source for Tx {}

pub(crate) mod private {
    use sea_orm::ConnectionTrait;

    pub trait Connected {
        type Connection: ConnectionTrait;

        fn connection(&self) -> &Self::Connection;
    }
}

impl private::Connected for Store {
    type Connection = DatabaseConnection;

    fn connection(&self) -> &DatabaseConnection {
        &self.readers
    }
}

impl private::Connected for Tx {
    type Connection = DatabaseTransaction;

    fn connection(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}
