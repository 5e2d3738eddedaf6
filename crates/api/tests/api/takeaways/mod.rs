//! What is taken away: calendars, tables, messages, paper.

mod calendars;
mod exports;
mod paper;

use serde_json::json;

use crate::{
    app::TestApp,
    gathering::{Gathering, small_with},
};

/// Soup for a time and a place, bread for a day, salad for neither, and lamps of another team.
async fn party(app: &TestApp) -> Gathering {
    let items = [
        ("Kitchen", "Soup", Some("Pam"), true),
        ("Kitchen", "Bread", Some("Pam"), false),
        ("Kitchen", "Salad", Some("Pam"), false),
        ("Garden", "Lamps", None, true),
    ];
    let party = app.gathering(small_with("confirming", &items)).await;
    let host = party.host();
    let soup = json!({
        "quantity": "2 tubs", "drop_off_local": "2026-03-28T17:30", "drop_off_location": "Gate 2",
        "vegetarian": true, "gluten_free": true,
    });
    host.edit("Soup", soup).await.expect(200);
    host.edit("Bread", json!({ "day_id": party.names.day("Saturday") })).await.expect(200);
    let lamps = json!({ "drop_off_at": "2026-03-28T08:00:00Z" });
    host.edit("Lamps", lamps).await.expect(200);
    party
}

#[tokio::test]
async fn what_is_taken_away_leaves_everything_as_it_was_and_costs_the_same_whatever_the_size() {
    let mut costs = Vec::new();
    for size in [1, 60] {
        let app = TestApp::spawn().await;
        let names: Vec<_> = (0..size).map(|n| format!("Dish {n}")).collect();
        let items: Vec<_> =
            names.iter().map(|name| ("Kitchen", name.as_str(), Some("Pam"), false)).collect();
        let party = app.gathering(small_with("confirming", &items)).await;
        let (host, pam) = (party.host(), party.participant("Pam"));
        let before = app.db.dump().await;
        let mut cost = Vec::new();
        for (caller, path) in [
            (&pam, "/api/p/calendar".to_owned()),
            (&host, format!("{}/calendar", host.event)),
            (&host, format!("{}/export?format=csv", host.event)),
            (&host, format!("{}/export?format=text", host.event)),
            (&host, format!("{}/sheet", host.event)),
        ] {
            let statements = app.statements();
            assert_eq!(caller.get(&path).await.status, 200);
            cost.push(app.statements() - statements);
        }
        assert_eq!(app.db.dump().await, before);
        costs.push(cost);
    }
    assert_eq!(costs, [[2, 2, 2, 2, 3], [2, 2, 2, 2, 3]]);
}
