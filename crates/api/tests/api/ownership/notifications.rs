//! What members are told of who runs an event, on their screen and by mail.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use serde_json::{Value, json};

use super::{given::token_of, hosts::Run, offers::member};
use crate::{
    accounts::jo, app::TestApp, caller::Caller, confirming::confirmed, reply::Reply, smtp::Smtp,
};

const NAMES: [&str; 3] = ["Pia", "Hugo", "Cleo"];

async fn run(app: &TestApp) -> Run {
    Run::by(app, &[("Pia", "host"), ("Hugo", "host"), ("Cleo", "cohost")]).await
}

async fn unread(caller: &Caller) -> Vec<Value> {
    let page = caller.get("/api/notifications?unread=true").await.expect(200);
    page["items"].as_array().unwrap().clone()
}

async fn mark_all(caller: &Caller) {
    caller.post("/api/notifications/read", json!({})).await.expect(200);
}

/// What everybody was told since they were asked last. Each link leads to a page that shows what can
/// be read at the same path of the API.
async fn told(run: &Run, more: &[(&str, &Caller)]) -> Vec<String> {
    let people = run.people.iter().map(|(caller, _)| caller);
    let mut everybody: Vec<(&str, &Caller)> = NAMES.into_iter().zip(people).collect();
    everybody.push(("Ada", &run.ada));
    everybody.extend(more);
    let mut told = Vec::new();
    for (name, caller) in everybody {
        for it in unread(caller).await {
            let link = it["link"].as_str().unwrap();
            caller.get(&format!("/api{link}")).await.expect(200);
            assert!(!it["title"].as_str().unwrap().is_empty() && it["read_at"].is_null(), "{it}");
            told.push(format!("{name} {}", it["type"].as_str().unwrap()));
        }
        mark_all(caller).await;
    }
    told.sort_unstable();
    told
}

#[tokio::test]
async fn each_change_is_told_once_to_everybody_whom_it_concerns_and_not_to_whoever_made_it() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let joined = told(&run, &[]).await;
    let accepted = ["Ada invite_accepted"; 3];
    let each_joined = [&accepted[..], &["Hugo host_joined", "Pia host_joined", "Pia host_joined"]];
    assert_eq!(joined, each_joined.concat(), "who came later, in as many entries as came");

    let (pia, hugo) = (&run.people[0].0, &run.people[1].0);
    run.turn(pia, 2, "promote").await.expect(200);
    assert_eq!(told(&run, &[]).await, ["Cleo hosts_changed", "Hugo hosts_changed"]);
    run.turn(pia, 2, "demote").await.expect(200);
    assert_eq!(told(&run, &[]).await, ["Cleo hosts_changed", "Hugo hosts_changed"]);
    run.transfer(pia, 1, "cohost").await.expect(200);
    assert_eq!(told(&run, &[]).await, ["Cleo hosts_changed", "Hugo now_primary"]);
    run.remove(hugo, 0, json!({ "reason": "she moved away" })).await.expect(200);
    assert_eq!(told(&run, &[]).await, ["Cleo hosts_changed", "Pia removed"]);
    run.leave(1).await.expect(200);
    assert_eq!(told(&run, &[]).await, ["Cleo now_primary"]);
    run.leave(2).await.expect(200);
    assert_eq!(told(&run, &[]).await, ["Ada unhosted"]);
}

