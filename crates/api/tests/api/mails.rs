//! Mails: none is lost, and none is sent twice knowingly.

use std::net::TcpListener;

use chrono::TimeDelta;
use gather_api::keys;
use gather_domain::{clock::Clock as _, mail::LEASE};
use gather_wire::ProblemCode;
use serde_json::json;

use crate::{
    app::{MAIL_FROM, TestApp},
    caller::Caller,
    database::{Database, Place},
    process::{Gather, Serving},
    smtp::Smtp,
};

const PASSWORD: &str = "correct horse";
const CONFIRM: &str = "Confirm your address";

/// How the mails in the database fare, oldest first.
async fn fates(db: &Database) -> Vec<String> {
    db.texts("SELECT status || ' ' || coalesce(last_error_code, '-') FROM email_outbox ORDER BY id")
        .await
}

/// Asks until the mails in the database fare so.
async fn wait_for_fates(app: &TestApp, expected: &[&str]) {
    for _ in 0..3_000 {
        let fates = fates(&app.db).await;
        if fates == expected {
            return;
        }
        // To ask the server takes a moment, too.
        app.stranger().get("/livez").await;
    }
    assert_eq!(fates(&app.db).await, expected);
}

#[tokio::test]
async fn a_mail_is_sent_after_the_change_that_it_tells_of_and_what_it_said_is_erased() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;

    app.stranger().sign_up("Jo@Example.org", "Jo <b>", PASSWORD).await.expect(202);

    let mail = smtp.mail_to("Jo@example.org", CONFIRM);
    assert_eq!(mail.from, "gather@gather.example");
    assert!(mail.token().starts_with("gth_ver_"), "{mail:?}");
    assert!(mail.text.contains("https://gather.example/verify#gth_ver_"), "{mail:?}");
    assert!(mail.text.starts_with("Hello,"), "{mail:?}");
    assert!(mail.html.contains("<p>Hello,</p>"), "{mail:?}");
    assert!(mail.id.ends_with("@gather.example"), "{mail:?}");
    for header in ["Auto-Submitted: auto-generated", "From: Gather <gather@gather.example>"] {
        assert!(mail.raw.contains(header), "{mail:?}");
    }
    wait_for_fates(&app, &["sent -"]).await;
    assert_eq!(app.db.count("email_outbox WHERE payload_sealed IS NULL").await, 1);
}

#[tokio::test]
async fn what_a_mail_says_lies_sealed_in_the_database() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Josephine", PASSWORD).await.expect(201);

    let reply = nobody.forget("jo@example.org").await.expect(202);

    assert_eq!(reply, json!({ "mail_works": false }));
    assert_eq!(fates(&app.db).await, ["held -"]);
    let outbox = format!("{:?}", app.db.dump().await["email_outbox"]);
    assert!(outbox.contains("reset_password") && outbox.contains("jo@example.org"), "{outbox}");
    assert!(!outbox.contains("Josephine") && !outbox.contains("gth_"), "{outbox}");
    let sealed = "SELECT CAST(length(payload_sealed) AS TEXT) FROM email_outbox";
    assert!(app.db.texts(sealed).await[0].parse::<usize>().unwrap() > 100);
}

#[tokio::test]
async fn a_server_that_is_away_or_busy_is_tried_again_with_growing_pauses() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    smtp.answer(|_| Some(451));
    app.stranger().sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    wait_for_fates(&app, &["queued smtp_451"]).await;

    let attempts = || app.db.texts("SELECT CAST(attempts AS TEXT) FROM email_outbox");
    for (tried, pause) in [("2", 1), ("3", 5), ("4", 30)] {
        app.clock.advance(TimeDelta::minutes(pause) - TimeDelta::seconds(1));
        app.mail.announce();
        app.stranger().get("/livez").await;
        assert_ne!(attempts().await, [tried], "too early");
        app.clock.advance(TimeDelta::seconds(1));
        app.mail.announce();
        while attempts().await != [tried] {
            app.stranger().get("/livez").await;
        }
        wait_for_the_next_attempt(&app).await;
    }
    smtp.answer(|_| None);
    app.clock.advance(TimeDelta::hours(2));
    app.mail.announce();

    smtp.mail_to("jo@example.org", CONFIRM);
    wait_for_fates(&app, &["sent smtp_451"]).await;
    assert_eq!(smtp.mails().len(), 1);
}

