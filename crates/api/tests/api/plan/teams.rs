//! Teams, and who leads them: links follow at once.

use gather_wire::ProblemCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{last_entry, newcomer};
use crate::{
    app::TestApp,
    gathering::{small, small_with},
    input::party,
};

#[tokio::test]
async fn a_team_is_made_listed_changed_and_deleted() {
    let app = TestApp::spawn().await;
    let host = app.gathering(small("draft")).await.host();

    let made = host.add("teams", json!({ "name": "Music", "scope": "Songs" })).await;
    assert_eq!(made.status, 201, "{made:?}");
    let id = made.body["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("{}/teams/{id}", host.event));
    assert_eq!(made.header("etag"), "\"1\"");
    let team = json!({
        "id": id, "name": "Music", "scope": "Songs", "coordinator": null, "version": 1,
    });
    assert_eq!(made.body, team);
    let names: Vec<_> = host.list("teams").await.into_iter().map(|it| it["name"].clone()).collect();
    assert_eq!(names, ["Kitchen", "Garden", "Music"]);
    let plan = host.get(made.header("location")).await.expect(200);
    assert_eq!((&plan["team"], &plan["status"]), (&team, &json!("sorted")));

    let path = format!("teams/{id}");
    let changed = host.change(&path, json!({ "name": "Band", "scope": null })).await;
    assert_eq!(changed.header("etag"), "\"2\"");
    assert_eq!((&changed.body["name"], &changed.body["scope"]), (&json!("Band"), &Value::Null));
    let (action, target, details) = last_entry(&host).await;
    assert_eq!((action, &target["type"]), (json!("edit_team"), &json!("team")));
    assert_eq!(details, json!({ "name": "Music → Band", "scope": "Songs → –" }));

    host.drop(&path).await.expect(204);
    assert_eq!(last_entry(&host).await.0, "delete_team");
    host.get(made.header("location")).await.assert_problem(404, ProblemCode::TeamNotFound);
}

#[tokio::test]
async fn a_team_with_people_or_items_stays() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small_with("draft", &[])).await;
    let host = plan.host();
    let made = host.add("teams", json!({ "name": "Music" })).await.expect(201);
    let music = format!("teams/{}", made["id"].as_str().unwrap());
    let song = host.create(json!({ "name": "Song", "team_id": made["id"] })).await.expect(201);
    let before = app.db.dump().await;

    for team in [music.clone(), format!("teams/{}", plan.names.team("Garden"))] {
        let told = host.show(&team).await["allowed_actions"].clone();
        let told =
            told.as_array().unwrap().iter().find(|it| it["action"] == "delete_team").cloned();
        assert_eq!(told.unwrap()["reason"], "team_not_empty");
        host.drop(&team).await.assert_problem(409, ProblemCode::TeamNotEmpty);
    }
    assert_eq!(app.db.dump().await, before);
    host.delete(song["id"].as_str().unwrap()).await.expect(204);
    host.drop(&music).await.expect(204);
}

#[tokio::test]
async fn a_new_coordinator_has_the_coordinator_s_link_and_the_old_one_none_of_it() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let (cora, pam) = (party.coordinator("Kitchen"), party.participant("Pam"));
    let kitchen = format!("teams/{}", party.names.team("Kitchen"));

    let change = json!({ "coordinator_id": party.names.person("Pam") });
    let team = host.change(&kitchen, change.clone()).await.expect(200);

    assert_eq!((&team["coordinator"]["name"], &team["version"]), (&json!("Pam"), &json!(3)));
    for dead in [&cora, &pam] {
        dead.look().await.assert_problem(401, ProblemCode::LinkUnknown);
    }
    let (cora, pam) = (newcomer(&host, "Cora").await, newcomer(&host, "Pam").await);
    assert_eq!(pam.look().await.expect(200)["team"]["name"], "Kitchen");
    pam.assign("Bread", "Cora").await.expect(200);
    assert_eq!(cora.look().await.expect(200)["assignments"][0]["item"]["name"], "Bread");
    let entries = host.audit("?action=change_coordinator").await.expect(200);
    assert_eq!(entries["items"][0]["details"], json!({ "from": "Cora", "to": "Pam" }));
    assert_eq!(host.links().await.expect(200)["items"].as_array().unwrap().len(), 6);

    // The same again: nothing changes.
    let before = app.db.dump().await;
    assert_eq!(host.change(&kitchen, change).await.expect(200), team);
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_team_without_a_coordinator_is_possible() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let kitchen = format!("teams/{}", party.names.team("Kitchen"));

    let team = host.change(&kitchen, json!({ "coordinator_id": null })).await.expect(200);

    assert_eq!(team["coordinator"], Value::Null);
    let dead = party.coordinator("Kitchen").look().await;
    dead.assert_problem(401, ProblemCode::LinkUnknown);
    let cora = newcomer(&host, "Cora").await;
    assert_eq!(cora.look().await.expect(200)["team"]["coordinator"], Value::Null);
    assert_eq!(last_entry(&host).await.0, "list_links");
    let entries = host.audit("?action=change_coordinator").await.expect(200);
    assert_eq!(entries["items"][0]["details"], json!({ "from": "Cora" }));
}