#[tokio::test]
async fn what_is_offered_declined_taken_back_and_asked_for_anew_is_told_once() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let (zoe, zoe_id) = member(&app, "Zoe").await;
    let (pia, everybody) = (&run.people[0].0, [("Zoe", &zoe)]);
    told(&run, &everybody).await;
    let ask = async || {
        let body = json!({ "account_id": zoe_id });
        let asked = pia.post(&run.path("cohosts"), body).await.expect(201);
        assert_eq!(told(&run, &everybody).await, ["Zoe invited"]);
        asked["id"].as_str().unwrap().to_owned()
    };

    let path = run.path(&format!("invitations/{}", ask().await));
    assert_eq!(pia.send(reqwest::Method::DELETE, &path, None).await.status, 204);
    assert_eq!(told(&run, &everybody).await, ["Zoe invitation_withdrawn"]);
    let path = format!("/api/invitations/{}", ask().await);
    zoe.patch(&path, json!({ "action": "decline" })).await;
    assert_eq!(told(&run, &everybody).await, ["Pia invite_declined"]);

    let hers = json!({ "email_restriction": "zoe@example.org" });
    let made = pia.invite(&run.event, hers).await.expect(201);
    zoe.answer_invite("decline", &token_of(&made)).await;
    assert_eq!(told(&run, &everybody).await, ["Pia invite_declined"]);
    let made = pia.invite(&run.event, json!({})).await.expect(201);
    app.clock.advance(TimeDelta::days(7));
    for status in [204, 429] {
        let asked = app.stranger().answer_invite("request-new", &token_of(&made)).await;
        assert_eq!(asked.status, status, "{asked:?}");
    }
    assert_eq!(told(&run, &everybody).await, ["Pia invite_wanted"]);
}

#[tokio::test]
async fn what_an_admin_does_is_told_to_those_it_is_about_and_to_other_admins_what_they_look_after()
{
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let bea = app.db_admin("bea@example.org").await;
    told(&run, &[("Bea", &bea)]).await;
    let assign = async |who: usize, more: Value| {
        let mut body = json!({ "account_id": run.people[who].1, "reason": "they asked for it" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        run.ada.post(&format!("/api/admin/events/{}/hosts", run.event), body).await.expect(200);
        told(&run, &[("Bea", &bea)]).await
    };

    let replaced = json!({ "role": "host", "make_primary": true, "replace_primary": true,
                           "remove_former": true });
    assert_eq!(
        assign(2, replaced).await,
        ["Cleo now_primary", "Hugo hosts_changed", "Pia removed"]
    );
    assert_eq!(
        assign(0, json!({ "role": "cohost" })).await,
        ["Cleo host_joined", "Hugo host_joined", "Pia hosts_changed"]
    );
    run.remove(&run.ada, 1, json!({})).await.expect(200);
    told(&run, &[("Bea", &bea)]).await;
    let because = json!({ "reason": "a scandal", "then": "leave_unclaimed" });
    run.remove(&run.ada, 2, because).await.expect(200);
    assert_eq!(
        told(&run, &[("Bea", &bea)]).await,
        ["Bea unhosted", "Cleo removed", "Pia hosts_changed"]
    );
    run.people[0].0.post(&run.path("step-up"), json!({})).await.expect(200);
    assert_eq!(told(&run, &[("Bea", &bea)]).await, ["Ada hosts_changed", "Bea hosts_changed"]);
}

#[tokio::test]
async fn who_deletes_their_account_is_followed_and_everybody_is_told() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    told(&run, &[]).await;
    let pia = &run.people[0].0;
    let password = json!({ "current_password": "correct horse" });
    let body = Some(password.to_string().into_bytes());
    pia.send(reqwest::Method::DELETE, "/api/me", body.clone()).await;
    let hugo = unread(&run.people[1].0).await;
    assert_eq!((hugo.len(), &hugo[0]["type"]), (1, &json!("now_primary")));
    let cleo = unread(&run.people[2].0).await;
    assert_eq!((cleo.len(), &cleo[0]["type"]), (1, &json!("hosts_changed")));
    assert!(cleo[0]["body"].as_str().unwrap().contains("in the hands of Hugo"), "{cleo:?}");
    for who in [1, 2] {
        let gone = run.people[who].0.send(reqwest::Method::DELETE, "/api/me", body.clone()).await;
        assert_eq!(gone.status, 204, "{gone:?}");
    }
    let ada = unread(&run.ada).await;
    assert_eq!((ada.len(), &ada[0]["type"]), (1, &json!("unhosted")));
}

#[tokio::test]
async fn whoever_made_open_host_invites_hears_that_they_grant_something_else_now() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let bea = app.db_admin("bea@example.org").await;
    let event = ada.list_event("Town fair").await;
    bea.invite(&event, json!({ "role": "host" })).await.expect(201);
    let made = ada.invite(&event, json!({ "role": "host" })).await.expect(201);
    let jo = jo(&app).await;
    jo.answer_invite("accept", &token_of(&made)).await.expect(200);

    let types = |told: Vec<Value>| told.iter().map(|it| it["type"].clone()).collect::<Vec<_>>();
    assert_eq!(types(unread(&bea).await), ["invites_changed"]);
    assert_eq!(types(unread(&ada).await), ["invite_accepted"]);
}

