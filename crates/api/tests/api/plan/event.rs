//! The gathering itself: its name, dates and zone; and what is shown below its address.

use gather_wire::ProblemCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::last_entry;
use crate::{app::TestApp, caller::Caller, gathering::small_with, input::party, reply::Reply};

async fn change(host: &Caller, change: Value) -> Reply {
    host.change("", change).await
}

#[tokio::test]
async fn a_gathering_is_renamed_described_and_moved_in_time_and_place() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();

    let reply = change(
        &host,
        json!({
            "name": " Winter party ❄ ", "description": "Bring\nskis", "time_zone": "Asia/Kolkata",
            "starts_on": "2026-03-01", "ends_on": "2026-03-28", "guest_count": null,
        }),
    )
    .await;

    assert_eq!(reply.status, 200, "{reply:?}");
    assert_eq!(reply.header("etag"), format!("\"{}\"", reply.body["version"]));
    for (field, value) in [
        ("name", json!("Winter party ❄")),
        ("description", json!("Bring\nskis")),
        ("time_zone", json!("Asia/Kolkata")),
        ("starts_on", json!("2026-03-01")),
        ("ends_on", json!("2026-03-28")),
        ("guest_count", Value::Null),
    ] {
        assert_eq!(reply.body[field], value, "{field}");
    }
    let shown = host.get(&host.event).await;
    assert_eq!((&shown.body, shown.header("etag")), (&reply.body, reply.header("etag")));
    let audit = host.audit("?limit=2").await.expect(200);
    assert_eq!(audit["items"][0]["action"], "edit_guest_count");
    assert_eq!(
        audit["items"][1]["details"],
        json!({
            "name": "Summer party → Winter party ❄", "description": "– → Bring\nskis",
            "time_zone": "Europe/Berlin → Asia/Kolkata", "starts_on": "2026-03-28 → 2026-03-01",
            "ends_on": "2026-10-26 → 2026-03-28",
        })
    );
    assert_eq!(audit["items"][1]["target"]["name"], "Summer party", "as it was");

    change(&host, json!({ "description": "" })).await.expect(200);
    let before = app.db.dump().await;
    for same in [json!({}), json!({ "name": "Winter party ❄", "description": null })] {
        change(&host, same).await.expect(200);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn drop_offs_stay_the_instants_that_they_are() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let local = json!({ "drop_off_local": "2026-03-28T12:00" });
    let planned = host.edit("Bread", local).await.expect(200);

    change(&host, json!({ "time_zone": "Asia/Kolkata" })).await.expect(200);

    let bread = host.get(&host.item("Bread", "")).await;
    assert_eq!(bread.body["drop_off_at"], planned["drop_off_at"]);
    assert_eq!(bread.body["drop_off_local"], "2026-03-28T16:30");
    assert_eq!(bread.header("etag"), "\"2\"");
}

#[tokio::test]
async fn dates_leave_out_no_day() {
    let app = TestApp::spawn().await;
    let mut file = small_with("draft", &[]);
    file["days"].as_array_mut().unwrap().push(json!({ "name": "Last", "date": "2026-10-26" }));
    let plan = app.gathering(file).await;
    let host = plan.host();
    let before = app.db.dump().await;

    for (dates, fields) in [
        (json!({ "starts_on": "2026-03-29" }), &["/starts_on"][..]),
        (json!({ "ends_on": "2026-10-25" }), &["/ends_on"]),
        (
            json!({ "starts_on": "2026-04-01", "ends_on": "2026-04-02" }),
            &["/starts_on", "/ends_on"],
        ),
        (json!({ "starts_on": "2027-04-01", "ends_on": "2027-04-02" }), &["/starts_on"]),
    ] {
        let reply = change(&host, dates).await;
        let expected: Vec<_> = fields.iter().map(|it| (*it, "leaves_out_days")).collect();
        reply.assert_fields(&expected);
        let said = reply.body["fields"][0]["message"].as_str().unwrap();
        assert!(said.contains("“Saturday” (2026-03-28)") || said.contains("“Last”"), "{said}");
    }
    assert_eq!(app.db.dump().await, before);
    host.drop(&format!("days/{}", plan.names.day("Last"))).await.expect(204);
    change(&host, json!({ "ends_on": "2026-03-28" })).await.expect(200);
}

