//! What somebody handed out ends with their authority to, and nothing is born after it.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{given::token_of, hosts::Run};
use crate::{
    app::TestApp, caller::Caller, confirming::confirmed, gathering::small_with, reply::Reply,
    smtp::Smtp,
};

const PASSWORD: &str = "correct horse";

pub(super) async fn run(app: &TestApp) -> Run {
    Run::by(app, &[("Pia", "host"), ("Hugo", "host"), ("Cleo", "cohost")]).await
}

pub(super) async fn member(app: &TestApp, name: &str) -> (Caller, String) {
    let nobody = app.stranger();
    let joined = nobody.sign_up(&format!("{name}@example.org"), name, PASSWORD).await;
    (nobody.signed_in(&joined), joined.body["id"].as_str().unwrap().to_owned())
}

async fn treat(admin: &Caller, id: &str, how: &str) -> Reply {
    let path = format!("/api/admin/accounts/{id}/{how}");
    admin.post(&path, json!({ "reason": "rogue" })).await
}

async fn told(caller: &Caller) -> Vec<Value> {
    let page = caller.get("/api/notifications").await.expect(200);
    page["items"].as_array().unwrap().iter().map(|it| it["type"].clone()).collect()
}

fn id_of(made: &Value) -> &str {
    made["invite_id"].as_str().unwrap()
}

#[tokio::test]
async fn whoever_gives_an_invite_a_new_link_answers_for_it() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let [(pia, _), (hugo, _), (cleo, _)] = run.people.as_slice() else { unreachable!() };
    let made = cleo.post(&run.path("invites"), json!({})).await.expect(201);
    app.clock.advance(TimeDelta::minutes(2));
    let resend = run.path(&format!("invites/{}/resend", id_of(&made)));
    let renewed = pia.post(&resend, json!({})).await.expect(200);

    run.remove(&run.ada, 0, json!({ "reason": "fraud" })).await.expect(200);

    let back = pia.answer_invite("accept", &token_of(&renewed)).await;
    back.assert_problem(410, ProblemCode::InviteRevoked);
    let listed = hugo.get(&run.path("invites")).await.expect(200);
    assert_eq!(listed["items"][0]["revoked_reason"], "creator_left");
    let taken_back = "SELECT actor_name FROM audit_entry WHERE action = 'invite.revoked'";
    assert_eq!(app.db.texts(taken_back).await, ["Ada"]);
}

#[tokio::test]
async fn who_runs_nothing_any_more_is_not_told_of_it_and_whoever_does_is() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let bea = app.db_admin("bea@example.org").await;
    let made = bea.invite(&run.event, json!({ "role": "cohost" })).await.expect(201);
    let late = bea.invite(&run.event, json!({ "expires_in_days": 1 })).await.expect(201);
    app.db.execute("UPDATE account SET role = 'member' WHERE email_norm LIKE 'bea%'").await;
    let (dora, _) = member(&app, "Dora").await;

    dora.answer_invite("accept", &token_of(&made)).await.expect(200);
    app.clock.advance(TimeDelta::days(1));
    let asked = app.stranger().answer_invite("request-new", &token_of(&late)).await;
    assert_eq!(asked.status, 204, "{asked:?}");

    assert_eq!(told(&bea).await, Vec::<Value>::new());
    let pia = told(&run.people[0].0).await;
    assert_eq!(&pia[..2], ["invite_wanted", "invite_accepted"], "it is in her hands");
}

#[tokio::test]
async fn with_an_admin_who_is_suspended_or_deleted_their_invites_end() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let event = ada.list_event("Town fair").await;
    let (jo, _) = member(&app, "Jo").await;
    for how in ["suspend", "delete"] {
        let bea = app.db_admin(&format!("{how}@example.org")).await;
        let id = bea.me().await.expect(200)["id"].as_str().unwrap().to_owned();
        let open = bea.invite(&event, json!({ "role": "host" })).await.expect(201);
        let expired = bea.invite(&event, json!({ "expires_in_days": 1 })).await.expect(201);
        app.clock.advance(TimeDelta::days(2));
        if how == "suspend" {
            treat(&ada, &id, how).await.expect(200);
        } else {
            let path = format!("/api/admin/accounts/{id}");
            let because = json!({ "reason": "rogue" }).to_string().into_bytes();
            assert_eq!(ada.send(Method::DELETE, &path, Some(because)).await.status, 204);
        }
        for made in [open, expired] {
            let gone = jo.answer_invite("accept", &token_of(&made)).await;
            gone.assert_problem(410, ProblemCode::InviteRevoked);
        }
    }
}

