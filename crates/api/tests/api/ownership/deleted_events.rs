//! A deleted event is there for nobody but admins, who bring it back as it was or delete it for good.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{given::token_of, hosts::Run};
use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
    operations::{On, body, body_about, fill, operations, typed},
    reply::Reply,
};

const LIST: &str = "/api/admin/deleted-events";

async fn delete(by: &Caller, event: &str) -> Reply {
    by.send(Method::DELETE, &format!("/api/events/{event}"), None).await
}

async fn bring_back(by: &Caller, event: &str) -> Reply {
    by.send(Method::POST, &format!("{LIST}/{event}/bring-back"), None).await
}

async fn purge(by: &Caller, event: &str, reason: &str) -> Reply {
    let body = json!({ "reason": reason }).to_string().into_bytes();
    by.send(Method::DELETE, &format!("{LIST}/{event}"), Some(body)).await
}

async fn told(caller: &Caller) -> Vec<String> {
    let page = caller.get("/api/notifications").await.expect(200);
    let text = |it: &Value| it["title"].as_str().unwrap().to_owned();
    page["items"].as_array().unwrap().iter().map(text).collect()
}

/// A plan that is out, in which somebody has something.
async fn party(app: &TestApp) -> Gathering {
    app.gathering(small_with("confirming", &[("Kitchen", "Bread", Some("Pam"), true)])).await
}

/// What a plan consists of.
async fn plan(app: &TestApp) -> BTreeMap<&'static str, Vec<String>> {
    let mut rows = BTreeMap::new();
    for (table, column) in [
        ("event", "name || ' ' || status || ' ' || slug"),
        ("day", "name"),
        ("team", "name"),
        ("item", "name"),
        ("assignment", "'one'"),
        ("membership", "'one'"),
        ("access_token", "scope"),
        ("event_host", "role || ' ' || invitation_status"),
    ] {
        let texts = app.db.texts(&format!("SELECT {column} FROM {table} ORDER BY 1")).await;
        rows.insert(table, texts);
    }
    rows
}

