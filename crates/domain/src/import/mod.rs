//! Rows that a host pastes or uploads: judged before anything is written, and all of them at once.

pub mod items;
pub mod people;

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

use crate::{
    contact::ContactError,
    id::TeamId,
    text::{Name, TextError},
    zone::LocalTimeError,
};

/// How many rows one import takes.
pub const MAX_ROWS: usize = 1_000;

/// What the cells of a column say.
pub trait Column: Copy + Eq + 'static {
    /// Every column that there can be.
    const ALL: &'static [Self];

    /// Its name, for programs and in the answer.
    fn name(self) -> &'static str;

    /// What else people write above it: lower case, letters and digits alone.
    fn titles(self) -> &'static [&'static str];

    /// The column that people mean by this title.
    fn of_title(title: &str) -> Option<Self> {
        let bare = |text: &str| {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect::<String>()
        };
        let title = bare(title);
        let fits = |it: &&Self| bare(it.name()) == title || it.titles().contains(&title.as_str());
        Self::ALL.iter().find(fits).copied()
    }

    /// The column of this name.
    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|it| it.name() == name).copied()
    }
}

/// One row, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<C> {
    /// The line of the file in which it begins.
    pub line: u64,
    /// What it says, for the columns that we know.
    pub cells: Vec<(C, String)>,
    /// Whether it says something in more cells than there are columns.
    pub surplus: bool,
}

impl<C: Column> Row<C> {
    /// What it says in a column: nothing where it has no such cell.
    pub fn get(&self, column: C) -> &str {
        let cell = self.cells.iter().find(|(it, _)| *it == column);
        cell.map_or("", |(_, text)| text.trim())
    }
}

/// What becomes of rows that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Duplicates {
    /// They are passed over.
    #[default]
    Skip,
    /// They are added all the same.
    Add,
}

/// What is to be said of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<T> {
    /// There is nothing like it yet.
    New(T),
    /// The plan has something like it.
    InPlan {
        /// The row.
        row: T,
        /// What the plan has.
        like: Like,
    },
    /// A row before it is like it.
    InFile {
        /// The row.
        row: T,
        /// The line of the other one.
        line: u64,
        /// What that one is called.
        name: Name,
    },
    /// It cannot be added.
    Wrong(Vec<Fault>),
}

impl<T> Verdict<T> {
    /// What is to be added of it.
    pub const fn to_add(&self, duplicates: Duplicates) -> Option<&T> {
        match (self, duplicates) {
            (Self::New(row), _)
            | (Self::InPlan { row, .. } | Self::InFile { row, .. }, Duplicates::Add) => Some(row),
            (Self::InPlan { .. } | Self::InFile { .. }, Duplicates::Skip) | (Self::Wrong(_), _) => {
                None
            }
        }
    }
}

/// Something that is in the plan already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Like {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub name: Name,
}

/// A cell that is not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The name of its column.
    pub field: &'static str,
    /// What is wrong with it.
    pub error: CellError,
}

/// What is wrong with a cell: a fragment that fits after its column's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellError {
    /// It is not even an acceptable text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// It is no way to reach anybody.
    #[error(transparent)]
    Contact(#[from] ContactError),
    /// It has to say something.
    #[error("is missing")]
    Missing,
    /// No team is called that.
    #[error("“{0}” is not a team of this gathering")]
    UnknownTeam(String),
    /// Several teams are called that.
    #[error("“{0}” is the name of several teams")]
    AmbiguousTeam(String),
    /// It is not a role.
    #[error("must be coordinator or participant")]
    UnknownRole,
    /// Somebody leads that team.
    #[error("is taken: {0} leads that team")]
    TeamIsLed(Name),
    /// No day is called that, or is on that date.
    #[error("“{0}” is not a day of this gathering")]
    UnknownDay(String),
    /// Several days are called that.
    #[error("“{0}” is the name of several days")]
    AmbiguousDay(String),
    /// It is neither yes nor no.
    #[error("must be yes or no")]
    NotAMark,
    /// It is no wall-clock time.
    #[error("must be a wall-clock time such as 2025-12-24T17:30")]
    NotATime,
    /// It is a time of day, and the row names no day.
    #[error("is a time of day, and the row says no day")]
    TimeWithoutDay,
    /// There is no such time there, or two of them.
    #[error(transparent)]
    Local(#[from] LocalTimeError),
    /// There are more cells than columns.
    #[error("has more cells than there are columns: a text with a separator in it needs quotes")]
    Surplus,
}

impl CellError {
    /// The stable name of the error, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text(error) => error.code(),
            Self::Contact(error) => error.code(),
            Self::Missing => "missing",
            Self::UnknownTeam(_) => "unknown_team",
            Self::AmbiguousTeam(_) => "ambiguous_team",
            Self::UnknownRole => "unknown_role",
            Self::TeamIsLed(_) => "team_is_led",
            Self::UnknownDay(_) => "unknown_day",
            Self::AmbiguousDay(_) => "ambiguous_day",
            Self::NotAMark => "not_a_mark",
            Self::NotATime => "not_a_time",
            Self::TimeWithoutDay => "time_without_day",
            Self::Local(error) => error.code(),
            Self::Surplus => "too_many_cells",
        }
    }
}

