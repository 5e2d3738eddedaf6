//! Moving and removing people: what they had is open again, and their links follow.

use gather_wire::ProblemCode;
use serde_json::{Value, json};

use super::newcomer;
use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
    input::party,
};

fn person(party: &Gathering, name: &str) -> String {
    format!("people/{}", party.names.person(name))
}

async fn go(host: &Caller, party: &Gathering, name: &str, team: &str) -> Value {
    let to = json!({ "team_id": party.names.team(team) });
    host.add(&format!("{}/move", person(party, name)), to).await.expect(200)
}

async fn item(host: &Caller, team: &str, name: &str) -> Value {
    let plan = host.team(team).await.expect(200);
    let items = plan["items"].as_array().unwrap();
    items.iter().find(|it| it["name"] == name).unwrap().clone()
}

/// What was done by the last so many entries, in order: action and target.
async fn story(host: &Caller, entries: usize) -> Vec<(String, String)> {
    let audit = host.audit(&format!("?limit={entries}")).await.expect(200);
    let text = |it: &Value| it.as_str().unwrap().to_owned();
    let items = audit["items"].as_array().unwrap().iter().rev();
    items.map(|it| (text(&it["action"]), text(&it["target"]["name"]))).collect()
}

fn told(story: &[(&str, &str)]) -> Vec<(String, String)> {
    story.iter().map(|(action, name)| ((*action).to_owned(), (*name).to_owned())).collect()
}

#[tokio::test]
async fn who_is_removed_leaves_their_items_with_their_name_and_every_change_is_written_down() {
    let app = TestApp::spawn().await;
    let items = [
        ("Kitchen", "Bread", Some("Cora"), true),
        ("Kitchen", "Soup", Some("Cora"), false),
        ("Kitchen", "Salad", Some("Pam"), false),
    ];
    let party = app.gathering(small_with("confirming", &items)).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    let own = cora.own_assignments().await;
    cora.acknowledge(own[0]["id"].as_str().unwrap()).await.expect(200);

    host.drop(&person(&party, "Cora")).await.expect(204);

    let story = story(&host, 4).await;
    assert_eq!(
        story,
        told(&[
            ("unassign_item", "Bread"),
            ("unassign_item", "Soup"),
            ("change_coordinator", "Kitchen"),
            ("remove_person", "Cora"),
        ])
    );
    for (name, version) in [("Bread", 3), ("Soup", 2)] {
        let item = item(&host, "Kitchen", name).await;
        assert_eq!(item["previously_assigned_to"], "Cora");
        assert_eq!((&item["assignment"], &item["version"]), (&Value::Null, &json!(version)));
    }
    assert_eq!(item(&host, "Kitchen", "Salad").await["assignment"]["person"]["name"], "Pam");
    assert_eq!(host.team("Kitchen").await.expect(200)["team"]["coordinator"], Value::Null);
    cora.look().await.assert_problem(401, ProblemCode::LinkUnknown);
    let gone = host.get(&host.plan(&person(&party, "Cora"))).await;
    gone.assert_problem(404, ProblemCode::PersonNotFound);
    let blockers = host.freeze().await;
    blockers.assert_problem(409, ProblemCode::FreezeBlocked);
    assert_eq!(app.db.count("person WHERE name = 'Cora'").await, 1, "the person record stays");
    host.drop(&person(&party, "Cora")).await.assert_problem(404, ProblemCode::PersonNotFound);
}

#[tokio::test]
async fn an_item_remembers_everybody_who_had_it() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();

    host.drop(&person(&party, "Pam")).await.expect(204);
    host.assign("Bread", "Paul").await.expect(200);
    go(&host, &party, "Paul", "Garden").await;

    assert_eq!(item(&host, "Kitchen", "Bread").await["previously_assigned_to"], "Pam, Paul");
}

#[tokio::test]
async fn who_moves_keeps_the_link_that_still_fits() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, pam) = (party.host(), party.participant("Pam"));
    pam.open().await.expect(204);

    let moved = go(&host, &party, "Pam", "Garden").await;

    assert_eq!(moved, host.show(&person(&party, "Pam")).await);
    assert_eq!(moved["team_id"], json!(party.names.team("Garden")));
    assert_eq!((&moved["assigned"], moved["opened_at"].is_string()), (&json!(0), true));
    let part = pam.look().await.expect(200);
    assert_eq!((&part["team"]["name"], &part["assignments"]), (&json!("Garden"), &json!([])));
    assert_eq!(item(&host, "Kitchen", "Bread").await["previously_assigned_to"], "Pam");
    let entry = host.audit("?limit=1").await.expect(200)["items"][0].clone();
    assert_eq!(entry["details"], json!({ "from": "Kitchen", "to": "Garden" }));
    assert_eq!(story(&host, 2).await, told(&[("unassign_item", "Bread"), ("move_person", "Pam")]));
    party
        .coordinator("Kitchen")
        .assign("Bread", "Pam")
        .await
        .assert_problem(422, ProblemCode::PersonNotInTeam);

    let before = app.db.dump().await;
    assert_eq!(go(&host, &party, "Pam", "Garden").await, moved, "there already");
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_coordinator_who_moves_is_a_participant_elsewhere() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));

    let moved = go(&host, &party, "Cora", "Garden").await;

    assert_eq!(moved["role"], "participant");
    assert_eq!(moved, host.show(&person(&party, "Cora")).await);
    cora.look().await.assert_problem(401, ProblemCode::LinkUnknown);
    let part = newcomer(&host, "Cora").await.look().await.expect(200);
    assert_eq!(
        (&part["team"]["name"], &part["team"]["coordinator"]["name"]),
        (&json!("Garden"), &json!("Gil"),)
    );
    assert_eq!(host.team("Kitchen").await.expect(200)["team"]["coordinator"], Value::Null);
    let entries = host.audit("?action=change_coordinator").await.expect(200);
    assert_eq!(entries["items"][0]["details"], json!({ "from": "Cora" }));
    party.coordinator("Garden").look().await.expect(200);
}

