use gather_wire::{CreateInvite, InviteLink};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    changes::days,
    roles::{RoleField, Roles},
};
use crate::{
    api,
    components::{Doing, Form, FormKey, Reload, SelectField, TextArea, TextField, said_in},
    words,
};

/// What is filled in for an invite link. It stays while somebody looks for a member instead.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The address whose owner alone may accept.
    pub email: RwSignal<String>,
    role: RwSignal<String>,
    lasts: RwSignal<String>,
    label: RwSignal<String>,
    note: RwSignal<String>,
    send_email: RwSignal<bool>,
}

impl Draft {
    /// Nothing is filled in.
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            email: empty(),
            role: empty(),
            lasts: empty(),
            label: empty(),
            note: empty(),
            send_email: RwSignal::new(false),
        }
    }

    fn clear(self) {
        for field in [self.email, self.role, self.lasts, self.label, self.note] {
            field.try_set(String::new());
        }
        self.send_email.try_set(false);
    }
}

/// Makes an invite link.
#[component]
pub fn LinkForm(
    /// What may be offered.
    roles: Memo<Roles>,
    /// The gathering.
    event_id: Uuid,
    /// Whether they invite as an admin.
    as_admin: bool,
    /// What is filled in.
    draft: Draft,
    /// Takes what was made.
    made: RwSignal<Option<InviteLink>>,
) -> impl IntoView {
    let (reload, doing, key) = (Reload::find(), Doing::new(), FormKey::new());
    let Draft { email, role, lasts, label, note, send_email } = draft;
    // A mail goes to an address.
    let has_email = Memo::new(move |_| !email.read().trim().is_empty());
    let send = move |()| {
        let role = role.with_untracked(|role| roles.get_untracked().chosen(role));
        let body = CreateInvite {
            email_restriction: said_in(email),
            role: Some(role),
            expires_in_days: said_in(lasts).and_then(|days| days.parse().ok()),
            send_email: has_email.get_untracked() && send_email.get_untracked(),
            label: said_in(label),
            note: said_in(note),
        };
        let sent_key = key.of(&body);
        let call = async move { api::create_invite(event_id, as_admin, &body, &sent_key).await };
        doing.run(call, move |link| {
            key.forget();
            draft.clear();
            made.try_set(Some(link));
            reload.now();
        });
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
                error=doing.wrong("/email_restriction")
                kind="email"
                input_mode="email"
                max_length=254
            />
            <div class="columns">
                <RoleField roles role error=doing.wrong("/role") />
                <SelectField
                    label="How long the link works"
                    none="7 days"
                    options=days()
                    value=lasts
                    error=doing.wrong("/expires_in_days")
                />
            </div>
            <TextArea
                label="Words to them (optional)"
                hint="They read it on the invite’s page."
                value=note
                error=doing.wrong("/note")
                max_length=500
            />
            <TextField
                label="Label (optional)"
                hint="For you, to find it again. They do not see it."
                value=label
                error=doing.wrong("/label")
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
