//! Several items changed alike.

use gather_wire::ProblemCode;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
};

async fn three(app: &TestApp) -> (Gathering, Caller, [Uuid; 3]) {
    let items = [
        ("Kitchen", "Bread", Some("Pam"), true),
        ("Kitchen", "Salad", None, false),
        ("Garden", "Chairs", None, false),
    ];
    let party = app.gathering(small_with("confirming", &items)).await;
    let ids = ["Bread", "Salad", "Chairs"].map(|name| party.names.item(name));
    let host = party.host();
    (party, host, ids)
}

#[tokio::test]
async fn what_is_named_changes_in_all_of_them_and_each_change_is_written_down() {
    let app = TestApp::spawn().await;
    let (party, host, [bread, salad, chairs]) = three(&app).await;
    host.edit("Salad", json!({ "vegetarian": true, "notes": "Green" })).await.expect(200);

    let body = json!({
        "item_ids": [chairs, salad, bread, salad], "day_id": party.names.day("Saturday"),
        "drop_off_local": "2026-03-28T17:30", "drop_off_location": "Garage", "vegetarian": true,
    });
    let answer = host.change("items", body.clone()).await.expect(200);

    assert_eq!(answer["changed"], 3);
    let items = answer["items"].as_array().unwrap();
    let names: Vec<_> = items.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Chairs", "Salad", "Bread"]);
    for item in items {
        assert_eq!(item["day"]["name"], "Saturday");
        assert_eq!(item["drop_off_at"], "2026-03-28T16:30:00Z");
        assert_eq!((&item["vegetarian"], &item["gluten_free"]), (&json!(true), &json!(false)));
        let id = item["id"].as_str().unwrap();
        assert_eq!(&host.show(&format!("items/{id}")).await, item);
    }
    assert_eq!((&items[1]["notes"], &items[1]["version"]), (&json!("Green"), &json!(3)));
    assert_eq!(items[2]["assignment"]["person"]["name"], "Pam");
    let audit = host.audit("?action=edit_item&limit=3").await.expect(200);
    let targets: Vec<_> =
        audit["items"].as_array().unwrap().iter().map(|it| &it["target"]["name"]).collect();
    assert_eq!(targets, ["Bread", "Salad", "Chairs"]);
    assert_eq!(audit["items"][1]["details"]["vegetarian"], Value::Null);
    assert_eq!(audit["items"][0]["details"]["vegetarian"], "no → yes");

    let before = app.db.dump().await;
    assert_eq!(host.change("items", body).await.expect(200)["changed"], 0);
    assert_eq!(app.db.dump().await, before);
    let clear = json!({ "item_ids": [bread], "day_id": null, "drop_off_at": null });
    let answer = host.change("items", clear).await.expect(200);
    assert_eq!((&answer["items"][0]["day"], &answer["changed"]), (&Value::Null, &json!(1)));
}

#[tokio::test]
async fn one_that_is_not_there_and_none_changes() {
    let app = TestApp::spawn().await;
    let (_, host, [bread, ..]) = three(&app).await;
    let other = app.gathering(small_with("confirming", &[("Kitchen", "Ice", None, false)])).await;
    let ice = other.names.item("Ice");
    let before = app.db.dump().await;

    let body = json!({ "item_ids": [bread, ice, Uuid::nil()], "vegetarian": true });
    let reply = host.change("items", body).await;

    reply.assert_problem(404, ProblemCode::ItemNotFound);
    assert_eq!(reply.body["context"]["item_ids"], json!([ice, Uuid::nil()]));
    let foreign = json!({ "item_ids": [bread], "day_id": other.names.day("Saturday") });
    host.change("items", foreign).await.assert_fields(&[("/day_id", "unknown_day")]);
    for (body, field, code) in [
        (json!({ "item_ids": [] }), "/item_ids", "out_of_range"),
        (json!({ "item_ids": vec![bread; 501] }), "/item_ids", "out_of_range"),
        (json!({ "item_ids": [bread], "name": "All" }), "/name", "unknown_field"),
        (
            json!({ "item_ids": [bread], "drop_off_local": "2026-03-29T02:30" }),
            "/drop_off_local",
            "skipped_local_time",
        ),
    ] {
        host.change("items", body).await.assert_fields(&[(field, code)]);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_frozen_plan_wants_a_reason_and_a_finished_one_stays() {
    let app = TestApp::spawn().await;
    let (party, host, ids) = three(&app).await;
    let body = json!({ "item_ids": ids, "dairy_free": true });
    app.db_set_status(&party, "frozen").await;

    host.change("items", body.clone()).await.assert_problem(409, ProblemCode::OverrideRequired);
    host.because("Late").change("items", body.clone()).await.expect(200);
    assert_eq!(app.db_audit(&party).await, ["override_edit_item"; 3]);
    app.db_set_status(&party, "complete").await;
    host.change("items", body).await.assert_problem(409, ProblemCode::EventComplete);
}

#[tokio::test]
async fn many_cost_as_much_as_one() {
    let app = TestApp::spawn().await;
    let (party, host, ids) = three(&app).await;
    let day = party.names.day("Saturday");
    let mut costs = Vec::new();
    for body in [
        json!({ "item_ids": [ids[0]], "day_id": day, "gluten_free": true }),
        json!({ "item_ids": ids, "day_id": day, "vegetarian": true }),
    ] {
        let before = app.statements();
        host.change("items", body).await.expect(200);
        costs.push(app.statements() - before);
    }
    assert!(costs[0] == costs[1] && costs[0] <= 1 + 8, "{costs:?}");
}
