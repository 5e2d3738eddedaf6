use leptos::{html, prelude::*};

use super::{dynamic, unique_id};

/// A native dialog: the browser keeps the focus inside, closes it on Escape and gives the focus
/// back.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// What it holds; built when it opens, so that each time is a fresh start.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let heading = unique_id("dialog");
    let labelled_by = heading.clone();
    Effect::new(move |_| {
        let open = open.get();
        if let Some(dialog) = node.get() {
            if !open {
                dialog.close();
            } else if !dialog.open() {
                // Refused only for a dialog that is not in the document, which this one is.
                let _ = dialog.show_modal();
            }
        }
    });
    let children = StoredValue::new(children);

    view! {
        <dialog
            class="dialog"
            node_ref=node
            aria-labelledby=labelled_by
            on:close=move |_| open.set(false)
        >
            <h2 id=heading>{dynamic(move || title.get())}</h2>
            <Show when=move || open.get()>{children.with_value(|children| children())}</Show>
        </dialog>
    }
    .into_any()
}
