//! A gathering in a file: what people keep in their heads and spreadsheets, as JSON.
//!
//! Names stand for ids. What does not fit together is an error that names the place; only an item
//! whose assignee is in another team is left open, with a warning: that is a plan with a gap, not a
//! broken file.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use gather_domain::{
    event::{Dates, Event, EventStatus, GuestCount},
    id::{DayId, EventId, ItemId, PersonId, TeamId},
    item::{Day, Dietary, DropOff, ItemFacts},
    person::Person,
    team::Team,
    text::{Name, Note, Quantity, TextError},
    zone::{LocalTimeError, TimeZone, UnknownTimeZone},
};
use serde::Deserialize;

use crate::usecase::gatherings::{Gathering, PlannedItem};

/// The demo gathering.
pub const CHRISTMAS: &str = include_str!("../../../seeds/christmas-2025.json");

/// A file that is no gathering.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// It is not the JSON that we know.
    #[error("it is not a gathering: {0}")]
    Json(#[from] serde_json::Error),
    /// A text is not acceptable.
    #[error("{what} “{text}” {error}")]
    Text {
        /// What it is: a name, a note.
        what: &'static str,
        /// The text.
        text: String,
        /// Why not.
        error: TextError,
    },
    /// There is no such time zone.
    #[error("“{0}” {1}")]
    TimeZone(String, UnknownTimeZone),
    /// A wall-clock time means no single instant.
    #[error("the drop-off time of “{item}” {error}")]
    Time {
        /// The item.
        item: String,
        /// Why not.
        error: LocalTimeError,
    },
    /// The event ends before it starts.
    #[error("the gathering ends before it starts")]
    Dates,
    /// A day outside the event.
    #[error("“{0}” is not within the gathering's dates")]
    DayOutside(String),
    /// Nobody expects that many.
    #[error("that is no number of guests")]
    GuestCount,
    /// A status in which no plan begins.
    #[error("a gathering can be loaded as `draft` or `confirming`, not as `{0}`")]
    Status(String),
    /// Two things of one name.
    #[error("there are two {what} called “{name}”")]
    Twice {
        /// What they are.
        what: &'static str,
        /// Their name.
        name: String,
    },
    /// A name that stands for nothing.
    #[error("there is no {what} called “{name}”")]
    Unknown {
        /// What it should be.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A coordinator who is in another team.
    #[error("“{name}” coordinates “{team}”, but is not in it")]
    Coordinator {
        /// Who.
        name: String,
        /// What.
        team: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    event: FileEvent,
    #[serde(default)]
    days: Vec<FileDay>,
    #[serde(default)]
    teams: Vec<FileTeam>,
    people: Vec<FilePerson>,
    #[serde(default)]
    items: Vec<FileItem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileEvent {
    name: String,
    description: Option<String>,
    time_zone: String,
    start_date: NaiveDate,
    end_date: NaiveDate,
    status: String,
    guest_count: Option<i64>,
    host: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileDay {
    name: String,
    date: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileTeam {
    name: String,
    scope: Option<String>,
    coordinator: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePerson {
    name: String,
    team: Option<String>,
    /// Follows from the rest of the file; read so that a file may say it.
    #[serde(rename = "role")]
    _role: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileItem {
    team: String,
    name: String,
    quantity: Option<String>,
    description: Option<String>,
    day: Option<String>,
    #[serde(default)]
    critical: bool,
    #[serde(default)]
    gluten_free: bool,
    #[serde(default)]
    dairy_free: bool,
    #[serde(default)]
    vegetarian: bool,
    notes: Option<String>,
    drop_off_local: Option<LocalMinutes>,
    drop_off_location: Option<String>,
    drop_off_note: Option<String>,
    assignee: Option<String>,
}

/// `2025-12-24T17:30`, on the clocks of the event's zone.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct LocalMinutes(NaiveDateTime);

impl TryFrom<String> for LocalMinutes {
    type Error = chrono::ParseError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M").map(Self)
    }
}

/// Reads a gathering, and says in sentences what was left open.
pub fn read(json: &str) -> Result<(Gathering, Vec<String>), SeedError> {
    let file: File = serde_json::from_str(json)?;
    let event = event(&file.event)?;
    let start_confirming = match file.event.status.as_str() {
        "draft" => false,
        "confirming" => true,
        other => return Err(SeedError::Status(other.to_owned())),
    };

    let mut days = Named::new("days");
    for day in &file.days {
        if !event.dates.contains(day.date) {
            return Err(SeedError::DayOutside(day.name.clone()));
        }
        let name = text("the day", Name::parse, &day.name)?;
        days.add(&day.name, Day { id: DayId::new(), name, date: day.date })?;
    }
    let mut teams = Named::new("teams");
    for team in &file.teams {
        let name = text("the team", Name::parse, &team.name)?;
        let scope = optional("the scope", Note::parse, team.scope.as_deref())?;
        teams.add(
            &team.name,
            Team { id: TeamId::new(), name, scope, coordinator: None, version: 1 },
        )?;
    }
    let mut people = Named::new("people");
    for person in &file.people {
        let name = text("the name", Name::parse, &person.name)?;
        let team = person.team.as_deref().map(|team| teams.find("team", team)).transpose()?;
        let place = team.map(|team| team.id);
        people.add(&person.name, (Person { id: PersonId::new(), name }, place))?;
    }
    let host = people.find("person", &file.event.host)?.0.id;
    let coordinators = coordinators(&file.teams, &teams, &people)?;

    let mut warnings = Vec::new();
    let mut items = Vec::new();
    for item in &file.items {
        let team = teams.find("team", &item.team)?;
        let day = item.day.as_deref().map(|day| days.find("day", day)).transpose()?;
        let assignee = item.assignee.as_deref();
        let assignee = assignee.map(|name| people.find("person", name)).transpose()?;
        let in_team = assignee.filter(|(_, place)| *place == Some(team.id));
        if let (Some((person, _)), None) = (assignee, in_team) {
            warnings.push(format!(
                "“{}” stays open: {} is not in {}",
                item.name, person.name, team.name
            ));
        }
        items.push(PlannedItem {
            id: ItemId::new(),
            team_id: team.id,
            facts: facts(item, day.map(|day| day.id), event.time_zone)?,
            assignee: in_team.map(|(person, _)| person.id),
        });
    }
    let gathering = Gathering {
        event,
        days: days.into_values(),
        teams: teams.into_values(),
        people: people.into_values(),
        host,
        coordinators,
        items,
        start_confirming,
    };
    Ok((gathering, warnings))
}

fn event(file: &FileEvent) -> Result<Event, SeedError> {
    let count = file.guest_count.map(|count| GuestCount::new(count).ok_or(SeedError::GuestCount));
    Ok(Event {
        id: EventId::new(),
        name: text("the name", Name::parse, &file.name)?,
        description: optional("the description", Note::parse, file.description.as_deref())?,
        time_zone: TimeZone::parse(&file.time_zone)
            .map_err(|error| SeedError::TimeZone(file.time_zone.clone(), error))?,
        dates: Dates::new(file.start_date, file.end_date).ok_or(SeedError::Dates)?,
        status: EventStatus::Draft,
        guest_count: count.transpose()?,
        cancelled_at: None,
        version: 1,
    })
}

fn coordinators(
    file: &[FileTeam],
    teams: &Named<Team>,
    people: &Named<(Person, Option<TeamId>)>,
) -> Result<Vec<(TeamId, PersonId)>, SeedError> {
    let mut coordinators = Vec::new();
    for team in file {
        let Some(name) = &team.coordinator else { continue };
        let team = teams.find("team", &team.name)?;
        let (person, place) = people.find("person", name)?;
        if *place != Some(team.id) {
            let team = team.name.to_string();
            return Err(SeedError::Coordinator { name: name.clone(), team });
        }
        coordinators.push((team.id, person.id));
    }
    Ok(coordinators)
}

fn facts(item: &FileItem, day_id: Option<DayId>, zone: TimeZone) -> Result<ItemFacts, SeedError> {
    let at = item.drop_off_local.as_ref().map(|local| zone.instant(local.0)).transpose();
    Ok(ItemFacts {
        name: text("the item", Name::parse, &item.name)?,
        day_id,
        quantity: optional("the quantity", Quantity::parse, item.quantity.as_deref())?,
        description: optional("the description", Note::parse, item.description.as_deref())?,
        critical: item.critical,
        dietary: Dietary {
            gluten_free: item.gluten_free,
            dairy_free: item.dairy_free,
            vegetarian: item.vegetarian,
        },
        notes: optional("the note", Note::parse, item.notes.as_deref())?,
        drop_off: DropOff {
            at: at.map_err(|error| SeedError::Time { item: item.name.clone(), error })?,
            location: optional("the place", Name::parse, item.drop_off_location.as_deref())?,
            note: optional("the note", Note::parse, item.drop_off_note.as_deref())?,
        },
    })
}

fn text<T>(
    what: &'static str,
    parse: fn(&str) -> Result<T, TextError>,
    text: &str,
) -> Result<T, SeedError> {
    parse(text).map_err(|error| SeedError::Text { what, text: text.to_owned(), error })
}

fn optional<T>(
    what: &'static str,
    parse: fn(&str) -> Result<T, TextError>,
    stored: Option<&str>,
) -> Result<Option<T>, SeedError> {
    stored.map(|stored| text(what, parse, stored)).transpose()
}

/// Things of one kind, in the order of the file, found by their names.
struct Named<T> {
    what: &'static str,
    places: HashMap<String, usize>,
    values: Vec<T>,
}

impl<T> Named<T> {
    fn new(what: &'static str) -> Self {
        Self { what, places: HashMap::new(), values: Vec::new() }
    }

    fn add(&mut self, name: &str, value: T) -> Result<(), SeedError> {
        if self.places.insert(name.to_owned(), self.values.len()).is_some() {
            return Err(SeedError::Twice { what: self.what, name: name.to_owned() });
        }
        self.values.push(value);
        Ok(())
    }

    fn find(&self, what: &'static str, name: &str) -> Result<&T, SeedError> {
        self.places
            .get(name)
            .and_then(|place| self.values.get(*place))
            .ok_or_else(|| SeedError::Unknown { what, name: name.to_owned() })
    }

    fn into_values(self) -> Vec<T> {
        self.values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_is_read_with_its_two_warnings() {
        let (christmas, warnings) = read(CHRISTMAS).unwrap();

        let assigned = christmas.items.iter().filter(|item| item.assignee.is_some()).count();
        assert_eq!(christmas.teams.len(), 8);
        assert_eq!(christmas.people.len(), 27);
        assert_eq!((christmas.items.len(), assigned), (55, 42));
        assert_eq!(warnings.len(), 2, "{warnings:?}");
    }

    #[track_caller]
    fn check(broken: impl Fn(&mut serde_json::Value), expected: &str) {
        let mut json = serde_json::from_str(CHRISTMAS).unwrap();
        broken(&mut json);
        let error = read(&json.to_string()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn a_broken_file_says_where() {
        check(|json| json["event"]["time_zone"] = "Middle/Earth".into(), "Middle/Earth");
        check(|json| json["event"]["end_date"] = "2025-12-01".into(), "ends before it starts");
        check(|json| json["event"]["host"] = "Nobody".into(), "no person called “Nobody”");
        check(|json| json["days"][0]["date"] = "2026-01-01".into(), "not within");
        check(|json| json["teams"][1]["name"] = "Puddings".into(), "two teams called “Puddings”");
        check(|json| json["people"][1]["team"] = "Puddings".into(), "is not in it");
        check(|json| json["items"][0]["name"] = " ".into(), "must not be empty");
        check(|json| json["items"][0]["colour"] = "red".into(), "unknown field `colour`");
    }
}
