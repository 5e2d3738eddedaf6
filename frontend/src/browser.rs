//! What is asked of the browser itself: address, focus, clipboard, sharing, clock, chance.
//!
//! Each of these can be missing or refused; then nothing happens, or the answer says so.

use std::time::Duration;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The id of what `index.html` shows until the app is there.
const FIRST_PAINT: &str = "first-paint";

fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// The path of the address.
pub fn path() -> Option<String> {
    window()?.location().pathname().ok()
}

/// Path and query of the address.
pub fn path_and_query() -> Option<String> {
    let location = window()?.location();
    Some(format!("{}{}", location.pathname().ok()?, location.search().ok()?))
}

/// Whether the window is wider than a phone's, so that what is rarely used need not be folded away.
pub fn has_room_for_more() -> bool {
    let wide = window().and_then(|window| window.match_media("(width >= 44rem)").ok().flatten());
    wide.is_none_or(|wide| wide.matches())
}

/// Loads the page at another address of ours in place of this one.
pub fn go_instead_to(address: &str) {
    if let Some(window) = window() {
        // Refused only for addresses that no browser understands.
        let _ = window.location().replace(address);
    }
}

/// Loads the page at another address of ours. The browser's way back leads here again.
pub fn go_to(address: &str) {
    if let Some(window) = window() {
        // Refused only for addresses that no browser understands.
        let _ = window.location().assign(address);
    }
}

/// Loads this page again.
pub fn reload() {
    if let Some(window) = window() {
        // Refused only where there is no page.
        let _ = window.location().reload();
    }
}

/// Remembers that something is so, in this browser, until it is forgotten.
pub fn remember(what: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage keeps nothing.
        let _ = storage.set_item(what, "yes");
    }
}

/// Whether it was remembered.
pub fn recalls(what: &str) -> bool {
    storage().is_some_and(|storage| storage.get_item(what).ok().flatten().is_some())
}

/// Forgets it.
pub fn forget(what: &str) {
    if let Some(storage) = storage() {
        // What was never remembered need not be forgotten.
        let _ = storage.remove_item(what);
    }
}

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok().flatten()
}

/// The IANA name of the viewer's time zone.
pub fn time_zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::default();
    js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()
}

/// The IANA names of all zones that the browser knows; none where it does not tell.
pub fn time_zones() -> Vec<String> {
    let names = || {
        let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let values = js_sys::Reflect::get(&intl, &"supportedValuesOf".into()).ok()?;
        let values = values.dyn_into::<js_sys::Function>().ok()?;
        values.call1(&intl, &"timeZone".into()).ok()?.dyn_into::<js_sys::Array>().ok()
    };
    names()
        .map(|names| names.iter().filter_map(|name| name.as_string()).collect())
        .unwrap_or_default()
}

/// Scheme, host and port of the address.
pub fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Puts another address in place of the present one, without loading anything.
pub fn replace_address(address: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // Refused only across origins, which a path of ours never is.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Says in the browser's tab which screen this is.
pub fn set_title(screen: &str) {
    if let Some(document) = document() {
        let title =
            if screen == "Gather" { screen.to_owned() } else { format!("{screen} · Gather") };
        document.set_title(&title);
    }
}

/// Takes away what `index.html` showed until now.
pub fn remove_first_paint() {
    if let Some(paint) = document().and_then(|document| document.get_element_by_id(FIRST_PAINT)) {
        paint.remove();
    }
}

/// Moves the focus to the element with this id, if it is there.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    focus_on(element);
}

/// Moves the focus to the first element that the selector finds.
pub fn focus_first(selector: &str) {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    focus_on(element);
}

/// Moves the focus to the element with this id and leaves the page where it is.
pub fn focus_in_place(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}

fn focus_on(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Brings the element with this id into view.
pub fn reveal(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.scroll_into_view();
    }
}

/// Whether the page is in the background.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Whether nothing has the focus: what had it is gone.
pub fn focus_is_lost() -> bool {
    document()
        .and_then(|document| document.active_element())
        .is_none_or(|active| active.tag_name() == "BODY")
}

