//! What whoever holds the link of an invite does with it.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use serde_json::{Value, json};

use super::given::token_of;
use crate::{
    accounts::jo, app::TestApp, caller::Caller, confirming::confirmed, gathering::small, smtp::Smtp,
};

const PASSWORD: &str = "correct horse";

/// Ada, who runs the server, and the link of an invite of hers to host an event that nobody runs.
async fn invited(app: &TestApp, invite: Value) -> (Caller, String, Value) {
    let ada = app.db_admin("ada@example.org").await;
    let event = ada.list_event("Town fair").await;
    let made = ada.post(&format!("/api/admin/events/{event}/invite"), invite).await.expect(201);
    (ada, event, made)
}

async fn member(app: &TestApp, name: &str) -> Caller {
    let nobody = app.stranger();
    let email = format!("{}@example.org", name.to_lowercase());
    nobody.signed_in(&nobody.sign_up(&email, name, PASSWORD).await)
}

#[tokio::test]
async fn a_stranger_signs_up_confirms_elsewhere_and_has_the_event_in_their_hands() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let event = ada.list_event("Town fair").await;
    let invite = json!({ "email_restriction": "Jo@Example.org", "send_email": true });
    let place = format!("/api/admin/events/{event}/invite");
    let made = ada.post(&place, invite).await.expect(201);
    assert_eq!((&made["role"], &made["delivery"]), (&json!("host"), &json!("queued")));
    let mail = smtp.mail_to("Jo@example.org", "Your invitation to run “Town fair”");
    let token = token_of(&made);
    assert!(mail.text.contains(&format!("https://gather.example/event-invite#{token}")));

    let nobody = app.stranger();
    let preview = nobody.answer_invite("preview", &token).await.expect(200);
    assert_eq!(preview["event"]["name"], "Town fair");
    assert_eq!(preview["outcome_if_accepted"], "primary");
    assert_eq!(preview["email_hint"], "j…@e…");
    assert_eq!(preview["viewer"]["signed_in"], false);
    let back = format!("/event-invite#{token}");
    let sign_up = json!({
        "email": "jo@example.org", "display_name": "Jo", "password": PASSWORD, "redirect": back,
    });
    nobody.post("/api/auth/signup", sign_up).await.expect(202);
    let mail = smtp.mail_to("jo@example.org", "Confirm your address");
    let carried =
        format!("&redirect=%2Fevent%2Dinvite%23{}", token.replace('_', "%5F").replace('-', "%2D"));
    assert!(mail.text.contains(&carried), "{}", mail.text);
    let jo = nobody.signed_in(&nobody.verify(&mail.token(), PASSWORD).await);
    let accepted = jo.answer_invite("accept", &token).await.expect(200);

    assert_eq!(accepted["is_primary"], true);
    assert_eq!(accepted["manage_url"], format!("/events/{event}"));
    assert_eq!(jo.hosts(&event).await, ["Jo primary host"]);
    jo.get(&format!("/api/events/{event}/overview")).await.expect(200);
    let told = smtp.mail_to("ada@example.org", "Jo is the primary host of “Town fair” now");
    assert!(told.text.contains(&format!("/events/{event}/hosts")), "{}", told.text);
    smtp.mail_to("jo@example.org", "You are a host of “Town fair”");
    let id = app.db.id(event.parse().unwrap());
    // That the mail left is noted a moment after it did.
    let audit = format!(
        "SELECT action FROM audit_entry WHERE event_id = {id} AND action <> 'invite.sent' \
         ORDER BY id"
    );
    assert_eq!(
        app.db.texts(&audit).await,
        [
            "list_event",
            "invite.created",
            "invite.opened",
            "invite.accepted",
            "membership.accepted",
            "primary.set"
        ]
    );
}

