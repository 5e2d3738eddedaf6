use gather_wire::{Action, Item};
use leptos::prelude::*;

use super::{
    Board, give_panel::GivePanel, history::ItemHistory, is_gap, item_form::EditForm,
    question::Question,
};
use crate::{
    browser,
    components::{ActButton, DietBadges, Doing, EventTime, Look, Refusal, dynamic, unique_id},
    time, words,
};

/// Where the sentence stands that says why nothing can be changed.
pub const WHY_LOCKED: &str = "why-locked";

/// One item: what it is, who has it, and what can be done about it.
#[component]
pub fn ItemRow(
    /// The board.
    board: Board,
    /// The item.
    item: Memo<Item>,
    /// Whether somebody came here for this very item.
    #[prop(optional)]
    wanted: bool,
) -> impl IntoView {
    let (giving, editing) = (RwSignal::new(wanted), RwSignal::new(false));
    let more = RwSignal::new(false);
    let doing = Doing::new();
    let name = move || item.with(|item| item.name.clone());
    let is_open = Memo::new(move |_| item.with(is_gap));
    let element = item.with_untracked(|item| format!("item-{}", item.id));

    view! {
        <li
            class="item"
            id=element
            data-status=move || if is_open.get() { "unassigned" } else { "assigned" }
            data-wanted=wanted.then_some("")
        >
            <div class="item-main">
                <p class="item-name">
                    <strong>{name}</strong>
                    " "
                    {dynamic(move || item.with(|item| item.critical).then(|| view! {
                        <span class="chip" data-tone=move || is_open.get().then_some("danger")>"critical"</span>
                    }))}
                </p>
                <p class="small soft item-facts">{dynamic(move || item.with(facts))}</p>
                {dynamic(move || item.with(|item| declined(board, item)))}
            </div>
            <div class="item-side">
                {dynamic(move || if is_open.get() {
                    view! { <GiveButton board item giving /> }.into_any()
                } else {
                    view! { <Holder board item /> }.into_any()
                })}
                <button
                    type="button"
                    class="button unfold"
                    data-kind="quiet"
                    aria-expanded=move || more.get().to_string()
                    on:click=move |_| more.update(|open| *open = !*open)
                >
                    "More"
                    <span class="visually-hidden">" about "{name}</span>
                </button>
            </div>
            <div class="item-below stack">
                <Show when=move || giving.get()>
                    <GivePanel board item open=giving doing />
                </Show>
                <Refusal doing reader=board.reader />
                <Show
                    when=move || !editing.get()
                    fallback=move || view! { <EditForm board item open=editing /> }
                >
                    <Show when=move || more.get()>
                        <More board item giving editing doing />
                    </Show>
                </Show>
            </div>
        </li>
    }
    .into_any()
}

/// Quantity, day, time, place and diet, in one line.
fn facts(item: &Item) -> impl IntoView + use<> {
    let when = item.drop_off_at.zip(item.drop_off_local);
    let day = item.day.clone().filter(|_| when.is_none());
    let texts = [item.quantity.clone(), day.map(|day| day.name)];
    view! {
        {texts.into_iter().flatten().map(|text| view! { <span>{text}</span> }).collect_view()}
        {when.map(|(at, local)| view! { <EventTime at local /> })}
        {item.drop_off_location.clone().map(|place| view! { <span>{place}</span> })}
        <DietBadges
            gluten_free=item.gluten_free
            dairy_free=item.dairy_free
            vegetarian=item.vegetarian
        />
    }
}

/// Who has it and cannot, and why.
fn declined(board: Board, item: &Item) -> impl IntoView + use<> {
    let held = item.assignment.as_ref().filter(|held| held.declined)?;
    let (who, why) = (board.name_of(&held.person), held.decline_reason.clone());
    let is_soft = (!item.critical).then_some("");
    Some(view! {
        <p class="small cannot">
            <strong class="nobody" data-soft=is_soft>{who}" can’t"</strong>
            {why.map(|why| format!(": {why}"))}
        </p>
    })
}

