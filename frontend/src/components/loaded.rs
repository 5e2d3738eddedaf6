use leptos::prelude::*;

use super::{LoadFailed, Reload};
use crate::{api::ApiError, link::Secret};

/// How far a screen has come with loading.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    Loading,
    There,
    Failed(ApiError),
}

/// Shows what was loaded, or that it is on its way, or why it did not come.
///
/// What is on screen stays while it loads again, as with `Transition`. Beyond that it is not built
/// anew either: the new answer flows into the signal, so that the focus, an open form and what is
/// typed in it survive.
#[component]
pub fn Loaded<T>(
    /// What is asked for.
    from: LocalResource<Result<T, ApiError>>,
    /// The link that is asked with.
    #[prop(into)]
    link: Signal<Option<Secret>>,
    /// The page's shape.
    skeleton: fn() -> AnyView,
    /// The page itself.
    children: Callback<(Signal<T>,), AnyView>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let reload = Reload::find();
    // A failure after a success that is not the server's word leaves the page standing.
    let phase = Memo::new(move |before: Option<&Phase>| match from.get() {
        None => before.cloned().unwrap_or(Phase::Loading),
        Some(Ok(_)) => Phase::There,
        Some(Err(error)) => match (before, error.code()) {
            (Some(Phase::There), None) => Phase::There,
            _ => Phase::Failed(error),
        },
    });
    let outdated =
        Memo::new(move |_| matches!(from.get(), Some(Err(error)) if error.code().is_none()));

    move || match phase.get() {
        Phase::Loading => skeleton(),
        Phase::Failed(error) => view! {
            <LoadFailed error link=link.get() retry=move |()| reload.now() />
        }
        .into_any(),
        Phase::There => from
            .get_untracked()
            .and_then(Result::ok)
            .map(|first| {
                let value = Memo::new(move |before: Option<&T>| match from.get() {
                    Some(Ok(value)) => value,
                    _ => before.unwrap_or(&first).clone(),
                });
                view! {
                    <Show when=move || outdated.get()>
                        <div class="outdated notice row" data-tone="warn" role="alert">
                            <p>"Gather could not be reached. What you see may be out of date."</p>
                            <button type="button" class="button" on:click=move |_| reload.now()>
                                "Try again"
                            </button>
                        </div>
                    </Show>
                    {children.run((value.into(),))}
                }
            })
            .into_any(),
    }
}
