use gather_wire::{Action, AllowedAction, ProblemCode, Verdict};

use super::{Reader, sentence};

/// Whether a button works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Allowed,
    /// It asks the host for a reason first.
    NeedsOverride,
    /// It does not, and this is why.
    Refused(String),
}

impl Standing {
    /// Why not.
    pub fn refusal(&self) -> Option<&str> {
        match self {
            Self::Refused(why) => Some(why),
            Self::Allowed | Self::NeedsOverride => None,
        }
    }

    /// Whether it does not work.
    pub fn is_refused(&self) -> bool {
        self.refusal().is_some()
    }
}

/// What the server said about an action. The item's own list comes first, then the payload's.
///
/// An action in neither is let through: the server decides, and explains itself with the same
/// words.
pub fn standing(lists: &[&[AllowedAction]], action: Action, reader: &Reader) -> Standing {
    let answer = lists.iter().find_map(|list| list.iter().find(|entry| entry.action == action));
    match answer.map(|entry| (entry.verdict, entry.reason)) {
        None | Some((Verdict::Allowed, _)) => Standing::Allowed,
        Some((Verdict::NeedsOverride, _)) => Standing::NeedsOverride,
        Some((Verdict::Refused, reason)) => {
            Standing::Refused(sentence(reason.unwrap_or(ProblemCode::Forbidden), reader))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_items_own_answer_wins_over_the_payloads() {
        let refused = AllowedAction {
            action: Action::DeleteItem,
            verdict: Verdict::Refused,
            reason: Some(ProblemCode::CriticalItemLocked),
        };
        let allowed = AllowedAction { verdict: Verdict::Allowed, reason: None, ..refused };
        let reader = Reader::Coordinator;

        let own = standing(&[&[refused], &[allowed]], Action::DeleteItem, &reader);
        assert_eq!(own.refusal(), Some(&*sentence(ProblemCode::CriticalItemLocked, &reader)));
        assert_eq!(standing(&[&[], &[allowed]], Action::DeleteItem, &reader), Standing::Allowed);
        assert_eq!(standing(&[&[], &[]], Action::DeleteItem, &reader), Standing::Allowed);
    }
}
