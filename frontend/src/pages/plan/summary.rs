use gather_wire::{Action, EventStatus, Role, Warning};
use leptos::prelude::*;

use super::{
    checks::{Step, mended_at, next_step},
    shell::Planning,
    start_dialog::StartDialog,
};
use crate::{
    components::{ActButton, Go, Icon, Look, PageHeading, Shape, StatusBadge, dynamic},
    time, words,
};

/// `/plan`: what the plan has, what it lacks, and the next step.
#[component]
pub fn PlanPage() -> impl IntoView {
    let planning = Planning::find();
    let event = planning.hosting.event();
    let facts = move || {
        event.with(|event| {
            let zone = event.time_zone.replace('_', " ");
            format!("{} · {zone} time", time::range(event.starts_on, event.ends_on))
        })
    };
    view! {
        <div class="page" data-wide>
            <header class="stack tight">
                <p class="facts soft small">{dynamic(facts)}</p>
                <div class="row">
                    <PageHeading title="Plan">
                        {dynamic(move || event.with(|event| event.name.clone()))}
                    </PageHeading>
                    <StatusBadge status=Signal::derive(move || event.with(|event| event.status)) />
                </div>
            </header>
            <NextStep planning />
            <Missing planning />
            <section class="stack" aria-labelledby="parts">
                <h2 id="parts">"The plan so far"</h2>
                <div class="cards"><Parts planning /></div>
            </section>
        </div>
    }
    .into_any()
}

/// The one thing to do next, and the step to the people, which is always open in a draft.
#[component]
fn NextStep(planning: Planning) -> impl IntoView {
    let starting = RwSignal::new(false);
    let status =
        Memo::new(move |_| planning.hosting.overview.with(|overview| overview.event.status));
    let step = Memo::new(move |_| planning.plan.with(next_step));
    let start = move || {
        let is_next = step.get() == Step::Start;
        view! {
            <ActButton
                standing=planning.hosting.standing(Action::StartConfirming)
                look=if is_next { Look::Primary } else { Look::Plain }
                act=move |()| starting.set(true)
            >
                "Start confirming"
            </ActButton>
        }
    };
    let draft = move || {
        let (title, text, way) = words_for(step.get());
        view! {
            <div class="row">
                <div class="stack tight readiness-words">
                    <h2 id="next">{title}</h2>
                    <p class="soft">{text}</p>
                </div>
                <div class="row push">
                    {way.map(|(label, screen)| view! {
                        <Go to=planning.at(screen) class="button primary-way">{label}</Go>
                    })}
                    {start()}
                </div>
            </div>
        }
        .into_any()
    };
    let later = move || {
        let text = match status.get() {
            EventStatus::Frozen => {
                "The plan is frozen: a change now is an override, and asks for your reason."
            }
            EventStatus::Complete => "The gathering is over. Nothing changes any more.",
            EventStatus::Draft | EventStatus::Confirming => {
                "Everybody has a link. Days and teams are fixed now; people and items can still \
                 change."
            }
        };
        view! {
            <div class="row">
                <div class="stack tight readiness-words">
                    <h2 id="next">"The plan is out"</h2>
                    <p class="soft">{text}</p>
                </div>
                <div class="row push">
                    <Go to=planning.hosting.at("") class="button">"Overview"</Go>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card readiness" aria-labelledby="next">
            {dynamic(move || if status.get() == EventStatus::Draft { draft() } else { later() })}
        </section>
        <StartDialog planning open=starting />
    }
    .into_any()
}

/// What is said of the next step, and the way there.
fn words_for(step: Step) -> (&'static str, &'static str, Option<(&'static str, &'static str)>) {
    match step {
        Step::Days => (
            "Begin with the days",
            "Christmas Eve, Christmas Day: what is brought is brought for one of them.",
            Some(("Add days", "/days")),
        ),
        Step::Teams => (
            "Now the teams",
            "Each sees to a part of it: mains, puddings, setting up.",
            Some(("Add teams", "/teams")),
        ),
        Step::People => (
            "Now the people",
            "Type them in, or paste a whole list.",
            Some(("Add people", "/people")),
        ),
        Step::Items => (
            "Now what is needed",
            "Everything that somebody brings or does. The coordinators can add to it later.",
            Some(("Add items", "/items")),
        ),
        Step::Start => (
            "Ready when you are",
            "Starting makes everybody’s link. People and items can still change afterwards; days \
             and teams cannot.",
            None,
        ),
    }
}

/// What is missing. It warns, and stops nobody.
#[component]
fn Missing(planning: Planning) -> impl IntoView {
    let found =
        Memo::new(move |_| planning.hosting.overview.with(|overview| overview.warnings.clone()));
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <section class="card" aria-labelledby="missing">
                <div class="stack tight">
                    <h2 id="missing">"Still missing"</h2>
                    <p class="soft small">"None of this holds you up."</p>
                </div>
                <ul class="findings">
                    {dynamic(move || {
                        let line = |warning: Warning| {
                            let at = planning.plan.with(|plan| mended_at(&warning, plan));
                            view! {
                                <li>
                                    <Icon shape=Shape::Warning />
                                    <Go to=planning.at(&at)>{words::warning(&warning)}</Go>
                                </li>
                            }
                        };
                        found.get().into_iter().map(line).collect_view()
                    })}
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

/// A card for each part of the plan.
#[component]
fn Parts(planning: Planning) -> impl IntoView {
    let event = planning.hosting.event();
    let about_event = move || {
        event.with(|event| match event.guest_count.and_then(|count| u64::try_from(count).ok()) {
            Some(count) => words::say_count(count, "guest", "guests"),
            None => "Number of guests not known yet".to_owned(),
        })
    };
    let plan = planning.plan;
    let days = move || {
        plan.with(|plan| {
            let names: Vec<String> = plan.days.iter().map(|day| day.name.clone()).collect();
            summary(names.len(), "day", "days", &words::listed(&names, 80))
        })
    };
    let teams = move || {
        plan.with(|plan| {
            let names: Vec<String> = plan.teams.iter().map(|team| team.name.clone()).collect();
            summary(names.len(), "team", "teams", &words::listed(&names, 80))
        })
    };
    let people = move || {
        plan.with(|plan| {
            let hosts = plan.people.iter().filter(|one| one.role == Role::Host).count() as u64;
            let hosts = words::say_count(hosts, "of them a host", "of them hosts");
            summary(plan.people.len(), "person", "people", &hosts)
        })
    };
    let items = move || {
        plan.with(|plan| {
            let given = plan.items.iter().filter(|item| item.assignment.is_some()).count();
            summary(plan.items.len(), "item", "items", &format!("{given} given out"))
        })
    };
    view! {
        <Part at=planning.at("/event") name="Event" said=Signal::derive(about_event) />
        <Part at=planning.at("/days") name="Days" said=Signal::derive(days) />
        <Part at=planning.at("/teams") name="Teams" said=Signal::derive(teams) />
        <Part at=planning.at("/people") name="People" said=Signal::derive(people) />
        <Part at=planning.at("/items") name="Items" said=Signal::derive(items) />
    }
    .into_any()
}

fn summary(count: usize, one: &str, many: &str, more: &str) -> String {
    match count {
        0 => format!("No {many} yet"),
        count => format!("{}: {more}", words::say_count(count as u64, one, many)),
    }
}

#[component]
fn Part(at: String, name: &'static str, said: Signal<String>) -> impl IntoView {
    view! {
        <article class="card team-card">
            <h3><Go to=at class="cover">{name}</Go></h3>
            <p class="soft small">{dynamic(move || said.get())}</p>
        </article>
    }
    .into_any()
}
