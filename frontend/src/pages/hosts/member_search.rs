use std::time::Duration;

use gather_wire::{FoundMember, Hosts};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    api,
    components::{ActButton, Loading, Phase, Reload, Rows, TextField, dynamic, unique_id},
    words::{self, Reader},
};

/// How long somebody has to pause before what they type is searched for.
const PAUSE: Duration = Duration::from_millis(250);

/// How much has to be typed.
const ENOUGH: usize = 2;

/// Whom a search found. Nothing was searched for while too little is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Found {
    text: String,
    members: Option<Vec<FoundMember>>,
}

/// Shows what is done with whoever was chosen; what it is given as well begins the search anew.
pub type Then = Callback<(FoundMember, Callback<()>), AnyView>;

/// Looks for a member, and has one of them chosen.
#[component]
pub fn MemberSearch(
    /// Who runs the gathering by now.
    hosts: RwSignal<Hosts>,
    /// The gathering.
    event_id: Uuid,
    /// Whether those who are invited already can be chosen, too.
    #[prop(optional)]
    takes_invited: bool,
    /// Goes on with a link instead, for this address.
    #[prop(optional_no_strip)]
    rather_by_link: Option<Callback<Option<String>>>,
    /// What is done with them.
    then: Then,
) -> impl IntoView {
    let reload = Reload::find();
    let (typed, search) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let mut look = debounce(PAUSE, move |text: String| {
        search.try_set(text.trim().to_owned());
    });
    Effect::new(move |_| look(typed.get()));
    let from = Loading::new(move || {
        // Whoever was invited a moment ago is found as such.
        reload.track_changes();
        let text = search.get();
        async move {
            let members = if text.chars().count() < ENOUGH {
                None
            } else {
                Some(api::find_members(event_id, &text).await?.items)
            };
            Ok(Found { text, members })
        }
    });
    let found = Memo::new(move |_| match from.phase() {
        Phase::There { .. } => from.value().map(|found| found.get()).unwrap_or_default(),
        Phase::Waiting | Phase::Failed(_) => Found::default(),
    });
    let failed = move || match from.phase() {
        Phase::Failed(error) => Some(error),
        Phase::Waiting | Phase::There { .. } => None,
    };
    // Who was chosen is so for as long as they are shown.
    let chosen = RwSignal::new(None::<Uuid>);
    let member = Memo::new(move |_| {
        let id = chosen.get()?;
        let is_it = |one: &&FoundMember| one.account_id == id && (takes_invited || !one.is_invited);
        found.with(|found| found.members.iter().flatten().find(is_it).cloned())
    });
    let anew = Callback::new(move |()| {
        chosen.try_set(None);
        typed.try_set(String::new());
    });
    let count = Memo::new(move |_| found.with(|found| found.members.as_ref().map(Vec::len)));
    // Who runs it is not found, and yet is meant perhaps.
    let runs_it = Memo::new(move |_| {
        found.with(|found| hosts.with(|hosts| words::run_already(hosts, &found.text)))
    });
    let offers_link = move || count.get() == Some(0) && runs_it.with(Option::is_none);
    view! {
        <div class="stack">
            <div role="search">
                <TextField
                    label="Who?"
                    hint="A part of their name, or their whole address. Nobody’s address is shown."
                    value=typed
                    kind="search"
                    max_length=254
                />
            </div>
            <div class="said" role="alert">
                {dynamic(move || failed().map(|error| view! {
                    <div class="notice row" data-tone="danger">
                        <p>{words::failure(&error, &Reader::Host)}</p>
                        <ActButton act=move |()| reload.now()>"Try again"</ActButton>
                    </div>
                }))}
            </div>
            <div class="said" role="status">
                {dynamic(move || match count.get() {
                    None => None,
                    Some(0) => Some(match runs_it.get() {
                        Some(said) => view! { <p>{said}</p> }.into_any(),
                        None => view! {
                            <p>
                                "No member is found by that. Perhaps they have no account yet, or \
                                 want no invitations."
                            </p>
                        }.into_any(),
                    }),
                    Some(count) => Some(view! {
                        <p class="visually-hidden">
                            {words::say_count(count as u64, "member", "members")}" found"
                        </p>
                    }.into_any()),
                })}
            </div>
            {rather_by_link.map(|rather| view! {
                <Show when=offers_link>
                    <div class="row">
                        <ActButton act=move |()| {
                            let text = found.with_untracked(|found| found.text.clone());
                            rather.run(words::as_address(&text));
                        }>
                            "Invite them by link or mail"
                        </ActButton>
                    </div>
                </Show>
            })}
            <Show when=move || count.get().is_some_and(|count| count > 0)>
                <Choices found chosen takes_invited />
            </Show>
            {dynamic(move || member.get().map(|member| then.run((member, anew))))}
        </div>
    }
    .into_any()
}

/// Those who were found. Whom one means is chosen by hand, also where it is one alone.
#[component]
fn Choices(
    found: Memo<Found>,
    chosen: RwSignal<Option<Uuid>>,
    takes_invited: bool,
) -> impl IntoView {
    let group = unique_id("member");
    let ids = Callback::new(move |()| {
        found.with(|found| found.members.iter().flatten().map(|one| one.account_id).collect())
    });
    let row = Callback::new(move |id: Uuid| {
        let group = group.clone();
        let find = move || {
            found.with(|found| {
                found.members.iter().flatten().find(|one| one.account_id == id).cloned()
            })
        };
        let name = untrack(find).map(|one| one.display_name).unwrap_or_default();
        let is_invited = Memo::new(move |_| find().is_some_and(|one| one.is_invited));
        dynamic(move || {
            let (group, name) = (group.clone(), name.clone());
            if is_invited.get() && !takes_invited {
                return view! {
                    <p class="row member">
                        <span>{name}</span>
                        <span class="chip">"invited, not answered yet"</span>
                    </p>
                }
                .into_any();
            }
            view! {
                <label class="check member">
                    <input
                        type="radio"
                        name=group
                        prop:checked=move || chosen.get() == Some(id)
                        on:change=move |_| chosen.set(Some(id))
                    />
                    {name}
                </label>
            }
            .into_any()
        })
        .into_any()
    });
    view! {
        <fieldset class="stack tight">
            <legend class="legend">"Whom do you mean?"</legend>
            <Rows ids row />
        </fieldset>
    }
    .into_any()
}
