use gather_wire::{Day, PrintItem, PrintSheet};

/// What stands on one sheet: a heading, what is said below it, and the items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Team or day.
    pub title: String,
    /// What the team sees to and who leads it; the day's date.
    pub about: Vec<String>,
    /// The items, each with its team's name.
    pub rows: Vec<(String, PrintItem)>,
}

/// A sheet for each team, in the order of the plan.
pub fn by_team(plan: &PrintSheet) -> Vec<Sheet> {
    let sheet = |team: &gather_wire::PrintTeam| {
        let lead = team.coordinator.as_ref().map(|person| match &person.phone {
            Some(phone) => format!("Coordinator: {}, {phone}", person.name),
            None => format!("Coordinator: {}", person.name),
        });
        Sheet {
            title: team.name.clone(),
            about: team.scope.clone().into_iter().chain(lead).collect(),
            rows: team.items.iter().map(|item| (team.name.clone(), item.clone())).collect(),
        }
    };
    plan.teams.iter().map(sheet).collect()
}

/// A sheet for each day, soonest first, and one for what has no day. On each: what comes first is
/// above, and what has no time is below.
pub fn by_day(plan: &PrintSheet, date: impl Fn(&Day) -> String) -> Vec<Sheet> {
    let on = |day: Option<&Day>| {
        let teams = plan.teams.iter();
        let mut rows: Vec<_> = teams
            .flat_map(|team| team.items.iter().map(|item| (team.name.clone(), item.clone())))
            .filter(|(_, it)| it.item.day.as_ref().map(|it| it.id) == day.map(|day| day.id))
            .collect();
        rows.sort_by_key(|(_, it)| (it.item.drop_off_at.is_none(), it.item.drop_off_at));
        rows
    };
    let days = plan.days.iter().map(|day| Sheet {
        title: day.name.clone(),
        about: vec![date(day)],
        rows: on(Some(day)),
    });
    let rest = on(None);
    let rest = (!rest.is_empty()).then(|| Sheet {
        title: "Without a day".to_owned(),
        about: Vec::new(),
        rows: rest,
    });
    days.chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn item(name: &str, day: Option<&Value>, at: Option<&str>) -> Value {
        json!({
            "item": {
                "id": "00000000-0000-7000-8000-000000000009", "day": day, "name": name,
                "quantity": null, "description": null, "critical": false, "gluten_free": false,
                "dairy_free": false, "vegetarian": false, "notes": null, "drop_off_at": at,
                "drop_off_local": null, "drop_off_location": null, "drop_off_note": null,
            },
            "person": null, "acknowledged": false, "declined": false,
        })
    }

    fn plan() -> PrintSheet {
        let day = |number: u32, name: &str| {
            let id = format!("00000000-0000-7000-8000-00000000000{number}");
            json!({ "id": id, "name": name, "date": format!("2026-07-0{number}") })
        };
        let (first, second) = (day(1, "Arrival"), day(2, "Feast"));
        let team = |name: &str, items: Value| {
            json!({
                "id": "00000000-0000-7000-8000-000000000007", "name": name, "scope": "Food",
                "coordinator": { "id": "00000000-0000-7000-8000-000000000008", "name": "Kim", "phone": "021" },
                "items": items,
            })
        };
        let kitchen = [
            item("Bread", Some(&second), None),
            item("Soup", Some(&second), Some("2026-07-02T09:00:00Z")),
            item("Ideas", None, None),
        ];
        let garden = [item("Chairs", Some(&second), Some("2026-07-02T07:00:00Z"))];
        serde_json::from_value(json!({
            "event": {
                "id": "00000000-0000-7000-8000-000000000006", "name": "Party", "description": null,
                "time_zone": "Europe/Berlin", "starts_on": "2026-07-01", "ends_on": "2026-07-02",
                "status": "draft", "guest_count": null, "version": 1,
            },
            "printed_at": "2026-06-01T00:00:00Z",
            "days": [first, second],
            "teams": [team("Kitchen", json!(kitchen)), team("Garden", json!(garden))],
        }))
        .unwrap()
    }

    fn names(sheet: &Sheet) -> Vec<&str> {
        sheet.rows.iter().map(|(_, it)| it.item.name.as_str()).collect()
    }

    #[test]
    fn a_teams_sheet_says_who_leads_it_and_how_to_call_them() {
        let sheets = by_team(&plan());
        assert_eq!(sheets[0].about, ["Food", "Coordinator: Kim, 021"]);
        assert_eq!(names(&sheets[0]), ["Bread", "Soup", "Ideas"]);
        assert_eq!(names(&sheets[1]), ["Chairs"]);
    }

    #[test]
    fn a_days_sheet_goes_through_the_day_and_nothing_is_left_out() {
        let sheets = by_day(&plan(), |day| day.date.to_string());
        let titles: Vec<_> = sheets.iter().map(|sheet| sheet.title.as_str()).collect();
        assert_eq!(titles, ["Arrival", "Feast", "Without a day"]);
        assert!(sheets[0].rows.is_empty());
        assert_eq!(sheets[1].about, ["2026-07-02"]);
        assert_eq!(names(&sheets[1]), ["Chairs", "Soup", "Bread"]);
        assert_eq!(names(&sheets[2]), ["Ideas"]);
    }
}
