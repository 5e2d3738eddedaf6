use gather_wire::{Action, AllowedAction, OwnAssignment, OwnItem};
use leptos::prelude::*;

use super::{
    ActButton, DietBadges, Doing, DropOff, Look, Refusal, Reload, Toasts, dynamic, unique_id,
};
use crate::{
    api, browser,
    credential::Credential,
    time,
    words::{Reader, standing},
};

/// One thing that the reader brings, with the button that confirms it.
#[component]
pub fn BringCard(
    /// The thing.
    #[prop(into)]
    own: Signal<OwnAssignment>,
    /// Who confirms.
    by: StoredValue<Credential>,
    /// What the reader may do.
    #[prop(into)]
    allowed: Signal<Vec<AllowedAction>>,
    /// Who reads it.
    reader: Signal<Reader>,
) -> impl IntoView {
    let (toasts, reload) = (Toasts::find(), Reload::find());
    let doing = Doing::new();
    // The server's answer, until the next load says the same.
    let answer = RwSignal::new(None);
    let confirmed_at = Memo::new(move |_| own.with(|own| own.acknowledged_at).or(answer.get()));
    let confirmed = move || confirmed_at.get().is_some();
    let may = Memo::new(move |_| standing(&[&allowed.read()], Action::Acknowledge, &reader.read()));
    let heading = unique_id("thing");
    let focus_here = heading.clone();

    let confirm = move |()| {
        let (by, id) = (by.get_value(), own.with_untracked(|own| own.id));
        let focus_here = focus_here.clone();
        doing.run(async move { api::confirm(&by, id).await }, move |own| {
            answer.try_set(own.acknowledged_at);
            toasts.whisper(format!("Confirmed: {}", own.item.name));
            reload.now();
            request_animation_frame(move || {
                if browser::focus_is_lost() {
                    browser::focus_in_place(&focus_here);
                }
            });
        });
    };
    let since =
        move || confirmed_at.get().map(|at| time::since(browser::wall_clock(at), browser::now()));
    let item = Memo::new(move |_| own.with(|own| own.item.clone()));

    view! {
        <article class="card bring" data-state=move || confirmed().then_some("done")>
            <div class="row bring-head">
                <h3 id=heading tabindex="-1">{dynamic(move || item.with(|item| item.name.clone()))}</h3>
                {dynamic(move || item.with(|item| item.quantity.clone()).map(|quantity| view! {
                    <span class="chip push">{quantity}</span>
                }))}
            </div>
            {dynamic(move || item.with(facts))}
            {dynamic(move || if confirmed() {
                view! { <p class="confirmed"><span aria-hidden="true">"✓ "</span>"Confirmed "{since}</p> }
                    .into_any()
            } else {
                let confirm = confirm.clone();
                view! {
                    <ActButton
                        standing=may
                        look=Look::Primary
                        wide=true
                        busy=Signal::derive(move || doing.is_pending())
                        act=confirm
                    >
                        {dynamic(move || if doing.is_pending() { "Saving…" } else { "I’ll bring it" })}
                    </ActButton>
                }
                .into_any()
            })}
            <Refusal doing reader />
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
