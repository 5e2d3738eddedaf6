//! Confirming what one has, and opening a link.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::Value;
use uuid::Uuid;

use crate::{app::TestApp, caller::Caller, gathering::small_with};

async fn first_of(caller: &Caller) -> String {
    caller.own_assignments().await[0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn whoever_brings_something_confirms_it_whatever_their_link() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    let rosie = christmas.participant("Rosie");
    for caller in [rosie, christmas.coordinator("Puddings"), christmas.host()] {
        let id = first_of(&caller).await;
        app.clock.advance(TimeDelta::minutes(1));

        let confirmed = caller.acknowledge(&id).await.expect(200);

        assert_eq!(confirmed["id"], id.as_str());
        assert_eq!(confirmed["acknowledged"], true);
        assert_eq!(caller.own_assignments().await[0], confirmed);
    }
    assert_eq!(app.db_audit(&christmas).await, ["acknowledge"; 3]);
    let people = christmas.host().look().await.expect(200)["people"].take();
    let confirmed = people.as_array().unwrap().iter().filter(|it| it["acknowledged"] == 1).count();
    assert_eq!(confirmed, 3);
}

#[tokio::test]
async fn a_host_who_is_signed_in_confirms_what_is_theirs_and_nothing_else() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let (link, session) = (christmas.host(), app.db_host_session(&christmas).await);
    let (own, rosies) = (first_of(&link).await, first_of(&christmas.participant("Rosie")).await);
    let path = |id: &str| format!("{}/ack/{id}", session.event);

    let confirmed = session.send(Method::POST, &path(&own), None).await.expect(200);

    assert_eq!(link.own_assignments().await[0], confirmed);
    assert_eq!(app.db_audit(&christmas).await, ["acknowledge"]);
    session
        .send(Method::POST, &path(&rosies), None)
        .await
        .assert_problem(404, ProblemCode::AssignmentNotFound);
}

#[tokio::test]
async fn a_confirmation_says_when() {
    let app = TestApp::spawn().await;
    let rosie = app.christmas().await.participant("Rosie");
    app.clock.advance(TimeDelta::hours(5));

    let confirmed = rosie.acknowledge(&first_of(&rosie).await).await.expect(200);

    assert_eq!(confirmed["acknowledged_at"], "2025-12-01T14:00:00Z");
}

#[tokio::test]
async fn a_second_confirmation_answers_the_same_and_changes_and_logs_nothing() {
    let app = TestApp::spawn().await;
    let rosie = app.christmas().await.participant("Rosie");
    let id = first_of(&rosie).await;
    let first = rosie.acknowledge(&id).await.expect(200);
    let before = app.db.dump().await;
    app.clock.advance(TimeDelta::hours(1));

    let second = rosie.acknowledge(&id).await.expect(200);

    assert_eq!(second, first);
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn nobody_confirms_for_somebody_else() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let party =
        app.gathering(small_with("confirming", &[("Kitchen", "Bread", Some("Pam"), false)]));
    let pam = party.await.participant("Pam");
    let (of_lance, of_pam) =
        (first_of(&christmas.participant("Lance")).await, first_of(&pam).await);
    let before = app.db.dump().await;

    let rosie = christmas.participant("Rosie");
    for caller in [rosie, christmas.coordinator("Puddings"), christmas.host()] {
        for id in [&of_lance, &of_pam, &Uuid::nil().to_string()] {
            let reply = caller.acknowledge(id).await;
            reply.assert_problem(404, ProblemCode::AssignmentNotFound);
        }
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn nothing_is_confirmed_in_a_draft_nor_once_it_is_over() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let rosie = christmas.participant("Rosie");
    let id = first_of(&rosie).await;

    app.db_set_status(&christmas, "draft").await;
    rosie.acknowledge(&id).await.assert_problem(409, ProblemCode::NotStarted);
    app.db_set_status(&christmas, "frozen").await;
    rosie.acknowledge(&id).await.expect(200);
    app.db_set_status(&christmas, "complete").await;
    rosie.acknowledge(&id).await.assert_problem(409, ProblemCode::EventComplete);
}

#[tokio::test]
async fn whoever_gets_an_item_after_somebody_else_has_not_confirmed_it() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let (rosie, anika) = (christmas.participant("Rosie"), christmas.coordinator("Puddings"));
    let old = first_of(&rosie).await;
    rosie.acknowledge(&old).await.expect(200);

    let item = anika.assign("Meringues", "Lance").await.expect(200);

    assert_eq!(item["assignment"]["person"]["name"], "Lance");
    assert_eq!(item["assignment"]["acknowledged"], false);
    assert_ne!(item["assignment"]["id"], old.as_str());
    rosie.acknowledge(&old).await.assert_problem(404, ProblemCode::AssignmentNotFound);
}

#[tokio::test]
async fn giving_an_item_to_whoever_has_it_changes_nothing_and_their_confirmation_stays() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let (rosie, anika) = (christmas.participant("Rosie"), christmas.coordinator("Puddings"));
    let id = first_of(&rosie).await;
    rosie.acknowledge(&id).await.expect(200);
    let before = app.db.dump().await;

    let item = anika.assign("Meringues", "Rosie").await.expect(200);

    assert_eq!(item["assignment"]["id"], id.as_str());
    assert_eq!(item["assignment"]["acknowledged"], true);
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_link_is_opened_once_and_only_by_the_page() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let opened = async || {
        let links = christmas.host().links().await.expect(200);
        let links = links["items"].as_array().unwrap();
        let rosie = links.iter().find(|it| it["person"]["name"] == "Rosie").unwrap();
        rosie["opened_at"].clone()
    };
    let rosie = christmas.participant("Rosie");

    rosie.look().await.expect(200);
    assert_eq!(opened().await, Value::Null);

    rosie.open().await.expect(204);
    let first = opened().await;
    assert_eq!(first, "2025-12-01T09:00:00Z");

    app.clock.advance(TimeDelta::hours(1));
    rosie.open().await.expect(204);
    assert_eq!(opened().await, first);
}

#[tokio::test]
async fn the_host_sees_who_has_opened_their_link() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    christmas.participant("Rosie").open().await.expect(204);
    christmas.coordinator("Puddings").open().await.expect(204);
    christmas.host().open().await.expect(204);

    let overview = christmas.host().look().await.expect(200);

    assert_eq!(overview["progress"]["opened"], 3);
    let opened: Vec<_> = overview["people"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["opened"] == true)
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(opened, ["Anika", "Jacqui & Ian", "Rosie"]);
}
