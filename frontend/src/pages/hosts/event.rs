use gather_wire::{AccountRole, Action, Hosts, Invite, InviteLink, Page, ProblemCode};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::{
    create::{Assigning, Inviting, may, waiting, why_not},
    delete_event::DeleteEvent,
    filters::{A_PAGE, Narrowed, first_pages},
    former::FormerHosts,
    host_row::{HEADING, HostRow, Shown},
    invite_list::{InviteFilters, InviteList},
    may::WhoMayDoWhat,
    member_list::AskedMembers,
    publication::PublicPage,
    step_up::StepUp,
};
use crate::{
    api,
    components::{CancelledNotice, Loaded, Loading, PageHeading, Reload, Rows, dynamic, entry},
    credential::Credential,
    pages::{NotFoundPage, host::HostNav, skeleton::wide_skeleton},
    session::SignedIn,
    time,
};

/// From so many invites on there is something to look for.
const MANY: usize = 5;

/// `/events/{id}/hosts`: who runs a gathering, and the invites to do so.
#[component]
pub fn HostsPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("event_id").and_then(|id| Uuid::parse_str(&id).ok()))
    });
    dynamic(move || match id.get() {
        Some(event_id) => view! { <HostsOf event_id /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
    })
    .into_any()
}

#[component]
fn HostsOf(event_id: Uuid) -> impl IntoView {
    let reload = Reload::find();
    let by = StoredValue::new(Credential::Session { event_id });
    let from = Loading::new(move || {
        reload.track();
        api::hosts(event_id)
    });
    let page = move |hosts| view! { <Running hosts by event_id /> }.into_any();
    view! { <Loaded from by skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn Running(hosts: RwSignal<Hosts>, by: StoredValue<Credential>, event_id: Uuid) -> impl IntoView {
    let who = SignedIn::find();
    let is_member = Memo::new(move |_| hosts.with(|all| all.hosts.iter().any(|host| host.is_you)));
    let is_admin =
        Memo::new(move |_| who.account().is_some_and(|account| account.role == AccountRole::Admin));
    let may_invite = Memo::new(move |_| {
        hosts.with(|hosts| may(hosts, Action::InviteHost) || may(hosts, Action::InviteCohost))
            && (is_member.get() || is_admin.get())
    });
    let is_paused = Memo::new(move |_| {
        hosts.with(|hosts| why_not(hosts, Action::InviteCohost))
            == Some(ProblemCode::FeatureDisabled)
    });
    let event = Memo::new(move |_| hosts.with(|hosts| hosts.event.clone()));
    // It outlives its list, and not its link.
    let made = RwSignal::new(None::<InviteLink>);
    let ended = Callback::new(move |id: Uuid| {
        if made.with_untracked(|made| made.as_ref().is_some_and(|made| made.invite_id == id)) {
            made.set(None);
        }
    });
    let dates = move || event.with(|event| time::range(event.starts_on, event.ends_on));
    view! {
        <HostNav by />
        <div class="page" data-wide="">
            <header class="stack tight">
                <Show when=move || is_admin.get()>
                    <p class="small"><a class="back" href="/admin/events">"← All gatherings"</a></p>
                </Show>
                <PageHeading title="Hosts & invites">"Hosts & invites"</PageHeading>
                <p class="soft">
                    {dynamic(move || event.with(|event| event.name.clone()))}" · "{dates}
                </p>
                <CancelledNotice event />
            </header>
            <section class="card" aria-labelledby=HEADING>
                <h2 id=HEADING tabindex="-1">"Who runs it"</h2>
                <People hosts />
                <FormerHosts event_id />
                <WhoMayDoWhat />
            </section>
            // Whoever may do more than others is known before the form is built.
            {dynamic(move || {
                let is_admin = is_admin.get();
                let as_admin = is_admin && !is_member.get();
                if may_invite.get() {
                    view! { <Inviting hosts event_id as_admin is_admin made /> }.into_any()
                } else if is_admin {
                    view! { <Assigning hosts event_id /> }.into_any()
                } else {
                    ().into_any()
                }
            })}
            <Show when=move || is_paused.get()>
                <p class="notice" data-tone="plain">
                    "New invites and invitations are paused on this server. Those that are open still \
                     work."
                </p>
            </Show>
            <AskedMembers event_id />
            <Invites event_id ended />
            <PublicPage hosts />
            <Show when=move || is_admin.get()><DeleteEvent hosts /></Show>
        </div>
    }
    .into_any()
}

#[component]
fn People(hosts: RwSignal<Hosts>) -> impl IntoView {
    let shown = Shown::new(hosts);
    let ids = Callback::new(move |()| {
        hosts.with(|all| all.hosts.iter().map(|host| host.account_id).collect())
    });
    let row = Callback::new(move |id: Uuid| {
        let find =
            move || hosts.with(|all| all.hosts.iter().find(|one| one.account_id == id).cloned());
        entry(find).map(|host| view! { <HostRow shown host /> }).into_any()
    });
    let nobody = Memo::new(move |_| hosts.with(|all| all.hosts.is_empty()));
    let has_primary =
        Memo::new(move |_| hosts.with(|all| all.hosts.iter().any(|it| it.is_primary)));
    let admins_decide = Memo::new(move |_| {
        hosts.with(|all| {
            all.hosts.iter().any(|it| it.is_you)
                && why_not(all, Action::StepUp) == Some(ProblemCode::Forbidden)
        })
    });
    view! {
        <Show when=move || nobody.get()>
            <p class="nobody" data-soft="">
                "Nobody runs it yet. Whoever first accepts an invite as host gets it into their hands."
            </p>
        </Show>
        <Show when=move || !nobody.get() && !has_primary.get()>
            <p class="nobody" data-soft="">
                "There is no primary host. Whoever first accepts an invite as host becomes that."
            </p>
        </Show>
        <Show when=move || !nobody.get() && !has_primary.get() && admins_decide.get()>
            <p>"On this server an admin decides who becomes its primary host: ask one."</p>
        </Show>
        <StepUp shown />
        <ul><Rows ids row /></ul>
    }
    .into_any()
}

#[component]
fn Invites(event_id: Uuid, ended: Callback<Uuid>) -> impl IntoView {
    let reload = Reload::find();
    let narrowed = Narrowed::from_address("status");
    let from = Loading::new(move || {
        reload.track();
        let (status, name, pages) = narrowed.wanted();
        async move {
            first_pages(pages, |cursor| {
                let (status, name) = (status.clone(), name.clone());
                async move {
                    let (status, name) = (status.as_deref(), name.as_deref());
                    api::invites(event_id, status, name, Some(A_PAGE), cursor.as_deref()).await
                }
            })
            .await
        }
    });
    let page = move |invites: RwSignal<Page<Invite>>| {
        let has_choice =
            Memo::new(move |_| narrowed.is_narrow() || invites.with(|all| all.items.len()) >= MANY);
        view! {
            <Show when=move || has_choice.get()><InviteFilters narrowed /></Show>
            <InviteList invites narrowed ended />
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="invites">
            <h2 id="invites">"Invites"</h2>
            <Loaded from skeleton=waiting page=Callback::new(page) />
        </section>
    }
    .into_any()
}
