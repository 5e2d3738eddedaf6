use gather_wire::{Invite, InviteLink};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    changes::{ChangeInvite, NewLink, RevokeDialog},
    link_box::LinkBox,
    timeline::Timeline,
};
use crate::{
    browser,
    components::{ActButton, Look, dynamic},
    time, words,
};

/// One invite: whom it is for, how it fares, and what can be done with it.
#[component]
pub fn InviteRow(
    /// The invite.
    invite: Memo<Invite>,
    /// Whether it names its gathering.
    names_event: bool,
    /// Told when its link works no more.
    ended: Callback<Uuid>,
) -> impl IntoView {
    let moment = |at| time::since(browser::wall_clock(at), browser::now());
    let name = move || dynamic(move || invite.with(words::invited));
    let chip = Memo::new(move |_| invite.with(|invite| words::invite_chip(invite.status)));
    let facts = move || {
        invite.with(|invite| {
            let role = words::role_name(invite.role, false);
            let mut facts = vec![format!("As {role}")];
            if invite.label.is_some() {
                let whom = invite.email_restriction.clone();
                facts.push(whom.map_or_else(
                    || "for whoever has the link".to_owned(),
                    |to| format!("for {to}"),
                ));
            }
            facts.push(format!("made by {}, {}", invite.creator_name, moment(invite.created_at)));
            if invite.resend_count > 0 {
                let count = u64::try_from(invite.resend_count).unwrap_or_default();
                facts.push(words::say_count(count, "new link since", "new links since"));
            }
            facts.join(" · ")
        })
    };
    let can = Memo::new(move |_| invite.with(|invite| invite.can));
    let closed = || RwSignal::new(false);
    let (changing, renewing, revoking, telling) = (closed(), closed(), closed(), closed());
    let made = RwSignal::new(None::<InviteLink>);
    let close = Callback::new(move |()| made.set(None));
    let id = invite.with_untracked(|invite| invite.id);
    let revoked = Callback::new(move |()| {
        made.try_set(None);
        ended.run(id);
    });
    Effect::new(move |_| {
        if made.with(Option::is_some) {
            ended.run(id);
        }
    });
    // One of them at a time.
    let toggle = move |this: RwSignal<bool>| {
        move |()| {
            let opens = !this.get_untracked();
            for each in [changing, renewing, telling] {
                each.set(false);
            }
            this.set(opens);
        }
    };
    let of = move || view! { <span class="visually-hidden">" for "{name()}</span> };
    view! {
        <li class="plan-row stack tight">
            <p class="row person-name">
                <strong class="address">{name()}</strong>
                <span class="chip push" data-tone=move || chip.get().1>{move || chip.get().0}</span>
            </p>
            {names_event.then(|| {
                let (id, event) = invite.with_untracked(|it| (it.event_id, it.event_name.clone()));
                view! {
                    <p><a class="back" href=format!("/events/{id}/hosts")>{event}</a></p>
                }
            })}
            <p>
                {dynamic(move || invite.with(|invite| words::invite_state(invite, moment)))}
                {dynamic(move || {
                    invite.with(|invite| words::delivery(invite.delivery)).map(|said| format!(" {said}"))
                })}
            </p>
            {dynamic(move || invite.with(words::unconfirmed).map(|said| view! { <p class="small soft">{said}</p> }))}
            <p class="small soft address">{facts}</p>
            {dynamic(move || invite.with(|invite| invite.note.clone()).map(|note| view! {
                <p class="note">{note}</p>
            }))}
            <div class="row acts">
                <Show when=move || can.get().resend>
                    <ActButton expanded=renewing act=toggle(renewing)>
                        "New link"{of()}
                    </ActButton>
                </Show>
                <Show when=move || can.get().change>
                    <ActButton expanded=changing act=toggle(changing)>
                        "Change"{of()}
                    </ActButton>
                </Show>
                <Show when=move || can.get().revoke>
                    <ActButton look=Look::Quiet act=move |()| revoking.set(true)>
                        "Take back"{of()}
                    </ActButton>
                </Show>
                <ActButton look=Look::Quiet expanded=telling act=toggle(telling)>
                    "What happened"{of()}
                </ActButton>
            </div>
            <Show when=move || telling.get()><Timeline invite /></Show>
            <Show when=move || renewing.get()><NewLink invite open=renewing made /></Show>
            <Show when=move || changing.get()><ChangeInvite invite open=changing /></Show>
            {dynamic(move || made.get().map(|made| view! {
                <LinkBox made done="Put it away" close />
            }))}
            <RevokeDialog invite open=revoking revoked />
        </li>
    }
    .into_any()
}
