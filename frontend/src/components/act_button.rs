use leptos::prelude::*;

use super::{dynamic, unique_id};
use crate::words::Standing;

/// How loud a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// One of several.
    #[default]
    Plain,
    /// The one thing to do.
    Primary,
    /// Hardly there.
    Quiet,
    /// It destroys something.
    Danger,
}

impl Look {
    /// What the style sheets call it.
    pub const fn kind(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Primary => Some("primary"),
            Self::Quiet => Some("quiet"),
            Self::Danger => Some("danger"),
        }
    }
}

/// A button that may not work just now, and then says why.
///
/// It is never `disabled`: such a button takes no focus, so nobody would hear its reason.
#[component]
pub fn ActButton(
    /// Whether it works.
    #[prop(optional, into)]
    standing: Option<Signal<Standing>>,
    /// How loud it is.
    #[prop(optional, into)]
    look: Signal<Look>,
    /// Whether it fills its line.
    #[prop(optional)]
    wide: bool,
    /// What it was pressed for is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The id of an element that already says why it does not work; otherwise it says so itself.
    #[prop(optional, into)]
    reason_at: Option<String>,
    /// Whether what it opens is open.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
    /// What it does.
    #[prop(into)]
    act: Callback<()>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let standing = standing.unwrap_or_else(|| Signal::stored(Standing::Allowed));
    let refused = Memo::new(move |_| standing.with(Standing::is_refused));
    let own_reason = reason_at.is_none();
    let why = reason_at.unwrap_or_else(|| unique_id("why"));
    let described_by = why.clone();

    view! {
        <button
            type="button"
            class="button"
            data-kind=move || look.get().kind()
            data-size=wide.then_some("wide")
            data-verdict=move || {
                standing.with(|standing| *standing == Standing::NeedsOverride)
                    .then_some("needs_override")
            }
            aria-disabled=move || (refused.get() || busy.get()).then_some("true")
            aria-describedby=move || refused.get().then(|| described_by.clone())
            aria-expanded=move || expanded.map(|expanded| expanded.get().to_string())
            on:click=move |_| {
                if !refused.get_untracked() && !busy.get_untracked() {
                    act.run(());
                }
            }
        >
            {children()}
        </button>
        {own_reason.then(|| view! {
            <Show when=move || refused.get()>
                <p class="why" id=why.clone()>
                    {dynamic(move || standing.with(|standing| standing.refusal().map(str::to_owned)))}
                </p>
            </Show>
        })}
    }
    .into_any()
}