#[tokio::test]
async fn who_moves_as_coordinator_leads_the_new_team() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, gil) = (party.host(), party.coordinator("Garden"));
    let path = format!("{}/move", person(&party, "Cora"));
    let garden = party.names.team("Garden");

    let to = json!({ "team_id": garden, "role": "coordinator" });
    let moved = host.add(&path, to.clone()).await.expect(200);

    assert_eq!((&moved["role"], &moved["team_id"]), (&json!("coordinator"), &json!(garden)));
    gil.look().await.assert_problem(401, ProblemCode::LinkUnknown);
    assert_eq!(newcomer(&host, "Gil").await.look().await.expect(200)["team"]["name"], "Garden");
    assert_eq!(newcomer(&host, "Cora").await.look().await.expect(200)["team"]["name"], "Garden");
    assert_eq!(host.links().await.expect(200)["items"].as_array().unwrap().len(), 6);

    let before = app.db.dump().await;
    assert_eq!(host.add(&path, to).await.expect(200), moved);
    assert_eq!(go(&host, &party, "Cora", "Garden").await["role"], "coordinator");
    assert_eq!(app.db.dump().await, before);
    let down = json!({ "team_id": garden, "role": "participant" });
    assert_eq!(host.add(&path, down).await.expect(200)["role"], "participant");
    let reply = host.add(&path, json!({ "team_id": garden, "role": "host" })).await;
    reply.assert_fields(&[("/role", "wrong_type")]);
}

#[tokio::test]
async fn a_host_joins_a_team_and_stays_a_host() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();

    let moved = go(&host, &party, "Hana", "Kitchen").await;

    assert_eq!((&moved["role"], &moved["opened_at"]), (&json!("host"), &Value::Null));
    host.assign("Bread", "Hana").await.expect(200);
    let moved = go(&host, &party, "Hana", "Garden").await;
    assert_eq!(moved["team_id"], json!(party.names.team("Garden")));
    assert_eq!(item(&host, "Kitchen", "Bread").await["previously_assigned_to"], "Hana");
}

#[tokio::test]
async fn a_host_cannot_be_removed() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let before = app.db.dump().await;

    host.drop(&person(&party, "Hana")).await.assert_problem(409, ProblemCode::HostStays);

    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn an_override_is_named_in_every_entry_that_it_makes() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    host.freeze().await.expect(200);
    let paul = person(&party, "Paul");
    host.drop(&paul).await.assert_problem(409, ProblemCode::OverrideRequired);

    host.because("Paul is ill").drop(&paul).await.expect(204);

    let audit = host.audit("?limit=2").await.expect(200);
    for entry in audit["items"].as_array().unwrap() {
        assert_eq!(entry["details"]["reason"], "Paul is ill");
    }
    assert_eq!(
        story(&host, 2).await,
        told(&[("override_unassign_item", "Turkey"), ("override_remove_person", "Paul")])
    );
    let freeze = &host.look().await.expect(200)["freeze"];
    assert_eq!(freeze["critical_gaps"], 1, "the override made the gap, and it shows");
}

#[tokio::test]
async fn in_a_draft_nobody_gets_a_link_by_moving() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small_with("draft", &[])).await;
    app.db_forget_links(&plan, &["Cora", "Pam", "Paul", "Gil", "Gwen"]).await;
    let host = plan.host();

    go(&host, &plan, "Cora", "Garden").await;
    host.drop(&person(&plan, "Pam")).await.expect(204);

    assert_eq!(app.db.count("access_token").await, 1, "the host's");
}

#[tokio::test]
async fn nothing_changes_without_its_entry() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    app.db_refuse_audit().await;
    let before = app.db.dump().await;

    let kitchen = format!("teams/{}", party.names.team("Kitchen"));
    let lead = json!({ "coordinator_id": party.names.person("Pam") });
    let to = json!({ "team_id": party.names.team("Garden") });
    for reply in [
        host.drop(&person(&party, "Cora")).await,
        host.add(&format!("{}/move", person(&party, "Cora")), to.clone()).await,
        host.change(&kitchen, lead).await,
        host.change(&person(&party, "Pam"), json!({ "name": "Pamela" })).await,
        host.add("people", json!({ "name": "Miro", "team_id": to["team_id"] })).await,
    ] {
        reply.assert_problem(500, ProblemCode::Internal);
    }
    assert_eq!(app.db.dump().await, before);
}
