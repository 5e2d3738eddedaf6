//! Who may do what to who runs an event: the table of the rules, row by row.

use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::given::{Cast, NAMES};
use crate::app::TestApp;

impl Cast {
    async fn invite_by(&self, who: usize) -> String {
        let made = self.all[who].invite(&self.event, json!({})).await.expect(201);
        made["invite_id"].as_str().unwrap().to_owned()
    }
}

/// Y allowed, - refused, ? not even told that it is there.
#[track_caller]
pub(super) fn assert_answer(expected: char, status: u16, code: &Value, what: &str) {
    match expected {
        'Y' => assert!((200..300).contains(&status), "{what}: {status} {code}"),
        '-' => assert_eq!((status, code), (403, &json!(ProblemCode::Forbidden)), "{what}"),
        '?' => assert_eq!(status, 404, "{what}: {code}"),
        other => panic!("{other} means nothing"),
    }
}

#[tokio::test]
async fn the_table_of_who_may_invite_and_see() {
    let app = TestApp::spawn().await;
    let cast = Cast::new(&app).await;
    let event = format!("/api/events/{}", cast.event);
    // A member, a co-host, a host, the primary host, an admin.
    for (what, method, path, body, row) in [
        ("see the hosts", Method::GET, "hosts", None, "?YYYY"),
        ("list invites", Method::GET, "invites", None, "?YYYY"),
        ("invite a co-host", Method::POST, "invites", Some(json!({})), "?YYYY"),
        ("invite a host", Method::POST, "invites", Some(json!({ "role": "host" })), "?--YY"),
    ] {
        for ((caller, name), expected) in cast.all.iter().zip(NAMES).zip(row.chars()) {
            let body = body.as_ref().map(|it| it.to_string().into_bytes());
            let reply = caller.send(method.clone(), &format!("{event}/{path}"), body).await;
            assert_answer(expected, reply.status, &reply.body["code"], &format!("{name}: {what}"));
        }
    }
}

#[tokio::test]
async fn the_table_of_who_may_handle_whose_invites() {
    let app = TestApp::spawn().await;
    let cast = Cast::new(&app).await;
    // Whose invite, and for each caller what they get.
    for (whose, row) in [(1, "?Y-YY"), (2, "?oYYY"), (3, "?o-YY"), (4, "?o-YY")] {
        for ((caller, name), expected) in cast.all.iter().zip(NAMES).zip(row.chars()) {
            let id = cast.invite_by(whose).await;
            let place = format!("/api/events/{}/invites/{id}", cast.event);
            // A co-host does not see the invites of others.
            let expected = if expected == 'o' { '?' } else { expected };
            let what = format!("{name}, an invite of {}'s", NAMES[whose]);
            let seen = if name == "Mia" || expected == '?' { '?' } else { 'Y' };
            let read = caller.get(&place).await;
            assert_answer(seen, read.status, &read.body["code"], &format!("{what}: read"));
            let changed = caller.patch(&place, json!({ "note": "Hello" })).await;
            assert_answer(expected, changed.status, &changed.body["code"], &what);
            let gone = caller.send(Method::DELETE, &place, Some(b"{}".to_vec())).await;
            assert_answer(expected, gone.status, &gone.body["code"], &what);
        }
    }
}

#[tokio::test]
async fn the_table_of_who_may_publish_and_cancel() {
    let app = TestApp::spawn().await;
    let cast = Cast::new(&app).await;
    let event = format!("/api/events/{}", cast.event);
    // A member, a co-host, a host, the primary host, an admin.
    for (what, method, path, body, row) in [
        ("publish", Method::PATCH, "publication", json!({ "is_published": true }), "?YYYY"),
        ("take it back", Method::PATCH, "publication", json!({ "is_published": false }), "?YYYY"),
        ("cancel", Method::POST, "cancel", json!({}), "?YYYY"),
        ("restore", Method::POST, "restore", Value::Null, "?YYYY"),
        ("hide it", Method::PATCH, "publication", json!({ "visibility": "invite_only" }), "?--YY"),
        ("hold back", Method::PATCH, "publication", json!({ "cohosts_can_invite": true }), "?--YY"),
        (
            "both",
            Method::PATCH,
            "publication",
            json!({ "is_published": true, "visibility": "invite_only" }),
            "?--YY",
        ),
    ] {
        for ((caller, name), expected) in cast.all.iter().zip(NAMES).zip(row.chars()) {
            let body = (!body.is_null()).then(|| body.to_string().into_bytes());
            let reply = caller.send(method.clone(), &format!("{event}/{path}"), body).await;
            assert_answer(expected, reply.status, &reply.body["code"], &format!("{name}: {what}"));
        }
    }
    for ((caller, name), row) in
        cast.all.iter().zip(NAMES).skip(1).zip(["YYY--", "YYY--"].into_iter().chain(["YYYYY"; 2]))
    {
        let hosts = caller.get(&format!("{event}/hosts")).await.expect(200);
        let actions = hosts["allowed_actions"].as_array().unwrap();
        let all = ["publish_event", "cancel_event", "restore_event"];
        let all = all.into_iter().chain(["change_visibility", "change_inviting"]);
        for (action, expected) in all.zip(row.chars()) {
            let found = actions.iter().find(|it| it["action"] == action).unwrap();
            let verdict = if expected == 'Y' { "allowed" } else { "refused" };
            assert_eq!(found["verdict"], verdict, "{name}: {action}");
        }
    }
}

#[tokio::test]
async fn a_cohost_lists_their_own_invites_alone() {
    let app = TestApp::spawn().await;
    let cast = Cast::new(&app).await;
    let theirs = cast.invite_by(1).await;
    cast.invite_by(3).await;
    let path = format!("/api/events/{}/invites", cast.event);

    let own = cast.all[1].get(&path).await.expect(200);
    let all = cast.all[2].get(&path).await.expect(200);

    let ids: Vec<_> = own["items"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
    assert_eq!(ids, [&json!(theirs)]);
    assert_eq!(all["items"].as_array().unwrap().len(), 5);
}
