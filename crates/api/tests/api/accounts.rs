//! One's own account.

use gather_wire::ProblemCode;
use serde_json::json;

use crate::{app::TestApp, caller::Caller};

const PASSWORD: &str = "correct horse";

/// Jo, signed up and signed in.
pub async fn jo(app: &TestApp) -> Caller {
    let nobody = app.stranger();
    nobody.signed_in(&nobody.sign_up("jo@example.org", "Jo", PASSWORD).await)
}

#[tokio::test]
async fn a_profile_changes_field_by_field() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;

    let renamed = jo.patch("/api/me", json!({ "display_name": " Joanna " })).await.expect(200);
    let hidden = jo.patch("/api/me", json!({ "accepts_invitations": false })).await.expect(200);

    assert_eq!(renamed["display_name"], "Joanna");
    assert_eq!(renamed["accepts_invitations"], true);
    assert_eq!(hidden["display_name"], "Joanna");
    assert_eq!(hidden["accepts_invitations"], false);
    assert_eq!(jo.me().await.expect(200), hidden);
    for (name, code) in [
        ("\u{7}", "control_character"),
        ("Jo\u{202e}", "control_character"),
        ("Jo\u{2028}Jo", "control_character"),
        ("\u{200b}", "empty"),
        ("\u{301} \u{3164}", "empty"),
    ] {
        let refused = jo.patch("/api/me", json!({ "display_name": name })).await;
        refused.assert_fields(&[("/display_name", code)]);
    }
    // Whoever was called so before that was refused is still let in, and can mend it.
    app.db.execute("UPDATE account SET display_name = '\u{200b}'").await;
    assert_eq!(jo.me().await.expect(200)["display_name"], "\u{200b}");
    let mended = jo.patch("/api/me", json!({ "display_name": "👩‍👩‍👧 Jo ❤️" })).await.expect(200);
    assert_eq!(mended["display_name"], "👩‍👩‍👧 Jo ❤️");
}

#[tokio::test]
async fn a_new_password_needs_the_present_one_and_ends_every_session() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let here = jo(&app).await;
    let there = nobody.signed_in(&nobody.log_in("jo@example.org", PASSWORD).await);

    here.change_password("wrong horse", "another horse")
        .await
        .assert_fields(&[("/current_password", "wrong_password")]);
    here.change_password(PASSWORD, "short").await.assert_fields(&[("/new_password", "too_short")]);
    there.me().await.expect(200);
    let changed = here.change_password(PASSWORD, "another horse").await;

    assert_eq!(changed.status, 200, "{changed:?}");
    for old in [&here, &there] {
        old.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    }
    nobody.signed_in(&changed).me().await.expect(200);
    nobody
        .log_in("jo@example.org", PASSWORD)
        .await
        .assert_problem(401, ProblemCode::InvalidCredentials);
    assert_eq!(nobody.log_in("jo@example.org", "another horse").await.status, 200);
}

#[tokio::test]
async fn of_two_changes_of_a_password_at_once_one_succeeds() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;

    let (first, second) = tokio::join!(
        jo.change_password(PASSWORD, "the first horse"),
        jo.change_password(PASSWORD, "the second horse"),
    );

    let (won, lost) = if first.status == 200 { (first, second) } else { (second, first) };
    assert_eq!(won.status, 200, "{won:?}");
    assert!(matches!(lost.status, 401 | 422), "{lost:?}");
    app.stranger().signed_in(&won).me().await.expect(200);
}

#[tokio::test]
async fn nothing_that_opens_anything_lies_in_the_database() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let reply = nobody.sign_up("jo@example.org", "Jo", PASSWORD).await;
    let session = reply.session().unwrap();

    let dump = format!("{:?}", app.db.dump().await);

    assert!(dump.contains("jo@example.org"));
    assert!(!dump.contains(PASSWORD) && !dump.contains(&session[8..]));
    let hashes = app.db.texts("SELECT password_hash FROM account").await;
    assert!(hashes[0].starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hashes:?}");
}
