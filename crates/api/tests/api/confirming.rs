//! Signing up where mails leave: nobody is let in, and nobody is found out, by an address alone.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use serde_json::json;

use crate::{app::TestApp, caller::Caller, smtp::Smtp};

const PASSWORD: &str = "correct horse";
const CONFIRM: &str = "Confirm your address";
const TAKEN: &str = "You have an account already";

/// Jo, who signed up and confirmed.
pub async fn confirmed(app: &TestApp, smtp: &Smtp, email: &str) -> Caller {
    let nobody = app.stranger();
    nobody.sign_up(email, "Jo", PASSWORD).await.expect(202);
    let token = smtp.mail_to(email, CONFIRM).token();
    nobody.signed_in(&nobody.verify(&token, PASSWORD).await)
}

#[tokio::test]
async fn who_signs_up_confirms_on_any_device_with_the_password_they_chose() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();

    let reply = nobody.sign_up("jo@example.org", "Jo", PASSWORD).await;

    assert_eq!((reply.status, &reply.body), (202, &json!({ "mail_works": true })), "{reply:?}");
    assert_eq!(reply.session(), None);
    let early = nobody.log_in("jo@example.org", PASSWORD).await;
    early.assert_problem(401, ProblemCode::InvalidCredentials);
    let token = smtp.mail_to("jo@example.org", CONFIRM).token();
    let elsewhere = nobody.with("user-agent", "Firefox Android");
    let verified = elsewhere.verify(&token, PASSWORD).await;
    assert_eq!(verified.status, 200, "{verified:?}");
    assert_eq!(verified.body["email_verified"], true);
    assert_eq!(nobody.signed_in(&verified).me().await.expect(200), verified.body);
    assert_eq!(nobody.log_in("jo@example.org", PASSWORD).await.status, 200);
    // It works once.
    let again = nobody.verify(&token, PASSWORD).await;
    again.assert_problem(410, ProblemCode::AccountLinkInvalid);
}

#[tokio::test]
async fn the_answer_and_the_work_are_the_same_whoever_has_the_address() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    let jo = confirmed(&app, &smtp, "jo@example.org").await;
    smtp.forget();
    nobody.sign_up("new@example.org", "New", PASSWORD).await.expect(202);
    smtp.mail_to("new@example.org", CONFIRM);
    let before = app.db.dump().await["account"].clone();
    let idle = app.idle_beside().await;
    let counted = async |email: &str| {
        let start = idle.statements();
        let reply = idle.stranger().sign_up(email, "Mallory", "another horse").await;
        (reply.status, reply.text, idle.statements() - start, reply.headers.len())
    };

    let taken = counted("JO@example.org").await;
    let after = app.db.dump().await["account"].clone();
    let unconfirmed = counted("new@example.org").await;
    let free = counted("free@example.org").await;

    assert_eq!(taken, free);
    assert_eq!(unconfirmed, free);
    assert_eq!(before, after, "nothing was changed for whoever has the address");
    let note = smtp.mail_to("jo@example.org", TAKEN);
    assert!(!note.text.contains("gth_") && note.text.contains("/login"), "{note:?}");
    assert!(!note.text.contains("Mallory"), "{note:?}");
    jo.me().await.expect(200);
    assert_eq!(nobody.log_in("jo@example.org", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn a_later_sign_up_takes_the_place_of_one_that_was_never_confirmed() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Mallory", "mallory's horse").await.expect(202);
    let first = smtp.mail_to("jo@example.org", CONFIRM).token();
    smtp.forget();

    nobody.sign_up("Jo@example.org", "Jo", PASSWORD).await.expect(202);
    let second = smtp.mail_to("Jo@example.org", CONFIRM).token();

    for password in ["mallory's horse", PASSWORD] {
        let reply = nobody.verify(&first, password).await;
        reply.assert_problem(410, ProblemCode::AccountLinkInvalid);
    }
    let wrong = nobody.verify(&second, "mallory's horse").await;
    wrong.assert_problem(401, ProblemCode::InvalidCredentials);
    assert_eq!(nobody.verify(&second, PASSWORD).await.expect(200)["display_name"], "Jo");
    assert_eq!(app.db.count("account").await, 1);
}

#[tokio::test]
async fn a_link_opens_nothing_for_whoever_merely_reads_the_mail() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Mallory", "mallory's horse").await.expect(202);
    let token = smtp.mail_to("jo@example.org", CONFIRM).token();

    for n in 0..5 {
        let reply = nobody.verify(&token, &format!("a guess {n}")).await;
        reply.assert_problem(401, ProblemCode::InvalidCredentials);
    }
    let reply = nobody.verify(&token, "mallory's horse").await;
    reply.assert_problem(429, ProblemCode::RateLimited);
    assert_eq!(app.db.count("session").await, 0);
    assert_eq!(app.db.count("account WHERE activated_at IS NOT NULL").await, 0);
}

