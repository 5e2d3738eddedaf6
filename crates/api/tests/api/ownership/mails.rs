//! Mails about who runs an event: each comes once, and its link leads to a page.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use super::given::token_of;
use crate::{
    app::TestApp,
    caller::Caller,
    confirming::confirmed,
    smtp::{Received, Smtp},
};

async fn id_of(caller: &Caller) -> String {
    caller.me().await.expect(200)["id"].as_str().unwrap().to_owned()
}

/// Each mail has a link, and there is a page where it leads, as there is a first one; but what was
/// taken back leads nowhere any more.
async fn assert_led_to_pages(app: &TestApp, mails: &[Received]) {
    let nobody = app.stranger();
    let home = nobody.get("/").await.status;
    for mail in mails {
        let links = mail.text.split_whitespace();
        let links: Vec<_> =
            links.filter_map(|it| it.strip_prefix("https://gather.example")).collect();
        assert_eq!(links.is_empty(), mail.subject.ends_with("taken back"), "{mail:?}");
        for link in links {
            let (path, _) = link.split_once('#').unwrap_or((link, ""));
            assert_eq!(nobody.get(path).await.status, home, "{path} of {}", mail.subject);
        }
    }
}

#[tokio::test]
async fn each_mail_about_who_runs_an_event_comes_once_and_leads_to_a_page() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let pia = confirmed(&app, &smtp, "pia@example.org").await;
    let zoe = confirmed(&app, &smtp, "zoe@example.org").await;
    let (pia_id, zoe_id) = (id_of(&pia).await, id_of(&zoe).await);
    let event = ada.list_event("Town fair").await;
    let place = format!("/api/events/{event}");
    let mailed =
        |email: &str| json!({ "email_restriction": email, "send_email": true, "role": "host" });
    smtp.forget();

    let made = ada.invite(&event, mailed("pia@example.org")).await.expect(201);
    smtp.mail_to("pia@example.org", "Your invitation to run “Town fair”");
    pia.answer_invite("accept", &token_of(&made)).await.expect(200);
    let made = ada.invite(&event, mailed("rosa@example.org")).await.expect(201);
    let invite = format!("{place}/invites/{}", made["invite_id"].as_str().unwrap());
    // That another server has it is noted a moment after it has it.
    while ada.get(&invite).await.expect(200)["delivery"] != "sent" {}
    assert_eq!(ada.send(Method::DELETE, &invite, Some(b"{}".to_vec())).await.status, 204);
    let asked = pia.post(&format!("{place}/cohosts"), json!({ "account_id": zoe_id })).await;
    let answer = format!("/api/invitations/{}", asked.expect(201)["id"].as_str().unwrap());
    zoe.patch(&answer, json!({ "action": "accept" })).await.expect(200);
    let transfer = json!({ "account_id": zoe_id, "keep_as": "host" });
    pia.post(&format!("{place}/transfer"), transfer).await.expect(200);
    let because = json!({ "reason": "she moved away" }).to_string().into_bytes();
    zoe.send(Method::DELETE, &format!("{place}/hosts/{pia_id}"), Some(because)).await.expect(200);
    zoe.post(&format!("{place}/leave"), json!({ "confirm": true })).await.expect(200);
    // N-5 comes with the digests.
    ada.invite(&event, json!({ "label": "For the mayor" })).await.expect(201);
    app.clock.advance(TimeDelta::days(5));
    app.catch_up().await;
    app.catch_up().await;

    let expected = [
        "ada@example.org: An invitation to run “Town fair” expires soon",
        "ada@example.org: Jo is the primary host of “Town fair” now",
        "ada@example.org: Nobody runs “Town fair”",
        "pia@example.org: Jo is a co-host of “Town fair” now",
        "pia@example.org: You are a host of “Town fair”",
        "pia@example.org: You do not run “Town fair” any more",
        "pia@example.org: Your invitation to run “Town fair”",
        "rosa@example.org: Your invitation to run “Town fair”",
        "rosa@example.org: Your invitation to run “Town fair” was taken back",
        "zoe@example.org: Jo invites you to run “Town fair”",
        "zoe@example.org: You are a co-host of “Town fair”",
        "zoe@example.org: “Town fair” is in your hands now",
    ];
    let nothing = Value::Array(Vec::new());
    while ada.get("/api/admin/outbox?status=queued").await.expect(200)["items"] != nothing {}
    let mails = smtp.mails();
    let mut seen: Vec<_> = mails.iter().map(|it| format!("{}: {}", it.to, it.subject)).collect();
    seen.sort_unstable();
    assert_eq!(seen, expected);
    assert_led_to_pages(&app, &mails).await;
}
