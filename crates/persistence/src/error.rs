use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};

/// The store could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row breaks an invariant that this crate relies on.
    #[error("a row of {table} makes no sense: {detail}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// What is wrong with it.
        detail: String,
    },
    /// The database is out of reach, or did not answer in time.
    #[error("the database is out of reach")]
    Unavailable(#[source] DbErr),
    /// The database refused a statement.
    #[error("the database refused a statement")]
    Database(#[source] DbErr),
}

impl StoreError {
    /// A row of `table` that breaks an invariant.
    pub(crate) fn corrupt(table: &'static str, detail: impl std::fmt::Display) -> Self {
        Self::Corrupt { table, detail: detail.to_string() }
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if is_out_of_reach(&error) { Self::Unavailable(error) } else { Self::Database(error) }
    }
}

/// Whether the statement failed because nobody was there to run it, or was too busy: what a client
/// may well try again.
fn is_out_of_reach(error: &DbErr) -> bool {
    use sea_orm::sqlx::Error as Sqlx;

    match error {
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout | ConnAcquireErr::ConnectionClosed)
        | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
            match cause.as_ref() {
                Sqlx::Io(_) | Sqlx::PoolTimedOut | Sqlx::PoolClosed | Sqlx::WorkerCrashed => true,
                Sqlx::Database(refusal) => refusal.code().is_some_and(|code| may_pass(&code)),
                _ => false,
            }
        }
        _ => false,
    }
}

/// Whether what a database says with this code may be over in a moment.
fn may_pass(code: &str) -> bool {
    if code.len() == 5 {
        // PostgreSQL: a connection's exception, out of resources, somebody stops it, a deadlock, a
        // lock or a statement that took too long.
        return ["08", "53", "57"].iter().any(|class| code.starts_with(class))
            || matches!(code, "40P01" | "55P03");
    }
    // SQLite's last byte says what, the others which: busy, locked, read-only, input and output,
    // full, cannot open.
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14))
}
