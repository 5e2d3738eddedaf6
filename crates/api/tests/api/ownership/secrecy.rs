//! The secret of an invite is shown once, and lies nowhere: the real server, at its most talkative.

use gather_api::keys;
use serde_json::json;

use super::given::token_of;
use crate::{
    caller::Caller,
    database::{Database, Place},
    process::{Gather, Serving},
};

#[tokio::test]
async fn the_secret_of_an_invite_is_in_no_log_no_table_and_no_other_answer() {
    let key = keys::generate().to_text();
    let gather = Gather { place: Place::migrated().await, key, log: "trace", told: Vec::new() };
    let serving = Serving::start(&gather);
    let database = Database::open(&gather.place).await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let nobody = Caller::stranger(client, format!("http://{}", serving.address));
    let joined = async |email: &str, name: &str| {
        nobody.signed_in(&nobody.sign_up(email, name, "correct horse").await)
    };
    let ada = joined("ada@example.org", "Ada").await;
    database.execute("UPDATE account SET role = 'admin'").await;
    let event = ada.list_event("Town fair").await;
    let invite = json!({ "email_restriction": "jo@example.org", "send_email": true });
    let made = ada.invite(&event, invite).await.expect(201);
    let token = token_of(&made);
    let place = format!("/api/events/{event}/invites/{}", made["invite_id"].as_str().unwrap());
    let (jo, al) = (joined("jo@example.org", "Jo").await, joined("al@example.org", "Al").await);

    let mut answers = Vec::new();
    for caller in [&nobody, &al, &jo] {
        for what in ["preview", "request-new", "decline", "accept"] {
            // Jo is to accept it.
            if what != "decline" || caller.me().await.status == 401 {
                answers.push(caller.answer_invite(what, &token).await);
            }
        }
        let wrong = json!({ "token": token, "surplus": 1 });
        answers.push(caller.post("/api/event-invites/preview", wrong).await);
        let misplaced = format!("/api/event-invites/{token}");
        answers.push(caller.post(&misplaced, json!({})).await);
        answers.push(caller.get(&format!("/event-invite?token={token}")).await);
    }
    for path in [place.as_str(), "/api/admin/invites", "/api/admin/outbox"] {
        answers.push(ada.get(path).await);
    }
    answers.push(ada.get(&format!("/api/events/{event}/invites")).await);
    assert_eq!(jo.hosts(&event).await, ["Jo cohost"]);
    let log = serving.stop();

    let telling = &token[12..24];
    for answer in &answers {
        assert!(!answer.text.contains(telling), "{answer:?}");
    }
    let dump = format!("{:?}", database.dump().await);
    assert!(dump.contains("invite.accepted") && log.contains("TRACE"), "all of it is there");
    for (sink, text) in [("log", &log), ("database", &dump)] {
        let line = text.lines().find(|line| line.contains(telling));
        assert_eq!(line, None, "{sink}");
    }
    drop(database);
    gather.place.remove().await;
}
