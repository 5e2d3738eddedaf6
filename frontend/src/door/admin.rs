use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::{
    app::Frame,
    components::{WhoIsHere, bell},
    pages::{
        AccountsPage, AdminPage, AuditPage, DeletedEventsPage, InvitesPage, ListedEventsPage,
        MailsPage, NotFoundPage, SettingsPage,
    },
    session::SignedIn,
};

/// What whoever runs the server sees and decides.
#[component]
pub fn Admin() -> impl IntoView {
    SignedIn::provide();
    let beside = view! { <WhoIsHere bell /> }.into_any();
    view! {
        <Frame beside>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/admin") view=AdminPage />
                <Route path=path!("/admin/events") view=ListedEventsPage />
                <Route path=path!("/admin/deleted") view=DeletedEventsPage />
                <Route path=path!("/admin/invites") view=InvitesPage />
                <Route path=path!("/admin/accounts") view=AccountsPage />
                <Route path=path!("/admin/outbox") view=MailsPage />
                <Route path=path!("/admin/audit") view=AuditPage />
                <Route path=path!("/admin/settings") view=SettingsPage />
            </Routes>
        </Frame>
    }
    .into_any()
}
