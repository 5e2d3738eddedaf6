use gather_wire::{Link, Role};

use super::listed;

/// What a text message may hold at most, so that it goes out as two and not as five.
const MOST: usize = 320;

/// The message that goes with somebody's link: names them and what they have.
pub fn invitation(link: &Link, event: &str) -> String {
    let name = &link.person.name;
    let team = link.team.as_ref().map(|team| team.name.as_str());
    let frame = |middle: &str| {
        let ask = match link.role {
            Role::Host => "This is your host link; it opens the whole plan, so keep it to yourself",
            Role::Coordinator => "This link opens your team’s list, so keep it to yourself",
            Role::Participant if link.brings.is_empty() => "Your own page is here",
            Role::Participant => "Please tap to confirm",
        };
        format!("Hi {name}, {middle} {ask}: {}", link.url)
    };
    let subject = match (link.role, team) {
        (Role::Coordinator, Some(team)) => format!("you coordinate {team} at {event}."),
        (Role::Host, _) => format!("you host {event}."),
        _ => String::new(),
    };
    let bring = |things: &str| match (subject.is_empty(), things.is_empty()) {
        (true, true) => format!("there is nothing for you to bring to {event} yet."),
        (true, false) => format!("for {event} you bring: {things}."),
        (false, true) => subject.clone(),
        (false, false) => format!("{subject} You bring: {things}."),
    };
    let room = MOST.saturating_sub(frame(&bring("x")).chars().count() - 1);
    let message = frame(&bring(&listed(&link.brings, room)));
    if message.chars().count() <= MOST {
        return message;
    }
    // Names may be long, and all of them together too long: the link itself must survive.
    let room = MOST.saturating_sub(link.url.chars().count() + 2);
    let short: String = format!("Hi {name}, your link for {event}").chars().take(room).collect();
    format!("{short}: {}", link.url)
}

/// The message with which people send their own link to themselves.
pub fn keeping(event: &str, address: &str) -> String {
    format!("My link for {event}: {address}")
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use gather_wire::Person;
    use uuid::Uuid;

    use super::*;

    fn link(role: Role, name: &str, brings: &[&str]) -> Link {
        Link {
            person: Person { id: Uuid::nil(), name: name.to_owned() },
            role,
            team: None,
            url: format!("https://gather.example.org/p#gth_p_{}", "x".repeat(43)),
            opened_at: None,
            expires_at: DateTime::UNIX_EPOCH,
            brings: brings.iter().map(|&name| name.to_owned()).collect(),
            acknowledged: 0,
        }
    }

    #[test]
    fn it_names_the_person_and_what_they_have() {
        let link = link(Role::Participant, "Rosie", &["Vanilla ice cream", "Meringues"]);
        assert_eq!(
            invitation(&link, "Richardson Family Christmas"),
            format!(
                "Hi Rosie, for Richardson Family Christmas you bring: Vanilla ice cream, \
                 Meringues. Please tap to confirm: {}",
                link.url
            )
        );
    }

    #[test]
    fn however_much_there_is_to_say_it_stays_short_and_keeps_the_link() {
        let long = "ä".repeat(120);
        let many = ["A rather long name of a rather simple dish"; 40];
        for (name, brings) in [("Rosie", &many[..]), (&long, &[]), (&long, &many[..])] {
            for role in [Role::Host, Role::Coordinator, Role::Participant] {
                let link = link(role, name, brings);
                let message = invitation(&link, &long);
                assert!(message.chars().count() <= MOST, "{message}");
                assert!(message.ends_with(&link.url));
            }
        }
    }
}
