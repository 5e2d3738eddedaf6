//! Who am I: the link in the address, or who is signed in; and addresses that keep that.

use gather_wire::{Account, Badge, ProblemCode};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
    location::Location,
};

use crate::{
    api, browser,
    link::{Fault, Kind, Secret},
    way_back::{self, WayBack},
};

/// The link that the address carries, read anew when the address changes.
pub fn use_link(kind: Kind) -> Memo<Result<Secret, Fault>> {
    let fragment = use_location().hash;
    Memo::new(move |_| Secret::parse_for(kind, &fragment.read()))
}

/// What the address of a page carried that a mail leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The link to an account.
    pub link: Result<Secret, Fault>,
    /// Where its reader wanted to go.
    pub back: Option<WayBack>,
}

impl Arrival {
    fn read(kind: Kind, fragment: &str) -> Self {
        let link = if way_back::is_alone(fragment) {
            Err(Fault::Missing)
        } else {
            Secret::parse_for(kind, fragment)
        };
        Self { link, back: WayBack::in_fragment(fragment) }
    }
}

/// The link to an account that the address carried. It is taken out of the address at once: it works
/// once, and whoever looks over a shoulder, or into the browser's history, must not find it.
pub fn take_link(kind: Kind) -> ReadSignal<Arrival> {
    let Location { pathname, hash: fragment, .. } = use_location();
    let navigate = use_navigate();
    let (taken, take) = signal(Arrival::read(kind, &fragment.read_untracked()));
    // Also when another link is opened while the page is there.
    Effect::new(move |_| {
        let text = fragment.get();
        // On the way to another page the address changes before this one is gone.
        let is_here = pathname.read_untracked().trim_end_matches('/') == kind.path();
        if text.is_empty() || way_back::is_alone(&text) || !is_here {
            return;
        }
        let arrival = Arrival::read(kind, &text);
        if taken.with_untracked(|before| *before != arrival) {
            take.set(arrival);
        }
        let options =
            NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(kind.path(), options);
    });
    taken
}

/// An address of the app that carries the fragment along: it is the secret, and an address
/// without it leads to a dead page.
pub fn use_address(to: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    let fragment = use_location().hash;
    Signal::derive(move || {
        let (to, fragment) = (to(), fragment.get());
        if fragment.is_empty() || fragment.starts_with('#') {
            format!("{to}{fragment}")
        } else {
            format!("{to}#{fragment}")
        }
    })
}

/// Where the address says that somebody wanted to go.
pub fn use_way_back() -> Memo<Option<WayBack>> {
    let fragment = use_location().hash;
    Memo::new(move |_| WayBack::in_fragment(&fragment.read()))
}

/// Under which name this browser remembers that somebody is signed in. Without it a visitor's first
/// page asks nothing of the server, which could only refuse.
const REMEMBERED: &str = "gather-signed-in";

/// Who is signed in in this browser, as far as it is known. Screens by link do not ask.
#[derive(Debug, Clone, Copy)]
pub struct SignedIn {
    account: RwSignal<Option<Account>>,
    waits: RwSignal<Option<Badge>>,
}

impl SignedIn {
    fn new() -> Self {
        Self { account: RwSignal::new(None), waits: RwSignal::new(None) }
    }

    /// Puts it where every screen finds it, and asks who it is.
    pub fn provide() -> Self {
        let this = Self::new();
        provide_context(this);
        let path = browser::path().unwrap_or_default();
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let asks = match segments.next() {
            Some("p" | "c" | "h") => false,
            Some("events" | "account" | "admin" | "notifications" | "invitations") => true,
            _ => browser::recalls(REMEMBERED),
        };
        if asks {
            spawn_local(this.ask());
        }
        this
    }

    /// The app's own.
    pub fn find() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// Their account.
    pub fn account(self) -> Option<Account> {
        self.account.get()
    }

    /// What waits for them, as far as it is known.
    pub fn waits(self) -> Option<Badge> {
        self.waits.get()
    }

    /// Asks what waits for them: it is about to be shown, or they have answered or read something.
    pub fn ask_what_waits(self) {
        spawn_local(async move {
            // What waits stays as it was known where it cannot be asked.
            if let Ok(badge) = api::badge().await {
                self.waits.try_set(Some(badge));
            }
        });
    }

    /// Somebody is signed in, under this name.
    pub fn note(self, account: &Account) {
        browser::remember(REMEMBERED);
        self.account.set(Some(account.clone()));
    }

    /// Asks who it is, where that is not known: the server has said that somebody is.
    pub fn ask_if_unknown(self) {
        if self.account.with_untracked(Option::is_none) {
            spawn_local(self.ask());
        }
    }

    /// Whether somebody still is signed in may have changed: asks, if somebody was.
    pub fn ask_again(self) {
        if browser::recalls(REMEMBERED) {
            spawn_local(self.ask());
        }
    }

    async fn ask(self) {
        match api::account().await {
            Ok(account) => {
                self.note(&account);
                // Whether that succeeds does not matter to them now.
                let _ = api::stay_signed_in().await;
            }
            Err(error) if error.code() == Some(ProblemCode::Unauthenticated) => self.forget(),
            Err(_) => {}
        }
    }

    /// Nobody is signed in here any more.
    pub fn forget(self) {
        browser::forget(REMEMBERED);
        self.account.set(None);
        self.waits.set(None);
    }

    /// Signed in a moment ago: on to where they wanted to go.
    pub fn go_on(back: Option<&WayBack>) {
        browser::remember(REMEMBERED);
        browser::go_instead_to(back.map_or("/events", WayBack::as_str));
    }

    /// Signed out a moment ago.
    pub fn leave() {
        Self::leave_for("/");
    }

    /// Signed out a moment ago, to go on at this address.
    pub fn leave_for(address: &str) {
        browser::forget(REMEMBERED);
        browser::go_to(address);
    }
}
