use gather_wire as wire;
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};
use uuid::Uuid;

use crate::{
    api,
    components::{DeadLinkPage, Go, Loaded, Loading, OverrideDialog, Overrides, Reload},
    link::{Kind, Secret},
    pages::{opened::mark_opened_once, skeleton::wide_skeleton},
    session::use_link,
    words::{self, Reader},
};

/// What every screen of a host needs: the link, and the gathering as it is now.
#[derive(Clone, Copy)]
pub struct Hosting {
    /// The host's link.
    pub link: StoredValue<Secret>,
    /// The whole gathering.
    pub overview: RwSignal<wire::Overview>,
    /// Its id, which never changes.
    pub event_id: Uuid,
    /// Who reads: a host.
    pub reader: Signal<Reader>,
}

impl Hosting {
    /// The gathering itself.
    pub fn event(self) -> Memo<wire::Event> {
        Memo::new(move |_| self.overview.with(|overview| overview.event.clone()))
    }

    /// Whether the host may do something now.
    pub fn standing(self, action: wire::Action) -> Signal<words::Standing> {
        Memo::new(move |_| {
            self.overview.with(|overview| {
                words::standing(&[&overview.allowed_actions], action, &Reader::Host)
            })
        })
        .into()
    }
}

/// `/h#…`: the frame of a host's screens. It loads the gathering once for all of them.
#[component]
pub fn HostShell() -> impl IntoView {
    let link = use_link(Kind::Host);
    move || match link.get() {
        Ok(link) => view! { <HostOf link /> }.into_any(),
        Err(fault) => view! { <DeadLinkPage dead=words::link_fault(&fault) /> }.into_any(),
    }
}

#[component]
fn HostOf(link: Secret) -> impl IntoView {
    let reload = Reload::find();
    let link = StoredValue::new(link);
    let overview = Loading::new(move || {
        reload.track();
        let link = link.get_value();
        async move { api::overview(&link).await }
    });
    mark_opened_once(overview, link);
    let overrides = Overrides::provide();

    view! {
        <Loaded
            from=overview
            link
            skeleton=wide_skeleton
            page=Callback::new(move |overview: RwSignal<wire::Overview>| {
                let event_id = overview.with_untracked(|overview| overview.event.id);
                provide_context(Hosting {
                    link,
                    overview,
                    event_id,
                    reader: Signal::stored(Reader::Host),
                });
                view! {
                    <HostNav />
                    <Outlet />
                }
                .into_any()
            })
        />
        <OverrideDialog overrides />
    }
    .into_any()
}

/// The way between the host's screens.
#[component]
fn HostNav() -> impl IntoView {
    let path = use_location().pathname;
    let is = move |there: &'static str| {
        Signal::derive(move || path.with(|path| path.trim_end_matches('/') == there))
    };
    view! {
        <nav class="host-nav" aria-label="Host">
            <Go to="/h" class="tab" current=is("/h")>"Overview"</Go>
            <Go to="/h/people" class="tab" current=is("/h/people")>"People"</Go>
            <Go to="/h/links" class="tab" current=is("/h/links")>"Invite links"</Go>
            <Go to="/h/audit" class="tab" current=is("/h/audit")>"History"</Go>
        </nav>
    }
    .into_any()
}
