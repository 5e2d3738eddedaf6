//! Moving, removing and replacing people while others give them things, and while they confirm.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::newcomer;
use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
    reply::Reply,
};

const ROUNDS: usize = 8;

/// Somebody new in the kitchen, who has one thing and may be given another.
struct Guest {
    id: String,
    caller: Caller,
    assignment: String,
    /// What they have, and what they may be given.
    items: [String; 2],
}

async fn guest(host: &Caller, plan: &Gathering, n: usize) -> Guest {
    let team_id = plan.names.team("Kitchen");
    let name = format!("Guest {n}");
    let made = host.add("people", json!({ "name": name, "team_id": team_id })).await.expect(201);
    let id = made["id"].as_str().unwrap().to_owned();
    let mut items = Vec::new();
    for what in ["Had", "Given"] {
        let new = json!({ "name": format!("{what} {n}"), "team_id": team_id });
        let item = host.create(new).await.expect(201);
        items.push(item["id"].as_str().unwrap().to_owned());
    }
    let path = host.item(&items[0], "/assign");
    let assigned = host.post(&path, json!({ "person_id": id })).await.expect(200);
    let assignment = assigned["assignment"]["id"].as_str().unwrap().to_owned();
    let caller = newcomer(host, &name).await;
    Guest { id, caller, assignment, items: items.try_into().unwrap() }
}

async fn give(by: &Caller, guest: &Guest) -> Reply {
    by.post(&by.item(&guest.items[1], "/assign"), json!({ "person_id": guest.id })).await
}

/// The items of the kitchen, by id.
async fn item(host: &Caller, id: &str) -> Value {
    let plan = host.team("Kitchen").await.expect(200);
    let items = plan["items"].as_array().unwrap();
    items.iter().find(|it| it["id"] == id).unwrap().clone()
}

/// Nobody has anything that is not their team's, or a link that does not fit, and for each change of
/// an item there is an entry.
async fn check(app: &TestApp, plan: &Gathering) {
    let astray = "assignment a WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE \
                  m.person_id = a.person_id AND m.team_id = a.team_id)";
    assert_eq!(app.db.count(astray).await, 0);
    let dead = "access_token t WHERE t.scope <> 'host' AND NOT EXISTS (SELECT 1 FROM membership m \
                WHERE m.person_id = t.person_id AND m.event_id = t.event_id)";
    assert_eq!(app.db.count(dead).await, 0);
    let foreign = "access_token t WHERE t.scope = 'coordinator' AND NOT EXISTS (SELECT 1 FROM team \
                   WHERE team.id = t.team_id AND team.coordinator_id = t.person_id)";
    assert_eq!(app.db.count(foreign).await, 0);
    let missing = "membership m WHERE NOT EXISTS (SELECT 1 FROM access_token t WHERE \
                   t.person_id = m.person_id AND t.event_id = m.event_id)";
    assert_eq!(app.db.count(missing).await, 0);
    let log = app.db_audit(plan).await;
    let count = |action: &str| log.iter().filter(|it| *it == action).count();
    let held = app.db.count("assignment").await;
    assert_eq!(count("assign_item") - count("unassign_item"), held, "{log:?}");
}

#[tokio::test]
async fn who_is_removed_while_given_something_has_nothing_afterwards() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small_with("confirming", &[])).await;
    let other = app.neighbour().await;
    let (host, cora) = (plan.host(), other.serve(&plan.coordinator("Kitchen")));

    for n in 0..ROUNDS {
        let guest = guest(&host, &plan, n).await;
        let elsewhere = other.serve(&guest.caller);
        let path = format!("people/{}", guest.id);
        let (removed, given, confirmed) = tokio::join!(
            host.drop(&path),
            give(&cora, &guest),
            elsewhere.acknowledge(&guest.assignment),
        );
        removed.expect(204);
        match given.status {
            200 => assert_eq!(
                item(&host, &guest.items[1]).await["previously_assigned_to"],
                format!("Guest {n}"),
                "it came before, and was taken back"
            ),
            422 => assert_eq!(
                item(&host, &guest.items[1]).await["previously_assigned_to"],
                Value::Null
            ),
            _ => panic!("{given:?}"),
        }
        assert!(matches!(confirmed.status, 200 | 401), "{confirmed:?}");
        let had = item(&host, &guest.items[0]).await;
        assert_eq!(had["previously_assigned_to"], format!("Guest {n}"));
        assert_eq!(guest.caller.look().await.status, 401);
    }
    check(&app, &plan).await;
}

