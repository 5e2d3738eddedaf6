//! Rows of people.

use std::{collections::HashMap, iter};

use super::{ByName, CellError, Column, Duplicates, Faults, Like, Row, Verdict, likeness};
use crate::{
    contact::{Contact, Email, Phone},
    id::{PersonId, TeamId},
    person::PersonFacts,
    text::Name,
};

/// What a column says of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonColumn {
    /// What the others call them.
    Name,
    /// Where to write to them.
    Email,
    /// Where to call them.
    Phone,
    /// Their team, by its name.
    Team,
    /// `coordinator`, if they lead it.
    Role,
}

impl Column for PersonColumn {
    const ALL: &'static [Self] = &[Self::Name, Self::Email, Self::Phone, Self::Team, Self::Role];

    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Team => "team",
            Self::Role => "role",
        }
    }

    fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["fullname", "names", "person", "who"],
            Self::Email => &["emailaddress", "mail", "emails"],
            Self::Phone => &["phonenumber", "telephone", "tel", "mobile", "cell"],
            Self::Team => &["teamname", "group"],
            Self::Role => &["roles"],
        }
    }
}

/// The teams of an event, and everybody in its plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// Its teams, and who leads each.
    pub teams: Vec<(TeamId, Name, Option<PersonId>)>,
    /// Everybody in its plan.
    pub people: Vec<(PersonId, Name, Option<Email>)>,
}

impl Roster {
    /// What a team is called.
    pub fn team(&self, id: TeamId) -> Option<&Name> {
        self.teams.iter().find(|(it, ..)| *it == id).map(|(_, name, _)| name)
    }
}

/// Somebody to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// Who.
    pub facts: PersonFacts,
    /// Their team.
    pub team_id: TeamId,
    /// Whether they lead it.
    pub leads: bool,
}

/// Judges each row. Whose row names no team goes to `otherwise`.
pub fn judge(
    rows: &[Row<PersonColumn>],
    roster: &Roster,
    otherwise: Option<TeamId>,
    duplicates: Duplicates,
) -> Vec<Verdict<Newcomer>> {
    let mut judge = Judge::new(roster);
    let verdicts = rows.iter().map(|row| match judge.parse(row, otherwise) {
        Ok(newcomer) => judge.place(judge.compare(newcomer), row.line, duplicates),
        Err(faults) => Verdict::Wrong(faults.0),
    });
    verdicts.collect()
}

struct Judge {
    teams: ByName<TeamId>,
    leaders: HashMap<TeamId, Name>,
    in_plan: HashMap<String, Like>,
    in_file: HashMap<String, (u64, Name)>,
}

impl Judge {
    fn new(roster: &Roster) -> Self {
        let leader = |id: &PersonId| {
            let person = roster.people.iter().find(|(it, ..)| it == id);
            person.map(|(_, name, _)| name.clone())
        };
        let led = roster.teams.iter();
        let led = led.filter_map(|(id, _, by)| Some((*id, by.as_ref().and_then(leader)?)));
        let known = roster.people.iter().flat_map(|(id, name, email)| {
            let like = Like { id: id.as_uuid(), name: name.clone() };
            marks(name, email.as_ref()).into_iter().map(move |mark| (mark, like.clone()))
        });
        Self {
            teams: ByName::new(roster.teams.iter().map(|(id, name, _)| (name, *id))),
            leaders: led.collect(),
            in_plan: known.collect(),
            in_file: HashMap::new(),
        }
    }

    /// Who a row speaks of.
    fn parse(
        &self,
        row: &Row<PersonColumn>,
        otherwise: Option<TeamId>,
    ) -> Result<Newcomer, Faults> {
        use PersonColumn as C;

        let mut faults = Faults::default();
        if row.surplus {
            faults.note("row", CellError::Surplus);
        }
        let name = faults.require(C::Name.name(), row.get(C::Name), Name::parse);
        let contact = Contact {
            email: faults.take(C::Email.name(), row.get(C::Email), Email::parse),
            phone: faults.take(C::Phone.name(), row.get(C::Phone), Phone::parse),
        };
        let team_id = super::team(&mut faults, &self.teams, row.get(C::Team), otherwise);
        let leads = faults.take(C::Role.name(), row.get(C::Role), leads).unwrap_or(false);
        match (name, team_id) {
            (Some(name), Some(team_id)) if faults.0.is_empty() => {
                Ok(Newcomer { facts: PersonFacts { name, contact }, team_id, leads })
            }
            _ => Err(faults),
        }
    }

    /// Whether somebody like that is there already: by their name, or by their address.
    fn compare(&self, row: Newcomer) -> Verdict<Newcomer> {
        let marks = marks(&row.facts.name, row.facts.contact.email.as_ref());
        if let Some(like) = marks.iter().find_map(|mark| self.in_plan.get(mark)) {
            return Verdict::InPlan { like: like.clone(), row };
        }
        if let Some((line, name)) = marks.iter().find_map(|mark| self.in_file.get(mark)) {
            return Verdict::InFile { line: *line, name: name.clone(), row };
        }
        Verdict::New(row)
    }

