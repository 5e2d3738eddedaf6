use chrono::{NaiveDate, TimeDelta};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::Narrowing,
    browser,
    components::{DateField, SelectField, TextField},
    pages::hosts::settled,
    words,
};

/// What the whole history is narrowed to, and how much of it is shown.
#[derive(Clone, Copy)]
pub struct Looking {
    actor: RwSignal<String>,
    subject: RwSignal<String>,
    settled: [RwSignal<String>; 2],
    action: RwSignal<String>,
    method: RwSignal<String>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    pages: RwSignal<usize>,
}

impl Looking {
    /// To what the address says, at first.
    pub fn from_address() -> Self {
        let query = use_query_map();
        let said = |name: &str| {
            RwSignal::new(query.with_untracked(|query| query.get(name)).unwrap_or_default())
        };
        let (actor, subject) = (said("actor"), said("subject"));
        let this = Self {
            actor,
            subject,
            settled: [settled(actor), settled(subject)],
            action: said("action"),
            method: said("method"),
            from: said("from"),
            to: said("to"),
            pages: RwSignal::new(1),
        };
        // Another question begins with its first page.
        Effect::new(move |before: Option<Narrowing>| {
            let now = this.narrowing();
            if before.is_some_and(|before| before != now) {
                this.pages.set(1);
            }
            now
        });
        this
    }

    /// What was filled in, as the wire has it. Days are those of whoever looks.
    pub fn narrowing(self) -> Narrowing {
        let [actor, subject] = self.settled;
        let day = |date: RwSignal<String>, later: TimeDelta| {
            let day =
                date.with(|date| date.parse::<NaiveDate>().ok())?.checked_add_signed(later)?;
            browser::begin_of(day).map(|at| at.to_rfc3339())
        };
        let said = |text: RwSignal<String>| Some(text.get()).filter(|text| !text.is_empty());
        [
            ("actor", said(actor)),
            ("subject", said(subject)),
            ("action", said(self.action)),
            ("method", said(self.method)),
            ("from", day(self.from, TimeDelta::zero())),
            ("to", day(self.to, TimeDelta::days(1))),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }

    /// How many pages are to be shown.
    pub fn pages(self) -> usize {
        self.pages.get()
    }

    /// Shows a page more.
    pub fn show_more(self) {
        self.pages.update(|pages| *pages += 1);
    }
}

/// The fields that narrow the whole history. On a phone they are folded away at first, unless one of
/// them is filled in.
#[component]
pub fn AuditFilters(
    /// To what it is narrowed.
    looking: Looking,
) -> impl IntoView {
    let named = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(wire, name)| ((*wire).to_owned(), (*name).to_owned())).collect()
    };
    let Looking { actor, subject, action, method, from, to, .. } = looking;
    let open = browser::has_room_for_more() || !untrack(|| looking.narrowing()).is_empty();
    view! {
        <details class="more" open=open>
            <summary>"Filter"</summary>
            <div class="columns filters" role="search">
                <TextField label="Who did it" value=actor kind="search" max_length=120 />
                <TextField label="To whom or what" value=subject kind="search" max_length=120 />
                <SelectField label="What" none="Anything" options=named(&words::FAMILIES) value=action />
                <SelectField label="Came to run it by" none="Any way" options=named(&words::WAYS_IN) value=method />
                <DateField label="From" value=from required=false max=to />
                <DateField label="To" value=to required=false min=from />
            </div>
        </details>
    }
    .into_any()
}
