use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    browser,
    components::{PageHeading, TextField, dynamic},
    link::Secret,
    session::SignedIn,
};

/// `/`: what Gather is, for somebody who came without a link.
#[component]
pub fn LandingPage() -> impl IntoView {
    let who = SignedIn::find();
    view! {
        <div class="page home">
            <header class="stack">
                <PageHeading title="Gather">"Everybody knows what they bring"</PageHeading>
                <p class="lead">
                    "Gather keeps the plan of a gathering: who brings what, when, and where. Nobody \
                     has to hold all of it in their head."
                </p>
            </header>
            <section class="card" aria-labelledby="invited">
                <h2 id="invited">"Were you invited?"</h2>
                <p>
                    <strong>"Open the link you were sent."</strong>
                    " It is yours alone: it shows what you bring, and one tap confirms it. There is \
                     no account and no password."
                </p>
                <PasteLink />
                <p class="soft small">
                    "Cannot find it? Ask whoever invited you to send it again. That takes them two \
                     taps."
                </p>
            </section>
            <section class="card" aria-labelledby="hosting">
                <h2 id="hosting">"Do you host?"</h2>
                {dynamic(move || match who.account() {
                    Some(account) => view! {
                        <p>"You are signed in as "{account.display_name}"."</p>
                        <div class="row">
                            <a class="button" data-kind="primary" href="/events">"My gatherings"</a>
                            <a class="button" href="/events/new">"New gathering"</a>
                        </div>
                    }
                    .into_any(),
                    None => view! {
                        <p>"Plan with an account of your own. Your guests need none."</p>
                        <div class="row">
                            <a class="button" data-kind="primary" href="/signup">"Create account"</a>
                            <a class="button" href="/login">"Sign in"</a>
                        </div>
                    }
                    .into_any(),
                })}
            </section>
            <section class="card" aria-labelledby="open">
                <h2 id="open">"Are you looking for one?"</h2>
                <p>"Some gatherings are open to all. See what is coming up, and who runs it."</p>
                <div class="row"><a class="button" href="/gatherings">"Open gatherings"</a></div>
            </section>
            <section class="stack" aria-labelledby="how">
                <h2 id="how">"How it goes"</h2>
                <ol class="steps">
                    <li><strong>"The host makes the plan"</strong>" and sends each person a link."</li>
                    <li><strong>"Coordinators fill the gaps"</strong>" of their team; everybody confirms with a tap."</li>
                    <li><strong>"The plan is frozen"</strong>" when nothing important is left open. Then it stands."</li>
                </ol>
            </section>
        </div>
    }
    .into_any()
}

/// For links that a messenger shows and does not open.
#[component]
fn PasteLink() -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(secret) = pasted.with_untracked(|text| Secret::find_in(text)) {
            browser::go_to(&secret.address());
        } else {
            let said = "This is no whole link. Copy all of it, to its last character.";
            error.set(Some(said.to_owned()));
            request_animation_frame(|| browser::focus_first("form [aria-invalid=true]"));
        }
    };
    view! {
        <form class="row paste" novalidate on:submit=submit>
            <TextField label="Or paste it here" value=pasted error input_mode="url" />
            <button type="submit" class="button">"Open"</button>
        </form>
    }
    .into_any()
}