/// Asks until the mail is given back: the next attempt is then not where a lease ends.
async fn wait_for_the_next_attempt(app: &TestApp) {
    let lease = app.clock.now() + LEASE;
    while app.db.instant("SELECT next_attempt_at FROM email_outbox").await == lease {
        app.stranger().get("/livez").await;
    }
}

#[tokio::test]
async fn what_another_server_refuses_for_good_is_given_up_and_kept_for_an_admin() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    smtp.answer(|to| (to == "jo@example.org").then_some(550));
    let nobody = app.stranger();

    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    nobody.sign_up("al@example.org", "Al", PASSWORD).await.expect(202);

    smtp.mail_to("al@example.org", CONFIRM);
    wait_for_fates(&app, &["failed smtp_550", "sent -"]).await;
    assert_eq!(app.db.count("email_outbox WHERE payload_sealed IS NOT NULL").await, 1);
    // Once its link does not work any more it is of no use to anybody.
    app.clock.advance(TimeDelta::hours(48));
    let other = app.beside().await;
    wait_for_fates(&app, &["cancelled smtp_550", "sent -"]).await;
    drop(other);
}

#[tokio::test]
async fn a_link_that_was_replaced_is_not_mailed_any_more() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    smtp.answer(|_| Some(451));
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    wait_for_fates(&app, &["queued smtp_451"]).await;

    smtp.answer(|_| None);
    nobody.resend("jo@example.org").await.expect(202);

    let mail = smtp.mail_to("jo@example.org", CONFIRM);
    wait_for_fates(&app, &["cancelled smtp_451", "sent -"]).await;
    nobody.verify(&mail.token(), PASSWORD).await.expect(200);
}

#[tokio::test]
async fn what_cannot_be_noted_as_sent_is_noted_later_and_not_sent_again() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    smtp.fall_silent();
    app.stranger().sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    smtp.wait_for_a_waiting_sender();

    app.db.execute("ALTER TABLE email_outbox RENAME COLUMN purged_at TO elsewhere").await;
    smtp.speak();
    smtp.wait_for(1);
    // The lease is over: nobody knows that the mail was sent but who sent it.
    app.clock.advance(TimeDelta::minutes(6));
    app.mail.announce();
    app.stranger().get("/livez").await;
    app.db.execute("ALTER TABLE email_outbox RENAME COLUMN elsewhere TO purged_at").await;
    app.mail.announce();

    wait_for_fates(&app, &["sent -"]).await;
    assert_eq!(smtp.mails().len(), 1);
}

#[tokio::test]
async fn of_two_processes_one_sends_a_mail() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let other = app.beside().await;
    let nobody = app.stranger();

    for n in 0..5 {
        nobody.sign_up(&format!("jo{n}@example.org"), "Jo", PASSWORD).await.expect(202);
    }

    wait_for_fates(&app, &["sent -"; 5]).await;
    drop(other);
    let mut to: Vec<_> = smtp.mails().into_iter().map(|it| it.to).collect();
    to.sort_unstable();
    assert_eq!(to, [0, 1, 2, 3, 4].map(|n| format!("jo{n}@example.org")));
}

#[tokio::test]
async fn a_change_that_is_taken_back_mails_nobody() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    let token = smtp.mail_to("jo@example.org", CONFIRM).token();
    let jo = nobody.signed_in(&nobody.verify(&token, PASSWORD).await);
    app.db.execute("ALTER TABLE session RENAME COLUMN ua_class TO elsewhere").await;

    let reply = jo.change_password(PASSWORD, "another horse").await;

    assert_eq!(reply.status, 500, "{reply:?}");
    assert_eq!(app.db.count("email_outbox").await, 1);
}

/// A server of a process of its own, which is killed and started again.
struct Killed {
    gather: Gather,
    database: Database,
}

fn mailing_by(smtp: String) -> Vec<(&'static str, String)> {
    vec![("GATHER_SMTP_URL", smtp), ("GATHER_MAIL_FROM", MAIL_FROM.to_owned())]
}

