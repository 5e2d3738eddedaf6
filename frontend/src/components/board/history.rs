use gather_wire::{AuditEntry, Item, Page};
use leptos::prelude::*;

use super::Board;
use crate::{
    api,
    components::{HistoryEntry, Loading, Phase, dynamic},
    words,
};

/// What happened to an item, asked for again whenever something has.
#[component]
pub fn ItemHistory(
    /// The board.
    board: Board,
    /// The item.
    item: Memo<Item>,
) -> impl IntoView {
    let seen = Memo::new(move |_| item.with(|item| (item.id, item.version)));
    let history = Loading::new(move || {
        let (desk, (id, _)) = (board.desk.get_value(), seen.get());
        async move { api::item_history(&desk, id).await }
    });
    view! {
        <div class="stack tight">
            <p class="legend">"What happened"</p>
            {dynamic(move || match history.phase() {
                Phase::Waiting => view! { <p class="small soft" role="status">"Loading…"</p> }.into_any(),
                Phase::Failed(error) => {
                    let why = words::failure(&error, &board.reader.read());
                    view! { <p class="notice" data-tone="danger" role="alert">{why}</p> }.into_any()
                }
                Phase::There { .. } => {
                    let shown = move || history.value().map(|page| page.with(entries));
                    view! { {dynamic(shown)} }.into_any()
                }
            })}
        </div>
    }
    .into_any()
}

fn entries(page: &Page<AuditEntry>) -> impl IntoView + use<> {
    if page.items.is_empty() {
        return view! { <p class="small soft">"Nothing since the plan was made."</p> }.into_any();
    }
    let entries = page.items.iter().cloned();
    view! {
        <ol class="history">
            {entries.map(|entry| view! { <HistoryEntry entry /> }).collect_view()}
        </ol>
        {page.next_cursor.is_some().then(|| view! {
            <p class="small soft">"Only the latest are shown."</p>
        })}
    }
    .into_any()
}
