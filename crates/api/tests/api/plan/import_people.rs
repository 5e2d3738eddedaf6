//! People from a file: judged row by row, added all at once or not at all.

use std::fmt::Write as _;

use gather_wire::{EventStatus, ProblemCode};
use serde_json::{Value, json};

use super::newcomer;
use crate::{app::TestApp, gathering::small, input::party, reply::Reply};

const FILE: &str = "Name;E-Mail;Phone;Team;Shoe size\r\n\
    Miro Ø;miro@example.org;021 555 0199;Garden;43\r\n\
    \"Ana; the elder\";;;kitchen;\r\n";

/// The verdicts of an answer, and its sums: added, skipped, wrong.
fn verdicts(answer: &Value) -> (Vec<&str>, [u64; 3]) {
    let rows = answer["rows"].as_array().unwrap();
    let sums = ["added", "skipped", "wrong"].map(|it| answer[it].as_u64().unwrap());
    (rows.iter().map(|it| it["verdict"].as_str().unwrap()).collect(), sums)
}

fn names(people: &[Value]) -> Vec<&str> {
    people.iter().map(|it| it["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_file_of_people_is_added_with_links_and_written_down_person_by_person() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();

    let answer = host.import("people", "", format!("\u{feff}{FILE}")).await.expect(200);

    assert_eq!(verdicts(&answer), (vec!["new", "new"], [2, 0, 0]));
    let fields: Vec<_> =
        answer["columns"].as_array().unwrap().iter().map(|it| &it["field"]).collect();
    assert_eq!(
        fields,
        ["name", "email", "phone", "team"]
            .map(Value::from)
            .iter()
            .chain([&Value::Null])
            .collect::<Vec<_>>()
    );
    let miro = &answer["rows"][0];
    assert_eq!(miro["line"], 2);
    assert_eq!(
        miro["cells"],
        json!({ "name": "Miro Ø", "email": "miro@example.org", "phone": "021 555 0199", "team": "Garden" })
    );
    let shown = host.show(&format!("people/{}", miro["id"].as_str().unwrap())).await;
    assert_eq!((&shown["name"], &shown["phone"]), (&json!("Miro Ø"), &json!("021 555 0199")));
    assert_eq!(shown["team_id"], json!(party.names.team("Garden")));
    let people = host.list("people").await;
    assert_eq!(names(&people)[6..], ["Miro Ø", "Ana; the elder"]);
    newcomer(&host, "Ana; the elder").await.look().await.expect(200);
    let audit = host.audit("?action=add_person").await.expect(200);
    let entries = audit["items"].as_array().unwrap();
    let entries: Vec<_> =
        entries.iter().map(|it| (&it["target"]["name"], &it["details"])).collect();
    let (garden, kitchen) = (json!({ "team": "Garden" }), json!({ "team": "Kitchen" }));
    assert_eq!(entries, [(&json!("Ana; the elder"), &kitchen), (&json!("Miro Ø"), &garden)]);
}

#[tokio::test]
async fn a_dry_run_judges_every_row_and_changes_nothing() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    host.change(
        &format!("people/{}", party.names.person("Pam")),
        json!({ "email": "pam@example.org" }),
    )
    .await
    .expect(200);
    let file = "name,email,team,role\n\
        Miro,miro@example.org,Garden,\n\
        PAUL,,Garden,\n\
        Pamela,PAM@example.org,Garden,\n\
        miro,,Garden,\n\
        ,nowhere,Cellar,boss\n\
        Ida,,Kitchen,coordinator\n\
        Ben,,Garden,,and more\n\
        \"Two\nlines\",,Garden,\n";
    let before = app.db.dump().await;

    let answer = host.with("idempotency-key", "one").import("people", "dry_run=true", file).await;

    assert_eq!(app.db.dump().await, before);
    let answer = answer.expect(200);
    let expected =
        ["new", "duplicate", "duplicate", "duplicate_in_file", "wrong", "wrong", "wrong", "wrong"];
    assert_eq!(verdicts(&answer), (expected.to_vec(), [1, 3, 4]));
    let rows = answer["rows"].as_array().unwrap();
    assert_eq!(
        rows[2]["duplicate_of"],
        json!({ "name": "Pam", "id": party.names.person("Pam"), "line": null })
    );
    assert_eq!(rows[3]["duplicate_of"], json!({ "name": "Miro", "id": null, "line": 2 }));
    let problems = |row: usize| {
        let problems = rows[row]["problems"].as_array().unwrap();
        let words = problems.iter().map(|it| format!("{}:{}", it["path"], it["code"]));
        words.collect::<Vec<_>>().join(" ").replace('"', "")
    };
    assert_eq!(
        problems(4),
        "/name:missing /email:not_an_email /team:unknown_team /role:unknown_role"
    );
    assert_eq!(problems(5), "/role:team_is_led");
    assert_eq!(problems(6), "/row:too_many_cells");
    assert_eq!(problems(7), "/name:control_character");
    assert!(rows[5]["problems"][0]["message"].as_str().unwrap().contains("Cora"));
}

#[tokio::test]
async fn one_wrong_row_and_nobody_is_added() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();
    let before = app.db.dump().await;

    let reply = host.import("people", "", "Name,Team\nMiro,Garden\n,Garden\nIda,Cellar").await;

    reply.assert_fields(&[("/3/name", "missing"), ("/4/team", "unknown_team")]);
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn duplicates_are_passed_over_unless_the_host_wants_them() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();
    let file = "Name,Team\nPam,Garden\nMiro,Garden\nMiro,Kitchen";

    let answer = host.import("people", "", file).await.expect(200);
    assert_eq!(verdicts(&answer).1, [1, 2, 0]);
    assert_eq!(answer["rows"][0]["id"], Value::Null);
    let before = app.db.dump().await;
    assert_eq!(verdicts(&host.import("people", "", file).await.expect(200)).1, [0, 3, 0]);
    assert_eq!(app.db.dump().await, before);

    let answer = host.import("people", "duplicates=add", file).await.expect(200);
    assert_eq!(verdicts(&answer), (vec!["duplicate"; 3], [3, 0, 0]));
    assert_eq!(host.list("people").await.len(), 10);
}

