use gather_wire::{Invite, InviteStatus, Page};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    filters::{Narrowed, ShowMore},
    invite_row::InviteRow,
};
use crate::{
    components::{Rows, SelectField, TextField, dynamic, entry},
    words,
};

/// What a list of invites can be narrowed to.
#[component]
pub fn InviteFilters(
    /// To what it is.
    narrowed: Narrowed,
    /// In what of an invite is searched.
    #[prop(default = "Address, label or who made it")]
    search: &'static str,
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
            <TextField label=search value=narrowed.typed kind="search" max_length=120 />
            <SelectField label="How they fare" none="Any" options=statuses.into() value=narrowed.chosen />
        </div>
    }
    .into_any()
}

/// Invites, the latest first: those that are open or expired, and folded away those that are finished.
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
    let those = move |is_wanted: fn(&Invite) -> bool| {
        invites.with(|all| {
            all.items.iter().filter(|one| is_wanted(one)).map(|one| one.id).collect::<Vec<_>>()
        })
    };
    // What has expired waits for a new link as what is open waits for its answer.
    let open = Memo::new(move |_| those(waits));
    let finished = Memo::new(move |_| those(|one| !waits(one)));
    let row = Callback::new(move |id: Uuid| {
        let find = move || invites.with(|all| all.items.iter().find(|one| one.id == id).cloned());
        entry(find).map(|invite| view! { <InviteRow invite names_event ended /> }).into_any()
    });
    let more = Signal::derive(move || invites.with(|all| all.next_cursor.is_some()));
    let count = Memo::new(move |_| invites.with(|all| all.items.len()));
    view! {
        <p class="visually-hidden" role="status">
            {dynamic(move || words::say_count(count.get() as u64, "invite", "invites"))}
            " shown"
        </p>
        <Show when=move || count.get() == 0>
            <p class="empty soft">
                {dynamic(move || if narrowed.is_narrow() {
                    "No invite is like that."
                } else {
                    "There are no invites yet."
                })}
            </p>
        </Show>
        <ul><Rows ids=Callback::new(move |()| open.get()) row /></ul>
        <Show when=move || finished.with(|them| !them.is_empty())>
            // Whoever looks for some, or has no other, sees them at once.
            <details class="more" prop:open=move || narrowed.is_narrow() || open.with(Vec::is_empty)>
                <summary>
                    {dynamic(move || {
                        let count = finished.with(Vec::len);
                        if more.get() {
                            format!("Finished: {count} so far")
                        } else {
                            format!("Finished: {count}")
                        }
                    })}
                </summary>
                <ul><Rows ids=Callback::new(move |()| finished.get()) row /></ul>
            </details>
        </Show>
        <ShowMore narrowed more />
    }
    .into_any()
}

const fn waits(invite: &Invite) -> bool {
    matches!(invite.status, InviteStatus::Pending | InviteStatus::Expired)
}
