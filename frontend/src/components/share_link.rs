use leptos::{either::Either, prelude::*, task::spawn_local};

use super::{Icon, Shape, dynamic, unique_id};
use crate::browser;

/// The ways to hand out a link: copied, shared, or as a prepared message.
#[component]
pub fn ShareLink(
    /// The link.
    #[prop(into)]
    url: Signal<String>,
    /// The message that goes with it; it holds the link.
    #[prop(into)]
    message: Signal<String>,
    /// What the message is about.
    #[prop(into)]
    title: Signal<String>,
    /// Whose link it is, where there are several on the page.
    #[prop(optional, into)]
    whose: Option<String>,
    /// What else can be done with it; then the rarer ways fold away, because there are many rows.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    // `None`: not tried. `Some(false)`: the browser refused, so the link is shown to be copied.
    let copied = RwSignal::new(None);
    let unfolded = RwSignal::new(false);
    let field = unique_id("link");
    let whose = whose.map(|name| format!(" of {name}"));
    let for_whom = StoredValue::new(whose.clone());
    let hidden = move || {
        for_whom.get_value().map(|whose| view! { <span class="visually-hidden">{whose}</span> })
    };
    let copy = move |_| {
        let url = url.get_untracked();
        spawn_local(async move {
            copied.try_set(Some(browser::copy(&url).await));
        });
    };
    let share = move |_| {
        let (title, message) = (title.get_untracked(), message.get_untracked());
        spawn_local(async move { browser::share(&title, &message).await });
    };
    let whatsapp = move || format!("https://wa.me/?text={}", browser::encode(&message.read()));
    let sms = move || format!("sms:?&body={}", browser::encode(&message.read()));
    let mail = move || {
        let (subject, body) = (browser::encode(&title.read()), browser::encode(&message.read()));
        format!("mailto:?subject={subject}&body={body}")
    };

    let ways = view! {
        <a class="button" data-kind="quiet" href=whatsapp target="_blank" rel="noreferrer external">
            "WhatsApp"
            {hidden}
        </a>
        <a class="button" data-kind="quiet" href=sms rel="external">"SMS"{hidden}</a>
        <a class="button" data-kind="quiet" href=mail rel="external">"E-mail"{hidden}</a>
    };
    let (unfold, ways) = match children {
        None => (None, Either::Left(view! { <div class="row ways">{ways}</div> })),
        Some(children) => {
            let unfold = view! {
                <button
                    type="button"
                    class="button unfold"
                    data-kind="quiet"
                    aria-expanded=move || unfolded.get().to_string()
                    on:click=move |_| unfolded.update(|open| *open = !*open)
                >
                    "More ways"
                    {hidden}
                </button>
            };
            let folded = view! {
                <div class="row ways" hidden=move || !unfolded.get()>{ways}{children()}</div>
            };
            (Some(unfold), Either::Right(folded))
        }
    };

    view! {
        <div class="share">
            <div class="row">
                <button type="button" class="button" on:click=copy>
                    <Icon shape=Shape::Copy />
                    "Copy link"
                    {hidden}
                </button>
                {browser::can_share().then(|| view! {
                    <button type="button" class="button" on:click=share>"Share…"{hidden}</button>
                })}
                {unfold}
                <span class="copied" role="status">
                    {dynamic(move || (copied.get() == Some(true)).then_some("Copied"))}
                </span>
            </div>
            {ways}
            <Show when=move || copied.get() == Some(false)>
                <div class="field">
                    <label for=field.clone()>"Copy it from here"</label>
                    <input id=field.clone() type="text" readonly prop:value=url />
                </div>
            </Show>
        </div>
    }
    .into_any()
}