/// The button that opens the panel. Where nothing may be changed, the list has said why.
#[component]
fn GiveButton(board: Board, item: Memo<Item>, giving: RwSignal<bool>) -> impl IntoView {
    let may = Memo::new(move |_| board.standing(Action::AssignItem, Some(&item.read())));
    let look = Signal::derive(move || {
        let urgent = item.with(|item| item.critical && is_gap(item));
        if urgent { Look::Primary } else { Look::Plain }
    });
    view! {
        {dynamic(move || item.with(|item| item.assignment.is_none()).then(|| view! {
            <strong
                class="nobody small"
                data-soft=move || item.with(|item| !item.critical).then_some("")
            >"Nobody yet"</strong>
        }))}
        <ActButton
            standing=may
            look=look
            reason_at=WHY_LOCKED.to_owned()
            expanded=Signal::from(giving)
            act=move |()| giving.update(|open| *open = !*open)
        >
            "Give to…"
            <span class="visually-hidden">" "{dynamic(move || item.with(|item| item.name.clone()))}</span>
        </ActButton>
    }
    .into_any()
}

/// Who has it and how far they are: silence is shown as silence.
#[component]
fn Holder(board: Board, item: Memo<Item>) -> impl IntoView {
    let said = Memo::new(move |_| {
        let held = item.with(|item| item.assignment.clone())?;
        let opened = board.plan.with(|plan| {
            plan.members.iter().any(|member| member.id == held.person.id && member.opened)
        });
        let name = board.name_of(&held.person);
        Some(match (held.acknowledged, opened) {
            (true, _) => (format!("✓ {name}"), "confirmed", "good"),
            (false, true) => (name, "not confirmed", "plain"),
            (false, false) => (name, "not opened", "plain"),
        })
    });
    move || {
        said.get().map(|(name, state, tone)| {
            view! { <span class="chip holder" data-tone=tone>{name}" · "{state}</span> }
        })
    }
}