/// What a name is compared by: however it was spaced, composed, or written in upper and lower case.
pub(crate) fn likeness(text: &str) -> String {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Collects what is wrong with a row.
#[derive(Debug, Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn note(&mut self, field: &'static str, error: impl Into<CellError>) {
        self.0.push(Fault { field, error: error.into() });
    }

    /// The value of a cell, if it says something acceptable.
    fn take<T, E: Into<CellError>>(
        &mut self,
        field: &'static str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        parse(text).map_err(|error| self.note(field, error)).ok()
    }

    /// The same of a cell that has to say something.
    fn require<T, E: Into<CellError>>(
        &mut self,
        field: &'static str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if text.is_empty() {
            self.note(field, CellError::Missing);
        }
        self.take(field, text, parse)
    }
}

/// Things of a plan, to be found by what people call them.
#[derive(Debug)]
struct ByName<T>(HashMap<String, Vec<(Name, T)>>);

/// Nothing is called that, or several things are.
enum NotOne {
    Unknown,
    Several,
}

impl<T: Copy> ByName<T> {
    fn new<'a>(things: impl IntoIterator<Item = (&'a Name, T)>) -> Self {
        let mut map: HashMap<_, Vec<_>> = HashMap::new();
        for (name, thing) in things {
            map.entry(likeness(name.as_str())).or_default().push((name.clone(), thing));
        }
        Self(map)
    }

    /// The one that is called that; of several whose names differ in upper and lower case alone, the
    /// one that is written so.
    fn find(&self, text: &str) -> Result<T, NotOne> {
        let all = self.0.get(&likeness(text)).ok_or(NotOne::Unknown)?;
        let mut exact = all.iter().filter(|(name, _)| name.as_str() == text);
        match (all.as_slice(), exact.next(), exact.next()) {
            ([(_, only)], ..) | (_, Some((_, only)), None) => Ok(*only),
            _ => Err(NotOne::Several),
        }
    }
}

/// The team of a row: the one that it names, else that of all rows.
fn team(
    faults: &mut Faults,
    teams: &ByName<TeamId>,
    text: &str,
    otherwise: Option<TeamId>,
) -> Option<TeamId> {
    let find = |text: &str| {
        teams.find(text).map_err(|error| match error {
            NotOne::Unknown => CellError::UnknownTeam(text.to_owned()),
            NotOne::Several => CellError::AmbiguousTeam(text.to_owned()),
        })
    };
    match otherwise {
        Some(_) if text.is_empty() => otherwise,
        _ => faults.require("team", text, find),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_however_they_are_written() {
        assert_eq!(likeness("  Ana\u{a0}  MARÍA "), likeness("ana mari\u{301}a"));
        assert_ne!(likeness("Ana"), likeness("Anna"));
    }

    #[test]
    fn a_thing_is_found_by_its_name_and_of_several_by_its_spelling() {
        let names =
            ["Kitchen", "KITCHEN", "Garden", "Bar", "Bar"].map(|it| Name::parse(it).unwrap());
        let things = ByName::new(names.iter().zip(0..));

        assert!(matches!(things.find("garden"), Ok(2)));
        assert!(matches!(things.find("KITCHEN"), Ok(1)));
        assert!(matches!(things.find("kitchen"), Err(NotOne::Several)));
        assert!(matches!(things.find("Bar"), Err(NotOne::Several)));
        assert!(matches!(things.find("Cellar"), Err(NotOne::Unknown)));
    }
}
