use gather_wire::{AssignHost, FoundMember, HostRole, Hosts};
use leptos::prelude::*;
use uuid::Uuid;

use super::member_search::MemberSearch;
use crate::{
    api,
    components::{Changes, Doing, Form, SelectField, TextArea, dynamic, unique_id},
    words,
};

/// Looks for a member, and puts them in charge at once, as an admin.
#[component]
pub fn AssignForm(
    /// Who runs the gathering by now.
    hosts: RwSignal<Hosts>,
    /// The gathering.
    event_id: Uuid,
) -> impl IntoView {
    let then = Callback::new(move |(member, done)| {
        view! { <Assign member hosts event_id done /> }.into_any()
    });
    view! {
        <div class="stack">
            <p class="soft">"They run it at once, without being asked first, and are told so."</p>
            <MemberSearch hosts event_id takes_invited=true then />
        </div>
    }
    .into_any()
}

/// As what, in whose place, and why.
#[component]
fn Assign(
    member: FoundMember,
    hosts: RwSignal<Hosts>,
    event_id: Uuid,
    done: Callback<()>,
) -> impl IntoView {
    let (changes, doing) = (Changes::find(), Doing::new());
    let empty = || RwSignal::new(String::new());
    let (role, former, reason) = (empty(), empty(), empty());
    let FoundMember { account_id, display_name: name, .. } = member;
    let heading = format!("Put {name} in charge");
    let primary = Memo::new(move |_| {
        hosts.with(|all| {
            all.hosts.iter().find(|host| host.is_primary).map(|host| host.display_name.clone())
        })
    });
    let replaces = Memo::new(move |_| primary.read().is_some() && *role.read() == INSTEAD);
    let send = move |()| {
        let replace_primary = replaces.get_untracked();
        let body = AssignHost {
            account_id,
            role: match role.get_untracked().as_str() {
                COHOST => HostRole::Cohost,
                _ => HostRole::Host,
            },
            make_primary: replace_primary,
            replace_primary,
            remove_former: replace_primary && former.with_untracked(|former| former == LEAVES),
            reason: reason.get_untracked().trim().to_owned(),
        };
        let call = async move { api::assign_host(event_id, &body).await };
        doing.run(call, move |now| {
            done.run(());
            let said = words::now_is(&now, account_id);
            hosts.try_set(now);
            changes.say(said);
        });
    };
    let id = unique_id("assign");
    let labelled_by = id.clone();
    view! {
        <section class="give" aria-labelledby=labelled_by>
            <h3 id=id>{heading}</h3>
            <Form
                doing
                labels=&[("/role", "As what"), ("/reason", "Why")]
                submit="Put them in charge"
                says=words::assigning_failure
                send
            >
                {dynamic(move || {
                    let (none, options) = roles(primary.get());
                    let error = doing.wrong("/role");
                    view! { <SelectField label="As what" none options value=role error /> }
                })}
                {dynamic(move || replaces.get().then(|| {
                    let label = "What becomes of whoever has it now";
                    let options = vec![(LEAVES.to_owned(), "They leave the hosts".to_owned())];
                    view! { <SelectField label none="They stay as a host" options value=former /> }
                }))}
                <TextArea
                    label="Why"
                    value=reason
                    error=doing.wrong("/reason")
                    max_length=500
                />
            </Form>
        </section>
    }
    .into_any()
}

const INSTEAD: &str = "instead";
const COHOST: &str = "cohost";
const LEAVES: &str = "leaves";

/// As what somebody may be put there: what goes without saying, and what else there is.
fn roles(primary: Option<String>) -> (&'static str, Vec<(String, String)>) {
    let cohost = (COHOST.to_owned(), "Co-host".to_owned());
    match primary {
        None => ("Host: it is in their hands", vec![cohost]),
        Some(name) => {
            let instead = (INSTEAD.to_owned(), format!("Primary host, instead of {name}"));
            ("Host, beside the primary one", vec![instead, cohost])
        }
    }
}
