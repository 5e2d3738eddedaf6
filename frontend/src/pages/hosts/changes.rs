use gather_wire::{EditInvite, Invite, InviteLink, ResendInvite};
use leptos::prelude::*;

use crate::{
    api,
    components::{
        ActButton, Changes, Dialog, Doing, Form, Look, Refusal, Reload, SelectField, TextArea,
        TextField, dynamic, said_in,
    },
    words::{self, Reader},
};

/// How long a link may work, apart from what goes without saying.
pub fn days() -> Vec<(String, String)> {
    [("3", "3 days"), ("14", "14 days"), ("30", "30 days")]
        .map(|(wire, name)| (wire.to_owned(), name.to_owned()))
        .into()
}

/// Gives an invite a new link: the one before ends at once.
#[component]
pub fn NewLink(
    /// The invite.
    invite: Memo<Invite>,
    /// Whether this is open.
    open: RwSignal<bool>,
    /// Takes the new link.
    made: RwSignal<Option<InviteLink>>,
) -> impl IntoView {
    let (reload, doing, lasts) = (Reload::find(), Doing::new(), RwSignal::new(String::new()));
    let send_email = RwSignal::new(false);
    let has_email = invite.with_untracked(|invite| invite.email_restriction.is_some());
    let send = move |()| {
        let ids = invite.with_untracked(|invite| (invite.event_id, invite.id));
        let wish = ResendInvite {
            expires_in_days: said_in(lasts).and_then(|days| days.parse().ok()),
            send_email: send_email.get_untracked(),
        };
        doing.run(async move { api::resend_invite(ids, &wish).await }, move |link| {
            open.try_set(false);
            made.try_set(Some(link));
            reload.now();
        });
    };
    let close = Callback::new(move |()| open.set(false));
    let wrong = doing.wrong("/expires_in_days");
    view! {
        <div class="unfolded stack">
            <p>"The new link replaces the old one, which stops working at once, wherever it is."</p>
            <Form
                doing
                labels=&[("/expires_in_days", "How long it works"), ("/send_email", "The mail")]
                submit="Make a new link"
                cancel=close
                says=words::inviting_failure
                send
            >
                <SelectField label="How long it works" none="7 days" options=days() value=lasts error=wrong />
                {has_email.then(|| view! {
                    <label class="check">
                        <input type="checkbox" bind:checked=send_email />
                        "Mail it to them, too"
                    </label>
                })}
            </Form>
        </div>
    }
    .into_any()
}

/// Changes how long an open invite works, its label, and the words to whom it is for.
#[component]
pub fn ChangeInvite(
    /// The invite.
    invite: Memo<Invite>,
    /// Whether this is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (changes, doing) = (Changes::find(), Doing::new());
    let before = invite.get_untracked();
    let lasts = RwSignal::new(String::new());
    let label = RwSignal::new(before.label.clone().unwrap_or_default());
    let note = RwSignal::new(before.note.clone().unwrap_or_default());
    let send = move |()| {
        let ids = invite.with_untracked(|invite| (invite.event_id, invite.id));
        let (label, note) = (said_in(label), said_in(note));
        let change = EditInvite {
            expires_in_days: said_in(lasts).and_then(|days| days.parse().ok()),
            label: (label != before.label).then_some(label),
            note: (note != before.note).then_some(note),
        };
        doing.run(async move { api::edit_invite(ids, &change).await }, move |_| {
            open.try_set(false);
            changes.say("The invite is changed. Its link stays the same.");
        });
    };
    let close = Callback::new(move |()| open.set(false));
    let mut lengths = days();
    lengths.insert(1, ("7".to_owned(), "7 days".to_owned()));
    view! {
        <div class="unfolded">
            <Form
                doing
                labels=&[
                    ("/expires_in_days", "How long it works from now on"),
                    ("/label", "Label"),
                    ("/note", "Words to them"),
                ]
                submit="Save"
                cancel=close
                says=words::inviting_failure
                send
            >
                <SelectField
                    label="How long it works from now on"
                    none="As before"
                    options=lengths
                    value=lasts
                    error=doing.wrong("/expires_in_days")
                />
                <TextArea label="Words to them (optional)" value=note error=doing.wrong("/note") max_length=500 />
                <TextField label="Label (optional)" value=label error=doing.wrong("/label") max_length=120 />
            </Form>
        </div>
    }
    .into_any()
}

/// Asks before an invite is taken back.
#[component]
pub fn RevokeDialog(
    /// The invite.
    invite: Memo<Invite>,
    /// Whether it is asking.
    open: RwSignal<bool>,
    /// Told once it is.
    revoked: Callback<()>,
) -> impl IntoView {
    let (changes, doing) = (Changes::find(), Doing::new());
    let reason = RwSignal::new(String::new());
    let title = move || format!("Take back the invite for {}?", invite.with(words::invited));
    let send = move |()| {
        let ids = invite.with_untracked(|invite| (invite.event_id, invite.id));
        let why = said_in(reason);
        doing.run(async move { api::revoke_invite(ids, why).await }, move |()| {
            open.try_set(false);
            revoked.run(());
            changes.say("The invite is taken back. Its link does not work any more.");
        });
    };
    let wrong = doing.wrong("/reason");
    view! {
        <Dialog open title=Signal::derive(title)>
            <p>
                "Its link stops working at once, wherever it is. Whoever was mailed it is told. To \
                 invite them after all, make a new one."
            </p>
            <TextArea label="Why (optional)" value=reason error=wrong max_length=500 />
            <Refusal doing reader=Signal::stored(Reader::Host) says=words::inviting_failure />
            <div class="row">
                <ActButton look=Look::Danger busy=Signal::derive(move || doing.is_pending()) act=send>
                    {dynamic(move || if doing.is_pending() { "Saving…" } else { "Take it back" })}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </div>
        </Dialog>
    }
    .into_any()
}
