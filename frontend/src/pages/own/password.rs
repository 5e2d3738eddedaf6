use gather_wire::{ChangePassword, SecretText};
use leptos::prelude::*;

use crate::{
    api,
    components::{Changes, Doing, Form, PasswordField},
};

/// Another password in place of the present one.
#[component]
pub fn PasswordForm(
    /// The address that password managers keep it with.
    email: Signal<String>,
) -> impl IntoView {
    let changes = Changes::find();
    let doing = Doing::new();
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move |()| {
        let body = ChangePassword {
            current_password: SecretText(current.get_untracked()),
            new_password: SecretText(new.get_untracked()),
        };
        doing.run(async move { api::change_password(&body).await }, move |_| {
            current.try_set(String::new());
            new.try_set(String::new());
            changes.say("The password is changed. Everywhere else you are signed out.");
        });
    };
    view! {
        <Form
            doing
            labels=&[("/current_password", "Present password"), ("/new_password", "New password")]
            submit="Change password"
            send
        >
            // Password managers want to know whose password it is.
            <input type="text" autocomplete="username" hidden readonly prop:value=email />
            <PasswordField
                label="Present password"
                value=current
                error=doing.wrong("/current_password")
                autocomplete="current-password"
            />
            <PasswordField
                label="New password"
                hint="At least 8 characters. You are signed out everywhere else."
                value=new
                error=doing.wrong("/new_password")
                autocomplete="new-password"
            />
        </Form>
    }
    .into_any()
}
