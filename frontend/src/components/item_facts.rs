use chrono::{DateTime, NaiveDateTime, Utc};
use leptos::prelude::*;

use super::{Icon, Shape};
use crate::{browser, time};

/// What an item is free of: a picture and a word each.
#[component]
pub fn DietBadges(
    /// Free of gluten.
    gluten_free: bool,
    /// Free of dairy.
    dairy_free: bool,
    /// Without meat or fish.
    vegetarian: bool,
) -> impl IntoView {
    let badges = [
        (gluten_free, Shape::Wheat, "gluten free"),
        (dairy_free, Shape::Milk, "dairy free"),
        (vegetarian, Shape::Leaf, "vegetarian"),
    ];
    badges
        .into_iter()
        .filter(|(holds, ..)| *holds)
        .map(|(_, shape, word)| view! { <span class="badge"><Icon shape />{word}</span> })
        .collect_view()
}

/// When something is to be there, on the event's clocks.
#[component]
pub fn EventTime(
    /// The instant.
    at: DateTime<Utc>,
    /// The same on the event's clocks.
    local: NaiveDateTime,
) -> impl IntoView {
    view! { <time datetime=time::machine(at)>{time::moment(local)}</time> }.into_any()
}

/// When something is to be there: on the event's clocks, and on the viewer's where they differ.
#[component]
pub fn DropOff(
    /// The instant.
    at: DateTime<Utc>,
    /// The same on the event's clocks.
    local: NaiveDateTime,
) -> impl IntoView {
    let viewers = time::for_viewer(local, browser::wall_clock(at));
    view! {
        <EventTime at local />
        {viewers.map(|viewers| view! { <span class="for-viewer soft small">{viewers}</span> })}
    }
    .into_any()
}