#[tokio::test]
async fn who_moves_while_given_something_has_nothing_of_the_old_team() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small_with("confirming", &[])).await;
    let other = app.neighbour().await;
    let (host, cora) = (plan.host(), other.serve(&plan.coordinator("Kitchen")));
    let to = json!({ "team_id": plan.names.team("Garden") });

    for n in 0..ROUNDS {
        let guest = guest(&host, &plan, n).await;
        let elsewhere = other.serve(&guest.caller);
        let path = format!("people/{}/move", guest.id);
        let (moved, given, confirmed) = tokio::join!(
            host.add(&path, to.clone()),
            give(&cora, &guest),
            elsewhere.acknowledge(&guest.assignment),
        );
        assert_eq!(moved.expect(200)["assigned"], 0);
        assert!(matches!(given.status, 200 | 422), "{given:?}");
        assert!(matches!(confirmed.status, 200 | 404), "{confirmed:?}");
        let part = guest.caller.look().await.expect(200);
        assert_eq!((&part["team"]["name"], &part["assignments"]), (&"Garden".into(), &json!([])));
    }
    check(&app, &plan).await;
}

#[tokio::test]
async fn of_many_who_are_to_lead_a_team_one_does_and_has_the_only_link_for_it() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small_with("confirming", &[])).await;
    let (host, other) = (plan.host(), app.neighbour().await);
    let session = other.serve(&app.db_host_session(&plan).await);
    let kitchen = format!("teams/{}", plan.names.team("Kitchen"));

    for _ in 0..ROUNDS {
        let garden = json!({ "team_id": plan.names.team("Garden") });
        let back = json!({ "team_id": plan.names.team("Kitchen") });
        let pam = format!("people/{}/move", plan.names.person("Pam"));
        let leaders = ["Cora", "Pam", "Paul"].map(|name| {
            let host = if name == "Pam" { &session } else { &host };
            host.change(&kitchen, json!({ "coordinator_id": plan.names.person(name) }))
        });
        let (changed, moved) = tokio::join!(join_all(leaders), host.add(&pam, garden));
        moved.expect(200);
        for reply in changed {
            assert!(matches!(reply.status, 200 | 422), "{reply:?}");
        }
        host.add(&pam, back).await.expect(200);
        let team = host.show(&kitchen).await["team"].clone();
        let leads = newcomer(&host, team["coordinator"]["name"].as_str().unwrap_or("Hana")).await;
        let seen = leads.look().await.expect(200);
        assert!(team["coordinator"].is_null() || seen["team"]["name"] == "Kitchen", "{seen}");
    }
    let coordinators = "access_token WHERE scope = 'coordinator'";
    assert!(app.db.count(coordinators).await <= 2);
    check(&app, &plan).await;
}

#[tokio::test]
async fn a_freeze_and_a_removal_leave_no_gap_that_nobody_answers_for() {
    let app = TestApp::spawn().await;

    for _ in 0..ROUNDS {
        let items = [("Kitchen", "Turkey", Some("Paul"), true)];
        let plan = app.gathering(small_with("confirming", &items)).await;
        let host = plan.host();
        let paul = format!("people/{}", plan.names.person("Paul"));
        let (frozen, removed) = tokio::join!(host.freeze(), host.drop(&paul));
        match (frozen.status, removed.status) {
            (200, 409) => assert_eq!(removed.outcome(), "override_required"),
            (409, 204) => assert_eq!(frozen.outcome(), "freeze_blocked"),
            _ => panic!("{frozen:?} {removed:?}"),
        }
    }
}
