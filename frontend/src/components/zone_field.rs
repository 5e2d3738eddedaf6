use leptos::prelude::*;

use super::{dynamic, unique_id};

/// The zone with this IANA name, or with this place at the end of its name: "auckland", "New York".
pub fn find_zone(typed: &str, zones: &[String]) -> Option<String> {
    let wanted = typed.trim().replace(' ', "_").to_ascii_lowercase();
    let is_named = |zone: &&String| zone.to_ascii_lowercase() == wanted;
    if let Some(zone) = zones.iter().find(is_named) {
        return Some(zone.clone());
    }
    let place = |zone: &&String| {
        zone.rsplit('/').next().is_some_and(|place| place.to_ascii_lowercase() == wanted)
    };
    let mut found = zones.iter().filter(place);
    found.next().filter(|_| found.next().is_none()).cloned()
}

/// A time zone, to be typed and chosen from what the browser knows.
#[component]
pub fn ZoneField(
    /// What is in it.
    value: RwSignal<String>,
    /// All zones.
    zones: StoredValue<Vec<String>>,
    /// What it is for.
    hint: &'static str,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("zone");
    let (list, error_id, hint_id) =
        (format!("{id}-list"), format!("{id}-error"), format!("{id}-hint"));
    let described_by = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || {
            let wrong = error.read().is_some();
            if wrong { format!("{hint_id} {error_id}") } else { hint_id.clone() }
        }
    };
    let options = zones.with_value(|zones| {
        let option = |zone: &String| {
            view! { <option value=zone.clone()>{zone.replace('_', " ")}</option> }
        };
        zones.iter().map(option).collect_view()
    });
    view! {
        <div class="field">
            <label for=id.clone()>"Time zone"</label>
            <p class="hint" id=hint_id>{hint}</p>
            <input
                id=id
                type="text"
                list=list.clone()
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-required="true"
                bind:value=value
                aria-invalid=move || error.read().is_some().then_some("true")
                aria-describedby=described_by
            />
            <datalist id=list>{options}</datalist>
            <p class="field-error" id=error_id>{dynamic(move || error.get())}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_found_by_its_name_or_by_its_place() {
        let zones = [
            "America/New_York",
            "Pacific/Auckland",
            "America/Louisville",
            "America/Kentucky/Louisville",
        ]
        .map(str::to_owned);
        let found = |typed| find_zone(typed, &zones);
        assert_eq!(found("pacific/auckland").as_deref(), Some("Pacific/Auckland"));
        assert_eq!(found(" New York ").as_deref(), Some("America/New_York"));
        assert_eq!(found("Auckland").as_deref(), Some("Pacific/Auckland"));
        assert_eq!(found("Louisville"), None, "there are two");
        assert_eq!(found(""), None);
        assert_eq!(found("Nowhere"), None);
    }
}
