//! Saying that one cannot, and taking it back.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
};

async fn first_of(caller: &Caller) -> String {
    caller.own_assignments().await[0]["id"].as_str().unwrap().to_owned()
}

/// Pam has the soup, without which there is no party.
async fn soup(app: &TestApp, status: &str) -> Gathering {
    app.gathering(small_with(status, &[("Kitchen", "Soup", Some("Pam"), true)])).await
}

/// What the coordinator sees of the only item.
async fn seen_by_cora(party: &Gathering) -> Value {
    party.coordinator("Kitchen").look().await.expect(200)["items"][0].take()
}

#[tokio::test]
async fn whoever_has_something_says_that_they_cannot_whatever_their_link() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    let rosie = christmas.participant("Rosie");
    for caller in [rosie, christmas.coordinator("Puddings"), christmas.host()] {
        let id = first_of(&caller).await;
        app.clock.advance(TimeDelta::hours(1));

        let declined = caller.decline(&id, "  Flat tyre \u{1F697} ").await.expect(200);

        assert_eq!(declined["id"], id.as_str());
        assert_eq!(declined["declined"], true);
        assert_eq!(declined["decline_reason"], "Flat tyre \u{1F697}");
        assert_eq!(declined["acknowledged"], false);
        assert_eq!(caller.own_assignments().await[0], declined);
        let entry = &christmas.host().audit("?limit=1").await.expect(200)["items"][0];
        assert_eq!(entry["action"], "decline_assignment");
        assert_eq!(entry["details"], json!({ "reason": "Flat tyre \u{1F697}" }));
        assert_eq!(entry["at"], declined["declined_at"]);
    }
    assert_eq!(app.db_audit(&christmas).await, ["decline_assignment"; 3]);
}

#[tokio::test]
async fn a_host_who_is_signed_in_declines_what_is_theirs_and_nothing_else() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let (link, session) = (christmas.host(), app.db_host_session(&christmas).await);
    let (own, rosies) = (first_of(&link).await, first_of(&christmas.participant("Rosie")).await);
    let path = |id: &str| format!("{}/decline/{id}", session.event);

    let declined = session.post(&path(&own), json!({ "reason": "I am ill" })).await.expect(200);
    assert_eq!(link.own_assignments().await[0], declined);
    let taken_back = session.send(Method::DELETE, &path(&own), None).await.expect(200);
    assert_eq!(link.own_assignments().await[0], taken_back);

    assert_eq!(app.db_audit(&christmas).await, ["decline_assignment", "take_back_decline"]);
    for method in [Method::POST, Method::DELETE] {
        let reply = session.send(method, &path(&rosies), Some(b"{}".to_vec())).await;
        reply.assert_problem(404, ProblemCode::AssignmentNotFound);
    }
}

#[tokio::test]
async fn what_somebody_cannot_is_a_gap_for_coordinator_and_host_and_stays_theirs() {
    let app = TestApp::spawn().await;
    let party = soup(&app, "confirming").await;
    let (pam, cora, host) = (party.participant("Pam"), party.coordinator("Kitchen"), party.host());

    pam.decline(&first_of(&pam).await, "I am ill").await.expect(200);

    let sheet = cora.look().await.expect(200);
    let counts = json!({
        "items": 1, "assigned": 1, "acknowledged": 0, "declined": 1, "gaps": 1, "critical_gaps": 1,
    });
    assert_eq!((&sheet["status"], &sheet["counts"]), (&json!("critical_gap"), &counts));
    let item = &sheet["items"][0];
    assert_eq!((&item["status"], &item["version"]), (&json!("assigned"), &json!(2)));
    let held = &item["assignment"];
    assert_eq!(held["person"]["name"], "Pam");
    assert_eq!((&held["declined"], &held["decline_reason"]), (&json!(true), &json!("I am ill")));
    assert_eq!(held["declined_at"], "2025-12-01T09:00:00Z");

    let overview = host.look().await.expect(200);
    assert_eq!(overview["teams"][0]["status"], "critical_gap");
    assert_eq!(overview["teams"][0]["counts"], counts);
    let blocker = json!({
        "item_id": party.names.item("Soup"), "item": "Soup",
        "team_id": party.names.team("Kitchen"), "team": "Kitchen",
        "declined_by": { "id": party.names.person("Pam"), "name": "Pam" },
    });
    assert_eq!(
        overview["freeze"],
        json!({ "allowed": false, "critical_gaps": 1, "blockers": [blocker] })
    );
    assert_eq!(host.team("Kitchen").await.expect(200)["items"][0]["assignment"], *held);

    let refusal = host.freeze().await;
    refusal.assert_problem(409, ProblemCode::FreezeBlocked);
    assert_eq!(refusal.body["context"]["blockers"], json!([blocker]));
    assert_eq!(refusal.body["detail"], "“Soup” is critical, and Pam cannot see to it.");
}

