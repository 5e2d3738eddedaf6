//! A new draft like an event of before.

use gather_wire::ProblemCode;
use serde_json::{Value, json};

use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
};

/// The summer party, with everything that a plan can have, and its host's session.
async fn summer(app: &TestApp) -> (Gathering, Caller) {
    let items = [("Kitchen", "Bread", Some("Pam"), true), ("Garden", "Chairs", None, false)];
    let party = app.gathering(small_with("confirming", &items)).await;
    let session = app.db_host_session(&party).await;
    let bread = json!({
        "quantity": "2", "day_id": party.names.day("Saturday"), "vegetarian": true,
        "drop_off_local": "2026-03-28T02:30", "drop_off_location": "Garage", "notes": "Fresh",
    });
    let (bread_id, chairs) = (party.names.item("Bread"), party.names.item("Chairs"));
    session.change(&format!("items/{bread_id}"), bread).await.expect(200);
    let october = json!({ "drop_off_local": "2026-10-24T12:00" });
    session.change(&format!("items/{chairs}"), october).await.expect(200);
    (party, session)
}

impl Caller {
    /// The new event, as its host sees it.
    async fn duplicate(&self, wish: Value) -> Self {
        let reply = self.add("duplicate", wish).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        let place = reply.header("location").to_owned();
        assert_eq!(place, format!("/api/events/{}", reply.body["id"].as_str().unwrap()));
        let mut other = self.clone();
        other.event = place;
        assert_eq!(other.get(&other.event).await.expect(200), reply.body);
        other
    }

    /// What all things of a kind are called.
    async fn names(&self, what: &str) -> Vec<String> {
        let all = self.list(what).await;
        all.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    }
}

