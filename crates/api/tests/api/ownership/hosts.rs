//! Who runs an event, and how that changes.

use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::given::token_of;
use crate::{app::TestApp, caller::Caller, confirming::confirmed, reply::Reply, smtp::Smtp};

/// An event with its hosts, in this order: the first has it in their hands.
pub(super) struct Run {
    pub(super) event: String,
    pub(super) ada: Caller,
    pub(super) people: Vec<(Caller, String)>,
}

impl Run {
    pub(super) async fn by(app: &TestApp, people: &[(&str, &str)]) -> Self {
        let ada = app.db_admin("ada@example.org").await;
        let event = ada.list_event("Town fair").await;
        let mut run = Self { event, ada, people: Vec::new() };
        for (name, role) in people {
            let nobody = app.stranger();
            let email = format!("{}@example.org", name.to_lowercase());
            let joined = nobody.sign_up(&email, name, "correct horse").await;
            let id = joined.body["id"].as_str().unwrap().to_owned();
            let caller = nobody.signed_in(&joined);
            let made = run.ada.invite(&run.event, json!({ "role": role })).await.expect(201);
            caller.answer_invite("accept", &token_of(&made)).await.expect(200);
            app.clock.advance(chrono::TimeDelta::minutes(1));
            run.people.push((caller, id));
        }
        run
    }

    pub(super) fn path(&self, rest: &str) -> String {
        format!("/api/events/{}/{rest}", self.event)
    }

    pub(super) async fn hosts(&self) -> Vec<String> {
        self.ada.hosts(&self.event).await
    }

    pub(super) async fn leave(&self, who: usize) -> Reply {
        self.people[who].0.post(&self.path("leave"), json!({ "confirm": true })).await
    }

    pub(super) async fn remove(&self, by: &Caller, whom: usize, because: Value) -> Reply {
        let path = self.path(&format!("hosts/{}", self.people[whom].1));
        by.send(Method::DELETE, &path, Some(because.to_string().into_bytes())).await
    }

    pub(super) async fn turn(&self, by: &Caller, whom: usize, what: &str) -> Reply {
        let path = self.path(&format!("hosts/{}/{what}", self.people[whom].1));
        by.send(Method::POST, &path, None).await
    }

    pub(super) async fn transfer(&self, by: &Caller, to: usize, keep_as: &str) -> Reply {
        let body = json!({ "account_id": self.people[to].1, "keep_as": keep_as });
        by.post(&self.path("transfer"), body).await
    }
}

#[tokio::test]
async fn who_leaves_is_followed_by_the_host_and_then_the_cohost_who_is_there_for_longest() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host"), ("Cleo", "cohost"), ("Hugo", "host")]).await;
    let unsure = run.people[0].0.post(&run.path("leave"), json!({ "confirm": false })).await;
    unsure.assert_fields(&[("/confirm", "not_confirmed")]);

    let left = run.leave(0).await.expect(200);
    assert_eq!(left["promoted_account_id"], run.people[2].1);
    assert_eq!(run.hosts().await, ["Hugo primary host", "Cleo cohost"]);
    run.leave(0).await.assert_problem(404, ProblemCode::EventNotFound);
    assert_eq!(run.leave(2).await.expect(200)["promoted_account_id"], run.people[1].1);
    assert_eq!(run.hosts().await, ["Cleo primary host"], "a co-host who takes over is a host");
    let last = run.leave(1).await.expect(200);
    assert_eq!(
        (&last["promoted_account_id"], &last["event_unhosted"]),
        (&Value::Null, &json!(true))
    );
    assert!(run.hosts().await.is_empty());
    let history = "SELECT role || ' ' || end_reason || ' ' || \
                   CASE WHEN was_primary THEN 'primary' ELSE '' END \
                   FROM event_host_history ORDER BY ended_at, id";
    assert_eq!(
        app.db.texts(history).await,
        ["host left primary", "host left primary", "host left primary"]
    );
}

