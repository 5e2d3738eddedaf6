use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::FieldProblem;

/// How rows are to be read, and what becomes of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct ImportQuery {
    /// `true`: say what would become of each row, and change nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
    /// What each column is, in order, separated by commas: the names of the columns, and `-` for one
    /// to pass over. Without it, the first row says what they are. With one name alone, each line is
    /// one cell, commas and all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "name,-,team"))]
    pub columns: Option<String>,
    /// With `columns`: whether the first row has titles all the same, and is no row. It has, unless
    /// this is `false`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// What becomes of rows that are in the plan already, or twice in the file. Unless said, they are
    /// passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub duplicates: Option<Duplicates>,
    /// The team of the rows that name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_id: Option<Uuid>,
    /// While the plan is frozen: why, in 1 to 500 characters. Ignored where nothing is overridden,
    /// and in a dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1, max_length = 500))]
    pub override_reason: Option<String>,
}

/// What becomes of rows that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Duplicates {
    /// They are passed over.
    Skip,
    /// They are added all the same.
    Add,
}

/// What became of rows, or would become of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Import {
    /// The columns of the file, in order.
    pub columns: Vec<ImportColumn>,
    /// Every row that says anything, in order.
    pub rows: Vec<ImportRow>,
    /// How many rows are added.
    pub added: u64,
    /// How many are passed over, because they are there already.
    pub skipped: u64,
    /// How many are wrong. While there is one, nothing is added.
    pub wrong: u64,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportColumn {
    /// What its first row says, where that has titles.
    pub title: Option<String>,
    /// What it is taken for; `null`, if it is passed over.
    pub field: Option<String>,
}

/// A row of a file, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRow {
    /// The line of the file in which it begins.
    pub line: u64,
    /// What it says, by field, as it was typed.
    pub cells: BTreeMap<String, String>,
    /// What is to be said of it.
    pub verdict: RowVerdict,
    /// With `duplicate` and `duplicate_in_file`: of what.
    pub duplicate_of: Option<DuplicateOf>,
    /// With `wrong`: everything that is. `path` is the field, as in `/email`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<FieldProblem>,
    /// The id of what was added for it.
    pub id: Option<Uuid>,
}

/// What is to be said of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RowVerdict {
    /// There is nothing like it yet: it is added.
    New,
    /// The plan has it already.
    Duplicate,
    /// A row before it says the same.
    DuplicateInFile,
    /// It cannot be added.
    Wrong,
}

/// What a row is a duplicate of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DuplicateOf {
    /// What that is called.
    pub name: String,
    /// Its id, if it is in the plan.
    pub id: Option<Uuid>,
    /// Its line, if it is in the file.
    pub line: Option<u64>,
}