#[tokio::test]
async fn hosts_are_told_who_cannot_and_how_much() {
    let app = TestApp::spawn().await;
    let party = soup(&app, "confirming").await;
    let (pam, host) = (party.participant("Pam"), party.host());
    app.clock.advance(TimeDelta::hours(1));
    pam.open().await.expect(204);

    pam.decline(&first_of(&pam).await, "I am ill").await.expect(200);

    let overview = host.look().await.expect(200);
    assert_eq!(overview["progress"]["declined"], 1);
    assert_eq!(overview["progress"]["acknowledged"], 0);
    let of_pam = overview["people"].as_array().unwrap().iter().find(|it| it["name"] == "Pam");
    let expected = json!({
        "id": party.names.person("Pam"), "name": "Pam", "role": "participant",
        "team_id": party.names.team("Kitchen"), "opened": true,
        "opened_at": "2025-12-01T10:00:00Z", "assigned": 1, "acknowledged": 0, "declined": 1,
    });
    assert_eq!(of_pam, Some(&expected));
    let profiles = host.list("people").await;
    let of_pam = profiles.iter().find(|it| it["name"] == "Pam").unwrap();
    for count in ["opened_at", "assigned", "acknowledged", "declined"] {
        assert_eq!(of_pam[count], expected[count], "{count}");
    }
}

#[tokio::test]
async fn other_teams_and_other_people_learn_nothing_of_it() {
    let app = TestApp::spawn().await;
    let items = [("Kitchen", "Soup", Some("Pam"), false), ("Garden", "Lamps", Some("Gwen"), false)];
    let party = app.gathering(small_with("confirming", &items)).await;
    let others =
        [party.participant("Paul"), party.participant("Gwen"), party.coordinator("Garden")];
    let mut before = Vec::new();
    for caller in &others {
        before.push(caller.look().await.expect(200));
    }
    let pam = party.participant("Pam");

    pam.decline(&first_of(&pam).await, "I am ill").await.expect(200);

    for (caller, before) in others.iter().zip(before) {
        assert_eq!(caller.look().await.expect(200), before);
    }
}

#[tokio::test]
async fn it_can_be_taken_back_and_that_confirms_nothing() {
    let app = TestApp::spawn().await;
    let party = soup(&app, "confirming").await;
    let pam = party.participant("Pam");
    let id = first_of(&pam).await;
    let silent = pam.own_assignments().await;
    pam.decline(&id, "I am ill").await.expect(200);

    let taken_back = pam.take_back_decline(&id).await.expect(200);

    assert_eq!([taken_back], *silent);
    assert_eq!(seen_by_cora(&party).await["version"], 3);
    let before = app.db.dump().await;
    pam.take_back_decline(&id).await.expect(200);
    assert_eq!(app.db.dump().await, before, "again, it changes nothing");
    assert_eq!(app.db_audit(&party).await, ["decline_assignment", "take_back_decline"]);
    party.host().freeze().await.expect(200);
}

#[tokio::test]
async fn nobody_says_both_that_they_will_and_that_they_cannot() {
    let app = TestApp::spawn().await;
    let party = soup(&app, "confirming").await;
    let pam = party.participant("Pam");
    let id = first_of(&pam).await;
    pam.acknowledge(&id).await.expect(200);

    let declined = pam.decline(&id, "I am ill").await.expect(200);
    assert_eq!(
        (&declined["acknowledged"], &declined["acknowledged_at"]),
        (&json!(false), &Value::Null)
    );
    let last = party.host().audit("?limit=1").await.expect(200)["items"][0].take();
    let details = json!({ "acknowledged": "yes → no", "reason": "I am ill" });
    assert_eq!(last["details"], details);

    let confirmed = pam.acknowledge(&id).await.expect(200);
    assert_eq!((&confirmed["acknowledged"], &confirmed["declined"]), (&json!(true), &json!(false)));
    assert_eq!(
        (&confirmed["declined_at"], &confirmed["decline_reason"]),
        (&Value::Null, &Value::Null)
    );
    let last = party.host().audit("?limit=1").await.expect(200)["items"][0].take();
    assert_eq!(
        (&last["action"], &last["details"]),
        (&json!("acknowledge"), &json!({ "declined": "yes → no" }))
    );

    let before = app.db.dump().await;
    pam.take_back_decline(&id).await.expect(200);
    assert_eq!(app.db.dump().await, before, "a confirmation is no refusal to take back");
}

#[tokio::test]
async fn said_again_it_changes_nothing_and_for_another_reason_it_does() {
    let app = TestApp::spawn().await;
    let party = soup(&app, "confirming").await;
    let pam = party.participant("Pam");
    let id = first_of(&pam).await;
    let path = format!("/api/p/decline/{id}");
    let first = pam.post(&path, json!({})).await.expect(200);
    assert_eq!((&first["declined"], &first["decline_reason"]), (&json!(true), &Value::Null));
    let before = app.db.dump().await;
    app.clock.advance(TimeDelta::hours(1));

    for nothing in [json!({}), json!({ "reason": null }), json!({ "reason": "  " })] {
        assert_eq!(pam.post(&path, nothing).await.expect(200), first);
    }
    assert_eq!(app.db.dump().await, before);

    let with_reason = pam.decline(&id, "I am ill").await.expect(200);
    assert_eq!(with_reason["decline_reason"], "I am ill");
    assert_eq!(with_reason["declined_at"], "2025-12-01T10:00:00Z");
    let before = app.db.dump().await;
    assert_eq!(pam.decline(&id, "I am ill").await.expect(200), with_reason);
    assert_eq!(app.db.dump().await, before);
    assert_eq!(pam.post(&path, json!({})).await.expect(200)["decline_reason"], Value::Null);
}

