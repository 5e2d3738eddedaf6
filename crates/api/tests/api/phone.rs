//! Writing down what somebody said on the phone.

use gather_wire::ProblemCode;
use serde_json::{Value, json};

use crate::{
    app::TestApp,
    gathering::{Gathering, small_with},
};

async fn party(app: &TestApp) -> Gathering {
    let items = [
        ("Kitchen", "Soup", Some("Pam"), true),
        ("Kitchen", "Bread", Some("Paul"), false),
        ("Kitchen", "Salad", None, false),
        ("Garden", "Lamps", Some("Gwen"), false),
    ];
    app.gathering(small_with("confirming", &items)).await
}

#[tokio::test]
async fn a_host_and_a_coordinator_confirm_for_whoever_has_an_item() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;

    for (caller, item, who) in
        [(party.host(), "Soup", "Pam"), (party.coordinator("Kitchen"), "Bread", "Paul")]
    {
        let confirmed = caller.confirm(item).await;

        assert_eq!(confirmed.header("etag"), "\"2\"");
        let confirmed = confirmed.expect(200);
        assert_eq!(confirmed["assignment"]["person"]["name"], who);
        assert_eq!(confirmed["assignment"]["acknowledged_at"], "2025-12-01T09:00:00Z");
        let own = party.participant(who).own_assignments().await;
        assert_eq!(own[0]["acknowledged"], true);
        let entry = &party.host().audit("?limit=1").await.expect(200)["items"][0];
        assert_eq!(entry["action"], "confirm_by_phone");
        assert_eq!(entry["target"]["name"], item);
        assert_eq!(entry["details"], json!({ "person": who }));

        let before = app.db.dump().await;
        assert_eq!(caller.confirm(item).await.expect(200), confirmed);
        assert_eq!(app.db.dump().await, before, "again, it changes nothing");
    }
}

#[tokio::test]
async fn what_they_had_declined_is_theirs_again() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (pam, host) = (party.participant("Pam"), party.host());
    let id = pam.own_assignments().await[0]["id"].as_str().unwrap().to_owned();
    pam.decline(&id, "I am ill").await.expect(200);

    host.confirm("Soup").await.expect(200);

    let own = &pam.own_assignments().await[0];
    assert_eq!((&own["acknowledged"], &own["declined"]), (&json!(true), &json!(false)));
    let entry = &host.audit("?limit=1").await.expect(200)["items"][0];
    assert_eq!(entry["details"], json!({ "person": "Pam", "declined": "yes → no" }));
}

#[tokio::test]
async fn what_nobody_has_nobody_confirms() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let before = app.db.dump().await;

    for caller in [party.host(), party.coordinator("Kitchen")] {
        let reply = caller.confirm("Salad").await;
        reply.assert_problem(404, ProblemCode::AssignmentNotFound);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_coordinator_confirms_in_their_own_team_alone() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let before = app.db.dump().await;

    let reply = party.coordinator("Kitchen").confirm("Lamps").await;
    reply.assert_problem(404, ProblemCode::ItemNotFound);
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn an_item_that_has_changed_since_is_not_confirmed() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let cora = party.coordinator("Kitchen");
    cora.assign("Soup", "Paul").await.expect(200);

    let reply = cora.with("if-match", "\"1\"").confirm("Soup").await;
    reply.assert_problem(412, ProblemCode::VersionMismatch);

    let sheet = cora.look().await.expect(200);
    assert_eq!(sheet["items"][0]["assignment"]["acknowledged_at"], Value::Null);
    let confirmed = cora.with("if-match", "\"2\"").confirm("Soup").await.expect(200);
    assert_eq!(confirmed["version"], 3);
}