#[tokio::test]
async fn an_invite_that_nobody_opened_is_told_of_once_two_days_before_its_end() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let event = ada.list_event("Town fair").await;
    let made = ada.invite(&event, json!({ "label": "For the mayor" })).await.expect(201);
    let other = ada.invite(&event, json!({ "label": "For Jo" })).await.expect(201);
    app.stranger().answer_invite("preview", &token_of(&other)).await.expect(200);
    app.clock.advance(TimeDelta::days(5) - TimeDelta::minutes(1));
    app.catch_up().await;
    assert!(unread(&ada).await.is_empty());
    app.clock.advance(TimeDelta::minutes(1));
    app.catch_up().await;
    app.catch_up().await;

    let told = unread(&ada).await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["type"], "invite_expiring");
    assert!(told[0]["body"].as_str().unwrap().contains("For the mayor"), "{told:?}");
    let path = format!("/api/events/{event}/invites/{}", made["invite_id"].as_str().unwrap());
    ada.patch(&path, json!({ "note": "Please!" })).await.expect(200);
    app.catch_up().await;
    assert_eq!(unread(&ada).await.len(), 1, "another note is no other end");
    ada.patch(&path, json!({ "expires_in_days": 1 })).await.expect(200);
    app.catch_up().await;
    assert_eq!(unread(&ada).await.len(), 2, "with another end there is another warning");
}

#[tokio::test]
async fn expired_invites_are_told_together_once_a_week_to_whoever_can_renew_them() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let bea = app.db_admin("bea@example.org").await;
    let event = ada.list_event("Town fair").await;
    let label = |name: &str| json!({ "label": name });
    let first = ada.invite(&event, label("For the mayor")).await.expect(201);
    ada.invite(&event, label("For Jo")).await.expect(201);
    bea.invite(&event, label("For the choir")).await.expect(201);
    let gone = ada.list_event("Tea dance").await;
    ada.invite(&gone, json!({})).await.expect(201);
    ada.post(&format!("/api/events/{gone}/cancel"), json!({ "reason": "rain" })).await.expect(200);
    app.db.execute("UPDATE account SET role = 'member' WHERE email_norm LIKE 'bea%'").await;
    let expired = async || {
        app.catch_up().await;
        let nobody = app.stranger();
        let ada = nobody.signed_in(&nobody.log_in("ada@example.org", "correct horse").await);
        let told = unread(&ada).await;
        let told = told.iter().filter(|it| it["type"] == "invites_expired");
        let told: Vec<_> = told.map(|it| it["body"].as_str().unwrap().to_owned()).collect();
        mark_all(&ada).await;
        told
    };

    app.clock.advance(TimeDelta::days(7) - TimeDelta::minutes(1));
    assert_eq!(expired().await.len(), 0, "they still work");
    app.clock.advance(TimeDelta::minutes(1));
    let told = expired().await;
    let [orphaned, hers] = told.as_slice() else { panic!("{told:?}") };
    assert!(hers.contains("“For the mayor”, “For Jo”"), "the first first: {hers}");
    assert!(orphaned.contains("in time: “For the choir”."), "whoever made it may do nothing");
    assert_eq!(unread(&bea).await.len(), 0);

    let path =
        format!("/api/events/{event}/invites/{}/resend", first["invite_id"].as_str().unwrap());
    ada.post(&path, json!({ "expires_in_days": 1 })).await.expect(200);
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(expired().await.len(), 0, "within a week she is left in peace");
    app.clock.advance(TimeDelta::days(6));
    let told = expired().await;
    let [told] = told.as_slice() else { panic!("{told:?}") };
    assert!(told.contains("in time: “For the mayor”."), "only what expired since: {told}");
    app.clock.advance(TimeDelta::days(30));
    assert_eq!(expired().await.len(), 0, "each end is told once");
}

