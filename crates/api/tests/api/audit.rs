//! What happened, as hosts read it.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{app::TestApp, input::party, reply::Reply};

fn actions(reply: &Reply) -> Vec<&str> {
    let items = reply.body["items"].as_array().unwrap_or_else(|| panic!("{reply:?}"));
    items.iter().map(|it| it["action"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_entry_says_who_did_what_to_what_and_when() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let cora = party.coordinator("Kitchen");
    app.clock.advance(TimeDelta::hours(2));
    cora.assign("Bread", "Paul").await.expect(200);

    let audit = party.host().audit("?limit=1").await.expect(200);

    let entry = &audit["items"][0];
    assert_eq!(entry["at"], "2025-12-01T11:00:00Z");
    assert_eq!(
        entry["actor"],
        json!({ "kind": "coordinator", "id": party.names.person("Cora"), "name": "Cora" })
    );
    assert_eq!(entry["action"], "assign_item");
    assert_eq!(
        entry["target"],
        json!({ "type": "item", "id": party.names.item("Bread"), "name": "Bread" })
    );
    assert_eq!(entry["details"], json!({ "from": "Pam", "to": "Paul" }));
}

#[tokio::test]
async fn names_stay_as_they_were_and_entries_outlive_what_they_speak_of() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    cora.edit("Bread", json!({ "name": "Rolls", "quantity": "12" })).await.expect(200);
    cora.delete("Bread").await.expect(204);

    let audit = host.audit("?target_type=item").await.expect(200);

    let entries = audit["items"].as_array().unwrap();
    let said: Vec<_> = entries.iter().map(|it| (&it["action"], &it["target"]["name"])).collect();
    assert_eq!(
        said,
        [(&json!("delete_item"), &json!("Rolls")), (&json!("edit_item"), &json!("Bread"))]
    );
    assert_eq!(entries[0]["details"], json!({ "from": "Pam" }));
    assert_eq!(entries[1]["details"], json!({ "name": "Bread → Rolls", "quantity": "– → 12" }));
}

#[tokio::test]
async fn the_audit_is_read_latest_first_page_by_page() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    for n in 0..23 {
        cora.edit("Bread", json!({ "quantity": n.to_string() })).await.expect(200);
    }
    let whole = host.audit("?limit=200").await.expect(200);
    assert_eq!(whole["next_cursor"], Value::Null);
    let whole = whole["items"].as_array().unwrap();

    let (mut pages, mut read) = (0, Vec::new());
    let mut query = "?limit=10".to_owned();
    loop {
        let mut page = host.audit(&query).await.expect(200);
        pages += 1;
        let Value::Array(items) = page["items"].take() else { panic!("{page}") };
        read.extend(items);
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("?limit=10&cursor={cursor}");
    }

    assert_eq!((pages, &read), (3, whole));
    let ids: Vec<_> = read.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert!(ids.is_sorted_by(|a, b| a > b));
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    let exact = host.audit(&format!("?limit={}", read.len())).await.expect(200);
    assert_eq!(exact["next_cursor"], Value::Null, "the last page says that it is the last");
}

#[tokio::test]
async fn the_audit_is_narrowed_by_action_target_and_actor() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    cora.unassign("Bread").await.expect(200);
    host.assign("Bread", "Pam").await.expect(200);
    host.rotate("Pam").await.expect(200);
    host.expect_guests(json!(9)).await.expect(200);

    assert_eq!(actions(&host.audit("?action=assign_item").await), ["assign_item"]);
    assert_eq!(actions(&host.audit("?target_type=link").await), ["rotate_link"]);
    assert_eq!(actions(&host.audit("?target_type=item").await), ["assign_item", "unassign_item"]);
    let by_cora = format!("?actor={}", party.names.person("Cora"));
    assert_eq!(actions(&host.audit(&by_cora).await), ["unassign_item"]);
    let both = format!("{by_cora}&action=assign_item");
    assert!(actions(&host.audit(&both).await).is_empty());
    assert!(actions(&host.audit("?action=nothing_of_the_kind").await).is_empty());
}

#[tokio::test]
async fn a_plan_that_was_loaded_says_so() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;

    let audit = party.host().audit("?action=import_gathering").await.expect(200);

    let entry = &audit["items"][0];
    assert_eq!(entry["actor"], json!({ "kind": "system", "id": null, "name": "Gather" }));
    assert_eq!(entry["target"]["name"], "Summer party");
}

#[tokio::test]
async fn what_was_done_to_one_thing_is_found_by_its_id() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, bread) = (party.host(), party.names.item("Bread"));
    host.unassign("Bread").await.expect(200);
    host.rotate("Pam").await.expect(200);

    let of_bread = format!("?target_id={bread}");
    assert_eq!(actions(&host.audit(&of_bread).await), ["unassign_item"]);
    let none = format!("{of_bread}&target_type=link");
    assert!(actions(&host.audit(&none).await).is_empty());
    assert!(actions(&host.audit(&format!("?target_id={}", Uuid::nil())).await).is_empty());
    host.audit("?target_id=bread").await.assert_problem(400, ProblemCode::MalformedQuery);
}

#[tokio::test]
async fn an_item_s_history_is_one_request_for_whoever_may_touch_it() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    cora.assign("Bread", "Paul").await.expect(200);
    cora.edit("Bread", json!({ "quantity": "7" })).await.expect(200);
    host.edit("Bread", json!({ "critical": true })).await.expect(200);
    host.expect_guests(json!(9)).await.expect(200);

    for caller in [&host, &cora] {
        let before = app.statements();
        let history = caller.get(&caller.item("Bread", "/history")).await;
        assert_eq!(app.statements() - before, 3);
        assert_eq!(actions(&history), ["mark_critical", "edit_item", "assign_item"]);
        assert_eq!(history.body["next_cursor"], Value::Null);
        let last = &history.body["items"][2];
        assert_eq!(last["details"], json!({ "from": "Pam", "to": "Paul" }));

        let path = caller.item("Bread", "/history?limit=2");
        let first = caller.get(&path).await;
        assert_eq!(actions(&first), ["mark_critical", "edit_item"]);
        let cursor = first.body["next_cursor"].as_str().unwrap();
        let second = caller.get(&format!("{path}&cursor={cursor}")).await;
        assert_eq!(actions(&second), ["assign_item"]);
        let reply = caller.get(&caller.item("Bread", "/history?limit=0")).await;
        reply.assert_fields(&[("/limit", "out_of_range")]);
    }
}

#[tokio::test]
async fn a_coordinator_reads_the_history_of_their_own_team_s_items_alone() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;

    let other = party.coordinator("Garden");
    let reply = other.get(&other.item("Bread", "/history")).await;
    reply.assert_problem(404, ProblemCode::ItemNotFound);
    let host = party.host();
    let reply = host.get(&host.item(&Uuid::nil().to_string(), "/history")).await;
    reply.assert_problem(404, ProblemCode::ItemNotFound);
}
