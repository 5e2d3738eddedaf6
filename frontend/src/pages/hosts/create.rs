use gather_wire::{Action, CreateInvite, HostRole, Hosts, InviteLink, ProblemCode, Verdict};
use leptos::prelude::*;
use uuid::Uuid;

use super::{changes::days, link_box::LinkBox};
use crate::{
    api,
    components::{
        Doing, Form, FormKey, Loaded, Loading, Reload, SelectField, TextArea, TextField, dynamic,
        focus_heading,
    },
    words,
};

/// Whether the server would let whoever looks at the hosts do this.
pub fn may(hosts: &Hosts, action: Action) -> bool {
    hosts.allowed_actions.iter().any(|it| it.action == action && it.verdict == Verdict::Allowed)
}

/// Why the server would not.
pub fn why_not(hosts: &Hosts, action: Action) -> Option<ProblemCode> {
    hosts.allowed_actions.iter().find(|it| it.action == action).and_then(|it| it.reason)
}

/// Makes an invite, and shows its link, once.
#[component]
pub fn Inviting(
    /// Who runs the gathering by now.
    hosts: RwSignal<Hosts>,
    /// The gathering.
    event_id: Uuid,
    /// Whether they invite as an admin.
    as_admin: bool,
    /// What was made, while its link is shown.
    made: RwSignal<Option<InviteLink>>,
) -> impl IntoView {
    let close = Callback::new(move |()| {
        made.set(None);
        request_animation_frame(focus_heading);
    });
    view! {
        <section class="card" aria-labelledby="inviting">
            <h2 id="inviting">"Invite somebody to run it"</h2>
            {dynamic(move || match made.get() {
                Some(made) => {
                    view! { <LinkBox made done="Make another invite" close /> }.into_any()
                }
                None => view! { <Contacted hosts event_id as_admin made /> }.into_any(),
            })}
        </section>
    }
    .into_any()
}

/// The form, once it is known to whom it begins with: whom an admin was told to ask.
#[component]
fn Contacted(
    hosts: RwSignal<Hosts>,
    event_id: Uuid,
    as_admin: bool,
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
        let contact = contact.get_untracked();
        view! { <InviteForm hosts event_id as_admin contact made /> }.into_any()
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

#[component]
fn InviteForm(
    hosts: RwSignal<Hosts>,
    event_id: Uuid,
    as_admin: bool,
    contact: String,
    made: RwSignal<Option<InviteLink>>,
) -> impl IntoView {
    let (reload, doing, key) = (Reload::find(), Doing::new(), FormKey::new());
    let empty = || RwSignal::new(String::new());
    let email = RwSignal::new(contact);
    let (role, lasts, label, note) = (empty(), empty(), empty(), empty());
    let send_email = RwSignal::new(false);
    // A mail goes to an address.
    let has_email = Memo::new(move |_| !email.read().trim().is_empty());
    let has_primary = hosts.with_untracked(|all| all.hosts.iter().any(|host| host.is_primary));
    let may_invite_hosts = hosts.with_untracked(|all| may(all, Action::InviteHost));
    let host =
        if has_primary { "Host, beside the primary one" } else { "Host: it is in their hands" };
    let cohost = "Co-host";
    // What goes without saying comes first.
    let (usual, other) = if as_admin {
        (host, vec![("cohost".to_owned(), cohost.to_owned())])
    } else if may_invite_hosts {
        (cohost, vec![("host".to_owned(), host.to_owned())])
    } else {
        (cohost, Vec::new())
    };
    let has_choice = !other.is_empty();
    let send = move |()| {
        let said = |text: RwSignal<String>| {
            let text = text.get_untracked().trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let usual = if as_admin { HostRole::Host } else { HostRole::Cohost };
        let body = CreateInvite {
            email_restriction: said(email),
            role: Some(match role.get_untracked().as_str() {
                "host" => HostRole::Host,
                "cohost" => HostRole::Cohost,
                _ => usual,
            }),
            expires_in_days: said(lasts).and_then(|days| days.parse().ok()),
            send_email: has_email.get_untracked() && send_email.get_untracked(),
            label: said(label),
            note: said(note),
        };
        let sent_key = key.of(&body);
        let call = async move { api::create_invite(event_id, as_admin, &body, &sent_key).await };
        doing.run(call, move |link| {
            key.forget();
            made.try_set(Some(link));
            reload.now();
        });
    };
    let wrong = move |path: &'static str| {
        Signal::derive(move || doing.error().and_then(|error| error.for_field(path)))
    };
    view! {
        <Form
            doing
            labels=&[
                ("/email_restriction", "For which address"),
                ("/role", "As what"),
                ("/expires_in_days", "How long the link works"),
                ("/send_email", "The mail"),
                ("/label", "Label"),
                ("/note", "Words to them"),
            ]
            submit="Make the invite"
            says=words::inviting_failure
            send
        >
            <TextField
                label="For which address (optional)"
                hint="Then only the owner of this address can accept. Without one, whoever opens the link first."
                value=email
                error=wrong("/email_restriction")
                kind="email"
                input_mode="email"
                max_length=254
            />
            <div class="columns">
                {has_choice.then(|| view! {
                    <SelectField label="As what" none=usual options=other value=role error=wrong("/role") />
                })}
                <SelectField
                    label="How long the link works"
                    none="7 days"
                    options=days()
                    value=lasts
                    error=wrong("/expires_in_days")
                />
            </div>
            {(!has_choice).then(|| view! {
                <p class="soft small">"As a co-host: only the primary host and admins invite hosts."</p>
            })}
            <TextArea
                label="Words to them (optional)"
                hint="They read it on the invite’s page."
                value=note
                error=wrong("/note")
                max_length=500
            />
            <TextField
                label="Label (optional)"
                hint="For you, to find it again. They do not see it."
                value=label
                error=wrong("/label")
                max_length=120
            />
            <Show when=move || has_email.get()>
                <label class="check">
                    <input type="checkbox" bind:checked=send_email />
                    "Mail it to them, too"
                </label>
            </Show>
        </Form>
    }
    .into_any()
}
