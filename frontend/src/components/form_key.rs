use leptos::prelude::*;

use crate::browser;

/// The `Idempotency-Key` of a form: the same form sent again is the same thing; a form that was
/// changed is another one.
pub struct FormKey<T: Send + Sync + 'static>(StoredValue<Option<(T, String)>>);

impl<T: Send + Sync + 'static> Clone for FormKey<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for FormKey<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> FormKey<T> {
    /// Nothing was sent yet.
    pub fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// The key for what is sent now.
    pub fn of(self, content: &T) -> String {
        let before = self.0.get_value().filter(|(before, _)| before == content);
        let key = before.map_or_else(browser::fresh_key, |(_, key)| key);
        self.0.set_value(Some((content.clone(), key.clone())));
        key
    }

    /// It arrived: the same once more is another one.
    pub fn forget(self) {
        self.0.try_set_value(None);
    }
}
