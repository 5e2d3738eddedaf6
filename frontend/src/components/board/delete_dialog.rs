use gather_wire::Item;
use leptos::prelude::*;

use super::Board;
use crate::{
    components::{ActButton, Dialog, Doing, Look, Refusal, dynamic},
    words,
};

/// Asks before an item goes, and says what goes with it.
#[component]
pub fn DeleteDialog(
    /// The board.
    board: Board,
    /// The item.
    item: Memo<Item>,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let title = move || format!("Delete {}?", item.with(|item| item.name.clone()));
    let delete = move |()| {
        board.delete(item.get_untracked(), doing, move || {
            open.try_set(false);
        });
    };
    view! {
        <Dialog open title=Signal::derive(title)>
            <p>{dynamic(move || item.with(words::deletion))}</p>
            <Refusal doing reader=board.reader />
            <div class="row">
                <ActButton look=Look::Danger busy=Signal::derive(move || doing.is_pending()) act=delete>
                    {dynamic(move || if doing.is_pending() { "Deleting…" } else { "Delete" })}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    "Keep it"
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}
