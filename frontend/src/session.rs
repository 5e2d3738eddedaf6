//! Who am I: the link in the address, and addresses that keep it.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::link::{Fault, Kind, Secret};

/// The link that the address carries, read anew when the address changes.
pub fn use_link(kind: Kind) -> Memo<Result<Secret, Fault>> {
    let fragment = use_location().hash;
    Memo::new(move |_| Secret::parse_for(kind, &fragment.read()))
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
