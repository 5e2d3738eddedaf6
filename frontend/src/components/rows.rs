use leptos::prelude::*;
use uuid::Uuid;

/// The rows of a list that changes, one for each id.
///
/// A row whose id stays is not built anew: it keeps its focus and what is open or typed in it, and
/// looks its data up by itself. One component for all lists, because the code that compares an old
/// list with a new one is large and would otherwise be downloaded once for each kind of row.
#[component]
pub fn Rows(
    /// Which rows, in order.
    ids: Callback<(), Vec<Uuid>>,
    /// Builds the row of an id.
    row: Callback<Uuid, AnyView>,
) -> impl IntoView {
    view! { <For each=move || ids.run(()) key=|id| *id children=move |id| row.run(id) /> }
        .into_any()
}

/// The entry of a list with this id, as it is now; the last one seen when it is gone meanwhile.
pub fn entry<T: Clone + PartialEq + Send + Sync + 'static>(
    find: impl Fn() -> Option<T> + Send + Sync + 'static,
) -> Option<Memo<T>> {
    let first = untrack(&find)?;
    Some(Memo::new(move |before: Option<&T>| {
        find().unwrap_or_else(|| before.unwrap_or(&first).clone())
    }))
}
