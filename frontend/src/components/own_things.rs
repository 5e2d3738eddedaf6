use gather_wire::{AllowedAction, OwnAssignment};
use leptos::prelude::*;

use super::{BringCard, CalendarButton, Rows, dynamic, entry};
use crate::{
    credential::Credential,
    words::{self, Answers, Reader},
};

/// What somebody who coordinates or hosts brings besides: open while something is not answered.
#[component]
pub fn OwnThings(
    /// What they are called.
    #[prop(into)]
    name: Signal<String>,
    /// What they bring.
    #[prop(into)]
    mine: Signal<Vec<OwnAssignment>>,
    /// What they may do.
    #[prop(into)]
    allowed: Signal<Vec<AllowedAction>>,
    /// Who answers.
    by: StoredValue<Credential>,
    /// Who reads it.
    reader: Signal<Reader>,
    /// Told what the server made of an answer.
    #[prop(into)]
    answered: Callback<OwnAssignment>,
) -> impl IntoView {
    let answers = Memo::new(move |_| mine.with(|all| Answers::of(all)));
    // Asked when there first is something, not when the page comes: whoever takes something on now
    // is to see it.
    let is_open = move || answers.with_untracked(|answers| answers.open() > 0);
    let heading = move || words::bring_heading(&name.read(), answers.get());

    view! {
        <Show when=move || answers.get().all != 0>
            <details class="own" open=is_open()>
                <summary>
                    <h2>{heading}</h2>
                    <AnswersChip answers />
                </summary>
                <div class="cards">
                    <BringCards mine allowed by reader answered />
                </div>
            </details>
        </Show>
    }
    .into_any()
}

/// How much of it is confirmed.
#[component]
pub fn AnswersChip(
    /// What was said.
    answers: Memo<Answers>,
) -> impl IntoView {
    let tone = move || answers.with(|answers| (answers.confirmed == answers.all).then_some("good"));
    view! {
        <span class="chip push" data-tone=tone>{dynamic(move || answers.get().said())}</span>
    }
    .into_any()
}

/// A card for each thing, and the way into the reader's calendar.
#[component]
pub fn BringCards(
    /// What the reader brings.
    #[prop(into)]
    mine: Signal<Vec<OwnAssignment>>,
    /// What they may do.
    #[prop(into)]
    allowed: Signal<Vec<AllowedAction>>,
    /// Who answers.
    by: StoredValue<Credential>,
    /// Who reads it.
    reader: Signal<Reader>,
    /// Told what the server made of an answer.
    answered: Callback<OwnAssignment>,
) -> impl IntoView {
    let ids = Callback::new(move |()| mine.with(|all| all.iter().map(|own| own.id).collect()));
    let row = Callback::new(move |id| {
        let own = entry(move || mine.with(|all| all.iter().find(|own| own.id == id).cloned()));
        own.map(|own| view! { <BringCard own by allowed reader answered /> }).into_any()
    });
    // What has neither time nor day is in no calendar. By session there is no calendar of one's own.
    let is_dated = move || {
        let dated = |own: &OwnAssignment| {
            !own.declined && (own.item.drop_off_at.is_some() || own.item.day.is_some())
        };
        by.with_value(|by| by.link().is_some()) && mine.with(|all| all.iter().any(dated))
    };
    view! {
        <Rows ids row />
        <Show when=is_dated><CalendarButton by reader /></Show>
    }
    .into_any()
}

/// Puts what the server made of an answer where the old one was.
pub fn put_answer(mine: &mut [OwnAssignment], now: OwnAssignment) {
    if let Some(old) = mine.iter_mut().find(|old| old.id == now.id) {
        *old = now;
    }
}
