use std::collections::HashMap;

use gather_wire::Event;
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

use crate::{
    api::{self, Plan},
    components::{Changes, Go, Loaded, Loading, Overrides, Reload},
    pages::{host::Hosting, skeleton::wide_skeleton},
};

/// What every screen of the plan needs.
#[derive(Clone, Copy)]
pub struct Planning {
    /// The gathering, and who asks.
    pub hosting: Hosting,
    /// What is planned, as it is now.
    pub plan: RwSignal<Plan>,
    /// Where changes are reported.
    pub changes: Changes,
    /// How the screen learns of what others did.
    pub reload: Reload,
    /// Where a host is asked for a reason.
    pub overrides: Overrides,
    /// The event as its form began with it, while the form holds something else.
    pub event_seen: StoredValue<Option<Event>>,
    typed: StoredValue<HashMap<String, RwSignal<String>>>,
    owner: StoredValue<Owner>,
}

impl Planning {
    /// The one of the screens around.
    pub fn find() -> Self {
        expect_context()
    }

    /// A text that is being typed. It stays while somebody looks at another screen of the plan.
    pub fn typed(self, what: &str) -> RwSignal<String> {
        if let Some(there) = self.typed.with_value(|typed| typed.get(what).copied()) {
            return there;
        }
        let new = self.owner.with_value(|owner| owner.with(|| RwSignal::new(String::new())));
        self.typed.update_value(|typed| {
            typed.insert(what.to_owned(), new);
        });
        new
    }

    /// The address of one of the plan's screens, `/days`, say; `""` is the first.
    pub fn at(self, screen: &str) -> String {
        self.hosting.at(&format!("/plan{screen}"))
    }
}

/// The frame of the plan's screens. It loads the plan once for all of them.
#[component]
pub fn PlanShell() -> impl IntoView {
    let hosting = expect_context::<Hosting>();
    let reload = Reload::find();
    let plan = Loading::new(move || {
        reload.track();
        let by = hosting.by.get_value();
        async move { api::plan(&by, hosting.event_id).await }
    });
    let page = move |plan| {
        provide_context(Planning {
            hosting,
            plan,
            changes: Changes::find(),
            reload,
            overrides: Overrides::find(),
            event_seen: StoredValue::new(None),
            typed: StoredValue::default(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        });
        view! {
            <PlanNav />
            <Outlet />
        }
        .into_any()
    };
    view! { <Loaded from=plan by=hosting.by skeleton=wide_skeleton page=Callback::new(page) /> }
        .into_any()
}

/// The way between the plan's screens.
#[component]
fn PlanNav() -> impl IntoView {
    let planning = Planning::find();
    let path = use_location().pathname;
    let tab = move |screen: &'static str, name: &'static str| {
        let to = planning.at(screen);
        let there = to.clone();
        let current = Signal::derive(move || {
            path.with(|path| {
                let below = path.trim_end_matches('/').strip_prefix(there.as_str());
                below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        });
        view! { <Go to class="tab" current>{name}</Go> }
    };
    view! {
        <nav class="host-nav plan-nav" aria-label="Plan">
            {tab("/event", "Event")}
            {tab("/days", "Days")}
            {tab("/teams", "Teams")}
            {tab("/people", "People")}
            {tab("/items", "Items")}
        </nav>
    }
    .into_any()
}
