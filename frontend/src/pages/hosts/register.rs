use gather_wire::{Invite, Page};
use leptos::prelude::*;

use super::{
    filters::{A_PAGE, Narrowed, first_pages},
    for_admins::ForAdmins,
    invite_list::{InviteFilters, InviteList},
};
use crate::{
    api,
    components::{Loaded, Loading, PageHeading, Reload},
    pages::skeleton::wide_skeleton,
};

/// `/admin/invites`: every invite to every gathering.
#[component]
pub fn InvitesPage() -> impl IntoView {
    let page = Callback::new(|()| view! { <Register /> }.into_any());
    view! { <ForAdmins page /> }.into_any()
}

#[component]
fn Register() -> impl IntoView {
    let reload = Reload::find();
    let narrowed = Narrowed::from_address("status");
    let from = Loading::new(move || {
        reload.track();
        let (status, name, pages) = narrowed.wanted();
        async move {
            first_pages(pages, |cursor| {
                let (status, name) = (status.clone(), name.clone());
                async move {
                    let (status, name) = (status.as_deref(), name.as_deref());
                    api::invites(None, status, name, Some(A_PAGE), cursor.as_deref()).await
                }
            })
            .await
        }
    });
    let page = move |invites: RwSignal<Page<Invite>>| {
        view! {
            <div class="page">
                <header class="stack tight">
                    <PageHeading title="Invites">"All invites"</PageHeading>
                    <p class="soft">
                        "To run a gathering. New ones are made on the gathering’s own page."
                    </p>
                </header>
                <InviteFilters narrowed />
                <div class="card">
                    <InviteList invites narrowed names_event=true />
                </div>
            </div>
        }
        .into_any()
    };
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}
