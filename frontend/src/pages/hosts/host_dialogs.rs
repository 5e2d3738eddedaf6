use gather_wire::{AfterPrimary, Host, HostRole, Hosts, KeepAs, RemoveHost, TransferEvent};
use leptos::prelude::*;

use super::host_row::Shown;
use crate::{
    api, browser,
    components::{
        ActButton, Dialog, Doing, Form, Look, Refusal, SelectField, TextArea, dynamic, said_in,
    },
    pages::own::HAS_LEFT,
    words::{self, Reader},
};

/// Where somebody goes who does not run the gathering any more, and is told so. Going back leads
/// nowhere.
fn go_away() {
    browser::go_instead_to(&format!("/events#{HAS_LEFT}"));
}

/// Whether the reader is one of those who run it.
fn is_among(hosts: &Hosts) -> bool {
    hosts.hosts.iter().any(|host| host.is_you)
}

/// Asks before one leaves those who run a gathering, and says what becomes of it.
#[component]
pub fn LeaveDialog(
    /// Who runs it.
    shown: Shown,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let act = move |()| {
        let event_id = shown.hosts.with_untracked(|all| all.event.id);
        doing.run(async move { api::leave_hosts(event_id).await }, |_| go_away());
    };
    let consequence = move || shown.hosts.with(words::leaving);
    view! {
        <Dialog open title="Leave the hosts?".to_owned()>
            <p>{dynamic(consequence)}</p>
            <p>"You cannot change its plan any more. To come back, you need an invite."</p>
            <Refusal doing reader=Signal::stored(Reader::Host) says=words::hosting_failure />
            <div class="row">
                <ActButton look=Look::Danger busy=Signal::derive(move || doing.is_pending()) act>
                    {dynamic(move || if doing.is_pending() { "One moment…" } else { "Leave" })}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// Asks before somebody is removed from those who run a gathering.
#[component]
pub fn RemoveHostDialog(
    /// Who runs it.
    shown: Shown,
    /// Whom it is about.
    host: Memo<Host>,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let title = move || format!("Remove {}?", host.with(|host| host.display_name.clone()));
    view! {
        <Dialog open title=Signal::derive(title)><RemoveForm shown host open /></Dialog>
    }
    .into_any()
}

#[component]
fn RemoveForm(shown: Shown, host: Memo<Host>, open: RwSignal<bool>) -> impl IntoView {
    let doing = Doing::new();
    let (reason, then) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let is_primary = host.with_untracked(|host| host.is_primary);
    // Another host has it in their hands then; only a co-host may be left without one.
    let (next, may_leave_it) = shown.hosts.with_untracked(|all| {
        let next = words::successor(all);
        (next.map(|it| it.display_name.clone()), next.is_some_and(|it| it.role == HostRole::Cohost))
    });
    let becomes = match (is_primary, &next) {
        (false, _) => None,
        (true, Some(_)) if may_leave_it => None,
        (true, Some(name)) => Some(format!("{name} takes it over, as its primary host.")),
        (true, None) => Some("Nobody runs it any more then.".to_owned()),
    };
    let send = move |()| {
        let event_id = shown.hosts.with_untracked(|all| all.event.id);
        let (id, name) = host.with_untracked(|host| (host.account_id, host.display_name.clone()));
        let removal = RemoveHost {
            reason: said_in(reason),
            then: match then.get_untracked().as_str() {
                "leave_unclaimed" => AfterPrimary::LeaveUnclaimed,
                _ => AfterPrimary::PromoteNext,
            },
        };
        doing.run(async move { api::remove_host((event_id, id), &removal).await }, move |hosts| {
            open.try_set(false);
            shown.take(hosts, format!("{name} is removed."));
        });
    };
    let wrong = doing.wrong("/reason");
    let label = if is_primary { "Why" } else { "Why (optional)" };
    view! {
        <p>"They cannot change the plan any more, and are told so."</p>
        {becomes.map(|said| view! { <p>{said}</p> })}
        <Form
            doing
            labels=&[("/reason", "Why")]
            submit="Remove"
            look=Look::Danger
            cancel=Callback::new(move |()| open.set(false))
            says=words::hosting_failure
            send
        >
            {next.filter(|_| is_primary && may_leave_it).map(|name| {
                let options =
                    vec![("leave_unclaimed".to_owned(), "Nobody, until one takes it".to_owned())];
                let none: &'static str = "The co-host who is there for longest";
                view! {
                    <p>{format!("That is {name}.")}</p>
                    <SelectField label="Who has it in hand then" none options value=then />
                }
            })}
            <TextArea label value=reason error=wrong max_length=500 />
        </Form>
    }
    .into_any()
}

/// Asks before a gathering is handed over, and what becomes of whoever had it.
#[component]
pub fn HandOverDialog(
    /// Who runs it.
    shown: Shown,
    /// To whom.
    host: Memo<Host>,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let title = move || format!("Hand over to {}?", host.with(|host| host.display_name.clone()));
    view! {
        <Dialog open title=Signal::derive(title)><HandOverForm shown host open /></Dialog>
    }
    .into_any()
}

#[component]
fn HandOverForm(shown: Shown, host: Memo<Host>, open: RwSignal<bool>) -> impl IntoView {
    let (doing, keep) = (Doing::new(), RwSignal::new(String::new()));
    let (name, to) = host.with_untracked(|host| (host.display_name.clone(), host.account_id));
    let former = shown.hosts.with_untracked(|all| {
        all.hosts
            .iter()
            .find(|one| one.is_primary && !one.is_you)
            .map(|one| one.display_name.clone())
    });
    let says = match &former {
        None => format!("{name} is the primary host then, and decides who else runs it."),
        Some(former) => format!("{name} is the primary host then, in place of {former}."),
    };
    // The reader has it, or an admin hands over what somebody else has.
    let (label, host_stays, cohost_stays, leaves) = match former {
        None => ("What you are then", "A host", "A co-host", "I leave the hosts"),
        Some(_) => ("What they are then", "A host", "A co-host", "They leave the hosts"),
    };
    let send = move |()| {
        let event_id = shown.hosts.with_untracked(|all| all.event.id);
        let transfer = TransferEvent {
            account_id: to,
            keep_as: match keep.get_untracked().as_str() {
                "cohost" => KeepAs::Cohost,
                "leave" => KeepAs::Leave,
                _ => KeepAs::Host,
            },
        };
        let was_among = shown.hosts.with_untracked(is_among);
        doing.run(async move { api::transfer_event(event_id, &transfer).await }, move |hosts| {
            if was_among && !is_among(&hosts) {
                return go_away();
            }
            open.try_set(false);
            let said = words::now_is(&hosts, to);
            shown.take(hosts, said);
        });
    };
    let options = [("cohost", cohost_stays), ("leave", leaves)]
        .map(|(wire, name)| (wire.to_owned(), name.to_owned()));
    let wrong = doing.wrong("/keep_as");
    view! {
        <p>{says}</p>
        <Form
            doing
            labels=&[("/keep_as", "What becomes of whoever had it")]
            submit="Hand over"
            cancel=Callback::new(move |()| open.set(false))
            says=words::hosting_failure
            send
        >
            <SelectField label none=host_stays options=options.into() value=keep error=wrong />
        </Form>
    }
    .into_any()
}
