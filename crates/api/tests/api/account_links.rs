//! A new password, or another address, by a link.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use serde_json::json;

use crate::{app::TestApp, caller::Caller, confirming::confirmed, smtp::Smtp};

const PASSWORD: &str = "correct horse";
const NEW: &str = "another horse";
const RESET: &str = "Choose a new password";

/// The secret of the link that this address was mailed to choose a new password.
async fn reset_token(nobody: &Caller, smtp: &Smtp, email: &str) -> String {
    nobody.forget(email).await.expect(202);
    smtp.mail_to(email, RESET).token()
}

#[tokio::test]
async fn who_forgot_their_password_chooses_another_and_every_session_ends() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    let jo = confirmed(&app, &smtp, "jo@example.org").await;
    let token = reset_token(&nobody, &smtp, "jo@example.org").await;
    nobody.reset(&token, "short").await.assert_fields(&[("/password", "too_short")]);
    jo.me().await.expect(200);

    let reply = nobody.reset(&token, NEW).await;

    assert_eq!((reply.status, reply.session()), (204, None), "{reply:?}");
    jo.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    let old = nobody.log_in("jo@example.org", PASSWORD).await;
    old.assert_problem(401, ProblemCode::InvalidCredentials);
    assert_eq!(nobody.log_in("jo@example.org", NEW).await.status, 200);
    let again = nobody.reset(&token, "a third horse").await;
    again.assert_problem(410, ProblemCode::AccountLinkInvalid);
    let told = smtp.mail_to("jo@example.org", "Your password was changed");
    assert!(told.text.contains("https://gather.example/forgot"), "{told:?}");
}

#[tokio::test]
async fn nobody_learns_who_has_an_account_by_forgetting_a_password() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    confirmed(&app, &smtp, "jo@example.org").await;
    smtp.forget();
    let idle = app.idle_beside().await;
    let counted = async |email: &str| {
        let start = idle.statements();
        let reply = idle.stranger().forget(email).await;
        (reply.status, reply.text, idle.statements() - start)
    };

    let known = counted("jo@example.org").await;
    let unknown = counted("al@example.org").await;

    assert_eq!(known, unknown);
    smtp.mail_to("jo@example.org", RESET);
    assert_eq!(smtp.mails().len(), 1);
    let outbox = format!("{:?}", app.db.dump().await["email_outbox"]);
    assert!(!outbox.contains("al@example.org"), "who is no member is not written down: {outbox}");
}

#[tokio::test]
async fn a_reset_works_for_an_hour_and_the_latest_alone() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    confirmed(&app, &smtp, "jo@example.org").await;
    let first = reset_token(&nobody, &smtp, "jo@example.org").await;
    smtp.forget();
    let second = reset_token(&nobody, &smtp, "jo@example.org").await;

    let replaced = nobody.reset(&first, NEW).await;
    replaced.assert_problem(410, ProblemCode::AccountLinkInvalid);
    app.clock.advance(TimeDelta::hours(1));
    let late = nobody.reset(&second, NEW).await;
    late.assert_problem(410, ProblemCode::AccountLinkInvalid);
    for nonsense in ["", "gth_rst_", "gth_ses_AAAA", &second.replace("gth_rst_", "gth_ver_")] {
        let reply = nobody.reset(nonsense, NEW).await;
        reply.assert_problem(410, ProblemCode::AccountLinkInvalid);
        assert_eq!(reply.text, late.text);
    }
    assert_eq!(nobody.log_in("jo@example.org", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_succeeds() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    confirmed(&app, &smtp, "jo@example.org").await;
    let token = reset_token(&nobody, &smtp, "jo@example.org").await;

    let (a, b) = tokio::join!(nobody.reset(&token, NEW), nobody.reset(&token, "a third horse"));

    let mut outcomes = [a.status, b.status];
    outcomes.sort_unstable();
    assert_eq!(outcomes, [204, 410]);
    let password = if a.status == 204 { NEW } else { "a third horse" };
    assert_eq!(nobody.log_in("jo@example.org", password).await.status, 200);
}

#[tokio::test]
async fn a_mailed_reset_confirms_the_address_of_whoever_never_did() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    let token = reset_token(&nobody, &smtp, "jo@example.org").await;

    assert_eq!(nobody.reset(&token, NEW).await.status, 204);

    let reply = nobody.log_in("jo@example.org", NEW).await;
    assert_eq!(reply.expect(200)["email_verified"], true);
}

#[tokio::test]
async fn a_change_of_password_tells_its_owner_and_ends_links_that_were_sent_before() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    let jo = confirmed(&app, &smtp, "jo@example.org").await;
    let token = reset_token(&nobody, &smtp, "jo@example.org").await;

    assert_eq!(jo.change_password(PASSWORD, NEW).await.status, 200);

    smtp.mail_to("jo@example.org", "Your password was changed");
    let reply = nobody.reset(&token, "mallory's horse").await;
    reply.assert_problem(410, ProblemCode::AccountLinkInvalid);
}

