//! Rows of items.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::{ByName, CellError, Column, Faults, Like, NotOne, Row, Verdict, likeness};
use crate::{
    id::{DayId, ItemId, TeamId},
    item::{Day, Dietary, DropOff, ItemFacts},
    text::{Name, Note, Quantity},
    zone::TimeZone,
};

/// What a column says of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemColumn {
    /// What it is called.
    Name,
    /// The team that sees to it, by its name.
    Team,
    /// How much, in words.
    Quantity,
    /// What it is, at more length.
    Description,
    /// Whether the plan needs somebody who has it.
    Critical,
    /// The day it is for, by its name or its date.
    Day,
    /// When it is to be there, on the clocks of the event's place.
    DropOffLocal,
    /// Where it is to be.
    DropOffLocation,
    /// What to know about bringing it.
    DropOffNote,
    /// Free of gluten.
    GlutenFree,
    /// Free of dairy.
    DairyFree,
    /// Without meat or fish.
    Vegetarian,
    /// What to know about it.
    Notes,
}

impl Column for ItemColumn {
    const ALL: &'static [Self] = &[
        Self::Name,
        Self::Team,
        Self::Quantity,
        Self::Description,
        Self::Critical,
        Self::Day,
        Self::DropOffLocal,
        Self::DropOffLocation,
        Self::DropOffNote,
        Self::GlutenFree,
        Self::DairyFree,
        Self::Vegetarian,
        Self::Notes,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Team => "team",
            Self::Quantity => "quantity",
            Self::Description => "description",
            Self::Critical => "critical",
            Self::Day => "day",
            Self::DropOffLocal => "drop_off_local",
            Self::DropOffLocation => "drop_off_location",
            Self::DropOffNote => "drop_off_note",
            Self::GlutenFree => "gluten_free",
            Self::DairyFree => "dairy_free",
            Self::Vegetarian => "vegetarian",
            Self::Notes => "notes",
        }
    }

    fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["item", "what", "thing"],
            Self::Team => &["teamname", "group"],
            Self::Quantity => &["amount", "howmuch", "qty", "number"],
            Self::Description => &["details"],
            Self::Critical => &["important", "mustnotbemissing"],
            Self::Day => &["date", "when"],
            Self::DropOffLocal => &["dropoff", "dropofftime", "dropoffat", "time"],
            Self::DropOffLocation => &["place", "where", "location", "dropoffplace"],
            Self::DropOffNote => &["dropoffnotes"],
            Self::GlutenFree => &["gf"],
            Self::DairyFree => &["df"],
            Self::Vegetarian => &["veg", "v"],
            Self::Notes => &["note", "remarks", "comment"],
        }
    }
}

/// The teams, days and items of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its teams.
    pub teams: Vec<(TeamId, Name)>,
    /// Its days.
    pub days: Vec<Day>,
    /// Its items: which, what, whose, and for when.
    pub items: Vec<(ItemId, Name, TeamId, Option<DayId>)>,
    /// The zone in which wall-clock times are meant.
    pub time_zone: TimeZone,
}

/// An item to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// What is planned about it.
    pub facts: ItemFacts,
    /// The team that sees to it.
    pub team_id: TeamId,
}

/// What an item is known again by: two teams may bring bread, and one may bring it on two days.
type Mark = (String, TeamId, Option<DayId>);

/// Judges each row. What names no team goes to `otherwise`.
pub fn judge(
    rows: &[Row<ItemColumn>],
    plan: &Plan,
    otherwise: Option<TeamId>,
) -> Vec<Verdict<NewItem>> {
    let places = Places::of(plan);
    let mark =
        |name: &Name, team_id, day_id| -> Mark { (likeness(name.as_str()), team_id, day_id) };
    let in_plan = plan.items.iter().map(|(id, name, team_id, day_id)| {
        let like = Like { id: id.as_uuid(), name: name.clone() };
        (mark(name, *team_id, *day_id), like)
    });
    let in_plan: HashMap<Mark, Like> = in_plan.collect();
    let mut in_file: HashMap<Mark, (u64, Name)> = HashMap::new();
    let verdicts = rows.iter().map(|row| {
        let new = match places.parse(row, otherwise) {
            Ok(new) => new,
            Err(faults) => return Verdict::Wrong(faults.0),
        };
        let mark = mark(&new.facts.name, new.team_id, new.facts.day_id);
        if let Some(like) = in_plan.get(&mark) {
            return Verdict::InPlan { like: like.clone(), row: new };
        }
        if let Some((line, name)) = in_file.get(&mark) {
            return Verdict::InFile { line: *line, name: name.clone(), row: new };
        }
        in_file.insert(mark, (row.line, new.facts.name.clone()));
        Verdict::New(new)
    });
    verdicts.collect()
}

