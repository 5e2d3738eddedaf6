use gather_wire::{Action, Item, ProblemCode};
use leptos::{ev::SubmitEvent, prelude::*};

use super::{
    Board,
    filled::Filled,
    item_fields::{Fields, ItemFields},
};
use crate::{
    browser,
    components::{Doing, FormKey, Refusal, SaveOrCancel, dynamic, unique_id},
};

/// The form of a new item.
#[component]
pub fn AddForm(
    /// The board.
    board: Board,
    /// Whether the form is there.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let fields = Fields::new(Filled::default());
    let key = FormKey::new();
    let submit = move || {
        let typed = fields.typed();
        board.add(&typed, key.of(&typed.create()), doing, move || {
            open.try_set(false);
        });
    };
    let critical = Signal::derive(move || board.standing(Action::CreateItem, None));

    view! {
        <ItemForm title="A new item" back_to=".add-item button".to_owned() doing board open submit=Callback::new(move |()| submit())>
            <ItemFields board fields doing critical />
        </ItemForm>
    }
    .into_any()
}

/// The form of an item that exists.
#[component]
pub fn EditForm(
    /// The board.
    board: Board,
    /// The item as it is now.
    item: Memo<Item>,
    /// Whether the form is there.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let seen = StoredValue::new(item.get_untracked());
    let fields = Fields::new(Filled::of(&item.get_untracked()));
    // After a refusal because somebody was faster, saving means: mine, on top of theirs.
    let stale = move || {
        let code = doing.error().and_then(|error| error.code());
        code == Some(ProblemCode::VersionMismatch)
    };
    let submit = move || {
        let base = seen.get_value();
        let before = if untrack(stale) { item.get_untracked() } else { base.clone() };
        board.save(before, &Filled::of(&base), &fields.typed(), doing, move || {
            open.try_set(false);
        });
    };
    let id = item.with_untracked(|item| item.id);
    board.forms.update(|forms| forms.push(id));
    on_cleanup(move || {
        board.forms.try_update(|forms| forms.retain(|other| *other != id));
    });
    let back_to = format!("#item-{id} .unfold");
    let theirs = move || {
        let now = item.with(Filled::of);
        let days = board.plan.with(|plan| plan.days.clone());
        seen.with_value(|seen| now.differences(&Filled::of(seen), &days))
    };
    let take_theirs = move |_| {
        let now = item.get_untracked();
        fields.fill(Filled::of(&now));
        seen.set_value(now);
        doing.forget();
    };
    let critical = Signal::derive(move || {
        let item = item.get();
        let action = if item.critical { Action::ClearCritical } else { Action::MarkCritical };
        board.standing(action, Some(&item))
    });

    view! {
        <ItemForm title="Change this item" back_to doing board open submit=Callback::new(move |()| submit())>
            <ItemFields board fields doing critical />
            <Show when=stale>
                <div class="notice stack" data-tone="warn">
                    <p>"What you typed is still here. It now says:"</p>
                    <ul class="dashes">
                        {dynamic(move || theirs().into_iter().map(|line| view! { <li>{line}</li> }).collect_view())}
                    </ul>
                    <p>"Save again to keep yours where you changed something."</p>
                    <div class="row">
                        <button type="button" class="button" on:click=take_theirs>"Take theirs"</button>
                    </div>
                </div>
            </Show>
        </ItemForm>
    }
    .into_any()
}

/// What both forms have: heading, refusal, Save and Cancel.
#[component]
fn ItemForm(
    title: &'static str,
    doing: Doing,
    board: Board,
    open: RwSignal<bool>,
    submit: Callback<()>,
    back_to: String,
    children: Children,
) -> impl IntoView {
    let id = unique_id("form");
    let heading = unique_id("form-title");
    let labelled_by = heading.clone();
    let first = format!("#{id} input");
    let first_wrong = format!("#{id} [aria-invalid=true]");
    Effect::new(move |_| {
        let first = first.clone();
        request_animation_frame(move || browser::focus_first(&first));
    });
    Effect::new(move |_| {
        if doing.error().is_some_and(|error| error.code() == Some(ProblemCode::ValidationFailed)) {
            let first_wrong = first_wrong.clone();
            request_animation_frame(move || browser::focus_first(&first_wrong));
        }
    });
    on_cleanup(move || {
        request_animation_frame(move || {
            if browser::focus_is_lost() {
                browser::focus_first(&back_to);
            }
        });
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        submit.run(());
    };

    view! {
        <form
            id=id
            class="item-form stack"
            novalidate
            aria-labelledby=labelled_by
            on:submit=send
        >
            <h3 id=heading>{title}</h3>
            {children()}
            <Refusal doing reader=board.reader />
            <SaveOrCancel doing open />
        </form>
    }
    .into_any()
}
