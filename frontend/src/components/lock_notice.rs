use leptos::prelude::*;

use super::{Icon, Shape, dynamic};
use crate::words::Standing;

/// Why nothing can be changed here, said once for all the buttons below.
#[component]
pub fn LockNotice(
    /// Whether it can.
    #[prop(into)]
    standing: Signal<Standing>,
    /// Its id: the buttons point here.
    id: &'static str,
) -> impl IntoView {
    dynamic(move || {
        let (text, tone) = match standing.get() {
            Standing::Allowed => return ().into_any(),
            Standing::NeedsOverride => (
                "The plan is frozen. Each change here is an override: it asks for your reason and \
                 is marked in the history."
                    .to_owned(),
                "warn",
            ),
            Standing::Refused(why) => (why, "plain"),
        };
        view! {
            <p class="notice lock" data-tone=tone id=id>
                <Icon shape=Shape::Lock />" "{text}
            </p>
        }
        .into_any()
    })
    .into_any()
}
