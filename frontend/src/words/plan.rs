use gather_wire::{Counts, Item, TeamStatus};

/// "1 thing", "2 things": a number with its word.
pub fn say_count(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// "11 have not opened", "1 has not opened", "Everybody has opened".
pub fn say_missing(count: u64, what: &str) -> String {
    match count {
        0 => format!("Everybody has {what}"),
        1 => format!("1 has not {what}"),
        count => format!("{count} have not {what}"),
    }
}

/// "1 can’t bring something", "2 can’t bring something".
pub fn say_declined(count: u64) -> String {
    format!("{count} can’t bring something")
}

/// "1 thing", "2 things".
pub fn things(count: u64) -> String {
    say_count(count, "thing", "things")
}

/// How much of a team's work has somebody: "9 of 17 given out · 5 confirmed".
pub fn counts(counts: &Counts) -> String {
    if counts.items == 0 {
        return "Nothing on the list yet".to_owned();
    }
    let confirmed = match counts.acknowledged {
        0 => "none confirmed".to_owned(),
        count => format!("{count} confirmed"),
    };
    let said = format!("{} of {} given out · {confirmed}", counts.assigned, counts.items);
    match counts.declined {
        0 => said,
        count => format!("{said} · {count} can’t"),
    }
}

/// What is open: "4 critical gaps", "1 gap".
pub fn gaps(counts: &Counts) -> Option<String> {
    if counts.critical_gaps > 0 {
        Some(say_count(counts.critical_gaps, "critical gap", "critical gaps"))
    } else if counts.gaps > 0 {
        Some(say_count(counts.gaps, "gap", "gaps"))
    } else {
        None
    }
}

/// How a team stands, in a few words.
pub fn team_state(status: TeamStatus, counts: &Counts) -> String {
    match status {
        TeamStatus::CriticalGap | TeamStatus::Gap => gaps(counts).unwrap_or_default(),
        TeamStatus::Sorted => "✓ Sorted".to_owned(),
    }
}

/// "GF trifle, Pavlova and 3 more": as many names as fit into so many characters.
pub fn listed(names: &[String], room: usize) -> String {
    let mut said = String::new();
    for (index, name) in names.iter().enumerate() {
        let left = names.len() - index;
        let separator = if index == 0 { "" } else { ", " };
        let longer = said.chars().count() + separator.len() + name.chars().count();
        let tail = if left > 1 { " and 99 more".len() } else { 0 };
        if longer + tail > room {
            return match index {
                0 => things(left as u64),
                _ => format!("{said} and {left} more"),
            };
        }
        said.push_str(separator);
        said.push_str(name);
    }
    said
}

/// What deleting an item means.
pub fn deletion(item: &Item) -> String {
    match &item.assignment {
        None => "It goes off the plan. Nobody has it.".to_owned(),
        Some(held) if held.acknowledged => format!(
            "It goes off the plan. {} has it and has confirmed; that confirmation is lost even if \
             you put the item back.",
            held.person.name
        ),
        Some(held) => {
            format!("It goes off the plan, and off the list of {}.", held.person.name)
        }
    }
}

/// What is asked before somebody is taken at their word, and what follows.
pub fn call(item: &Item) -> (String, String) {
    let holder = item.assignment.as_ref().map_or("somebody", |held| &held.person.name);
    let text = format!(
        "{} is then confirmed for {holder}, and the history says that you heard it by phone. \
         Nothing here takes that back; {holder} can still say that they can’t.",
        item.name
    );
    (format!("Has {holder} confirmed by phone?"), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(items: u64, assigned: u64, acknowledged: u64, critical_gaps: u64) -> Counts {
        Counts { items, assigned, acknowledged, declined: 0, gaps: items - assigned, critical_gaps }
    }

    #[test]
    fn progress_is_said_in_words() {
        let puddings = of(17, 9, 5, 4);
        assert_eq!(counts(&puddings), "9 of 17 given out · 5 confirmed");
        assert_eq!(gaps(&puddings).as_deref(), Some("4 critical gaps"));
        assert_eq!(counts(&of(4, 1, 0, 0)), "1 of 4 given out · none confirmed");
        assert_eq!(gaps(&of(8, 7, 0, 0)).as_deref(), Some("1 gap"));
        assert_eq!(gaps(&of(8, 8, 8, 0)), None);
        assert_eq!(counts(&of(0, 0, 0, 0)), "Nothing on the list yet");
        let one_cannot = Counts { declined: 1, gaps: 9, ..puddings };
        assert_eq!(counts(&one_cannot), "9 of 17 given out · 5 confirmed · 1 can’t");
    }

    #[test]
    fn a_list_says_how_many_it_leaves_out() {
        let names = ["Meringues", "Vanilla ice cream", "Fudge"].map(str::to_owned);
        assert_eq!(listed(&names, 100), "Meringues, Vanilla ice cream, Fudge");
        assert_eq!(listed(&names, 30), "Meringues and 2 more");
        assert_eq!(listed(&names, 5), "3 things");
        assert_eq!(listed(&[], 5), "");
    }
}
