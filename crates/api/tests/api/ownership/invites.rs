//! Invites, for those who make them.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::given::token_of;
use crate::{accounts::jo, app::TestApp, gathering::small};

#[tokio::test]
async fn an_invite_is_made_listed_changed_and_taken_back_and_its_link_shown_once() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("draft")).await;
    let host = app.db_host_session(&party).await;
    let event = party.id().to_string();
    let body = json!({ "label": "For Jo", "note": "Will you help me?", "expires_in_days": 3 });

    let made = host.invite(&event, body).await;
    assert_eq!(made.header("cache-control"), "no-store");
    let made = made.expect(201);
    let (token, id) = (token_of(&made), made["invite_id"].as_str().unwrap().to_owned());
    let template = made["email_template"]["body"].as_str().unwrap();
    assert!(template.contains(&token) && template.contains("Will you help me?"), "{template}");
    let place = format!("/api/events/{event}/invites/{id}");
    let read = host.get(&place).await;
    let listed = host.get(&format!("/api/events/{event}/invites?q=for%20jo")).await;
    let secret = token.strip_prefix("gth_inv_").unwrap();
    for reply in [&read, &listed] {
        assert!(!reply.text.contains(secret), "{reply:?}");
    }
    let mut read = read.expect(200);
    let timeline = read.as_object_mut().unwrap().remove("timeline").unwrap();
    assert_eq!(
        (&timeline[0]["what"], &timeline[0]["by_name"]),
        (&json!("created"), &json!("Hana"))
    );
    assert_eq!(listed.expect(200)["items"][0], read);
    assert_eq!(read["can"], json!({ "revoke": true, "resend": true, "change": true }));
    assert_eq!((&read["status"], &read["role"]), (&json!("pending"), &json!("cohost")));

    let change = json!({ "label": null, "note": "Please", "expires_in_days": 30 });
    let changed = host.patch(&place, change).await.expect(200);
    assert_eq!((&changed["label"], &changed["note"]), (&Value::Null, &json!("Please")));
    let wrong = host.patch(&place, json!({ "expires_in_days": 31 })).await;
    wrong.assert_fields(&[("/expires_in_days", "out_of_range")]);
    let because = Some(br#"{"reason":"a mistake"}"#.to_vec());
    host.send(Method::DELETE, &place, because.clone()).await.expect(204);
    let again = host.send(Method::DELETE, &place, because).await;
    again.assert_problem(409, ProblemCode::InviteAlreadyRevoked);
    let refused = host.patch(&place, json!({ "note": "Please" })).await;
    refused.assert_problem(409, ProblemCode::InviteNotOpen);
    let gone = host.get(&place).await.expect(200);
    let steps = gone["timeline"].as_array().unwrap().iter().map(|it| it["what"].clone());
    assert_eq!(steps.collect::<Vec<_>>(), ["created", "updated", "revoked"]);
    assert_eq!(
        (&gone["status"], &gone["revoked_reason"]),
        (&json!("revoked"), &json!("a mistake"))
    );
    let of_status = async |status: &str| {
        let path = format!("/api/events/{event}/invites?status={status}");
        host.get(&path).await.expect(200)["items"].as_array().unwrap().len()
    };
    assert_eq!((of_status("revoked").await, of_status("pending").await), (1, 0));
    assert_eq!(app.db_audit(&party).await, ["invite.created", "invite.updated", "invite.revoked"]);
    let dump = format!("{:?}", app.db.dump().await);
    assert!(!dump.contains(secret), "a secret lies in the database");
}

#[tokio::test]
async fn the_same_request_sent_again_makes_one_invite_and_shows_no_link() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("draft")).await;
    let host = app.db_host_session(&party).await.with("idempotency-key", "once");
    let event = party.id().to_string();

    let first = host.invite(&event, json!({})).await.expect(201);
    let again = host.invite(&event, json!({})).await.expect(200);

    assert_eq!(again["invite_id"], first["invite_id"]);
    assert_eq!((&again["invite_url"], &again["url_available"]), (&Value::Null, &json!(false)));
    let other = host.invite(&event, json!({ "note": "Hello" })).await;
    other.assert_problem(422, ProblemCode::IdempotencyKeyReused);
}

#[tokio::test]
async fn a_new_link_waits_a_minute_and_there_are_ten() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("draft")).await;
    let host = app.db_host_session(&party).await;
    let event = party.id().to_string();
    let made = host.invite(&event, json!({})).await.expect(201);
    let place = format!("/api/events/{event}/invites/{}", made["invite_id"].as_str().unwrap());
    let resend = async || host.post(&format!("{place}/resend"), json!({})).await;

    resend().await.assert_problem(429, ProblemCode::RateLimited);
    for _ in 0..10 {
        app.clock.advance(TimeDelta::minutes(1));
        resend().await.expect(200);
    }
    app.clock.advance(TimeDelta::minutes(1));
    resend().await.assert_problem(409, ProblemCode::InviteLimitReached);
    assert_eq!(host.get(&place).await.expect(200)["resend_count"], 10);
}

