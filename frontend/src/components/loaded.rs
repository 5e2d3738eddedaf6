use leptos::prelude::*;

use super::{
    LoadFailed, Reload, dynamic,
    loading::{Loading, Phase},
};
use crate::credential::Credential;

/// Shows what was loaded, or that it is on its way, or why it did not come.
///
/// What is on screen stays while it loads again, as with `Transition`. Beyond that it is not built
/// anew either: the new answer flows into the signal, so that the focus, an open form and what is
/// typed in it survive.
#[component]
pub fn Loaded<T: PartialEq + Send + Sync + 'static>(
    /// What is asked for.
    from: Loading<T>,
    /// What is asked with, where it is a gathering.
    #[prop(optional, into)]
    by: Option<StoredValue<Credential>>,
    /// The page's shape.
    skeleton: fn() -> AnyView,
    /// The page itself.
    page: Callback<RwSignal<T>, AnyView>,
) -> impl IntoView {
    let value = Callback::new(move |()| from.value().map(|value| page.run(value)));
    stages(Signal::derive(move || from.phase()), by, skeleton, value)
}

/// The same for every kind of page, so that it is there once.
fn stages(
    phase: Signal<Phase>,
    by: Option<StoredValue<Credential>>,
    skeleton: fn() -> AnyView,
    page: Callback<(), Option<AnyView>>,
) -> AnyView {
    let reload = Reload::find();
    let is_outdated = move || matches!(phase.get(), Phase::There { is_outdated: true });
    // The page is there or it is not; that it is outdated does not build it anew.
    let stage = Memo::new(move |_| match phase.get() {
        Phase::There { .. } => Phase::There { is_outdated: false },
        other => other,
    });
    dynamic(move || match stage.get() {
        Phase::Waiting => skeleton(),
        Phase::Failed(error) => {
            let by = by.map(|by| by.get_value());
            view! { <LoadFailed error by retry=move |()| reload.now() /> }.into_any()
        }
        Phase::There { .. } => view! {
            <Show when=is_outdated>
                <div class="outdated notice row" data-tone="warn" role="alert">
                    <p>"Gather could not be reached. What you see may be out of date."</p>
                    <button type="button" class="button" on:click=move |_| reload.now()>
                        "Try again"
                    </button>
                </div>
            </Show>
            {page.run(())}
        }
        .into_any(),
    })
    .into_any()
}
