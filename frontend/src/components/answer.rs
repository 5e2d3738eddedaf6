//! What somebody says to a thing of theirs: that they bring it, that they cannot, that they can
//! after all.

use gather_wire::{Action, AllowedAction, OwnAssignment};
use leptos::prelude::*;

use super::{
    ActButton, Changes, Dialog, Doing, Look, Refusal, Reload, TextArea, Toasts, dynamic, said_in,
};
use crate::{
    api::{self, ApiError},
    browser,
    credential::Credential,
    time,
    words::{self, Reader},
};

/// One thing of the reader's own, to be answered.
#[derive(Clone, Copy)]
struct Answering {
    own: Signal<OwnAssignment>,
    by: StoredValue<Credential>,
    reader: Signal<Reader>,
    answered: Callback<OwnAssignment>,
    /// Where the focus goes when the button that had it is gone.
    focus: StoredValue<String>,
    toasts: Toasts,
    changes: Changes,
    reload: Reload,
}

impl Answering {
    fn confirm(self, doing: Doing) {
        let (by, id) = (self.by.get_value(), self.own.with_untracked(|own| own.id));
        doing.run(async move { api::confirm(&by, id).await }, move |now| {
            self.toasts.whisper(format!("Confirmed: {}", now.item.name));
            self.take(now);
            self.reload.now();
        });
    }

    fn decline(self, reason: Option<String>, doing: Doing, open: RwSignal<bool>) {
        let (by, id) = (self.by.get_value(), self.own.with_untracked(|own| own.id));
        let call = async move { api::decline(&by, id, reason).await };
        self.answer(doing, call, "You said that you can’t", move || {
            open.try_set(false);
        });
    }

    fn take_back(self, doing: Doing) {
        let (by, id) = (self.by.get_value(), self.own.with_untracked(|own| own.id));
        let call = async move { api::take_back_decline(&by, id).await };
        self.answer(doing, call, "You can after all", || ());
    }

    /// Makes the call and reports it, with the way back to what was said before.
    fn answer(
        self,
        doing: Doing,
        call: impl Future<Output = Result<OwnAssignment, ApiError>> + 'static,
        said: &'static str,
        done: impl FnOnce() + 'static,
    ) {
        let (by, reader) = (self.by.get_value(), self.reader.get_untracked());
        let before = self.own.get_untracked();
        doing.run(call, move |now| {
            done();
            let said = format!("{said}: {}.", now.item.name);
            self.changes.report(said, reader, move || put_back(by.clone(), before.clone()));
            self.take(now);
        });
    }

    /// Shows the server's answer at once; the next load says the same.
    fn take(self, now: OwnAssignment) {
        self.answered.try_run(now);
        let Some(focus) = self.focus.try_get_value() else { return };
        request_animation_frame(move || {
            if browser::focus_is_lost() {
                browser::focus_in_place(&focus);
            }
        });
    }
}

/// Says again what was said before.
async fn put_back(by: Credential, before: OwnAssignment) -> Result<OwnAssignment, ApiError> {
    match (before.acknowledged, before.declined) {
        (true, _) => api::confirm(&by, before.id).await,
        (_, true) => api::decline(&by, before.id, before.decline_reason).await,
        _ => api::take_back_decline(&by, before.id).await,
    }
}

/// What the reader has said, and what they may say instead. One button is loud: the one that
/// confirms.
#[component]
pub fn AnswerButtons(
    /// The thing.
    own: Signal<OwnAssignment>,
    /// Who answers.
    by: StoredValue<Credential>,
    /// What the reader may do.
    allowed: Signal<Vec<AllowedAction>>,
    /// Who reads it.
    reader: Signal<Reader>,
    /// Told what the server made of an answer.
    answered: Callback<OwnAssignment>,
    /// The id of what gets the focus when the button that had it is gone.
    focus: String,
) -> impl IntoView {
    let focus = StoredValue::new(focus);
    let (toasts, changes, reload) = (Toasts::find(), Changes::find(), Reload::find());
    let answering = Answering { own, by, reader, answered, focus, toasts, changes, reload };
    let (doing, declining) = (Doing::new(), RwSignal::new(false));
    let busy = Signal::derive(move || doing.is_pending());
    let may = move |action| {
        Memo::new(move |_| words::standing(&[&allowed.read()], action, &reader.read()))
    };
    let (may_confirm, may_take_back) = (may(Action::Acknowledge), may(Action::TakeBackDecline));
    let may_decline = may(Action::DeclineAssignment);
    let said = Memo::new(move |_| own.with(|own| (own.acknowledged_at, own.declined)));
    let name = move || dynamic(move || own.with(|own| own.item.name.clone()));

    view! {
        {dynamic(move || match said.get() {
            (Some(at), _) => {
                let since = time::since(browser::wall_clock(at), browser::now());
                view! { <p class="confirmed"><span aria-hidden="true">"✓ "</span>"Confirmed "{since}</p> }
                    .into_any()
            }
            (None, true) => view! {
                <p class="cannot">{dynamic(move || words::declined(&reader.read()))}</p>
                {dynamic(move || own.with(|own| own.decline_reason.clone()).map(|reason| view! {
                    <p class="note">{reason}</p>
                }))}
                <ActButton standing=may_take_back busy act=move |()| answering.take_back(doing)>
                    {dynamic(move || if busy.get() { "Saving…" } else { "I can after all" })}
                </ActButton>
            }
            .into_any(),
            (None, false) => view! {
                <ActButton
                    standing=may_confirm
                    look=Look::Primary
                    wide=true
                    busy
                    act=move |()| answering.confirm(doing)
                >
                    {dynamic(move || if busy.get() { "Saving…" } else { "I’ll bring it" })}
                </ActButton>
            }
            .into_any(),
        })}
        <Refusal doing reader />
        // Where it is refused, so is confirming, and that button says why.
        <Show when=move || !said.get().1 && !may_decline.read().is_refused()>
            <button
                type="button"
                class="button"
                data-kind="quiet"
                on:click=move |_| declining.set(true)
            >
                "I can’t bring this"<span class="visually-hidden">" "{name()}</span>
            </button>
        </Show>
        <DeclineDialog answering open=declining />
    }
    .into_any()
}

/// Asks why, and takes silence for an answer.
#[component]
fn DeclineDialog(answering: Answering, open: RwSignal<bool>) -> impl IntoView {
    let Answering { own, reader, .. } = answering;
    let doing = Doing::new();
    let reason = RwSignal::new(String::new());
    let error = doing.wrong("/reason");
    let title = move || format!("You can’t bring {}?", own.with(|own| own.item.name.clone()));
    let send = move |()| answering.decline(said_in(reason), doing, open);
    view! {
        <Dialog open title=Signal::derive(title)>
            <p>{dynamic(move || words::declining(&reader.read()))}</p>
            <TextArea label="Why (optional)" value=reason error max_length=500 />
            <Refusal doing reader />
            <div class="row">
                <ActButton
                    look=Look::Primary
                    busy=Signal::derive(move || doing.is_pending())
                    act=send
                >
                    {dynamic(move || if doing.is_pending() { "Saving…" } else { "I can’t bring this" })}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </div>
        </Dialog>
    }
    .into_any()
}
