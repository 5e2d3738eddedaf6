use leptos::prelude::*;

use super::shell::Planning;
use crate::components::{ActButton, Dialog, Doing, Look, Refusal, dynamic};

/// Asks before something goes, and says what goes with it.
#[component]
pub fn AskFirst(
    /// Whether it is asking.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What it does: "Delete".
    label: &'static str,
    /// What is said while it is done: "Deleting…".
    busy: &'static str,
    /// How not to: "Keep it".
    keep: &'static str,
    /// The doing.
    doing: Doing,
    /// Does it.
    #[prop(into)]
    act: Callback<()>,
    /// How loud it is.
    #[prop(default = Look::Danger)]
    look: Look,
    /// What will happen.
    children: ChildrenFn,
) -> impl IntoView {
    let reader = Planning::find().hosting.reader;
    let children = StoredValue::new(children);
    // What was refused the last time is no answer to this time's question.
    Effect::new(move |_| {
        if !open.get() {
            doing.forget();
        }
    });
    view! {
        <Dialog open title>
            {children.with_value(|children| children())}
            <Refusal doing reader />
            <div class="row">
                <ActButton look busy=Signal::derive(move || doing.is_pending()) act>
                    {dynamic(move || if doing.is_pending() { busy } else { label })}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>{keep}</button>
            </div>
        </Dialog>
    }
    .into_any()
}
