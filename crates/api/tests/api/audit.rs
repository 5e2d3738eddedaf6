//! What happened, as hosts read it.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};

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