    /// Remembers who comes, unless the team that they are to lead has somebody who does.
    fn place(
        &mut self,
        verdict: Verdict<Newcomer>,
        line: u64,
        duplicates: Duplicates,
    ) -> Verdict<Newcomer> {
        let Some(newcomer) = verdict.to_add(duplicates) else { return verdict };
        let name = &newcomer.facts.name;
        if newcomer.leads {
            if let Some(leader) = self.leaders.get(&newcomer.team_id) {
                let mut faults = Faults::default();
                faults.note(PersonColumn::Role.name(), CellError::TeamIsLed(leader.clone()));
                return Verdict::Wrong(faults.0);
            }
            self.leaders.insert(newcomer.team_id, name.clone());
        }
        for mark in marks(name, newcomer.facts.contact.email.as_ref()) {
            self.in_file.entry(mark).or_insert_with(|| (line, name.clone()));
        }
        verdict
    }
}

/// By what somebody is known again.
fn marks(name: &Name, email: Option<&Email>) -> Vec<String> {
    let name = format!("name {}", likeness(name.as_str()));
    let address = email.map(|email| format!("address {}", email.as_str().to_lowercase()));
    iter::once(name).chain(address).collect()
}

fn leads(text: &str) -> Result<bool, CellError> {
    match text.to_lowercase().as_str() {
        "coordinator" => Ok(true),
        "participant" => Ok(false),
        _ => Err(CellError::UnknownRole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [PersonColumn; 4] =
        [PersonColumn::Name, PersonColumn::Email, PersonColumn::Team, PersonColumn::Role];

    fn rows(rows: &[[&str; 4]]) -> Vec<Row<PersonColumn>> {
        let rows = rows.iter().zip(2..).map(|(cells, line)| {
            let cells = COLUMNS.into_iter().zip(cells.iter().map(ToString::to_string)).collect();
            Row { line, cells, surplus: false }
        });
        rows.collect()
    }

    fn roster() -> Roster {
        let name = |text| Name::parse(text).unwrap();
        let cora = PersonId::new();
        Roster {
            teams: vec![
                (TeamId::new(), name("Kitchen"), Some(cora)),
                (TeamId::new(), name("Garden"), None),
            ],
            people: vec![(cora, name("Cora"), Email::parse("cora@example.org").ok())],
        }
    }

    /// `new`, `plan:<name>`, `file:<line>` or the faults of each row.
    fn words(verdicts: &[Verdict<Newcomer>]) -> Vec<String> {
        let words = verdicts.iter().map(|verdict| match verdict {
            Verdict::New(_) => "new".to_owned(),
            Verdict::InPlan { like, .. } => format!("plan:{}", like.name),
            Verdict::InFile { line, .. } => format!("file:{line}"),
            Verdict::Wrong(faults) => {
                let faults = faults.iter().map(|it| format!("{}:{}", it.field, it.error.code()));
                faults.collect::<Vec<_>>().join(" ")
            }
        });
        words.collect()
    }

    #[track_caller]
    fn check(given: &[[&str; 4]], duplicates: Duplicates, expected: &[&str]) {
        assert_eq!(words(&judge(&rows(given), &roster(), None, duplicates)), expected);
    }

    #[test]
    fn a_row_is_known_again_by_name_or_address() {
        check(
            &[
                ["Anna", "", "kitchen", ""],
                [" CORA ", "", "Garden", ""],
                ["C.", "Cora@Example.org", "Garden", ""],
                ["anna", "a@example.org", "Garden", ""],
                ["Ben", "b@example.org", "Garden", "participant"],
                ["Benno", "B@example.org", "Garden", ""],
            ],
            Duplicates::Skip,
            &["new", "plan:Cora", "plan:Cora", "file:2", "new", "file:6"],
        );
    }

    #[test]
    fn everything_wrong_with_a_row_is_said_at_once() {
        check(
            &[["", "no address", "Cellar", "boss"], ["Ben", "", "", ""]],
            Duplicates::Skip,
            &[
                "name:missing email:not_an_email team:unknown_team role:unknown_role",
                "team:missing",
            ],
        );
    }

    #[test]
    fn a_team_is_led_by_one() {
        check(
            &[
                ["Anna", "", "Garden", "Coordinator"],
                ["Ben", "", "Garden", "coordinator"],
                ["Ida", "", "Kitchen", "coordinator"],
                // Whoever is passed over leads nothing new.
                ["Cora", "", "Kitchen", "coordinator"],
            ],
            Duplicates::Skip,
            &["new", "role:team_is_led", "role:team_is_led", "plan:Cora"],
        );
        check(
            &[["Cora", "", "Kitchen", "coordinator"], ["Cora", "", "Garden", ""]],
            Duplicates::Add,
            &["role:team_is_led", "plan:Cora"],
        );
    }

    #[test]
    fn whose_row_names_no_team_goes_where_the_host_says() {
        let roster = roster();
        let garden = roster.teams[1].0;
        let rows = rows(&[["Anna", "", "", ""], ["Ben", "", "Kitchen", ""]]);
        let verdicts = judge(&rows, &roster, Some(garden), Duplicates::Skip);
        let teams: Vec<_> = verdicts
            .iter()
            .map(|it| it.to_add(Duplicates::Skip).map(|newcomer| newcomer.team_id))
            .collect();
        assert_eq!(teams, [Some(garden), Some(roster.teams[0].0)]);
    }

    #[test]
    fn a_column_is_known_by_what_people_write_above_it() {
        for (title, column) in [
            ("E-Mail", PersonColumn::Email),
            (" full name ", PersonColumn::Name),
            ("TEAM", PersonColumn::Team),
            ("Mobile", PersonColumn::Phone),
        ] {
            assert_eq!(PersonColumn::of_title(title), Some(column), "{title}");
        }
        assert_eq!(PersonColumn::of_title("Shoe size"), None);
    }
}
