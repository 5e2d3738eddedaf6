use gather_wire::InviteLink;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser,
    components::{ActButton, Icon, Look, Shape, ShareLink, dynamic, unique_id},
    time, words,
};

/// The link of an invite, just made, with the ways to hand it over. Nobody sees it a second time.
#[component]
pub fn LinkBox(
    /// What was made.
    made: InviteLink,
    /// What the button says that puts it away.
    done: &'static str,
    /// Puts it away.
    close: Callback<()>,
) -> impl IntoView {
    let InviteLink { invite_url, email_template, warnings, expires_at, .. } = made;
    let until = time::moment(browser::wall_clock(expires_at));
    let warnings: Vec<_> = warnings
        .iter()
        .map(|warning| {
            let said = words::invite_warning(warning.code);
            view! { <p class="notice" data-tone="warn"><Icon shape=Shape::Warning />" "{said}</p> }
        })
        .collect();
    let whose = made.email_restriction.map_or_else(
        || format!("It works once, for whoever opens it first, until {until}."),
        |email| format!("It works for {email} alone, until {until}."),
    );
    let mailed = words::delivery(made.delivery);
    let heading = unique_id("made");
    let labelled_by = heading.clone();
    // Whoever made it goes on here.
    let focus = heading.clone();
    request_animation_frame(move || browser::focus(&focus));
    let body = match invite_url.map(|url| url.0) {
        Some(url) => {
            let (subject, text) = email_template.map_or_else(
                || ("Invite".to_owned(), url.clone()),
                |mail| (mail.subject, mail.body.0),
            );
            view! {
                <p>
                    <strong>"The link is shown once."</strong>
                    " Copy it now: nobody can see it again, not even you. If it gets lost, make a \
                     new one."
                </p>
                <p>{whose}{mailed.map(|said| format!(" {said}"))}</p>
                <Shown url=url.clone() />
                <ShareLink url=url message=text.clone() title=subject.clone() />
                <MailText subject text />
            }
            .into_any()
        }
        None => view! {
            <p>
                "This invite was made already, a moment ago: its link is not shown a second time. \
                 Make a new link for it in the list."
            </p>
        }
        .into_any(),
    };
    view! {
        <section class="notice stack" data-tone="plain" aria-labelledby=labelled_by>
            <h3 id=heading tabindex="-1">"The invite is made"</h3>
            {body}
            {warnings}
            <div class="row">
                <ActButton look=Look::Quiet act=close>{done}</ActButton>
            </div>
        </section>
    }
    .into_any()
}

/// The link itself, to be looked at and selected.
#[component]
pub fn Shown(
    /// It, secret included.
    url: String,
) -> impl IntoView {
    let id = unique_id("url");
    view! {
        <div class="field">
            <label for=id.clone()>"The link"</label>
            <input id=id type="text" readonly autocomplete="off" prop:value=url />
        </div>
    }
    .into_any()
}

/// A mail to copy.
#[component]
fn MailText(subject: String, text: String) -> impl IntoView {
    let copied = RwSignal::new(None);
    let whole = StoredValue::new(format!("{subject}\n\n{text}"));
    let copy = move |()| {
        spawn_local(async move {
            copied.try_set(Some(browser::copy(&whole.get_value()).await));
        });
    };
    let said = move || match copied.get() {
        Some(true) => Some("Copied"),
        Some(false) => Some("Not copied: select the text below"),
        None => None,
    };
    view! {
        <div class="row">
            <ActButton act=copy><Icon shape=Shape::Copy />"Copy mail text"</ActButton>
            <span class="copied" role="status">{dynamic(said)}</span>
        </div>
        <details class="more">
            <summary>"Read the mail text"</summary>
            <p><strong>{subject}</strong></p>
            <p class="note address">{text}</p>
        </details>
    }
    .into_any()
}
