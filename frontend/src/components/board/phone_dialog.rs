use gather_wire::Item;
use leptos::prelude::*;

use super::Board;
use crate::components::{ActButton, Dialog, Doing, Look, Refusal, dynamic};

/// Asks before somebody is taken at their word: nobody but them can take it back.
#[component]
pub fn PhoneDialog(
    /// The board.
    board: Board,
    /// The item.
    item: Memo<Item>,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let holder = Memo::new(move |_| {
        item.with(|item| item.assignment.as_ref().map(|held| held.person.name.clone()))
            .unwrap_or_default()
    });
    let title = move || format!("Has {} confirmed by phone?", holder.get());
    let what = move || {
        let (name, holder) = (item.with(|item| item.name.clone()), holder.get());
        format!(
            "{name} is then confirmed for {holder}, and the history says that you heard it by \
             phone. Only {holder} can take it back, by saying that they can’t."
        )
    };
    let confirm = move |()| {
        board.confirm_by_phone(item.get_untracked(), doing, move || {
            open.try_set(false);
        });
    };
    view! {
        <Dialog open title=Signal::derive(title)>
            <p>{dynamic(what)}</p>
            <Refusal doing reader=board.reader />
            <div class="row">
                <ActButton
                    look=Look::Primary
                    busy=Signal::derive(move || doing.is_pending())
                    act=confirm
                >
                    {dynamic(move || if doing.is_pending() { "Saving…" } else { "Mark as confirmed" })}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </div>
        </Dialog>
    }
    .into_any()
}
