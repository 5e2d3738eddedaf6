use gather_wire::{Account, AccountRole, Category, EditAccount, EditPreferences, Preferences};
use leptos::prelude::*;

use crate::{
    api::{self, ApiError},
    components::{
        Changes, Doing, Loaded, Loading, PageHeading, Refusal, Reload, dynamic, unique_id,
    },
    pages::skeleton::skeleton,
    session::SignedIn,
    words::{self, Reader},
};

/// What the page is about: who reads it, and what reaches them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reached {
    account: Account,
    preferences: Preferences,
}

/// `/account/mails`: which mails somebody gets, and whether others may invite them.
#[component]
pub fn PreferencesPage() -> impl IntoView {
    let reload = Reload::find();
    let from = Loading::new(move || {
        reload.track();
        async move {
            let preferences = api::preferences().await?;
            Ok(Reached { account: api::account().await?, preferences })
        }
    });
    let page = move |reached| view! { <Reaching reached /> }.into_any();
    view! { <Loaded from skeleton page=Callback::new(page) /> }.into_any()
}

#[component]
fn Reaching(reached: RwSignal<Reached>) -> impl IntoView {
    let mails = Memo::new(move |_| reached.with(|it| it.preferences.mails));
    let is_admin = Memo::new(move |_| reached.with(|it| it.account.role == AccountRole::Admin));
    view! {
        <div class="page narrow">
            <header class="stack tight">
                <p class="small"><a class="back" href="/account">"← Account"</a></p>
                <PageHeading title="What reaches you">"What reaches you"</PageHeading>
                <p class="soft">"Each change is saved at once."</p>
            </header>
            <section class="card" aria-labelledby="mails">
                <h2 id="mails">"Mails"</h2>
                <p>
                    "Whatever you choose, everything stands among your notifications, and mails about \
                     your account itself always come: to confirm an address, say, or to set a new \
                     password."
                </p>
                <MailSwitch reached wish=Wish::Any />
                <Show
                    when=move || mails.get()
                    fallback=|| view! { <p class="soft">"You get no other mails."</p> }
                >
                    <fieldset class="stack tight">
                        <legend class="legend">"About what"</legend>
                        <MailSwitch reached wish=Wish::About(Category::Invitations) />
                        <MailSwitch reached wish=Wish::About(Category::HostActivity) />
                        <MailSwitch reached wish=Wish::About(Category::Digests) />
                        <Show when=move || is_admin.get()>
                            <MailSwitch reached wish=Wish::About(Category::Admin) />
                        </Show>
                    </fieldset>
                </Show>
            </section>
            <section class="card" aria-labelledby="invited">
                <h2 id="invited">"Invitations"</h2>
                <FoundSwitch reached />
            </section>
        </div>
    }
    .into_any()
}

/// Which switch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// For mails at all.
    Any,
    /// For those of a category.
    About(Category),
}

impl Wish {
    const fn label(self) -> &'static str {
        match self {
            Self::Any => "Send me mails",
            Self::About(category) => words::mails_about(category),
        }
    }

    const fn of(self, preferences: Preferences) -> bool {
        match self {
            Self::Any => preferences.mails,
            Self::About(Category::Invitations) => preferences.invitations,
            Self::About(Category::HostActivity) => preferences.host_activity,
            Self::About(Category::Digests) => preferences.digests,
            Self::About(Category::Admin) => preferences.admin,
        }
    }

    fn change(self, wanted: bool) -> EditPreferences {
        let mut change = EditPreferences::default();
        let field = match self {
            Self::Any => &mut change.mails,
            Self::About(Category::Invitations) => &mut change.invitations,
            Self::About(Category::HostActivity) => &mut change.host_activity,
            Self::About(Category::Digests) => &mut change.digests,
            Self::About(Category::Admin) => &mut change.admin,
        };
        *field = Some(wanted);
        change
    }

    const fn said(self, wanted: bool) -> &'static str {
        match (self, wanted) {
            (Self::Any, true) => "Saved: you get mails.",
            (Self::Any, false) => "Saved: you get no mails, except about your account.",
            (Self::About(_), true) => "Saved: you get these mails.",
            (Self::About(_), false) => "Saved: you do not get these mails.",
        }
    }
}

#[component]
fn MailSwitch(reached: RwSignal<Reached>, wish: Wish) -> impl IntoView {
    let save = move |wanted: bool| {
        let change = wish.change(wanted);
        async move {
            let preferences = api::edit_preferences(&change).await?;
            reached.try_update(|reached| reached.preferences = preferences);
            Ok(wish.said(wanted))
        }
    };
    let is_on = Signal::derive(move || reached.with(|it| wish.of(it.preferences)));
    view! { <Switch label=wish.label() is_on save /> }.into_any()
}

#[component]
fn FoundSwitch(reached: RwSignal<Reached>) -> impl IntoView {
    let who = SignedIn::find();
    let save = move |wanted: bool| async move {
        let change = EditAccount { accepts_invitations: Some(wanted), ..EditAccount::default() };
        let account = api::edit_account(&change).await?;
        who.note(&account);
        reached.try_update(|reached| reached.account = account);
        Ok(if wanted {
            "Saved: others can find and invite you."
        } else {
            "Saved: nobody finds you. Links still work."
        })
    };
    let is_on = Signal::derive(move || reached.with(|it| it.account.accepts_invitations));
    view! {
        <Switch
            label="Others may find me, and invite me to run a gathering with them"
            hint="Who runs a gathering finds you by a part of your name, or by your whole address. \
                  They never see your address."
            is_on
            save
        />
    }
    .into_any()
}

/// A choice that is saved at once, and stays as it was where it cannot be.
#[component]
fn Switch<F>(
    /// What it is for.
    label: &'static str,
    /// What to know before it is changed.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// How it is now.
    is_on: Signal<bool>,
    /// Saves it, and tells what to say then.
    save: impl Fn(bool) -> F + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    F: Future<Output = Result<&'static str, ApiError>> + 'static,
{
    let (changes, doing) = (Changes::find(), Doing::new());
    let hint_id = unique_id("hint");
    let described_by = hint.map(|_| hint_id.clone());
    view! {
        <div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_on
                    aria-describedby=described_by
                    on:change:target=move |event| {
                        let input = event.target();
                        let wanted = input.checked();
                        if doing.is_pending() {
                            input.set_checked(!wanted);
                            return;
                        }
                        doing.run_or(
                            save(wanted),
                            move |said| changes.say(said),
                            move |_| input.set_checked(!wanted),
                        );
                    }
                />
                {label}
            </label>
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <p class="hint said" role="status">
                {dynamic(move || doing.is_pending().then_some("Saving…"))}
            </p>
            <Refusal doing reader=Signal::stored(Reader::Host) />
        </div>
    }
    .into_any()
}
