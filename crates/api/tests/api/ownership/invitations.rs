//! Members are invited by those who run an event, and answer.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::hosts::Run;
use crate::{app::TestApp, caller::Caller, reply::Reply};

const PASSWORD: &str = "correct horse";

struct Invited {
    run: Run,
    zoe: Caller,
    zoe_id: String,
}

impl Invited {
    /// Pia has an event in her hands, Cleo runs it with her, and Zoë has an account.
    async fn to(app: &TestApp) -> Self {
        let run = Run::by(app, &[("Pia", "host"), ("Cleo", "cohost")]).await;
        let nobody = app.stranger();
        let joined = nobody.sign_up("zoe@example.org", "Zoë Ångström", PASSWORD).await;
        let zoe_id = joined.body["id"].as_str().unwrap().to_owned();
        Self { run, zoe: nobody.signed_in(&joined), zoe_id }
    }

    fn pia(&self) -> &Caller {
        &self.run.people[0].0
    }

    fn cleo(&self) -> &Caller {
        &self.run.people[1].0
    }

    async fn search(&self, by: &Caller, q: &str) -> Reply {
        by.get(&self.run.path(&format!("member-search?q={q}"))).await
    }

    async fn found(&self, q: &str) -> Vec<String> {
        let found = self.search(self.pia(), q).await.expect(200);
        let items = found["items"].as_array().unwrap().iter();
        items.map(|it| it["display_name"].as_str().unwrap().to_owned()).collect()
    }

    async fn invite(&self, by: &Caller, more: Value) -> Reply {
        let mut body = json!({ "account_id": self.zoe_id });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        by.post(&self.run.path("cohosts"), body).await
    }

    async fn answer(&self, by: &Caller, id: &Value, answer: Value) -> Reply {
        by.patch(&format!("/api/invitations/{}", id.as_str().unwrap()), answer).await
    }

    async fn withdraw(&self, by: &Caller, id: &Value) -> Reply {
        let path = self.run.path(&format!("invitations/{}", id.as_str().unwrap()));
        by.send(Method::DELETE, &path, None).await
    }
}

async fn latest(caller: &Caller) -> Value {
    caller.get("/api/notifications?limit=1").await.expect(200)["items"][0].clone()
}

#[tokio::test]
async fn a_member_is_found_by_a_part_of_their_name_or_their_whole_address_and_by_nothing_else() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    app.db.execute("UPDATE account SET email_verified_at = activated_at").await;

    for q in ["zoe", "ZO%C3%8B", "angst", "e%20%C3%A5", "zoe@example.org", "ZOE@example.org"] {
        assert_eq!(given.found(q).await, ["Zoë Ångström"], "{q}");
    }
    for q in ["zoe@example", "example.org", "%25%25", "__", "pia", "cleo"] {
        assert!(given.found(q).await.is_empty(), "{q}");
    }
    for q in ["", "z", "%20z%20"] {
        let refused = given.search(given.pia(), q).await;
        refused.assert_fields(&[("/q", "out_of_range")]);
    }
    // What is searched for are letters without accents: of these, none are left.
    for q in ["%CC%81%CC%81", "z%CC%81", "%C2%A8%CC%81"] {
        let refused = given.search(given.pia(), q).await;
        refused.assert_fields(&[("/q", "out_of_range")]);
    }
    for q in ["a%00b", "zo%07e", "zoe%0Aang"] {
        let refused = given.search(given.pia(), q).await;
        refused.assert_fields(&[("/q", "control_character")]);
    }
    let found = given.search(given.pia(), "zoe").await;
    assert!(!found.text.contains('@'), "{found:?}");
    app.db.execute("UPDATE account SET email_verified_at = NULL").await;
    assert!(given.found("zoe@example.org").await.is_empty(), "nobody has confirmed that address");
    given.zoe.patch("/api/me", json!({ "accepts_invitations": false })).await.expect(200);
    assert!(given.found("zoe").await.is_empty());
    let hidden = given.invite(given.pia(), json!({})).await;
    hidden.assert_problem(404, ProblemCode::AccountNotFound);
}

