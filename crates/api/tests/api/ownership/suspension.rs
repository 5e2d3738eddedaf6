//! What becomes of what somebody runs who is kept out of their account.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use serde_json::{Value, json};

use super::hosts::Run;
use crate::{app::TestApp, caller::Caller};

async fn suspend(admin: &Caller, id: &str) {
    let path = format!("/api/admin/accounts/{id}/suspend");
    admin.post(&path, json!({ "reason": "spam" })).await.expect(200);
}

async fn restore(admin: &Caller, id: &str) {
    admin.post(&format!("/api/admin/accounts/{id}/restore"), json!({})).await.expect(200);
}

/// Somebody, who signs in again after a long time.
async fn again(app: &TestApp, email: &str) -> Caller {
    let nobody = app.stranger();
    nobody.signed_in(&nobody.log_in(email, "correct horse").await)
}

async fn told(caller: &Caller) -> Vec<Value> {
    let page = caller.get("/api/notifications?unread=true").await.expect(200);
    let types: Vec<_> =
        page["items"].as_array().unwrap().iter().map(|it| it["type"].clone()).collect();
    caller.post("/api/notifications/read", json!({})).await.expect(200);
    types
}

#[tokio::test]
async fn who_is_suspended_for_more_than_thirty_days_leaves_what_they_run_to_others() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host"), ("Hugo", "host"), ("Cleo", "cohost")]).await;
    let [(pia, pias), (_, hugos), (cleo, _)] = run.people.as_slice() else { unreachable!() };
    for caller in [pia, cleo, &run.ada] {
        told(caller).await;
    }
    suspend(&run.ada, pias).await;
    // Who would be the next is kept out as well, and for less long.
    app.clock.advance(TimeDelta::hours(1));
    suspend(&run.ada, hugos).await;

    app.clock.advance(TimeDelta::days(30) - TimeDelta::hours(1) - TimeDelta::seconds(1));
    let ada = again(&app, "ada@example.org").await;
    app.catch_up().await;
    assert_eq!(ada.hosts(&run.event).await, ["Pia primary host", "Hugo host", "Cleo cohost"]);
    app.clock.advance(TimeDelta::seconds(1));
    app.catch_up().await;

    assert_eq!(ada.hosts(&run.event).await, ["Cleo primary host", "Hugo host"]);
    let cleo = again(&app, "cleo@example.org").await;
    assert_eq!(told(&cleo).await, ["now_primary"]);
    let history = "SELECT end_reason || ' ' || note FROM event_host_history WHERE ended_by IS NULL";
    assert_eq!(app.db.texts(history).await, ["removed suspended"]);
    let audit = cleo.get(&format!("/api/events/{}/audit", run.event)).await.expect(200);
    let entries: Vec<_> = (0..3)
        .map(|n| {
            let entry = &audit["items"][n];
            format!(
                "{} {}",
                entry["action"].as_str().unwrap(),
                entry["actor"]["kind"].as_str().unwrap()
            )
        })
        .collect();
    let expected =
        ["primary.set system", "membership.promoted system", "membership.removed system"];
    assert_eq!(entries, expected);

    app.clock.advance(TimeDelta::hours(1));
    app.catch_up().await;
    app.catch_up().await;
    assert_eq!(ada.hosts(&run.event).await, ["Cleo primary host"]);
    restore(&ada, pias).await;
    let pia = again(&app, "pia@example.org").await;
    assert_eq!(told(&pia).await, ["removed"], "once, and there when she is let in again");
    let event = pia.get(&format!("/api/events/{}/hosts", run.event)).await;
    event.assert_problem(404, ProblemCode::EventNotFound);
}

#[tokio::test]
async fn where_nobody_else_runs_it_admins_learn_that_nobody_does() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host")]).await;
    told(&run.ada).await;
    suspend(&run.ada, &run.people[0].1).await;
    app.clock.advance(TimeDelta::days(31));

    app.catch_up().await;

    let ada = again(&app, "ada@example.org").await;
    assert_eq!(ada.hosts(&run.event).await, Vec::<String>::new());
    assert_eq!(told(&ada).await, ["unhosted"]);
}

#[tokio::test]
async fn who_is_let_in_again_in_time_keeps_what_they_run() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host"), ("Cleo", "cohost")]).await;
    suspend(&run.ada, &run.people[0].1).await;
    app.clock.advance(TimeDelta::days(29));
    restore(&run.ada, &run.people[0].1).await;
    app.clock.advance(TimeDelta::days(29));

    app.catch_up().await;

    let pia = again(&app, "pia@example.org").await;
    assert_eq!(pia.hosts(&run.event).await, ["Pia primary host", "Cleo cohost"]);
}
