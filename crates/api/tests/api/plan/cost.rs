//! What shaping a plan costs does not grow with the plan.

use serde_json::json;

use crate::{app::TestApp, gathering::small_with, reply::Reply};

async fn cost(app: &TestApp, what: impl AsyncFnOnce() -> Reply) -> usize {
    let before = app.statements();
    let reply = what().await;
    assert!(reply.status < 300, "{reply:?}");
    app.statements() - before
}

/// The door asks who calls, before the transaction does: one statement of each.
const DOOR: usize = 1;

#[tokio::test]
async fn a_departure_costs_the_same_however_much_is_left_behind() {
    let mut costs = Vec::new();
    for size in [1, 40] {
        let app = TestApp::spawn().await;
        let names: Vec<_> = (0..size).map(|n| format!("Dish {n}")).collect();
        let of = |who| names.iter().map(move |it| ("Kitchen", it.as_str(), Some(who), false));
        let party = app.gathering(small_with("confirming", &of("Pam").collect::<Vec<_>>())).await;
        let host = party.host();
        let pam = format!("people/{}", party.names.person("Pam"));
        let to = json!({ "team_id": party.names.team("Garden") });
        let moved = cost(&app, async || host.add(&format!("{pam}/move"), to).await).await;
        let party = app.gathering(small_with("confirming", &of("Cora").collect::<Vec<_>>())).await;
        let host = party.host();
        let cora = format!("people/{}", party.names.person("Cora"));
        let removed = cost(&app, async || host.drop(&cora).await).await;
        costs.push((moved, removed));
    }
    assert_eq!(costs[0], costs[1]);
    let (moved, removed) = costs[0];
    assert!(moved <= 8 + DOOR, "a participant's move: {moved} statements");
    assert!(removed <= 9 + DOOR, "a coordinator's removal, team and link included: {removed}");
}

#[tokio::test]
async fn other_changes_cost_at_most_eight_statements() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small_with("confirming", &[])).await;
    let host = party.host();
    let names = &party.names;
    let kitchen = format!("teams/{}", names.team("Kitchen"));
    let pam = format!("people/{}", names.person("Pam"));
    let lead = json!({ "coordinator_id": names.person("Paul") });
    let miro = json!({ "name": "Miro", "team_id": names.team("Garden") });
    let confirming = [
        ("change of coordinator", cost(&app, async || host.change(&kitchen, lead).await).await),
        ("new person", cost(&app, async || host.add("people", miro).await).await),
        (
            "new name",
            cost(&app, async || host.change(&pam, json!({ "name": "Pamela" })).await).await,
        ),
    ];
    app.db_set_status(&party, "draft").await;
    let host = host.with("idempotency-key", "one");
    let easter = json!({ "name": "Easter", "date": "2026-04-05" });
    let saturday = format!("days/{}", names.day("Saturday"));
    let draft = [
        ("new day", cost(&app, async || host.add("days", easter).await).await),
        (
            "day's name",
            cost(&app, async || host.change(&saturday, json!({ "name": "S" })).await).await,
        ),
        ("day's end", cost(&app, async || host.drop(&saturday).await).await),
        (
            "team's name",
            cost(&app, async || host.change(&kitchen, json!({ "name": "K" })).await).await,
        ),
    ];
    for (what, cost) in confirming.into_iter().chain(draft) {
        assert!((1..=8 + DOOR).contains(&cost), "{what}: {cost} statements");
    }
}