#[tokio::test]
async fn nobody_is_handed_an_event_who_is_kept_out() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host"), ("Cleo", "cohost"), ("Kim", "cohost")]).await;
    let pia = &run.people[0].0;
    treat(&run.ada, &run.people[1].1, "suspend").await.expect(200);
    for refused in [run.transfer(pia, 1, "cohost").await, run.turn(pia, 1, "promote").await] {
        refused.assert_problem(409, ProblemCode::AccountClosed);
    }

    run.leave(0).await.expect(200);
    assert_eq!(run.hosts().await, ["Kim primary host", "Cleo cohost"]);
    let left = run.leave(2).await.expect(200);
    assert_eq!(left["promoted_account_id"], Value::Null);
    assert_eq!(run.hosts().await, ["Cleo cohost"]);
}

#[tokio::test]
async fn while_somebody_is_kept_out_their_host_link_is_too() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small_with("confirming", &[])).await;
    let host = app.db_host_session(&party).await;
    let id = host.me().await.expect(200)["id"].as_str().unwrap().to_owned();
    let ada = app.db_admin("ada@example.org").await;
    party.host().look().await.expect(200);

    treat(&ada, &id, "suspend").await.expect(200);
    party.host().look().await.assert_problem(401, ProblemCode::LinkUnknown);
    treat(&ada, &id, "restore").await.expect(200);
    party.host().look().await.expect(200);
}

#[tokio::test]
async fn an_invitation_is_accepted_or_withdrawn_and_never_both() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    for round in 0..10 {
        app.clock.advance(TimeDelta::hours(1));
        let event = ada.list_event(&format!("Fair {round}")).await;
        let (hugo, hugos) = member(&app, &format!("hugo{round}")).await;
        let (yara, yaras) = member(&app, &format!("yara{round}")).await;
        let made = ada.invite(&event, json!({ "role": "host" })).await.expect(201);
        hugo.answer_invite("accept", &token_of(&made)).await.expect(200);
        let path = format!("/api/events/{event}/cohosts");
        let asked = hugo.post(&path, json!({ "account_id": yaras })).await.expect(201);
        let path = format!("/api/invitations/{}", asked["id"].as_str().unwrap());

        let (accepted, suspended) = tokio::join!(
            yara.patch(&path, json!({ "action": "accept" })),
            treat(&ada, &hugos, "suspend"),
        );

        suspended.expect(200);
        let runs_it = ada.hosts(&event).await.iter().any(|it| it.contains("yara"));
        let withdrawn = told(&yara).await.contains(&json!("invitation_withdrawn"));
        assert!(matches!(accepted.status, 200 | 410), "{accepted:?}");
        assert_eq!(
            (runs_it, withdrawn),
            (accepted.status == 200, accepted.status == 410),
            "{accepted:?}"
        );
    }
}

#[tokio::test]
async fn whoever_is_suspended_meanwhile_invites_nobody() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    for round in 0..10 {
        app.clock.advance(TimeDelta::hours(1));
        let event = ada.list_event(&format!("Fair {round}")).await;
        let bea = app.db_admin(&format!("bea{round}@example.org")).await;
        let beas = bea.me().await.expect(200)["id"].as_str().unwrap().to_owned();
        let (_, yaras) = member(&app, &format!("yara{round}")).await;
        let path = format!("/api/events/{event}/cohosts");

        let (invited, made, suspended) = tokio::join!(
            bea.post(&path, json!({ "account_id": yaras })),
            bea.invite(&event, json!({})),
            treat(&ada, &beas, "suspend"),
        );

        suspended.expect(200);
        assert!(matches!(invited.status, 201 | 401 | 403), "{invited:?}");
        assert!(matches!(made.status, 201 | 401 | 403), "{made:?}");
        let open = ada.get(&format!("/api/events/{event}/invites?status=pending")).await;
        assert_eq!(open.expect(200)["items"], json!([]), "{made:?}");
        assert_eq!(app.db.count("event_host WHERE invitation_status = 'pending'").await, 0);
    }
}