/// What rows name, to be found.
struct Places {
    teams: ByName<TeamId>,
    days: ByName<(DayId, NaiveDate)>,
    dates: HashMap<NaiveDate, Vec<DayId>>,
    time_zone: TimeZone,
}

impl Places {
    fn of(plan: &Plan) -> Self {
        let mut dates: HashMap<_, Vec<_>> = HashMap::new();
        for day in &plan.days {
            dates.entry(day.date).or_default().push(day.id);
        }
        Self {
            teams: ByName::new(plan.teams.iter().map(|(id, name)| (name, *id))),
            days: ByName::new(plan.days.iter().map(|day| (&day.name, (day.id, day.date)))),
            dates,
            time_zone: plan.time_zone,
        }
    }

    fn parse(&self, row: &Row<ItemColumn>, otherwise: Option<TeamId>) -> Result<NewItem, Faults> {
        use ItemColumn as C;

        let mut faults = Faults::default();
        if row.surplus {
            faults.note("row", CellError::Surplus);
        }
        let name = faults.require(C::Name.name(), row.get(C::Name), Name::parse);
        let team_id = super::team(&mut faults, &self.teams, row.get(C::Team), otherwise);
        let day = faults.take(C::Day.name(), row.get(C::Day), |text| self.day(text));
        let date = day.map(|(_, date)| date);
        let mut note = |column: C| faults.take(column.name(), row.get(column), Note::parse);
        let (description, notes) = (note(C::Description), note(C::Notes));
        let drop_off_note = note(C::DropOffNote);
        let mut mark = |column: C| faults.take(column.name(), row.get(column), yes_or_no);
        let critical = mark(C::Critical).unwrap_or(false);
        let dietary = Dietary {
            gluten_free: mark(C::GlutenFree).unwrap_or(false),
            dairy_free: mark(C::DairyFree).unwrap_or(false),
            vegetarian: mark(C::Vegetarian).unwrap_or(false),
        };
        let quantity = faults.take(C::Quantity.name(), row.get(C::Quantity), Quantity::parse);
        let local = |text: &str| self.time(text, date);
        let at = faults.take(C::DropOffLocal.name(), row.get(C::DropOffLocal), local);
        let place = row.get(C::DropOffLocation);
        let location = faults.take(C::DropOffLocation.name(), place, Name::parse);
        let drop_off = DropOff { at, location, note: drop_off_note };
        let day_id = day.map(|(id, _)| id);
        match (name, team_id) {
            (Some(name), Some(team_id)) if faults.0.is_empty() => {
                let facts = ItemFacts {
                    name,
                    day_id,
                    quantity,
                    description,
                    critical,
                    dietary,
                    notes,
                    drop_off,
                };
                Ok(NewItem { facts, team_id })
            }
            _ => Err(faults),
        }
    }

    /// The day of this name, or on this date.
    fn day(&self, text: &str) -> Result<(DayId, NaiveDate), CellError> {
        match self.days.find(text) {
            Ok(day) => return Ok(day),
            Err(NotOne::Several) => return Err(CellError::AmbiguousDay(text.to_owned())),
            Err(NotOne::Unknown) => {}
        }
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let on_it = date.and_then(|date| Some((date, self.dates.get(&date)?.as_slice())));
        match on_it {
            Some((date, [only])) => Ok((*only, date)),
            Some(_) => Err(CellError::AmbiguousDay(text.to_owned())),
            None => Err(CellError::UnknownDay(text.to_owned())),
        }
    }

    /// The instant of a wall-clock time; of a time of day alone, on the row's day.
    fn time(&self, text: &str, date: Option<NaiveDate>) -> Result<DateTime<Utc>, CellError> {
        let formats =
            ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"];
        let whole = formats.iter().find_map(|it| NaiveDateTime::parse_from_str(text, it).ok());
        let of_day = ["%H:%M", "%H:%M:%S"];
        let of_day = of_day.iter().find_map(|it| NaiveTime::parse_from_str(text, it).ok());
        let local = match (whole, of_day, date) {
            (Some(whole), ..) => whole,
            (None, Some(time), Some(date)) => date.and_time(time),
            (None, Some(_), None) => return Err(CellError::TimeWithoutDay),
            (None, None, _) => return Err(CellError::NotATime),
        };
        let in_calendar = |year| (1..=9999).contains(&year);
        if !in_calendar(local.year()) {
            return Err(CellError::NotATime);
        }
        let at = self.time_zone.instant(local)?;
        // No database of ours keeps the leap second of `23:59:60`.
        let at = DateTime::from_timestamp(at.timestamp(), 0).filter(|at| in_calendar(at.year()));
        at.ok_or(CellError::NotATime)
    }
}

