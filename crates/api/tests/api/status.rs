//! The states of a plan, and the gate before the freeze.

use gather_wire::{EventStatus, ProblemCode};
use reqwest::Method;
use serde_json::json;

use crate::{
    app::TestApp,
    gathering::{small, small_with},
};

const GAPS: [(&str, &str, &str); 6] = [
    ("Puddings", "GF Christmas cake", "Rosie"),
    ("Puddings", "GF Xmas pudding", "Keith"),
    ("Puddings", "GF trifle", "Lance"),
    ("Puddings", "Pavlova", "Anika"),
    ("Later Food", "Birthday cake (Joanna's 50th)", "Gus"),
    ("Setup", "Table setup + labels", "Elliot"),
];

#[tokio::test]
async fn a_freeze_is_refused_with_every_critical_gap_named() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let before = app.db.dump().await;

    let reply = christmas.host().freeze().await;

    reply.assert_problem(409, ProblemCode::FreezeBlocked);
    let mut named: Vec<_> = reply.body["context"]["blockers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let (team, item) = (it["team"].as_str().unwrap(), it["item"].as_str().unwrap());
            assert_eq!(it["team_id"], json!(christmas.names.team(team)));
            assert_eq!(it["item_id"], json!(christmas.names.item(item)));
            (team, item)
        })
        .collect();
    let mut expected = GAPS.map(|(team, item, _)| (team, item));
    named.sort_unstable();
    expected.sort_unstable();
    assert_eq!(named, expected);
    assert!(reply.body["detail"].as_str().unwrap().contains('6'), "{reply:?}");
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn the_plan_freezes_once_every_critical_item_has_somebody() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let host = christmas.host();

    for (left, (team, item, person)) in (0..6).rev().zip(GAPS) {
        christmas.coordinator(team).assign(item, person).await.expect(200);
        let freeze = host.look().await.expect(200)["freeze"].take();
        assert_eq!(freeze["critical_gaps"], left);
        assert_eq!(freeze["allowed"], left == 0);
        if left > 0 {
            let reply = host.freeze().await;
            let named = reply.body["context"]["blockers"].as_array().unwrap().len();
            assert_eq!(named, left);
        }
    }
    let event = host.freeze().await.expect(200);

    assert_eq!(event["status"], "frozen");
    assert_eq!(host.look().await.expect(200)["event"], event);
    assert_eq!(app.db_audit(&christmas).await.pop().unwrap(), "event_status_change");
}

#[tokio::test]
async fn the_state_machine_is_exact() {
    use EventStatus::{Complete, Confirming, Draft, Frozen};
    let app = TestApp::spawn().await;
    let party = app.gathering(small("draft")).await;
    let host = party.host();
    let (wrong, over) = ("invalid_transition", "event_complete");

    for (from, name, expected) in [
        (Draft, "draft", ["same", "ok", wrong, wrong]),
        (Confirming, "confirming", [wrong, "same", "ok", wrong]),
        (Frozen, "frozen", [wrong, "ok", "same", "ok"]),
        (Complete, "complete", [over, over, over, "same"]),
    ] {
        for (to, expected) in [Draft, Confirming, Frozen, Complete].into_iter().zip(expected) {
            let what = format!("{from:?} → {to:?}");
            app.db_set_status(&party, name).await;
            let before = app.db.dump().await;

            let reply = host.go_to(to).await;

            let status = host.look().await.expect(200)["event"]["status"].take();
            match expected {
                "ok" => {
                    assert_eq!(reply.expect(200)["status"], json!(to), "{what}");
                    assert_eq!(status, json!(to), "{what}");
                    assert_eq!(
                        app.db_audit(&party).await.pop().as_deref(),
                        Some("event_status_change"),
                        "{what}"
                    );
                }
                "same" => {
                    assert_eq!(reply.expect(200)["status"], json!(from), "{what}");
                    assert_eq!(app.db.dump().await, before, "{what}");
                }
                refusal => {
                    assert_eq!((reply.status, reply.outcome().as_str()), (409, refusal), "{what}");
                    reply.assert_is_problem();
                    assert_eq!(app.db.dump().await, before, "{what}");
                }
            }
        }
    }
}

#[tokio::test]
async fn an_unfreeze_is_an_override_with_its_reason() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let host = party.host();
    host.freeze().await.expect(200);

    host.unfreeze("Rosie is ill").await.expect(200);

    let logged = app.db_audit(&party).await;
    assert_eq!(logged, ["event_status_change", "override_unfreeze", "event_status_change"]);
    let audit = host.audit("?action=override_unfreeze").await.expect(200);
    assert_eq!(audit["items"][0]["details"]["reason"], "Rosie is ill");
    assert_eq!(audit["items"][0]["actor"]["name"], "Hana");

    host.freeze().await.expect(200);
    host.start_confirming().await.expect(200); // The reason is optional.
    let audit = host.audit("?action=override_unfreeze").await.expect(200);
    assert_eq!(audit["items"].as_array().unwrap().len(), 2);
    assert_eq!(audit["items"][0]["details"], json!({}));
}

