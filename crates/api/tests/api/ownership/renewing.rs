//! New links for invites: who may give one, as it is shown and as it is.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::hosts::Run;
use crate::{app::TestApp, caller::Caller};

async fn run(app: &TestApp) -> Run {
    Run::by(app, &[("Pia", "host"), ("Hugo", "host"), ("Cleo", "cohost")]).await
}

fn place_of(run: &Run, made: &Value) -> String {
    run.path(&format!("invites/{}", made["invite_id"].as_str().unwrap()))
}

/// What somebody is shown of whether an invite may get a new link; it is the same wherever they see it.
async fn promised(caller: &Caller, run: &Run, place: &str) -> bool {
    let read = caller.get(place).await.expect(200);
    let list = caller.get(&run.path("invites")).await.expect(200);
    let listed = list["items"].as_array().unwrap().iter().find(|it| it["id"] == read["id"]);
    assert_eq!(listed.unwrap()["can"], read["can"]);
    read["can"]["resend"].as_bool().unwrap()
}

/// Asks for a new link when that is not too soon: the answer is the one that was promised.
async fn assert_kept(app: &TestApp, caller: &Caller, run: &Run, place: &str, refusal: Option<u16>) {
    app.clock.advance(TimeDelta::minutes(2));
    let promised = promised(caller, run, place).await;
    let register = run.ada.get("/api/admin/invites").await.expect(200);
    let id = place.rsplit('/').next().unwrap();
    let found = register["items"].as_array().unwrap().iter().find(|it| it["id"] == id);
    let promised_to_admins = found.unwrap()["can"]["resend"].as_bool().unwrap();

    let reply = caller.post(&format!("{place}/resend"), json!({})).await;
    assert_eq!((promised, reply.status), (refusal.is_none(), refusal.unwrap_or(200)), "{reply:?}");
    app.clock.advance(TimeDelta::minutes(2));
    let reply = run.ada.post(&format!("{place}/resend"), json!({})).await;
    assert_eq!(promised_to_admins, reply.status == 200, "{reply:?}");
}

#[tokio::test]
async fn a_new_link_is_promised_to_whom_it_is_given_and_to_nobody_else() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let [(pia, _), (hugo, _), (cleo, _)] = run.people.as_slice() else { unreachable!() };
    let make = async |caller: &Caller, body: Value| {
        place_of(&run, &caller.invite(&run.event, body).await.expect(201))
    };
    // Whoever gives an invite a new link has made it from then on, so each is tried once.
    let (first, second) = (make(cleo, json!({})).await, make(cleo, json!({})).await);
    assert_kept(&app, cleo, &run, &first, None).await;
    assert!(!promised(hugo, &run, &second).await, "it is somebody else's");
    let terms = run.path("publication");
    pia.patch(&terms, json!({ "cohosts_can_invite": false })).await.expect(200);
    assert_kept(&app, cleo, &run, &second, Some(403)).await;

    let as_host = make(pia, json!({ "role": "host" })).await;
    let as_cohost = make(pia, json!({})).await;
    run.transfer(pia, 1, "host").await.expect(200);
    assert_kept(&app, pia, &run, &as_host, Some(403)).await;
    assert_kept(&app, pia, &run, &as_cohost, None).await;
}

#[tokio::test]
async fn a_new_link_is_promised_as_long_as_the_event_the_server_and_the_invite_allow_one() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let pia = &run.people[0].0;
    let make = async || place_of(&run, &pia.invite(&run.event, json!({})).await.expect(201));
    let (first, second, third) = (make().await, make().await, make().await);

    pia.post(&run.path("cancel"), json!({})).await.expect(200);
    assert_kept(&app, pia, &run, &first, Some(409)).await;
    pia.send(Method::POST, &run.path("restore"), None).await.expect(200);
    let pause = async |is_enabled: bool| {
        let change = json!({ "invites_enabled": is_enabled });
        run.ada.patch("/api/admin/settings", change).await.expect(200);
    };
    pause(false).await;
    assert_kept(&app, pia, &run, &first, Some(503)).await;
    pause(true).await;
    pia.send(Method::DELETE, &first, Some(b"{}".to_vec())).await.expect(204);
    assert_kept(&app, pia, &run, &first, None).await;

    for _ in 0..10 {
        app.clock.advance(TimeDelta::minutes(2));
        pia.post(&format!("{second}/resend"), json!({})).await.expect(200);
    }
    assert_kept(&app, pia, &run, &second, Some(409)).await;

    app.clock.advance(TimeDelta::minutes(2));
    let renewed = pia.post(&format!("{third}/resend"), json!({})).await.expect(200);
    let nobody = app.stranger();
    let joined = nobody.signed_in(&nobody.sign_up("jo@example.org", "Jo", "correct horse").await);
    joined.answer_invite("accept", &super::token_of(&renewed)).await.expect(200);
    assert_kept(&app, pia, &run, &third, Some(409)).await;
}

#[tokio::test]
async fn what_is_opened_again_counts_among_the_open_invites_for_its_address() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let event = ada.list_event("Town fair").await;
    let to_jo = || json!({ "email_restriction": "jo@example.org", "expires_in_days": 1 });
    let made = ada.invite(&event, to_jo()).await.expect(201);
    let late = ada.invite(&event, to_jo()).await.expect(201);
    let place = |made: &Value| {
        format!("/api/events/{event}/invites/{}", made["invite_id"].as_str().unwrap())
    };
    ada.send(Method::DELETE, &place(&made), Some(b"{}".to_vec())).await.expect(204);
    app.clock.advance(TimeDelta::days(1));
    let mut open = Vec::new();
    for _ in 0..5 {
        open.push(ada.invite(&event, to_jo()).await.expect(201));
    }

    let promised = async |made: &Value| {
        let register = ada.get("/api/admin/invites").await.expect(200);
        let found =
            register["items"].as_array().unwrap().iter().find(|it| it["id"] == made["invite_id"]);
        let read = ada.get(&place(made)).await.expect(200);
        assert_eq!(found.unwrap()["can"], read["can"]);
        read["can"]["resend"].as_bool().unwrap()
    };
    for closed in [&made, &late] {
        assert!(!promised(closed).await, "five are open");
        let refused = ada.post(&format!("{}/resend", place(closed)), json!({})).await;
        refused.assert_problem(409, ProblemCode::InviteLimitReached);
    }
    assert!(promised(&open[0]).await, "it is one of the five");
    app.clock.advance(TimeDelta::minutes(2));
    ada.post(&format!("{}/resend", place(&open[0])), json!({})).await.expect(200);
    ada.send(Method::DELETE, &place(&open[0]), Some(b"{}".to_vec())).await.expect(204);
    assert!(promised(&late).await && promised(&open[1]).await, "what is open takes no room more");
    ada.post(&format!("{}/resend", place(&late)), json!({})).await.expect(200);
}
