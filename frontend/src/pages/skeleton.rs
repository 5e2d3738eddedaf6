use leptos::prelude::*;

/// The shape of a page that is on its way, so that nothing jumps when it comes.
pub fn skeleton() -> AnyView {
    shape(false)
}

/// The same for a host's screens, which are wider.
pub fn wide_skeleton() -> AnyView {
    shape(true)
}

fn shape(wide: bool) -> AnyView {
    view! {
        <div class="page skeleton" data-wide=wide.then_some("")>
            <p class="visually-hidden" role="status">"Loading…"</p>
            <div class="stack" aria-hidden="true">
                <div class="bone" data-size="line"></div>
                <div class="bone" data-size="title"></div>
                <div class="bone" data-size="notice"></div>
            </div>
            <div class="bone" data-size="card" aria-hidden="true"></div>
            <div class="bone" data-size="card" aria-hidden="true"></div>
        </div>
    }
    .into_any()
}