#[tokio::test]
async fn an_invite_for_an_address_lets_nobody_else_in_and_nobody_who_has_not_confirmed_it() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let event = ada.list_event("Town fair").await;
    let made = ada.invite(&event, json!({ "email_restriction": "jo@example.org" })).await;
    let token = token_of(&made.expect(201));
    let al = confirmed(&app, &smtp, "al@example.org").await;
    let jo = confirmed(&app, &smtp, "jo@example.org").await;

    let refused = al.answer_invite("accept", &token).await;
    refused.assert_problem(403, ProblemCode::EmailMismatch);
    assert_eq!(refused.body["context"]["email_hint"], "j…@e…");
    assert!(!refused.text.contains("jo@"), "{refused:?}");
    let preview = al.answer_invite("preview", &token).await.expect(200);
    assert_eq!(preview["blocked_code"], "email_mismatch");
    app.db.execute("UPDATE account SET email_verified_at = NULL").await;
    let unverified = jo.answer_invite("accept", &token).await;
    unverified.assert_problem(403, ProblemCode::EmailUnverified);
    let preview = jo.answer_invite("preview", &token).await.expect(200);
    assert_eq!(preview["blocked_code"], "email_unverified");
    assert_eq!(preview["viewer"]["email_matches"], true);
}

#[tokio::test]
async fn where_no_mail_leaves_the_same_address_is_enough_and_whoever_invites_is_told() {
    let app = TestApp::spawn().await;
    let (ada, event, made) = invited(&app, json!({ "email_restriction": "jo@example.org" })).await;
    assert_eq!(made["warnings"][0]["code"], "restriction_unverified");
    let jo = jo(&app).await;

    let open = ada.invite(&event, json!({})).await.expect(201);

    jo.answer_invite("accept", &token_of(&made)).await.expect(200);
    assert_eq!(jo.hosts(&event).await, ["Jo primary host"]);
    member(&app, "Al").await.answer_invite("accept", &token_of(&open)).await.expect(200);

    let flags = async |path: String| {
        let page = ada.get(&path).await.expect(200);
        let flag = |it: &Value| it["matched_unverified"].as_bool().unwrap();
        page["items"].as_array().unwrap().iter().map(flag).collect::<Vec<_>>()
    };
    for path in [format!("/api/events/{event}/invites"), "/api/admin/invites".to_owned()] {
        assert_eq!(flags(path).await, [false, true], "one that anybody may accept matches nobody");
    }
    let audit = ada.get("/api/admin/ownership/audit?action=invite.accepted").await.expect(200);
    let details = |at: usize| &audit["items"][at]["entry"]["details"];
    assert_eq!((details(0), &details(1)["matched_unverified"]), (&json!({}), &json!("true")));
}

#[tokio::test]
async fn who_has_confirmed_the_address_of_an_invite_is_not_pointed_at() {
    let app = TestApp::spawn().await;
    let (ada, event, made) = invited(&app, json!({ "email_restriction": "jo@example.org" })).await;
    let jo = jo(&app).await;
    let id = jo.me().await.expect(200)["id"].as_str().unwrap().to_owned();
    let path = format!("/api/admin/accounts/{id}/verify");
    ada.send(reqwest::Method::POST, &path, None).await.expect(200);

    jo.answer_invite("accept", &token_of(&made)).await.expect(200);

    let listed = ada.get(&format!("/api/events/{event}/invites")).await.expect(200);
    assert_eq!(listed["items"][0]["matched_unverified"], false);
}