impl Killed {
    async fn by(smtp: String) -> Self {
        let (key, place) = (keys::generate().to_text(), Place::migrated().await);
        let database = Database::open(&place).await;
        Self { gather: Gather { place, key, log: "info", told: mailing_by(smtp) }, database }
    }

    fn start(&self) -> (Serving, Caller) {
        let serving = Serving::start(&self.gather);
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let nobody = Caller::stranger(client, format!("http://{}", serving.address));
        (serving, nobody)
    }

    /// The time that a lease takes is over.
    async fn db_let_leases_run_out(&self) {
        let now = "UPDATE email_outbox SET next_attempt_at = created_at WHERE status = 'queued'";
        self.database.execute(now).await;
    }

    async fn end(self) {
        drop(self.database);
        self.gather.place.remove().await;
    }
}

#[tokio::test]
async fn a_server_that_dies_between_the_change_and_the_mail_loses_none() {
    // Nobody takes a mail yet: it is written down, and cannot have left.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let killed = Killed::by(format!("smtp://{}", listener.local_addr().unwrap())).await;
    let (serving, nobody) = killed.start();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    serving.stop();
    killed.db_let_leases_run_out().await;

    let smtp = Smtp::at(&listener);
    let (serving, nobody) = killed.start();

    let mail = smtp.mail_to("jo@example.org", CONFIRM);
    nobody.verify(&mail.token(), PASSWORD).await.expect(200);
    assert_eq!(smtp.mails().len(), 1);
    drop(serving);
    killed.end().await;
}

#[tokio::test]
async fn a_server_that_dies_with_a_mail_in_hand_leaves_it_to_whoever_comes_after_the_lease() {
    let smtp = Smtp::start();
    let killed = Killed::by(smtp.url()).await;
    smtp.fall_silent();
    let (serving, nobody) = killed.start();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    smtp.wait_for_a_waiting_sender();
    serving.stop();
    smtp.speak();
    // The other server took it. Nobody here knows, so it is sent once more: with the same id.
    smtp.wait_for(1);
    let (serving, nobody) = killed.start();
    nobody.forget("jo@example.org").await.expect(202);
    smtp.mail_to("jo@example.org", "Choose a new password");
    assert_eq!(smtp.mails().len(), 2, "nobody takes what is leased");
    serving.stop();

    killed.db_let_leases_run_out().await;
    let (serving, _) = killed.start();
    let mails = smtp.wait_for(3);

    assert_eq!((&mails[0].subject, &mails[0].id), (&mails[2].subject, &mails[2].id));
    drop(serving);
    killed.end().await;
}

#[tokio::test]
async fn a_server_that_ends_sends_the_mail_in_hand_first() {
    let smtp = Smtp::start();
    let killed = Killed::by(smtp.url()).await;
    smtp.fall_silent();
    let (mut serving, nobody) = killed.start();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    smtp.wait_for_a_waiting_sender();

    serving.signal("-TERM");
    while nobody.is_answered().await {
        tokio::task::yield_now().await;
    }
    smtp.speak();

    assert!(serving.ended_well());
    assert_eq!(fates(&killed.database).await, ["sent -"]);
    assert_eq!(smtp.mails().len(), 1);
    killed.end().await;
}

#[tokio::test]
async fn a_mail_that_was_sealed_with_another_key_is_given_up() {
    let smtp = Smtp::start();
    let mut killed = Killed::by("smtp://127.0.0.1:1".to_owned()).await;
    let (serving, nobody) = killed.start();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(202);
    serving.stop();
    killed.db_let_leases_run_out().await;
    killed.gather.key = keys::generate().to_text();
    killed.gather.told = mailing_by(smtp.url());

    let (serving, nobody) = killed.start();
    nobody.sign_up("al@example.org", "Al", PASSWORD).await.expect(202);
    smtp.mail_to("al@example.org", CONFIRM);

    assert_eq!(fates(&killed.database).await[0], "failed sealed_with_another_key");
    nobody.verify("gth_ver_", PASSWORD).await.assert_problem(410, ProblemCode::AccountLinkInvalid);
    drop(serving);
    killed.end().await;
}
