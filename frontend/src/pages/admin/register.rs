use gather_wire::{Invite, Page};
use leptos::prelude::*;

use super::for_admins::ForAdmins;
use crate::{
    api,
    components::{Loaded, Loading, PageHeading, Reload, SelectField},
    pages::{
        hosts::{A_PAGE, InviteFilters, InviteList, Narrowed, first_pages},
        skeleton::wide_skeleton,
    },
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
    let concern = narrowed.also_from_address("concern");
    let role = narrowed.also_from_address("role");
    let from = Loading::new(move || {
        reload.track();
        let (status, name, pages) = narrowed.wanted();
        let (concern, role) = (concern.get(), role.get());
        async move {
            first_pages(pages, |cursor| {
                let (status, name) = (status.clone(), name.clone());
                let (concern, role) = (concern.clone(), role.clone());
                async move {
                    let (status, name) = (status.as_deref(), name.as_deref());
                    let [concern, role] = [&concern, &role].map(|it| said(it));
                    let cursor = cursor.as_deref();
                    api::all_invites(status, concern, role, name, Some(A_PAGE), cursor).await
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
                <div class="stack">
                    <InviteFilters narrowed search="Address, label, gathering or who made it" />
                    <div class="columns filters">
                        <SelectField label="As what" none="Any" options=roles() value=role />
                        <SelectField
                            label="Which to look at"
                            none="All"
                            options=concerns()
                            value=concern
                        />
                    </div>
                </div>
                <div class="card">
                    <InviteList invites narrowed names_event=true />
                </div>
            </div>
        }
        .into_any()
    };
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

fn said(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn concerns() -> Vec<(String, String)> {
    [
        ("expiring", "Those that expire within two days"),
        ("creator_demoted", "Those by former admins"),
        ("never_sent", "Those that were never mailed"),
        ("failed", "Those whose mail failed"),
    ]
    .map(|(wire, name)| (wire.to_owned(), name.to_owned()))
    .into()
}

fn roles() -> Vec<(String, String)> {
    [("host", "Host"), ("cohost", "Co-host")]
        .map(|(wire, name)| (wire.to_owned(), name.to_owned()))
        .into()
}