#[tokio::test]
async fn what_became_of_an_invite_is_told_to_whoever_holds_its_link() {
    let app = TestApp::spawn().await;
    let (ada, event, made) = invited(&app, json!({})).await;
    let (jo, al) = (jo(&app).await, member(&app, "Al").await);
    let place = format!("/api/events/{event}/invites/{}", made["invite_id"].as_str().unwrap());
    let token = token_of(&made);
    let answers = async |caller: &Caller, status, code| {
        caller.answer_invite("accept", &token).await.assert_problem(status, code);
        let preview = caller.answer_invite("preview", &token).await.expect(200);
        assert_eq!(preview["blocked_code"], json!(code));
        assert_eq!((&preview["valid"], &preview["event"]), (&json!(false), &Value::Null));
    };

    ada.send(reqwest::Method::DELETE, &place, Some(b"{}".to_vec())).await.expect(204);
    answers(&jo, 410, ProblemCode::InviteRevoked).await;
    app.clock.advance(TimeDelta::minutes(2));
    let newer = ada.post(&format!("{place}/resend"), json!({})).await.expect(200);
    for what in ["preview", "accept", "decline"] {
        let old = jo.answer_invite(what, &token).await;
        old.assert_problem(410, ProblemCode::InviteRevoked);
    }
    let token = token_of(&newer);
    jo.answer_invite("accept", &token).await.expect(200);
    let again = jo.answer_invite("accept", &token).await;
    again.assert_problem(409, ProblemCode::AlreadyHost);
    assert_eq!(again.body["context"]["event_id"], event);
    assert_eq!(again.body["context"]["manage_url"], format!("/events/{event}"));
    let late = al.answer_invite("accept", &token).await;
    late.assert_problem(409, ProblemCode::InviteAlreadyAccepted);
    // Whoever runs it already is led there; whoever does not learns nothing of it.
    let again = jo.answer_invite("preview", &token).await.expect(200);
    assert_eq!(again["viewer"]["event_id"], event);
    assert_eq!(again["event"]["name"], "Town fair");
    let late = al.answer_invite("preview", &token).await.expect(200);
    assert_eq!((&late["viewer"]["event_id"], &late["event"]), (&Value::Null, &Value::Null));
    let resent = ada.post(&format!("{place}/resend"), json!({})).await;
    resent.assert_problem(409, ProblemCode::InviteAlreadyAccepted);
}

#[tokio::test]
async fn at_the_instant_at_which_it_expires_it_does_not_work_and_a_new_link_is_asked_for_once_a_day()
 {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let event = ada.list_event("Town fair").await;
    let made = ada.invite(&event, json!({ "expires_in_days": 1, "role": "host" })).await;
    let token = token_of(&made.expect(201));
    let nobody = app.stranger();
    let early = nobody.answer_invite("request-new", &token).await;
    early.assert_problem(409, ProblemCode::InviteStillOpen);

    app.clock.advance(TimeDelta::days(1));
    let preview = nobody.answer_invite("preview", &token).await.expect(200);
    assert_eq!(preview["blocked_code"], "invite_expired");
    nobody.answer_invite("request-new", &token).await.expect(204);
    smtp.mail_to("ada@example.org", "Somebody needs a new invitation to “Town fair”");
    let again = nobody.answer_invite("request-new", &token).await;
    again.assert_problem(429, ProblemCode::RateLimited);
    app.clock.advance(TimeDelta::days(1));
    nobody.answer_invite("request-new", &token).await.expect(204);
}

#[tokio::test]
async fn an_unknown_secret_a_malformed_one_and_that_of_a_deleted_event_are_told_apart_by_nobody_else()
 {
    let app = TestApp::spawn().await;
    let (ada, event, made) = invited(&app, json!({})).await;
    let jo = jo(&app).await;
    for what in ["preview", "accept", "decline", "request-new"] {
        app.clock.advance(TimeDelta::minutes(1)); // Five answers a minute are each account's.
        let unknown = jo.answer_invite(what, &format!("gth_inv_{}", "A".repeat(43))).await;
        unknown.assert_problem(404, ProblemCode::InviteNotFound);
        for text in ["nonsense", "gth_inv_", &format!("gth_ver_{}", "A".repeat(43))] {
            let malformed = jo.answer_invite(what, text).await;
            assert_eq!(malformed.text, unknown.text, "{what} {text}");
        }
        app.clock.advance(TimeDelta::minutes(1));
        let none = jo.answer_invite(what, "").await;
        none.assert_problem(400, ProblemCode::TokenRequired);
        let path = format!("/api/event-invites/{what}");
        jo.post(&path, json!({})).await.assert_problem(400, ProblemCode::TokenRequired);
    }

    let path = format!("/api/events/{event}");
    ada.send(reqwest::Method::DELETE, &path, None).await.expect(204);
    let gone = jo.answer_invite("accept", &token_of(&made)).await;
    gone.assert_problem(404, ProblemCode::EventNotFound);
}