/// What people write into a column of marks.
fn yes_or_no(text: &str) -> Result<bool, CellError> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "✓" | "✔" => Ok(true),
        "no" | "n" | "false" | "0" | "-" | "–" => Ok(false),
        _ => Err(CellError::NotAMark),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [ItemColumn; 5] = [
        ItemColumn::Name,
        ItemColumn::Team,
        ItemColumn::Day,
        ItemColumn::DropOffLocal,
        ItemColumn::Critical,
    ];

    fn plan() -> Plan {
        let name = |text| Name::parse(text).unwrap();
        let date = |text: &str| text.parse().unwrap();
        let (kitchen, saturday) = (TeamId::new(), DayId::new());
        Plan {
            teams: vec![(kitchen, name("Kitchen")), (TeamId::new(), name("Garden"))],
            days: vec![
                Day { id: saturday, name: name("Saturday"), date: date("2026-03-28") },
                Day { id: DayId::new(), name: name("Sunday"), date: date("2026-03-29") },
            ],
            items: vec![(ItemId::new(), name("Bread"), kitchen, Some(saturday))],
            time_zone: TimeZone::parse("Europe/Berlin").unwrap(),
        }
    }

    fn verdicts(rows: &[[&str; 5]]) -> Vec<Verdict<NewItem>> {
        let rows = rows.iter().zip(1..).map(|(cells, line)| {
            let cells = COLUMNS.into_iter().zip(cells.iter().map(ToString::to_string)).collect();
            Row { line, cells, surplus: false }
        });
        judge(&rows.collect::<Vec<_>>(), &plan(), None)
    }

    /// The drop-off of a row that is new, or its faults.
    #[track_caller]
    fn check(row: [&str; 5], expected: &str) {
        let words = match &verdicts(&[row])[..] {
            [Verdict::New(new)] => {
                new.facts.drop_off.at.map_or_else(String::new, |at| at.to_rfc3339())
            }
            [Verdict::Wrong(faults)] => {
                let faults = faults.iter().map(|it| format!("{}:{}", it.field, it.error.code()));
                faults.collect::<Vec<_>>().join(" ")
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(words, expected, "{row:?}");
    }

    #[test]
    fn a_time_of_day_is_meant_on_the_rows_day() {
        check(["Jelly", "Kitchen", "Saturday", "17:30", "x"], "2026-03-28T16:30:00+00:00");
        check(["Jelly", "Kitchen", "2026-03-29", "17:30", ""], "2026-03-29T15:30:00+00:00");
        check(["Jelly", "Kitchen", "", "2026-03-27 09:00", "no"], "2026-03-27T08:00:00+00:00");
        check(["Jelly", "Kitchen", "", "17:30", ""], "drop_off_local:time_without_day");
        check(["Jelly", "Kitchen", "Sunday", "02:30", ""], "drop_off_local:skipped_local_time");
        check(
            ["Jelly", "Kitchen", "", "2026-10-25T02:30", ""],
            "drop_off_local:ambiguous_local_time",
        );
        check(["Jelly", "Kitchen", "", "at noon", ""], "drop_off_local:not_a_time");
    }

    #[test]
    fn everything_wrong_with_a_row_is_said_at_once() {
        check(
            ["", "Cellar", "Monday", "", "perhaps"],
            "name:missing team:unknown_team day:unknown_day critical:not_a_mark",
        );
    }

    #[test]
    fn an_item_is_known_again_by_name_team_and_day() {
        let verdicts = verdicts(&[
            ["bread", "Kitchen", "Saturday", "", ""],
            ["Bread", "Kitchen", "Sunday", "", ""],
            ["Bread", "Garden", "Saturday", "", ""],
            ["BREAD", "garden", "2026-03-28", "", ""],
        ]);
        let kinds: Vec<_> = verdicts
            .iter()
            .map(|it| match it {
                Verdict::New(_) => 0,
                Verdict::InPlan { .. } => 1,
                Verdict::InFile { line, .. } => *line,
                Verdict::Wrong(_) => 9,
            })
            .collect();
        assert_eq!(kinds, [1, 0, 0, 3]);
    }
}
