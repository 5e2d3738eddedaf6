//! People: added with a link once links are out, known by their contact to hosts alone, and by one
//! name wherever they are.

use gather_wire::ProblemCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{last_entry, newcomer};
use crate::{
    app::TestApp,
    gathering::{Gathering, small},
    input::party,
};

const MIRO: &str = "miro@example.org";

fn miro(party: &Gathering) -> Value {
    let team_id = party.names.team("Garden");
    json!({ "name": " Miro Ø ", "email": MIRO, "phone": "021 555 0199", "team_id": team_id })
}

#[tokio::test]
async fn somebody_added_while_confirming_has_a_link_at_once() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();

    let made = host.add("people", miro(&party)).await;

    assert_eq!(made.status, 201, "{made:?}");
    let id = made.body["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("{}/people/{id}", host.event));
    assert_eq!(made.header("etag"), "\"1\"");
    let expected = json!({
        "id": id, "name": "Miro Ø", "email": MIRO, "phone": "021 555 0199",
        "role": "participant", "team_id": party.names.team("Garden"), "opened_at": null,
        "assigned": 0, "acknowledged": 0, "declined": 0, "version": 1,
    });
    assert_eq!(made.body, expected);
    assert_eq!(host.show(&format!("people/{id}")).await, expected);
    let (action, target, details) = last_entry(&host).await;
    assert_eq!(action, "add_person");
    assert_eq!(target, json!({ "type": "person", "id": id, "name": "Miro Ø" }));
    assert_eq!(details, json!({ "team": "Garden" }));
    let part = newcomer(&host, "Miro Ø").await.look().await.expect(200);
    assert_eq!(part["team"]["name"], "Garden");
}

#[tokio::test]
async fn somebody_added_to_a_draft_gets_their_link_when_confirming_starts() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small("draft")).await;
    let host = plan.host();
    let before = app.db.count("access_token").await;

    host.add("people", miro(&plan)).await.expect(201);

    assert_eq!(app.db.count("access_token").await, before);
    host.start_confirming().await.expect(200);
    newcomer(&host, "Miro Ø").await.look().await.expect(200);
}

#[tokio::test]
async fn somebody_sent_twice_is_added_once() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host().with("idempotency-key", "one");

    let first = host.add("people", miro(&party)).await;
    let second = host.add("people", miro(&party)).await;

    assert_eq!((second.status, &second.text), (201, &first.text));
    assert_eq!(host.list("people").await.len(), 7);
    let mut other = miro(&party);
    other["phone"] = Value::Null;
    host.add("people", other).await.assert_problem(422, ProblemCode::IdempotencyKeyReused);
}

#[tokio::test]
async fn people_are_listed_page_by_page_with_hosts_who_have_no_team() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let whole = host.list("people?limit=200").await;
    let names: Vec<_> = whole.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Hana", "Cora", "Pam", "Paul", "Gil", "Gwen"]);
    let roles: Vec<_> = whole.iter().map(|it| it["role"].as_str().unwrap()).collect();
    assert_eq!(roles[..3], ["host", "coordinator", "participant"]);
    assert_eq!((&whole[0]["team_id"], &whole[2]["assigned"]), (&Value::Null, &json!(1)));

    let (mut read, mut query) = (Vec::new(), "?limit=4".to_owned());
    loop {
        let mut page = host.show(&format!("people{query}")).await;
        let Value::Array(items) = page["items"].take() else { panic!("{page}") };
        read.extend(items);
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        query = format!("?limit=4&cursor={cursor}");
    }
    assert_eq!(read, whole);
    for (query, path) in [("limit=0", "/limit"), ("limit=201", "/limit"), ("cursor=x", "/cursor")] {
        let reply = host.get(&host.plan(&format!("people?{query}"))).await;
        assert_eq!(reply.status, 422, "{reply:?}");
        assert_eq!(reply.body["fields"][0]["path"], path);
    }
    let reply = host.get(&host.plan("people?colour=red")).await;
    reply.assert_problem(400, ProblemCode::MalformedQuery);
}

#[tokio::test]
async fn how_to_reach_somebody_is_for_hosts_alone() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let made = host.add("people", miro(&party)).await.expect(201);
    host.add("items", json!({ "name": "Chairs", "team_id": made["team_id"] })).await.expect(201);
    let path = format!("people/{}", made["id"].as_str().unwrap());
    host.change(&path, json!({ "phone": "7", "email": null })).await.expect(200);
    host.change(&path, json!({ "email": MIRO })).await.expect(200);

    let miro = newcomer(&host, "Miro Ø").await;
    for reply in [
        miro.look().await,
        party.coordinator("Garden").look().await,
        party.coordinator("Kitchen").look().await,
        host.look().await,
        host.links().await,
        host.audit("?limit=200").await,
        host.team("Garden").await,
    ] {
        assert_eq!(reply.status, 200);
        assert!(!reply.text.contains(MIRO) && !reply.text.contains("555 0199"), "{reply:?}");
    }
    let (_, _, details) = last_entry_of(&host, "edit_person").await;
    assert_eq!(details, json!({ "email": "changed" }));
}

async fn last_entry_of(host: &crate::caller::Caller, action: &str) -> (Value, Value, Value) {
    let audit = host.audit(&format!("?action={action}&limit=1")).await.expect(200);
    let entry = &audit["items"][0];
    (entry["action"].clone(), entry["target"].clone(), entry["details"].clone())
}

