use gather_wire::{Warning, WarningCode};

use super::listed;

/// How many characters of names are told.
const ROOM: usize = 70;

/// What a plan lacks, as a sentence that names it.
pub fn warning(warning: &Warning) -> String {
    let names: Vec<String> = warning.of.iter().map(|one| one.name.clone()).collect();
    // Only the first twenty are named; the others are counted.
    let unnamed = warning.count.saturating_sub(names.len() as u64);
    let who = match unnamed {
        0 => listed(&names, ROOM),
        _ => format!("{} and others", listed(&names, ROOM)),
    };
    let (one, many) = match warning.code {
        WarningCode::TeamWithoutPeople => return format!("Nobody is in {who} yet."),
        WarningCode::DayWithoutItems => return format!("Nothing is planned for {who} yet."),
        WarningCode::TeamWithoutCoordinator => ("has no coordinator", "have no coordinator"),
        WarningCode::ItemWithoutDay => ("has no day", "have no day"),
        WarningCode::DropOffOutsideEvent => (
            "is brought outside the gathering’s dates",
            "are brought outside the gathering’s dates",
        ),
    };
    let about_items = !matches!(warning.code, WarningCode::TeamWithoutCoordinator);
    match warning.count {
        1 => format!("{who} {one}."),
        count if about_items => format!("{count} items {many}: {who}."),
        _ => format!("{who} {many}."),
    }
}

#[cfg(test)]
mod tests {
    use gather_wire::WarningSubject;
    use uuid::Uuid;

    use super::*;

    #[track_caller]
    fn check(code: WarningCode, names: &[&str], count: u64, expected: &str) {
        let subject = |name: &&str| WarningSubject { id: Uuid::nil(), name: (*name).to_owned() };
        let lacking = Warning { code, count, of: names.iter().map(subject).collect() };
        assert_eq!(warning(&lacking), expected);
    }

    #[test]
    fn each_warning_names_what_it_is_about() {
        use WarningCode as W;

        check(W::TeamWithoutPeople, &["Drinks"], 1, "Nobody is in Drinks yet.");
        check(W::TeamWithoutCoordinator, &["Drinks"], 1, "Drinks has no coordinator.");
        check(
            W::TeamWithoutCoordinator,
            &["Drinks", "Setup"],
            2,
            "Drinks, Setup have no coordinator.",
        );
        check(W::ItemWithoutDay, &["Trifle"], 1, "Trifle has no day.");
        check(W::ItemWithoutDay, &["Trifle", "Ham"], 2, "2 items have no day: Trifle, Ham.");
        check(W::ItemWithoutDay, &["Ham"], 21, "21 items have no day: Ham and others.");
        check(W::DropOffOutsideEvent, &["Ham"], 1, "Ham is brought outside the gathering’s dates.");
        check(W::DayWithoutItems, &["Boxing Day"], 1, "Nothing is planned for Boxing Day yet.");
    }
}
