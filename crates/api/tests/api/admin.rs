//! What whoever runs the server sees of accounts and mails, and does to accounts.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{accounts::jo, app::TestApp, caller::Caller, reply::Reply};

const PASSWORD: &str = "correct horse";

async fn id_of(caller: &Caller) -> String {
    caller.me().await.expect(200)["id"].as_str().unwrap().to_owned()
}

async fn act(admin: &Caller, id: &str, what: &str) -> Reply {
    admin.send(Method::POST, &format!("/api/admin/accounts/{id}/{what}"), None).await
}

async fn suspend(admin: &Caller, id: &str, reason: &str) -> Reply {
    let path = format!("/api/admin/accounts/{id}/suspend");
    admin.post(&path, json!({ "reason": reason })).await
}

/// What is remembered of accounts, oldest first: by whom, what, to whom.
async fn remembered(app: &TestApp) -> Vec<String> {
    let entry = "actor_kind || ' ' || actor_name || ' ' || action || ' ' || target_name";
    let sql = format!("SELECT {entry} FROM audit_entry WHERE event_id IS NULL ORDER BY id");
    app.db.texts(&sql).await
}

#[tokio::test]
async fn accounts_are_listed_and_found_by_their_address() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;

    let first = admin.get("/api/admin/accounts?limit=1").await.expect(200);
    let next =
        format!("/api/admin/accounts?limit=1&cursor={}", first["next_cursor"].as_str().unwrap());
    let second = admin.get(&next).await.expect(200);

    assert_eq!(first["items"][0]["account"]["role"], "admin");
    assert_eq!(second["items"][0]["account"], jo.me().await.expect(200));
    assert_eq!(second["next_cursor"], Value::Null);
    let found = admin.get("/api/admin/accounts?email=JO%40example.org").await.expect(200);
    assert_eq!(found["items"], second["items"]);
    let wrong = admin.get("/api/admin/accounts?email=jo").await;
    wrong.assert_fields(&[("/email", "malformed_email")]);
}

#[tokio::test]
async fn who_is_suspended_is_out_everywhere_until_they_are_restored() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let jo = jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let id = id_of(&jo).await;
    suspend(&admin, &id, " ").await.assert_fields(&[("/reason", "empty")]);
    jo.me().await.expect(200);

    let reply = suspend(&admin, &id, "spam").await.expect(200);

    assert!(reply["suspended_at"].is_string(), "{reply}");
    jo.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    let kept_out = nobody.log_in("jo@example.org", PASSWORD).await;
    kept_out.assert_problem(403, ProblemCode::AccountSuspended);
    suspend(&admin, &id, "once more").await.expect(200);
    assert_eq!(act(&admin, &id, "restore").await.expect(200)["suspended_at"], Value::Null);
    act(&admin, &id, "restore").await.expect(200);
    assert_eq!(nobody.log_in("jo@example.org", PASSWORD).await.status, 200);
    jo.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    assert_eq!(
        remembered(&app).await[2..],
        ["admin Ada account.suspended Jo", "admin Ada account.restored Jo"]
    );
    let details = "SELECT details FROM audit_entry WHERE action = 'account.suspended'";
    assert_eq!(app.db.texts(details).await, [r#"{"reason":"spam"}"#]);
}

#[tokio::test]
async fn a_reset_link_from_an_admin_is_shown_once_and_vouches_for_no_address() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let jo = jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let id = id_of(&jo).await;

    let first = act(&admin, &id, "reset-link").await;
    let second = act(&admin, &id, "reset-link").await;

    assert_eq!(second.header("cache-control"), "no-store");
    let token = |reply: &Reply| {
        let url = reply.body["url"].as_str().unwrap().to_owned();
        url.strip_prefix("https://gather.example/reset#").unwrap().to_owned()
    };
    let replaced = nobody.reset(&token(&first), "another horse").await;
    replaced.assert_problem(410, ProblemCode::AccountLinkInvalid);
    assert!(!format!("{:?}", app.db.dump().await).contains(&token(&second)[8..]));
    app.clock.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
    assert_eq!(nobody.reset(&token(&second), "another horse").await.status, 204);
    jo.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    let entered = nobody.log_in("jo@example.org", "another horse").await.expect(200);
    assert_eq!(entered["email_verified"], false);
    assert_eq!(remembered(&app).await[2..], ["admin Ada account.reset_issued Jo"; 2]);
}

