use gather_wire::{AllowedAction, OwnAssignment};
use leptos::prelude::*;

use super::{BringCard, Rows, entry};
use crate::{
    credential::Credential,
    words::{self, Reader},
};

/// What somebody who coordinates or hosts brings besides: open while something is not confirmed.
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
    /// Who confirms.
    by: StoredValue<Credential>,
    /// Who reads it.
    reader: Signal<Reader>,
) -> impl IntoView {
    let confirmed = move || mine.with(|all| all.iter().filter(|one| one.acknowledged).count());
    let total = move || mine.with(Vec::len);
    let is_open = mine.with_untracked(|all| all.iter().any(|one| !one.acknowledged));
    let heading = move || words::bring_heading(&name.read(), total());

    view! {
        <Show when=move || total() != 0>
            <details class="own" open=is_open>
                <summary>
                    <h2>{heading}</h2>
                    <span class="chip" data-tone=move || (confirmed() == total()).then_some("good")>
                        {confirmed}" of "{total}" confirmed"
                    </span>
                </summary>
                <div class="cards">
                    <BringCards mine allowed by reader />
                </div>
            </details>
        </Show>
    }
    .into_any()
}

/// A card for each thing.
#[component]
pub fn BringCards(
    /// What the reader brings.
    #[prop(into)]
    mine: Signal<Vec<OwnAssignment>>,
    /// What they may do.
    #[prop(into)]
    allowed: Signal<Vec<AllowedAction>>,
    /// Who confirms.
    by: StoredValue<Credential>,
    /// Who reads it.
    reader: Signal<Reader>,
) -> impl IntoView {
    let ids = Callback::new(move |()| mine.with(|all| all.iter().map(|own| own.id).collect()));
    let row = Callback::new(move |id| {
        let own = entry(move || mine.with(|all| all.iter().find(|own| own.id == id).cloned()));
        own.map(|own| view! { <BringCard own by allowed reader /> }).into_any()
    });
    view! { <Rows ids row /> }.into_any()
}
