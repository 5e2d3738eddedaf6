use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Day, Event, OwnItem};

/// The whole plan, to be printed per team or per day. Hosts alone see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrintSheet {
    /// The gathering.
    pub event: Event,
    /// When this was true.
    pub printed_at: DateTime<Utc>,
    /// The days, by date.
    pub days: Vec<Day>,
    /// Every team and what it sees to, in the order of the plan.
    pub teams: Vec<PrintTeam>,
}

/// A team and what it sees to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrintTeam {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What it sees to, in one line.
    pub scope: Option<String>,
    /// Who leads it.
    pub coordinator: Option<PrintPerson>,
    /// Its items, in the order of the plan.
    pub items: Vec<PrintItem>,
}

/// An item and who has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrintItem {
    /// What it is, when and where it is to be.
    pub item: OwnItem,
    /// Who has it.
    pub person: Option<PrintPerson>,
    /// Whether they have confirmed.
    pub acknowledged: bool,
    /// Whether they have said that they cannot.
    pub declined: bool,
}

/// Somebody whom one may have to call on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrintPerson {
    /// Their id.
    pub id: Uuid,
    /// What the others call them.
    pub name: String,
    /// Where to call them.
    pub phone: Option<String>,
}

/// Which file of the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct ExportQuery {
    /// In which form: `csv` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub format: Option<ExportFormat>,
}

/// In which form a plan is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ExportFormat {
    /// A table for spreadsheet programs.
    Csv,
    /// Plain text for messengers.
    Text,
}
