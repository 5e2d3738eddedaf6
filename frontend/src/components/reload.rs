use leptos::prelude::*;

use crate::browser;

/// The wish to ask the server again. Whatever is on screen and tracks it loads anew.
///
/// It belongs to the whole app: a change that is undone from a toast may have been made on a
/// screen that is gone.
#[derive(Debug, Clone, Copy)]
pub struct Reload {
    changes: RwSignal<u32>,
    returns: RwSignal<u32>,
}

impl Reload {
    fn new() -> Self {
        Self { changes: RwSignal::new(0), returns: RwSignal::new(0) }
    }

    /// Puts it where every screen finds it, and notices when somebody comes back to the page:
    /// phones keep pages for days.
    pub fn provide() {
        let reload = Self::new();
        provide_context(reload);
        let listener = window_event_listener_untyped("visibilitychange", move |_| {
            if !browser::is_hidden() {
                reload.returns.update(|count| *count = count.wrapping_add(1));
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// The app's own.
    pub fn find() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// Loads again, at each later [`Self::now`] and each return to the page, whatever reads this.
    pub fn track(self) {
        self.changes.track();
        self.returns.track();
    }

    /// Loads again at each later [`Self::now`] only: what is asked here is noted in the history.
    pub fn track_changes(self) {
        self.changes.track();
    }

    /// Asks the server again.
    pub fn now(self) {
        self.changes.update(|count| *count = count.wrapping_add(1));
    }
}
