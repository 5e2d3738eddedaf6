//! `If-Match` and `Idempotency-Key`.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::json;

use crate::{app::TestApp, input::party};

#[tokio::test]
async fn a_change_of_an_old_version_changes_nothing() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    cora.edit("Bread", json!({ "quantity": "2" })).await.expect(200);
    let before = app.db.dump().await;

    for tag in
        ["\"1\"", "\"3\"", "\"-1\"", "2", "W/\"2\"", "\"x\"", "\"\"", "\"99999999999999999999\""]
    {
        for caller in [&host, &cora] {
            let seen = caller.with("if-match", tag);
            for reply in [
                seen.edit("Bread", json!({ "quantity": "3" })).await,
                seen.edit("Bread", json!({ "quantity": "2" })).await,
                seen.assign("Bread", "Paul").await,
                seen.unassign("Bread").await,
                seen.delete("Bread").await,
            ] {
                reply.assert_problem(412, ProblemCode::VersionMismatch);
            }
        }
    }
    for tag in ["\"7\"", "nonsense"] {
        let seen = host.with("if-match", tag);
        seen.expect_guests(json!(3)).await.assert_problem(412, ProblemCode::VersionMismatch);
        seen.freeze().await.assert_problem(412, ProblemCode::VersionMismatch);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn who_has_not_seen_a_confirmation_does_not_take_it_back() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (cora, pam) = (party.coordinator("Kitchen"), party.participant("Pam"));
    let given = cora.assign("Bread", "Pam").await;
    let seen = given.header("etag").to_owned();
    let own = pam.own_assignments().await;
    let own = own.iter().find(|it| it["item"]["name"] == "Bread").unwrap();
    pam.acknowledge(own["id"].as_str().unwrap()).await.expect(200);

    let reply = cora.with("if-match", &seen).unassign("Bread").await;

    reply.assert_problem(412, ProblemCode::VersionMismatch);
}

#[tokio::test]
async fn a_change_of_the_version_seen_succeeds_and_any_version_is_a_star() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));

    let mut tag = "\"1\"".to_owned();
    for n in 2..6 {
        let seen = if n % 2 == 0 { &host } else { &cora }.with("if-match", &tag);
        let reply = seen.edit("Bread", json!({ "quantity": n.to_string() })).await;
        tag = reply.header("etag").to_owned();
        assert_eq!((reply.body["version"].as_i64(), tag.as_str()), (Some(n), &*format!("\"{n}\"")));
    }
    let any = cora.with("if-match", "*");
    any.unassign("Bread").await.expect(200);
    let reply = any.assign("Bread", "Paul").await;
    assert_eq!(reply.header("etag"), "\"7\"");
    any.delete("Bread").await.expect(204);

    let event = host.get(&host.event).await;
    let seen = host.with("if-match", event.header("etag"));
    let reply = seen.expect_guests(json!(3)).await;
    assert_eq!(reply.header("etag"), format!("\"{}\"", reply.body["version"]));
    seen.freeze().await.assert_problem(412, ProblemCode::VersionMismatch);
    host.with("if-match", reply.header("etag")).freeze().await.expect(200);
}

#[tokio::test]
async fn how_an_event_shows_itself_changes_as_it_was_seen_or_not_at_all() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = app.db_host_session(&party).await;
    let event = format!("/api/events/{}", party.id());
    let seen = |tag: &str| host.with("if-match", tag);
    let publish = json!({ "is_published": true });
    let shown = host.get(&event).await;
    let first = shown.header("etag").to_owned();

    let published = seen(&first).patch(&format!("{event}/publication"), publish.clone()).await;
    let second = published.header("etag").to_owned();
    assert_ne!(second, first);
    assert_eq!(format!("\"{}\"", published.expect(200)["event"]["version"]), second);
    assert_eq!(host.get(&event).await.header("etag"), second);
    let again = seen(&second).patch(&format!("{event}/publication"), publish.clone()).await;
    assert_eq!((again.status, again.header("etag")), (200, &*second), "nothing changed");
    let before = app.db.dump().await;
    for tag in [&*first, "\"999\"", "nonsense"] {
        let reply = seen(tag).patch(&format!("{event}/publication"), publish.clone()).await;
        reply.assert_problem(412, ProblemCode::VersionMismatch);
        for (what, body) in [("cancel", Some(b"{}".to_vec())), ("restore", None)] {
            let reply = seen(tag).send(Method::POST, &format!("{event}/{what}"), body).await;
            reply.assert_problem(412, ProblemCode::VersionMismatch);
        }
    }
    assert_eq!(app.db.dump().await, before);
    let cancelled = seen(&second).post(&format!("{event}/cancel"), json!({})).await;
    let third = cancelled.header("etag").to_owned();
    assert_eq!(format!("\"{}\"", cancelled.expect(200)["event"]["version"]), third);
    let path = format!("{event}/restore");
    let restored = seen(&third).send(Method::POST, &path, None).await;
    assert_eq!(restored.header("etag"), host.get(&event).await.header("etag"));
    seen("*")
        .patch(&format!("{event}/publication"), json!({ "is_published": false }))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_creation_says_where_the_item_is() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    let team_id = party.names.team("Garden");

    for (caller, body) in [
        (&cora, json!({ "name": "Jelly" })),
        (&host, json!({ "name": "Jelly", "team_id": team_id })),
    ] {
        let reply = caller.create(body).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        assert_eq!(reply.header("etag"), "\"1\"");
        let id = reply.body["id"].as_str().unwrap();
        assert_eq!(reply.header("location"), caller.item(id, ""));
        let edited = caller.patch(reply.header("location"), json!({ "quantity": "1" })).await;
        assert_eq!(edited.expect(200)["quantity"], "1");
    }
}

