use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    components::{LockNotice, PageHeading, Rows},
    words::Standing,
};

/// A screen that lists one kind of thing in the plan, with the form for the next one below.
#[component]
pub fn ListPage(
    /// What they are called.
    title: &'static str,
    /// What they are there for.
    about: &'static str,
    /// What is said while there are none.
    none: &'static str,
    /// Whether there may be another.
    may_add: Signal<Standing>,
    /// Where it is said why not: its id.
    why: &'static str,
    /// Which ones, in order.
    ids: Callback<(), Vec<Uuid>>,
    /// Builds the row of an id.
    row: Callback<Uuid, AnyView>,
    /// Adds one.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title>{title}</PageHeading>
                <p class="soft">{about}</p>
            </header>
            <LockNotice standing=may_add id=why />
            <Show when=move || ids.run(()).is_empty()>
                <p class="card empty">{none}</p>
            </Show>
            <ul class="card people"><Rows ids row /></ul>
            <Show when=move || !may_add.read().is_refused()>
                {children.with_value(|children| children())}
            </Show>
        </div>
    }
    .into_any()
}
