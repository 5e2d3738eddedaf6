//! Invites, as admins list and handle them.

use chrono::TimeDelta;
use gather_domain::clock::Clock as _;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{hosts::Run, token_of};
use crate::{app::TestApp, caller::Caller};

/// The labels of the invites that such a query finds, the latest first.
async fn found(admin: &Caller, query: &str) -> Vec<String> {
    let page = admin.get(&format!("/api/admin/invites{query}")).await.expect(200);
    let label = |it: &Value| it["label"].as_str().unwrap_or("-").to_owned();
    page["items"].as_array().unwrap().iter().map(label).collect()
}

#[tokio::test]
async fn the_register_is_narrowed_by_who_made_an_invite_to_what_as_what_when_and_how_it_fares() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host")]).await;
    let (ada, (pia, pias)) = (&run.ada, &run.people[0]);
    let dance = ada.list_event("Tea dance").await;
    app.clock.advance(TimeDelta::hours(1));
    let start = app.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let mailed = json!({ "label": "One", "email_restriction": "rosa@example.org",
                         "send_email": true });
    pia.invite(&run.event, mailed).await.expect(201);
    app.clock.advance(TimeDelta::hours(1));
    ada.invite(&dance, json!({ "label": "Two", "role": "host" })).await.expect(201);
    app.clock.advance(TimeDelta::hours(1));
    let end = app.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    ada.invite(&dance, json!({ "label": "Three" })).await.expect(201);

    assert_eq!(found(ada, &format!("?created_by={pias}")).await, ["One"]);
    assert_eq!(found(ada, &format!("?event_id={dance}")).await, ["Three", "Two"]);
    assert_eq!(found(ada, "?role=host&status=pending").await, ["Two"]);
    assert_eq!(found(ada, &format!("?from={start}&to={end}")).await, ["Two", "One"]);
    assert_eq!(found(ada, &format!("?from={end}")).await, ["Three"]);
    for (text, expected) in [("ROSA@", "One"), ("two", "Two"), ("pia", "One")] {
        assert_eq!(found(ada, &format!("?q={text}")).await, [expected], "{text}");
    }
    assert_eq!(found(ada, "?q=tea").await, ["Three", "Two"]);
    assert_eq!(found(ada, &format!("?q=tea&event_id={dance}")).await, Vec::<String>::new());
    let wrong = ada.get(&format!("/api/admin/invites?from={end}&to={start}&q=%20")).await;
    wrong.assert_fields(&[("/q", "empty"), ("/to", "before_from")]);

    assert_eq!(found(ada, "?concern=never_sent").await, ["Three", "Two", "One"]);
    assert_eq!(found(ada, "?concern=failed").await, Vec::<String>::new());
    app.db.execute("UPDATE email_outbox SET status = 'failed' WHERE template = 'invitation'").await;
    assert_eq!(found(ada, "?concern=failed").await, ["One"]);
    let outbox = ada.get("/api/admin/outbox?status=failed").await.expect(200);
    let mail = outbox["items"][0]["id"].as_str().unwrap();
    let pass_on = format!("/api/admin/outbox/{mail}/passed-on");
    ada.send(Method::POST, &pass_on, None).await.expect(200);
    assert_eq!(found(ada, "?concern=never_sent").await, ["Three", "Two"]);
    assert_eq!(found(ada, "?concern=failed").await, Vec::<String>::new());
}

#[tokio::test]
async fn invites_to_a_deleted_event_are_listed_nowhere_until_it_is_brought_back() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let (event, other) = (ada.list_event("Town fair").await, ada.list_event("Tea dance").await);
    ada.invite(&event, json!({ "label": "Gone" })).await.expect(201);
    ada.invite(&other, json!({ "label": "There" })).await.expect(201);

    assert_eq!(ada.send(Method::DELETE, &format!("/api/events/{event}"), None).await.status, 204);

    assert_eq!(found(&ada, "").await, ["There"]);
    assert_eq!(found(&ada, &format!("?event_id={event}")).await, Vec::<String>::new());
    for path in
        [format!("/api/admin/events/{event}/invite"), format!("/api/events/{event}/invites")]
    {
        ada.get(&path).await.assert_problem(404, ProblemCode::EventNotFound);
    }
    let back = format!("/api/admin/deleted-events/{event}/bring-back");
    assert_eq!(ada.send(Method::POST, &back, None).await.status, 204);
    assert_eq!(found(&ada, "").await, ["There", "Gone"]);
}

#[tokio::test]
async fn an_admin_handles_invites_on_their_own_route_as_hosts_do_on_theirs() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host")]).await;
    let (ada, (pia, _)) = (&run.ada, &run.people[0]);
    let list = format!("/api/admin/events/{}/invite", run.event);
    let made = ada.post(&list, json!({ "label": "For Jo" })).await.expect(201);
    let id = made["invite_id"].as_str().unwrap().to_owned();
    let (place, theirs) = (format!("{list}/{id}"), run.path(&format!("invites/{id}")));

    let listed = ada.get(&format!("{list}?status=pending")).await.expect(200);
    assert_eq!(listed, ada.get(&run.path("invites?status=pending")).await.expect(200));
    assert_eq!(listed["items"][0]["id"], *id);
    assert_eq!(ada.get(&place).await.expect(200), ada.get(&theirs).await.expect(200));
    let changed = ada.patch(&place, json!({ "note": "Please" })).await.expect(200);
    assert_eq!(changed["note"], "Please");
    ada.patch(&place, json!({ "expires_in_days": 0 }))
        .await
        .assert_fields(&[("/expires_in_days", "out_of_range")]);
    app.clock.advance(TimeDelta::minutes(2));
    let renewed = ada.post(&format!("{place}/resend"), json!({})).await.expect(200);
    assert_ne!(token_of(&renewed), token_of(&made));
    let because = Some(br#"{"reason":"a mistake"}"#.to_vec());
    assert_eq!(ada.send(Method::DELETE, &place, because).await.status, 204);
    assert_eq!(pia.get(&theirs).await.expect(200)["revoked_reason"], "a mistake");

    let other = ada.list_event("Tea dance").await;
    let elsewhere = format!("/api/admin/events/{other}/invite/{id}");
    ada.get(&elsewhere).await.assert_problem(404, ProblemCode::InviteNotFound);
    for refused in [
        pia.get(&list).await,
        pia.get(&place).await,
        pia.patch(&place, json!({ "note": "Mine" })).await,
        pia.post(&format!("{place}/resend"), json!({})).await,
        pia.send(Method::DELETE, &place, Some(b"{}".to_vec())).await,
    ] {
        refused.assert_problem(403, ProblemCode::Forbidden);
    }
}
