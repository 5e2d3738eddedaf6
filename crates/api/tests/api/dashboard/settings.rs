//! What an admin decides about the whole server, and what follows from it.

use gather_domain::hosting::HostRole;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    accounts::jo, app::TestApp, caller::Caller, input::party, ownership::token_of, reply::Reply,
};

async fn set(admin: &Caller, what: Value) -> Value {
    admin.patch("/api/admin/settings", what).await.expect(200)
}

/// What a caller may do about who runs an event, and why not.
async fn may(caller: &Caller, event: &str, action: &str) -> String {
    let hosts = caller.get(&format!("/api/events/{event}/hosts")).await.expect(200);
    let actions = hosts["allowed_actions"].as_array().unwrap();
    let found = actions.iter().find(|it| it["action"] == action).unwrap();
    let reason = found["reason"].as_str().unwrap_or_default();
    format!("{} {reason}", found["verdict"].as_str().unwrap()).trim_end().to_owned()
}

#[tokio::test]
async fn settings_have_defaults_until_an_admin_decides_otherwise() {
    let app = TestApp::spawn().await;
    let admin = app.db_admin("ada@example.org").await;
    let read = async || admin.get("/api/admin/settings").await.expect(200);

    assert_eq!(read().await, json!({ "invites_enabled": true, "step_up": "immediate" }));
    assert_eq!(set(&admin, json!({})).await, read().await);
    assert_eq!(set(&admin, json!({ "step_up": "immediate" })).await, read().await);
    assert_eq!(app.db.count("setting").await, 0);

    let paused = json!({ "invites_enabled": false, "step_up": "immediate" });
    assert_eq!(set(&admin, json!({ "invites_enabled": false })).await, paused);
    let both = json!({ "invites_enabled": false, "step_up": "admin_approval" });
    assert_eq!(set(&admin, json!({ "step_up": "admin_approval" })).await, both);
    assert_eq!(read().await, both);
    let entries = "SELECT actor_name || ' ' || target_type || details FROM audit_entry \
                   WHERE action = 'settings.changed' ORDER BY id";
    assert_eq!(
        app.db.texts(entries).await,
        [
            r#"Ada settings{"invites_enabled":"false"}"#,
            r#"Ada settings{"step_up":"admin_approval"}"#,
        ]
    );
}

#[tokio::test]
async fn what_is_no_setting_or_no_value_of_one_changes_nothing() {
    let app = TestApp::spawn().await;
    let admin = app.db_admin("ada@example.org").await;

    for (body, path) in [
        (json!({ "invites_enabled": "no" }), "/invites_enabled"),
        (json!({ "step_up": "never" }), "/step_up"),
        (json!({ "sign_up": false }), "/sign_up"),
    ] {
        let reply = admin.patch("/api/admin/settings", body).await;
        reply.assert_problem(422, ProblemCode::ValidationFailed);
        assert_eq!(reply.body["fields"][0]["path"], path, "{reply:?}");
    }
    assert_eq!(app.db.count("setting").await, 0);
}

#[tokio::test]
async fn while_invites_are_paused_none_is_made_and_those_that_exist_work() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let event = admin.list_event("Town fair").await;
    let with_key = admin.with("idempotency-key", "a-key");
    let made = with_key.invite(&event, json!({})).await.expect(201);
    let other = admin.invite(&event, json!({})).await.expect(201)["invite_id"].take();
    app.clock.advance(chrono::TimeDelta::minutes(5));
    set(&admin, json!({ "invites_enabled": false })).await;

    let paused = |reply: &Reply| reply.assert_problem(503, ProblemCode::FeatureDisabled);
    paused(&admin.invite(&event, json!({})).await);
    paused(&admin.post(&format!("/api/admin/events/{event}/invite"), json!({})).await);
    let path = format!("/api/events/{event}/invites/{}", other.as_str().unwrap());
    paused(&admin.post(&format!("{path}/resend"), json!({})).await);
    // What was made before is not made a second time.
    assert_eq!(
        with_key.invite(&event, json!({})).await.expect(200)["invite_id"],
        made["invite_id"]
    );
    assert_eq!(may(&admin, &event, "invite_host").await, "refused feature_disabled");
    let listed = admin.get(&path).await.expect(200);
    assert_eq!(listed["can"], json!({ "revoke": true, "resend": false, "change": true }));
    let all = admin.get("/api/admin/invites").await.expect(200);
    assert_eq!(all["items"][0]["can"]["resend"], false);
    // Somebody else's invites are nobody's business, paused or not.
    let hidden = jo.invite(&event, json!({})).await;
    hidden.assert_problem(404, ProblemCode::EventNotFound);

    jo.answer_invite("accept", &token_of(&made)).await.expect(200);
    assert_eq!(admin.send(Method::DELETE, &path, Some(b"{}".to_vec())).await.status, 204);
    set(&admin, json!({ "invites_enabled": true })).await;
    admin.invite(&event, json!({})).await.expect(201);
    assert_eq!(may(&admin, &event, "invite_host").await, "allowed");
}

#[tokio::test]
async fn where_admins_decide_who_is_primary_nobody_steps_up() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let party = party(&app).await;
    let id = jo.me().await.expect(200)["id"].as_str().unwrap().to_owned();
    app.db_host(&party, &id, HostRole::Cohost).await;
    app.db.execute("UPDATE event SET host_id = NULL").await;
    app.db.execute("UPDATE event_host SET role = 'cohost'").await;
    let event = party.id().to_string();
    let step_up = async |by: &Caller| {
        by.send(Method::POST, &format!("/api/events/{event}/step-up"), None).await
    };
    assert_eq!(may(&jo, &event, "step_up").await, "allowed");
    set(&admin, json!({ "step_up": "admin_approval" })).await;

    let reply = step_up(&jo).await;

    reply.assert_problem(403, ProblemCode::Forbidden);
    assert!(reply.body["detail"].as_str().unwrap().contains("admin decides"), "{reply:?}");
    assert_eq!(may(&jo, &event, "step_up").await, "refused forbidden");
    assert_eq!(app.db.count("event WHERE host_id IS NOT NULL").await, 0);
    let assigned = json!({
        "account_id": id, "role": "host", "make_primary": true, "reason": "The hosts agreed",
    });
    let path = format!("/api/admin/events/{event}/hosts");
    let hosts = admin.post(&path, assigned).await.expect(200);
    let primary = |it: &&Value| it["account_id"] == json!(id) && it["is_primary"] == true;
    assert!(hosts["hosts"].as_array().unwrap().iter().find(primary).is_some(), "{hosts}");
    app.db.execute("UPDATE event SET host_id = NULL").await;
    set(&admin, json!({ "step_up": "immediate" })).await;
    step_up(&jo).await.expect(200);
}
