use gather_wire::ResetLink;
use leptos::prelude::*;

use crate::{
    browser,
    components::{ActButton, Look, ShareLink, unique_id},
    pages::hosts::ShownLink,
    time,
};

/// A link that sets a new password, just made, with the ways to hand it over. Nobody sees it a second
/// time.
#[component]
pub fn ResetLinkBox(
    /// It.
    link: ResetLink,
    /// What whom it is for is called.
    name: String,
    /// Puts it away.
    close: Callback<()>,
) -> impl IntoView {
    let url = link.url.0;
    let until = time::moment(browser::wall_clock(link.expires_at));
    let message =
        format!("Hello {name},\n\nby this link you choose a new password for Gather:\n\n{url}\n");
    let heading = unique_id("made");
    let labelled_by = heading.clone();
    let focus = heading.clone();
    request_animation_frame(move || browser::focus(&focus));
    view! {
        <section class="notice stack" data-tone="plain" aria-labelledby=labelled_by>
            <h3 id=heading tabindex="-1">"A link for a new password"</h3>
            <p>
                <strong>"The link is shown once."</strong>
                {format!(
                    " Hand it to {name}, and to nobody else: whoever has it gets into the account. \
                     It works once, until {until}."
                )}
            </p>
            <ShownLink url=url.clone() />
            <ShareLink url=url message title="A new password for Gather".to_owned() />
            <div class="row">
                <ActButton look=Look::Quiet act=close>"Put it away"</ActButton>
            </div>
        </section>
    }
    .into_any()
}