#[tokio::test]
async fn a_deleted_gathering_answers_like_one_that_never_was_and_comes_back_as_it_was() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let event = party.id().to_string();
    app.db_publish().await;
    let (host, ada) = (app.db_host_session(&party).await, app.db_admin("ada@example.org").await);
    let account = host.me().await.expect(200)["id"].as_str().unwrap().to_owned();
    let pam = party.participant("Pam");
    let assignment = pam.own_assignments().await[0]["id"].as_str().unwrap().to_owned();
    let before = plan(&app).await;

    assert_eq!(delete(&ada, &event).await.status, 204);

    let on = On::unless_refused(&assignment, &account, &account, &account);
    let mut asked = 0;
    for (id, method, path) in operations() {
        if !path.contains("{event_id}") || path.starts_with(LIST) {
            continue;
        }
        let (path, by_admin) = (fill(&path, &party, &on), path.starts_with("/api/admin"));
        let body = body_about(&id, &account).or_else(|| body(&id, &party));
        let callers = if by_admin { [&ada, &ada] } else { [&ada, &host] };
        for caller in callers {
            let reply = typed(&id, caller).send(method.clone(), &path, body.clone()).await;
            assert_eq!(
                (reply.status, &reply.body["code"]),
                (404, &json!("event_not_found")),
                "{id}"
            );
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
    for link in [party.host(), pam.clone(), party.coordinator("Kitchen")] {
        link.look().await.assert_problem(401, ProblemCode::LinkUnknown);
    }
    let public = "/api/public-events/summer-party";
    app.stranger().get(public).await.assert_problem(404, ProblemCode::EventNotFound);
    for (caller, list) in [
        (&app.stranger(), "/api/public-events"),
        (&host, "/api/events"),
        (&ada, "/api/admin/events"),
        (&ada, "/api/admin/invites"),
    ] {
        assert_eq!(caller.get(list).await.expect(200)["items"], json!([]), "{list}");
    }
    let listed = ada.get(LIST).await.expect(200);
    assert_eq!(listed["items"][0]["event"]["name"], "Summer party");
    assert_eq!(listed["items"][0]["primary_name"], "Hana");
    assert_eq!(plan(&app).await, before, "nothing of it is lost");

    assert_eq!(bring_back(&ada, &event).await.status, 204);

    assert_eq!(plan(&app).await, before);
    for link in [party.host(), pam, party.coordinator("Kitchen")] {
        link.look().await.expect(200);
    }
    host.get(&format!("/api/events/{event}/overview")).await.expect(200);
    app.stranger().get(public).await.expect(200);
    assert_eq!(ada.get(LIST).await.expect(200)["items"], json!([]));
    assert_eq!(told(&host).await, ["“Summer party” is back", "“Summer party” was deleted"]);
    let audit = host.get(&format!("/api/events/{event}/audit")).await.expect(200);
    assert_eq!(audit["items"][0]["action"], "bring_back_event");
    assert_eq!(audit["items"][1]["action"], "delete_event");
}

#[tokio::test]
async fn what_was_handed_out_ends_with_the_event_and_stays_so_when_it_comes_back() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host")]).await;
    let nobody = app.stranger();
    let joined = nobody.sign_up("yara@example.org", "Yara", "correct horse").await;
    let yara = nobody.signed_in(&joined);
    let made = run.ada.invite(&run.event, json!({ "role": "host" })).await.expect(201);
    let token = token_of(&made);
    let asked = json!({ "account_id": joined.body["id"] });
    run.people[0].0.post(&run.path("cohosts"), asked).await.expect(201);
    let mine = yara.get("/api/invitations").await.expect(200)["items"][0]["id"].clone();
    let mine = format!("/api/invitations/{}", mine.as_str().unwrap());

    assert_eq!(delete(&run.people[0].0, &run.event).await.status, 204, "it is a draft of hers");

    for what in ["preview", "accept", "decline", "request-new"] {
        let gone = yara.answer_invite(what, &token).await;
        gone.assert_problem(404, ProblemCode::EventNotFound);
    }
    let gone = yara.patch(&mine, json!({ "action": "accept" })).await;
    gone.assert_problem(404, ProblemCode::InvitationNotFound);
    assert_eq!(yara.get("/api/invitations").await.expect(200)["items"], json!([]));
    assert_eq!(told(&yara).await[0], "The invitation to run “Town fair” was withdrawn");

    bring_back(&run.ada, &run.event).await.expect(204);

    let back = yara.answer_invite("accept", &token).await;
    back.assert_problem(410, ProblemCode::InviteRevoked);
    let gone = yara.patch(&mine, json!({ "action": "accept" })).await;
    gone.assert_problem(404, ProblemCode::InvitationNotFound);
    let invites = run.ada.get(&run.path("invites?status=revoked")).await.expect(200);
    assert_eq!(invites["items"][0]["revoked_reason"], "event_deleted");
    // They can be invited again, both ways.
    run.ada.invite(&run.event, json!({ "role": "host" })).await.expect(201);
    let asked = json!({ "account_id": joined.body["id"] });
    run.people[0].0.post(&run.path("cohosts"), asked).await.expect(201);
}

#[tokio::test]
async fn a_purge_takes_everything_but_what_is_remembered() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let event = party.id().to_string();
    let (host, ada) = (app.db_host_session(&party).await, app.db_admin("ada@example.org").await);
    let made = ada.invite(&event, json!({ "role": "cohost" })).await.expect(201);

    // Not before it is deleted: nobody loses a plan by one slip.
    let refused = purge(&ada, &event, "tidying up").await;
    refused.assert_problem(404, ProblemCode::EventNotFound);
    bring_back(&ada, &event).await.assert_problem(404, ProblemCode::EventNotFound);
    assert_eq!(delete(&ada, &event).await.status, 204);
    purge(&ada, &event, " ").await.assert_fields(&[("/reason", "empty")]);
    for other in [&host, &app.stranger()] {
        let status = purge(other, &event, "mine").await.status;
        assert!(matches!(status, 401 | 403), "{status}");
    }

    purge(&ada, &event, "tidying up").await.expect(204);

    for table in [
        "event",
        "day",
        "team",
        "item",
        "assignment",
        "membership",
        "access_token",
        "event_host",
        "event_invite",
    ] {
        assert_eq!(app.db.count(table).await, 0, "{table}");
    }
    let left = "SELECT name FROM person";
    assert_eq!(app.db.texts(left).await, ["Hana"], "whose account is still there, and nobody else");
    let gone = host.answer_invite("accept", &token_of(&made)).await;
    gone.assert_problem(404, ProblemCode::EventNotFound);
    party.host().look().await.assert_problem(401, ProblemCode::LinkUnknown);
    let history = "SELECT end_reason FROM event_host_history";
    assert_eq!(app.db.texts(history).await, ["event_deleted"]);
    let recorded = ada.get("/api/admin/ownership/audit").await.expect(200);
    assert_eq!(recorded["items"][0]["entry"]["action"], "purge_event", "{recorded}");
    assert_eq!(recorded["items"][0]["entry"]["details"]["reason"], "tidying up");
    purge(&ada, &event, "again").await.assert_problem(404, ProblemCode::EventNotFound);
}

