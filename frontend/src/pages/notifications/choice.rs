use std::collections::BTreeSet;

use leptos::prelude::*;
use uuid::Uuid;

/// Which notifications are chosen, while some are being chosen.
#[derive(Debug, Clone, Copy)]
pub struct Choice(RwSignal<Option<BTreeSet<Uuid>>>);

impl Choice {
    /// Nothing is being chosen.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Whether some are being chosen.
    pub fn is_open(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// Begins, with none.
    pub fn begin(self) {
        self.0.set(Some(BTreeSet::new()));
    }

    /// None is chosen any more.
    pub fn end(self) {
        self.0.try_set(None);
    }

    /// Whether this one is chosen.
    pub fn has(self, id: Uuid) -> bool {
        self.0.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.contains(&id)))
    }

    /// Chooses this one, or does not.
    pub fn put(self, id: Uuid, is_chosen: bool) {
        self.0.update(|chosen| {
            if let Some(chosen) = chosen {
                if is_chosen {
                    chosen.insert(id);
                } else {
                    chosen.remove(&id);
                }
            }
        });
    }

    /// How many of those that are shown are chosen.
    pub fn among(self, shown: &[Uuid]) -> Vec<Uuid> {
        shown.iter().copied().filter(|id| self.has(*id)).collect()
    }
}
