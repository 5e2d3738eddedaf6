use leptos::prelude::*;

use crate::components::PageHeading;

/// `/`: what Gather is, for somebody who came without a link.
#[component]
pub fn HomePage() -> impl IntoView {
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
                <p class="soft">
                    "Cannot find it? Ask whoever invited you to send it again. That takes them two \
                     taps."
                </p>
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