/// What is rarer: the long texts, and everything that can be done.
#[component]
fn More(
    board: Board,
    item: Memo<Item>,
    giving: RwSignal<bool>,
    editing: RwSignal<bool>,
    doing: Doing,
) -> impl IntoView {
    let (deleting, calling) = (RwSignal::new(false), RwSignal::new(false));
    let may = move |action: Action| {
        Signal::from(Memo::new(move |_| board.standing(action, Some(&item.read()))))
    };
    let busy = Signal::derive(move || doing.is_pending());
    let has_holder = Memo::new(move |_| item.with(|item| item.assignment.is_some()));
    let is_given = Memo::new(move |_| item.with(|item| !is_gap(item)));
    // Before confirming starts, and after the end, nobody is asked to call anybody.
    let can_call = Memo::new(move |_| {
        let item = item.read();
        item.assignment.as_ref().is_some_and(|held| !held.acknowledged)
            && !board.standing(Action::ConfirmByPhone, Some(&item)).is_refused()
    });
    let critical = Memo::new(move |_| item.with(|item| item.critical));
    let of_item = move || {
        view! {
            <span class="visually-hidden">" "{dynamic(move || item.with(|item| item.name.clone()))}</span>
        }
    };

    // What cannot be done to this very item, each reason once.
    let reason = unique_id("why");
    let (clear_reason, reason_id) = (reason.clone(), reason.clone());
    let refusals = Memo::new(move |_| {
        let mark = if critical.get() { Action::ClearCritical } else { Action::MarkCritical };
        let mut said: Vec<String> = [mark, Action::DeleteItem]
            .into_iter()
            .filter_map(|action| {
                board.standing(action, Some(&item.read())).refusal().map(str::to_owned)
            })
            .collect();
        said.dedup();
        said.join(" ")
    });

    view! {
        <div class="stack unfolded">
                {dynamic(move || item.with(texts))}
                <div class="row acts">
                    <Show when=move || can_call.get()>
                        <ActButton
                            standing=may(Action::ConfirmByPhone)
                            act=move |()| calling.set(true)
                        >
                            "Mark as confirmed by phone"{of_item()}
                        </ActButton>
                    </Show>
                    <Show when=move || is_given.get()>
                        <GiveButton board item giving />
                    </Show>
                    <Show when=move || has_holder.get()>
                        <ActButton
                            standing=may(Action::UnassignItem)
                            busy
                            reason_at=WHY_LOCKED.to_owned()
                            act=move |()| board.take_back(item.get_untracked(), doing)
                        >
                            "Take back"{of_item()}
                        </ActButton>
                    </Show>
                    <ActButton
                        standing=may(Action::EditItem)
                        reason_at=WHY_LOCKED.to_owned()
                        act=move |()| editing.set(true)
                    >
                        "Edit"{of_item()}
                    </ActButton>
                    {dynamic(move || if critical.get() {
                        view! {
                            <ActButton
                                standing=may(Action::ClearCritical)
                                busy
                                reason_at=clear_reason.clone()
                                act=move |()| board.set_critical(item.get_untracked(), false, doing)
                            >
                                "Unmark critical"{of_item()}
                            </ActButton>
                        }.into_any()
                    } else {
                        view! {
                            <ActButton
                                standing=may(Action::MarkCritical)
                                busy
                                reason_at=WHY_LOCKED.to_owned()
                                act=move |()| board.set_critical(item.get_untracked(), true, doing)
                            >
                                "Mark critical"{of_item()}
                            </ActButton>
                        }.into_any()
                    })}
                    <ActButton
                        standing=may(Action::DeleteItem)
                        reason_at=reason
                        act=move |()| deleting.set(true)
                    >
                        "Delete"{of_item()}
                    </ActButton>
                </div>
                <Show when=move || !refusals.read().is_empty()>
                    <p class="why" id=reason_id.clone()>{dynamic(move || refusals.get())}</p>
                </Show>
                <ItemHistory board item />
        </div>
        <Question
            board
            open=deleting
            title=Signal::derive(move || format!("Delete {}?", item.with(|item| item.name.clone())))
            text=Signal::derive(move || item.with(words::deletion))
            label="Delete"
            busy="Deleting…"
            keep="Keep it"
            look=Look::Danger
            act=move |doing| board.delete(item.get_untracked(), doing, move || close(deleting))
        />
        <Question
            board
            open=calling
            title=Signal::derive(move || item.with(|item| words::call(item).0))
            text=Signal::derive(move || item.with(|item| words::call(item).1))
            label="Mark as confirmed"
            busy="Saving…"
            keep="Cancel"
            look=Look::Primary
            act=move |doing| board.confirm_by_phone(item.get_untracked(), doing, move || close(calling))
        />
    }
    .into_any()
}

/// The screen may be gone when the answer comes.
fn close(open: RwSignal<bool>) {
    open.try_set(false);
}

/// What the row has no room for: its time on the viewer's own clock, and the long texts.
fn texts(item: &Item) -> impl IntoView + use<> {
    let viewers = item
        .drop_off_at
        .zip(item.drop_off_local)
        .and_then(|(at, local)| time::for_viewer(local, browser::wall_clock(at)));
    let note = item
        .drop_off_note
        .clone()
        .filter(|note| !item.drop_off_local.is_some_and(|at| time::repeats(note, at.time())));
    let before = item.previously_assigned_to.clone().map(|names| format!("Earlier with: {names}"));
    let notes = [item.description.clone(), note, item.notes.clone(), before]
        .into_iter()
        .flatten()
        .map(|text| view! { <p class="note">{text}</p> })
        .collect_view();
    view! {
        {viewers.map(|viewers| view! { <p class="small soft">{viewers}</p> })}
        {notes}
    }
}
