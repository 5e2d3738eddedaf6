use gather_wire::{Action, Hosts, InviteLink, ProblemCode, Verdict};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    assign_form::AssignForm,
    link_box::LinkBox,
    link_form::{Draft, LinkForm},
    member_form::MemberForm,
    roles::Roles,
};
use crate::{
    api, browser,
    components::{Loaded, Loading, dynamic, focus_heading},
};

/// Where the ways to invite somebody are.
const WAYS: &str = "inviting-ways";

/// Whether the server would let whoever looks at the hosts do this.
pub fn may(hosts: &Hosts, action: Action) -> bool {
    hosts.allowed_actions.iter().any(|it| it.action == action && it.verdict == Verdict::Allowed)
}

/// Why the server would not.
pub fn why_not(hosts: &Hosts, action: Action) -> Option<ProblemCode> {
    hosts.allowed_actions.iter().find(|it| it.action == action).and_then(|it| it.reason)
}

/// How somebody comes to run the gathering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    ByLink,
    Member,
    Assigned,
}

/// Invites somebody to run the gathering: by a link, which is shown once, or as a member. An admin
/// may put them there, too.
#[component]
pub fn Inviting(
    /// Who runs the gathering by now.
    hosts: RwSignal<Hosts>,
    /// The gathering.
    event_id: Uuid,
    /// Whether they invite as an admin.
    as_admin: bool,
    /// Whether they may put somebody there.
    is_admin: bool,
    /// What was made, while its link is shown.
    made: RwSignal<Option<InviteLink>>,
) -> impl IntoView {
    let close = Callback::new(move |()| {
        made.set(None);
        request_animation_frame(focus_heading);
    });
    let draft = Draft::new();
    view! {
        <section class="card" aria-labelledby="inviting">
            <h2 id="inviting">"Invite somebody to run it"</h2>
            {dynamic(move || match made.get() {
                Some(made) => {
                    view! { <LinkBox made done="Make another invite" close /> }.into_any()
                }
                None => view! { <Contacted hosts event_id as_admin is_admin draft made /> }.into_any(),
            })}
        </section>
    }
    .into_any()
}

/// The forms, once it is known to whom they begin with: whom an admin was told to ask.
#[component]
fn Contacted(
    hosts: RwSignal<Hosts>,
    event_id: Uuid,
    as_admin: bool,
    is_admin: bool,
    draft: Draft,
    made: RwSignal<Option<InviteLink>>,
) -> impl IntoView {
    let (name, asks) = hosts.with_untracked(|hosts| {
        (hosts.event.name.clone(), as_admin && hosts.hosts.is_empty() && hosts.event.id == event_id)
    });
    let from = Loading::new(move || {
        let name = name.clone();
        async move {
            // Not to know it is no reason not to invite.
            Ok(if asks {
                contact_of(event_id, &name).await.unwrap_or_default()
            } else {
                String::new()
            })
        }
    });
    let page = move |contact: RwSignal<String>| {
        if draft.email.with_untracked(String::is_empty) {
            draft.email.set(contact.get_untracked());
        }
        view! { <Ways hosts event_id as_admin is_admin draft made /> }.into_any()
    };
    view! { <Loaded from skeleton=waiting page=Callback::new(page) /> }.into_any()
}

/// Whom to ask about a gathering that nobody runs.
async fn contact_of(event_id: Uuid, name: &str) -> Option<String> {
    let listed = api::listed_events(Some("unhosted"), Some(name), Some(200), None).await.ok()?;
    listed.items.into_iter().find(|listed| listed.event.id == event_id)?.contact_email
}

/// A part of a page that is on its way.
pub fn waiting() -> AnyView {
    view! { <p class="soft" role="status">"Loading…"</p> }.into_any()
}

/// The ways, one of them open.
#[component]
fn Ways(
    hosts: RwSignal<Hosts>,
    event_id: Uuid,
    as_admin: bool,
    is_admin: bool,
    draft: Draft,
    made: RwSignal<Option<InviteLink>>,
) -> impl IntoView {
    let chosen = RwSignal::new(Way::ByLink);
    let roles = Roles::of(hosts, as_admin);
    // What was typed to find a member goes along, where it is an address.
    let rather_by_link = Callback::new(move |address: Option<String>| {
        if let Some(address) = address {
            draft.email.set(address);
        }
        chosen.set(Way::ByLink);
        request_animation_frame(|| browser::focus_first(&format!("#{WAYS} input")));
    });
    let way = move |this: Way, name: &'static str| {
        view! {
            <button
                type="button"
                class="tab"
                aria-pressed=move || (chosen.get() == this).to_string()
                on:click=move |_| chosen.set(this)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="row tabs" role="group" aria-label="How">
            {way(Way::ByLink, "By link or mail")}
            {way(Way::Member, "A member")}
            {is_admin.then(|| way(Way::Assigned, "Put somebody in charge"))}
        </div>
        <div id=WAYS>
            {dynamic(move || match chosen.get() {
                Way::ByLink => {
                    view! { <LinkForm roles event_id as_admin draft made /> }.into_any()
                }
                Way::Member => {
                    view! { <MemberForm hosts roles event_id rather_by_link /> }.into_any()
                }
                Way::Assigned => view! { <AssignForm hosts event_id /> }.into_any(),
            })}
        </div>
    }
    .into_any()
}

/// While nobody is invited, an admin may still put somebody there.
#[component]
pub fn Assigning(
    /// Who runs the gathering by now.
    hosts: RwSignal<Hosts>,
    /// The gathering.
    event_id: Uuid,
) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="assigning">
            <h2 id="assigning">"Put somebody in charge"</h2>
            <AssignForm hosts event_id />
        </section>
    }
    .into_any()
}
