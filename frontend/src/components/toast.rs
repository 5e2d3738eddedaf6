use std::rc::Rc;

use leptos::prelude::*;

use super::dynamic;

/// What takes a change back.
type Undo = Rc<dyn Fn()>;

#[derive(Clone)]
struct Toast {
    text: String,
    undo: Option<Undo>,
}

/// Where changes are reported. A report stays until the next one, or until it is put away: nobody
/// has to be quick to take something back.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<Toast>, LocalStorage>,
    whispered: RwSignal<String>,
}

impl Toasts {
    /// Puts them where every screen finds them.
    pub fn provide() -> Self {
        let toasts =
            Self { shown: RwSignal::new_local(None), whispered: RwSignal::new(String::new()) };
        provide_context(toasts);
        toasts
    }

    /// The app's own.
    pub fn find() -> Self {
        use_context().unwrap_or_else(|| Self {
            shown: RwSignal::new_local(None),
            whispered: RwSignal::new(String::new()),
        })
    }

    /// Reports a change.
    pub fn say(self, text: impl Into<String>) {
        self.shown.set(Some(Toast { text: text.into(), undo: None }));
    }

    /// Reports a change that can be taken back.
    pub fn say_with_undo(self, text: impl Into<String>, undo: impl Fn() + 'static) {
        self.shown.set(Some(Toast { text: text.into(), undo: Some(Rc::new(undo)) }));
    }

    /// Tells a screen reader what everybody else sees anyway.
    pub fn whisper(self, text: impl Into<String>) {
        self.whispered.set(text.into());
    }

    /// Puts the report away.
    pub fn put_away(self) {
        self.shown.set(None);
    }
}

/// Where the reports appear: one place for the whole app, there before there is anything to say.
#[component]
pub fn ToastStand(
    /// What to show.
    toasts: Toasts,
) -> impl IntoView {
    view! {
        <div class="toasts" role="status">
            {dynamic(move || toasts.shown.get().map(|toast| {
                let undo = toast.undo.map(|undo| view! {
                    <button
                        type="button"
                        class="button"
                        data-kind="quiet"
                        on:click=move |_| {
                            toasts.put_away();
                            undo();
                        }
                    >
                        "Undo"
                    </button>
                });
                view! {
                    <div class="toast">
                        <p>{toast.text}</p>
                        {undo}
                        <button
                            type="button"
                            class="button toast-close"
                            data-kind="quiet"
                            aria-label="Put this message away"
                            on:click=move |_| toasts.put_away()
                        >
                            "✕"
                        </button>
                    </div>
                }
            }))}
        </div>
        <p class="visually-hidden" role="status">{dynamic(move || toasts.whispered.get())}</p>
    }
    .into_any()
}