#[tokio::test]
async fn another_address_is_confirmed_from_there_first_and_both_are_told() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    let jo = confirmed(&app, &smtp, "jo@example.org").await;
    let wrong = jo.change_email("new@example.org", "wrong horse").await;
    wrong.assert_fields(&[("/current_password", "wrong_password")]);
    let same = jo.change_email("jo@example.org", PASSWORD).await;
    same.assert_fields(&[("/email", "unchanged")]);

    jo.change_email("New@example.org", PASSWORD).await.expect(202);

    let mail = smtp.mail_to("New@example.org", "Confirm your new address");
    assert!(mail.text.contains("https://gather.example/email#gth_chg_"), "{mail:?}");
    assert_eq!(jo.me().await.expect(200)["email"], "jo@example.org", "nothing has changed yet");
    // Whoever reads that mail by mistake gets no account.
    let guess = nobody.verify(&mail.token(), "a guess").await;
    guess.assert_problem(401, ProblemCode::InvalidCredentials);
    let reply = nobody.verify(&mail.token(), PASSWORD).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    assert_eq!(reply.body["email"], "New@example.org");
    assert_eq!(reply.body["email_verified"], true);
    for address in ["jo@example.org", "New@example.org"] {
        let told = smtp.mail_to(address, "Your address was changed");
        assert!(!told.text.contains("example.org"), "it names no address: {told:?}");
    }
    assert_eq!(nobody.log_in("new@example.org", PASSWORD).await.status, 200);
    let old = nobody.log_in("jo@example.org", PASSWORD).await;
    old.assert_problem(401, ProblemCode::InvalidCredentials);
}

#[tokio::test]
async fn a_link_to_the_address_that_one_had_opens_nothing_any_more() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    let jo = confirmed(&app, &smtp, "jo@example.org").await;
    jo.change_email("new@example.org", PASSWORD).await.expect(202);
    let change = smtp.mail_to("new@example.org", "Confirm your new address").token();
    let reset = reset_token(&nobody, &smtp, "jo@example.org").await;

    nobody.verify(&change, PASSWORD).await.expect(200);

    let reply = nobody.reset(&reset, NEW).await;
    reply.assert_problem(410, ProblemCode::AccountLinkInvalid);
}

#[tokio::test]
async fn nobody_learns_who_has_an_address_by_wanting_it() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    let jo = confirmed(&app, &smtp, "jo@example.org").await;
    confirmed(&app, &smtp, "al@example.org").await;
    let idle = app.idle_beside().await;
    let counted = async |email: &str| {
        let start = idle.statements();
        let reply = idle.serve(&jo).change_email(email, PASSWORD).await;
        (reply.status, reply.text, idle.statements() - start)
    };

    let taken = counted("al@example.org").await;
    let free = counted("free@example.org").await;

    assert_eq!(taken, free);
    smtp.mail_to("al@example.org", "You have an account already");
    // Whoever takes the address meanwhile keeps it.
    let link = smtp.mail_to("free@example.org", "Confirm your new address").token();
    confirmed(&app, &smtp, "free@example.org").await;
    let late = nobody.verify(&link, PASSWORD).await;
    late.assert_problem(409, ProblemCode::EmailTaken);
    assert_eq!(jo.me().await.expect(200)["email"], "jo@example.org");
}

#[tokio::test]
async fn a_sign_up_that_nobody_confirmed_keeps_no_address_from_its_owner() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    let jo = confirmed(&app, &smtp, "jo@example.org").await;
    nobody.sign_up("new@example.org", "Mallory", "mallory's horse").await.expect(202);

    jo.change_email("new@example.org", PASSWORD).await.expect(202);
    let token = smtp.mail_to("new@example.org", "Confirm your new address").token();

    assert_eq!(nobody.verify(&token, PASSWORD).await.expect(200)["email"], "new@example.org");
    assert_eq!(app.db.count("account").await, 1);
}

#[tokio::test]
async fn who_is_suspended_is_not_let_in_by_any_link() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    confirmed(&app, &smtp, "jo@example.org").await;
    let token = reset_token(&nobody, &smtp, "jo@example.org").await;
    app.db.execute("UPDATE account SET suspended_at = created_at").await;

    assert_eq!(nobody.reset(&token, NEW).await.status, 204);

    let reply = nobody.log_in("jo@example.org", NEW).await;
    reply.assert_problem(403, ProblemCode::AccountSuspended);
}

#[tokio::test]
async fn mails_are_asked_for_a_few_times_an_hour() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();

    for path in ["/api/auth/forgot", "/api/auth/resend"] {
        let ask = async |email: &str| nobody.post(path, json!({ "email": email })).await;
        for _ in 0..5 {
            ask("jo@example.org").await.expect(202);
        }
        let reply = ask("JO@example.org").await;
        reply.assert_problem(429, ProblemCode::RateLimited);
        for n in 0..14 {
            ask(&format!("jo{n}@example.org")).await.expect(202);
        }
        let reply = ask("al@example.org").await;
        reply.assert_problem(429, ProblemCode::RateLimited);
    }
}

#[tokio::test]
async fn nobody_mails_strangers_by_wanting_their_addresses() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let jo = confirmed(&app, &smtp, "jo@example.org").await;
    for n in 0..20 {
        jo.change_email(&format!("stranger{n}@example.org"), PASSWORD).await.expect(202);
    }

    let reply = jo.change_email("one-more@example.org", PASSWORD).await;

    reply.assert_problem(429, ProblemCode::RateLimited);
    // What they get has no words that Jo chose.
    let mail = smtp.mail_to("stranger0@example.org", "Confirm your new address");
    assert!(mail.text.starts_with("Hello,\r\n"), "{mail:?}");
}