#[tokio::test]
async fn somebody_may_come_to_lead_a_team_that_nobody_leads() {
    let app = TestApp::spawn().await;
    let mut file = small("confirming");
    file["teams"].as_array_mut().unwrap().push(json!({ "name": "Music" }));
    let party = app.gathering(file).await;
    let host = party.host();

    host.import("people", "", "who,team,role\nMiro,Music,Coordinator").await.expect(200);

    let teams = host.list("teams").await;
    assert_eq!(teams[2]["coordinator"]["name"], "Miro");
    let sheet = newcomer(&host, "Miro").await.look().await.expect(200);
    assert_eq!(sheet["team"]["name"], "Music");
    assert_eq!(app.db_audit(&party).await[..2], ["add_person", "change_coordinator"]);
}

#[tokio::test]
async fn the_same_request_sent_again_has_one_effect() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host().with("idempotency-key", "one");

    let first = host.import("people", "", FILE).await;
    let second = host.import("people", "", FILE).await;

    assert_eq!((first.status, &first.text), (200, &second.text));
    assert_eq!(host.list("people").await.len(), 8);
    let other = host.import("people", "duplicates=add", FILE).await;
    other.assert_problem(422, ProblemCode::IdempotencyKeyReused);
}

#[tokio::test]
async fn columns_may_be_named_and_a_pasted_list_goes_to_one_team() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let garden = party.names.team("Garden");

    let reply = host.import("people", "", "Vorname,Gruppe\nMiro,Garden").await;
    reply.assert_fields(&[("/columns", "no_name_column")]);
    assert_eq!(reply.body["context"]["titles"], json!(["Vorname", "Gruppe"]));
    let answer = host.import("people", "columns=name,team", "Vorname,Gruppe\nMiro,Garden").await;
    assert_eq!(verdicts(&answer.expect(200)).1, [1, 0, 0]);
    let pasted = "Ida, the younger\n\nBen\n";
    let query = format!("columns=name&header=false&team_id={garden}");
    let answer = host.import("people", &query, pasted).await.expect(200);
    assert_eq!(verdicts(&answer).1, [2, 0, 0]);
    assert_eq!(names(&host.list("people").await)[6..], ["Miro", "Ida, the younger", "Ben"]);
}

