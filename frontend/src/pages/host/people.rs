use gather_wire::{Item, Link, Links, PersonProgress, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::{every_link::EveryLink, link_row::LinkRow, shell::Hosting};
use crate::{
    api,
    components::{Go, Loading, PageHeading, Phase, Reload, Rows, dynamic, entry},
    words,
};

/// Whom the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Show {
    Everybody,
    NotOpened,
    NotConfirmed,
    Declined,
}

impl Show {
    fn read(query: Option<&str>) -> Self {
        match query {
            Some("not_opened") => Self::NotOpened,
            Some("not_confirmed") => Self::NotConfirmed,
            Some("declined") => Self::Declined,
            _ => Self::Everybody,
        }
    }

    fn holds(self, person: &PersonProgress) -> bool {
        match self {
            Self::Everybody => true,
            Self::NotOpened => !person.opened,
            Self::NotConfirmed => person.acknowledged < person.assigned,
            Self::Declined => person.declined > 0,
        }
    }

    const fn empty(self) -> &'static str {
        match self {
            Self::Everybody => "Nobody is in the plan yet.",
            Self::NotOpened => "Everybody has opened their link.",
            Self::NotConfirmed => "Everybody who brings something has confirmed all of it.",
            Self::Declined => "Nobody has said that they can’t.",
        }
    }
}

/// What people have said that they cannot bring.
type Declined = Loading<Vec<Item>>;

/// `/h/people#…`, `/events/{id}/people`: who has opened, who has confirmed, who cannot, and each
/// person's link beside it.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    let page = move |links: RwSignal<Links>| {
        let links = Signal::derive(move || links.with(|links| links.items.clone()));
        view! { <People hosting links /> }.into_any()
    };
    view! { <EveryLink hosting page=Callback::new(page) /> }.into_any()
}

#[component]
fn People(hosting: Hosting, links: Signal<Vec<Link>>) -> impl IntoView {
    let query = use_query_map();
    let show = Memo::new(move |_| query.with(|query| Show::read(query.get("show").as_deref())));
    let people = Memo::new(move |_| hosting.overview.with(|overview| overview.people.clone()));
    let shown = Memo::new(move |_| {
        let show = show.get();
        let mut shown = people.get();
        shown.retain(|person| show.holds(person));
        shown
    });
    let count =
        move |show: Show| people.with(|all| all.iter().filter(|person| show.holds(person)).count());
    let counted = move |word: &'static str, show: Show| {
        view! { <span>{word}" "</span><span>"("{dynamic(move || count(show))}")"</span> }
    };
    let declined = declined_items(hosting);
    let is = move |this: Show| Signal::derive(move || show.get() == this);

    let ids = Callback::new(move |()| shown.with(|all| all.iter().map(|one| one.id).collect()));
    let row = Callback::new(move |id| {
        let person = entry(move || people.with(|all| all.iter().find(|one| one.id == id).cloned()));
        person.map(|person| view! { <PersonRow hosting person links declined /> }).into_any()
    });

    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title="People">"People"</PageHeading>
                <p class="soft">"Silence is silence: who has not confirmed may simply not have seen it."</p>
            </header>
            <nav class="row tabs counted" aria-label="Whom to show">
                <Go to=hosting.at("/people") class="tab" current=is(Show::Everybody)>
                    {counted("Everybody", Show::Everybody)}
                </Go>
                <Go to=hosting.at("/people?show=not_opened") class="tab" current=is(Show::NotOpened)>
                    {counted("Not opened", Show::NotOpened)}
                </Go>
                <Go to=hosting.at("/people?show=not_confirmed") class="tab" current=is(Show::NotConfirmed)>
                    {counted("Not confirmed", Show::NotConfirmed)}
                </Go>
                <Go to=hosting.at("/people?show=declined") class="tab" current=is(Show::Declined)>
                    {counted("Can’t", Show::Declined)}
                </Go>
            </nav>
            <p class="visually-hidden" role="status">
                {dynamic(move || words::say_count(shown.with(Vec::len) as u64, "person", "people"))}" shown"
            </p>
            <leptos::prelude::Show when=move || shown.with(Vec::is_empty)>
                <p class="card empty">{dynamic(move || show.get().empty())}</p>
            </leptos::prelude::Show>
            {dynamic(move || match declined.phase() {
                Phase::Failed(error) => {
                    let why = words::failure(&error, &hosting.reader.read());
                    let said = format!("What people can’t bring is not shown. {why}");
                    view! { <p class="notice" data-tone="danger" role="alert">{said}</p> }.into_any()
                }
                Phase::Waiting | Phase::There { .. } => ().into_any(),
            })}
            <ul class="card people">
                <Rows ids row />
            </ul>
        </div>
    }
    .into_any()
}

