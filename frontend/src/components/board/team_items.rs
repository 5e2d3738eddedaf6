use gather_wire::Action;
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    Board,
    acts::FALLBACK_FOCUS,
    groups::{Group, Order, groups, pinned},
    item_form::AddForm,
    item_row::{ItemRow, WHY_LOCKED},
};
use crate::{
    browser,
    components::{ActButton, LockNotice, Look, Rows, dynamic, entry},
    time,
};

/// All items of a team, what nobody has first.
#[component]
pub fn TeamItems(
    /// The board.
    board: Board,
    /// The item that somebody came here for.
    #[prop(optional_no_strip)]
    wanted: Option<Uuid>,
) -> impl IntoView {
    let order = RwSignal::new(Order::NeedsSomeone);
    let adding = RwSignal::new(false);
    let shown = Memo::new(move |before: Option<&Vec<Group>>| {
        let now = board.plan.with(|plan| groups(&plan.items, order.get()));
        let before = before.map(Vec::as_slice).unwrap_or_default();
        board.forms.with(|forms| pinned(now, before, forms))
    });
    let may_add = Memo::new(move |_| board.standing(Action::CreateItem, None));
    let standing = Memo::new(move |_| board.standing(Action::EditItem, None));
    // Said once, and of each item under More: on every row it would drown what matters there.
    let distance = Memo::new(move |_| {
        board.plan.with(|plan| {
            time::distance(plan.items.iter().filter_map(|item| {
                Some((item.drop_off_local?, browser::wall_clock(item.drop_off_at?)))
            }))
        })
    });
    Effect::new(move |_| {
        if let Some(id) = wanted {
            request_animation_frame(move || browser::reveal(&format!("item-{id}")));
        }
    });

    view! {
        <section class="stack items" aria-labelledby=FALLBACK_FOCUS>
            <div class="row">
                <h2 id=FALLBACK_FOCUS tabindex="-1">"Items"</h2>
                <div class="push add-item">
                    <ActButton
                        standing=may_add
                        look=Look::Plain
                        reason_at=WHY_LOCKED.to_owned()
                        expanded=Signal::from(adding)
                        act=move |()| adding.update(|open| *open = !*open)
                    >
                        "Add item"
                    </ActButton>
                </div>
            </div>
            <div class="row tabs" role="group" aria-label="Order">
                <OrderButton order this=Order::NeedsSomeone label="Needs someone first" />
                <OrderButton order this=Order::ByTime label="By day" />
            </div>
            {dynamic(move || distance.get().map(|said| view! { <p class="small soft">{said}</p> }))}
            <LockNotice standing id=WHY_LOCKED />
            <Show when=move || adding.get()>
                <div class="card"><AddForm board open=adding /></div>
            </Show>
            <Show when=move || shown.with(Vec::is_empty)>
                <p class="card empty">"Nothing on the list yet. Add what this team sees to."</p>
            </Show>
            <For
                each=move || shown.get()
                key=|group| group.title.clone()
                children=move |group| {
                    let title = group.title.clone();
                    let items = Memo::new(move |_| {
                        shown.with(|shown| {
                            shown.iter().find(|one| one.title == title).map(|one| one.items.clone())
                        })
                        .unwrap_or_default()
                    });
                    view! { <GroupCard board title=group.title items wanted /> }
                }
            />
        </section>
    }
    .into_any()
}

#[component]
fn OrderButton(order: RwSignal<Order>, this: Order, label: &'static str) -> impl IntoView {
    view! {
        <button
            type="button"
            class="tab"
            aria-pressed=move || (order.get() == this).to_string()
            on:click=move |_| order.set(this)
        >
            {label}
        </button>
    }
    .into_any()
}

#[component]
fn GroupCard(
    board: Board,
    title: String,
    items: Memo<Vec<Uuid>>,
    wanted: Option<Uuid>,
) -> impl IntoView {
    let count = move || items.with(Vec::len);
    view! {
        <section class="card group">
            <h3 class="group-title">{title}" "<span class="soft">{count}</span></h3>
            <ul>
                <Rows
                    ids=Callback::new(move |()| items.get())
                    row=Callback::new(move |id| row(board, id, wanted == Some(id)).into_any())
                />
            </ul>
        </section>
    }
    .into_any()
}

/// One item's row. What it shows follows the plan; that it is the same row lets an open form stay.
fn row(board: Board, id: Uuid, wanted: bool) -> impl IntoView {
    let item = entry(move || {
        board.plan.with(|plan| plan.items.iter().find(|item| item.id == id).cloned())
    });
    item.map(|item| view! { <ItemRow board item wanted /> })
}
