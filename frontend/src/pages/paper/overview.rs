use leptos::prelude::*;

use crate::{
    api::{self, Takeaway},
    browser,
    components::{ActButton, Doing, Go, PageHeading, Refusal, Toasts, dynamic},
    pages::host::Hosting,
};

/// `/h/paper#…`, `/events/{id}/paper`: what can be printed, and what can be kept.
#[component]
pub fn PaperPage() -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title="Print & save">"Print & save"</PageHeading>
                <p class="soft">"For the fridge door, for a calendar, for those who have no phone at hand."</p>
            </header>
            <section class="card" aria-labelledby="sheets">
                <h2 id="sheets">"Print sheets"</h2>
                <p class="soft">
                    "Who brings what, with phone numbers and a box to tick. In black and white, on A4 \
                     or Letter."
                </p>
                <div class="row">
                    <Go to=hosting.at("/paper/teams") class="button">"Team by team"</Go>
                    <Go to=hosting.at("/paper/days") class="button">"Day by day"</Go>
                </div>
            </section>
            <section class="card" aria-labelledby="files">
                <h2 id="files">"Files"</h2>
                <ul class="stack">
                    <File
                        hosting
                        file=Takeaway::Calendar
                        name="Calendar"
                        about="An entry for everything that has a time or a day. Import it again after \
                               a change: entries are replaced, not doubled."
                    />
                    <File
                        hosting
                        file=Takeaway::Table
                        name="Table"
                        about="The whole plan for a spreadsheet program, without phone numbers and \
                               e-mail addresses."
                    />
                    <File
                        hosting
                        file=Takeaway::Text
                        name="Text"
                        about="Team by team, to be pasted into a message."
                    />
                </ul>
            </section>
            <section class="card" aria-labelledby="cards">
                <h2 id="cards">"Links as QR codes"</h2>
                <p class="soft">
                    "Beside each person’s link, under More ways: a card with their name and a code \
                     that a phone’s camera opens."
                </p>
                <Go to=hosting.at("/links") class="button">"Invite links"</Go>
            </section>
        </div>
    }
    .into_any()
}

/// One file: what it is, and the button that saves it.
#[component]
fn File(
    hosting: Hosting,
    file: Takeaway,
    name: &'static str,
    about: &'static str,
) -> impl IntoView {
    let toasts = Toasts::find();
    let doing = Doing::new();
    let act = move |()| {
        let by = hosting.by.get_value();
        let call = async move { api::take_away(&by, hosting.event_id, file).await };
        doing.run(call, move |file: api::File| {
            browser::save_file(&file.name, &file.media_type, &file.text);
            toasts.say(format!("{} is saved.", file.name));
        });
    };
    view! {
        <li class="stack tight">
            <div class="row">
                <p class="readiness-words"><strong>{name}</strong><br /><span class="small soft">{about}</span></p>
                <ActButton busy=Signal::derive(move || doing.is_pending()) act>
                    {dynamic(move || if doing.is_pending() { "Saving…" } else { "Save" })}
                    <span class="visually-hidden">" "{name}</span>
                </ActButton>
            </div>
            <Refusal doing reader=hosting.reader />
        </li>
    }
    .into_any()
}
