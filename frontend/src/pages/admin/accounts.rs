use gather_wire::{ListedAccount, Page};
use leptos::prelude::*;
use uuid::Uuid;

use super::{account_row::AccountRow, for_admins::ForAdmins};
use crate::{
    api,
    components::{Loaded, Loading, PageHeading, Reload, SelectField, TextField, entry},
    pages::{
        hosts::{A_PAGE, Narrowed, NarrowedRows, first_pages},
        skeleton::wide_skeleton,
    },
};

/// `/admin/accounts`: who can sign in, and as what.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let page = Callback::new(|()| view! { <Listing /> }.into_any());
    view! { <ForAdmins page /> }.into_any()
}

#[component]
fn Listing() -> impl IntoView {
    let reload = Reload::find();
    let narrowed = Narrowed::from_address("which");
    let from = Loading::new(move || {
        reload.track();
        let (which, name, pages) = narrowed.wanted();
        async move {
            first_pages(pages, |cursor| {
                let (which, name) = (which.clone(), name.clone());
                async move {
                    let role = which.as_deref().filter(|which| *which != "suspended");
                    let suspended = (which.as_deref() == Some("suspended")).then_some(true);
                    let (name, cursor) = (name.as_deref(), cursor.as_deref());
                    api::accounts(name, role, suspended, A_PAGE, cursor).await
                }
            })
            .await
        }
    });
    let page = move |accounts| view! { <List accounts narrowed /> }.into_any();
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn List(accounts: RwSignal<Page<ListedAccount>>, narrowed: Narrowed) -> impl IntoView {
    let ids = Callback::new(move |()| {
        accounts.with(|all| all.items.iter().map(|one| one.account.id).collect())
    });
    let row = Callback::new(move |id: Uuid| {
        let find =
            move || accounts.with(|all| all.items.iter().find(|one| one.account.id == id).cloned());
        entry(find).map(|listed| view! { <AccountRow listed /> }).into_any()
    });
    let which = [("admin", "Admins"), ("member", "Members"), ("suspended", "Suspended")]
        .map(|(wire, name)| (wire.to_owned(), name.to_owned()));
    let more = Signal::derive(move || accounts.with(|all| all.next_cursor.is_some()));
    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title="Accounts">"Accounts"</PageHeading>
                <p class="soft">"Everybody who can sign in, the latest first."</p>
            </header>
            <div class="columns filters" role="search">
                <TextField label="Name or address" value=narrowed.typed kind="search" max_length=120 />
                <SelectField label="Which" none="All" options=which.into() value=narrowed.chosen />
            </div>
            <div class="card">
                <NarrowedRows
                    narrowed
                    ids
                    row
                    more
                    called=("account", "accounts")
                    none_like_that="No account is like that."
                    none_at_all="There are no accounts."
                />
            </div>
        </div>
    }
    .into_any()
}