/// Asks for them only where the overview says that there are any.
fn declined_items(hosting: Hosting) -> Declined {
    let reload = Reload::find();
    let any = Memo::new(move |_| hosting.overview.with(|overview| overview.progress.declined > 0));
    Loading::new(move || {
        reload.track();
        let (by, any) = (hosting.by.get_value(), any.get());
        async move {
            let mut items = if any { api::items(&by, hosting.event_id).await? } else { Vec::new() };
            items.retain(|item| item.assignment.as_ref().is_some_and(|held| held.declined));
            Ok(items)
        }
    })
}

/// One person: their part in the plan, how far they are, their link.
#[component]
fn PersonRow(
    hosting: Hosting,
    person: Memo<PersonProgress>,
    links: Signal<Vec<Link>>,
    declined: Declined,
) -> impl IntoView {
    let link = Memo::new(move |_| {
        let id = person.with(|person| person.id);
        links.with(|links| links.iter().find(|link| link.person.id == id).cloned())
    });
    let team = move || {
        let id = person.with(|person| person.team_id)?;
        hosting.overview.with(|overview| {
            overview.teams.iter().find(|team| team.id == id).map(|team| team.name.clone())
        })
    };
    let part = move || {
        let role = match person.with(|person| person.role) {
            Role::Host => Some("host".to_owned()),
            Role::Coordinator => Some("coordinator".to_owned()),
            Role::Participant => None,
        };
        let bring = match person.with(|person| (person.assigned, person.acknowledged)) {
            (0, _) => "brings nothing yet".to_owned(),
            (all, 0) => format!("{}, none confirmed", words::things(all)),
            (all, done) => format!("{}, {done} confirmed", words::things(all)),
        };
        let cannot = person.with(|person| person.declined);
        let cannot = (cannot > 0).then(|| format!("can’t bring {cannot}"));
        [team(), role, Some(bring), cannot].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        <li class="person">
            <div>
                <p class="row person-name">
                    <strong>{dynamic(move || person.with(|person| person.name.clone()))}</strong>
                    {dynamic(move || progress_chip(&person.read()))}
                </p>
                <p class="small soft">{part}</p>
                {dynamic(move || {
                    let id = person.with(|person| person.id);
                    let items = match declined.phase() {
                        Phase::There { .. } => declined.value(),
                        Phase::Waiting | Phase::Failed(_) => None,
                    };
                    items.map(|items| items.with(|items| cannot_list(hosting, items, id)))
                })}
            </div>
            {dynamic(move || match link.get() {
                Some(link) => view! { <LinkRow hosting link /> }.into_any(),
                None => view! { <p class="small soft">"No link yet."</p> }.into_any(),
            })}
        </li>
    }
    .into_any()
}

/// What somebody cannot bring, and why; each leads to where somebody else gets it.
fn cannot_list(hosting: Hosting, items: &[Item], person: Uuid) -> impl IntoView + use<> {
    let theirs = items.iter().filter_map(|item| {
        let held = item.assignment.as_ref().filter(|held| held.person.id == person)?;
        let to = hosting.at(&format!("/teams/{}?item={}", item.team_id, item.id));
        let (name, why) = (item.name.clone(), held.decline_reason.clone());
        Some(view! {
            <li>
                <Go to class="blocker">{name}</Go>
                {why.map(|why| view! { <p class="note small">{why}</p> })}
            </li>
        })
    });
    let theirs = theirs.collect_view();
    (!theirs.is_empty())
        .then(|| view! { <ul class="cannot-list" aria-label="Can’t bring">{theirs}</ul> })
}

fn progress_chip(person: &PersonProgress) -> impl IntoView + use<> {
    let all = person.assigned > 0 && person.acknowledged == person.assigned;
    if person.declined > 0 {
        return view! { <span class="chip push" data-tone="danger">"can’t"</span> };
    }
    let (word, tone) = match (all, person.opened) {
        (true, _) => ("✓ confirmed", "good"),
        (false, false) => ("not opened", "warn"),
        (false, true) if person.assigned == 0 => ("opened", "plain"),
        (false, true) => ("opened, not confirmed", "plain"),
    };
    view! { <span class="chip push" data-tone=tone>{word}</span> }
}