#[tokio::test]
async fn everything_wrong_about_a_gathering_is_listed() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let before = app.db.dump().await;

    let wrong = json!({
        "name": "", "description": "x".repeat(2001), "time_zone": "Mars/Olympus",
        "starts_on": "2026-02-30", "ends_on": "soon", "guest_count": -1,
    });
    change(&host, wrong).await.assert_fields(&[
        ("/name", "empty"),
        ("/description", "too_long"),
        ("/time_zone", "unknown_time_zone"),
        ("/starts_on", "not_a_date"),
        ("/ends_on", "not_a_date"),
        ("/guest_count", "out_of_range"),
    ]);
    let backwards = json!({ "name": " ", "starts_on": "2026-05-02", "ends_on": "2026-05-01" });
    change(&host, backwards)
        .await
        .assert_fields(&[("/name", "empty"), ("/ends_on", "before_start")]);
    for one in [json!({ "starts_on": "2026-10-27" }), json!({ "ends_on": "2026-03-27" })] {
        change(&host, one).await.assert_fields(&[("/ends_on", "before_start")]);
    }
    let fixed = json!({ "status": "frozen", "id": Uuid::nil(), "name": null });
    change(&host, fixed).await.assert_fields(&[
        ("/status", "unknown_field"),
        ("/id", "unknown_field"),
        ("/name", "wrong_type"),
    ]);
    let seen = host.with("if-match", "\"9\"");
    change(&seen, json!({ "name": "X" })).await.assert_problem(412, ProblemCode::VersionMismatch);
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn half_of_a_change_is_none() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();
    host.freeze().await.expect(200);
    let before = app.db.dump().await;

    let both = json!({ "name": "Winter party", "guest_count": 3 });
    change(&host, both.clone()).await.assert_problem(409, ProblemCode::OverrideRequired);
    assert_eq!(app.db.dump().await, before);

    let changed = change(&host.because("it snows"), both).await.expect(200);
    assert_eq!((&changed["name"], &changed["guest_count"]), (&json!("Winter party"), &json!(3)));
    let audit = host.audit("?limit=2").await.expect(200);
    assert_eq!(audit["items"][0]["action"], "edit_guest_count", "which needs no reason");
    assert_eq!(audit["items"][1]["action"], "override_edit_event");
    assert_eq!(audit["items"][1]["details"]["reason"], "it snows");
}

#[tokio::test]
async fn the_overview_is_the_same_by_either_address() {
    let app = TestApp::spawn().await;
    let host = app.christmas().await.host();
    assert_eq!(host.show("overview").await, host.look().await.expect(200));
}

#[tokio::test]
async fn the_plan_takes_its_steps_by_either_address() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();
    let seen = host.get(&host.event).await.header("etag").to_owned();

    let frozen = host.change("status", json!({ "status": "frozen" })).await;
    assert_eq!((frozen.status, frozen.header("etag")), (200, "\"3\""));
    let stale = host.with("if-match", &seen);
    let reply = stale.change("status", json!({ "status": "complete" })).await;
    reply.assert_problem(412, ProblemCode::VersionMismatch);
    let reply = host.change("status", json!({ "status": "draft", "reason": "" })).await;
    reply.assert_fields(&[("/reason", "empty")]);
    let reply = host.change("status", json!({ "status": "draft" })).await;
    reply.assert_problem(409, ProblemCode::InvalidTransition);
    host.change("status", json!({ "status": "complete" })).await.expect(200);
    assert_eq!(last_entry(&host).await.0, "event_status_change");
}

#[tokio::test]
async fn items_are_listed_page_by_page_and_shown_one_by_one() {
    let app = TestApp::spawn().await;
    let (christmas, party) = (app.christmas().await, party(&app).await);
    let host = christmas.host();

    let (mut read, mut query) = (Vec::new(), "?limit=20".to_owned());
    let mut pages = 0;
    loop {
        let mut page = host.show(&format!("items{query}")).await;
        pages += 1;
        let Value::Array(items) = page["items"].take() else { panic!("{page}") };
        read.extend(items);
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("?limit=20&cursor={cursor}");
    }

    assert_eq!((pages, read.len()), (3, 55));
    let open = read.iter().filter(|it| it["assignment"].is_null()).count();
    assert_eq!(open, 13);
    for item in read.iter().take(3) {
        assert_eq!(&host.show(&format!("items/{}", item["id"].as_str().unwrap())).await, item);
    }
    let ids = read.iter().map(|it| it["id"].as_str().unwrap());
    assert_eq!(ids.collect::<std::collections::BTreeSet<_>>().len(), 55);
    for id in [party.names.item("Bread"), Uuid::nil()] {
        let reply = host.get(&host.item(&id.to_string(), "")).await;
        reply.assert_problem(404, ProblemCode::ItemNotFound);
    }
    let reply = host.get(&host.plan("items?limit=0&cursor=5")).await;
    reply.assert_fields(&[("/limit", "out_of_range"), ("/cursor", "unknown_cursor")]);
}
