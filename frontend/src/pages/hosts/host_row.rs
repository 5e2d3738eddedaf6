use gather_wire::{Action, Host, HostRole, Hosts};
use leptos::prelude::*;

use super::{
    create::may,
    host_dialogs::{HandOverDialog, LeaveDialog, RemoveHostDialog},
    step_up::{ReverseDialog, is_reversible},
};
use crate::{
    api, browser,
    components::{ActButton, Changes, Doing, Look, Refusal, dynamic},
    time,
    words::{self, Reader},
};

/// The heading of the list, where whoever changed it goes on: the row may be gone, or elsewhere.
pub const HEADING: &str = "running";

/// Those who run a gathering, as the page shows them.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Who they are.
    pub hosts: RwSignal<Hosts>,
    changes: Changes,
}

impl Shown {
    /// As the server told.
    pub fn new(hosts: RwSignal<Hosts>) -> Self {
        Self { hosts, changes: Changes::find() }
    }

    /// Shows what a change led to, and says what it was.
    pub fn take(self, hosts: Hosts, said: impl Into<String>) {
        self.hosts.try_set(hosts);
        self.changes.say(said);
        request_animation_frame(|| browser::focus(HEADING));
    }
}

/// What can be done with somebody who runs a gathering.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Can {
    leave: bool,
    remove: bool,
    change_role: bool,
    hand_over: bool,
}

impl Can {
    fn of(hosts: &Hosts, host: &Host) -> Self {
        let decides = may(hosts, Action::ChangeHostRoles) && !host.is_primary;
        Self {
            leave: host.is_you,
            remove: may(hosts, Action::RemoveHost) && !host.is_you,
            change_role: decides,
            hand_over: decides && hosts.hosts.iter().any(|one| one.is_primary),
        }
    }

    const fn anything(self) -> bool {
        self.leave || self.remove || self.change_role || self.hand_over
    }
}

/// Somebody who runs a gathering, and what can be done about that.
#[component]
pub fn HostRow(
    /// All of them.
    shown: Shown,
    /// This one.
    host: Memo<Host>,
) -> impl IntoView {
    let changing = RwSignal::new(false);
    let can = Memo::new(move |_| shown.hosts.with(|all| host.with(|host| Can::of(all, host))));
    let name = move || host.with(|host| host.display_name.clone());
    let came = move || {
        host.with(|host| {
            let at = browser::wall_clock(host.accepted_at);
            words::came(host, &time::since(at, browser::now()))
        })
    };
    let trial = move || {
        let until = host.with(|host| host.on_trial_until)?;
        Some(words::on_trial(browser::wall_clock(until)))
    };
    let role = move || host.with(|host| words::role_name(host.role, host.is_primary));
    let tone = move || if host.with(|host| host.is_primary) { "good" } else { "plain" };
    view! {
        <li class="plan-row">
            <p class="row person-name">
                <strong>
                    {dynamic(name)}{dynamic(move || host.with(|host| host.is_you).then_some(" (you)"))}
                </strong>
                <span class="chip push" data-tone=tone>{role}</span>
            </p>
            <div class="row plan-person">
                <p class="small soft">{came}{dynamic(trial)}</p>
                <Show when=move || can.get().anything()>
                    <button
                        type="button"
                        class="button unfold push"
                        data-kind="quiet"
                        aria-expanded=move || changing.get().to_string()
                        on:click=move |_| changing.update(|open| *open = !*open)
                    >
                        "Change"<span class="visually-hidden">" for "{dynamic(name)}</span>
                    </button>
                </Show>
            </div>
            <Show when=move || changing.get() && can.get().anything()>
                <Acts shown host can changing />
            </Show>
        </li>
    }
    .into_any()
}

/// The rarer things, unfolded.
#[component]
fn Acts(shown: Shown, host: Memo<Host>, can: Memo<Can>, changing: RwSignal<bool>) -> impl IntoView {
    let doing = Doing::new();
    let [leaving, removing, handing_over, reversing] = [(); 4].map(|()| RwSignal::new(false));
    let may_reverse = Memo::new(move |_| {
        shown.hosts.with(|all| may(all, Action::ReverseStepUp)) && host.with(is_reversible)
    });
    let other_role = Memo::new(move |_| match host.with(|host| host.role) {
        HostRole::Host => HostRole::Cohost,
        HostRole::Cohost => HostRole::Host,
    });
    let change_role = move |()| {
        let role = other_role.get_untracked();
        let event_id = shown.hosts.with_untracked(|all| all.event.id);
        let id = host.with_untracked(|host| host.account_id);
        doing.run(async move { api::change_host_role((event_id, id), role).await }, move |hosts| {
            changing.try_set(false);
            let said = words::now_is(&hosts, id);
            shown.take(hosts, said);
        });
    };
    let label = move || match other_role.get() {
        HostRole::Host => "Make a host",
        HostRole::Cohost => "Make a co-host",
    };
    let of = move || {
        let name = move || host.with(|host| host.display_name.clone());
        view! { <span class="visually-hidden">": "{dynamic(name)}</span> }
    };
    view! {
        <div class="unfolded stack tight">
            <div class="row acts">
                <Show when=move || can.get().change_role>
                    <ActButton busy=Signal::derive(move || doing.is_pending()) act=change_role>
                        {dynamic(label)}{of()}
                    </ActButton>
                </Show>
                <Show when=move || can.get().hand_over>
                    <ActButton act=move |()| handing_over.set(true)>"Hand over"{of()}</ActButton>
                </Show>
                <Show when=move || may_reverse.get()>
                    <ActButton act=move |()| reversing.set(true)>
                        "Take it out of their hands"{of()}
                    </ActButton>
                </Show>
                <Show when=move || can.get().remove>
                    <ActButton look=Look::Quiet act=move |()| removing.set(true)>
                        "Remove"{of()}
                    </ActButton>
                </Show>
                <Show when=move || can.get().leave>
                    <ActButton act=move |()| leaving.set(true)>"Leave the hosts"</ActButton>
                </Show>
            </div>
            <Refusal doing reader=Signal::stored(Reader::Host) says=words::hosting_failure />
            <HandOverDialog shown host open=handing_over />
            <RemoveHostDialog shown host open=removing />
            <LeaveDialog shown open=leaving />
            <ReverseDialog shown host open=reversing />
        </div>
    }
    .into_any()
}
