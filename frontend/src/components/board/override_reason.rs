use std::rc::Rc;

use leptos::{ev::SubmitEvent, prelude::*};

use crate::components::{Dialog, TextArea};

/// What goes on once the reason is known.
type GoOn = Rc<dyn Fn(String)>;

/// A change to a frozen plan that waits for the host's reason.
#[derive(Clone)]
struct Waiting {
    what: String,
    go_on: GoOn,
}

/// Where a host who changes a frozen plan is asked why. Coordinators never meet it.
#[derive(Clone, Copy)]
pub struct Overrides {
    open: RwSignal<bool>,
    waiting: RwSignal<Option<Waiting>, LocalStorage>,
    reason: RwSignal<String>,
}

impl Overrides {
    fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            waiting: RwSignal::new_local(None),
            reason: RwSignal::new(String::new()),
        }
    }

    /// Puts it where the host's screens find it.
    pub fn provide() -> Self {
        let overrides = Self::new();
        provide_context(overrides);
        overrides
    }

    /// The host's own.
    pub fn find() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// Asks for a reason, then goes on with it.
    pub fn ask(self, what: String, go_on: impl Fn(String) + 'static) {
        self.waiting.set(Some(Waiting { what, go_on: Rc::new(go_on) }));
        self.open.set(true);
    }
}

/// The dialog that asks. The last reason is still in it: an illness moves more than one dish.
#[component]
pub fn OverrideDialog(
    /// What to ask for.
    overrides: Overrides,
) -> impl IntoView {
    let Overrides { open, waiting, reason } = overrides;
    let missing = RwSignal::new(None::<String>);
    let title = move || waiting.get().map(|waiting| waiting.what).unwrap_or_default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let why = reason.get_untracked().trim().to_owned();
        if why.is_empty() {
            missing.set(Some("Say why, in a few words.".to_owned()));
            return;
        }
        missing.set(None);
        open.set(false);
        if let Some(waiting) = waiting.get_untracked() {
            (waiting.go_on)(why);
        }
    };

    view! {
        <Dialog open title=Signal::derive(title)>
            <form class="stack" novalidate on:submit=submit>
                <p>
                    "The plan is frozen. This change is an override: it is marked in the history, \
                     with your reason."
                </p>
                <TextArea label="Reason" value=reason error=missing required=true max_length=500 />
                <div class="row">
                    <button type="submit" class="button" data-kind="primary">"Change anyway"</button>
                    <button type="button" class="button" on:click=move |_| open.set(false)>
                        "Cancel"
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