#[tokio::test]
async fn a_reason_is_one_to_five_hundred_characters() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let host = party.host();
    host.freeze().await.expect(200);
    let before = app.db.dump().await;

    host.unfreeze("  ").await.assert_fields(&[("/reason", "empty")]);
    host.unfreeze(&"x".repeat(501)).await.assert_fields(&[("/reason", "too_long")]);
    host.unfreeze("a\0b").await.assert_fields(&[("/reason", "control_character")]);
    assert_eq!(app.db.dump().await, before);
    host.unfreeze(&"é".repeat(500)).await.expect(200);
}

#[tokio::test]
async fn an_override_leaves_a_critical_gap_in_a_frozen_plan_and_says_so_in_the_audit() {
    let app = TestApp::spawn().await;
    let items = [("Kitchen", "Turkey", Some("Pam"), true)];
    let party = app.gathering(small_with("confirming", &items)).await;
    let host = party.host();
    host.freeze().await.expect(200);
    party
        .coordinator("Kitchen")
        .unassign("Turkey")
        .await
        .assert_problem(409, ProblemCode::EventFrozen);
    host.unassign("Turkey").await.assert_problem(409, ProblemCode::OverrideRequired);

    host.because("Pam is ill").unassign("Turkey").await.expect(200);

    let overview = host.look().await.expect(200);
    assert_eq!(overview["event"]["status"], "frozen");
    assert_eq!(overview["freeze"]["critical_gaps"], 1);
    let audit = host.audit("?action=override_unassign_item").await.expect(200);
    let entry = &audit["items"][0];
    assert_eq!(entry["details"], json!({ "from": "Pam", "reason": "Pam is ill" }));
    assert_eq!(entry["target"]["name"], "Turkey");
}

#[tokio::test]
async fn a_reason_that_nothing_needs_is_dropped() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small_with("confirming", &[("Kitchen", "Turkey", None, true)])).await;

    party.host().because("just so").assign("Turkey", "Pam").await.expect(200);

    let audit = party.host().audit("").await.expect(200);
    assert_eq!(audit["items"][0]["action"], "assign_item");
    assert_eq!(audit["items"][0]["details"], json!({ "to": "Pam" }));
}

#[tokio::test]
async fn a_coordinator_has_no_override() {
    let app = TestApp::spawn().await;
    let party =
        app.gathering(small_with("confirming", &[("Kitchen", "Turkey", Some("Pam"), true)]));
    let party = party.await;
    party.host().freeze().await.expect(200);
    let before = app.db.dump().await;

    let cora = party.coordinator("Kitchen").because("I want to");
    for reply in [
        cora.unassign("Turkey").await,
        cora.assign("Turkey", "Paul").await,
        cora.edit("Turkey", json!({ "quantity": "2" })).await,
        cora.create(json!({ "name": "Bread" })).await,
        cora.delete("Turkey").await,
    ] {
        assert!(reply.outcome() == "event_frozen" || reply.status == 400, "{reply:?}");
        reply.assert_is_problem();
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn nothing_changes_without_its_audit_entry() {
    let app = TestApp::spawn().await;
    let items = [("Kitchen", "Turkey", Some("Hana"), true), ("Kitchen", "Bread", None, false)];
    let mut file = small_with("confirming", &items);
    file["people"][0]["team"] = "Kitchen".into();
    let party = app.gathering(file).await;
    let host = party.host();
    let own = host.own_assignments().await[0]["id"].as_str().unwrap().to_owned();
    app.db_refuse_audit().await;
    let before = app.db.dump().await;

    let team_id = party.names.team("Kitchen");
    for reply in [
        host.freeze().await,
        host.expect_guests(json!(3)).await,
        host.create(json!({ "name": "Jelly", "team_id": team_id })).await,
        host.edit("Bread", json!({ "critical": true })).await,
        host.delete("Bread").await,
        host.assign("Bread", "Pam").await,
        host.assign("Turkey", "Pam").await,
        host.unassign("Turkey").await,
        host.acknowledge(&own).await,
        host.rotate("Pam").await,
        host.links().await,
    ] {
        reply.assert_problem(500, ProblemCode::Internal);
        assert!(!reply.text.contains("not today"), "the cause is nobody's business: {reply:?}");
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn the_guest_count_is_the_host_s_to_change_until_it_is_over() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let host = party.host();

    for count in [json!(0), json!(1_000_000), json!(null), json!(25)] {
        let event = host.expect_guests(count.clone()).await.expect(200);
        assert_eq!(event["guest_count"], count);
        let seen = party.participant("Pam").look().await.expect(200);
        assert_eq!(seen["event"]["guest_count"], count);
    }
    assert_eq!(app.db_audit(&party).await, ["edit_guest_count"; 4]);

    let before = app.db.dump().await;
    host.expect_guests(json!(25)).await.expect(200);
    host.patch(&host.event, json!({})).await.expect(200);
    assert_eq!(app.db.dump().await, before, "the same count is no change");

    let cora = party.coordinator("Kitchen");
    let reply = cora.send(Method::PATCH, &host.event, Some(b"{\"guest_count\":1}".to_vec())).await;
    reply.assert_problem(403, ProblemCode::WrongScope);
}