#[tokio::test]
async fn a_creation_sent_again_has_one_effect_and_the_same_answer() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    let team_id = party.names.team("Kitchen");

    for (caller, body) in [
        (&cora, json!({ "name": "Jelly", "critical": false })),
        (&host, json!({ "name": "Jelly", "team_id": team_id })),
    ] {
        let caller = caller.with("idempotency-key", "3f1c-again");
        let first = caller.create(body.clone()).await;
        assert_eq!(first.status, 201, "{first:?}");
        let before = app.db.dump().await;
        app.clock.advance(TimeDelta::hours(23));

        let second = caller.create(body.clone()).await;

        assert_eq!((second.status, &second.text), (201, &first.text));
        for header in ["location", "etag", "content-type"] {
            assert_eq!(second.header(header), first.header(header));
        }
        assert_eq!(app.db.dump().await, before);

        app.clock.advance(TimeDelta::hours(1));
        let third = caller.create(body).await.expect(201);
        assert_ne!(third["id"], first.body["id"], "after a day the key is free again");
    }
}

#[tokio::test]
async fn the_first_answer_is_given_again_even_when_the_plan_is_frozen_by_then() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let cora = party.coordinator("Kitchen").with("idempotency-key", "one");
    let first = cora.create(json!({ "name": "Jelly" })).await.expect(201);
    party.host().freeze().await.expect(200);

    assert_eq!(cora.create(json!({ "name": "Jelly" })).await.expect(201), first);
}

#[tokio::test]
async fn a_key_stands_for_one_request_of_one_caller() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let cora = party.coordinator("Kitchen").with("idempotency-key", "one");
    let gil = party.coordinator("Garden").with("idempotency-key", "one");
    let first = cora.create(json!({ "name": "Jelly" })).await.expect(201);
    let before = app.db.dump().await;

    for other in [json!({ "name": "Jam" }), json!({ "name": "Jelly", "critical": true })] {
        cora.create(other).await.assert_problem(422, ProblemCode::IdempotencyKeyReused);
    }
    assert_eq!(app.db.dump().await, before);
    let second = gil.create(json!({ "name": "Jelly" })).await.expect(201);
    assert_ne!(second["id"], first["id"]);
}

#[tokio::test]
async fn a_refused_creation_does_not_use_its_key_up() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let cora = party.coordinator("Kitchen").with("idempotency-key", "one");
    cora.create(json!({ "name": " " })).await.assert_fields(&[("/name", "empty")]);
    party.host().freeze().await.expect(200);
    cora.create(json!({ "name": "Jelly" })).await.assert_problem(409, ProblemCode::EventFrozen);
    party.host().start_confirming().await.expect(200);

    cora.create(json!({ "name": "Jam" })).await.expect(201);
}

#[tokio::test]
async fn a_key_is_one_to_sixty_four_visible_characters() {
    let app = TestApp::spawn().await;
    let cora = party(&app).await.coordinator("Kitchen");
    let before = app.db.dump().await;

    for key in ["", "a b", "ü", "a\tb", &"x".repeat(65)] {
        let reply = cora.with("idempotency-key", key).create(json!({ "name": "Jelly" })).await;
        reply.assert_problem(400, ProblemCode::MalformedHeader);
    }
    assert_eq!(app.db.dump().await, before);
    for key in ["x", "~!@#$%^&*()'\"", &"x".repeat(64)] {
        cora.with("idempotency-key", key).create(json!({ "name": "Jelly" })).await.expect(201);
    }
}