#[tokio::test]
async fn whether_an_address_has_an_account_can_be_asked_sixty_times_an_hour() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    for n in 0..60 {
        let q = format!("somebody{n}@example.org");
        given.search(given.pia(), &q).await.expect(200);
    }

    for q in ["zoe@example.org", "%20ZOE@example.org"] {
        let refused = given.search(given.pia(), q).await;
        refused.assert_problem(429, ProblemCode::RateLimited);
        let wait: u64 = refused.header("retry-after").parse().unwrap();
        // One more: it is rounded up, and not to be too early.
        assert!((1..=61).contains(&wait), "{wait}");
    }
    assert_eq!(given.found("zoe").await, ["Zoë Ångström"]);
    given.search(given.cleo(), "zoe@example.org").await.expect(200);
    let outside = given.search(&given.zoe, "pia@example.org").await;
    outside.assert_problem(404, ProblemCode::EventNotFound);
    app.clock.advance(TimeDelta::minutes(1));
    given.search(given.pia(), "zoe@example.org").await.expect(200);
}

#[tokio::test]
async fn a_member_who_accepts_runs_the_event_and_whoever_invited_them_is_told() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    let message = json!({ "message": "You know the band." });
    let invited = given.invite(given.cleo(), message).await.expect(201);
    assert_eq!((&invited["role"], &invited["can_withdraw"]), (&json!("cohost"), &json!(true)));
    let told = latest(&given.zoe).await;
    assert_eq!((&told["type"], &told["link"]), (&json!("invited"), &json!("/invitations")));
    assert!(told["body"].as_str().unwrap().contains("You know the band."), "{told}");
    let badge = given.zoe.get("/api/notifications/badge").await.expect(200);
    assert_eq!(badge, json!({ "actionable": 1, "unread": 1 }));
    let hosts = given.run.hosts().await;
    assert_eq!(hosts, ["Pia primary host", "Cleo cohost"], "an invitation counts as nothing");
    given.zoe.get(&given.run.path("hosts")).await.assert_problem(404, ProblemCode::EventNotFound);
    let listed = given.pia().get(&given.run.path("invitations")).await.expect(200);
    assert_eq!(listed["items"][0]["display_name"], "Zoë Ångström");
    assert_eq!(listed["items"][0]["inviter_name"], "Cleo");
    let again = given.invite(given.pia(), json!({})).await;
    again.assert_problem(409, ProblemCode::InvitationPending);
    let own = given.zoe.get("/api/invitations").await.expect(200);
    assert_eq!(own["items"][0]["event"]["name"], "Town fair");
    assert_eq!(own["items"][0]["makes_primary"], false);

    let accepted = given.answer(&given.zoe, &invited["id"], json!({ "action": "accept" })).await;
    let accepted = accepted.expect(200);
    assert_eq!(accepted["manage_url"], format!("/events/{}", given.run.event));
    assert_eq!(given.run.hosts().await, ["Pia primary host", "Cleo cohost", "Zoë Ångström cohost"]);
    assert_eq!(latest(given.cleo()).await["type"], "invite_accepted");
    assert_eq!(latest(given.pia()).await["type"], "host_joined");
    let twice = given.answer(&given.zoe, &invited["id"], json!({ "action": "accept" })).await;
    twice.assert_problem(404, ProblemCode::InvitationNotFound);
    let there = given.invite(given.pia(), json!({})).await;
    there.assert_problem(409, ProblemCode::AlreadyHost);
    let id = app.db.id(given.run.event.parse().unwrap());
    let audit = format!(
        "SELECT action || ' ' || target_name FROM audit_entry WHERE event_id = {id} \
         AND action LIKE 'membership.%' AND target_name LIKE 'Zo%' ORDER BY id"
    );
    assert_eq!(
        app.db.texts(&audit).await,
        ["membership.invited Zoë Ångström", "membership.accepted Zoë Ångström"]
    );
}

