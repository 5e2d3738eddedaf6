use gather_wire::{Link, Role};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::shell::Hosting;
use crate::{
    api, browser,
    components::{ActButton, Dialog, Doing, Go, Look, Refusal, Reload, ShareLink, Toasts, dynamic},
    link::Secret,
    words,
};

/// One person's link: handed out, or replaced.
#[component]
pub fn LinkRow(
    /// The gathering.
    hosting: Hosting,
    /// The link.
    link: Link,
) -> impl IntoView {
    let replacing = RwSignal::new(false);
    let name = link.person.name.clone();
    let event = hosting.overview.with_untracked(|overview| overview.event.name.clone());
    let message = words::invitation(&link, &event);
    let own = hosting.overview.with_untracked(|overview| overview.person.id) == link.person.id;
    view! {
        <div class="link-row">
            <ShareLink url=link.url.clone() message title=event whose=name.clone()>
                <button
                    type="button"
                    class="button"
                    data-kind="quiet"
                    on:click=move |_| replacing.set(true)
                >
                    "Replace link"<span class="visually-hidden">" of "{name.clone()}</span>
                </button>
                <Go to=hosting.at(&format!("/paper/links/{}", link.person.id)) class="button quiet-way">
                    "QR code"<span class="visually-hidden">" of "{name.clone()}</span>
                </Go>
            </ShareLink>
            <ReplaceDialog hosting link own open=replacing />
        </div>
    }
    .into_any()
}

/// Asks before a link dies.
#[component]
fn ReplaceDialog(hosting: Hosting, link: Link, own: bool, open: RwSignal<bool>) -> impl IntoView {
    let (toasts, reload) = (Toasts::find(), Reload::find());
    let doing = Doing::new();
    let navigate = use_navigate();
    let (id, name) = (link.person.id, link.person.name);
    let title = format!("Replace the link of {name}?");
    let warning = match link.role {
        Role::Host if own && hosting.by.with_value(|by| by.link().is_some()) => {
            "This is your own link. The old one stops working at once, on every device; this page \
             goes on with the new one. Keep it."
        }
        _ => "The old link stops working at once, wherever it is. Send the new one afterwards.",
    };
    let act = move |()| {
        let (by, navigate, name) = (hosting.by.get_value(), navigate.clone(), name.clone());
        let is_in_address = own && by.link().is_some();
        let call = async move { api::rotate_link(&by, hosting.event_id, id).await };
        doing.run(call, move |fresh| {
            open.try_set(false);
            toasts.say(format!("{name} has a new link. Send it to them."));
            let secret = fresh.url.split_once('#').and_then(|(_, text)| Secret::parse(text).ok());
            match secret.filter(|_| is_in_address) {
                Some(secret) => {
                    let path = browser::path().unwrap_or_default();
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&format!("{path}#{}", secret.expose()), options);
                }
                None => reload.now(),
            }
        });
    };
    view! {
        <Dialog open title=title>
            <p>{warning}</p>
            <Refusal doing reader=hosting.reader />
            <div class="row">
                <ActButton
                    look=Look::Danger
                    busy=Signal::derive(move || doing.is_pending())
                    act=act.clone()
                >
                    {dynamic(move || if doing.is_pending() { "Saving…" } else { "Replace link" })}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </div>
        </Dialog>
    }
    .into_any()
}
