use std::time::Duration;

use gather_wire::Page;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use crate::{
    api::ApiError,
    components::{Rows, dynamic},
    words,
};

/// How long somebody has to pause before what they type is searched for.
const PAUSE: Duration = Duration::from_millis(250);

/// How many come with one page.
pub const A_PAGE: u32 = 50;

/// What a list is narrowed to, and how much of it is shown.
#[derive(Clone, Copy)]
pub struct Narrowed {
    /// The chosen value, as the wire has it; empty for all.
    pub chosen: RwSignal<String>,
    /// What is typed.
    pub typed: RwSignal<String>,
    /// What is searched for.
    search: RwSignal<String>,
    /// What else narrows it.
    also: RwSignal<Vec<RwSignal<String>>>,
    /// How many pages are shown.
    pages: RwSignal<usize>,
}

impl Narrowed {
    /// To what the address says, at first: `choice` is the name of the choice in its query.
    pub fn from_address(choice: &str) -> Self {
        let said = use_query_map().with_untracked(|query| query.get(choice)).unwrap_or_default();
        Self::to(said)
    }

    /// To nothing at first, and then by name alone.
    pub fn by_name() -> Self {
        Self::to(String::new())
    }

    fn to(said: String) -> Self {
        let typed = RwSignal::new(String::new());
        let this = Self {
            chosen: RwSignal::new(said),
            typed,
            search: settled(typed),
            also: RwSignal::new(Vec::new()),
            pages: RwSignal::new(1),
        };
        // Another question begins with its first page.
        Effect::new(move |before: Option<()>| {
            this.chosen.track();
            this.search.track();
            if before.is_some() {
                this.pages.set(1);
            }
        });
        this
    }

    /// Another choice beside the first one, from the address as well. It begins the list anew, too.
    pub fn also_from_address(self, choice: &str) -> RwSignal<String> {
        let said = use_query_map().with_untracked(|query| query.get(choice)).unwrap_or_default();
        let chosen = RwSignal::new(said);
        Effect::new(move |before: Option<()>| {
            chosen.track();
            if before.is_some() {
                self.pages.set(1);
            }
        });
        self.also.update(|all| all.push(chosen));
        chosen
    }

    /// What is chosen and searched for, where something is, and how many pages are to be shown.
    pub fn wanted(self) -> (Option<String>, Option<String>, usize) {
        let some = |text: String| (!text.is_empty()).then_some(text);
        (some(self.chosen.get()), some(self.search.get()), self.pages.get())
    }

    /// Whether anything is left out.
    pub fn is_narrow(self) -> bool {
        !self.chosen.read().is_empty()
            || !self.search.read().is_empty()
            || self.also.with(|all| all.iter().any(|one| !one.read().is_empty()))
    }

    /// Shows a page more.
    pub fn show_more(self) {
        self.pages.update(|pages| *pages += 1);
    }
}

/// What is typed, once whoever types pauses; without the blanks around it.
pub fn settled(typed: RwSignal<String>) -> RwSignal<String> {
    let search = RwSignal::new(typed.get_untracked().trim().to_owned());
    let mut settle = debounce(PAUSE, move |text: String| {
        let text = text.trim().to_owned();
        if search.try_with_untracked(|before| *before != text) == Some(true) {
            search.set(text);
        }
    });
    Effect::new(move |_| settle(typed.get()));
    search
}

/// The first pages of a list as one.
pub async fn first_pages<T, F>(
    count: usize,
    ask: impl Fn(Option<String>) -> F,
) -> Result<Page<T>, ApiError>
where
    F: Future<Output = Result<Page<T>, ApiError>>,
{
    let mut all = ask(None).await?;
    for _ in 1..count {
        let Some(cursor) = all.next_cursor.take() else { break };
        let next = ask(Some(cursor)).await?;
        all.items.extend(next.items);
        all.next_cursor = next.next_cursor;
    }
    Ok(all)
}

/// The rows of a list that is narrowed, or why there are none, and the way to more of them.
#[component]
pub fn NarrowedRows(
    /// To what it is narrowed.
    narrowed: Narrowed,
    /// Which rows, in order.
    ids: Callback<(), Vec<Uuid>>,
    /// Builds the row of an id.
    row: Callback<Uuid, AnyView>,
    /// Whether there is more.
    #[prop(into)]
    more: Signal<bool>,
    /// What one row is called, and several.
    called: (&'static str, &'static str),
    /// What is said where nothing is like what is looked for.
    none_like_that: &'static str,
    /// What is said where there is nothing at all.
    none_at_all: &'static str,
) -> impl IntoView {
    let count = Memo::new(move |_| ids.run(()).len());
    view! {
        <p class="visually-hidden" role="status">
            {dynamic(move || words::say_count(count.get() as u64, called.0, called.1))}" shown"
        </p>
        <Show when=move || count.get() == 0>
            <p class="empty soft">
                {dynamic(move || if narrowed.is_narrow() { none_like_that } else { none_at_all })}
            </p>
        </Show>
        <ul><Rows ids row /></ul>
        <ShowMore narrowed more />
    }
    .into_any()
}

/// The button below a list that goes on.
#[component]
pub fn ShowMore(
    /// The list.
    narrowed: Narrowed,
    /// Whether there is more.
    #[prop(into)]
    more: Signal<bool>,
) -> impl IntoView {
    dynamic(move || {
        more.get().then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| narrowed.show_more()>
                    "Show more"
                </button>
            }
        })
    })
    .into_any()
}
