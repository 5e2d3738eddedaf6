//! Reading changes nothing, and costs the same whatever the size of the gathering.

use gather_wire::EventStatus;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{app::TestApp, caller::Caller, gathering::Gathering};

/// A gathering with so many teams, each with a coordinator, a member and three items.
fn large(teams: usize) -> Value {
    let each = |make: &dyn Fn(usize) -> Value| (0..teams).map(make).collect::<Vec<_>>();
    let mut people = vec![json!({ "name": "Hana", "team": "Team 0" })];
    people.extend(each(&|n| json!({ "name": format!("Lead {n}"), "team": format!("Team {n}") })));
    people.extend(each(&|n| json!({ "name": format!("Member {n}"), "team": format!("Team {n}") })));
    let mut items = vec![json!({ "team": "Team 0", "name": "Host's", "assignee": "Hana" })];
    for who in ["Lead", "Member", "Nobody"] {
        items.extend(each(&|n| {
            let assignee = (who != "Nobody").then(|| format!("{who} {n}"));
            json!({
                "team": format!("Team {n}"), "name": format!("{who}'s {n}"), "day": "Monday",
                "assignee": assignee, "critical": assignee.is_some(),
            })
        }));
    }
    let lead = |n| json!({ "name": format!("Team {n}"), "coordinator": format!("Lead {n}") });
    json!({
        "event": {
            "name": "Festival", "time_zone": "Europe/Berlin", "start_date": "2026-06-01",
            "end_date": "2026-06-03", "status": "confirming", "host": "Hana",
        },
        "days": [{ "name": "Monday", "date": "2026-06-01" }],
        "teams": each(&lead), "people": people, "items": items,
    })
}

async fn cost(app: &TestApp, what: impl AsyncFnOnce() -> crate::reply::Reply) -> usize {
    let before = app.statements();
    let reply = what().await;
    assert!(reply.status < 300, "{reply:?}");
    app.statements() - before
}

