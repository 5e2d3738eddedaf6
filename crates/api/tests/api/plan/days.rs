//! Days: each lies within the gathering, and what was for one that goes is for none.

use gather_wire::ProblemCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::last_entry;
use crate::{
    app::TestApp,
    gathering::{Gathering, small},
};

async fn draft(app: &TestApp) -> Gathering {
    let mut file = small("draft");
    file["items"] =
        json!([{ "team": "Kitchen", "name": "Bread", "day": "Saturday", "assignee": "Pam" }]);
    app.gathering(file).await
}

#[tokio::test]
async fn a_day_is_made_shown_listed_by_date_changed_and_deleted() {
    let app = TestApp::spawn().await;
    let host = draft(&app).await.host();

    let made = host.add("days", json!({ "name": " Easter 🐣 ", "date": "2026-04-05" })).await;
    assert_eq!(made.status, 201, "{made:?}");
    let id = made.body["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("{}/days/{id}", host.event));
    assert_eq!(made.body, json!({ "id": id, "name": "Easter 🐣", "date": "2026-04-05" }));
    let (action, target, details) = last_entry(&host).await;
    assert_eq!(action, "create_day");
    assert_eq!(target, json!({ "type": "day", "id": id, "name": "Easter 🐣" }));
    assert_eq!(details, json!({ "date": "2026-04-05" }));

    let day = format!("days/{id}");
    let dated = host.change(&day, json!({ "date": "2026-03-28" })).await.expect(200);
    assert_eq!((&dated["date"], &dated["name"]), (&json!("2026-03-28"), &json!("Easter 🐣")));
    let renamed = host.change(&day, json!({ "name": "Easter" })).await.expect(200);
    assert_eq!(host.show(&day).await, renamed);
    let (action, _, details) = last_entry(&host).await;
    assert_eq!((action, details), (json!("edit_day"), json!({ "name": "Easter 🐣 → Easter" })));
    let names: Vec<_> = host.list("days").await.into_iter().map(|it| it["name"].clone()).collect();
    assert_eq!(names, ["Saturday", "Easter"], "by date, and then in the order of making");

    host.drop(&day).await.expect(204);
    assert_eq!(last_entry(&host).await.0, "delete_day");
    host.get(&format!("{}/{day}", host.event)).await.assert_problem(404, ProblemCode::DayNotFound);
}

#[tokio::test]
async fn what_was_for_a_deleted_day_stays_for_no_day() {
    let app = TestApp::spawn().await;
    let party = draft(&app).await;
    let host = party.host();
    let before = host.team("Kitchen").await.expect(200)["items"][0].clone();
    assert_eq!(before["day"]["name"], "Saturday");

    host.drop(&format!("days/{}", party.names.day("Saturday"))).await.expect(204);

    let after = host.team("Kitchen").await.expect(200)["items"][0].clone();
    assert_eq!(after["day"], Value::Null);
    assert_eq!(after["assignment"], before["assignment"]);
    assert_eq!(after["version"], 2, "whoever edits the item meanwhile hears of it");
    assert_eq!(last_entry(&host).await.2["items_without_a_day"], "1");
}

#[tokio::test]
async fn a_day_outside_the_gathering_is_refused() {
    let app = TestApp::spawn().await;
    let party = draft(&app).await;
    let host = party.host();
    let saturday = format!("days/{}", party.names.day("Saturday"));
    let before = app.db.dump().await;

    for date in ["2026-03-27", "2026-10-27", "0001-01-01", "9999-12-31"] {
        let expected = [("/date", "outside_event")];
        host.add("days", json!({ "name": "Day", "date": date })).await.assert_fields(&expected);
        host.change(&saturday, json!({ "date": date })).await.assert_fields(&expected);
    }
    for date in
        ["", "Monday", "2026-02-30", "2026-4-5", "10000-01-01", "+2026-04-05", "2026-04-05T"]
    {
        let reply = host.add("days", json!({ "name": " ", "date": date })).await;
        reply.assert_fields(&[("/name", "empty"), ("/date", "not_a_date")]);
        let reply = host.change(&saturday, json!({ "name": "a\0b", "date": date })).await;
        reply.assert_fields(&[("/name", "control_character"), ("/date", "not_a_date")]);
    }
    let reply = host.change(&saturday, json!({ "date": null, "colour": 1 })).await;
    reply.assert_fields(&[("/date", "wrong_type"), ("/colour", "unknown_field")]);
    assert_eq!(app.db.dump().await, before);
    for date in ["2026-03-28", "2026-10-26"] {
        host.add("days", json!({ "name": "Day", "date": date })).await.expect(201);
    }
}

#[tokio::test]
async fn a_change_that_changes_nothing_is_none() {
    let app = TestApp::spawn().await;
    let party = draft(&app).await;
    let host = party.host();
    let saturday = format!("days/{}", party.names.day("Saturday"));
    let before = app.db.dump().await;

    for same in [json!({}), json!({ "name": "Saturday" }), json!({ "date": "2026-03-28" })] {
        assert_eq!(host.change(&saturday, same).await.expect(200)["name"], "Saturday");
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_day_sent_again_is_made_once() {
    let app = TestApp::spawn().await;
    let host = draft(&app).await.host().with("idempotency-key", "one");
    let easter = json!({ "name": "Easter", "date": "2026-04-05" });

    let first = host.add("days", easter.clone()).await;
    let second = host.add("days", easter).await;

    assert_eq!((second.status, &second.text), (201, &first.text));
    assert_eq!(second.header("location"), first.header("location"));
    assert_eq!(host.list("days").await.len(), 2);
    let other = host.add("days", json!({ "name": "Easter", "date": "2026-04-06" })).await;
    other.assert_problem(422, ProblemCode::IdempotencyKeyReused);
}

#[tokio::test]
async fn days_of_another_gathering_are_not_there() {
    let app = TestApp::spawn().await;
    let (party, other) = (draft(&app).await, draft(&app).await);
    let host = party.host();
    let before = app.db.dump().await;

    for id in [other.names.day("Saturday"), Uuid::nil()] {
        let day = format!("days/{id}");
        for reply in [
            host.get(&format!("{}/{day}", host.event)).await,
            host.change(&day, json!({ "name": "Mine now" })).await,
            host.change(&day, json!({})).await,
            host.drop(&day).await,
        ] {
            reply.assert_problem(404, ProblemCode::DayNotFound);
        }
    }
    assert_eq!(app.db.dump().await, before);
}
