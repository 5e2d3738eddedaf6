use leptos::prelude::*;
use leptos_router::{
    components::{Route, Routes},
    path,
};

use crate::{
    app::Frame,
    components::{WhoIsHere, bell},
    pages::{
        AccountPage, ConfirmPage, EventInvitePage, ForgotPage, GatheringsPage, InvitationsPage,
        LandingPage, LogInPage, NewAddressPage, NewGatheringPage, NotFoundPage, NotificationsPage,
        PreferencesPage, PublicGatheringPage, PublicGatheringsPage, ResetPage, SignUpPage,
    },
    session::SignedIn,
};

/// Accounts, one's own gatherings, and whatever has no other door.
#[component]
pub fn Home() -> impl IntoView {
    SignedIn::provide();
    let beside = view! { <WhoIsHere bell /> }.into_any();
    view! {
        <Frame beside>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=LandingPage />
                <Route path=path!("/login") view=LogInPage />
                <Route path=path!("/signup") view=SignUpPage />
                <Route path=path!("/forgot") view=ForgotPage />
                <Route path=path!("/verify") view=ConfirmPage />
                <Route path=path!("/email") view=NewAddressPage />
                <Route path=path!("/reset") view=ResetPage />
                <Route path=path!("/event-invite") view=EventInvitePage />
                <Route path=path!("/invitations") view=InvitationsPage />
                <Route path=path!("/notifications") view=NotificationsPage />
                <Route path=path!("/events") view=GatheringsPage />
                <Route path=path!("/events/new") view=NewGatheringPage />
                <Route path=path!("/account") view=AccountPage />
                <Route path=path!("/account/mails") view=PreferencesPage />
                <Route path=path!("/gatherings") view=PublicGatheringsPage />
                <Route path=path!("/gatherings/:slug") view=PublicGatheringPage />
            </Routes>
        </Frame>
    }
    .into_any()
}