#[tokio::test]
async fn admins_who_treat_one_account_at_once_wait_for_each_other() {
    let app = TestApp::spawn().await;
    let (_, id) = member(&app, "Mia").await;
    let (ada, bea) = (app.db_admin("ada@example.org").await, app.db_admin("bea@example.org").await);
    for _ in 0..20 {
        let (kept_out, link, let_in) = tokio::join!(
            treat(&ada, &id, "suspend"),
            treat(&bea, &id, "reset-link"),
            treat(&bea, &id, "restore"),
        );
        for reply in [kept_out, link, let_in] {
            assert!(reply.status < 500, "{reply:?}");
        }
    }
}

#[tokio::test]
async fn to_whom_an_invite_was_mailed_learns_that_it_went_with_whoever_made_it() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let event = ada.list_event("Town fair").await;
    let pia = confirmed(&app, &smtp, "pia@example.org").await;
    let rosa = confirmed(&app, &smtp, "rosa@example.org").await;
    let made = ada.invite(&event, json!({ "role": "host" })).await.expect(201);
    pia.answer_invite("accept", &token_of(&made)).await.expect(200);
    let invite = json!({ "email_restriction": "rosa@example.org", "send_email": true });
    let made = pia.post(&format!("/api/events/{event}/invites"), invite).await.expect(201);
    smtp.mail_to("rosa@example.org", "Your invitation to run “Town fair”");
    let path = format!("/api/events/{event}/invites/{}", id_of(&made));
    // That another server has it is noted a moment after it has it.
    while ada.get(&path).await.expect(200)["delivery"] != "sent" {}

    let leave = format!("/api/events/{event}/leave");
    pia.post(&leave, json!({ "confirm": true })).await.expect(200);

    smtp.mail_to("rosa@example.org", "Your invitation to run “Town fair” was taken back");
    assert_eq!(told(&rosa).await, ["invite_revoked"]);
}

#[tokio::test]
async fn with_an_event_its_hosts_and_invitees_are_told_and_its_mails_end() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let event = ada.list_event("Town fair").await;
    let ((pia, _), (vera, veras)) = (member(&app, "Pia").await, member(&app, "Vera").await);
    let made = ada.invite(&event, json!({ "role": "host" })).await.expect(201);
    pia.answer_invite("accept", &token_of(&made)).await.expect(200);
    let path = format!("/api/events/{event}/cohosts");
    pia.post(&path, json!({ "account_id": veras })).await.expect(201);
    let mailed = json!({ "email_restriction": "zoe@example.org", "send_email": true });
    ada.invite(&event, mailed).await.expect(201);
    let kept = "email_outbox WHERE template = 'invitation' AND payload_sealed IS NOT NULL";
    assert_eq!(app.db.count(kept).await, 1);

    let deleted = ada.send(Method::DELETE, &format!("/api/events/{event}"), None).await;

    assert_eq!(deleted.status, 204, "{deleted:?}");
    assert_eq!(told(&pia).await[0], "removed");
    assert_eq!(told(&vera).await[0], "invitation_withdrawn");
    assert_eq!(app.db.count(kept).await, 0, "no dead link is mailed");
}

#[tokio::test]
async fn while_invites_are_paused_members_are_not_invited_either() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let (_, yaras) = member(&app, "Yara").await;
    run.ada.patch("/api/admin/settings", json!({ "invites_enabled": false })).await.expect(200);

    let refused = run.people[0].0.post(&run.path("cohosts"), json!({ "account_id": yaras })).await;

    refused.assert_problem(503, ProblemCode::FeatureDisabled);
}

#[tokio::test]
async fn who_is_invited_twice_and_accepts_the_link_answers_the_member_as_well() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let bea = app.db_admin("bea@example.org").await;
    let (yara, yaras) = member(&app, "Yara").await;
    bea.post(&run.path("cohosts"), json!({ "account_id": yaras })).await.expect(201);
    let made = run.people[0].0.post(&run.path("invites"), json!({})).await.expect(201);

    yara.answer_invite("accept", &token_of(&made)).await.expect(200);

    assert_eq!(told(&bea).await, ["invite_accepted"]);
}
