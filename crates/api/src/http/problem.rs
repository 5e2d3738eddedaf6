//! The one place where a failure becomes an answer.

mod accounts;
mod codes;
mod ownership;
mod plan;

use std::{borrow::Cow, error::Error, fmt, iter};

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use gather_domain::{event::NoTransition, permission::Reason};
use gather_persistence::StoreError;
use gather_wire::{FieldProblem, Problem, ProblemCode, ProblemContext};

use super::translate;
use crate::{
    caller::CallerError,
    usecase::{
        acknowledgements::AnswerError, health::NotReady, links::LinkError,
        status::ChangeStatusError,
    },
};

use self::codes::title;
pub(crate) use self::{codes::status, ownership::invite_code};

pub(crate) type ApiResult<T> = Result<T, ApiError>;

/// A problem on its way to the client. Its cause, if any, goes to the log only.
#[derive(Debug)]
pub(crate) struct ApiError {
    code: ProblemCode,
    detail: Cow<'static, str>,
    fields: Vec<FieldProblem>,
    context: Option<Box<ProblemContext>>,
    cause: Option<Box<dyn Error>>,
    /// After how many seconds to try again.
    retry_after: Option<u64>,
}

impl ApiError {
    pub(crate) fn new(code: ProblemCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            detail: detail.into(),
            fields: Vec::new(),
            context: None,
            cause: None,
            retry_after: None,
        }
    }

    /// Says when to try again.
    pub(crate) fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// Every field that is wrong.
    pub(crate) fn invalid(fields: Vec<FieldProblem>) -> Self {
        let detail = match fields.as_slice() {
            [only] => format!("“{}” {}.", only.path.trim_start_matches('/'), only.message),
            _ => format!("{} fields are not right.", fields.len()),
        };
        Self { fields, ..Self::new(ProblemCode::ValidationFailed, detail) }
    }

    /// One field that is wrong.
    fn field(path: &str, code: &str, error: &impl fmt::Display) -> Self {
        let (path, code, message) = (path.to_owned(), code.to_owned(), error.to_string());
        Self::invalid(vec![FieldProblem { path, code, message }])
    }

    /// A file of rows has no column for the names, as far as its titles say.
    pub(crate) fn no_name_column(titles: Vec<String>) -> Self {
        let message = "have none for the names: say in `columns` what each one is";
        let refusal = Self::field("/columns", "no_name_column", &message);
        refusal.with(ProblemContext { titles, ..ProblemContext::default() })
    }

    /// The same, with what a client can act on.
    fn with(self, context: ProblemContext) -> Self {
        Self { context: Some(Box::new(context)), ..self }
    }

    pub(crate) fn to_problem(&self) -> Problem {
        let code = code_name(self.code);
        Problem {
            kind: format!("urn:gather:problem:{code}"),
            title: title(self.code).to_owned(),
            status: status(self.code).as_u16(),
            detail: self.detail.clone().into_owned(),
            code: self.code,
            fields: self.fields.clone(),
            context: self.context.as_deref().cloned(),
        }
    }
}

/// The name of a code on the wire.
fn code_name(code: ProblemCode) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// An error with all that led to it: the log's formats differ in what they show of a bare one.
fn with_causes(error: &dyn Error) -> String {
    let chain = iter::successors(Some(error), |error| (*error).source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        status(self.code)
    }

    fn error_response(&self) -> HttpResponse {
        if let Some(cause) = &self.cause {
            tracing::error!(error = with_causes(cause.as_ref()), "the request failed");
        }
        let mut response = HttpResponse::build(self.status_code());
        if self.status_code() == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"gather\""));
        }
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        response
            .content_type("application/problem+json")
            .body(serde_json::to_string(&self.to_problem()).unwrap_or_default())
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

/// An error's own words as a sentence: they are lower-case fragments.
fn sentence(error: &impl fmt::Display) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

const OUR_FAULT: &str = "Something went wrong on our side. It has been noted.";

