use gather_wire as wire;
use gloo_net::http::Method;

use super::{ApiError, Gathering};

/// What the rows of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// A person each.
    People,
    /// An item each.
    Items,
}

impl Rows {
    const fn path(self) -> &'static str {
        match self {
            Self::People => "/people/import",
            Self::Items => "/items/import",
        }
    }
}

/// Says what would become of the rows of a list, and changes nothing.
pub async fn judge_rows(
    at: &Gathering,
    rows: Rows,
    query: &wire::ImportQuery,
    text: String,
) -> Result<wire::Import, ApiError> {
    call(at, rows, query).query("dry_run", Some("true")).send_csv(text).await
}

/// Adds the rows of a list, all of them or none. `key` belongs to one list and survives its
/// retries.
pub async fn import_rows(
    at: &Gathering,
    rows: Rows,
    query: &wire::ImportQuery,
    text: String,
    key: &str,
) -> Result<wire::Import, ApiError> {
    call(at, rows, query).once(key).send_csv(text).await
}

fn call(at: &Gathering, rows: Rows, query: &wire::ImportQuery) -> super::client::Call {
    let header = query.header.map(|header| header.to_string());
    let duplicates = query.duplicates.map(|duplicates| match duplicates {
        wire::Duplicates::Skip => "skip",
        wire::Duplicates::Add => "add",
    });
    let team_id = query.team_id.map(|id| id.to_string());
    at.call(Method::POST, rows.path())
        .query("columns", query.columns.as_deref())
        .query("header", header.as_deref())
        .query("duplicates", duplicates)
        .query("team_id", team_id.as_deref())
}