#[tokio::test]
async fn the_primary_host_removes_others_and_an_admin_the_primary_host_for_a_reason() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host"), ("Hugo", "host"), ("Cleo", "cohost")]).await;
    let (pia, hugo) = (&run.people[0].0, &run.people[1].0);

    let by_host = run.remove(hugo, 2, json!({})).await;
    by_host.assert_problem(403, ProblemCode::Forbidden);
    run.remove(pia, 0, json!({})).await.assert_problem(409, ProblemCode::PrimaryStays);
    run.remove(pia, 2, json!({ "reason": "too busy" })).await.expect(200);
    assert_eq!(run.hosts().await, ["Pia primary host", "Hugo host"]);
    let again = run.remove(pia, 2, json!({})).await;
    again.assert_problem(404, ProblemCode::AccountNotFound);

    let unexplained = run.remove(&run.ada, 0, json!({})).await;
    unexplained.assert_fields(&[("/reason", "reason_required")]);
    let unclaimed = json!({ "reason": "gone", "then": "leave_unclaimed" });
    let refused = run.remove(&run.ada, 0, unclaimed.clone()).await;
    refused.assert_problem(409, ProblemCode::PrimaryStays);
    run.remove(&run.ada, 0, json!({ "reason": "gone" })).await.expect(200);
    assert_eq!(run.hosts().await, ["Hugo primary host"]);
    run.remove(&run.ada, 1, unclaimed).await.expect(200);
    assert!(run.hosts().await.is_empty());
}

#[tokio::test]
async fn an_event_is_handed_over_and_whoever_had_it_stays_or_goes() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host"), ("Hugo", "host"), ("Cleo", "cohost")]).await;
    let [pia, hugo, cleo] = [0, 1, 2].map(|who| run.people[who].0.clone());

    run.transfer(&hugo, 2, "host").await.assert_problem(403, ProblemCode::Forbidden);
    run.transfer(&pia, 0, "host").await.assert_problem(409, ProblemCode::AlreadyHost);
    run.transfer(&pia, 2, "host").await.expect(200);
    assert_eq!(run.hosts().await, ["Cleo primary host", "Pia host", "Hugo host"]);
    run.transfer(&cleo, 1, "cohost").await.expect(200);
    assert_eq!(run.hosts().await, ["Hugo primary host", "Pia host", "Cleo cohost"]);
    let gone = run.transfer(&hugo, 0, "leave").await.expect(200);
    assert_eq!(gone["hosts"].as_array().unwrap().len(), 2);
    assert_eq!(run.hosts().await, ["Pia primary host", "Cleo cohost"]);
}

#[tokio::test]
async fn cohosts_are_promoted_hosts_demoted_and_the_primary_host_is_neither() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host"), ("Cleo", "cohost")]).await;
    let (pia, cleo) = (&run.people[0].0, &run.people[1].0);

    run.turn(cleo, 1, "promote").await.assert_problem(403, ProblemCode::Forbidden);
    run.turn(pia, 1, "promote").await.expect(200);
    assert_eq!(run.hosts().await, ["Pia primary host", "Cleo host"]);
    run.turn(pia, 1, "promote").await.assert_problem(409, ProblemCode::AlreadyHost);
    run.turn(pia, 1, "demote").await.expect(200);
    run.turn(pia, 1, "demote").await.assert_problem(409, ProblemCode::AlreadyHost);
    run.turn(pia, 0, "demote").await.assert_problem(409, ProblemCode::PrimaryStays);
    assert_eq!(run.hosts().await, ["Pia primary host", "Cleo cohost"]);
}

#[tokio::test]
async fn a_cohost_steps_up_where_nobody_has_the_event_in_hand() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Cleo", "cohost"), ("Cora", "cohost")]).await;
    let [cleo, cora] = [0, 1].map(|who| run.people[who].0.clone());
    let step_up = async |by: &Caller| by.send(Method::POST, &run.path("step-up"), None).await;

    step_up(&run.ada).await.assert_problem(403, ProblemCode::Forbidden);
    let (one, two) = tokio::join!(step_up(&cleo), step_up(&cora));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "one has it in hand, the other hears that");
    step_up(&cleo).await.assert_problem(409, ProblemCode::NoPrimaryNeeded);
    assert_eq!(run.hosts().await.len(), 2);
}