#[tokio::test]
async fn who_goes_while_a_gathering_is_deleted_does_not_run_it_when_it_is_back() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host"), ("Cleo", "cohost")]).await;
    let (pia, pias) = (&run.people[0].0, &run.people[0].1);
    let confirming = json!({ "status": "confirming" });
    pia.patch(&run.path("status"), confirming).await.expect(200);
    assert_eq!(delete(&run.ada, &run.event).await.status, 204);
    let before = told(&run.people[1].0).await;

    let because = json!({ "reason": "they asked for it" }).to_string().into_bytes();
    let path = format!("/api/admin/accounts/{pias}");
    assert_eq!(run.ada.send(Method::DELETE, &path, Some(because)).await.status, 204);

    assert_eq!(told(&run.people[1].0).await, before, "nobody is told of what is not there");
    bring_back(&run.ada, &run.event).await.expect(204);
    let page = run.people[1].0.get("/api/notifications").await.expect(200);
    let body = page["items"][0]["body"].as_str().unwrap();
    assert!(body.contains("It is in the hands of Cleo."), "{body}");
    assert_eq!(run.hosts().await, ["Cleo primary host"]);
    let links = "SELECT p.name FROM access_token t JOIN person p ON p.id = t.person_id \
                 WHERE t.scope = 'host'";
    assert_eq!(app.db.texts(links).await, ["Cleo"]);
}

#[tokio::test]
async fn deleted_gatherings_are_listed_page_by_page_and_what_was_deleted_last_first() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let mut events = Vec::new();
    for name in ["One", "Two", "Three"] {
        let event = ada.list_event(name).await;
        events.push(event);
    }
    for event in [&events[1], &events[2], &events[0]] {
        app.clock.advance(TimeDelta::seconds(1));
        assert_eq!(delete(&ada, event).await.status, 204);
    }
    let names = |page: &Value| -> Vec<String> {
        let name = |it: &Value| it["event"]["name"].as_str().unwrap().to_owned();
        page["items"].as_array().unwrap().iter().map(name).collect()
    };

    let first = ada.get(&format!("{LIST}?limit=2")).await.expect(200);

    assert_eq!(names(&first), ["One", "Three"]);
    let next = format!("{LIST}?limit=2&cursor={}", first["next_cursor"].as_str().unwrap());
    let last = ada.get(&next).await.expect(200);
    assert_eq!((names(&last), &last["next_cursor"]), (vec!["Two".to_owned()], &Value::Null));
    let wrong = ada.get(&format!("{LIST}?limit=0&cursor=x")).await;
    wrong.assert_fields(&[("/limit", "out_of_range"), ("/cursor", "unknown_cursor")]);
}

#[tokio::test]
async fn where_the_last_host_went_meanwhile_admins_hear_that_nobody_runs_what_is_back() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host")]).await;
    let bea = app.db_admin("bea@example.org").await;
    assert_eq!(delete(&run.ada, &run.event).await.status, 204);
    let because = json!({ "reason": "they asked for it" }).to_string().into_bytes();
    let path = format!("/api/admin/accounts/{}", run.people[0].1);
    assert_eq!(run.ada.send(Method::DELETE, &path, Some(because)).await.status, 204);
    assert_eq!(told(&bea).await, Vec::<String>::new());

    bring_back(&run.ada, &run.event).await.expect(204);

    assert_eq!(told(&bea).await, ["Nobody runs “Town fair”"]);
}

#[tokio::test]
async fn what_somebody_does_while_it_is_brought_back_comes_before_or_after() {
    let app = TestApp::spawn().await;
    let run = Run::by(&app, &[("Pia", "host"), ("Cleo", "cohost")]).await;
    let neighbour = app.neighbour().await;
    let bea = neighbour.serve(&app.db_admin("bea@example.org").await);
    for round in 0..12 {
        assert_eq!(delete(&run.ada, &run.event).await.status, 204);

        let (back, handed) = tokio::join!(
            bring_back(&run.ada, &run.event),
            run.transfer(&bea, usize::from(round % 2 == 0), "cohost")
        );

        assert_eq!(back.status, 204, "{back:?}");
        assert!(matches!(handed.status, 200 | 404 | 409), "{handed:?}");
        let hosts = run.hosts().await;
        let primaries = hosts.iter().filter(|it| it.contains("primary")).count();
        assert_eq!((hosts.len(), primaries), (2, 1), "{hosts:?}");
    }
}
