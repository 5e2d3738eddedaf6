use gather_wire::{Event, EventStatus};

use super::{Answers, Reader};

/// Where the plan stands, in a word.
pub fn status_name(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Draft => "Draft",
        EventStatus::Confirming => "Confirming",
        EventStatus::Frozen => "Frozen",
        EventStatus::Complete => "Finished",
    }
}

/// Where the plan of a gathering of one's own stands, as a short sentence.
pub fn own_state(event: &Event) -> &'static str {
    if event.cancelled_at.is_some() {
        return "Cancelled: it does not take place.";
    }
    match event.status {
        EventStatus::Draft => "A draft: nobody has a link yet.",
        EventStatus::Confirming => "People are confirming.",
        EventStatus::Frozen => "The plan is frozen.",
        EventStatus::Complete => "Finished, thank you.",
    }
}

/// Where the plan stands, as a sentence: what matters first, then what it means.
///
/// `answers` are the reader's, to what they bring themselves.
pub fn state(status: EventStatus, reader: &Reader, answers: Answers) -> (String, &'static str) {
    let open = answers.open();
    let own = matches!(reader, Reader::Participant { .. });
    match status {
        EventStatus::Draft => (
            "Not started yet.".to_owned(),
            if own {
                "The plan is still being made. You can confirm when it starts."
            } else {
                "The plan is still being made. Nobody is asked to confirm until the host starts."
            },
        ),
        EventStatus::Confirming if own && open > 0 => {
            ("Please confirm what you bring.".to_owned(), "One tap each.")
        }
        EventStatus::Confirming if own && answers.declined > 0 => {
            ("All answered.".to_owned(), "Thank you.")
        }
        EventStatus::Confirming if own => ("All confirmed.".to_owned(), "Thank you."),
        EventStatus::Confirming => (
            "People are confirming.".to_owned(),
            "Give every item to someone; critical ones first.",
        ),
        EventStatus::Frozen if *reader == Reader::Host => (
            "The plan is frozen.".to_owned(),
            "A change now needs a reason, and is marked in the history.",
        ),
        EventStatus::Frozen => {
            let rest = if open > 0 { "You can still confirm what you bring." } else { "" };
            (format!("The plan is frozen: ask {} for changes.", reader.ask()), rest)
        }
        EventStatus::Complete => ("Finished, thank you.".to_owned(), ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rosie() -> Reader {
        Reader::Participant { ask: Some("Anika".to_owned()) }
    }

    #[test]
    fn states_are_sentences() {
        let said = |status, open| {
            let answers = Answers { all: open, ..Answers::default() };
            let (first, rest) = state(status, &rosie(), answers);
            format!("{first} {rest}").trim_end().to_owned()
        };
        assert_eq!(
            said(EventStatus::Confirming, 2),
            "Please confirm what you bring. One tap each."
        );
        assert_eq!(said(EventStatus::Frozen, 0), "The plan is frozen: ask Anika for changes.");
        assert_eq!(said(EventStatus::Complete, 0), "Finished, thank you.");
    }

    #[test]
    fn nobody_with_nothing_open_is_asked_to_confirm() {
        let said = |answers| state(EventStatus::Confirming, &rosie(), answers).0;
        assert_eq!(said(Answers { all: 2, confirmed: 2, declined: 0 }), "All confirmed.");
        assert_eq!(said(Answers { all: 2, confirmed: 1, declined: 1 }), "All answered.");
    }
}
