//! Who may know of an event, beside those who run it and the people of its plan.

use crate::{audit::Details, slug::Slug};

/// How an event shows itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Its name in the address of its public page. It stays when the event is called otherwise.
    pub slug: Slug,
    /// Whether those who run it want it to be known.
    pub is_published: bool,
    /// To whom.
    pub visibility: Visibility,
    /// Whether co-hosts may invite others to run it.
    pub cohosts_can_invite: bool,
}

/// To whom an event is known once it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// To everybody.
    Public,
    /// To those who run it, and to the people of its plan by their links.
    InviteOnly,
}

impl Visibility {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Public, Self::InviteOnly];

    /// Its name in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::InviteOnly => "invite_only",
        }
    }

    /// The visibility of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// What changes about how an event shows itself: `None` is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the fields of Publication")]
pub struct PublicationPatch {
    pub is_published: Option<bool>,
    pub visibility: Option<Visibility>,
    pub cohosts_can_invite: Option<bool>,
}

impl Publication {
    /// Whether strangers may know of the event.
    pub fn is_open_to_all(&self) -> bool {
        self.is_published && self.visibility == Visibility::Public
    }

    /// The same after the change.
    #[must_use]
    pub fn patched(&self, patch: PublicationPatch) -> Self {
        Self {
            slug: self.slug.clone(),
            is_published: patch.is_published.unwrap_or(self.is_published),
            visibility: patch.visibility.unwrap_or(self.visibility),
            cohosts_can_invite: patch.cohosts_can_invite.unwrap_or(self.cohosts_can_invite),
        }
    }

    /// What differs of what its primary host alone decides, as `old → new`, for the audit.
    pub fn differences(&self, new: &Self) -> Details {
        let in_words = |it: &Self| {
            let inviting = if it.cohosts_can_invite { "yes" } else { "no" };
            [("visibility", it.visibility.as_str()), ("cohosts_can_invite", inviting)]
        };
        in_words(self)
            .into_iter()
            .zip(in_words(new))
            .filter(|(old, new)| old != new)
            .map(|((fact, old), (_, new))| (fact.to_owned(), format!("{old} → {new}")))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Name;

    fn unpublished() -> Publication {
        Publication {
            slug: Slug::of_name(&Name::parse("Town fair").unwrap()),
            is_published: false,
            visibility: Visibility::InviteOnly,
            cohosts_can_invite: true,
        }
    }

    #[test]
    fn strangers_know_of_what_is_published_and_public() {
        let of =
            |is_published, visibility| Publication { is_published, visibility, ..unpublished() };
        assert!(of(true, Visibility::Public).is_open_to_all());
        assert!(!of(true, Visibility::InviteOnly).is_open_to_all());
        assert!(!of(false, Visibility::Public).is_open_to_all());
        assert!(!of(false, Visibility::InviteOnly).is_open_to_all());
    }

    #[test]
    fn a_change_names_what_differs_and_leaves_the_rest() {
        let old = unpublished();
        assert_eq!(old.patched(PublicationPatch::default()), old);
        let visibility = Some(Visibility::Public);
        let new = old.patched(PublicationPatch { visibility, ..PublicationPatch::default() });
        assert_eq!(new, Publication { visibility: Visibility::Public, ..old.clone() });
        let change = old.differences(&new);
        assert_eq!(change["visibility"], "invite_only → public");
        assert_eq!(change.len(), 1);
    }
}
