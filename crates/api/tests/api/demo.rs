//! The figures of the demo gathering.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::app::TestApp;

fn sum(teams: &Value, count: &str) -> u64 {
    teams.as_array().unwrap().iter().map(|team| team["counts"][count].as_u64().unwrap()).sum()
}

#[tokio::test]
async fn the_demo_has_the_figures_that_it_is_known_for() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    let overview = christmas.host().look().await.expect(200);

    let teams = &overview["teams"];
    assert_eq!(overview["event"]["name"], "Richardson Family Christmas");
    assert_eq!(overview["event"]["time_zone"], "Pacific/Auckland");
    assert_eq!(overview["event"]["starts_on"], "2025-12-24");
    assert_eq!(overview["event"]["ends_on"], "2025-12-26");
    assert_eq!(overview["event"]["status"], "confirming");
    assert_eq!(overview["event"]["guest_count"], 27);
    assert_eq!(teams.as_array().unwrap().len(), 8);
    assert_eq!(overview["people"].as_array().unwrap().len(), 27);
    assert_eq!(sum(teams, "items"), 55);
    assert_eq!(sum(teams, "assigned"), 42);
    assert_eq!(sum(teams, "gaps"), 13);
    assert_eq!(sum(teams, "critical_gaps"), 6);
    assert_eq!(sum(teams, "acknowledged"), 0);
    assert_eq!(overview["progress"]["people"], 27);
    assert_eq!(overview["progress"]["opened"], 0);
    assert_eq!(overview["progress"]["acknowledged"], 0);
}

#[tokio::test]
async fn the_demo_cannot_be_frozen_for_six_items_of_three_teams() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    let overview = christmas.host().look().await.expect(200);

    let freeze = &overview["freeze"];
    assert_eq!(freeze["allowed"], false);
    assert_eq!(freeze["critical_gaps"], 6);
    let mut by_team: BTreeMap<&str, usize> = BTreeMap::new();
    for blocker in freeze["blockers"].as_array().unwrap() {
        *by_team.entry(blocker["team"].as_str().unwrap()).or_default() += 1;
    }
    assert_eq!(by_team, BTreeMap::from([("Later Food", 1), ("Puddings", 4), ("Setup", 1)]));
    let marked: Vec<_> = overview["teams"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|team| team["status"] == "critical_gap")
        .map(|team| (team["name"].as_str().unwrap(), team["counts"]["critical_gaps"].as_u64()))
        .collect();
    assert_eq!(marked, [("Puddings", Some(4)), ("Later Food", Some(1)), ("Setup", Some(1))]);
}

#[tokio::test]
async fn everybody_of_the_demo_has_one_link() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    let links = christmas.host().links().await.expect(200);

    let links = links["items"].as_array().unwrap();
    let of_role = |role: &str| links.iter().filter(|link| link["role"] == role).count();
    assert_eq!((of_role("host"), of_role("coordinator"), of_role("participant")), (1, 7, 19));
    assert_eq!(links.len(), 27);
}

#[tokio::test]
async fn two_items_of_the_demo_stay_open_with_a_warning() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    assert_eq!(christmas.warnings.len(), 2, "{:?}", christmas.warnings);
    for (team, item) in [("Vegetables & Sides", "Potato gratin"), ("Later Food", "Bread buns")] {
        let plan = christmas.host().team(team).await.expect(200);
        let items = plan["items"].as_array().unwrap();
        let found = items.iter().find(|it| it["name"] == item).unwrap();
        assert_eq!(found["status"], "unassigned");
        assert_eq!(found["assignment"], Value::Null);
        assert!(christmas.warnings.iter().any(|it| it.contains(item)));
    }
}

#[tokio::test]
async fn drop_off_times_of_the_demo_are_those_of_auckland() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    for (team, item, at, local) in [
        ("Puddings", "Meringues", "2025-12-24T04:30:00Z", "2025-12-24T17:30"),
        ("Puddings", "Pavlova", "2025-12-24T23:00:00Z", "2025-12-25T12:00"),
        ("Setup", "Table setup + labels", "2025-12-24T21:00:00Z", "2025-12-25T10:00"),
        ("Later Food", "BBQ sausages", "2025-12-25T23:00:00Z", "2025-12-26T12:00"),
    ] {
        let plan = christmas.host().team(team).await.expect(200);
        let items = plan["items"].as_array().unwrap();
        let found = items.iter().find(|it| it["name"] == item).unwrap();
        assert_eq!((&found["drop_off_at"], &found["drop_off_local"]), (&at.into(), &local.into()));
    }
}

#[tokio::test]
async fn rosie_sees_what_she_brings_soonest_first_and_nobody_else() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    let reply = christmas.participant("Rosie").look().await;

    let names: Vec<_> = reply.body["assignments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["item"]["name"])
        .collect();
    assert_eq!(names, ["Meringues", "Vanilla ice cream – Rosie"]);
    assert_eq!(reply.body["person"]["name"], "Rosie");
    assert_eq!(reply.body["team"]["name"], "Puddings");
    assert_eq!(reply.body["team"]["coordinator"]["name"], "Anika");
    assert_eq!(reply.body["event"]["guest_count"], 27);
    for other in ["Lance", "Keith", "Jacqui", "Pavlova", "Mains", "Setup", "Turkey"] {
        assert!(!reply.text.contains(other), "{other} is not hers to see: {reply:?}");
    }
}

#[tokio::test]
async fn a_coordinator_sees_their_team_and_of_the_others_name_and_mark_only() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    let reply = christmas.coordinator("Puddings").look().await;

    let sheet = &reply.body;
    assert_eq!(sheet["team"]["name"], "Puddings");
    assert_eq!(sheet["team"]["scope"], "Desserts including GF options");
    assert_eq!(sheet["status"], "critical_gap");
    assert_eq!(sheet["counts"]["items"], 16);
    assert_eq!(sheet["counts"]["assigned"], 8);
    assert_eq!(sheet["counts"]["critical_gaps"], 4);
    assert_eq!(sheet["items"].as_array().unwrap().len(), 16);
    let members: Vec<_> =
        sheet["members"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(members, ["Anika", "Keith", "Lance", "Rosie"]);
    let others = sheet["other_teams"].as_array().unwrap();
    assert_eq!(others.len(), 7);
    for other in others {
        let keys: Vec<_> = other.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["id", "name", "status"]);
        let gap = ["Later Food", "Setup"].contains(&other["name"].as_str().unwrap());
        assert_eq!(other["status"], if gap { "critical_gap" } else { "sorted" }, "{other}");
    }
    for foreign in ["Turkey", "Birthday", "Table setup", "Elliot", "Gus", "Jacqui"] {
        assert!(!reply.text.contains(foreign), "{foreign} is not of her team: {reply:?}");
    }
}
