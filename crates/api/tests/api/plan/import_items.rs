//! Items from a file: judged row by row, added all at once or not at all.

use std::fmt::Write as _;

use gather_wire::ProblemCode;
use serde_json::{Value, json};

use super::last_entry;
use crate::{app::TestApp, gathering::small_with, input::party};

const FILE: &str = "What\tTeam\tAmount\tCritical\tDay\tTime\tPlace\tGF\tVeg\tNotes\n\
    Jelly\tkitchen\t2 tubs\tyes\tSaturday\t17:30\tGarage\tx\t\t\"Keep it\ncold\"\n\
    Chairs\tGarden\t\t\t2026-03-28\t\t\t\tno\t\n";

#[tokio::test]
async fn a_pasted_sheet_becomes_items() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();

    let answer = host.import("items", "", FILE).await.expect(200);

    assert_eq!(answer["added"], 2, "{answer}");
    let id = answer["rows"][0]["id"].as_str().unwrap();
    let jelly = host.show(&format!("items/{id}")).await;
    let expected = json!({
        "name": "Jelly", "team_id": party.names.team("Kitchen"), "quantity": "2 tubs",
        "critical": true, "gluten_free": true, "dairy_free": false, "vegetarian": false,
        "drop_off_local": "2026-03-28T17:30", "drop_off_location": "Garage",
        "drop_off_at": "2026-03-28T16:30:00Z", "notes": "Keep it\ncold", "status": "unassigned",
        "version": 1,
    });
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&jelly[field], value, "{field}");
    }
    assert_eq!(jelly["day"]["name"], "Saturday");
    let (action, target, details) = last_entry(&host).await;
    assert_eq!((action, &target["name"]), (json!("create_item"), &json!("Chairs")));
    assert_eq!(details, json!({ "critical": "no" }));
}

#[tokio::test]
async fn rows_are_judged_before_anything_is_written() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let file = "name,team,day,drop_off_local,critical\n\
        bread,Kitchen,,,\n\
        Bread,Garden,,,\n\
        Salad,Kitchen,Saturday,09:00,\n\
        salad,Kitchen,2026-03-28,10:00,\n\
        Jelly,Cellar,Monday,2026-03-29T02:30,perhaps\n\
        Ice,Kitchen,,17:30,\n";
    let before = app.db.dump().await;

    let answer = host.import("items", "dry_run=true", file).await.expect(200);

    let rows = answer["rows"].as_array().unwrap();
    let verdicts: Vec<_> = rows.iter().map(|it| it["verdict"].as_str().unwrap()).collect();
    let expected = ["duplicate", "new", "new", "duplicate_in_file", "wrong", "wrong"];
    assert_eq!(verdicts, expected);
    assert_eq!(rows[0]["duplicate_of"]["id"], json!(party.names.item("Bread")));
    host.import("items", "", file).await.assert_fields(&[
        ("/6/team", "unknown_team"),
        ("/6/day", "unknown_day"),
        ("/6/drop_off_local", "skipped_local_time"),
        ("/6/critical", "not_a_mark"),
        ("/7/drop_off_local", "time_without_day"),
    ]);
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn lines_are_pasted_for_one_team_once() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host().with("idempotency-key", "one");
    let garden = party.names.team("Garden");
    let query = format!("columns=name&header=false&team_id={garden}");
    let lines = "Chairs, folding\nTables\nchairs, folding\n";

    let first = host.import("items", &query, lines).await;
    let second = host.import("items", &query, lines).await;

    assert_eq!((first.status, &first.text), (200, &second.text));
    assert_eq!((&first.body["added"], &first.body["skipped"]), (&json!(2), &json!(1)));
    let again = host.without_header("idempotency-key");
    let before = app.db.dump().await;
    assert_eq!(again.import("items", &query, lines).await.expect(200)["added"], 0);
    assert_eq!(app.db.dump().await, before);
    let query = format!("{query}&duplicates=add");
    assert_eq!(again.import("items", &query, lines).await.expect(200)["added"], 3);
}

#[tokio::test]
async fn five_hundred_items_cost_as_many_statements_as_five() {
    let mut costs = Vec::new();
    for size in [5_u64, 500] {
        let app = TestApp::spawn().await;
        let host = app.gathering(small_with("confirming", &[])).await.host();
        let mut rows = "name,team,day,time\n".to_owned();
        for number in 0..size {
            writeln!(rows, "Thing {number},Garden,Saturday,12:00").unwrap();
        }
        let cost = async |query: &str| {
            let before = app.statements();
            let answer = host.import("items", query, rows.as_str()).await.expect(200);
            assert_eq!(answer["added"], size);
            app.statements() - before
        };
        costs.push([cost("dry_run=true").await, cost("").await]);
    }
    assert_eq!(costs[0], costs[1]);
    assert!(costs[0][0] <= 3 && costs[0][1] <= 1 + 8, "{costs:?}");
}

#[tokio::test]
async fn a_frozen_plan_takes_items_for_a_reason() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    app.db_set_status(&party, "frozen").await;

    host.import("items", "", FILE).await.assert_problem(409, ProblemCode::OverrideRequired);
    host.import("items", "override_reason=Late", FILE).await.expect(200);

    let (action, _, details) = last_entry(&host).await;
    assert_eq!((action, &details["reason"]), (json!("override_create_item"), &Value::from("Late")));
}
