use gather_wire::{InviteAccepted, InvitePreview};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{
    accepted::AcceptedInvite,
    asked::{Asked, InviteHead},
    closed::{ClosedInvite, DeclinedInvite, NoInvite, NotAccepted},
    decline::Decline,
    remedies::{ConfirmAddress, SignIn, SwitchAccount},
    stage::{Stage, Step, may_decline},
};
use crate::{
    api, browser,
    components::{Doing, Loading, Phase, Reload, dynamic, focus_heading},
    link::{Kind, Secret},
    pages::skeleton::skeleton,
    session::{SignedIn, use_link},
    way_back::DECLINING,
    words::KnownInvite,
};

/// One visit of somebody to an invite.
#[derive(Clone, Copy)]
pub struct Visit {
    /// The invite.
    pub link: StoredValue<Secret>,
    /// Who is signed in.
    pub who: SignedIn,
    /// The one `Idempotency-Key` of the visit.
    key: StoredValue<String>,
    accepting: Doing,
    accepted: RwSignal<Option<InviteAccepted>>,
    declined: RwSignal<bool>,
    known: StoredValue<KnownInvite>,
    reload: Reload,
}

impl Visit {
    fn new(link: Secret) -> Self {
        Self {
            link: StoredValue::new(link),
            who: SignedIn::find(),
            key: StoredValue::new(browser::fresh_key()),
            accepting: Doing::new(),
            accepted: RwSignal::new(None),
            declined: RwSignal::new(false),
            known: StoredValue::new(KnownInvite::default()),
            reload: Reload::find(),
        }
    }

    /// Accepts the invite. While that is under way, and afterwards, it does nothing.
    pub fn accept(self) {
        if self.accepted.with_untracked(Option::is_some) {
            return;
        }
        let (link, key) = (self.link.get_value(), self.key.get_value());
        let call = async move { api::accept_invite(&link, &key).await };
        self.accepting.run(call, move |accepted| {
            // The secret leaves the address, and the browser's history.
            browser::replace_address(Kind::EventInvite.path());
            self.accepted.try_set(Some(accepted));
            self.who.ask_if_unknown();
        });
    }

    /// What is known of the invite, also of one that is over by now.
    pub fn known(self) -> KnownInvite {
        let signed_in = self.who.account().is_some();
        KnownInvite { signed_in, ..self.known.get_value() }
    }

    fn remember(self, preview: &InvitePreview) {
        let _gone = self.known.try_update_value(|known| known.learn(preview));
    }

    /// They have declined.
    pub fn note_declined(self) {
        self.declined.try_set(true);
    }

    /// Asks the server once more what the invite is.
    pub fn look_again(self) {
        self.accepting.forget();
        self.reload.now();
    }

    fn stage(self, from: Loading<InvitePreview>, declines: Memo<bool>) -> Stage {
        if let Some(accepted) = self.accepted.get() {
            return Stage::Accepted(accepted);
        }
        if self.declined.get() {
            return Stage::Declined;
        }
        match from.phase() {
            Phase::Waiting => Stage::Waiting,
            Phase::Failed(error) => Stage::Unread(error),
            Phase::There { .. } => from.value().map_or(Stage::Waiting, |preview| {
                let preview = preview.get();
                let refused = self.accepting.error();
                let step = Step::of(&preview, refused.as_ref(), declines.get());
                Stage::There(preview, step)
            }),
        }
    }
}

/// `/event-invite#…`: what somebody is invited to, and, once they are signed in, their acceptance.
#[component]
pub fn EventInvitePage() -> impl IntoView {
    let link = use_link(Kind::EventInvite);
    view! {
        <div class="page narrow">
            {dynamic(move || match link.get() {
                Ok(link) => view! { <Invited link /> }.into_any(),
                Err(fault) => view! { <NoInvite fault /> }.into_any(),
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Invited(link: Secret) -> impl IntoView {
    let visit = Visit::new(link);
    let reload = visit.reload;
    let from = Loading::new(move || {
        reload.track();
        let link = visit.link.get_value();
        async move {
            let preview = api::preview_invite(&link).await?;
            visit.remember(&preview);
            Ok(preview)
        }
    });
    let fragment = use_location().hash;
    let declines = Memo::new(move |_| fragment.with(|fragment| fragment.ends_with(DECLINING)));
    let stage = Memo::new(move |_| visit.stage(from, declines));
    // By itself, once for what the server has said: a page that is built twice asks for the same
    // with the same key.
    Effect::new(move |_| {
        if stage.with(|stage| matches!(stage, Stage::There(_, Step::Wait))) {
            visit.accept();
        }
    });
    // Who is signed in, where the page has to say it.
    Effect::new(move |_| {
        if stage.with(|stage| matches!(stage, Stage::There(preview, _) if preview.viewer.signed_in))
        {
            visit.who.ask_if_unknown();
        }
    });
    // Each new stage is a new page in all but its address.
    Effect::new(move |before: Option<bool>| {
        let is_waiting = stage.with(|stage| *stage == Stage::Waiting);
        if before == Some(false) && !is_waiting {
            request_animation_frame(focus_heading);
        }
        is_waiting
    });
    dynamic(move || match stage.get() {
        Stage::Waiting => skeleton(),
        Stage::Unread(error) => view! { <ClosedInvite visit error /> }.into_any(),
        Stage::Accepted(accepted) => view! { <AcceptedInvite accepted /> }.into_any(),
        Stage::Declined => view! { <DeclinedInvite visit /> }.into_any(),
        Stage::There(preview, step) => there(visit, preview, step),
    })
    .into_any()
}

fn there(visit: Visit, preview: InvitePreview, step: Step) -> AnyView {
    let declines = may_decline(&preview);
    let event = preview.event.clone();
    let below = match step {
        Step::Closed(code, event_id) => {
            return view! { <NotAccepted visit preview code event_id /> }.into_any();
        }
        Step::Wait => view! {
            <p class="notice" role="status">"One moment: the invite is being accepted…"</p>
        }
        .into_any(),
        Step::SignIn => view! { <SignIn visit preview=preview.clone() /> }.into_any(),
        Step::SwitchAccount => view! { <SwitchAccount visit preview=preview.clone() /> }.into_any(),
        Step::ConfirmAddress => view! {
            <ConfirmAddress visit />
            {declines.then(|| view! { <Decline visit inviter=preview.inviter_name.clone() /> })}
        }
        .into_any(),
        Step::Decline => view! {
            <Decline visit inviter=preview.inviter_name.clone() asked=true />
        }
        .into_any(),
        Step::TryAgain(error) => view! {
            <Asked visit error />
            {declines.then(|| view! { <Decline visit inviter=preview.inviter_name.clone() /> })}
        }
        .into_any(),
    };
    view! {
        {event.map(|event| view! { <InviteHead preview event /> })}
        {below}
    }
    .into_any()
}