#[tokio::test]
async fn what_an_admin_handed_out_ends_with_their_power_to() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let jo = id_of(&jo(&app).await).await;
    let ada = app.db_admin("ada@example.org").await;
    let bob = app.db_admin("bob@example.org").await;
    let bobs = id_of(&bob).await;
    let link = async || {
        let url = act(&bob, &jo, "reset-link").await.expect(200)["url"].take();
        url.as_str().unwrap().split_once('#').unwrap().1.to_owned()
    };

    let token = link().await;
    assert_eq!(suspend(&ada, &bobs, "Lost their phone").await.status, 200);
    let reply = nobody.reset(&token, "another horse").await;
    reply.assert_problem(410, ProblemCode::AccountLinkInvalid);
}

#[tokio::test]
async fn an_admin_vouches_for_an_address_and_lets_in_who_never_confirmed_it() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let id = id_of(&jo(&app).await).await;
    let admin = app.db_admin("ada@example.org").await;
    app.db.execute("UPDATE account SET activated_at = NULL WHERE role = 'member'").await;

    let reply = act(&admin, &id, "verify").await.expect(200);
    act(&admin, &id, "verify").await.expect(200);

    assert_eq!(reply["account"]["email_verified"], true);
    let entered = nobody.log_in("jo@example.org", PASSWORD).await.expect(200);
    assert_eq!(entered["email_verified"], true);
    assert_eq!(remembered(&app).await[2..], ["admin Ada account.verified Jo"]);
    for what in ["verify", "restore", "reset-link"] {
        let unknown = act(&admin, &"0".repeat(32), what).await;
        unknown.assert_problem(404, ProblemCode::AccountNotFound);
    }
}

#[tokio::test]
async fn mails_that_are_held_are_seen_without_what_they_say() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    nobody.forget("jo@example.org").await.expect(202);
    nobody.forget("al@example.org").await.expect(202);

    let listed = admin.get("/api/admin/outbox").await;

    let mail = &listed.body["items"][0];
    assert_eq!(listed.body["items"].as_array().unwrap().len(), 1, "{listed:?}");
    assert_eq!(mail["template"], "reset_password");
    assert_eq!((&mail["to"], &mail["status"]), (&json!("jo@example.org"), &json!("held")));
    assert!(!listed.text.contains("gth_") && !listed.text.contains("sealed"), "{listed:?}");
    let suppressed = admin.get("/api/admin/outbox?status=suppressed").await.expect(200);
    assert_eq!(suppressed["items"][0]["to"], "");
    let sent = admin.get("/api/admin/outbox?status=sent").await.expect(200);
    assert_eq!(sent["items"], json!([]));
}

#[tokio::test]
async fn who_is_no_admin_any_more_does_nothing_more() {
    let app = TestApp::spawn().await;
    let id = id_of(&jo(&app).await).await;
    let (first, second) =
        (app.db_admin("ada@example.org").await, app.db_admin("al@example.org").await);

    let only = suspend(&second, &id_of(&first).await, "gone").await;
    assert_eq!(only.status, 200, "{only:?}");
    act(&first, &id, "verify").await.assert_problem(401, ProblemCode::Unauthenticated);
    let last = suspend(&second, &id_of(&second).await, "gone too").await;
    last.assert_problem(409, ProblemCode::LastAdmin);
    app.db.execute("UPDATE account SET role = 'member'").await;
    act(&second, &id, "verify").await.assert_problem(403, ProblemCode::Forbidden);
}