/// Puts a text on the clipboard. `false` means that the browser did not let us.
pub async fn copy(text: &str) -> bool {
    // Over plain HTTP there is no clipboard, whatever the type says.
    let Some(navigator) = window().map(|window| window.navigator()) else { return false };
    if !js_sys::Reflect::has(&navigator, &"clipboard".into()).unwrap_or(false) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// Whether the browser has a sheet for sharing, as phones do.
pub fn can_share() -> bool {
    window().is_some_and(|window| {
        js_sys::Reflect::has(&window.navigator(), &"share".into()).unwrap_or(false)
    })
}

/// Opens the browser's sheet for sharing a text. Closing it without sharing is no failure.
pub async fn share(title: &str, text: &str) {
    if let Some(window) = window() {
        let data = web_sys::ShareData::new();
        data.set_title(title);
        data.set_text(text);
        let _ = JsFuture::from(window.navigator().share_with_data(&data)).await;
    }
}

/// Opens the browser's dialog for printing this page.
pub fn print() {
    if let Some(window) = window() {
        // A browser that cannot print does nothing.
        let _ = window.print();
    }
}

/// A text as it may stand in a query.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// What the viewer's clock shows, or showed, at an instant.
pub fn wall_clock(at: DateTime<Utc>) -> NaiveDateTime {
    let minutes = js_sys::Date::new(&JsValue::from_f64(millis(at))).get_timezone_offset();
    #[expect(clippy::cast_possible_truncation, reason = "an offset is some hundreds of minutes")]
    let offset = TimeDelta::minutes(minutes as i64);
    at.naive_utc() - offset
}

/// The instant at which a day begins on the viewer's clock.
pub fn begin_of(day: NaiveDate) -> Option<DateTime<Utc>> {
    let year = u32::try_from(day.year()).ok()?;
    let (month, date) = (i32::try_from(day.month0()).ok()?, i32::try_from(day.day()).ok()?);
    let begin = js_sys::Date::new_with_year_month_day(year, month, date);
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let millis = begin.get_time() as i64;
    DateTime::from_timestamp_millis(millis)
}

#[expect(clippy::cast_precision_loss, reason = "exact for some 285,000 years")]
fn millis(at: DateTime<Utc>) -> f64 {
    at.timestamp_millis() as f64
}

/// What the viewer's clock shows now.
pub fn now() -> NaiveDateTime {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
    let millis = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(millis).map(wall_clock).unwrap_or_default()
}

/// A fresh `Idempotency-Key`: 32 hexadecimal digits of chance.
pub fn fresh_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        // A failure leaves zeroes; the server then takes two forms of one caller for one, or
        // refuses the second, and either is seen.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let mut key = String::with_capacity(32);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            key.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
        }
    }
    key
}

/// Hands the viewer a file of this name to keep.
pub fn save_file(name: &str, media_type: &str, text: &str) {
    let save = || -> Result<(), JsValue> {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(media_type);
        let parts = js_sys::Array::of1(&text.into());
        let file = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
        let address = web_sys::Url::create_object_url_with_blob(&file)?;
        if let Some(document) = document() {
            let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
            link.set_href(&address);
            link.set_download(name);
            link.click();
        }
        // The browser reads the file after the click, and some of them long after it.
        leptos::prelude::set_timeout(
            move || {
                let _ = web_sys::Url::revoke_object_url(&address);
            },
            Duration::from_mins(1),
        );
        Ok(())
    };
    // A browser that keeps no files has said so.
    let _ = save();
}

/// What the file says that was chosen in a file input, read as UTF-8; `None`, if there is none or it
/// cannot be read any more.
pub async fn text_of_chosen_file(event: &web_sys::Event) -> Option<String> {
    let read = || -> Result<js_sys::Promise, JsValue> {
        let files = js_sys::Reflect::get(&JsValue::from(event.target()), &"files".into())?;
        let file = js_sys::Reflect::get_u32(&files, 0)?;
        let text: js_sys::Function = js_sys::Reflect::get(&file, &"text".into())?.dyn_into()?;
        text.call0(&file)?.dyn_into()
    };
    JsFuture::from(read().ok()?).await.ok()?.as_string()
}