#[tokio::test]
async fn a_past_gathering_becomes_a_draft_in_which_nobody_has_anything() {
    let app = TestApp::spawn().await;
    let (party, host) = summer(&app).await;
    host.drop(&format!("people/{}", party.names.person("Pam"))).await.expect(204);
    app.db_set_status(&party, "complete").await;
    let event = format!("event_id = {}", app.db.id(party.id()));
    let count = format!("SELECT name FROM item WHERE {event} ORDER BY id");
    let before = app.db.texts(&count).await;

    let new = host.duplicate(json!({ "name": "Again", "starts_on": "2027-03-27" })).await;

    let event = new.get(&new.event).await.expect(200);
    let expected = json!({
        "id": event["id"], "name": "Again", "description": null, "time_zone": "Europe/Berlin",
        "starts_on": "2027-03-27", "ends_on": "2027-10-25", "status": "draft",
        "guest_count": 20, "cancelled_at": null, "version": 1,
    });
    assert_eq!(event, expected);
    assert_eq!(new.names("days").await, ["Saturday"]);
    assert_eq!(new.list("days").await[0]["date"], "2027-03-27");
    assert_eq!(new.names("teams").await, ["Kitchen", "Garden"]);
    assert_eq!(new.names("people").await, ["Hana"]);
    let teams = new.list("teams").await;
    assert!(teams.iter().all(|it| it["coordinator"].is_null()), "{teams:?}");
    let items = new.list("items").await;
    let bread = &items[0];
    for (field, value) in [
        ("name", json!("Bread")),
        ("quantity", json!("2")),
        ("critical", json!(true)),
        ("vegetarian", json!(true)),
        ("notes", json!("Fresh")),
        ("drop_off_location", json!("Garage")),
        ("drop_off_local", json!("2027-03-27T02:30")),
        ("status", json!("unassigned")),
        ("previously_assigned_to", Value::Null),
        ("version", json!(1)),
        ("team_id", teams[0]["id"].clone()),
    ] {
        assert_eq!(bread[field], value, "{field}");
    }
    assert_eq!(bread["day"]["id"], new.list("days").await[0]["id"]);
    assert_eq!(items.len(), 2);
    let audit = new.audit("").await.expect(200);
    assert_eq!(audit["items"].as_array().unwrap().len(), 1);
    assert_eq!(audit["items"][0]["action"], "create_event");
    assert_eq!(audit["items"][0]["details"], json!({ "like": "Summer party" }));
    assert_eq!(audit["items"][0]["actor"]["name"], "Hana");
    assert_eq!(app.db.texts(&count).await, before);
    let own = host.get("/api/events").await.expect(200);
    assert_eq!(own["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn people_come_along_if_they_are_wanted_and_get_links_when_it_starts() {
    let app = TestApp::spawn().await;
    let (party, host) = summer(&app).await;
    let links = app.db.count("access_token").await;
    let pam = format!("people/{}", party.names.person("Pam"));
    host.change(&pam, json!({ "email": "pam@example.org" })).await.expect(200);

    let wish = json!({ "name": "Again", "starts_on": "2027-03-27", "include_people": true });
    let new = host.duplicate(wish).await;

    let people = new.list("people").await;
    let names: Vec<_> = people.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Hana", "Cora", "Pam", "Paul", "Gil", "Gwen"]);
    assert_eq!(people[0]["id"], json!(party.names.person("Hana")));
    assert_eq!(people[2]["email"], "pam@example.org");
    // Whoever will host one of the two has nothing to say in the other.
    new.get(&new.plan(&pam)).await.assert_problem(404, ProblemCode::PersonNotFound);
    let new_pam = format!("people/{}", people[2]["id"].as_str().unwrap());
    new.change(&new_pam, json!({ "name": "Pamela", "email": null })).await.expect(200);
    assert_eq!(host.show(&pam).await["email"], "pam@example.org");
    assert_eq!((&people[1]["role"], &people[2]["assigned"]), (&json!("coordinator"), &json!(0)));
    assert_eq!(app.db.count("access_token").await, links);
    new.change("status", json!({ "status": "confirming" })).await.expect(200);
    assert_eq!(new.links().await.expect(200)["items"].as_array().unwrap().len(), 6);
    // What Pam has to bring is what she has to bring there.
    party.participant("Pam").look().await.expect(200);
    assert_eq!(party.participant("Pam").own_assignments().await.len(), 1);
}

#[tokio::test]
async fn drop_offs_keep_what_the_clocks_show() {
    let app = TestApp::spawn().await;
    let (_, host) = summer(&app).await;
    for (starts_on, bread, chairs) in [
        // Winter instead of summer: the same on the wall, another instant.
        ("2026-11-01", ("2026-11-01T02:30", "2026-11-01T01:30:00Z"), "2027-05-30T12:00"),
        // On this night the clocks are put forward over it: as much later.
        ("2027-03-28", ("2027-03-28T03:30", "2027-03-28T01:30:00Z"), "2027-10-24T12:00"),
        // On this one it comes twice: the first.
        ("2026-10-25", ("2026-10-25T02:30", "2026-10-25T00:30:00Z"), "2027-05-23T12:00"),
        ("2020-01-01", ("2020-01-01T02:30", "2020-01-01T01:30:00Z"), "2020-07-29T12:00"),
    ] {
        let new = host.duplicate(json!({ "name": "Again", "starts_on": starts_on })).await;
        let items = new.list("items").await;
        assert_eq!(items[0]["drop_off_local"], bread.0, "{starts_on}");
        assert_eq!(items[0]["drop_off_at"], bread.1, "{starts_on}");
        assert_eq!(items[1]["drop_off_local"], chairs, "{starts_on}");
    }
}

#[tokio::test]
async fn it_takes_a_session_and_sensible_wishes() {
    let app = TestApp::spawn().await;
    let (party, host) = summer(&app).await;
    let before = app.db.dump().await;

    let wish = json!({ "name": "Again", "starts_on": "2027-03-27" });
    party.host().add("duplicate", wish.clone()).await.assert_problem(403, ProblemCode::WrongScope);
    for (wish, fields) in [
        (
            json!({ "name": " ", "starts_on": "soon" }),
            &[("/name", "empty"), ("/starts_on", "not_a_date")][..],
        ),
        (json!({ "starts_on": "2027-03-27" }), &[("/name", "missing")]),
        (json!({ "name": "A", "starts_on": "9999-12-31" }), &[("/starts_on", "out_of_range")]),
        (
            json!({ "name": "A", "starts_on": "2027-03-27", "people": true }),
            &[("/people", "unknown_field")],
        ),
    ] {
        host.add("duplicate", wish).await.assert_fields(fields);
    }
    assert_eq!(app.db.dump().await, before);

    let host = host.with("idempotency-key", "one");
    let first = host.add("duplicate", wish.clone()).await;
    let second = host.add("duplicate", wish).await;
    assert_eq!((first.status, &first.text), (201, &second.text));
    assert_eq!(host.get("/api/events").await.expect(200)["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_large_plan_costs_as_many_statements_as_a_small_one() {
    let mut costs = Vec::new();
    for size in [1, 300] {
        let app = TestApp::spawn().await;
        let mut file = small_with("confirming", &[("Kitchen", "Bread", Some("Pam"), false)]);
        for number in 1..size {
            let people = file["people"].as_array_mut().unwrap();
            people.push(json!({ "name": format!("Guest {number}"), "team": "Garden" }));
            let mut item = file["items"][0].clone();
            item["name"] = format!("Thing {number}").into();
            file["items"].as_array_mut().unwrap().push(item);
        }
        let party = app.gathering(file).await;
        let host = app.db_host_session(&party).await;
        let wish = json!({ "name": "Again", "starts_on": "2027-03-27", "include_people": true });
        let before = app.statements();
        host.add("duplicate", wish).await.expect(201);
        costs.push(app.statements() - before);
    }
    assert_eq!(costs[0], costs[1]);
}
