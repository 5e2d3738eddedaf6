//! Mails that did not leave, and what an admin does about them.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::json;

use crate::{accounts::jo, app::TestApp, caller::Caller, reply::Reply, smtp::Smtp};

impl TestApp {
    /// A mail to somebody who forgot their password, held: its id.
    pub async fn held_mail(&self, admin: &Caller, to: &str) -> String {
        self.stranger().forget(to).await.expect(202);
        let held = admin.get("/api/admin/outbox?status=held&limit=1").await.expect(200);
        assert_eq!(held["items"][0]["to"], to);
        held["items"][0]["id"].as_str().unwrap().to_owned()
    }
}

async fn act(admin: &Caller, mail: &str, what: &str) -> Reply {
    admin.send(Method::POST, &format!("/api/admin/outbox/{mail}/{what}"), None).await
}

/// What is remembered of mails, oldest first.
async fn remembered(app: &TestApp) -> Vec<String> {
    let entry =
        "actor_name || ' ' || action || ' ' || target_type || ' ' || target_name || details";
    let sql = format!("SELECT {entry} FROM audit_entry WHERE action LIKE 'outbox.%' ORDER BY id");
    app.db.texts(&sql).await
}

#[tokio::test]
async fn a_held_mail_is_read_with_its_link_and_passed_on_by_hand() {
    let app = TestApp::spawn().await;
    jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let mail = app.held_mail(&admin, "jo@example.org").await;

    let opened = act(&admin, &mail, "open").await;

    assert_eq!(opened.header("cache-control"), "no-store");
    assert_eq!(opened.body["mail"]["status"], "held");
    assert!(opened.body["subject"].as_str().unwrap().contains("password"), "{opened:?}");
    let text = opened.body["text"].as_str().unwrap();
    let link = text.lines().find_map(|it| it.strip_prefix("https://gather.example/reset#"));
    let passed = act(&admin, &mail, "passed-on").await.expect(200);
    assert_eq!((&passed["id"], &passed["status"]), (&json!(mail), &json!("sent")));
    assert_eq!(app.db.count("email_outbox WHERE payload_sealed IS NOT NULL").await, 0);
    for what in ["open", "passed-on"] {
        act(&admin, &mail, what).await.assert_problem(409, ProblemCode::MailSettled);
    }
    assert_eq!(app.stranger().reset(link.unwrap(), "another horse").await.status, 204);
    assert_eq!(
        remembered(&app).await,
        ["Ada outbox.opened mail reset_password{}", "Ada outbox.passed_on mail reset_password{}",]
    );
}

#[tokio::test]
async fn where_no_mail_leaves_none_is_retried_and_nothing_is_remembered() {
    let app = TestApp::spawn().await;
    jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let mail = app.held_mail(&admin, "jo@example.org").await;

    let reply = act(&admin, &mail, "retry").await;

    reply.assert_problem(409, ProblemCode::MailUnavailable);
    assert_eq!(remembered(&app).await, Vec::<String>::new());
    assert_eq!(app.db.count("email_outbox WHERE status = 'held'").await, 1);
}

#[tokio::test]
async fn a_mail_that_failed_is_tried_anew_as_if_it_had_never_been() {
    let smtp = Smtp::start();
    let app = TestApp::spawn().await;
    jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let mail = app.held_mail(&admin, "jo@example.org").await;
    let failed = "UPDATE email_outbox SET status = 'failed', attempts = 8, \
                  last_error_code = 'smtp_451'";
    app.db.execute(failed).await;
    let mailing = app.mailing_beside(&smtp).await;

    let queued = act(&mailing.serve(&admin), &mail, "retry").await.expect(200);

    assert_eq!((&queued["status"], &queued["attempts"]), (&json!("queued"), &json!(0)));
    assert_eq!(queued["last_error"], json!(null));
    let sent = smtp.mail_to("jo@example.org", "Choose a new password");
    assert_eq!(app.stranger().reset(&sent.token(), "another horse").await.status, 204);
    assert_eq!(remembered(&app).await, ["Ada outbox.retried mail reset_password{}"]);
    drop(mailing);
}

#[tokio::test]
async fn nothing_is_done_about_a_mail_that_is_of_no_more_use_or_is_none() {
    let app = TestApp::spawn().await;
    jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let mail = app.held_mail(&admin, "jo@example.org").await;

    for what in ["open", "retry", "passed-on"] {
        let unknown = act(&admin, &"0".repeat(32), what).await;
        unknown.assert_problem(404, ProblemCode::MailNotFound);
        act(&admin, "none", what).await.assert_problem(400, ProblemCode::MalformedPath);
    }
    app.db.execute("UPDATE email_outbox SET status = 'queued'").await;
    act(&admin, &mail, "open").await.assert_problem(409, ProblemCode::MailSettled);
    app.db.execute("UPDATE email_outbox SET status = 'failed'").await;
    assert_eq!(act(&admin, &mail, "open").await.status, 200);
    // Its link does not work any more, and the job that erases it has not come yet.
    app.clock.advance(TimeDelta::hours(1));
    for what in ["open", "retry", "passed-on"] {
        act(&admin, &mail, what).await.assert_problem(409, ProblemCode::MailSettled);
    }
}

#[tokio::test]
async fn a_mail_of_another_server_key_cannot_be_read_but_put_away() {
    let app = TestApp::spawn().await;
    jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let mail = app.held_mail(&admin, "jo@example.org").await;
    let other = "UPDATE email_outbox SET payload_sealed = ";
    let sealed = match std::env::var_os("GATHER_TEST_POSTGRES") {
        Some(_) => r"'\x01'::bytea",
        None => "x'01'",
    };
    app.db.execute(&format!("{other}{sealed}")).await;

    act(&admin, &mail, "open").await.assert_problem(409, ProblemCode::MailUnreadable);

    assert_eq!(act(&admin, &mail, "passed-on").await.status, 200);
}

#[tokio::test]
async fn of_two_admins_who_pass_a_mail_on_at_once_one_does() {
    let app = TestApp::spawn().await;
    jo(&app).await;
    let (a, b) = (app.db_admin("a@example.org").await, app.db_admin("b@example.org").await);
    let mail = app.held_mail(&a, "jo@example.org").await;

    let (one, two) = tokio::join!(act(&a, &mail, "passed-on"), act(&b, &mail, "passed-on"));

    let mut outcomes = [one.status, two.status];
    outcomes.sort_unstable();
    assert_eq!(outcomes, [200, 409]);
    assert_eq!(remembered(&app).await.len(), 1);
}
