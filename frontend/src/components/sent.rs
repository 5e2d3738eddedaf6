use leptos::prelude::*;

/// Fields as a form was sent with them: while it is saved, somebody may type the next.
pub struct Sent(Vec<(RwSignal<String>, String)>);

impl Sent {
    /// What they hold now.
    pub fn of(fields: impl IntoIterator<Item = RwSignal<String>>) -> Self {
        Self(fields.into_iter().map(|field| (field, field.get_untracked())).collect())
    }

    /// Empties what still holds what was sent. Whether that is all of it, so that nobody has begun
    /// with the next.
    pub fn clear(&self) -> bool {
        self.0.iter().fold(true, |all, (field, sent)| {
            let held = field.try_get_untracked().is_some_and(|now| now == *sent);
            if held {
                field.try_set(String::new());
            }
            all && held
        })
    }
}
