use leptos::prelude::*;

use super::{ActButton, Doing, Refusal, Toasts, dynamic};
use crate::{api, browser, credential::Credential, words::Reader};

/// Takes what the reader brings into their own calendar.
#[component]
pub fn CalendarButton(
    /// Who takes it.
    by: StoredValue<Credential>,
    /// Who reads it.
    reader: Signal<Reader>,
) -> impl IntoView {
    let toasts = Toasts::find();
    let doing = Doing::new();
    let take = move |()| {
        let by = by.get_value();
        doing.run(async move { api::calendar(&by).await }, move |file| {
            browser::save_file(&file.name, &file.media_type, &file.text);
            toasts.say("The calendar file is saved. Open it to add what you bring.");
        });
    };
    view! {
        <div class="stack tight">
            <div class="row">
                <ActButton busy=Signal::derive(move || doing.is_pending()) act=take>
                    {dynamic(move || if doing.is_pending() { "Fetching…" } else { "Add to calendar" })}
                </ActButton>
                <span class="soft small">"A file (.ics) that any calendar opens"</span>
            </div>
            <Refusal doing reader />
        </div>
    }
    .into_any()
}
