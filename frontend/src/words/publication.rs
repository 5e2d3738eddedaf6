//! What is said about how a gathering shows itself.

use gather_wire::{Publication, Visibility};

/// Whether strangers may know of the gathering.
pub fn is_open_to_all(publication: &Publication) -> bool {
    publication.is_published && publication.visibility == Visibility::Public
}

/// Who knows of the gathering: what matters first, then what it means. `decides`: whether the reader
/// may open it to everybody.
pub fn publicity(publication: &Publication, decides: bool) -> (&'static str, &'static str) {
    match (publication.is_published, publication.visibility, decides) {
        (true, Visibility::Public, _) => {
            ("Everybody can find it.", "It is in the list of gatherings, with who runs it.")
        }
        (false, Visibility::Public, _) => {
            ("It is not published.", "Only those who run it see its page.")
        }
        (false, Visibility::InviteOnly, true) => {
            ("It is not public.", "Only those who run it, and those with a link, know of it.")
        }
        (true, Visibility::InviteOnly, true) => (
            "It is published, but not open to everybody.",
            "Only those who run it see its page. Say below that everybody may.",
        ),
        (_, Visibility::InviteOnly, false) => (
            "It is for those who are invited.",
            "Only its primary host can open its page to everybody.",
        ),
    }
}

/// Whether co-hosts may invite others.
pub fn inviting(publication: &Publication) -> &'static str {
    if publication.cohosts_can_invite {
        "Co-hosts may invite others to run it."
    } else {
        "Co-hosts may not invite others to run it: its primary host holds that back."
    }
}

/// The same for an admin, in a word.
pub fn publicity_name(publication: &Publication) -> &'static str {
    match (publication.is_published, publication.visibility) {
        (true, Visibility::Public) => "published",
        (true, Visibility::InviteOnly) => "published, invite only",
        (false, _) => "not published",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_know_of_what_is_published_for_everybody_alone() {
        let of = |is_published, visibility| Publication {
            slug: "fair".to_owned(),
            public_url: "/gatherings/fair".to_owned(),
            is_published,
            visibility,
            cohosts_can_invite: true,
        };
        let all = [
            of(true, Visibility::Public),
            of(true, Visibility::InviteOnly),
            of(false, Visibility::Public),
            of(false, Visibility::InviteOnly),
        ];
        assert_eq!(all.each_ref().map(is_open_to_all), [true, false, false, false]);
        let said = all.each_ref().map(|it| publicity(it, false).0);
        assert_eq!(said[0], "Everybody can find it.");
        assert_eq!(said[1], said[3]);
    }
}
