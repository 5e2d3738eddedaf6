//! Invites whose links are mailed: what is remembered of that, and who hears when they end.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use super::token_of;
use crate::{app::TestApp, caller::Caller, confirming::confirmed, smtp::Smtp};

const INVITED: &str = "Your invitation to run “Town fair”";
const TAKEN_BACK: &str = "Your invitation to run “Town fair” was taken back";

/// Asks until what happened to an invite is this: that another server has a mail, or refuses it, is
/// noted a moment later.
async fn wait_for_steps(caller: &Caller, place: &str, expected: &[&str]) -> Value {
    for _ in 0..3_000 {
        let read = caller.get(place).await.expect(200);
        if steps(&read) == expected {
            // What was read before its steps may be older than they are.
            return caller.get(place).await.expect(200);
        }
    }
    panic!("{:?}, not {expected:?}", steps(&caller.get(place).await.expect(200)));
}

fn steps(invite: &Value) -> Vec<String> {
    let step = |it: &Value| it["what"].as_str().unwrap().to_owned();
    invite["timeline"].as_array().unwrap().iter().map(step).collect()
}

fn place_of(event: &str, made: &Value) -> String {
    format!("/api/events/{event}/invites/{}", made["invite_id"].as_str().unwrap())
}

async fn mailed(ada: &Caller, event: &str, to: &str) -> String {
    let invite = json!({ "email_restriction": to, "send_email": true });
    place_of(event, &ada.invite(event, invite).await.expect(201))
}

async fn take_back(caller: &Caller, place: &str) {
    assert_eq!(caller.send(Method::DELETE, place, Some(b"{}".to_vec())).await.status, 204);
}

#[tokio::test]
async fn whoever_was_ever_mailed_an_invite_hears_that_it_was_taken_back() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let event = ada.list_event("Town fair").await;
    let renewed = mailed(&ada, &event, "rosa@example.org").await;
    let read = wait_for_steps(&ada, &renewed, &["created", "sent"]).await;
    assert_eq!(
        (&read["timeline"][1]["by_name"], &read["delivery"]),
        (&Value::Null, &json!("sent"))
    );
    let forgotten = mailed(&ada, &event, "zoe@example.org").await;
    wait_for_steps(&ada, &forgotten, &["created", "sent"]).await;
    let handed = json!({ "email_restriction": "vera@example.org" });
    let handed = place_of(&event, &ada.invite(&event, handed).await.expect(201));

    app.clock.advance(TimeDelta::minutes(2));
    ada.post(&format!("{renewed}/resend"), json!({})).await.expect(200);
    app.db.execute("DELETE FROM email_outbox").await;
    for place in [&renewed, &forgotten, &handed] {
        take_back(&ada, place).await;
    }

    smtp.mail_to("rosa@example.org", TAKEN_BACK);
    smtp.mail_to("zoe@example.org", TAKEN_BACK);
    let told = "email_outbox WHERE to_norm = 'vera@example.org'";
    assert_eq!(app.db.count(told).await, 0, "a link that was handed over is taken back by hand");
    let by = "SELECT DISTINCT actor_name FROM audit_entry WHERE action = 'invite.sent'";
    assert_eq!(app.db.texts(by).await, ["Gather"]);
}

#[tokio::test]
async fn an_invite_whose_mail_is_refused_says_so_until_somebody_passes_it_on() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let event = ada.list_event("Town fair").await;
    smtp.answer(|to| (to == "rosa@example.org").then_some(550));
    let place = mailed(&ada, &event, "rosa@example.org").await;
    let read = wait_for_steps(&ada, &place, &["created", "send_failed"]).await;
    assert_eq!(read["delivery"], "failed");
    let why = "SELECT actor_name FROM audit_entry WHERE action = 'invite.send_failed' \
               AND CAST(details AS TEXT) LIKE '%smtp_550%'";
    assert_eq!(app.db.texts(why).await, ["Gather"]);

    let failed = ada.get("/api/admin/outbox?status=failed").await.expect(200);
    let mail = failed["items"][0]["id"].as_str().unwrap();
    smtp.answer(|_| None);
    ada.send(Method::POST, &format!("/api/admin/outbox/{mail}/retry"), None).await.expect(200);

    smtp.mail_to("rosa@example.org", INVITED);
    let read = wait_for_steps(&ada, &place, &["created", "send_failed", "sent"]).await;
    assert_eq!(read["delivery"], "sent");
}

#[tokio::test]
async fn a_mail_that_an_admin_passes_on_counts_as_sent_by_them() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let event = ada.list_event("Town fair").await;
    let nobody = app.stranger();
    let pia = nobody.signed_in(&nobody.sign_up("pia@example.org", "Pia", "correct horse").await);
    let made = ada.invite(&event, json!({ "role": "host" })).await.expect(201);
    pia.answer_invite("accept", &token_of(&made)).await.expect(200);
    let place = mailed(&pia, &event, "rosa@example.org").await;
    let held = ada.get("/api/admin/outbox").await.expect(200);
    let is_invite = |it: &&Value| it["template"] == "invitation";
    let mail = held["items"].as_array().unwrap().iter().find(is_invite).unwrap();
    let mail = format!("/api/admin/outbox/{}", mail["id"].as_str().unwrap());
    ada.send(Method::POST, &format!("{mail}/open"), None).await.expect(200);
    assert_eq!(steps(&pia.get(&place).await.expect(200)), ["created"], "to read it sends nothing");

    ada.send(Method::POST, &format!("{mail}/passed-on"), None).await.expect(200);

    let read = pia.get(&place).await.expect(200);
    assert_eq!(steps(&read), ["created", "sent"]);
    assert_eq!(read["timeline"][1]["by_name"], "Ada");
    app.clock.advance(TimeDelta::minutes(2));
    pia.post(&format!("{place}/resend"), json!({})).await.expect(200);
    let leave = format!("/api/events/{event}/leave");
    pia.post(&leave, json!({ "confirm": true })).await.expect(200);
    let told = "email_outbox WHERE template = 'invite_revoked' AND to_norm = 'rosa@example.org'";
    assert_eq!(app.db.count(told).await, 1, "her invite ends with her authority");
}
