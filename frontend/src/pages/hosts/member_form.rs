use std::time::Duration;

use gather_wire::{AccountRole, FoundMember, Hosts, InviteMember, ProblemCode};
use leptos::prelude::*;
use uuid::Uuid;

use super::roles::{RoleField, Roles};
use crate::{
    api,
    components::{
        ActButton, Changes, Doing, Form, Loading, Phase, Reload, Rows, TextArea, TextField,
        dynamic, said_in, unique_id,
    },
    session::SignedIn,
    words::{self, Reader},
};

/// How long somebody has to pause before what they type is searched for.
const PAUSE: Duration = Duration::from_millis(250);

/// How much has to be typed.
const ENOUGH: usize = 2;

/// Whom a search found. Nothing was searched for while too little is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Found {
    text: String,
    members: Option<Vec<FoundMember>>,
}

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
    let reload = Reload::find();
    let (typed, search) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let mut look = debounce(PAUSE, move |text: String| {
        search.try_set(text.trim().to_owned());
    });
    Effect::new(move |_| look(typed.get()));
    let from = Loading::new(move || {
        // Whoever was invited a moment ago is found as such.
        reload.track_changes();
        let text = search.get();
        async move {
            let members = if text.chars().count() < ENOUGH {
                None
            } else {
                Some(api::find_members(event_id, &text).await?.items)
            };
            Ok(Found { text, members })
        }
    });
    let found = Memo::new(move |_| match from.phase() {
        Phase::There { .. } => from.value().map(|found| found.get()).unwrap_or_default(),
        Phase::Waiting | Phase::Failed(_) => Found::default(),
    });
    let failed = move || match from.phase() {
        Phase::Failed(error) => Some(error),
        Phase::Waiting | Phase::There { .. } => None,
    };
    // Who was chosen is so for as long as they are shown.
    let chosen = RwSignal::new(None::<Uuid>);
    let member = Memo::new(move |_| {
        let id = chosen.get()?;
        let is_it = |one: &&FoundMember| one.account_id == id && !one.is_invited;
        found.with(|found| found.members.iter().flatten().find(is_it).cloned())
    });
    let invited = Callback::new(move |()| {
        chosen.try_set(None);
        typed.try_set(String::new());
    });
    let count = Memo::new(move |_| found.with(|found| found.members.as_ref().map(Vec::len)));
    view! {
        <div class="stack">
            <div role="search">
                <TextField
                    label="Who?"
                    hint="A part of their name, or their whole address. Nobody’s address is shown."
                    value=typed
                    kind="search"
                    max_length=254
                />
            </div>
            <div class="said" role="alert">
                {dynamic(move || failed().map(|error| view! {
                    <div class="notice row" data-tone="danger">
                        <p>{words::failure(&error, &Reader::Host)}</p>
                        <ActButton act=move |()| reload.now()>"Try again"</ActButton>
                    </div>
                }))}
            </div>
            <div class="said" role="status">
                {dynamic(move || match count.get() {
                    None => None,
                    Some(0) => Some(view! {
                        <p>
                            "No member is found by that. Perhaps they have no account yet, run the \
                             gathering already, or want no invitations."
                        </p>
                    }.into_any()),
                    Some(count) => Some(view! {
                        <p class="visually-hidden">
                            {words::say_count(count as u64, "member", "members")}" found"
                        </p>
                    }.into_any()),
                })}
            </div>
            <Show when=move || count.get() == Some(0)>
                <div class="row">
                    <ActButton act=move |()| {
                        let text = found.with_untracked(|found| found.text.clone());
                        rather_by_link.run(words::as_address(&text));
                    }>
                        "Invite them by link or mail"
                    </ActButton>
                </div>
            </Show>
            <Show when=move || count.get().is_some_and(|count| count > 0)>
                <Choices found chosen />
            </Show>
            {dynamic(move || member.get().map(|member| view! {
                <Ask member hosts roles event_id invited />
            }))}
        </div>
    }
    .into_any()
}

/// Those who were found. Whom one means is chosen by hand, also where it is one alone.
#[component]
fn Choices(found: Memo<Found>, chosen: RwSignal<Option<Uuid>>) -> impl IntoView {
    let group = unique_id("member");
    let ids = Callback::new(move |()| {
        found.with(|found| found.members.iter().flatten().map(|one| one.account_id).collect())
    });
    let row = Callback::new(move |id: Uuid| {
        let group = group.clone();
        let find = move || {
            found.with(|found| {
                found.members.iter().flatten().find(|one| one.account_id == id).cloned()
            })
        };
        let name = untrack(find).map(|one| one.display_name).unwrap_or_default();
        let is_invited = Memo::new(move |_| find().is_some_and(|one| one.is_invited));
        dynamic(move || {
            let (group, name) = (group.clone(), name.clone());
            if is_invited.get() {
                return view! {
                    <p class="row member">
                        <span>{name}</span>
                        <span class="chip">"invited, not answered yet"</span>
                    </p>
                }
                .into_any();
            }
            view! {
                <label class="check member">
                    <input
                        type="radio"
                        name=group
                        prop:checked=move || chosen.get() == Some(id)
                        on:change=move |_| chosen.set(Some(id))
                    />
                    {name}
                </label>
            }
            .into_any()
        })
        .into_any()
    });
    view! {
        <fieldset class="stack tight">
            <legend class="legend">"Whom do you mean?"</legend>
            <Rows ids row />
        </fieldset>
    }
    .into_any()
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