impl From<StoreError> for ApiError {
    fn from(cause: StoreError) -> Self {
        let (code, detail) = match &cause {
            StoreError::Unavailable(_) => (
                ProblemCode::Unavailable,
                "The server cannot reach its database just now. Try again in a moment.",
            ),
            StoreError::Corrupt { .. } | StoreError::Database(_) => {
                (ProblemCode::Internal, OUR_FAULT)
            }
        };
        let error = Self { cause: Some(Box::new(cause)), ..Self::new(code, detail) };
        if code == ProblemCode::Unavailable { error.retry_after(2) } else { error }
    }
}

/// An answer of ours that cannot be written, or one that was kept and cannot be read.
impl From<serde_json::Error> for ApiError {
    fn from(cause: serde_json::Error) -> Self {
        Self { cause: Some(Box::new(cause)), ..Self::new(ProblemCode::Internal, OUR_FAULT) }
    }
}

impl From<CallerError> for ApiError {
    fn from(error: CallerError) -> Self {
        match error {
            CallerError::LinkUnknown => Self::new(
                ProblemCode::LinkUnknown,
                "This link does not work any more. Ask whoever sent it for a new one.",
            ),
            CallerError::LinkExpired => Self::new(
                ProblemCode::LinkExpired,
                "This link has expired. Ask whoever sent it for a new one.",
            ),
            CallerError::NotSignedIn(refusal) => refusal.into(),
            CallerError::NotTheirs => Self::new(ProblemCode::Forbidden, sentence(&error)),
            CallerError::EventUnknown => Self::new(ProblemCode::EventNotFound, sentence(&error)),
            CallerError::Store(cause) => cause.into(),
        }
    }
}

impl From<Reason> for ApiError {
    fn from(reason: Reason) -> Self {
        Self::new(translate::reason(reason), sentence(&reason))
    }
}

impl From<NotReady> for ApiError {
    fn from(error: NotReady) -> Self {
        match error {
            NotReady::Unmigrated => Self::new(ProblemCode::Unavailable, sentence(&error)),
            NotReady::Store(cause) => cause.into(),
        }
    }
}

impl From<AnswerError> for ApiError {
    fn from(error: AnswerError) -> Self {
        match error {
            AnswerError::Caller(refusal) => refusal.into(),
            AnswerError::Refused(reason) => reason.into(),
            AnswerError::UnknownAssignment => {
                Self::new(ProblemCode::AssignmentNotFound, sentence(&error))
            }
            AnswerError::Store(cause) => cause.into(),
        }
    }
}

impl From<ChangeStatusError> for ApiError {
    fn from(error: ChangeStatusError) -> Self {
        let detail = sentence(&error);
        match error {
            ChangeStatusError::Caller(refusal) => refusal.into(),
            ChangeStatusError::Refused(reason) => reason.into(),
            ChangeStatusError::NoTransition(NoTransition::Complete) => {
                Self::new(ProblemCode::EventComplete, detail)
            }
            ChangeStatusError::NoTransition(NoTransition::Invalid { .. }) => {
                Self::new(ProblemCode::InvalidTransition, detail)
            }
            ChangeStatusError::FreezeBlocked(blockers) => {
                let blockers = blockers.into_iter().map(translate::blocker).collect();
                let context = ProblemContext { blockers, ..ProblemContext::default() };
                Self::new(ProblemCode::FreezeBlocked, detail).with(context)
            }
            ChangeStatusError::VersionMismatch => Self::new(ProblemCode::VersionMismatch, detail),
            ChangeStatusError::Store(cause) => cause.into(),
        }
    }
}

impl From<LinkError> for ApiError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Caller(refusal) => refusal.into(),
            LinkError::Refused(reason) => reason.into(),
            LinkError::UnknownPerson => Self::new(ProblemCode::PersonNotFound, sentence(&error)),
            LinkError::Store(cause) => cause.into(),
        }
    }
}
