//! The gatherings of one's own: made, listed, deleted.

use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{accounts::jo, app::TestApp, caller::Caller, input::party};

async fn mallory(app: &TestApp) -> Caller {
    let nobody = app.stranger();
    nobody.signed_in(&nobody.sign_up("mallory@example.org", "Mallory", "correct horse").await)
}

async fn names(caller: &Caller, query: &str) -> Vec<String> {
    let page = caller.get(&format!("/api/events{query}")).await.expect(200);
    let items = page["items"].as_array().unwrap();
    items.iter().map(|it| it["event"]["name"].as_str().unwrap().to_owned()).collect()
}

fn place(event: &Value) -> String {
    format!("/api/events/{}", event["id"].as_str().unwrap())
}

#[tokio::test]
async fn who_makes_an_event_runs_it_and_nobody_else_knows_of_it() {
    let app = TestApp::spawn().await;
    let (jo, mallory) = (jo(&app).await, mallory(&app).await);

    let reply = jo.plan_event("New Year 🎆").await;

    let event = &reply.body;
    assert_eq!(reply.status, 201, "{reply:?}");
    assert_eq!((reply.header("location"), reply.header("etag")), (&*place(event), "\"1\""));
    assert_eq!((&event["name"], &event["status"]), (&json!("New Year 🎆"), &json!("draft")));
    assert_eq!(jo.get(&place(event)).await.expect(200), *event);
    let listed = jo.get("/api/events").await.expect(200);
    assert_eq!(
        listed["items"],
        json!([{
            "event": event, "role": "host", "is_primary": true,
            "allowed_actions": [{ "action": "delete_event", "verdict": "allowed" }],
        }])
    );
    assert_eq!(names(&mallory, "").await, Vec::<String>::new());
    mallory.get(&place(event)).await.assert_problem(404, ProblemCode::EventNotFound);
    let audit = jo.get(&format!("{}/audit", place(event))).await.expect(200);
    assert_eq!(audit["items"][0]["action"], "create_event");
    assert_eq!(audit["items"][0]["actor"]["kind"], "host");
    assert_eq!(audit["items"][0]["actor"]["name"], "Jo");
}

#[tokio::test]
async fn one_person_stands_for_an_account_in_all_its_events() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;

    let (a, b, c) =
        tokio::join!(jo.plan_event("One"), jo.plan_event("Two"), jo.plan_event("Three"));

    assert_eq!([a.status, b.status, c.status], [201, 201, 201]);
    assert_eq!(app.db.count("person").await, 1);
    let hosts = "event_host WHERE role = 'host' AND invitation_status = 'accepted' \
                 AND grant_method = 'creator'";
    assert_eq!(app.db.count(hosts).await, 3);
    assert_eq!(app.db.count("event WHERE host_id IS NOT NULL AND created_by = host_id").await, 3);
    assert_eq!(app.db.count("access_token").await, 0, "links come with confirming");
}

#[tokio::test]
async fn everything_wrong_with_an_event_is_listed() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let before = app.db.dump().await;

    let wrong = json!({
        "name": " ", "description": "\u{7}", "time_zone": "Mars/Olympus", "starts_on": "24.12.2025",
        "ends_on": "10000-01-01", "guest_count": -1,
    });
    jo.post("/api/events", wrong).await.assert_fields(&[
        ("/name", "empty"),
        ("/description", "control_character"),
        ("/time_zone", "unknown_time_zone"),
        ("/starts_on", "not_a_date"),
        ("/ends_on", "not_a_date"),
        ("/guest_count", "out_of_range"),
    ]);
    let backwards = json!({
        "name": "New Year", "time_zone": "UTC", "starts_on": "2026-01-01", "ends_on": "2025-12-31",
    });
    jo.post("/api/events", backwards).await.assert_fields(&[("/ends_on", "before_start")]);
    for date in ["10000-01-01", "2025-02-30", "", "0000-01-01", "-0001-01-01"] {
        let event = json!({
            "name": "New Year", "time_zone": "UTC", "starts_on": date, "ends_on": "2025-12-31",
        });
        assert_eq!(jo.post("/api/events", event).await.status, 422, "{date}");
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn the_same_request_sent_again_makes_one_event() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let keyed = jo.with("idempotency-key", "once");

    let (first, second) = tokio::join!(keyed.plan_event("New Year"), keyed.plan_event("New Year"));
    let third = keyed.plan_event("New Year").await;
    let other = keyed.plan_event("Easter").await;

    assert_eq!([first.status, second.status, third.status], [201, 201, 201], "{second:?}");
    assert_eq!((&first.text, &second.text), (&second.text, &third.text));
    assert_eq!(first.header("location"), third.header("location"));
    other.assert_problem(422, ProblemCode::IdempotencyKeyReused);
    assert_eq!(app.db.count("event").await, 1);
    let audited = "audit_entry WHERE action = 'create_event'";
    assert_eq!(app.db.count(audited).await, 1);
    // Another's key is another key.
    assert_eq!(
        mallory(&app).await.with("idempotency-key", "once").plan_event("Easter").await.status,
        201
    );
}

