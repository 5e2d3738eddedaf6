//! What waits for an admin, counted; and the lists that the counts lead to.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{accounts::jo, app::TestApp, caller::Caller, ownership::token_of};

async fn waiting(admin: &Caller) -> [i64; 6] {
    let summary = admin.get("/api/admin/ownership/summary").await.expect(200);
    [
        "events_unhosted",
        "events_needing_primary",
        "invites_expiring",
        "invites_of_demoted_admins",
        "mails_failed",
        "mails_held",
    ]
    .map(|name| summary[name].as_i64().unwrap_or_else(|| panic!("no {name}: {summary}")))
}

/// How many a list has.
async fn listed(admin: &Caller, path: &str) -> usize {
    admin.get(path).await.expect(200)["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn every_queue_is_counted_and_its_list_has_as_many() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let ada = app.db_admin("ada@example.org").await;
    assert_eq!(waiting(&ada).await, [0; 6]);

    // Nobody runs two of them, a co-host a third.
    let events = [ada.list_event("A").await, ada.list_event("B").await, ada.list_event("C").await];
    let made = ada.invite(&events[2], json!({ "role": "cohost" })).await.expect(201);
    jo.answer_invite("accept", &token_of(&made)).await.expect(200);
    // One invite is soon over, one is not; another admin made two, one of which was taken back.
    ada.invite(&events[0], json!({ "expires_in_days": 2 })).await.expect(201);
    ada.invite(&events[0], json!({ "expires_in_days": 3 })).await.expect(201);
    let bob = app.db_admin("bob@example.org").await;
    bob.invite(&events[1], json!({ "expires_in_days": 5 })).await.expect(201);
    let revoked = bob.invite(&events[1], json!({ "expires_in_days": 5 })).await.expect(201);
    let path = format!("/api/events/{}/invites/{}", events[1], text(&revoked["invite_id"]));
    bob.send(reqwest::Method::DELETE, &path, Some(b"{}".to_vec())).await;
    let bobs = text(&bob.me().await.expect(200)["id"]);
    let role = format!("/api/admin/accounts/{bobs}/role");
    ada.post(&role, json!({ "role": "member" })).await.expect(200);
    for _ in 0..3 {
        app.stranger().forget("jo@example.org").await.expect(202);
    }
    app.db.execute("DELETE FROM email_outbox WHERE template <> 'reset_password'").await;
    app.db.execute("UPDATE email_outbox SET status = 'failed' WHERE payload_sealed IS NULL").await;

    let counted = waiting(&ada).await;

    // Each mail to set a password takes the place of the one before.
    assert_eq!(counted, [2, 1, 1, 1, 2, 1]);
    for (count, list) in counted.into_iter().zip([
        "/api/admin/events?ownership=unhosted",
        "/api/admin/events?ownership=needs_primary",
        "/api/admin/invites?concern=expiring",
        "/api/admin/invites?concern=creator_demoted",
        "/api/admin/outbox?status=failed",
        "/api/admin/outbox?status=held",
    ]) {
        assert_eq!(i64::try_from(listed(&ada, list).await).unwrap(), count, "{list}");
    }
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(waiting(&ada).await[2], 2, "another is soon over");
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(waiting(&ada).await[2], 1, "one is over");
    let concern = ada.get("/api/admin/invites?concern=old").await;
    concern.assert_problem(400, gather_wire::ProblemCode::MalformedQuery);
}

#[tokio::test]
async fn to_count_what_waits_takes_one_statement_beside_who_asks() {
    let app = TestApp::spawn().await;
    let admin = app.db_admin("ada@example.org").await;
    let before = app.statements();

    waiting(&admin).await;

    assert_eq!(app.statements() - before, 2);
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