#[tokio::test]
async fn who_declines_is_left_alone_for_a_week_except_once() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    let no = json!({ "action": "decline", "reason": "I am away." });
    let odd = json!({ "action": "accept", "reason": "I am away." });
    let first = given.invite(given.cleo(), json!({})).await.expect(201);
    let refused = given.answer(&given.zoe, &first["id"], odd).await;
    refused.assert_fields(&[("/reason", "not_with_accept")]);
    let declined = given.answer(&given.zoe, &first["id"], no.clone()).await;
    assert_eq!(declined.status, 204, "{declined:?}");
    let told = latest(given.cleo()).await;
    assert_eq!(told["type"], "invite_declined");
    assert!(told["body"].as_str().unwrap().contains("I am away."), "{told}");

    for (by, again) in [(given.cleo(), false), (given.cleo(), true), (given.pia(), false)] {
        let refused = given.invite(by, json!({ "again": again })).await;
        refused.assert_problem(409, ProblemCode::RecentlyDeclined);
    }
    let second = given.invite(given.pia(), json!({ "again": true })).await.expect(201);
    given.answer(&given.zoe, &second["id"], no).await;
    let third = given.invite(given.pia(), json!({ "again": true })).await;
    third.assert_problem(409, ProblemCode::RecentlyDeclined);
    app.clock.advance(TimeDelta::days(7) + TimeDelta::minutes(1));
    given.invite(given.cleo(), json!({})).await.expect(201);
}

#[tokio::test]
async fn an_invitation_is_withdrawn_by_whoever_made_it_or_decides_and_whoever_had_it_is_told() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    let invited = given.invite(given.pia(), json!({ "role": "host" })).await.expect(201);
    let refused = given.withdraw(given.cleo(), &invited["id"]).await;
    refused.assert_problem(403, ProblemCode::Forbidden);
    assert_eq!(given.withdraw(given.pia(), &invited["id"]).await.status, 204);
    let gone = given.withdraw(given.pia(), &invited["id"]).await;
    gone.assert_problem(404, ProblemCode::InvitationNotFound);

    assert_eq!(latest(&given.zoe).await["type"], "invitation_withdrawn");
    let late = given.answer(&given.zoe, &invited["id"], json!({ "action": "accept" })).await;
    late.assert_problem(410, ProblemCode::InvitationWithdrawn);
    let other = given.answer(given.cleo(), &invited["id"], json!({ "action": "accept" })).await;
    other.assert_problem(404, ProblemCode::InvitationNotFound);
    assert!(given.zoe.get("/api/invitations").await.expect(200)["items"][0].is_null());
}

#[tokio::test]
async fn an_invitation_ends_after_thirty_days_and_can_be_made_anew() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    let invited = given.invite(given.pia(), json!({})).await.expect(201);
    app.clock.advance(TimeDelta::days(30));
    let sign_in = async |email: &str| {
        let nobody = app.stranger();
        nobody.signed_in(&nobody.log_in(email, PASSWORD).await)
    };
    let (zoe, pia) = (sign_in("zoe@example.org").await, sign_in("pia@example.org").await);

    let late = given.answer(&zoe, &invited["id"], json!({ "action": "accept" })).await;
    late.assert_problem(410, ProblemCode::InvitationExpired);
    let badge = zoe.get("/api/notifications/badge").await.expect(200);
    assert_eq!(badge["actionable"], 0);
    let anew = given.invite(&pia, json!({})).await.expect(201);
    given.answer(&zoe, &anew["id"], json!({ "action": "accept" })).await.expect(200);
}

#[tokio::test]
async fn nobody_joins_an_event_that_is_cancelled() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    let invited = given.invite(given.pia(), json!({})).await.expect(201);
    given.pia().post(&given.run.path("cancel"), json!({})).await.expect(200);
    let yes = json!({ "action": "accept" });
    let refused = given.answer(&given.zoe, &invited["id"], yes.clone()).await;
    refused.assert_problem(409, ProblemCode::EventClosed);
    given.withdraw(given.pia(), &invited["id"]).await;
    given.invite(given.pia(), json!({})).await.assert_problem(409, ProblemCode::EventClosed);
    given.pia().post(&given.run.path("restore"), json!({})).await.expect(200);
    let anew = given.invite(given.pia(), json!({})).await.expect(201);
    given.answer(&given.zoe, &anew["id"], yes).await.expect(200);
}

