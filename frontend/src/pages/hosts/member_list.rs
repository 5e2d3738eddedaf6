use gather_wire::{MemberInvitation, MemberInvitations};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    api, browser,
    components::{
        ActButton, Changes, Dialog, Doing, Loaded, Loading, Look, Refusal, Reload, Rows, dynamic,
        entry, focus_heading,
    },
    time,
    words::{self, Reader},
};

/// The members who are asked to run the gathering, and have not answered.
#[component]
pub fn AskedMembers(
    /// The gathering.
    event_id: Uuid,
) -> impl IntoView {
    let reload = Reload::find();
    let from = Loading::new(move || {
        reload.track();
        api::member_invitations(event_id)
    });
    let page = move |asked| view! { <Asked asked event_id /> }.into_any();
    // There is mostly nobody: nothing is shown until it is known.
    view! { <Loaded from skeleton=|| ().into_any() page=Callback::new(page) /> }.into_any()
}

#[component]
fn Asked(asked: RwSignal<MemberInvitations>, event_id: Uuid) -> impl IntoView {
    let is_empty = Memo::new(move |_| asked.with(|all| all.items.is_empty()));
    let ids =
        Callback::new(move |()| asked.with(|all| all.items.iter().map(|one| one.id).collect()));
    let row = Callback::new(move |id: Uuid| {
        let find = move || asked.with(|all| all.items.iter().find(|one| one.id == id).cloned());
        entry(find).map(|invitation| view! { <Row invitation event_id /> }).into_any()
    });
    view! {
        <Show when=move || !is_empty.get()>
            <section class="card" aria-labelledby="asked">
                <h2 id="asked">"Members who are asked"</h2>
                <ul><Rows ids row /></ul>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Row(invitation: Memo<MemberInvitation>, event_id: Uuid) -> impl IntoView {
    let withdrawing = RwSignal::new(false);
    let name = move || invitation.with(|it| it.display_name.clone());
    let facts = move || {
        invitation.with(|it| {
            let since = time::since(browser::wall_clock(it.invited_at), browser::now());
            let until = time::moment(browser::wall_clock(it.expires_at));
            let by = it.inviter_name.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
            format!("Asked{by}, {since} · waits until {until}")
        })
    };
    let role = move || invitation.with(|it| words::role_name(it.role, false));
    let can_withdraw = Memo::new(move |_| invitation.with(|it| it.can_withdraw));
    view! {
        <li class="plan-row stack tight">
            <p class="row person-name">
                <strong>{dynamic(name)}</strong>
                <span class="chip push">{role}</span>
            </p>
            <p class="small soft">{facts}</p>
            <Show when=move || can_withdraw.get()>
                <div class="row acts">
                    <ActButton look=Look::Quiet act=move |()| withdrawing.set(true)>
                        "Withdraw"
                        <span class="visually-hidden">" the invitation of "{dynamic(name)}</span>
                    </ActButton>
                </div>
            </Show>
            <Dialog
                open=withdrawing
                title=Signal::derive(move || format!("Withdraw the invitation of {}?", name()))
            >
                <Withdrawing invitation event_id open=withdrawing />
            </Dialog>
        </li>
    }
    .into_any()
}

#[component]
fn Withdrawing(
    invitation: Memo<MemberInvitation>,
    event_id: Uuid,
    open: RwSignal<bool>,
) -> impl IntoView {
    let (changes, doing) = (Changes::find(), Doing::new());
    let send = move |()| {
        let (id, name) = invitation.with_untracked(|it| (it.id, it.display_name.clone()));
        doing.run(api::withdraw_invitation((event_id, id)), move |()| {
            open.try_set(false);
            changes.say(format!("The invitation of {name} is withdrawn."));
            request_animation_frame(focus_heading);
        });
    };
    view! {
        <p>"They cannot accept it any more, and are told so. You can invite them again."</p>
        <Refusal doing reader=Signal::stored(Reader::Host) says=words::member_failure />
        <div class="row">
            <ActButton look=Look::Danger busy=Signal::derive(move || doing.is_pending()) act=send>
                {dynamic(move || if doing.is_pending() { "One moment…" } else { "Withdraw it" })}
            </ActButton>
            <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
        </div>
    }
    .into_any()
}