#[tokio::test]
async fn whom_an_invite_is_for_may_say_no_and_one_for_anybody_stays_as_it_is() {
    let app = TestApp::spawn().await;
    let (ada, event, made) = invited(&app, json!({ "email_restriction": "jo@example.org" })).await;
    let (jo, al) = (jo(&app).await, member(&app, "Al").await);
    let token = token_of(&made);
    let path = "/api/event-invites/decline";

    let other = al.answer_invite("decline", &token).await;
    other.assert_problem(403, ProblemCode::EmailMismatch);
    jo.post(path, json!({ "token": token, "reason": "too far" })).await.expect(204);
    jo.answer_invite("accept", &token).await.assert_problem(410, ProblemCode::InviteDeclined);
    let invites = ada.get(&format!("/api/events/{event}/invites")).await.expect(200);
    assert_eq!(invites["items"][0]["status"], "declined");
    let why = "SELECT details FROM audit_entry WHERE action = 'invite.declined'";
    assert_eq!(app.db.texts(why).await, [r#"{"reason":"too far"}"#]);

    let open = token_of(&ada.invite(&event, json!({ "role": "host" })).await.expect(201));
    al.answer_invite("decline", &open).await.expect(204);
    al.answer_invite("accept", &open).await.expect(200);
}

#[tokio::test]
async fn the_same_acceptance_sent_again_gets_the_first_answer() {
    let app = TestApp::spawn().await;
    let (_, _, made) = invited(&app, json!({})).await;
    let jo = jo(&app).await.with("idempotency-key", "one-visit");
    let token = token_of(&made);

    let first = jo.answer_invite("accept", &token).await;
    let again = jo.answer_invite("accept", &token).await;

    assert_eq!((first.status, &first.text), (200, &again.text), "{again:?}");
    assert_eq!(app.db.count("audit_entry WHERE action = 'invite.accepted'").await, 1);
    let other = jo.answer_invite("accept", &format!("gth_inv_{}", "A".repeat(43))).await;
    assert_eq!(other.status, 404, "{other:?}");
}

#[tokio::test]
async fn whoever_made_an_invite_does_not_accept_it_unless_they_run_the_server() {
    let app = TestApp::spawn().await;
    let (ada, event, made) = invited(&app, json!({})).await;
    let jo = jo(&app).await;
    jo.answer_invite("accept", &token_of(&made)).await.expect(200);
    let own = token_of(&jo.invite(&event, json!({ "role": "cohost" })).await.expect(201));

    let refused = jo.answer_invite("accept", &own).await;
    refused.assert_problem(409, ProblemCode::SelfInvite);
    let hers = token_of(&ada.invite(&event, json!({ "role": "host" })).await.expect(201));
    ada.answer_invite("accept", &hers).await.expect(200);
    assert_eq!(jo.hosts(&event).await, ["Jo primary host", "Ada host"]);
}

#[tokio::test]
async fn a_cohost_who_accepts_to_host_is_upgraded_and_keeps_their_link() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let host = app.db_host_session(&party).await;
    let event = party.id().to_string();
    let jo = jo(&app).await;
    let invite = async |role: &str| {
        let made = host.invite(&event, json!({ "role": role })).await.expect(201);
        token_of(&made)
    };
    let scopes = "SELECT scope FROM access_token \
                  JOIN person ON person.id = access_token.person_id WHERE person.name = 'Jo'";

    jo.answer_invite("accept", &invite("cohost").await).await.expect(200);
    assert_eq!(app.db.texts(scopes).await, ["host"], "who runs a plan that is out has a link");
    let before = app.db.dump().await["access_token"].clone();
    let lower = jo.answer_invite("accept", &invite("cohost").await).await;
    lower.assert_problem(409, ProblemCode::AlreadyHost);
    let upgraded = jo.answer_invite("accept", &invite("host").await).await.expect(200);

    assert_eq!(upgraded["upgraded"], true);
    assert_eq!(upgraded["is_primary"], false);
    let after = &app.db.dump().await["access_token"];
    assert_eq!(*after, before, "nothing about the links has changed");
    assert_eq!(jo.hosts(&event).await, ["Hana primary host", "Jo host"]);
}
