use leptos::prelude::*;

use super::Board;
use crate::components::{ActButton, Dialog, Doing, Look, Refusal, dynamic};

/// Asks before something is done to an item, and says what follows.
#[component]
pub fn Question(
    /// The board.
    board: Board,
    /// Whether it is asking.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What follows.
    #[prop(into)]
    text: Signal<String>,
    /// What it does: "Delete".
    label: &'static str,
    /// What is said while it is done: "Deleting…".
    busy: &'static str,
    /// How not to: "Keep it".
    keep: &'static str,
    /// How loud it is.
    look: Look,
    /// Does it.
    #[prop(into)]
    act: Callback<Doing>,
) -> impl IntoView {
    let doing = Doing::new();
    view! {
        <Dialog open title>
            <p>{dynamic(move || text.get())}</p>
            <Refusal doing reader=board.reader />
            <div class="row">
                <ActButton
                    look
                    busy=Signal::derive(move || doing.is_pending())
                    act=move |()| act.run(doing)
                >
                    {dynamic(move || if doing.is_pending() { busy } else { label })}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>{keep}</button>
            </div>
        </Dialog>
    }
    .into_any()
}
