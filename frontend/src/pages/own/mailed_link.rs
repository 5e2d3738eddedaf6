use gather_wire::ProblemCode;
use leptos::prelude::*;

use crate::{
    api::ApiError,
    components::{PageHeading, dynamic, focus_heading},
    link::{Kind, Secret},
    session::{Arrival, take_link},
    way_back::WayBack,
    words::{self, DeadLink},
};

/// A link from a mail that may still work.
#[derive(Clone)]
pub struct OpenLink {
    secret: Secret,
    back: Option<WayBack>,
    closed: RwSignal<Option<Secret>>,
}

impl OpenLink {
    /// Its secret.
    pub const fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Where its reader wanted to go.
    pub const fn back(&self) -> Option<&WayBack> {
        self.back.as_ref()
    }

    /// Whether the server takes it, as far as a refusal tells.
    pub fn note(&self, error: &ApiError) {
        if error.code() == Some(ProblemCode::AccountLinkInvalid) {
            self.closed.try_set(Some(self.secret.clone()));
            request_animation_frame(focus_heading);
        }
    }
}

/// A page that a link from a mail opens.
#[component]
pub fn MailedLink(
    /// Which link.
    kind: Kind,
    /// The page while the link may still work.
    page: Callback<OpenLink, AnyView>,
    /// The page where it does not, or is none.
    dead: Callback<(DeadLink, Option<WayBack>), AnyView>,
) -> impl IntoView {
    let arrival = take_link(kind);
    let closed = RwSignal::new(None);
    view! {
        <div class="page narrow">
            {dynamic(move || {
                let Arrival { link, back } = arrival.get();
                match link {
                    Err(fault) => dead.run((words::mailed_link_fault(&fault), back)),
                    Ok(secret) if closed.with(|closed| closed.as_ref() == Some(&secret)) => {
                        dead.run((words::closed_link(kind), back))
                    }
                    Ok(secret) => page.run(OpenLink { secret, back, closed }),
                }
            })}
        </div>
    }
    .into_any()
}

/// What is the matter with a link, and where to go instead.
#[component]
pub fn DeadHeading(
    /// What to say.
    dead: DeadLink,
) -> impl IntoView {
    view! {
        <header class="stack tight">
            <PageHeading title="Link">{dead.title}</PageHeading>
            <p role="alert">{dead.text}</p>
        </header>
        {dead.rather.map(|(says, address)| view! {
            <div class="row">
                <a class="button" data-kind="primary" href=address>{says}</a>
            </div>
        })}
    }
    .into_any()
}
