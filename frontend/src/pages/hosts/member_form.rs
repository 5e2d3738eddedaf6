use gather_wire::{AccountRole, FoundMember, Hosts, InviteMember, ProblemCode};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    member_search::MemberSearch,
    roles::{RoleField, Roles},
};
use crate::{
    api,
    components::{ActButton, Changes, Doing, Form, TextArea, said_in, unique_id},
    session::SignedIn,
    words,
};

/// Looks for a member, has one of them chosen, and invites them.
#[component]
pub fn MemberForm(
    /// Who runs the gathering by now.
    hosts: RwSignal<Hosts>,
    /// What may be offered.
    roles: Memo<Roles>,
    /// The gathering.
    event_id: Uuid,
    /// Goes on with a link instead, for this address.
    rather_by_link: Callback<Option<String>>,
) -> impl IntoView {
    let then = Callback::new(move |(member, invited)| {
        view! { <Ask member hosts roles event_id invited /> }.into_any()
    });
    view! { <MemberSearch hosts event_id rather_by_link=Some(rather_by_link) then /> }.into_any()
}

/// As what they are asked, and with which words.
#[component]
fn Ask(
    member: FoundMember,
    hosts: RwSignal<Hosts>,
    roles: Memo<Roles>,
    event_id: Uuid,
    invited: Callback<()>,
) -> impl IntoView {
    let (changes, who, doing) = (Changes::find(), SignedIn::find(), Doing::new());
    let empty = || RwSignal::new(String::new());
    let (role, message) = (empty(), empty());
    let again = RwSignal::new(false);
    let FoundMember { account_id, display_name: name, .. } = member;
    let heading = format!("Invite {name}");
    let send = Callback::new(move |()| {
        let body = InviteMember {
            account_id,
            role: Some(role.with_untracked(|role| roles.get_untracked().chosen(role))),
            message: said_in(message),
            again: again.get_untracked(),
        };
        let name = name.clone();
        let call = async move { api::invite_member(event_id, &body).await };
        doing.run(call, move |_| {
            invited.run(());
            changes.say(format!("{name} is invited, and told so."));
        });
    });
    // The primary host and admins may ask once more whoever said no.
    let may_insist = Memo::new(move |_| {
        let is_admin = who.account().is_some_and(|account| account.role == AccountRole::Admin);
        is_admin || hosts.with(|all| all.hosts.iter().any(|host| host.is_you && host.is_primary))
    });
    let offers_again = Memo::new(move |_| {
        let code = doing.error().and_then(|error| error.code());
        code == Some(ProblemCode::RecentlyDeclined) && may_insist.get() && !again.get()
    });
    let insist = move |()| {
        again.set(true);
        send.run(());
    };
    let id = unique_id("ask");
    let labelled_by = id.clone();
    view! {
        <section class="give" aria-labelledby=labelled_by>
            <h3 id=id>{heading}</h3>
            <Form
                doing
                labels=&[("/role", "As what"), ("/message", "Words to them")]
                submit="Send the invitation"
                says=words::member_failure
                send
            >
                <RoleField roles role error=doing.wrong("/role") />
                <TextArea
                    label="Words to them (optional)"
                    value=message
                    error=doing.wrong("/message")
                    max_length=500
                />
            </Form>
            <Show when=move || offers_again.get()>
                <div class="row">
                    <ActButton busy=Signal::derive(move || doing.is_pending()) act=insist>
                        "Ask them once more all the same"
                    </ActButton>
                </div>
            </Show>
        </section>
    }
    .into_any()
}