#[tokio::test]
async fn a_host_who_leads_a_team_keeps_the_host_s_link() {
    let app = TestApp::spawn().await;
    let mut file = small_with("confirming", &[]);
    file["people"][0]["team"] = "Kitchen".into();
    let party = app.gathering(file).await;
    let host = party.host();
    let kitchen = format!("teams/{}", party.names.team("Kitchen"));

    for who in ["Hana", "Pam", "Hana"] {
        let change = json!({ "coordinator_id": party.names.person(who) });
        let team = host.change(&kitchen, change).await.expect(200);
        assert_eq!(team["coordinator"]["name"], who);
        host.look().await.expect(200);
    }
    let roles: Vec<_> = host.links().await.expect(200)["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["role"].clone(), it["person"]["name"].clone()))
        .collect();
    assert_eq!(roles[0], (json!("host"), json!("Hana")));
    assert_eq!(roles.iter().filter(|(role, _)| role == "coordinator").count(), 1, "Gil's alone");
}

#[tokio::test]
async fn a_draft_has_no_links_to_refit() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small("draft")).await;
    app.db_forget_links(&plan, &["Cora", "Pam", "Paul", "Gil", "Gwen"]).await;
    let host = plan.host();
    let kitchen = format!("teams/{}", plan.names.team("Kitchen"));

    let change = json!({ "coordinator_id": plan.names.person("Pam") });
    host.change(&kitchen, change).await.expect(200);

    assert_eq!(app.db.count("access_token").await, 1, "the host's");
    host.start_confirming().await.expect(200);
    assert_eq!(newcomer(&host, "Pam").await.look().await.expect(200)["team"]["name"], "Kitchen");
}

#[tokio::test]
async fn only_a_member_leads_a_team() {
    let app = TestApp::spawn().await;
    let (party, other) = (party(&app).await, party(&app).await);
    let host = party.host();
    let kitchen = format!("teams/{}", party.names.team("Kitchen"));
    let before = app.db.dump().await;

    for id in [party.names.person("Gwen"), other.names.person("Pam"), Uuid::nil()] {
        let reply = host.change(&kitchen, json!({ "coordinator_id": id })).await;
        reply.assert_problem(422, ProblemCode::PersonNotInTeam);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn whoever_may_do_one_half_of_a_change_does_neither() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, before) = (party.host(), app.db.dump().await);
    let kitchen = format!("teams/{}", party.names.team("Kitchen"));

    let both = json!({ "name": "Cooks", "coordinator_id": party.names.person("Pam") });
    host.change(&kitchen, both).await.assert_problem(409, ProblemCode::OnlyInDraft);
    let unknown = json!({ "coordinator_id": 5, "name": null, "scope": [], "size": 3 });
    host.change(&kitchen, unknown).await.assert_fields(&[
        ("/coordinator_id", "wrong_type"),
        ("/name", "wrong_type"),
        ("/scope", "wrong_type"),
        ("/size", "unknown_field"),
    ]);
    let wrong = json!({ "name": " ", "scope": "x".repeat(2001) });
    host.change(&kitchen, wrong.clone())
        .await
        .assert_fields(&[("/name", "empty"), ("/scope", "too_long")]);
    host.add("teams", wrong).await.assert_fields(&[("/name", "empty"), ("/scope", "too_long")]);
    let seen = host.with("if-match", "\"7\"");
    for reply in [seen.change(&kitchen, json!({})).await, seen.drop(&kitchen).await] {
        reply.assert_problem(412, ProblemCode::VersionMismatch);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn teams_of_another_gathering_are_not_there() {
    let app = TestApp::spawn().await;
    let (party, other) = (party(&app).await, party(&app).await);
    let host = party.host();
    let before = app.db.dump().await;

    for id in [other.names.team("Kitchen"), Uuid::nil()] {
        let team = format!("teams/{id}");
        for reply in [
            host.get(&host.plan(&team)).await,
            host.change(&team, json!({ "coordinator_id": null })).await,
            host.change(&team, json!({ "name": "Mine now" })).await,
            host.drop(&team).await,
        ] {
            reply.assert_problem(404, ProblemCode::TeamNotFound);
        }
    }
    assert_eq!(app.db.dump().await, before);
}