#[tokio::test]
async fn a_link_works_for_two_days_and_the_account_goes_with_it() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    let token = smtp.mail_to("jo@example.org", CONFIRM).token();

    app.clock.advance(TimeDelta::hours(48));

    let late = nobody.verify(&token, PASSWORD).await;
    late.assert_problem(410, ProblemCode::AccountLinkInvalid);
    let other = app.beside().await;
    while app.db.count("account").await > 0 {
        nobody.get("/livez").await;
    }
    assert_eq!(app.db.count("account_link").await, 0);
    drop(other);
}

#[tokio::test]
async fn a_confirmation_is_sent_again_where_one_is_wanted_and_never_says_so() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    confirmed(&app, &smtp, "jo@example.org").await;
    nobody.sign_up("new@example.org", "New", PASSWORD).await.expect(202);
    let first = smtp.mail_to("new@example.org", CONFIRM).token();
    smtp.forget();
    let idle = app.idle_beside().await;
    let counted = async |email: &str| {
        let start = idle.statements();
        let reply = idle.stranger().resend(email).await;
        (reply.status, reply.text, idle.statements() - start)
    };

    let unknown = counted("al@example.org").await;
    let verified = counted("jo@example.org").await;
    let unconfirmed = counted("new@example.org").await;

    assert_eq!((&unknown, &verified), (&unconfirmed, &unconfirmed));
    let second = smtp.mail_to("new@example.org", CONFIRM).token();
    assert_eq!(smtp.mails().len(), 1, "nobody else is mailed");
    let replaced = nobody.verify(&first, PASSWORD).await;
    replaced.assert_problem(410, ProblemCode::AccountLinkInvalid);
    nobody.verify(&second, PASSWORD).await.expect(200);
    nobody.resend("jo").await.assert_fields(&[("/email", "malformed_email")]);
}

#[tokio::test]
async fn of_many_who_sign_up_with_one_address_at_once_one_can_confirm() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();

    let (a, b, c) = tokio::join!(
        nobody.sign_up("jo@example.org", "A", "the first horse"),
        nobody.sign_up("jo@example.org", "B", "the second horse"),
        nobody.sign_up("jo@example.org", "C", "the third horse"),
    );

    assert_eq!([a.status, b.status, c.status], [202; 3]);
    assert_eq!(app.db.count("account").await, 1);
    assert_eq!(app.db.count("account_link").await, 1);
    let open = app.db.count("email_outbox WHERE status <> 'cancelled'").await;
    assert!(open >= 1, "the last one's mail is on its way");
}

#[tokio::test]
async fn a_session_that_was_there_before_ends_when_somebody_confirms() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    let browser = confirmed(&app, &smtp, "mallory@example.org").await;
    nobody.sign_up("jo@example.org", "Josephine", PASSWORD).await.expect(202);
    let token = smtp.mail_to("jo@example.org", CONFIRM).token();

    let reply = browser.verify(&token, PASSWORD).await;

    assert_ne!(reply.session().unwrap(), browser.session_in_use());
    assert_eq!(nobody.signed_in(&reply).me().await.body["display_name"], "Josephine");
    browser.me().await.assert_problem(401, ProblemCode::Unauthenticated);
}

#[tokio::test]
async fn a_sign_up_that_was_never_confirmed_blocks_nobody_once_mails_do_not_leave() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Mallory", "mallory's horse").await.expect(201);
    app.db.execute("UPDATE account SET activated_at = NULL").await;

    let reply = nobody.sign_up("jo@example.org", "Jo", PASSWORD).await;

    assert_eq!(reply.status, 201, "{reply:?}");
    assert_eq!(nobody.signed_in(&reply).me().await.body["display_name"], "Jo");
    let old = nobody.log_in("jo@example.org", "mallory's horse").await;
    old.assert_problem(401, ProblemCode::InvalidCredentials);
}
