use leptos::prelude::*;

/// The wish to ask the server again. Whatever is on screen and tracks it loads anew.
///
/// It belongs to the whole app: a change that is undone from a toast may have been made on a
/// screen that is gone.
#[derive(Debug, Clone, Copy)]
pub struct Reload(RwSignal<u32>);

impl Reload {
    /// Puts it where every screen finds it.
    pub fn provide() {
        provide_context(Self(RwSignal::new(0)));
    }

    /// The app's own.
    pub fn find() -> Self {
        use_context().unwrap_or_else(|| Self(RwSignal::new(0)))
    }

    /// Loads again, now and at each later [`Self::now`], whatever reads this.
    pub fn track(self) {
        self.0.track();
    }

    /// Asks the server again.
    pub fn now(self) {
        self.0.update(|count| *count = count.wrapping_add(1));
    }
}