#[tokio::test]
async fn a_name_changes_and_what_is_null_or_blank_is_cleared() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let pam = format!("people/{}", party.names.person("Pam"));

    let change = json!({ "name": "Pamela", "email": "pam@example.org", "phone": "1" });
    let reply = host.change(&pam, change).await;
    assert_eq!((reply.header("etag"), &reply.body["name"]), ("\"2\"", &json!("Pamela")));
    assert_eq!(reply.body["assigned"], 1, "what she brings stays hers");
    let (_, target, details) = last_entry(&host).await;
    assert_eq!(target["name"], "Pam", "as it was");
    let expected = json!({ "name": "Pam → Pamela", "email": "changed", "phone": "changed" });
    assert_eq!(details, expected);
    let cleared = host.change(&pam, json!({ "email": null, "phone": " " })).await.expect(200);
    assert_eq!((&cleared["email"], &cleared["phone"]), (&Value::Null, &Value::Null));
    assert_eq!(party.participant("Pam").look().await.expect(200)["person"]["name"], "Pamela");

    let before = app.db.dump().await;
    for same in [json!({}), json!({ "name": "Pamela" }), json!({ "email": null })] {
        assert_eq!(host.change(&pam, same).await.expect(200), cleared);
    }
    let seen = host.with("if-match", "\"2\"");
    for reply in [
        seen.change(&pam, json!({ "name": "Pat" })).await,
        seen.drop(&pam).await,
        seen.add(&format!("{pam}/move"), json!({ "team_id": party.names.team("Garden") })).await,
    ] {
        reply.assert_problem(412, ProblemCode::VersionMismatch);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn everything_wrong_about_a_person_is_listed() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    let pam = format!("people/{}", party.names.person("Pam"));
    let before = app.db.dump().await;

    let wrong = json!({ "name": "\u{7}", "email": "pam", "phone": "ask Paul" });
    let listed = [
        ("/name", "control_character"),
        ("/email", "not_an_email"),
        ("/phone", "not_a_phone_number"),
    ];
    host.change(&pam, wrong.clone()).await.assert_fields(&listed);
    let mut new = wrong;
    new["team_id"] = json!(party.names.team("Kitchen"));
    host.add("people", new).await.assert_fields(&listed);
    let long = json!({ "name": "é".repeat(121), "email": format!("{}@b", "a".repeat(254)) });
    host.change(&pam, long).await.assert_fields(&[("/name", "too_long"), ("/email", "too_long")]);
    let reply = host.add("people", json!({ "name": "Miro", "role": "host" })).await;
    reply.assert_fields(&[("/role", "unknown_field"), ("/team_id", "missing")]);
    let reply = host.change(&pam, json!({ "name": null })).await;
    reply.assert_fields(&[("/name", "wrong_type")]);
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn people_and_teams_of_another_gathering_are_not_there() {
    let app = TestApp::spawn().await;
    let (party, other) = (party(&app).await, party(&app).await);
    let host = party.host();
    let garden = party.names.team("Garden");
    let pam = format!("people/{}", party.names.person("Pam"));
    let before = app.db.dump().await;

    for id in [other.names.person("Pam"), Uuid::nil()] {
        let person = format!("people/{id}");
        for reply in [
            host.get(&host.plan(&person)).await,
            host.change(&person, json!({ "name": "Mine now" })).await,
            host.drop(&person).await,
            host.add(&format!("{person}/move"), json!({ "team_id": garden })).await,
        ] {
            reply.assert_problem(404, ProblemCode::PersonNotFound);
        }
    }
    for team_id in [other.names.team("Garden"), Uuid::nil()] {
        let to = json!({ "team_id": team_id });
        let reply = host.add(&format!("{pam}/move"), to).await;
        reply.assert_problem(404, ProblemCode::TeamNotFound);
        let reply = host.add("people", json!({ "name": "Miro", "team_id": team_id })).await;
        reply.assert_problem(404, ProblemCode::TeamNotFound);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn somebody_s_name_changes_in_each_gathering_that_they_belong_to() {
    let app = TestApp::spawn().await;
    let (party, other) = (party(&app).await, party(&app).await);
    let (host, elsewhere) = (party.host(), other.host());
    db_join(&app, &other, "Garden", party.names.person("Pam")).await;
    host.freeze().await.expect(200);
    let logged = app.db_audit(&other).await.len();

    let pam = format!("people/{}", party.names.person("Pam"));
    host.because("married").change(&pam, json!({ "name": "Pamela" })).await.expect(200);

    let here = host.audit("?limit=1").await.expect(200)["items"][0].clone();
    assert_eq!(here["action"], "override_edit_person");
    assert_eq!(here["details"], json!({ "name": "Pam → Pamela", "reason": "married" }));
    assert_eq!(app.db_audit(&other).await.len(), logged + 1);
    let there = elsewhere.audit("?limit=1").await.expect(200)["items"][0].clone();
    assert_eq!(there["action"], "edit_person", "that plan is not frozen");
    assert_eq!(there["details"], json!({ "name": "Pam → Pamela" }));
    assert_eq!(there["actor"], here["actor"]);
    assert_eq!(elsewhere.show(&pam).await["name"], "Pamela");
}

/// Takes somebody of one gathering into a team of another, too.
async fn db_join(app: &TestApp, plan: &Gathering, team: &str, person: Uuid) {
    let id = |id| app.db.id(id);
    let (event, team) = (id(plan.id()), id(plan.names.team(team)));
    let (row, person) = (id(Uuid::now_v7()), id(person));
    app.db
        .execute(&format!(
            "INSERT INTO membership (id, event_id, team_id, person_id, created_at) \
             VALUES ({row}, {event}, {team}, {person}, '2025-12-01T09:00:00+00:00')"
        ))
        .await;
}
