use gather_wire::{Invite, Page};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    filters::{Narrowed, NarrowedRows},
    invite_row::InviteRow,
};
use crate::components::{SelectField, TextField, entry};

/// What a list of invites can be narrowed to.
#[component]
pub fn InviteFilters(
    /// To what it is.
    narrowed: Narrowed,
) -> impl IntoView {
    let statuses = [
        ("pending", "Open"),
        ("accepted", "Accepted"),
        ("declined", "Declined"),
        ("expired", "Expired"),
        ("revoked", "Taken back"),
    ]
    .map(|(wire, name)| (wire.to_owned(), name.to_owned()));
    view! {
        <div class="columns filters" role="search">
            <TextField label="Address or label" value=narrowed.typed kind="search" max_length=120 />
            <SelectField label="How they fare" none="Any" options=statuses.into() value=narrowed.chosen />
        </div>
    }
    .into_any()
}

/// Invites, the latest first.
#[component]
pub fn InviteList(
    /// The invites.
    invites: RwSignal<Page<Invite>>,
    /// To what the list is narrowed.
    narrowed: Narrowed,
    /// Whether each names its gathering.
    #[prop(optional)]
    names_event: bool,
    /// Told of each invite whose link works no more.
    #[prop(default = Callback::new(|_| ()))]
    ended: Callback<Uuid>,
) -> impl IntoView {
    let ids =
        Callback::new(move |()| invites.with(|all| all.items.iter().map(|one| one.id).collect()));
    let row = Callback::new(move |id: Uuid| {
        let find = move || invites.with(|all| all.items.iter().find(|one| one.id == id).cloned());
        entry(find).map(|invite| view! { <InviteRow invite names_event ended /> }).into_any()
    });
    let more = Signal::derive(move || invites.with(|all| all.next_cursor.is_some()));
    view! {
        <NarrowedRows
            narrowed
            ids
            row
            more
            called=("invite", "invites")
            none_like_that="No invite is like that."
            none_at_all="There are no invites yet."
        />
    }
    .into_any()
}
