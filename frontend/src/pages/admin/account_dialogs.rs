use gather_wire::{AccountRole, ListedAccount};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    api::{self, ApiError},
    browser,
    components::{
        ActButton, Changes, Dialog, Doing, Look, Refusal, WhyForm, dynamic, focus_heading,
    },
    session::SignedIn,
    words::Reader,
};

fn name(listed: Memo<ListedAccount>) -> String {
    listed.with(|listed| listed.account.display_name.clone())
}

/// What somebody is to be who is this.
const fn other(role: AccountRole) -> AccountRole {
    match role {
        AccountRole::Admin => AccountRole::Member,
        AccountRole::Member => AccountRole::Admin,
    }
}

/// Asks before somebody becomes an admin, or is one no more.
#[component]
pub fn RoleDialog(
    /// Their account.
    listed: Memo<ListedAccount>,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (changes, doing, who) = (Changes::find(), Doing::new(), SignedIn::find());
    let id = listed.with_untracked(|listed| listed.account.id);
    let role = Memo::new(move |_| listed.with(|listed| other(listed.account.role)));
    let title = move || match role.get() {
        AccountRole::Admin => format!("Make {} an admin?", name(listed)),
        AccountRole::Member => format!("Is {} no admin any more?", name(listed)),
    };
    let says = move || match role.get() {
        AccountRole::Admin => {
            "Admins see every gathering, account and mail, and decide about this server."
        }
        AccountRole::Member => {
            "Invites that they made still work, and wait for you to look at them. Links for new \
             passwords that they handed out end."
        }
    };
    let act = move |()| {
        let role = role.get_untracked();
        let said = match role {
            AccountRole::Admin => format!(
                "{} is an admin now.",
                listed.with_untracked(|it| it.account.display_name.clone())
            ),
            AccountRole::Member => format!(
                "{} is no admin any more.",
                listed.with_untracked(|it| it.account.display_name.clone())
            ),
        };
        let is_own = who.account().is_some_and(|account| account.id == id);
        doing.run(async move { api::change_account_role(id, role).await }, move |_| {
            if is_own {
                return browser::go_instead_to("/login");
            }
            open.try_set(false);
            changes.say(said);
        });
    };
    let label = move || match (doing.is_pending(), role.get()) {
        (true, _) => "One moment…",
        (false, AccountRole::Admin) => "Make an admin",
        (false, AccountRole::Member) => "Make a member",
    };
    view! {
        <Dialog open title=Signal::derive(title)>
            <p>{dynamic(says)}</p>
            <p>"They are signed out everywhere, and sign in again."</p>
            <Refusal doing reader=Signal::stored(Reader::Host) />
            <div class="row">
                <ActButton
                    look=Signal::derive(move || match role.get() {
                        AccountRole::Admin => Look::Primary,
                        AccountRole::Member => Look::Danger,
                    })
                    busy=Signal::derive(move || doing.is_pending())
                    act
                >
                    {dynamic(label)}
                </ActButton>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// What keeps somebody from signing in: it is done for a reason.
#[derive(Debug, Clone, Copy)]
enum Ending {
    /// Until they are let in again.
    Suspended,
    /// For good.
    Deleted,
}

impl Ending {
    fn title(self, name: &str) -> String {
        match self {
            Self::Suspended => format!("Suspend {name}?"),
            Self::Deleted => format!("Delete the account of {name}?"),
        }
    }

    fn said(self, name: &str) -> String {
        match self {
            Self::Suspended => format!("{name} is kept out."),
            Self::Deleted => format!("The account of {name} is deleted."),
        }
    }

    const fn submit(self) -> &'static str {
        match self {
            Self::Suspended => "Suspend",
            Self::Deleted => "Delete the account",
        }
    }

    async fn come(self, id: Uuid, reason: String) -> Result<(), ApiError> {
        match self {
            Self::Suspended => api::suspend_account(id, reason).await.map(drop),
            Self::Deleted => api::delete_account_of(id, reason).await,
        }
    }
}

/// Asks why somebody is kept out.
#[component]
pub fn SuspendDialog(
    /// Their account.
    listed: Memo<ListedAccount>,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let ending = Ending::Suspended;
    view! {
        <Dialog open title=Signal::derive(move || ending.title(&name(listed)))>
            <p>
                "They are signed out everywhere and cannot sign in until you let them in again. Open \
                 invites and invitations that they made are taken back. After 30 days, what they \
                 run passes to others."
            </p>
            <EndingForm listed open ending />
        </Dialog>
    }
    .into_any()
}

/// Asks why an account is deleted, and says before what goes with it.
#[component]
pub fn DeleteDialog(
    /// The account.
    listed: Memo<ListedAccount>,
    /// Whether it is asking.
    open: RwSignal<bool>,
) -> impl IntoView {
    let ending = Ending::Deleted;
    view! {
        <Dialog open title=Signal::derive(move || ending.title(&name(listed)))>
            <p>
                "They are signed out everywhere, and nobody can sign in with "
                <strong class="address">
                    {move || listed.with(|listed| listed.account.email.clone())}
                </strong>
                " any more. Their name stays in the plans that they are in. This cannot be taken back."
            </p>
            <p>
                "Each gathering that they run passes to whoever has run it with them for longest. One \
                 that they run alone has no host any more, and waits for you. Open invites \
                 and invitations that they made are taken back."
            </p>
            <EndingForm listed open ending />
        </Dialog>
    }
    .into_any()
}

#[component]
fn EndingForm(listed: Memo<ListedAccount>, open: RwSignal<bool>, ending: Ending) -> impl IntoView {
    let (changes, doing, who) = (Changes::find(), Doing::new(), SignedIn::find());
    let id = listed.with_untracked(|listed| listed.account.id);
    let send = move |reason| {
        let said = listed.with_untracked(|listed| ending.said(&listed.account.display_name));
        let is_own = who.account().is_some_and(|account| account.id == id);
        doing.run(ending.come(id, reason), move |()| {
            if is_own {
                return browser::go_instead_to("/login");
            }
            open.try_set(false);
            changes.say(said);
            request_animation_frame(focus_heading);
        });
    };
    view! { <WhyForm doing submit=ending.submit() open send /> }.into_any()
}
