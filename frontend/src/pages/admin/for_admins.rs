use gather_wire::{Account, AccountRole};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    api,
    components::{DeadLinkPage, Go, Loaded, Loading},
    pages::skeleton::wide_skeleton,
    words::DeadLink,
};

/// A page for admins, below the ways between such pages; whoever is none is told so.
#[component]
pub fn ForAdmins(
    /// The page.
    page: Callback<(), AnyView>,
) -> impl IntoView {
    let from = Loading::new(api::account);
    let page = move |account: RwSignal<Account>| {
        if account.with_untracked(|account| account.role == AccountRole::Admin) {
            return view! {
                <AdminNav />
                {page.run(())}
            }
            .into_any();
        }
        let dead = DeadLink {
            title: "This page is for admins",
            text: "You are signed in with an account that is none. Whoever runs this server can \
                   make it one.",
            rather: Some(("My gatherings", "/events".to_owned())),
        };
        view! { <DeadLinkPage dead /> }.into_any()
    };
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn AdminNav() -> impl IntoView {
    let path = use_location().pathname;
    let tab = move |to: &'static str, name: &'static str| {
        let current = Signal::derive(move || path.read().trim_end_matches('/') == to);
        view! { <Go to class="tab" current>{name}</Go> }
    };
    view! {
        <nav class="host-nav" aria-label="Admin">
            {tab("/admin", "What waits")}
            {tab("/admin/events", "Gatherings")}
            {tab("/admin/invites", "Invites")}
            {tab("/admin/accounts", "Accounts")}
            {tab("/admin/outbox", "Mails")}
            {tab("/admin/audit", "History")}
            {tab("/admin/settings", "Settings")}
        </nav>
    }
    .into_any()
}
