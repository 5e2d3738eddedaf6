//! Who may shape the plan, and when: each row of the matrix over HTTP, held against what the host was
//! told before, and against what was written down.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small},
};

/// Something that a host does: the action's name, how, where, with what, and its row.
struct Deed {
    action: &'static str,
    method: Method,
    path: String,
    body: Option<Value>,
    row: [&'static str; 4],
}

const OVER: &str = "event_complete";
const HOST_OVERRIDE: [&str; 4] = ["ok", "ok", "override_required", OVER];
const ONLY_IN_DRAFT: [&str; 4] = ["ok", "only_in_draft", "only_in_draft", OVER];

/// One of each. Those of the second host are done to other things than those of the first.
fn deeds(plan: &Gathering, nth: usize) -> Vec<Deed> {
    let names = &plan.names;
    let day = |name: &str| format!("days/{}", names.day(&format!("{name} {nth}")));
    let team = |name: &str| format!("teams/{}", names.team(name));
    let person = |name: &str| format!("people/{}", names.person(name));
    let deed = |action, method, path: String, body, row| Deed { action, method, path, body, row };
    let date = json!("2026-04-05");
    vec![
        deed(
            "create_day",
            Method::POST,
            "days".to_owned(),
            Some(json!({ "name": "Easter", "date": date })),
            ONLY_IN_DRAFT,
        ),
        deed(
            "edit_day",
            Method::PATCH,
            day("Edited"),
            Some(json!({ "name": "Easter" })),
            ONLY_IN_DRAFT,
        ),
        deed("delete_day", Method::DELETE, day("Deleted"), None, ONLY_IN_DRAFT),
        deed(
            "create_team",
            Method::POST,
            "teams".to_owned(),
            Some(json!({ "name": "Music" })),
            ONLY_IN_DRAFT,
        ),
        deed(
            "edit_team",
            Method::PATCH,
            team("Kitchen"),
            Some(json!({ "scope": format!("Food {nth}") })),
            ONLY_IN_DRAFT,
        ),
        deed("delete_team", Method::DELETE, team(&format!("Empty {nth}")), None, ONLY_IN_DRAFT),
        deed(
            "change_coordinator",
            Method::PATCH,
            team("Kitchen"),
            Some(json!({ "coordinator_id": names.person(["Pam", "Paul"][nth]) })),
            HOST_OVERRIDE,
        ),
        deed(
            "add_person",
            Method::POST,
            "people".to_owned(),
            Some(json!({ "name": "Miro", "team_id": names.team("Garden") })),
            HOST_OVERRIDE,
        ),
        deed(
            "edit_person",
            Method::PATCH,
            person("Gwen"),
            Some(json!({ "name": format!("Gwen {nth}") })),
            HOST_OVERRIDE,
        ),
        deed(
            "move_person",
            Method::POST,
            format!("{}/move", person("Gwen")),
            Some(json!({ "team_id": names.team(&format!("Goal {nth}")) })),
            HOST_OVERRIDE,
        ),
        deed(
            "edit_event",
            Method::PATCH,
            String::new(),
            Some(json!({ "description": format!("Number {nth}") })),
            HOST_OVERRIDE,
        ),
        deed(
            "edit_guest_count",
            Method::PATCH,
            String::new(),
            Some(json!({ "guest_count": 30 + nth })),
            ["ok", "ok", "ok", OVER],
        ),
        deed("remove_person", Method::DELETE, person(["Cora", "Gil"][nth]), None, HOST_OVERRIDE),
    ]
}

fn file() -> Value {
    let mut file = small("confirming");
    let mut days = Vec::new();
    for nth in 0..2 {
        for name in ["Edited", "Deleted"] {
            days.push(json!({ "name": format!("{name} {nth}"), "date": "2026-04-01" }));
        }
    }
    file["days"] = days.into();
    for nth in 0..2 {
        for name in ["Empty", "Goal"] {
            let team = json!({ "name": format!("{name} {nth}") });
            file["teams"].as_array_mut().unwrap().push(team);
        }
    }
    file
}

/// What `allowed_actions` promises for this action now: `ok`, or the code of the refusal. What depends
/// on a team, the team's own plan says.
async fn promise(host: &Caller, deed: &Deed) -> String {
    let action = deed.action;
    let seen = if action == "delete_team" {
        host.get(&format!("{}/{}", host.event, deed.path)).await
    } else {
        host.look().await
    };
    let seen = seen.expect(200);
    let actions = seen["allowed_actions"].as_array().unwrap();
    let told = actions.iter().find(|it| it["action"] == action);
    let told = told.unwrap_or_else(|| panic!("the host is not told about {action}"));
    told["reason"].as_str().unwrap_or("ok").to_owned()
}

async fn check(status: &str, column: usize) {
    let app = TestApp::spawn().await;
    let plan = app.gathering(file()).await;
    app.db_set_status(&plan, status).await;

    for (nth, host) in [plan.host(), plan.host().because("Rosie is ill")].into_iter().enumerate() {
        for deed in deeds(&plan, nth) {
            let what = format!("{} by host {nth} in {status}", deed.action);
            let expected = match deed.row[column] {
                "override_required" if nth == 1 => "ok",
                other => other,
            };
            let promised = promise(&host, &deed).await;
            let (before, log) = (app.db.dump().await, app.db_audit(&plan).await);

            let body = deed.body.map(|body| body.to_string().into_bytes());
            let reply = host.send(deed.method, &host.plan(&deed.path), body).await;

            assert_eq!(reply.outcome(), expected, "{what}: {reply:?}");
            assert_eq!(promised, deed.row[column], "{what}: as the host was told");
            let added = app.db_audit(&plan).await.split_off(log.len());
            if expected == "ok" {
                let overridden = deed.row[column] == "override_required";
                let name = if overridden {
                    format!("override_{}", deed.action)
                } else {
                    deed.action.to_owned()
                };
                assert_eq!(added.last(), Some(&name), "{what}");
            } else {
                reply.assert_is_problem();
                assert_eq!(app.db.dump().await, before, "{what} left something behind");
            }
        }
    }
}

#[tokio::test]
async fn a_draft_takes_every_shape() {
    check("draft", 0).await;
}

#[tokio::test]
async fn while_confirming_the_structure_stays() {
    check("confirming", 1).await;
}

#[tokio::test]
async fn a_frozen_plan_is_shaped_by_an_override_alone() {
    check("frozen", 2).await;
}

#[tokio::test]
async fn a_finished_plan_keeps_its_shape() {
    check("complete", 3).await;
}