#[tokio::test]
async fn who_invited_and_leaves_takes_their_invitations_with_them() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    let invited = given.invite(given.cleo(), json!({})).await.expect(201);
    given.run.leave(1).await.expect(200);

    assert_eq!(latest(&given.zoe).await["type"], "invitation_withdrawn");
    let late = given.answer(&given.zoe, &invited["id"], json!({ "action": "accept" })).await;
    late.assert_problem(410, ProblemCode::InvitationWithdrawn);
}

#[tokio::test]
async fn whoever_is_invited_as_a_host_and_opens_a_cohosts_link_becomes_what_is_more() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    given.invite(given.pia(), json!({ "role": "host" })).await.expect(201);
    let made = given.pia().invite(&given.run.event, json!({})).await.expect(201);
    let token = super::given::token_of(&made);
    let preview = given.zoe.answer_invite("preview", &token).await.expect(200);
    assert_eq!(preview["outcome_if_accepted"], "additional_host");

    let accepted = given.zoe.answer_invite("accept", &token).await.expect(200);
    assert_eq!(accepted["role"], "host");
    assert!(given.zoe.get("/api/invitations").await.expect(200)["items"][0].is_null());
    let rows = "SELECT invitation_status FROM event_host ORDER BY id";
    assert_eq!(app.db.texts(rows).await, ["accepted", "accepted", "accepted"]);
}

#[tokio::test]
async fn who_may_invite_whom_follows_the_rights() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    given.invite(&given.zoe, json!({})).await.assert_problem(404, ProblemCode::EventNotFound);
    let as_host = json!({ "role": "host" });
    given.invite(given.cleo(), as_host.clone()).await.assert_problem(403, ProblemCode::Forbidden);
    let oneself = json!({ "account_id": given.run.people[0].1 });
    let refused = given.pia().post(&given.run.path("cohosts"), oneself).await;
    refused.assert_fields(&[("/account_id", "oneself")]);
    let nobody = json!({ "account_id": given.run.event });
    let unknown = given.pia().post(&given.run.path("cohosts"), nobody).await;
    unknown.assert_problem(404, ProblemCode::AccountNotFound);
    let empty = given.invite(given.pia(), json!({ "message": " " })).await;
    empty.assert_fields(&[("/message", "empty")]);

    let unhosted = given.run.ada.list_event("Harvest").await;
    let path = format!("/api/events/{unhosted}/cohosts");
    let body = json!({ "account_id": given.zoe_id, "role": "host" });
    given.pia().post(&path, body.clone()).await.assert_problem(404, ProblemCode::EventNotFound);
    let invited = given.run.ada.post(&path, body).await.expect(201);
    let own = given.zoe.get("/api/invitations").await.expect(200);
    assert_eq!(own["items"][0]["makes_primary"], true);
    let accepted = given.answer(&given.zoe, &invited["id"], json!({ "action": "accept" })).await;
    assert_eq!(accepted.expect(200)["is_primary"], true);
}

#[tokio::test]
async fn an_invitation_is_answered_once_however_often_it_is_answered_at_once() {
    let app = TestApp::spawn().await;
    let given = Invited::to(&app).await;
    for _ in 0..5 {
        let invited = given.invite(given.pia(), json!({})).await.expect(201);
        let accept = || given.answer(&given.zoe, &invited["id"], json!({ "action": "accept" }));
        let (one, two, withdrawn) =
            tokio::join!(accept(), accept(), given.withdraw(given.pia(), &invited["id"]));

        let accepted = [&one, &two].iter().filter(|it| it.status == 200).count();
        let ended = usize::from(withdrawn.status == 204);
        assert_eq!(accepted + ended, 1, "{one:?} {two:?} {withdrawn:?}");
        let there = given.run.hosts().await.len();
        assert_eq!(there, 2 + accepted);
        if accepted == 1 {
            let path = given.run.path(&format!("hosts/{}", given.zoe_id));
            given.pia().send(Method::DELETE, &path, Some(b"{}".to_vec())).await.expect(200);
        }
    }
}
