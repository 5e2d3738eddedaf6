use gather_wire::{Blocker, Problem, ProblemCode};
use uuid::Uuid;

use crate::words;

/// Why a call failed, as far as a person needs to know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// The server said no, and said why.
    #[error("{}", .0.detail)]
    Refused(Box<Problem>),
    /// The server could not be reached.
    #[error("Gather could not be reached")]
    Unreachable,
    /// Something answered, but not in our language: a proxy, say, while the server starts.
    #[error("Gather did not answer as it should")]
    Unreadable,
}

impl ApiError {
    /// What the server said, for programs.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            Self::Unreachable | Self::Unreadable => None,
        }
    }

    /// What to show next to one field of a form; `path` is a JSON Pointer. Mostly it goes on from the
    /// field's label: "must be …".
    pub fn for_field(&self, path: &str) -> Option<String> {
        match self {
            Self::Refused(problem) => {
                problem.fields.iter().find(|field| field.path == path).map(words::field_problem)
            }
            Self::Unreachable | Self::Unreadable => None,
        }
    }

    /// The critical gaps that stopped a freeze.
    pub fn blockers(&self) -> Vec<Blocker> {
        match self {
            Self::Refused(problem) => {
                problem.context.as_ref().map(|context| context.blockers.clone()).unwrap_or_default()
            }
            Self::Unreachable | Self::Unreadable => Vec::new(),
        }
    }

    /// The gathering that the caller runs already.
    pub fn event_id(&self) -> Option<Uuid> {
        match self {
            Self::Refused(problem) => problem.context.as_ref()?.event_id,
            Self::Unreachable | Self::Unreadable => None,
        }
    }

    /// What the first row of a list says that has no column for the names.
    pub fn titles(&self) -> Vec<String> {
        match self {
            Self::Refused(problem) => {
                problem.context.as_ref().map(|context| context.titles.clone()).unwrap_or_default()
            }
            Self::Unreachable | Self::Unreadable => Vec::new(),
        }
    }
}
