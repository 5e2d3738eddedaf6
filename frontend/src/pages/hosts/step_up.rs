use gather_wire::{Action, Host, HostRole, Hosts};
use leptos::prelude::*;

use super::{create::may, host_row::Shown};
use crate::{
    api,
    components::{ActButton, Dialog, Doing, Look, Refusal, WhyForm, dynamic},
    words::{self, Reader},
};

/// Takes a gathering in hand that is in nobody's.
#[component]
pub fn StepUp(
    /// Who runs it.
    shown: Shown,
) -> impl IntoView {
    let doing = Doing::new();
    let act = move |()| {
        let event_id = shown.hosts.with_untracked(|all| all.event.id);
        doing.run(async move { api::step_up(event_id).await }, move |hosts| {
            shown.take(hosts, "It is in your hands: you are its primary host now.");
        });
    };
    let busy = Signal::derive(move || doing.is_pending());
    view! {
        <Show when=move || shown.hosts.with(|all| may(all, Action::StepUp))>
            <div class="row">
                <ActButton look=Look::Primary busy act>"Take it in hand"</ActButton>
            </div>
        </Show>
        <Refusal doing reader=Signal::stored(Reader::Host) says=words::hosting_failure />
    }
    .into_any()
}

/// Whether somebody took the gathering in hand so lately that an admin may reverse it.
pub const fn is_reversible(host: &Host) -> bool {
    host.on_trial_until.is_some()
}

/// Asks an admin why the gathering is taken out of somebody's hands who took it in hand.
#[component]
pub fn ReverseDialog(
    /// Who runs it.
    shown: Shown,
    /// Who took it in hand.
    host: Memo<Host>,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let name = move || host.with(|host| host.display_name.clone());
    let title = move || format!("Take it out of the hands of {}?", name());
    let then = move || match shown.hosts.with(next_host) {
        Some(next) => format!("They are a co-host again then, and {next} has it in hand."),
        None => "They are a co-host again then, and nobody has it in hand.".to_owned(),
    };
    let doing = Doing::new();
    let send = move |reason| {
        let event_id = shown.hosts.with_untracked(|all| all.event.id);
        let name = host.with_untracked(|host| host.display_name.clone());
        doing.run(async move { api::reverse_step_up(event_id, reason).await }, move |hosts| {
            open.try_set(false);
            shown.take(hosts, format!("{name} is a co-host again."));
        });
    };
    view! {
        <Dialog open title=Signal::derive(title)>
            <p>{dynamic(then)}</p>
            <p>"They are told so, and why."</p>
            <WhyForm
                doing
                submit="Take it out of their hands"
                open
                says=words::hosting_failure
                send
            />
        </Dialog>
    }
    .into_any()
}

/// The other host who has run it for longest: co-hosts do not inherit it from whoever stepped up.
fn next_host(hosts: &Hosts) -> Option<String> {
    let others = hosts.hosts.iter().filter(|host| !host.is_primary);
    let mut hosts = others.filter(|host| host.role == HostRole::Host);
    hosts.next().map(|host| host.display_name.clone())
}