#[tokio::test]
async fn an_admin_reverses_a_step_up_within_three_days() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Cleo", "cohost"), ("Cora", "cohost")]).await;
    let [cleo, cora] = [0, 1].map(|who| run.people[who].0.clone());
    let path = format!("/api/admin/events/{}/reverse-step-up", run.event);
    let reverse = async |by: &Caller| by.post(&path, json!({ "reason": "It is Cora's." })).await;
    let told = async |by: &Caller| {
        let page = by.get("/api/notifications").await.expect(200);
        page["items"][0]["title"].as_str().unwrap().to_owned()
    };
    reverse(&run.ada).await.assert_problem(409, ProblemCode::NothingToReverse);
    let stepped_up = cleo.send(Method::POST, &run.path("step-up"), None).await.expect(200);
    assert_eq!(stepped_up["hosts"][0]["on_trial_until"], "2025-12-04T09:02:00Z");
    reverse(&cora).await.assert_problem(403, ProblemCode::Forbidden);
    app.clock.advance(chrono::TimeDelta::hours(72) - chrono::TimeDelta::seconds(1));

    let reversed = reverse(&run.ada).await.expect(200);

    assert_eq!(run.hosts().await, ["Cleo cohost", "Cora cohost"]);
    assert_eq!(reversed["hosts"][0]["on_trial_until"], Value::Null);
    assert_eq!(told(&cleo).await, "“Town fair” is not in your hands any more");
    assert_eq!(told(&cora).await, "Cleo is a co-host of “Town fair” now");
    let audit = cleo.get(&run.path("audit")).await.expect(200);
    assert_eq!(audit["items"][0]["action"], "primary.cleared");
    assert_eq!(audit["items"][1]["action"], "membership.step_up_reversed");
    assert_eq!(audit["items"][1]["details"]["reason"], "It is Cora's.");
    // Who steps up again is on trial again; after three days it is theirs for good.
    cleo.send(Method::POST, &run.path("step-up"), None).await.expect(200);
    app.clock.advance(chrono::TimeDelta::hours(72));
    reverse(&run.ada).await.assert_problem(409, ProblemCode::NothingToReverse);
    assert_eq!(run.hosts().await, ["Cleo primary host", "Cora cohost"]);
}

#[tokio::test]
async fn a_reversed_step_up_leaves_the_event_to_the_host_who_came_meanwhile() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Cleo", "cohost"), ("Cora", "cohost")]).await;
    run.people[0].0.send(Method::POST, &run.path("step-up"), None).await.expect(200);
    run.turn(&run.people[0].0, 1, "promote").await.expect(200);

    let path = format!("/api/admin/events/{}/reverse-step-up", run.event);
    run.ada.post(&path, json!({ "reason": "It is Cora's." })).await.expect(200);

    assert_eq!(run.hosts().await, ["Cora primary host", "Cleo cohost"]);
    // What an admin gave is not on trial, nor what was handed over.
    run.ada
        .post(&path, json!({ "reason": "no" }))
        .await
        .assert_problem(409, ProblemCode::NothingToReverse);
}

