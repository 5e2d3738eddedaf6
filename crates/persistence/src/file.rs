//! The file of an SQLite database, as it was when it was opened.

use std::{fs, io, path::PathBuf};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

use crate::error::StoreError;

/// The file that connections write to. Somebody may put another in its place, or take it away: then
/// they write to what has no name any more, and what was acknowledged is gone when they close.
#[derive(Debug)]
pub(crate) struct OpenFile {
    path: PathBuf,
    identity: Identity,
}

impl OpenFile {
    /// The file of this connection.
    pub(crate) async fn of(connection: &DatabaseConnection) -> Result<Self, StoreError> {
        let list = Statement::from_string(DbBackend::Sqlite, "PRAGMA database_list");
        let rows = connection.query_all_raw(list).await?;
        let main = rows.first().ok_or_else(|| missing("it has no file"))?;
        let path = PathBuf::from(main.try_get::<String>("", "file")?);
        let identity = identity(&path).map_err(missing)?;
        Ok(Self { path, identity })
    }

    /// Whether the file that has the name now is the one that was opened. A look at the folder's
    /// entry: nothing is read.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        match identity(&self.path) {
            Ok(identity) if identity == self.identity => Ok(()),
            Ok(_other) => Err(missing("another file lies in its place")),
            Err(error) => Err(missing(error)),
        }
    }
}

fn missing(why: impl std::fmt::Display) -> StoreError {
    StoreError::Unavailable(DbErr::Custom(format!("the database's file is gone: {why}")))
}

/// What makes a file this one, whatever its name.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &std::path::Path) -> io::Result<Identity> {
    use std::os::unix::fs::MetadataExt as _;

    let metadata = fs::metadata(path)?;
    Ok((metadata.dev(), metadata.ino()))
}

/// Elsewhere, an open file can be neither replaced nor removed.
#[cfg(not(unix))]
type Identity = ();

#[cfg(not(unix))]
fn identity(path: &std::path::Path) -> io::Result<Identity> {
    fs::metadata(path).map(|_metadata| ())
}
