use leptos::{prelude::*, task::spawn_local};

use super::dynamic;

use crate::{
    api::ApiError,
    words::{self, Reader},
};

/// Something that is being done: at most once at a time, and with what came of it.
///
/// A second tap while the first is on its way does nothing.
#[derive(Debug, Clone, Copy)]
pub struct Doing {
    pending: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
}

impl Doing {
    /// Nothing is being done.
    pub fn new() -> Self {
        Self { pending: RwSignal::new(false), error: RwSignal::new(None) }
    }

    /// Whether the server has not answered yet.
    pub fn is_pending(self) -> bool {
        self.pending.try_get().unwrap_or(false)
    }

    /// Why it failed the last time.
    pub fn error(self) -> Option<ApiError> {
        self.error.try_get().flatten()
    }

    /// What the server found wrong with one field of a form; `path` is a JSON Pointer.
    pub fn wrong(self, path: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.error().and_then(|error| error.for_field(path)))
    }

    /// Forgets the failure.
    pub fn forget(self) {
        self.error.try_set(None);
    }

    /// Does it, then goes on with what came of it, even where the screen is gone by then.
    pub fn run<T: 'static>(
        self,
        call: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        self.run_or(call, done, |_| ());
    }

    /// As [`Self::run`], and tells of a failure as well.
    pub fn run_or<T: 'static>(
        self,
        call: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
        failed: impl FnOnce(&ApiError) + 'static,
    ) {
        if self.pending.try_get_untracked().unwrap_or(true) {
            return;
        }
        self.pending.set(true);
        self.error.set(None);
        spawn_local(async move {
            let outcome = call.await;
            self.pending.try_set(false);
            match outcome {
                Ok(value) => done(value),
                Err(error) => {
                    failed(&error);
                    self.error.try_set(Some(error));
                }
            }
        });
    }
}

/// What a screen says of a failure of which it knows more than the code does.
pub type Says = fn(&ApiError) -> Option<String>;

/// Why something failed, next to what caused it.
#[component]
pub fn Refusal(
    /// What failed.
    doing: Doing,
    /// Who reads it.
    reader: Signal<Reader>,
    /// What this screen knows better.
    #[prop(optional)]
    says: Option<Says>,
) -> impl IntoView {
    let said = move |error: &ApiError| {
        let own = says.and_then(|says| says(error));
        own.unwrap_or_else(|| words::failure(error, &reader.read()))
    };
    view! {
        <div class="refusal" role="alert">
            {dynamic(move || doing.error().map(|error| view! {
                <p class="notice" data-tone="danger">{said(&error)}</p>
            }))}
        </div>
    }
    .into_any()
}