#[tokio::test]
async fn an_event_whose_audit_fails_is_not_made() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let before = app.db.dump().await;
    app.db_refuse_audit().await;

    let reply = jo.plan_event("New Year").await;

    assert_eq!(reply.status, 500, "{reply:?}");
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn own_events_are_found_by_status_and_name_and_come_in_pages() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    for name in ["Ünder the stars", "New Year", "New Year's day", "100% fun", "Frozen"] {
        jo.plan_event(name).await.expect(201);
    }
    app.db.execute("UPDATE event SET status = 'frozen' WHERE name = 'Frozen'").await;

    let all = ["Frozen", "100% fun", "New Year's day", "New Year", "Ünder the stars"];
    assert_eq!(names(&jo, "").await, all);
    assert_eq!(names(&jo, "?q=new%20YEAR").await, all[2..4]);
    assert_eq!(names(&jo, "?q=%C3%BCNDER").await, all[4..]);
    assert_eq!(names(&jo, "?q=%25").await, all[1..2]);
    assert_eq!(names(&jo, "?status=frozen").await, all[..1]);
    assert_eq!(names(&jo, "?status=draft&q=year&limit=1").await, all[2..3]);

    let mut seen = Vec::new();
    let mut query = "?limit=2".to_owned();
    loop {
        let page = jo.get(&format!("/api/events{query}")).await.expect(200);
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 2 && !items.is_empty());
        seen.extend(items.iter().map(|it| it["event"]["name"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, all);

    jo.get("/api/events?limit=0&cursor=x&q=").await.assert_fields(&[
        ("/limit", "out_of_range"),
        ("/cursor", "unknown_cursor"),
        ("/q", "empty"),
    ]);
    jo.get("/api/events?status=sleeping").await.assert_problem(400, ProblemCode::MalformedQuery);
}

#[tokio::test]
async fn a_draft_can_be_deleted_and_is_remembered() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let event = jo.plan_event("New Year").await.expect(201);

    let reply = jo.send(Method::DELETE, &place(&event), None).await;

    assert_eq!(reply.status, 204, "{reply:?}");
    for again in [
        jo.send(Method::DELETE, &place(&event), None).await,
        jo.get(&place(&event)).await,
        jo.patch(&place(&event), json!({ "guest_count": 7 })).await,
    ] {
        again.assert_problem(404, ProblemCode::EventNotFound);
    }
    assert_eq!(names(&jo, "").await, Vec::<String>::new());
    let of_events = "SELECT action FROM audit_entry WHERE event_id IS NOT NULL ORDER BY id";
    let remembered = app.db.texts(of_events).await;
    assert_eq!(remembered, ["create_event", "delete_event"]);
}

#[tokio::test]
async fn only_its_primary_host_or_an_admin_deletes_an_event() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, mallory) = (app.db_host_session(&party).await, mallory(&app).await);
    let delete = async |by: &Caller| by.send(Method::DELETE, &by_path(&party), None).await;

    delete(&host).await.assert_problem(409, ProblemCode::OnlyInDraft);
    let listed = host.get("/api/events").await.expect(200);
    assert_eq!(
        listed["items"][0]["allowed_actions"],
        json!([{ "action": "delete_event", "verdict": "refused", "reason": "only_in_draft" }])
    );
    app.db_set_status(&party, "draft").await;
    app.db.execute("UPDATE event SET host_id = NULL").await;
    delete(&host).await.assert_problem(403, ProblemCode::Forbidden);
    app.db_set_status(&party, "complete").await;
    delete(&mallory).await.assert_problem(404, ProblemCode::EventNotFound);
    app.db.execute("UPDATE account SET role = 'admin' WHERE display_name = 'Mallory'").await;
    assert_eq!(delete(&mallory).await.status, 204);

    party.host().look().await.assert_problem(401, ProblemCode::LinkUnknown);
    let entry = "audit_entry WHERE action = 'delete_event' AND actor_kind = 'admin' \
                 AND actor_name = 'Mallory' AND target_name = 'Summer party'";
    assert_eq!(app.db.count(entry).await, 1);
}

fn by_path(party: &crate::gathering::Gathering) -> String {
    format!("/api/events/{}", party.id())
}

#[tokio::test]
async fn a_session_and_a_link_act_as_the_same_person() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = app.db_host_session(&party).await;

    host.expect_guests(json!(31)).await.expect(200);
    host.create(json!({ "name": "Jelly", "team_id": party.names.team("Kitchen") }))
        .await
        .expect(201);
    assert_eq!(host.links().await.expect(200)["items"].as_array().unwrap().len(), 6);

    let audit = party.host().audit("").await.expect(200);
    for entry in audit["items"].as_array().unwrap().iter().take(3) {
        assert_eq!(entry["actor"]["name"], "Hana", "{entry}");
        assert_eq!(entry["actor"]["kind"], "host", "{entry}");
    }
    // Out of the event's hosts, out of the event: at once.
    app.db.execute("DELETE FROM event_host").await;
    host.expect_guests(json!(32)).await.assert_problem(404, ProblemCode::EventNotFound);
}

#[tokio::test]
async fn a_change_costs_no_more_statements_by_a_session_than_by_a_link() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = app.db_host_session(&party).await;
    let cost = async |caller: &Caller, guests: u32| {
        let before = app.statements();
        caller.expect_guests(json!(guests)).await.expect(200);
        app.statements() - before
    };

    let (by_link, by_session) = (cost(&party.host(), 30).await, cost(&host, 31).await);

    assert_eq!(by_link, by_session);
    let jo = jo(&app).await;
    jo.plan_event("The first").await.expect(201);
    let before = app.statements();
    jo.plan_event("The second").await.expect(201);
    assert!(app.statements() - before <= 8, "{}", app.statements() - before);
}
