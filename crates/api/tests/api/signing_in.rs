//! Signing up, in and out.

use gather_wire::ProblemCode;
use serde_json::json;

use crate::{app::TestApp, caller::SESSION};

const PASSWORD: &str = "correct horse";

#[tokio::test]
async fn who_signs_up_is_signed_in_at_once() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();

    let reply = nobody.sign_up(" Jo@Example.org ", " Jo ", PASSWORD).await;

    assert_eq!(reply.status, 201, "{reply:?}");
    assert_eq!(reply.header("location"), "/api/me");
    assert_eq!(reply.body["email"], "Jo@Example.org");
    assert_eq!(reply.body["display_name"], "Jo");
    assert_eq!(reply.body["email_verified"], false);
    assert_eq!(reply.body["role"], "member");
    assert_eq!(nobody.signed_in(&reply).me().await.expect(200), reply.body);
}

#[tokio::test]
async fn the_cookie_can_be_read_by_nobody_and_set_by_no_other_host() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();

    let reply = nobody.sign_up("jo@example.org", "Jo", PASSWORD).await;

    let cookie = reply.header("set-cookie");
    let (pair, rest) = cookie.split_once("; ").unwrap();
    let (name, value) = pair.split_once('=').unwrap();
    assert_eq!(name, SESSION);
    assert!(value.starts_with("gth_ses_") && value.len() == 51, "{value}");
    let mut attributes: Vec<_> = rest.split("; ").collect();
    attributes.sort_unstable();
    assert_eq!(attributes, ["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax", "Secure"]);
    assert_eq!(reply.header("cache-control"), "no-store");
}

#[tokio::test]
async fn an_address_has_one_account_however_it_is_typed() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(201);
    let before = app.db.dump().await["account"].clone();

    let again = nobody.sign_up("JO@EXAMPLE.ORG", "Mallory", "another horse").await;

    again.assert_problem(409, ProblemCode::EmailTaken);
    assert_eq!(again.session(), None);
    assert_eq!(app.db.dump().await["account"], before);
    assert_eq!(nobody.log_in(" Jo@example.ORG", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn of_many_who_sign_up_with_one_address_at_once_one_has_it() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();

    let (a, b, c) = tokio::join!(
        nobody.sign_up("jo@example.org", "A", PASSWORD),
        nobody.sign_up("jo@example.org", "B", PASSWORD),
        nobody.sign_up("jo@example.org", "C", PASSWORD),
    );

    let mut outcomes = [a.outcome(), b.outcome(), c.outcome()];
    outcomes.sort_unstable();
    assert_eq!(outcomes, ["email_taken", "email_taken", "ok"]);
    assert_eq!(app.db.count("account").await, 1);
    assert_eq!(app.db.count("session").await, 1);
}

#[tokio::test]
async fn everything_wrong_with_a_sign_up_is_listed() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();

    nobody.sign_up("jo@localhost", " ", "1234567").await.assert_fields(&[
        ("/email", "malformed_email"),
        ("/display_name", "empty"),
        ("/password", "too_short"),
    ]);
    nobody
        .sign_up("jo@example.org", "Jo", "Password1")
        .await
        .assert_fields(&[("/password", "common_password")]);
    nobody
        .post("/api/auth/signup", json!({ "email": 7, "password": [], "colour": "red" }))
        .await
        .assert_fields(&[
            ("/email", "wrong_type"),
            ("/password", "wrong_type"),
            ("/colour", "unknown_field"),
            ("/display_name", "missing"),
        ]);
    assert_eq!(app.db.count("account").await, 0);
}

#[tokio::test]
async fn nobody_learns_why_they_were_not_let_in() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(201);
    nobody.sign_up("new@example.org", "New", PASSWORD).await.expect(201);
    app.db
        .execute("UPDATE account SET activated_at = NULL WHERE email_norm = 'new@example.org'")
        .await;

    let wrong = nobody.log_in("jo@example.org", "wrong horse").await;
    let unknown = nobody.log_in("al@example.org", PASSWORD).await;
    let unconfirmed = nobody.log_in("new@example.org", PASSWORD).await;
    let nonsense = nobody.log_in("nonsense", PASSWORD).await;

    for reply in [&wrong, &unknown, &unconfirmed, &nonsense] {
        reply.assert_problem(401, ProblemCode::InvalidCredentials);
        assert_eq!(reply.text, wrong.text);
        assert_eq!(reply.session(), None);
    }
}

#[tokio::test]
async fn who_is_suspended_learns_it_by_their_password_and_is_out_at_once() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let jo = nobody.signed_in(&nobody.sign_up("jo@example.org", "Jo", PASSWORD).await);
    app.db.execute("UPDATE account SET suspended_at = created_at").await;

    jo.me().await.assert_problem(403, ProblemCode::AccountSuspended);
    nobody
        .log_in("jo@example.org", PASSWORD)
        .await
        .assert_problem(403, ProblemCode::AccountSuspended);
    nobody
        .log_in("jo@example.org", "wrong horse")
        .await
        .assert_problem(401, ProblemCode::InvalidCredentials);
}

#[tokio::test]
async fn a_session_that_was_there_before_is_neither_kept_nor_taken_over() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let planted = nobody.sign_up("mallory@example.org", "Mallory", PASSWORD).await;
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(201);
    let browser = nobody.signed_in(&planted);

    let reply = browser.log_in("jo@example.org", PASSWORD).await;

    assert_eq!(reply.status, 200, "{reply:?}");
    assert_ne!(reply.session(), planted.session());
    assert_eq!(nobody.signed_in(&reply).me().await.body["display_name"], "Jo");
    browser.me().await.assert_problem(401, ProblemCode::Unauthenticated);
}

#[tokio::test]
async fn a_session_that_was_logged_out_opens_nothing() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let jo = nobody.signed_in(&nobody.sign_up("jo@example.org", "Jo", PASSWORD).await);

    let reply = jo.log_out().await;

    assert_eq!((reply.status, reply.session().as_deref()), (204, Some("")), "{reply:?}");
    assert!(reply.header("set-cookie").contains("Max-Age=0"), "{reply:?}");
    jo.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    jo.log_out().await.assert_problem(401, ProblemCode::Unauthenticated);
    assert_eq!(app.db.count("session").await, 0);
}

#[tokio::test]
async fn an_old_browser_may_say_the_origin_instead() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let jo = nobody.signed_in(&nobody.sign_up("jo@example.org", "Jo", PASSWORD).await);
    let old = jo.without_header("sec-fetch-site");
    let rename = async |caller: &crate::caller::Caller| {
        caller.patch("/api/me", json!({ "display_name": "Joanna" })).await
    };

    assert_eq!(rename(&old.with("origin", crate::app::PUBLIC_URL)).await.status, 200);
    for origin in ["null", "https://gather.example.evil.example", "http://gather.example"] {
        rename(&old.with("origin", origin))
            .await
            .assert_problem(403, ProblemCode::CrossOriginRefused);
    }
    // A browser that says where it is wins over what it says the origin is.
    rename(&old.with("origin", crate::app::PUBLIC_URL).with("sec-fetch-site", "cross-site"))
        .await
        .assert_problem(403, ProblemCode::CrossOriginRefused);
    assert_eq!(old.me().await.status, 200, "to read is harmless");
}
