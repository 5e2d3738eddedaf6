use gather_wire::{AccountRole, ListedAccount, ResetLink};
use leptos::prelude::*;

use super::{
    account_dialogs::{DeleteDialog, RoleDialog, SuspendDialog},
    reset_link::ResetLinkBox,
};
use crate::{
    api, browser,
    components::{ActButton, Changes, Doing, Look, Refusal, dynamic},
    session::SignedIn,
    words::{self, Reader},
};

/// What an admin can do about an account.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Can {
    change_role: bool,
    vouch: bool,
    suspend: bool,
    restore: bool,
}

impl Can {
    fn of(listed: &ListedAccount) -> Self {
        let (is_in, is_out) = (listed.activated_at.is_some(), listed.suspended_at.is_some());
        Self {
            change_role: listed.account.role == AccountRole::Admin || is_in && !is_out,
            vouch: !listed.account.email_verified || !is_in,
            suspend: !is_out,
            restore: is_out,
        }
    }
}

/// An account, and what can be done about it.
#[component]
pub fn AccountRow(
    /// The account.
    listed: Memo<ListedAccount>,
) -> impl IntoView {
    let who = SignedIn::find();
    let id = listed.with_untracked(|listed| listed.account.id);
    let is_own = move || who.account().is_some_and(|account| account.id == id);
    let changing = RwSignal::new(false);
    let name = move || listed.with(|listed| listed.account.display_name.clone());
    let email = move || listed.with(|listed| listed.account.email.clone());
    let chips = move || {
        listed
            .with(words::account_chips)
            .into_iter()
            .map(|(said, tone)| {
                view! { <span class="chip" data-tone=tone>{said}</span> }
            })
            .collect_view()
    };
    view! {
        <li class="plan-row">
            <div class="row person-name">
                <strong>{dynamic(name)}{dynamic(move || is_own().then_some(" (you)"))}</strong>
                <span class="row push">{dynamic(chips)}</span>
            </div>
            <div class="row plan-person">
                <p class="small soft address">{email}</p>
                <button
                    type="button"
                    class="button unfold push"
                    data-kind="quiet"
                    aria-expanded=move || changing.get().to_string()
                    on:click=move |_| changing.update(|open| *open = !*open)
                >
                    "Change"<span class="visually-hidden">" "{dynamic(name)}</span>
                </button>
            </div>
            <Show when=move || changing.get()><Acts listed /></Show>
        </li>
    }
    .into_any()
}

/// What can be done, unfolded.
#[component]
fn Acts(listed: Memo<ListedAccount>) -> impl IntoView {
    let (changes, doing) = (Changes::find(), Doing::new());
    let (asking_role, suspending, deleting) =
        (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let made = RwSignal::new(None::<ResetLink>);
    let can = Memo::new(move |_| listed.with(Can::of));
    let (id, who) = (listed.with_untracked(|listed| listed.account.id), SignedIn::find());
    let is_own = move || who.account().is_some_and(|account| account.id == id);
    let name = move || listed.with(|listed| listed.account.display_name.clone());
    let of = move || view! { <span class="visually-hidden">": "{dynamic(name)}</span> };
    let busy = Signal::derive(move || doing.is_pending());
    let vouch = move |()| {
        let said = format!(
            "The address of {} counts as confirmed.",
            listed.with_untracked(|it| it.account.display_name.clone())
        );
        doing.run(async move { api::verify_account(id).await }, move |_| changes.say(said));
    };
    let restore = move |()| {
        let said = format!(
            "{} is let in again.",
            listed.with_untracked(|it| it.account.display_name.clone())
        );
        doing.run(async move { api::restore_account(id).await }, move |_| changes.say(said));
    };
    let issue = move |()| {
        doing.run(async move { api::issue_reset_link(id).await }, move |link| {
            made.try_set(Some(link));
        });
    };
    let close = Callback::new(move |()| made.set(None));
    let role = move || match listed.with(|listed| listed.account.role) {
        AccountRole::Admin => "Make a member",
        AccountRole::Member => "Make an admin",
    };
    view! {
        <div class="unfolded stack tight">
            <p class="small soft">
                {dynamic(move || listed.with(|listed| words::account_since(listed, browser::now(), browser::wall_clock)))}
            </p>
            <div class="row acts">
                <Show when=move || can.get().change_role>
                    <ActButton act=move |()| asking_role.set(true)>{dynamic(role)}{of()}</ActButton>
                </Show>
                <Show when=move || can.get().vouch>
                    <ActButton busy act=vouch>"Vouch for the address"{of()}</ActButton>
                </Show>
                <ActButton busy act=issue>"Link for a new password"{of()}</ActButton>
                <Show when=move || can.get().restore>
                    <ActButton busy act=restore>"Let in again"{of()}</ActButton>
                </Show>
                <Show when=move || can.get().suspend>
                    <ActButton look=Look::Quiet act=move |()| suspending.set(true)>
                        "Suspend"{of()}
                    </ActButton>
                </Show>
                // One's own goes where one's account is, with one's password.
                <Show when=move || !is_own()>
                    <ActButton look=Look::Quiet act=move |()| deleting.set(true)>
                        "Delete"{of()}
                    </ActButton>
                </Show>
            </div>
            <Refusal doing reader=Signal::stored(Reader::Host) />
            {dynamic(move || made.get().map(|link| {
                let name = listed.with_untracked(|it| it.account.display_name.clone());
                view! { <ResetLinkBox link name close /> }
            }))}
            <RoleDialog listed open=asking_role />
            <SuspendDialog listed open=suspending />
            <DeleteDialog listed open=deleting />
        </div>
    }
    .into_any()
}
