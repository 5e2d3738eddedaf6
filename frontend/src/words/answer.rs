use gather_wire::OwnAssignment;

use super::{Reader, things};

/// What somebody has said to what they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answers {
    /// How much they have.
    pub all: usize,
    /// That they bring it.
    pub confirmed: usize,
    /// That they cannot.
    pub declined: usize,
}

impl Answers {
    /// Counts them.
    pub fn of(mine: &[OwnAssignment]) -> Self {
        let count = |said: fn(&OwnAssignment) -> bool| mine.iter().filter(|one| said(one)).count();
        Self {
            all: mine.len(),
            confirmed: count(|one| one.acknowledged),
            declined: count(|one| one.declined),
        }
    }

    /// To how much they have said nothing yet.
    pub const fn open(self) -> usize {
        self.all.saturating_sub(self.confirmed + self.declined)
    }

    /// "1 of 2 confirmed · you can’t bring 1".
    pub fn said(self) -> String {
        let Self { all, confirmed, declined } = self;
        let confirmed = format!("{confirmed} of {all} confirmed");
        match declined {
            0 => confirmed,
            declined => format!("{confirmed} · you can’t bring {declined}"),
        }
    }
}

/// "Hi Rosie, you bring 2 things".
pub fn bring_heading(name: &str, answers: Answers) -> String {
    let Answers { all, declined, .. } = answers;
    match all.saturating_sub(declined) {
        0 if declined > 0 => format!("Hi {name}, you bring nothing"),
        0 => format!("Hi {name}, you bring nothing yet"),
        count => format!("Hi {name}, you bring {}", things(count as u64)),
    }
}

/// What follows when somebody says that they cannot.
pub fn declining(reader: &Reader) -> String {
    match reader {
        Reader::Participant { ask: Some(name) } => format!(
            "It stays on your list until {name} gives it to somebody else. {name} and the hosts \
             read your reason."
        ),
        Reader::Participant { ask: None } | Reader::Coordinator | Reader::Host => {
            "It stays on your list until somebody else has it. The hosts read your reason."
                .to_owned()
        }
    }
}

/// That the reader has said so, and who sees it: nobody has read it for that.
pub fn declined(reader: &Reader) -> String {
    let where_to = match reader {
        Reader::Participant { ask: Some(name) } => format!("{name} sees it on the team’s list."),
        Reader::Participant { ask: None } | Reader::Coordinator => {
            "The host sees it in the plan.".to_owned()
        }
        Reader::Host => "It shows as a gap in the plan.".to_owned(),
    };
    format!("You said that you can’t. {where_to}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn of(all: usize, confirmed: usize, declined: usize) -> Answers {
        Answers { all, confirmed, declined }
    }

    #[test]
    fn one_thing_is_not_things_and_what_is_declined_is_not_brought() {
        let said = |answers| bring_heading("Rosie", answers);
        assert_eq!(said(of(2, 0, 0)), "Hi Rosie, you bring 2 things");
        assert_eq!(said(of(2, 1, 1)), "Hi Rosie, you bring 1 thing");
        assert_eq!(said(of(0, 0, 0)), "Hi Rosie, you bring nothing yet");
        assert_eq!(said(of(1, 0, 1)), "Hi Rosie, you bring nothing");
    }

    #[test]
    fn whoever_says_that_they_cannot_has_answered() {
        assert_eq!(of(3, 1, 1).open(), 1);
        assert_eq!(of(2, 1, 0).said(), "1 of 2 confirmed");
        assert_eq!(of(2, 1, 1).said(), "1 of 2 confirmed · you can’t bring 1");
    }

    #[test]
    fn who_sees_it_is_somebody_whom_the_reader_knows() {
        let rosie = Reader::Participant { ask: Some("Anika".to_owned()) };
        assert_eq!(declined(&rosie), "You said that you can’t. Anika sees it on the team’s list.");
        assert_eq!(
            declined(&Reader::Coordinator),
            "You said that you can’t. The host sees it in the plan."
        );
    }
}
