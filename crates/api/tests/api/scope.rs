//! Whose things are whose: another team's, another gathering's.

use gather_wire::ProblemCode;
use serde_json::json;
use uuid::Uuid;

use crate::{app::TestApp, gathering::small_with};

#[tokio::test]
async fn to_a_coordinator_items_of_other_teams_and_gatherings_do_not_exist() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let party =
        app.gathering(small_with("confirming", &[("Kitchen", "Bread", Some("Pam"), false)])).await;
    let anika = christmas.coordinator("Puddings");
    let before = app.db.dump().await;

    let of_setup = christmas.names.item("Table setup + labels");
    for id in [of_setup, party.names.item("Bread"), Uuid::nil()] {
        let id = &id.to_string();
        for reply in [
            anika.edit(id, json!({ "name": "Mine now" })).await,
            anika.edit(id, json!({})).await,
            anika.delete(id).await,
            anika.assign(id, "Rosie").await,
            anika.unassign(id).await,
        ] {
            reply.assert_problem(404, ProblemCode::ItemNotFound);
        }
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_coordinator_gives_items_to_members_of_their_team_alone() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let party = app.gathering(small_with("confirming", &[])).await;
    let anika = christmas.coordinator("Puddings");
    let before = app.db.dump().await;

    let path = anika.item("Pavlova", "/assign");
    let strangers = [christmas.names.person("Gus"), party.names.person("Pam"), Uuid::nil()];
    for person in strangers {
        let reply = anika.post(&path, json!({ "person_id": person })).await;
        reply.assert_problem(422, ProblemCode::PersonNotInTeam);
    }
    assert_eq!(app.db.dump().await, before);
    anika.assign("Pavlova", "Keith").await.expect(200);
}

#[tokio::test]
async fn a_coordinator_cannot_name_a_team() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let anika = christmas.coordinator("Puddings");
    let before = app.db.dump().await;

    for team in ["Setup", "Puddings"] {
        let team_id = christmas.names.team(team);
        let reply = anika.create(json!({ "name": "Jelly", "team_id": team_id })).await;
        reply.assert_fields(&[("/team_id", "unknown_field")]);
        let reply = anika.edit("Pavlova", json!({ "team_id": team_id })).await;
        reply.assert_fields(&[("/team_id", "unknown_field")]);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn an_item_is_for_a_day_of_its_own_gathering() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let party = app.gathering(small_with("confirming", &[])).await;
    let (anika, host) = (christmas.coordinator("Puddings"), christmas.host());
    let team_id = christmas.names.team("Puddings");
    let before = app.db.dump().await;

    for day_id in [party.names.day("Saturday"), Uuid::nil()] {
        for reply in [
            anika.create(json!({ "name": "Jelly", "day_id": day_id })).await,
            anika.edit("Pavlova", json!({ "day_id": day_id })).await,
            host.create(json!({ "name": "Jelly", "team_id": team_id, "day_id": day_id })).await,
            host.edit("Pavlova", json!({ "day_id": day_id })).await,
        ] {
            reply.assert_fields(&[("/day_id", "unknown_day")]);
        }
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn to_a_host_nothing_of_another_gathering_exists() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let party =
        app.gathering(small_with("confirming", &[("Kitchen", "Bread", Some("Pam"), false)])).await;
    let host = christmas.host();
    let (bread, kitchen) = (party.names.item("Bread"), party.names.team("Kitchen"));
    let pam = party.names.person("Pam");
    let before = app.db.dump().await;

    for id in [bread, Uuid::nil()] {
        let id = &id.to_string();
        for reply in [
            host.edit(id, json!({ "name": "Mine now" })).await,
            host.delete(id).await,
            host.assign(id, "Rosie").await,
            host.unassign(id).await,
        ] {
            reply.assert_problem(404, ProblemCode::ItemNotFound);
        }
    }
    for id in [kitchen, Uuid::nil()] {
        let reply = host.get(&format!("{}/teams/{id}", host.event)).await;
        reply.assert_problem(404, ProblemCode::TeamNotFound);
        let reply = host.create(json!({ "name": "Jelly", "team_id": id })).await;
        reply.assert_problem(404, ProblemCode::TeamNotFound);
    }
    for id in [pam, Uuid::nil()] {
        let path = host.item("Pavlova", "/assign");
        let reply = host.post(&path, json!({ "person_id": id })).await;
        reply.assert_problem(422, ProblemCode::PersonNotInTeam);
        let path = format!("{}/tokens/{id}/rotate", host.event);
        let reply = host.send(reqwest::Method::POST, &path, None).await;
        reply.assert_problem(404, ProblemCode::PersonNotFound);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_host_reads_their_own_gathering_alone() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let party =
        app.gathering(small_with("confirming", &[("Kitchen", "Bread", Some("Pam"), false)])).await;
    let hana = party.host();
    hana.unassign("Bread").await.expect(200);

    let overview = hana.look().await;
    let audit = hana.audit("").await;
    let links = hana.links().await;

    assert_eq!(overview.body["teams"].as_array().unwrap().len(), 2);
    assert_eq!(links.body["items"].as_array().unwrap().len(), 6);
    assert_eq!(audit.body["items"].as_array().unwrap().len(), 3);
    for reply in [overview, audit, links] {
        for foreign in ["Richardson", "Rosie", "Puddings", "Pavlova"] {
            assert!(!reply.text.contains(foreign), "{reply:?}");
        }
    }
    drop(christmas);
}

#[tokio::test]
async fn a_participant_edits_nothing() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let rosie = christmas.participant("Rosie");
    let before = app.db.dump().await;

    for reply in [
        rosie.create(json!({ "name": "Jelly" })).await,
        rosie.edit("Meringues", json!({ "quantity": "1" })).await,
        rosie.delete("Meringues").await,
        rosie.assign("Pavlova", "Rosie").await,
        rosie.unassign("Meringues").await,
        rosie.freeze().await,
        rosie.expect_guests(json!(3)).await,
        rosie.links().await,
        rosie.rotate("Rosie").await,
        rosie.audit("").await,
        rosie.team("Puddings").await,
    ] {
        reply.assert_problem(403, ProblemCode::WrongScope);
    }
    assert_eq!(app.db.dump().await, before);
}