#[tokio::test]
async fn reads_leave_the_database_as_it_is() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let host = christmas.host();
    let before = app.db.dump().await;

    for reply in [
        christmas.participant("Rosie").look().await,
        christmas.coordinator("Puddings").look().await,
        host.look().await,
        host.team("Puddings").await,
        host.audit("").await,
        host.audit("?action=import_gathering&target_type=event&limit=1").await,
        host.get(&host.event).await,
        app.stranger().get("/readyz").await,
        app.stranger().get("/livez").await,
        app.stranger().get("/openapi.json").await,
    ] {
        assert_eq!(reply.status, 200, "{reply:?}");
    }
    for path in ["/api/p", "/api/c", "/api/h", "/p", "/c", "/h", "/", &host.event] {
        for caller in [christmas.participant("Rosie"), host.clone()] {
            let reply = caller.send(Method::HEAD, path, None).await;
            assert!(reply.status < 500 || reply.status == 503, "{path}: {reply:?}");
        }
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_role_view_costs_at_most_three_statements_whatever_the_size() {
    for teams in [1, 50] {
        let app = TestApp::spawn().await;
        let festival = app.gathering(large(teams)).await;
        let last = format!("Team {}", teams - 1);
        let (host, lead) = (festival.host(), festival.coordinator(&last));
        let member = festival.participant(&format!("Member {}", teams - 1));

        for (view, cost) in [
            ("participant", cost(&app, async || member.look().await).await),
            ("coordinator", cost(&app, async || lead.look().await).await),
            ("host", cost(&app, async || host.look().await).await),
            ("team", cost(&app, async || host.team(&last).await).await),
            ("audit", cost(&app, async || host.audit("").await).await),
            ("event", cost(&app, async || host.get(&host.event).await).await),
            ("overview", cost(&app, async || host.get(&host.plan("overview")).await).await),
            ("items", cost(&app, async || host.get(&host.plan("items")).await).await),
            ("teams", cost(&app, async || host.get(&host.plan("teams")).await).await),
            ("days", cost(&app, async || host.get(&host.plan("days")).await).await),
            ("people", cost(&app, async || host.get(&host.plan("people")).await).await),
        ] {
            assert!((1..=3).contains(&cost), "{view} with {teams} teams: {cost} statements");
        }
    }
}

async fn own(caller: &Caller) -> String {
    caller.own_assignments().await[0]["id"].as_str().unwrap().to_owned()
}

async fn check_changes(app: &TestApp, festival: &Gathering, teams: usize) {
    let (host, lead) = (festival.host(), festival.coordinator("Team 0"));
    let monday = festival.names.day("Monday");
    let team_id = festival.names.team("Team 0");
    let (own_of_host, own_of_lead) = (own(&host).await, own(&lead).await);
    let other = host.item("Member's 0", "/assign");
    let new = json!({ "name": "Tent", "team_id": team_id, "day_id": monday });

    let costs = [
        ("assign", cost(app, async || lead.assign("Nobody's 0", "Lead 0").await).await),
        ("reassign", cost(app, async || lead.assign("Nobody's 0", "Member 0").await).await),
        ("unassign", cost(app, async || lead.unassign("Nobody's 0").await).await),
        (
            "reassign by the host",
            cost(app, async || {
                host.post(&other, json!({ "person_id": host.names.person("Hana") })).await
            })
            .await,
        ),
        (
            "edit",
            cost(app, async || {
                lead.edit("Nobody's 0", json!({ "name": "A", "day_id": null })).await
            })
            .await,
        ),
        (
            "edit with a day",
            cost(app, async || lead.edit("Nobody's 0", json!({ "day_id": monday })).await).await,
        ),
        ("create", cost(app, async || lead.create(json!({ "name": "Tent" })).await).await),
        ("create by the host", cost(app, async || host.create(new.clone()).await).await),
        ("delete", cost(app, async || lead.delete("Nobody's 0").await).await),
        ("acknowledge", cost(app, async || host.acknowledge(&own_of_host).await).await),
        ("acknowledge", cost(app, async || lead.acknowledge(&own_of_lead).await).await),
        ("open", cost(app, async || lead.open().await).await),
        ("guest count", cost(app, async || host.expect_guests(json!(7)).await).await),
        ("freeze", cost(app, async || host.freeze().await).await),
        ("unfreeze", cost(app, async || host.go_to(EventStatus::Confirming).await).await),
        ("listing of links", cost(app, async || host.links().await).await),
    ];
    let dear: Vec<_> = costs.into_iter().filter(|(_, cost)| !(1..=8).contains(cost)).collect();
    assert!(dear.is_empty(), "with {teams} teams: {dear:?} statements");
}

#[tokio::test]
async fn a_change_costs_at_most_eight_statements_whatever_the_size() {
    for teams in [1, 50] {
        let app = TestApp::spawn().await;
        let festival = app.gathering(large(teams)).await;
        check_changes(&app, &festival, teams).await;
    }
}

#[tokio::test]
async fn a_creation_that_can_be_sent_again_costs_no_more() {
    let app = TestApp::spawn().await;
    let festival = app.gathering(large(1)).await;
    let (host, lead) = (festival.host(), festival.coordinator("Team 0"));
    let (day_id, team_id) = (festival.names.day("Monday"), festival.names.team("Team 0"));

    let lead = lead.with("idempotency-key", "one");
    let plain = json!({ "name": "Tent", "day_id": day_id });
    let by_lead = cost(&app, async || lead.create(plain).await).await;
    let host = host.with("idempotency-key", "two");
    let whole = json!({ "name": "Tent", "day_id": day_id, "team_id": team_id });
    let by_host = cost(&app, async || host.create(whole).await).await;

    assert!(by_lead <= 8 && by_host <= 8, "{by_lead} by a coordinator, {by_host} by a host");
}
