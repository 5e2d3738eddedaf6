use leptos::prelude::*;

use super::{Doing, Form, Look, Says, TextArea};

/// The form of a dialog in which somebody takes something from others, and says why.
#[component]
pub fn WhyForm(
    /// What sending it does.
    doing: Doing,
    /// What the button says.
    submit: &'static str,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// Sends it, with the reason as it was typed.
    #[prop(into)]
    send: Callback<String>,
    /// What it says of a failure of which it knows more than the code does.
    #[prop(optional)]
    says: Option<Says>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let wrong = doing.wrong("/reason");
    let says = says.unwrap_or(|_| None);
    view! {
        <Form
            doing
            labels=&[("/reason", "Why")]
            submit
            look=Look::Danger
            cancel=Callback::new(move |()| open.set(false))
            says
            send=move |()| send.run(reason.get_untracked())
        >
            <TextArea label="Why" value=reason error=wrong required=true max_length=500 />
        </Form>
    }
    .into_any()
}
