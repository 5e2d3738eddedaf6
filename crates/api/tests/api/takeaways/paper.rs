use chrono::TimeDelta;
use serde_json::{Value, json};

use super::party;
use crate::app::TestApp;

#[tokio::test]
async fn paper_has_whom_to_call() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    for (who, phone) in [("Pam", "021 555 0199"), ("Cora", "+49 30 1234")] {
        let path = format!("{}/people/{}", host.event, party.names.person(who));
        host.patch(&path, json!({ "phone": phone })).await.expect(200);
    }
    app.clock.advance(TimeDelta::hours(2));

    let sheet = host.get(&format!("{}/sheet", host.event)).await.expect(200);

    assert_eq!(sheet["printed_at"], "2025-12-01T11:00:00Z");
    assert_eq!(sheet["event"]["name"], "Summer party");
    assert_eq!(sheet["days"][0]["name"], "Saturday");
    let kitchen = &sheet["teams"][0];
    assert_eq!(kitchen["scope"], "Food");
    let cora = json!({ "id": party.names.person("Cora"), "name": "Cora", "phone": "+49 30 1234" });
    assert_eq!(kitchen["coordinator"], cora);
    let soup = &kitchen["items"][0];
    let pam = json!({ "id": party.names.person("Pam"), "name": "Pam", "phone": "021 555 0199" });
    assert_eq!(soup["person"], pam);
    assert_eq!((&soup["acknowledged"], &soup["declined"]), (&json!(false), &json!(false)));
    let item = &soup["item"];
    assert_eq!((&item["name"], &item["quantity"]), (&json!("Soup"), &json!("2 tubs")));
    assert_eq!(item["drop_off_local"], "2026-03-28T17:30");
    assert_eq!(item["vegetarian"], true);
    let lamps = &sheet["teams"][1]["items"][0];
    assert_eq!((&lamps["item"]["name"], &lamps["person"]), (&json!("Lamps"), &Value::Null));
    let gil = &sheet["teams"][1]["coordinator"];
    assert_eq!((&gil["name"], &gil["phone"]), (&json!("Gil"), &Value::Null));
}