#[tokio::test]
async fn so_many_are_open_at_once_and_no_more() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let event = ada.list_event("Town fair").await;
    let to_jo = json!({ "email_restriction": "jo@example.org" });

    let first = ada.invite(&event, to_jo.clone()).await.expect(201);
    for _ in 1..5 {
        let warned = ada.invite(&event, to_jo.clone()).await.expect(201);
        assert_eq!(warned["warnings"][0]["code"], "duplicate_pending_invite");
    }
    let sixth = ada.invite(&event, to_jo).await;
    sixth.assert_problem(409, ProblemCode::InviteLimitReached);
    for _ in 5..50 {
        ada.invite(&event, json!({})).await.expect(201);
    }
    let too_many = ada.invite(&event, json!({})).await;
    too_many.assert_problem(409, ProblemCode::InviteLimitReached);
    let place = format!("/api/events/{event}/invites/{}", first["invite_id"].as_str().unwrap());
    ada.send(Method::DELETE, &place, Some(b"{}".to_vec())).await.expect(204);
    ada.invite(&event, json!({})).await.expect(201);
}

#[tokio::test]
async fn what_is_wrong_with_an_invite_is_said_all_at_once() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let event = ada.list_event("Town fair").await;
    let body = json!({
        "email_restriction": "jo", "expires_in_days": 0, "label": "\u{7}", "note": "x".repeat(501),
    });
    ada.invite(&event, body).await.assert_fields(&[
        ("/email_restriction", "malformed_email"),
        ("/expires_in_days", "out_of_range"),
        ("/label", "control_character"),
        ("/note", "too_long"),
    ]);
    let to_nobody = ada.invite(&event, json!({ "send_email": true })).await;
    to_nobody.assert_fields(&[("/send_email", "no_address")]);
    ada.invite(&event, json!({ "email_restriction": "  " })).await.expect(201);
}

#[tokio::test]
async fn events_that_nobody_runs_are_listed_by_admins_for_admins() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let ada = app.db_admin("ada@example.org").await;
    let body = json!({
        "name": "Fair", "time_zone": "Europe/Berlin", "starts_on": "2026-05-01",
        "ends_on": "2026-05-03", "unowned": true,
    });
    jo.post("/api/events", body).await.assert_problem(403, ProblemCode::Forbidden);
    jo.plan_event("Jo's party").await.expect(201);
    let event = ada.list_event("Town fair").await;

    let listed = async |query: &str| {
        let reply = ada.get(&format!("/api/admin/events{query}")).await.expect(200);
        let items = reply["items"].as_array().unwrap().clone();
        let name = |it: &Value| it["event"]["name"].as_str().unwrap().to_owned();
        (items.iter().map(name).collect::<Vec<_>>(), items)
    };
    assert_eq!(listed("").await.0, ["Town fair", "Jo's party"]);
    assert_eq!(listed("?ownership=hosted").await.0, ["Jo's party"]);
    assert_eq!(listed("?q=TOWN").await.0, ["Town fair"]);
    let (names, items) = listed("?ownership=unhosted").await;
    assert_eq!(names, ["Town fair"]);
    assert_eq!(items[0]["contact_email"], "town@example.org");
    assert_eq!((&items[0]["hosts"], &items[0]["open_invites"]), (&json!(0), &json!(0)));

    let cohost = token_of(&ada.invite(&event, json!({})).await.expect(201));
    assert_eq!(listed("?ownership=unhosted").await.1[0]["open_invites"], 1);
    jo.answer_invite("accept", &cohost).await.expect(200);
    assert_eq!(listed("?ownership=needs_primary").await.0, ["Town fair"]);
    assert_eq!(listed("?ownership=unhosted").await.0.len(), 0);
}

#[tokio::test]
async fn who_leaves_takes_their_open_invites_along() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let event = jo.plan_event("Jo's party").await.expect(201)["id"].as_str().unwrap().to_owned();
    let made = jo.invite(&event, json!({ "role": "host" })).await.expect(201);
    let by = json!({ "current_password": "correct horse" }).to_string().into_bytes();
    jo.send(Method::DELETE, "/api/me", Some(by)).await.expect(204);

    let ada = app.db_admin("ada@example.org").await;
    let refused = ada.answer_invite("accept", &token_of(&made)).await;
    refused.assert_problem(410, ProblemCode::InviteRevoked);
    let all = ada.get("/api/admin/invites").await.expect(200);
    assert_eq!(all["items"][0]["revoked_reason"], "creator_left");
    let history = "SELECT role || ' ' || end_reason FROM event_host_history";
    assert_eq!(app.db.texts(history).await, ["host account_deleted"]);
}

#[tokio::test]
async fn who_is_kept_out_invites_nobody() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let id = jo.me().await.expect(200)["id"].as_str().unwrap().to_owned();
    let event = jo.plan_event("Jo's party").await.expect(201)["id"].as_str().unwrap().to_owned();
    let mailed = json!({ "email_restriction": "al@example.org", "send_email": true });
    let made = jo.invite(&event, mailed).await.expect(201);
    let ada = app.db_admin("ada@example.org").await;
    let path = format!("/api/admin/accounts/{id}/suspend");
    ada.post(&path, json!({ "reason": "spam" })).await.expect(200);

    let refused = ada.answer_invite("accept", &token_of(&made)).await;
    refused.assert_problem(410, ProblemCode::InviteRevoked);
    let mails = "SELECT status FROM email_outbox WHERE template = 'invitation'";
    assert_eq!(app.db.texts(mails).await, ["cancelled"], "its mail does not leave any more");
}