#[tokio::test]
async fn a_reason_is_checked_before_anything_is_written() {
    let app = TestApp::spawn().await;
    let party = soup(&app, "confirming").await;
    let pam = party.participant("Pam");
    let id = first_of(&pam).await;
    let before = app.db.dump().await;

    for (reason, code) in [("x".repeat(501), "too_long"), ("a\u{7}b".into(), "control_character")] {
        let reply = pam.decline(&id, &reason).await;
        reply.assert_fields(&[("/reason", code)]);
    }
    let path = format!("/api/p/decline/{id}");
    let reply = pam.post(&path, json!({ "because": "ill" })).await;
    reply.assert_fields(&[("/because", "unknown_field")]);
    assert_eq!(app.db.dump().await, before);
    let longest = "é".repeat(500);
    let declined = pam.decline(&id, &longest).await.expect(200);
    assert_eq!(declined["decline_reason"], longest.as_str());
}

#[tokio::test]
async fn nobody_declines_for_somebody_else() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let party = soup(&app, "confirming").await;
    let (of_lance, of_pam) = (
        first_of(&christmas.participant("Lance")).await,
        first_of(&party.participant("Pam")).await,
    );
    let before = app.db.dump().await;

    let rosie = christmas.participant("Rosie");
    for caller in [rosie, christmas.coordinator("Puddings"), christmas.host()] {
        for id in [&of_lance, &of_pam, &Uuid::nil().to_string()] {
            let reply = caller.decline(id, "No").await;
            reply.assert_problem(404, ProblemCode::AssignmentNotFound);
            let reply = caller.take_back_decline(id).await;
            reply.assert_problem(404, ProblemCode::AssignmentNotFound);
        }
    }
    assert_eq!(app.db.dump().await, before);
}

/// Life happens: the one way in which a frozen plan gets a critical gap without a host's override.
#[tokio::test]
async fn what_somebody_cannot_once_the_plan_is_frozen_the_host_sees_at_once() {
    let app = TestApp::spawn().await;
    let party = soup(&app, "confirming").await;
    let (pam, host) = (party.participant("Pam"), party.host());
    host.freeze().await.expect(200);
    host.look().await.expect(200);

    pam.decline(&first_of(&pam).await, "I am ill").await.expect(200);

    let overview = host.look().await.expect(200);
    assert_eq!(overview["event"]["status"], "frozen");
    assert_eq!(overview["freeze"]["critical_gaps"], 1);
    assert_eq!(overview["freeze"]["blockers"][0]["declined_by"]["name"], "Pam");
    assert_eq!(overview["teams"][0]["status"], "critical_gap");
    assert_eq!(app.db_audit(&party).await, ["event_status_change", "decline_assignment"]);
    host.because("Pam is ill").assign("Soup", "Paul").await.expect(200);
    assert_eq!(host.look().await.expect(200)["freeze"]["critical_gaps"], 0);
}

#[tokio::test]
async fn whoever_gets_the_item_next_has_not_declined_it() {
    let app = TestApp::spawn().await;
    let party = soup(&app, "confirming").await;
    let (pam, cora) = (party.participant("Pam"), party.coordinator("Kitchen"));
    pam.decline(&first_of(&pam).await, "I am ill").await.expect(200);

    let same = cora.assign("Soup", "Pam").await.expect(200);
    assert_eq!(same["assignment"]["declined"], true, "given to whoever has it: nothing changes");
    let other = cora.assign("Soup", "Paul").await.expect(200);

    let held = &other["assignment"];
    assert_eq!((&held["declined"], &held["decline_reason"]), (&json!(false), &Value::Null));
    assert_eq!(other, seen_by_cora(&party).await);
    assert!(pam.own_assignments().await.is_empty());
    party.host().freeze().await.expect(200);
}

#[tokio::test]
async fn what_somebody_says_costs_at_most_eight_statements() {
    let app = TestApp::spawn().await;
    let party = soup(&app, "confirming").await;
    let pam = party.participant("Pam");
    let id = first_of(&pam).await;

    let before = app.statements();
    pam.decline(&id, "I am ill").await.expect(200);
    let declined = app.statements();
    pam.take_back_decline(&id).await.expect(200);
    let taken_back = app.statements();

    // The door asks who calls, before the transaction does.
    for cost in [declined - before, taken_back - declined] {
        assert!(cost <= 8 + 1, "{cost} statements");
    }
}
