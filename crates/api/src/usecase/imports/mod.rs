//! Rows that a host pastes or uploads: judged, then written in one transaction or not at all.

pub(crate) mod items;
pub(crate) mod people;

use gather_domain::{
    id::TeamId,
    import::{Duplicates, Fault, Row, Verdict},
    permission::{self, Action, Reason},
    standing::Standing,
    text::Reason as Explanation,
};
use gather_persistence::StoreError;
use uuid::Uuid;

use super::creation::{KeyReused, Request};
use crate::caller::CallerError;

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ImportError {
    /// The caller is not let in any more.
    #[error(transparent)]
    Caller(#[from] CallerError),
    /// The matrix says no.
    #[error(transparent)]
    Refused(#[from] Reason),
    /// There is no such team for the rows that name none.
    #[error("there is no such team in this gathering")]
    UnknownTeam,
    /// These rows cannot be added, so none is.
    #[error("rows are wrong, so nothing was added")]
    Wrong(Vec<WrongRow>),
    /// The idempotency key was used for another request.
    #[error(transparent)]
    KeyReused(#[from] KeyReused),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A row that cannot be added, and everything that is wrong with it.
#[derive(Debug)]
pub(crate) struct WrongRow {
    /// The line of the file in which it begins.
    pub(crate) line: u64,
    /// What is wrong.
    pub(crate) faults: Vec<Fault>,
}

/// Rows, and what is to become of them.
#[derive(Debug)]
pub(crate) struct ImportRows<C> {
    /// The rows.
    pub(crate) rows: Vec<Row<C>>,
    /// The team of those that name none.
    pub(crate) team_id: Option<TeamId>,
    /// What becomes of those that are there already.
    pub(crate) duplicates: Duplicates,
    /// Why a host overrides the freeze.
    pub(crate) override_reason: Option<Explanation>,
    /// So that the same request, sent again, has one effect and the same answer.
    pub(crate) request: Option<Request>,
}

/// A row, what is to be said of it, and what was added for it.
#[derive(Debug)]
pub(crate) struct Judged<T> {
    /// What is to be said of it.
    pub(crate) verdict: Verdict<T>,
    /// The id of what was added for it.
    pub(crate) id: Option<Uuid>,
}

/// What is to be said of rows of which nothing is added.
fn untouched<T>(verdicts: Vec<Verdict<T>>) -> Vec<Judged<T>> {
    verdicts.into_iter().map(|verdict| Judged { verdict, id: None }).collect()
}

/// Refuses, if one row is wrong.
fn all_right<C, T>(rows: &[Row<C>], verdicts: &[Verdict<T>]) -> Result<(), ImportError> {
    let wrong = rows.iter().zip(verdicts).filter_map(|(row, verdict)| match verdict {
        Verdict::Wrong(faults) => Some(WrongRow { line: row.line, faults: faults.clone() }),
        Verdict::New(_) | Verdict::InPlan { .. } | Verdict::InFile { .. } => None,
    });
    let wrong: Vec<_> = wrong.collect();
    if wrong.is_empty() { Ok(()) } else { Err(ImportError::Wrong(wrong)) }
}

/// Whether the caller could do this at all: for a dry run, which needs no reason for an override yet.
fn could(standing: &Standing, action: Action) -> Result<(), Reason> {
    match permission::verdict(action, standing.event.status, standing.authority()) {
        permission::Verdict::Allowed | permission::Verdict::NeedsOverride => Ok(()),
        permission::Verdict::Refused(reason) => Err(reason),
    }
}