#[tokio::test]
async fn what_only_a_host_may_offer_ends_when_they_are_a_cohost() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Cleo", "cohost"), ("Cora", "cohost"), ("Dan", "cohost")]).await;
    let cleo = run.people[0].0.clone();
    cleo.send(Method::POST, &run.path("step-up"), None).await.expect(200);
    let invite = async |role: &str| {
        let made = cleo.post(&run.path("invites"), json!({ "role": role })).await.expect(201);
        token_of(&made)
    };
    let (as_host, as_cohost) = (invite("host").await, invite("cohost").await);
    // Another host, who is kept out: the event is in their hands all the same (INV-2).
    run.turn(&cleo, 1, "promote").await.expect(200);
    let suspend = format!("/api/admin/accounts/{}/suspend", run.people[1].1);
    run.ada.post(&suspend, json!({ "reason": "rogue" })).await.expect(200);

    let path = format!("/api/admin/events/{}/reverse-step-up", run.event);
    run.ada.post(&path, json!({ "reason": "It is Cora's." })).await.expect(200);

    assert_eq!(run.hosts().await, ["Cora primary host", "Cleo cohost", "Dan cohost"]);
    let nobody = app.stranger();
    let eve = nobody.signed_in(&nobody.sign_up("eve@example.org", "Eve", "correct horse").await);
    let refused = eve.answer_invite("accept", &as_host).await;
    refused.assert_problem(410, ProblemCode::InviteRevoked);
    eve.answer_invite("accept", &as_cohost).await.expect(200);
}

#[tokio::test]
async fn an_admin_puts_somebody_there_and_says_so_where_somebody_else_is() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host"), ("Cleo", "cohost")]).await;
    let event = run.ada.list_event("Another").await;
    let assign = async |event: &str, whom: usize, rest: Value| {
        let mut body = json!({
            "account_id": run.people[whom].1, "role": "host", "reason": "they asked for it",
        });
        body.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        run.ada.post(&format!("/api/admin/events/{event}/hosts"), body).await
    };

    assign(&event, 0, json!({ "reason": " " })).await.assert_fields(&[("/reason", "empty")]);
    assign(&event, 0, json!({})).await.expect(200);
    assert_eq!(run.ada.hosts(&event).await, ["Pia primary host"]);
    assign(&event, 0, json!({})).await.assert_problem(409, ProblemCode::PrimaryStays);
    let unsaid = assign(&event, 1, json!({ "make_primary": true })).await;
    unsaid.assert_problem(409, ProblemCode::EventAlreadyHosted);
    assign(&event, 1, json!({ "role": "cohost" })).await.expect(200);
    let replaced = json!({ "make_primary": true, "replace_primary": true });
    assign(&event, 1, replaced).await.expect(200);
    assert_eq!(run.ada.hosts(&event).await, ["Cleo primary host", "Pia host"]);
    let replaced = json!({ "make_primary": true, "replace_primary": true, "remove_former": true });
    assign(&event, 0, replaced).await.expect(200);
    assert_eq!(run.ada.hosts(&event).await, ["Pia primary host"]);
    let nobody = json!({ "account_id": uuid::Uuid::now_v7() });
    let unknown = assign(&event, 0, nobody).await;
    unknown.assert_problem(404, ProblemCode::AccountNotFound);
}

#[tokio::test]
async fn who_is_removed_and_who_has_the_event_in_hand_gets_a_mail() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let event = ada.list_event("Town fair").await;
    let mut ids = Vec::new();
    for email in ["pia@example.org", "hugo@example.org"] {
        let caller = confirmed(&app, &smtp, email).await;
        let made = ada.invite(&event, json!({ "role": "host" })).await.expect(201);
        caller.answer_invite("accept", &token_of(&made)).await.expect(200);
        ids.push(caller.me().await.expect(200)["id"].as_str().unwrap().to_owned());
    }

    let path = format!("/api/events/{event}/hosts/{}", ids[0]);
    let because = json!({ "reason": "a mistake" }).to_string().into_bytes();
    ada.send(Method::DELETE, &path, Some(because)).await.expect(200);

    let told = smtp.mail_to("pia@example.org", "You do not run “Town fair” any more");
    assert!(told.text.contains("They say: a mistake"), "{}", told.text);
    let heir = smtp.mail_to("hugo@example.org", "“Town fair” is in your hands now");
    assert!(heir.text.contains(&format!("/events/{event}/hosts")), "{}", heir.text);
}
