//! What a plan still lacks: said to its hosts, and in nobody's way.

use serde_json::{Value, json};

use crate::{app::TestApp, gathering::small};

/// Code, count and names of each warning.
fn warnings(overview: &Value) -> Vec<(String, u64, Vec<String>)> {
    let warnings = overview["warnings"].as_array().unwrap().iter();
    let warnings = warnings.map(|it| {
        let of = it["of"].as_array().unwrap().iter();
        let of = of.map(|it| it["name"].as_str().unwrap().to_owned()).collect();
        (it["code"].as_str().unwrap().to_owned(), it["count"].as_u64().unwrap(), of)
    });
    warnings.collect()
}

#[tokio::test]
async fn a_plan_warns_of_what_it_lacks_and_starts_all_the_same() {
    let app = TestApp::spawn().await;
    let mut file = small("draft");
    file["teams"].as_array_mut().unwrap().push(json!({ "name": "Music" }));
    let plan = app.gathering(file).await;
    let host = plan.host();
    let kitchen = plan.names.team("Kitchen");
    host.add("days", json!({ "name": "Sunday", "date": "2026-03-29" })).await.expect(201);
    let saturday = plan.names.day("Saturday");
    for (name, day, at) in [
        ("Bread", json!(saturday), "2026-03-28T00:00"),
        ("Salad", Value::Null, "2026-10-26T23:59"),
        ("Tents", json!(saturday), "2026-03-27T23:59"),
        ("Bins", Value::Null, "2026-10-27T00:00"),
    ] {
        let item = json!({ "name": name, "team_id": kitchen, "day_id": day, "drop_off_local": at });
        host.add("items", item).await.expect(201);
    }

    let overview = host.look().await.expect(200);

    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let expected = [
        ("team_without_coordinator", 1, names(&["Music"])),
        ("team_without_people", 1, names(&["Music"])),
        ("item_without_day", 2, names(&["Salad", "Bins"])),
        ("drop_off_outside_event", 2, names(&["Tents", "Bins"])),
        ("day_without_items", 1, names(&["Sunday"])),
    ];
    let expected = expected.map(|(code, count, of)| (code.to_owned(), count, of));
    assert_eq!(warnings(&overview), expected);
    let session = app.db_host_session(&plan).await;
    assert_eq!(warnings(&session.show("overview").await), expected);
    host.start_confirming().await.expect(200);
}

#[tokio::test]
async fn whoever_mends_it_hears_no_more_of_it() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small("confirming")).await;
    let host = plan.host();
    assert_eq!(warnings(&host.look().await.expect(200))[0].0, "day_without_items");
    let item = json!({
        "name": "Bread", "team_id": plan.names.team("Kitchen"), "day_id": plan.names.day("Saturday"),
    });
    host.add("items", item).await.expect(201);
    assert_eq!(warnings(&host.look().await.expect(200)), []);

    let gwen = format!("people/{}", plan.names.person("Gil"));
    host.drop(&gwen).await.expect(204);

    let expected = ("team_without_coordinator".to_owned(), 1, vec!["Garden".to_owned()]);
    assert_eq!(warnings(&host.look().await.expect(200)), [expected]);
}

#[tokio::test]
async fn of_many_things_the_first_are_named_and_all_are_counted_in_three_statements() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small("confirming")).await;
    let host = plan.host();
    let lines: String = (0..45).map(|number| format!("Thing {number}\n")).collect();
    let query = format!("columns=name&header=false&team_id={}", plan.names.team("Kitchen"));
    host.import("items", &query, lines).await.expect(200);

    let before = app.statements();
    let overview = host.show("overview").await;

    assert!(app.statements() - before <= 3);
    let warnings = warnings(&overview);
    assert_eq!((warnings[0].1, warnings[0].2.len()), (45, 20));
    assert_eq!(warnings[0].2[0], "Thing 0");
}