#[tokio::test]
async fn an_invite_that_was_mailed_and_taken_back_is_told_to_the_member_who_has_its_address() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let jo = confirmed(&app, &smtp, "jo@example.org").await;
    let event = ada.list_event("Town fair").await;
    let invite = json!({ "email_restriction": "jo@example.org", "send_email": true });
    let made = ada.invite(&event, invite).await.expect(201);
    smtp.mail_to("jo@example.org", "Your invitation to run “Town fair”");
    let path = format!("/api/events/{event}/invites/{}", made["invite_id"].as_str().unwrap());
    // That another server has it is noted a moment after it has it.
    while ada.get(&path).await.expect(200)["delivery"] != "sent" {}
    let revoked = ada.send(reqwest::Method::DELETE, &path, Some(b"{}".to_vec())).await;
    assert_eq!(revoked.status, 204, "{revoked:?}");

    smtp.mail_to("jo@example.org", "Your invitation to run “Town fair” was taken back");
    let told = unread(&jo).await;
    assert_eq!((told.len(), &told[0]["type"]), (1, &json!("invite_revoked")));
}

#[tokio::test]
async fn mails_come_once_to_whoever_wants_them_and_the_screen_says_it_in_any_case() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let event = ada.list_event("Town fair").await;
    let pia = confirmed(&app, &smtp, "pia@example.org").await;
    let hugo = confirmed(&app, &smtp, "hugo@example.org").await;
    let switched = hugo.patch("/api/me/preferences", json!({ "host_activity": false })).await;
    assert_eq!(
        switched.expect(200),
        json!({ "mails": true, "invitations": true, "host_activity": false, "digests": true,
                "admin": true })
    );
    ada.patch("/api/me/preferences", json!({ "mails": false })).await.expect(200);
    smtp.forget();
    for (who, role) in [(&pia, "host"), (&hugo, "cohost")] {
        let made = ada.invite(&event, json!({ "role": role })).await.expect(201);
        who.answer_invite("accept", &token_of(&made)).await.expect(200);
    }
    let id = |me: Value| me["id"].as_str().unwrap().to_owned();
    let (pia_id, hugo_id) = (id(pia.me().await.expect(200)), id(hugo.me().await.expect(200)));
    let transfer = json!({ "account_id": hugo_id, "keep_as": "host" });
    pia.post(&format!("/api/events/{event}/transfer"), transfer).await.expect(200);
    let removed = format!("/api/events/{event}/hosts/{pia_id}");
    let because = json!({ "reason": "she moved away" }).to_string().into_bytes();
    hugo.send(reqwest::Method::DELETE, &removed, Some(because)).await.expect(200);
    smtp.mail_to("pia@example.org", "You do not run “Town fair” any more");

    let mut mails: Vec<_> =
        smtp.mails().iter().map(|it| format!("{}: {}", it.to, it.subject)).collect();
    mails.sort_unstable();
    assert_eq!(
        mails,
        [
            "hugo@example.org: You are a co-host of “Town fair”",
            "pia@example.org: You are a host of “Town fair”",
            "pia@example.org: You do not run “Town fair” any more",
        ],
        "Ada wants none, and Hugo none about who runs it"
    );
    let types = |told: Vec<Value>| told.iter().map(|it| it["type"].clone()).collect::<Vec<_>>();
    assert_eq!(types(unread(&hugo).await), ["now_primary"]);
    assert_eq!(types(unread(&ada).await), ["invite_accepted", "invite_accepted"]);
    assert_eq!(types(unread(&pia).await), ["removed", "host_joined"]);
}

