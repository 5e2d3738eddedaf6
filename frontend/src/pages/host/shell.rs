use gather_wire as wire;
use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_params_map},
};
use uuid::Uuid;

use crate::{
    api,
    components::{
        CancelledNotice, DeadLinkPage, Go, Loaded, Loading, OverrideDialog, Overrides, Reload,
    },
    credential::Credential,
    link::Kind,
    pages::{NotFoundPage, opened::mark_opened_once, skeleton::wide_skeleton},
    session::use_link,
    words::{self, Reader},
};

/// What every screen of a host needs: who asks, and the gathering as it is now.
#[derive(Clone, Copy)]
pub struct Hosting {
    /// By link, or signed in.
    pub by: StoredValue<Credential>,
    /// The whole gathering.
    pub overview: RwSignal<wire::Overview>,
    /// Its id, which never changes.
    pub event_id: Uuid,
    /// Who reads: a host.
    pub reader: Signal<Reader>,
}

impl Hosting {
    /// The address of one of the host's screens, `/people`, say, without the fragment; `""` is the
    /// overview.
    pub fn at(self, screen: &str) -> String {
        self.by.with_value(|by| format!("{}{screen}", by.address()))
    }

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

/// `/h#…`: the frame of a host's screens, by link.
#[component]
pub fn HostByLink() -> impl IntoView {
    let link = use_link(Kind::Host);
    move || match link.get() {
        Ok(link) => view! { <HostOf by=Credential::Link(link) /> }.into_any(),
        Err(fault) => view! { <DeadLinkPage dead=words::link_fault(&fault) /> }.into_any(),
    }
}

/// `/events/{id}`: the same for whoever is signed in.
#[component]
pub fn HostBySession() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("event_id").and_then(|id| Uuid::parse_str(&id).ok()))
    });
    move || match id.get() {
        Some(event_id) => view! { <HostOf by=Credential::Session { event_id } /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
    }
}

/// It loads the gathering once for all of a host's screens.
#[component]
fn HostOf(by: Credential) -> impl IntoView {
    let reload = Reload::find();
    let by = StoredValue::new(by);
    let path = use_location().pathname;
    let overview = Loading::new(move || {
        reload.track();
        // Others go on while a host reads: each of their screens begins with what holds now.
        path.track();
        let by = by.get_value();
        async move { api::overview(&by).await }
    });
    mark_opened_once(overview, by);
    let overrides = Overrides::provide();

    view! {
        <Loaded
            from=overview
            by
            skeleton=wide_skeleton
            page=Callback::new(move |overview: RwSignal<wire::Overview>| {
                let event_id = overview.with_untracked(|overview| overview.event.id);
                let reader = Signal::stored(Reader::Host);
                let hosting = Hosting { by, overview, event_id, reader };
                provide_context(hosting);
                let event = Memo::new(move |_| overview.with(|overview| overview.event.clone()));
                view! {
                    <HostNav by />
                    <Show when=move || event.with(|event| event.cancelled_at.is_some())>
                        <div class="page cancelled"><CancelledNotice event /></div>
                    </Show>
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
pub fn HostNav(
    /// Who asks: hosts who are signed in see who else runs the gathering, too.
    by: StoredValue<Credential>,
) -> impl IntoView {
    let path = use_location().pathname;
    let tab = move |screen: &'static str, name: &'static str| {
        let to = by.with_value(|by| format!("{}{screen}", by.address()));
        let there = to.clone();
        // The plan and what is printed have screens below their own; the others have none.
        let current = Signal::derive(move || {
            path.with(|path| {
                let rest = path.trim_end_matches('/').strip_prefix(there.as_str());
                rest.is_some_and(|rest| {
                    rest.is_empty()
                        || (matches!(screen, "/plan" | "/paper") && rest.starts_with('/'))
                })
            })
        });
        view! { <Go to class="tab" current>{name}</Go> }
    };
    view! {
        <nav class="host-nav" aria-label="Host">
            {tab("", "Overview")}
            {tab("/plan", "Plan")}
            {tab("/people", "People")}
            {tab("/links", "Links")}
            {tab("/paper", "Print")}
            {tab("/audit", "History")}
            {by.with_value(|by| by.link().is_none()).then(|| tab("/hosts", "Hosts"))}
        </nav>
    }
    .into_any()
}
