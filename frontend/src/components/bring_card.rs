use gather_wire::{AllowedAction, OwnAssignment, OwnItem};
use leptos::prelude::*;

use super::{DietBadges, DropOff, answer::AnswerButtons, dynamic, unique_id};
use crate::{credential::Credential, time, words::Reader};

/// One thing that the reader brings, with what they say to it.
#[component]
pub fn BringCard(
    /// The thing.
    #[prop(into)]
    own: Signal<OwnAssignment>,
    /// Who answers.
    by: StoredValue<Credential>,
    /// What the reader may do.
    #[prop(into)]
    allowed: Signal<Vec<AllowedAction>>,
    /// Who reads it.
    reader: Signal<Reader>,
    /// Told what the server made of an answer.
    answered: Callback<OwnAssignment>,
) -> impl IntoView {
    let heading = unique_id("thing");
    let focus = heading.clone();
    let item = Memo::new(move |_| own.with(|own| own.item.clone()));
    let state = move || {
        own.with(|own| match (own.acknowledged, own.declined) {
            (true, _) => Some("done"),
            (_, true) => Some("declined"),
            _ => None,
        })
    };

    view! {
        <article class="card bring" data-state=state>
            <div class="row bring-head">
                <h3 id=heading tabindex="-1">{dynamic(move || item.with(|item| item.name.clone()))}</h3>
                {dynamic(move || item.with(|item| item.quantity.clone()).map(|quantity| view! {
                    <span class="chip push">{quantity}</span>
                }))}
            </div>
            {dynamic(move || item.with(facts))}
            <AnswerButtons own by allowed reader answered focus />
        </article>
    }
    .into_any()
}

/// Day, time, place, diet and notes of an item, as far as there are any.
fn facts(item: &OwnItem) -> impl IntoView + use<> {
    let when = item.drop_off_at.zip(item.drop_off_local);
    let day = item.day.clone();
    let place = item.drop_off_location.clone();
    let has_diet = item.gluten_free || item.dairy_free || item.vegetarian;
    let note = item
        .drop_off_note
        .clone()
        .filter(|note| !when.is_some_and(|(_, local)| time::repeats(note, local.time())));
    let texts = [item.description.clone(), note, item.notes.clone()];
    view! {
        <dl class="when">
            {match (when, day) {
                (Some((at, local)), day) => view! {
                    <dt>"Bring it by"</dt>
                    <dd><DropOff at local /></dd>
                    {day.map(|day| view! { <dt>"For"</dt><dd>{day.name}</dd> })}
                }.into_any(),
                (None, Some(day)) => view! {
                    <dt>"For"</dt>
                    <dd>{format!("{}, {}", day.name, time::day(day.date))}</dd>
                }.into_any(),
                (None, None) => ().into_any(),
            }}
            {place.map(|place| view! { <dt>"Where"</dt><dd>{place}</dd> })}
        </dl>
        {has_diet.then(|| view! {
            <p class="row badges">
                <DietBadges
                    gluten_free=item.gluten_free
                    dairy_free=item.dairy_free
                    vegetarian=item.vegetarian
                />
            </p>
        })}
        {texts.into_iter().flatten().map(|text| view! { <p class="note">{text}</p> }).collect_view()}
    }
}
