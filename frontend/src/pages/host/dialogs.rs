//! What a host is asked before the plan moves on.

use gather_wire::{ChangeStatus, EventStatus};
use leptos::prelude::*;

use super::{readiness::blocker_list, shell::Hosting};
use crate::{
    api,
    components::{
        ActButton, Dialog, Doing, Look, Refusal, Reload, TextArea, Toasts, dynamic, said_in,
    },
    words::{self, Standing},
};

/// Moves the plan, says so, and closes the dialog.
fn go(
    hosting: Hosting,
    open: RwSignal<bool>,
    doing: Doing,
    status: EventStatus,
    said: &'static str,
) -> impl Fn(Option<String>) + Copy + Send + Sync + 'static {
    let (toasts, reload) = (Toasts::find(), Reload::find());
    move |reason| {
        let by = hosting.by.get_value();
        let change = ChangeStatus { status, reason };
        doing.run_or(
            async move { api::change_status(&by, &change).await },
            move |_| {
                open.try_set(false);
                toasts.say(said);
                reload.now();
            },
            // The plan has moved on meanwhile: show where it is.
            move |error| {
                if error.code().is_some() {
                    reload.now();
                }
            },
        );
    }
}

/// The two buttons of each of these dialogs.
#[component]
fn Choice(
    label: &'static str,
    #[prop(default = Look::Primary)] look: Look,
    #[prop(optional, into)] standing: Option<Signal<Standing>>,
    doing: Doing,
    open: RwSignal<bool>,
    #[prop(into)] act: Callback<()>,
) -> impl IntoView {
    let standing = standing.unwrap_or_else(|| Signal::stored(Standing::Allowed));
    view! {
        <div class="row">
            <ActButton look standing busy=Signal::derive(move || doing.is_pending()) act>
                {dynamic(move || if doing.is_pending() { "Saving…" } else { label })}
            </ActButton>
            <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
        </div>
    }
    .into_any()
}

/// From confirming to frozen: a checklist, and behind each open point the way to mend it.
#[component]
pub fn FreezeDialog(
    /// The gathering.
    hosting: Hosting,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let act = go(hosting, open, doing, EventStatus::Frozen, "The plan is frozen.");
    // The server's list is the latest: somebody may have taken an item back a moment ago.
    let blockers = Memo::new(move |_| {
        let answered = doing.error().map(|error| error.blockers()).unwrap_or_default();
        if answered.is_empty() {
            hosting.overview.with(|overview| overview.freeze.blockers.clone())
        } else {
            answered
        }
    });
    let unconfirmed = move || {
        hosting.overview.with(|overview| {
            overview.progress.assigned.saturating_sub(overview.progress.acknowledged)
        })
    };
    view! {
        <Dialog open title="Freeze the plan?">
            <ul class="checklist">
                <li data-state=move || if blockers.with(Vec::is_empty) { "done" } else { "open" }>
                    {dynamic(move || match blockers.with(Vec::len) {
                        0 => "Every critical item has someone.".to_owned(),
                        count => {
                            let items = words::say_count(count as u64, "critical item is", "critical items are");
                            format!("{items} open:")
                        }
                    })}
                    {dynamic(move || blockers.with(|all| (!all.is_empty()).then(|| blocker_list(hosting, all))))}
                </li>
                <li data-state=move || if unconfirmed() == 0 { "done" } else { "note" }>
                    {dynamic(move || match unconfirmed() {
                        0 => "Everybody has confirmed.".to_owned(),
                        count => format!(
                            "{}. They still can, after freezing.",
                            words::say_missing(count, "confirmed"),
                        ),
                    })}
                </li>
            </ul>
            <p class="soft">"Afterwards only a host changes the plan, each time with a reason."</p>
            <Refusal doing reader=hosting.reader />
            <Choice label="Freeze the plan" doing open act=move |()| act(None) />
        </Dialog>
    }
    .into_any()
}

/// From frozen back to confirming. A reason helps, and is not asked for.
#[component]
pub fn UnfreezeDialog(
    /// The gathering.
    hosting: Hosting,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let reason = RwSignal::new(String::new());
    let said = "The plan is open again.";
    let act = go(hosting, open, doing, EventStatus::Confirming, said);
    let send = move |()| act(said_in(reason));
    let error = doing.wrong("/reason");
    view! {
        <Dialog open title="Unfreeze the plan?">
            <p>
                "Coordinators can change their teams again. It is marked as an override in the \
                 history."
            </p>
            <TextArea label="Reason (optional)" value=reason error max_length=500 />
            <Refusal doing reader=hosting.reader />
            <Choice label="Unfreeze" doing open act=send />
        </Dialog>
    }
    .into_any()
}

/// From frozen to complete, for good.
#[component]
pub fn FinishDialog(
    /// The gathering.
    hosting: Hosting,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let doing = Doing::new();
    let act = go(hosting, open, doing, EventStatus::Complete, "Finished, thank you.");
    view! {
        <Dialog open title="Finish the gathering?">
            <p>
                "Everybody’s page then says that it is over. Nothing can be changed or confirmed \
                 any more, and this cannot be taken back."
            </p>
            <Refusal doing reader=hosting.reader />
            <Choice label="Finish" look=Look::Danger doing open act=move |()| act(None) />
        </Dialog>
    }
    .into_any()
}
