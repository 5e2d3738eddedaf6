use gather_wire::{DeleteNotifications, Notification, UnwantedNotifications};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};

use super::choice::Choice;
use crate::{
    api, browser,
    components::{ActButton, Changes, Doing, Look, Refusal, dynamic},
    session::SignedIn,
    time,
    words::Reader,
};

/// Something that somebody was told. To go where it leads marks it as read.
#[component]
pub fn NotificationRow(
    /// What it is.
    told: Memo<Notification>,
    /// Which are chosen.
    choice: Choice,
) -> impl IntoView {
    let (changes, who) = (Changes::find(), SignedIn::find());
    let (reading, deleting) = (Doing::new(), Doing::new());
    let id = told.with_untracked(|told| told.id);
    let is_unread = Memo::new(move |_| told.with(|told| told.read_at.is_none()));
    let title = move || dynamic(move || told.with(|told| told.title.clone()));
    let link = move || told.with(|told| told.link.clone());
    let go = move |click: MouseEvent| {
        if !is_unread.get_untracked() {
            return;
        }
        // In another tab this page stays, and shows that it is read.
        let stays = click.ctrl_key() || click.meta_key() || click.shift_key();
        if stays {
            reading.run(api::mark_read(Some(vec![id])), move |_| {
                who.ask_what_waits();
                changes.refresh();
            });
            return;
        }
        click.prevent_default();
        let link = told.with_untracked(|told| told.link.clone());
        spawn_local(async move {
            // Where it leads matters more than that it is noted.
            let _ = api::mark_read(Some(vec![id])).await;
            browser::go_to(&link);
        });
    };
    let mark = move |()| {
        reading.run(api::mark_read(Some(vec![id])), move |_| {
            who.ask_what_waits();
            changes.say("It is marked as read.");
        });
    };
    let delete = move |()| {
        let which = DeleteNotifications { what: UnwantedNotifications::These, ids: Some(vec![id]) };
        deleting.run(async move { api::delete_notifications(&which).await }, move |_| {
            who.ask_what_waits();
            changes.say("The notification is deleted.");
            request_animation_frame(crate::components::focus_heading);
        });
    };
    let (when, machine) = told.with_untracked(|told| {
        let when = time::since(browser::wall_clock(told.created_at), browser::now());
        (when, time::machine(told.created_at))
    });
    let of = move || view! { <span class="visually-hidden">": "{title()}</span> };
    view! {
        <li class="told stack tight" data-unread=move || is_unread.get().then_some("")>
            <div class="row person-name">
                <p class="told-title">
                    <a href=link on:click=go>{title()}</a>
                </p>
                <Show when=move || is_unread.get()>
                    <span class="chip push" data-tone="good">"new"</span>
                </Show>
            </div>
            <p>{dynamic(move || told.with(|told| told.body.clone()))}</p>
            <div class="row told-foot">
                <time class="small soft" datetime=machine>{when}</time>
                <Show
                    when=move || choice.is_open()
                    fallback=move || view! {
                        <div class="row push told-acts">
                            <Show when=move || is_unread.get()>
                                <ActButton
                                    look=Look::Quiet
                                    busy=Signal::derive(move || reading.is_pending())
                                    act=mark
                                >
                                    "Mark as read"{of()}
                                </ActButton>
                            </Show>
                            <ActButton
                                look=Look::Quiet
                                busy=Signal::derive(move || deleting.is_pending())
                                act=delete
                            >
                                "Delete"{of()}
                            </ActButton>
                        </div>
                    }
                >
                    <label class="check push">
                        <input
                            type="checkbox"
                            prop:checked=move || choice.has(id)
                            on:change:target=move |event| choice.put(id, event.target().checked())
                        />
                        "Choose"{of()}
                    </label>
                </Show>
            </div>
            <Refusal doing=reading reader=Signal::stored(Reader::Host) />
            <Refusal doing=deleting reader=Signal::stored(Reader::Host) />
        </li>
    }
    .into_any()
}
