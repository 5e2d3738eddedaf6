use gather_wire::{Session, Sessions};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    api, browser,
    components::{
        ActButton, Changes, Doing, Loaded, Loading, Look, Refusal, Reload, Rows, dynamic, entry,
    },
    pages::skeleton::skeleton,
    time,
    words::Reader,
};

/// Where somebody is signed in, and the way to end it.
#[component]
pub fn SessionList() -> impl IntoView {
    let reload = Reload::find();
    let from = Loading::new(move || {
        reload.track();
        api::sessions()
    });
    let page = move |sessions| view! { <List sessions /> }.into_any();
    view! { <Loaded from skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn List(sessions: RwSignal<Sessions>) -> impl IntoView {
    let changes = Changes::find();
    let doing = Doing::new();
    let others = Memo::new(move |_| {
        sessions.with(|all| all.items.iter().filter(|one| !one.current).count())
    });
    let end_others = move |()| {
        doing.run(api::end_other_sessions(), move |()| {
            changes.say("You are signed out everywhere else.");
        });
    };
    let ids =
        Callback::new(move |()| sessions.with(|all| all.items.iter().map(|one| one.id).collect()));
    let row = Callback::new(move |id: Uuid| {
        let one =
            entry(move || sessions.with(|all| all.items.iter().find(|one| one.id == id).cloned()));
        one.map(|session| view! { <Row session doing /> }).into_any()
    });
    view! {
        <ul><Rows ids row /></ul>
        <Refusal doing reader=Signal::stored(Reader::Host) />
        <Show when=move || { others.get() > 1 }>
            <div class="row">
                <ActButton busy=Signal::derive(move || doing.is_pending()) act=end_others>
                    "Sign out everywhere else"
                </ActButton>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn Row(session: Memo<Session>, doing: Doing) -> impl IntoView {
    let changes = Changes::find();
    let said = move || {
        session.with(|one| {
            let at = |at| time::since(browser::wall_clock(at), browser::now());
            format!("Since {} · last used {}", at(one.created_at), at(one.last_used_at))
        })
    };
    let device = move || session.with(|one| one.device.clone());
    let end = move |()| {
        let (id, device) = session.with_untracked(|one| (one.id, one.device.clone()));
        doing.run(api::end_session(id), move |()| {
            changes.say(format!("You are signed out there: {device}."));
        });
    };
    view! {
        <li class="session row">
            <div>
                <p><strong>{device}</strong></p>
                <p class="small soft">{said}</p>
            </div>
            {dynamic(move || if session.with(|one| one.current) {
                view! { <span class="chip push" data-tone="good">"here"</span> }.into_any()
            } else {
                view! {
                    <div class="push">
                        <ActButton
                            look=Look::Quiet
                            busy=Signal::derive(move || doing.is_pending())
                            act=end
                        >
                            "Sign out there"<span class="visually-hidden">": "{device}</span>
                        </ActButton>
                    </div>
                }
                .into_any()
            })}
        </li>
    }
    .into_any()
}
