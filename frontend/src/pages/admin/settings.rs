use gather_wire::{EditSettings, Settings, StepUp};
use leptos::prelude::*;

use super::for_admins::ForAdmins;
use crate::{
    api,
    components::{
        ActButton, Doing, Loaded, Loading, PageHeading, Refusal, Reload, Toasts, dynamic,
    },
    pages::skeleton::wide_skeleton,
    words::Reader,
};

/// `/admin/settings`: what is decided about the whole server.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let page = Callback::new(|()| view! { <Deciding /> }.into_any());
    view! { <ForAdmins page /> }.into_any()
}

#[component]
fn Deciding() -> impl IntoView {
    let reload = Reload::find();
    let from = Loading::new(move || {
        reload.track();
        api::settings()
    });
    let page = move |settings| view! { <Decided settings /> }.into_any();
    view! { <Loaded from skeleton=wide_skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn Decided(settings: RwSignal<Settings>) -> impl IntoView {
    let invites = Memo::new(move |_| settings.with(|settings| settings.invites_enabled));
    let immediate =
        Memo::new(move |_| settings.with(|settings| settings.step_up == StepUp::Immediate));
    view! {
        <div class="page">
            <header class="stack tight">
                <PageHeading title="Settings">"Settings"</PageHeading>
                <p class="soft">"For the whole server, from the moment you decide."</p>
            </header>
            <Decision
                settings
                title="New invites and invitations to run a gathering"
                yes=invites
                now=("Hosts and admins make invites, and invite members.", "Nobody makes invites, gives one a new link, or invites a member. Those that are open still work.")
                act=("Pause new invites and invitations", "Allow new invites and invitations")
                said=("New invites and invitations are paused.", "New invites and invitations are allowed.")
                change=|yes| EditSettings { invites_enabled: Some(!yes), ..EditSettings::default() }
            />
            <Decision
                settings
                title="A gathering without a primary host"
                yes=immediate
                now=("Whoever runs it takes it in hand by themselves.", "An admin decides who becomes its primary host.")
                act=("Let admins decide", "Let those who run it decide")
                said=("Admins decide who becomes the primary host.", "Whoever runs a gathering takes it in hand by themselves.")
                change=|yes| EditSettings {
                    step_up: Some(if yes { StepUp::AdminApproval } else { StepUp::Immediate }),
                    ..EditSettings::default()
                }
            />
        </div>
    }
    .into_any()
}

/// One thing that is decided one way or the other. Of each two texts the first is of how it is while
/// `yes`.
#[component]
fn Decision(
    /// All that is decided.
    settings: RwSignal<Settings>,
    /// What it is about.
    title: &'static str,
    /// How it is decided.
    yes: Memo<bool>,
    /// What that means.
    now: (&'static str, &'static str),
    /// What the button does about it.
    act: (&'static str, &'static str),
    /// What is said once it has.
    said: (&'static str, &'static str),
    /// What is decided then.
    change: fn(bool) -> EditSettings,
) -> impl IntoView {
    let (doing, toasts) = (Doing::new(), Toasts::find());
    let of = move |(is, is_not): (&'static str, &'static str)| if yes.get() { is } else { is_not };
    let decide = move |()| {
        let is = yes.get_untracked();
        let (change, said) = (change(is), if is { said.0 } else { said.1 });
        doing.run(async move { api::edit_settings(&change).await }, move |now| {
            settings.try_set(now);
            toasts.say(said);
        });
    };
    view! {
        <section class="card stack tight">
            <h2>{title}</h2>
            <p>{dynamic(move || of(now))}</p>
            <Refusal doing reader=Signal::stored(Reader::Host) />
            <div class="row">
                <ActButton busy=Signal::derive(move || doing.is_pending()) act=decide>
                    {dynamic(move || of(act))}
                </ActButton>
            </div>
        </section>
    }
    .into_any()
}
