use gather_wire::{Item, Member};
use leptos::{ev::KeyboardEvent, prelude::*};
use uuid::Uuid;

use super::Board;
use crate::{
    browser,
    components::{Doing, Rows, dynamic},
};

/// Who may have an item: the members of the team, one tap each.
#[component]
pub fn GivePanel(
    /// The board.
    board: Board,
    /// The item.
    item: Memo<Item>,
    /// Whether the panel is open.
    open: RwSignal<bool>,
    /// The giving.
    doing: Doing,
) -> impl IntoView {
    let members = Memo::new(move |_| board.plan.with(|plan| plan.members.clone()));
    let label = move || format!("Give {} to", item.with(|item| item.name.clone()));
    // The keyboard goes back to the button that opened the panel.
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            let row = item.with_untracked(|item| item.id);
            browser::focus_first(&format!("#item-{row} [aria-expanded=true]"));
            open.set(false);
        }
    };
    let ids =
        Callback::new(move |()| members.with(|all| all.iter().map(|member| member.id).collect()));
    let choice = move |id: Uuid| {
        let member: Member =
            members.with_untracked(|all| all.iter().find(|member| member.id == id).cloned())?;
        let opened = member.opened;
        let held = Memo::new(move |_| {
            let held = item.with(|item| item.assignment.clone());
            held.filter(|held| held.person.id == id)
        });
        let has_it = Memo::new(move |_| held.read().is_some());
        let cannot = move || held.read().as_ref().is_some_and(|held| held.declined);
        let remark = move || match (has_it.get(), id == board.me, opened) {
            (true, ..) if cannot() => "can’t",
            (true, ..) => "has it now",
            (false, true, _) => "you",
            (false, false, false) => "has not opened the link",
            (false, false, true) => "",
        };
        let name = member.name.clone();
        Some(view! {
            <button
                type="button"
                class="button choice"
                aria-disabled=move || (has_it.get() || doing.is_pending()).then_some("true")
                on:click=move |_| {
                    if !has_it.get_untracked() {
                        board.give(item.get_untracked(), member.clone(), doing, move || {
                            open.try_set(false);
                        });
                    }
                }
            >
                <span>{name}</span>
                <span class="remark">{remark}</span>
            </button>
        })
    };

    view! {
        <div
            class="give"
            role="group"
            aria-label=label
            on:keydown=escape
        >
            <p class="legend">"Give to"</p>
            <div class="choices">
                <Rows ids row=Callback::new(move |id| choice(id).into_any()) />
            </div>
            <Show when=move || members.with(Vec::is_empty)>
                <p>"Nobody is in this team yet."</p>
            </Show>
            {dynamic(move || doing.is_pending().then(|| view! { <p role="status">"Saving…"</p> }))}
        </div>
    }
    .into_any()
}
