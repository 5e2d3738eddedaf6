use gather_wire::Counts;
use leptos::prelude::*;

use super::dynamic;

use crate::words;

/// How far a team has come: in words, and as a bar that says the same.
///
/// The bar is drawn with SVG attributes, because inline styles are forbidden by our own policy.
#[component]
pub fn CountsMeter(
    /// How far.
    #[prop(into)]
    counts: Signal<Counts>,
    /// Whether the words name the gaps too.
    #[prop(optional)]
    with_gaps: bool,
) -> impl IntoView {
    let confirmed = move || counts.with(|counts| share(counts.acknowledged, counts.items));
    let given = move || counts.with(|counts| share(counts.assigned, counts.items));
    let gaps = move || {
        with_gaps.then(|| counts.with(words::gaps)).flatten().map(|gaps| {
            view! {
                " · "<strong
                    class="nobody"
                    data-soft=(counts.with(|counts| counts.critical_gaps == 0)).then_some("")
                >{gaps}</strong>
            }
        })
    };
    view! {
        <div class="meter">
            <p>{dynamic(move || counts.with(words::counts))}{gaps}</p>
            <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-given" height="4" width=given></rect>
                <rect class="bar-confirmed" height="4" width=confirmed></rect>
            </svg>
        </div>
    }
    .into_any()
}

/// So many hundredths of the bar.
fn share(part: u64, whole: u64) -> String {
    part.saturating_mul(100).checked_div(whole).unwrap_or(0).to_string()
}
