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
async fn the_table_of_who_may_publish_and_cancel() {
    let app = TestApp::spawn().await;
    let cast = Cast::new(&app).await;
    let event = format!("/api/events/{}", cast.event);
    // A member, a co-host, a host, the primary host, an admin.
    for (what, method, path, body, row) in [
        ("publish", Method::PATCH, "publication", json!({ "is_published": true }), "?YYYY"),
        ("take it back", Method::PATCH, "publication", json!({ "is_published": false }), "-YYYY"),
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

#[tokio::test]
async fn outsiders_hear_that_it_is_not_theirs_where_everybody_may_know_of_it() {
    let app = TestApp::spawn().await;
    let cast = Cast::new(&app).await;
    let (mia, ada) = (&cast.all[0], &cast.all[4]);
    let event = format!("/api/events/{}", cast.event);
    let hosts = ada.get(&format!("{event}/hosts")).await.expect(200);
    let pia = &hosts["hosts"][0]["account_id"];
    let because = json!({ "reason": "They asked for it" });
    let calls = [
        (Method::GET, "/hosts".to_owned(), Value::Null),
        (Method::GET, "/invites".to_owned(), Value::Null),
        (Method::GET, "/invitations".to_owned(), Value::Null),
        (Method::GET, "/member-search?q=pia".to_owned(), Value::Null),
        (Method::POST, "/cohosts".to_owned(), json!({ "account_id": pia })),
        (Method::POST, "/invites".to_owned(), json!({})),
        (Method::PATCH, "/publication".to_owned(), json!({ "is_published": false })),
        (Method::POST, "/cancel".to_owned(), json!({})),
        (Method::POST, "/restore".to_owned(), Value::Null),
        (Method::POST, "/transfer".to_owned(), json!({ "account_id": pia, "keep_as": "host" })),
        (Method::POST, "/step-up".to_owned(), Value::Null),
        (Method::POST, format!("/hosts/{}/demote", pia.as_str().unwrap()), Value::Null),
        (Method::DELETE, format!("/hosts/{}", pia.as_str().unwrap()), because),
        (Method::DELETE, String::new(), Value::Null),
    ];
    let call = async |(method, path, body): &(Method, String, Value)| {
        let body = (!body.is_null()).then(|| body.to_string().into_bytes());
        mia.send(method.clone(), &format!("{event}{path}"), body).await
    };

    for (is_published, visibility, cancelled, expected) in [
        (true, "public", false, '-'),
        (true, "public", true, '-'),
        (true, "invite_only", false, '?'),
        (false, "public", false, '?'),
        (false, "invite_only", true, '?'),
    ] {
        let change = json!({ "is_published": is_published, "visibility": visibility });
        ada.patch(&format!("{event}/publication"), change).await.expect(200);
        let fate = if cancelled { "cancel" } else { "restore" };
        let body = cancelled.then(|| b"{}".to_vec());
        ada.send(Method::POST, &format!("{event}/{fate}"), body).await.expect(200);
        let before = app.db.dump_of_things().await;
        for asked in &calls {
            let reply = call(asked).await;
            let what = format!("{asked:?} {is_published} {visibility}");
            assert_answer(expected, reply.status, &reply.body["code"], &what);
        }
        assert_eq!(app.db.dump_of_things().await, before);
    }
    let change = json!({ "is_published": true, "visibility": "public" });
    ada.patch(&format!("{event}/publication"), change).await.expect(200);
    assert_eq!(ada.send(Method::DELETE, &event, None).await.status, 204);
    for asked in &calls {
        call(asked).await.assert_problem(404, ProblemCode::EventNotFound);
    }
}

/// What is wrong with the fields is for those who may do it at all (§8: 404, 403, then 422).
#[tokio::test]
async fn whoever_may_not_do_it_hears_that_before_what_is_wrong_with_their_words() {
    let app = TestApp::spawn().await;
    let Cast { event, all } = Cast::new(&app).await;
    let [mia, cleo, _, pia, _] = &all;
    let too_long = "x".repeat(501);
    let pias = pia.me().await.expect(200)["id"].as_str().unwrap().to_owned();
    let remove = format!("/api/events/{event}/hosts/{pias}");
    let ask = json!({ "account_id": pias, "role": "host", "message": too_long });
    let new = json!({ "role": "host", "expires_in_days": 31 });
    let asked = |body: &Value| Some(body.to_string().into_bytes());
    for (method, path, body, by_cohost) in [
        (Method::DELETE, remove, json!({ "reason": too_long }), 403),
        (Method::POST, format!("/api/events/{event}/cohosts"), ask, 403),
        (Method::POST, format!("/api/events/{event}/leave"), json!({ "confirm": false }), 422),
        (Method::POST, format!("/api/events/{event}/cancel"), json!({ "reason": too_long }), 422),
        (Method::POST, format!("/api/events/{event}/invites"), new, 403),
        (Method::GET, format!("/api/events/{event}/member-search?q=x"), Value::Null, 422),
    ] {
        let body = (method != Method::GET).then(|| asked(&body)).flatten();
        for (caller, status) in [(mia, 404), (cleo, by_cohost)] {
            let reply = caller.send(method.clone(), &path, body.clone()).await;
            assert_eq!(reply.status, status, "{method} {path}: {reply:?}");
        }
    }
}
