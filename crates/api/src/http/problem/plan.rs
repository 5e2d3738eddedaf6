//! The failures of planning: what was to be done to days, teams, people and items.

use gather_domain::{event::Dates, item::Day};
use gather_wire::{FieldProblem, ProblemCode, ProblemContext};

use super::{ApiError, sentence};
use crate::usecase::{
    days::ChangeDayError, duplicates::DuplicateError, events::EditEventError, imports::ImportError,
    items::ChangeItemError, people::ChangePersonError, teams::ChangeTeamError,
};

impl From<ChangeDayError> for ApiError {
    fn from(error: ChangeDayError) -> Self {
        let code = match error {
            ChangeDayError::Caller(refusal) => return refusal.into(),
            ChangeDayError::Refused(reason) => return reason.into(),
            ChangeDayError::Store(cause) => return cause.into(),
            ChangeDayError::OutsideEvent(_) => {
                return Self::field("/date", "outside_event", &error);
            }
            ChangeDayError::UnknownDay => ProblemCode::DayNotFound,
            ChangeDayError::KeyReused(_) => ProblemCode::IdempotencyKeyReused,
        };
        Self::new(code, sentence(&error))
    }
}

impl From<ChangeItemError> for ApiError {
    fn from(error: ChangeItemError) -> Self {
        let code = match error {
            ChangeItemError::Caller(refusal) => return refusal.into(),
            ChangeItemError::Refused(reason) => return reason.into(),
            ChangeItemError::Store(cause) => return cause.into(),
            ChangeItemError::UnknownDay => {
                return Self::field("/day_id", "unknown_day", &error);
            }
            ChangeItemError::UnknownItems(ref ids) => {
                let item_ids = ids.iter().map(|id| id.as_uuid()).collect();
                let context = ProblemContext { item_ids, ..ProblemContext::default() };
                return Self::new(ProblemCode::ItemNotFound, sentence(&error)).with(context);
            }
            ChangeItemError::UnknownItem => ProblemCode::ItemNotFound,
            ChangeItemError::UnknownTeam => ProblemCode::TeamNotFound,
            ChangeItemError::NotInTeam => ProblemCode::PersonNotInTeam,
            ChangeItemError::VersionMismatch => ProblemCode::VersionMismatch,
            ChangeItemError::KeyReused(_) => ProblemCode::IdempotencyKeyReused,
        };
        Self::new(code, sentence(&error))
    }
}

impl From<ChangeTeamError> for ApiError {
    fn from(error: ChangeTeamError) -> Self {
        let code = match error {
            ChangeTeamError::Caller(refusal) => return refusal.into(),
            ChangeTeamError::Refused(reason) => return reason.into(),
            ChangeTeamError::Store(cause) => return cause.into(),
            ChangeTeamError::UnknownTeam => ProblemCode::TeamNotFound,
            ChangeTeamError::NotInTeam => ProblemCode::PersonNotInTeam,
            ChangeTeamError::VersionMismatch => ProblemCode::VersionMismatch,
            ChangeTeamError::KeyReused(_) => ProblemCode::IdempotencyKeyReused,
        };
        Self::new(code, sentence(&error))
    }
}

impl From<ChangePersonError> for ApiError {
    fn from(error: ChangePersonError) -> Self {
        let code = match error {
            ChangePersonError::Caller(refusal) => return refusal.into(),
            ChangePersonError::Refused(reason) => return reason.into(),
            ChangePersonError::Store(cause) => return cause.into(),
            ChangePersonError::UnknownPerson => ProblemCode::PersonNotFound,
            ChangePersonError::UnknownTeam => ProblemCode::TeamNotFound,
            ChangePersonError::HostStays => ProblemCode::HostStays,
            ChangePersonError::VersionMismatch => ProblemCode::VersionMismatch,
            ChangePersonError::KeyReused(_) => ProblemCode::IdempotencyKeyReused,
        };
        Self::new(code, sentence(&error))
    }
}

impl From<EditEventError> for ApiError {
    fn from(error: EditEventError) -> Self {
        match error {
            EditEventError::Caller(refusal) => refusal.into(),
            EditEventError::Refused(reason) => reason.into(),
            EditEventError::Store(cause) => cause.into(),
            EditEventError::EndsBeforeStart => Self::field("/ends_on", "before_start", &error),
            EditEventError::LeavesOutDays { dates, days } => Self::invalid(left_out(dates, &days)),
            EditEventError::VersionMismatch => {
                Self::new(ProblemCode::VersionMismatch, sentence(&error))
            }
        }
    }
}

/// Which of the two dates leaves out which days.
fn left_out(dates: Dates, days: &[Day]) -> Vec<FieldProblem> {
    let names = |is_out: &dyn Fn(&Day) -> bool| {
        let names = days.iter().filter(|day| is_out(day));
        let names = names.map(|day| format!("“{}” ({})", day.name, day.date));
        names.collect::<Vec<_>>().join(", ")
    };
    let early = names(&|day| day.date < dates.starts_on());
    let late = names(&|day| day.date > dates.ends_on());
    let fields = [("/starts_on", early), ("/ends_on", late)];
    let fields = fields.into_iter().filter(|(_, names)| !names.is_empty());
    fields
        .map(|(path, names)| FieldProblem {
            path: path.to_owned(),
            code: "leaves_out_days".to_owned(),
            message: format!("leaves out days of the gathering: {names}"),
        })
        .collect()
}

impl From<ImportError> for ApiError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Caller(refusal) => refusal.into(),
            ImportError::Refused(reason) => reason.into(),
            ImportError::Store(cause) => cause.into(),
            ImportError::UnknownTeam => Self::new(ProblemCode::TeamNotFound, sentence(&error)),
            ImportError::KeyReused(_) => {
                Self::new(ProblemCode::IdempotencyKeyReused, sentence(&error))
            }
            ImportError::Wrong(rows) => {
                let faults = rows.iter().flat_map(|row| {
                    row.faults.iter().map(|fault| FieldProblem {
                        path: format!("/{}/{}", row.line, fault.field),
                        code: fault.error.code().to_owned(),
                        message: fault.error.to_string(),
                    })
                });
                Self::invalid(faults.collect())
            }
        }
    }
}

impl From<DuplicateError> for ApiError {
    fn from(error: DuplicateError) -> Self {
        match error {
            DuplicateError::Caller(refusal) => refusal.into(),
            DuplicateError::Refused(reason) => reason.into(),
            DuplicateError::Store(cause) => cause.into(),
            DuplicateError::OutOfCalendar(_) => Self::field("/starts_on", "out_of_range", &error),
            DuplicateError::ByLink => Self::new(ProblemCode::WrongScope, sentence(&error)),
            DuplicateError::KeyReused(_) => {
                Self::new(ProblemCode::IdempotencyKeyReused, sentence(&error))
            }
        }
    }
}