#[tokio::test]
async fn what_cannot_be_read_is_answered_with_what_to_do() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let before = app.db.dump().await;

    let latin = host.import("people", "", b"Name,Team\nJos\xe9,Garden".to_vec()).await;
    latin.assert_problem(400, ProblemCode::MalformedBody);
    assert!(latin.body["detail"].as_str().unwrap().contains("CSV UTF-8"));
    let too_many = format!("Name,Team\n{}", "Miro,Garden\n".repeat(1_001));
    for (query, file, path, code) in [
        ("", "Name,Team\n", "/rows", "empty"),
        ("", "", "/columns", "no_name_column"),
        ("", &too_many, "/rows", "too_many_rows"),
        ("columns=name,colour", FILE, "/columns", "unknown_column"),
        ("columns=name,team,name", FILE, "/columns", "duplicate_column"),
        ("columns=team", FILE, "/columns", "no_name_column"),
        ("header=false", FILE, "/header", "contradiction"),
        ("override_reason=", FILE, "/override_reason", "empty"),
    ] {
        host.import("people", query, file).await.assert_fields(&[(path, code)]);
    }
    for query in ["dry_run=perhaps", "duplicates=drop", "colour=red", "team_id=garden"] {
        host.import("people", query, FILE).await.assert_problem(400, ProblemCode::MalformedQuery);
    }
    let nowhere = "team_id=00000000-0000-0000-0000-000000000000";
    host.import("people", nowhere, FILE).await.assert_problem(404, ProblemCode::TeamNotFound);
    let large = vec![b'a'; 2 * 1024 * 1024 + 1];
    host.import("people", "", large).await.assert_problem(413, ProblemCode::PayloadTooLarge);
    let json = host.add("people/import", json!({ "name": "Miro" })).await;
    json.assert_problem(415, ProblemCode::UnsupportedMediaType);
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_frozen_plan_takes_people_for_a_reason_and_a_finished_one_none() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    app.db_set_status(&party, "frozen").await;

    host.import("people", "dry_run=true", FILE).await.expect(200);
    host.import("people", "", FILE).await.assert_problem(409, ProblemCode::OverrideRequired);
    host.import("people", "override_reason=Late", FILE).await.expect(200);
    assert_eq!(app.db_audit(&party).await, ["override_add_person"; 2]);
    app.db_set_status(&party, "complete").await;
    for query in ["", "dry_run=true"] {
        host.import("people", query, FILE).await.assert_problem(409, ProblemCode::EventComplete);
    }
}

#[tokio::test]
async fn five_hundred_people_cost_as_many_statements_as_five() {
    let mut costs = Vec::new();
    for size in [5, 500] {
        let app = TestApp::spawn().await;
        let mut file = small("confirming");
        file["teams"].as_array_mut().unwrap().push(json!({ "name": "Music" }));
        let host = app.gathering(file).await.host();
        let mut rows = "name,email,team,role\nMiro,,Music,coordinator\n".to_owned();
        for number in 1..size {
            writeln!(rows, "Guest {number},g{number}@example.org,Garden,").unwrap();
        }
        let cost = async |query: &str| {
            let before = app.statements();
            let reply: Reply = host.import("people", query, rows.as_str()).await;
            assert_eq!(verdicts(&reply.expect(200)).1, [size, 0, 0]);
            app.statements() - before
        };
        costs.push([cost("dry_run=true").await, cost("").await]);
        let links = host.links().await.expect(200);
        assert_eq!(links["items"].as_array().unwrap().len() as u64, 6 + size);
    }
    assert_eq!(costs[0], costs[1]);
    // The door asks who calls, before the transaction does.
    assert!(costs[0][0] <= 3 && costs[0][1] <= 1 + 8, "{costs:?}");
}

#[tokio::test]
async fn however_many_there_are_everybody_gets_a_link() {
    let app = TestApp::spawn().await;
    let host = app.gathering(small("draft")).await.host();
    for file in 0..4 {
        let mut rows = "name,team\n".to_owned();
        for number in 0..1_000 {
            writeln!(rows, "Guest {file} {number},Garden").unwrap();
        }
        let reply: Reply = host.import("people", "", rows.as_str()).await;
        assert_eq!(reply.expect(200)["added"], 1_000);
    }

    // SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
    host.go_to(EventStatus::Confirming).await.expect(200);

    let links = host.links().await.expect(200);
    assert!(links["items"].as_array().unwrap().len() > 4_000);
}

#[tokio::test]
async fn the_audit_that_cannot_be_written_takes_everybody_with_it() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();
    app.db_refuse_audit().await;
    let before = app.db.dump().await;

    host.import("people", "", FILE).await.assert_problem(500, ProblemCode::Internal);

    assert_eq!(app.db.dump().await, before);
}