#[tokio::test]
async fn a_member_reads_marks_and_deletes_their_own_and_nobody_elses() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let (pia, hugo) = (&run.people[0].0, &run.people[1].0);
    run.turn(pia, 2, "promote").await.expect(200);
    let badge = async |who: &Caller| who.get("/api/notifications/badge").await.expect(200);
    assert_eq!(badge(hugo).await, json!({ "actionable": 0, "unread": 2 }));

    let first = hugo.get("/api/notifications?limit=1").await.expect(200);
    assert_eq!(first["items"][0]["type"], "hosts_changed", "the latest first");
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = hugo.get(&format!("/api/notifications?limit=1&cursor={cursor}")).await.expect(200);
    assert_eq!(
        (&second["items"][0]["type"], &second["next_cursor"]),
        (&json!("host_joined"), &Value::Null)
    );
    let of_a_type = hugo.get("/api/notifications?type=host_joined").await.expect(200);
    assert_eq!(of_a_type["items"].as_array().unwrap().len(), 1);
    let id = first["items"][0]["id"].clone();
    let changed = async |who: &Caller, what: &str, body: Value| {
        who.post(&format!("/api/notifications/{what}"), body).await.expect(200)["changed"].clone()
    };
    assert_eq!(changed(pia, "read", json!({ "ids": [id] })).await, 0, "it is Hugo's");
    assert_eq!(changed(pia, "delete", json!({ "what": "these", "ids": [id] })).await, 0);
    assert_eq!(changed(hugo, "read", json!({ "ids": [id] })).await, 1);
    assert_eq!(changed(hugo, "read", json!({ "ids": [id] })).await, 0, "it was read before");
    assert_eq!(badge(hugo).await["unread"], 1);
    assert_eq!(changed(hugo, "delete", json!({ "what": "read" })).await, 1);
    assert_eq!(changed(hugo, "delete", json!({ "what": "old" })).await, 0);
    app.clock.advance(TimeDelta::days(30) + TimeDelta::minutes(10));
    let nobody = app.stranger();
    let again = nobody.log_in("hugo@example.org", "correct horse").await;
    let hugo = nobody.signed_in(&again);
    assert_eq!(changed(&hugo, "delete", json!({ "what": "old" })).await, 1);
    assert_eq!(badge(&hugo).await, json!({ "actionable": 0, "unread": 0 }));
}

#[tokio::test]
async fn what_is_wrong_in_a_request_about_notifications_is_said() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let read = async |body: Value| jo.post("/api/notifications/read", body).await;
    read(json!({ "ids": [] })).await.assert_fields(&[("/ids", "out_of_range")]);
    read(json!({ "ids": ["x"] })).await.assert_is_problem();
    let delete = async |body: Value| jo.post("/api/notifications/delete", body).await;
    let none: Reply = delete(json!({ "what": "these", "ids": [] })).await;
    none.assert_fields(&[("/ids", "out_of_range")]);
    delete(json!({ "what": "these" })).await.assert_fields(&[("/ids", "out_of_range")]);
    let both = delete(json!({ "what": "old", "ids": [] })).await;
    both.assert_fields(&[("/ids", "not_with_this")]);
    delete(json!({ "what": "all" })).await.assert_is_problem();
    let unknown = jo.get("/api/notifications?type=gossip").await;
    unknown.assert_problem(400, ProblemCode::MalformedQuery);
    let odd = jo.patch("/api/me/preferences", json!({ "claims": true })).await;
    odd.assert_is_problem();
}
