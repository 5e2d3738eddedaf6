use gather_wire as wire;
use leptos::{either::Either, prelude::*};

use crate::{
    api,
    components::{
        AnswersChip, BringCards, DeadLinkPage, EventFacts, EventState, KeepThisLink, Loaded,
        Loading, PageHeading, Reload, dynamic, put_answer,
    },
    credential::Credential,
    link::{Kind, Secret},
    pages::{opened::mark_opened_once, skeleton::skeleton},
    session::use_link,
    words::{self, Answers, Reader},
};

/// `/p#…`: the page behind a participant's link.
#[component]
pub fn PartPage() -> impl IntoView {
    let link = use_link(Kind::Participant);
    move || match link.get() {
        Ok(link) => view! { <PartOf link /> }.into_any(),
        Err(fault) => view! { <DeadLinkPage dead=words::link_fault(&fault) /> }.into_any(),
    }
}

#[component]
fn PartOf(link: Secret) -> impl IntoView {
    let reload = Reload::find();
    let by = StoredValue::new(Credential::Link(link.clone()));
    let link = StoredValue::new(link);
    let part = Loading::new(move || {
        reload.track();
        let by = by.get_value();
        async move { api::part(&by).await }
    });
    mark_opened_once(part, by);

    view! {
        <Loaded
            from=part
            by
            skeleton
            page=Callback::new(move |part| view! { <MyPart part by link /> }.into_any())
        />
    }
    .into_any()
}

#[component]
fn MyPart(
    part: RwSignal<wire::Part>,
    by: StoredValue<Credential>,
    link: StoredValue<Secret>,
) -> impl IntoView {
    let event = Memo::new(move |_| part.with(|part| part.event.clone()));
    let team = Memo::new(move |_| part.with(|part| part.team.clone()));
    let coordinator = move || {
        team.with(|team| team.as_ref().and_then(|team| team.coordinator.clone()))
            .map(|coordinator| coordinator.name)
    };
    let reader = Signal::from(Memo::new(move |_| Reader::Participant { ask: coordinator() }));
    let assignments = Memo::new(move |_| part.with(|part| part.assignments.clone()));
    let answers = Memo::new(move |_| assignments.with(|all| Answers::of(all)));
    let answered = Callback::new(move |now| {
        part.try_update(|part| put_answer(&mut part.assignments, now));
    });
    let allowed = Memo::new(move |_| part.with(|part| part.allowed_actions.clone()));
    let heading = move || part.with(|part| words::bring_heading(&part.person.name, answers.get()));
    let link = Signal::derive(move || link.get_value());

    view! {
        <div class="page part">
            <header class="stack tight">
                <EventFacts event />
                <PageHeading title="Your part">{dynamic(move || event.with(|e| e.name.clone()))}</PageHeading>
                <EventState event reader answers />
            </header>
            <section class="stack" aria-labelledby="mine">
                <div class="row mine-head">
                    <h2 id="mine">{heading}</h2>
                    <Show when=move || answers.with(|answers| answers.all > 1)>
                        <AnswersChip answers />
                    </Show>
                </div>
                <Show when=move || answers.with(|answers| answers.all == 0)>
                    <NothingYet event=event coordinator=Signal::derive(coordinator) />
                </Show>
                <BringCards mine=assignments allowed by reader answered />
            </section>
            {dynamic(move || team.get().map(|team| view! {
                <section class="card row team-line" aria-label="Your team">
                    <div>
                        <p class="soft small">"Your team"</p>
                        <p><strong>{team.name}</strong></p>
                    </div>
                    <p class="push">
                        {match team.coordinator {
                            Some(coordinator) => Either::Left(view! {
                                "Questions? Ask "<strong>{coordinator.name}</strong>
                            }),
                            None => Either::Right("Questions? Ask whoever sent you this link"),
                        }}
                    </p>
                </section>
            }))}
            <KeepThisLink link event=Signal::derive(move || event.with(|e| e.name.clone())) />
        </div>
    }
    .into_any()
}

/// What stands where the cards would be.
#[component]
fn NothingYet(event: Memo<wire::Event>, coordinator: Signal<Option<String>>) -> impl IntoView {
    use wire::EventStatus::{Complete, Confirming, Draft, Frozen};

    let next = move || {
        let who = coordinator.get().unwrap_or_else(|| "The host".to_owned());
        match event.with(|event| event.status) {
            Draft | Confirming => format!(
                "{who} may still give you something. Then it appears here: look again with the \
                 same link."
            ),
            Frozen => "The plan is frozen without anything for you. Just come.".to_owned(),
            Complete => "There was nothing for you to bring.".to_owned(),
        }
    };
    view! { <p class="card empty">{next}</p> }.into_any()
}
