//! Who ran an event before, and who was asked to.

use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    hosts::Run,
    offers::{member, run},
};
use crate::{app::TestApp, caller::Caller};

async fn history(by: &Caller, event: &str, query: &str) -> Value {
    by.get(&format!("/api/events/{event}/history{query}")).await.expect(200)
}

async fn names(by: &Caller, run: &Run) -> Vec<String> {
    let page = history(by, &run.event, "").await;
    let name = |it: &Value| it["display_name"].as_str().unwrap_or("somebody").to_owned();
    page["items"].as_array().unwrap().iter().map(name).collect()
}

#[tokio::test]
async fn whoever_runs_an_event_reads_who_ran_it_before_and_why_no_more() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let [(pia, _), (hugo, _), (cleo, _)] = run.people.as_slice() else { unreachable!() };
    let minute = chrono::TimeDelta::minutes(1);
    assert_eq!(history(cleo, &run.event, "").await, json!({ "items": [], "next_cursor": null }));

    let (zoe, zoe_id) = member(&app, "Zoe").await;
    let asked = pia.post(&run.path("cohosts"), json!({ "account_id": zoe_id })).await.expect(201);
    let place = format!("/api/invitations/{}", asked["id"].as_str().unwrap());
    let no = json!({ "action": "decline", "reason": "I am away." });
    assert_eq!(zoe.patch(&place, no).await.status, 204);
    app.clock.advance(minute);
    run.remove(pia, 1, json!({ "reason": "He moved away." })).await.expect(200);
    app.clock.advance(minute);
    run.leave(0).await.expect(200);

    let found = history(cleo, &run.event, "").await;
    let seen = |it: &Value| {
        let fields = ["display_name", "role", "was_primary", "end_reason", "note", "ended_by_name"];
        fields.map(|field| it[field].clone())
    };
    let items = found["items"].as_array().unwrap();
    assert_eq!(
        items.iter().map(seen).collect::<Vec<_>>(),
        [
            [json!("Pia"), json!("host"), json!(true), json!("left"), Value::Null, json!("Pia")],
            [
                json!("Hugo"),
                json!("host"),
                json!(false),
                json!("removed"),
                json!("He moved away."),
                json!("Pia")
            ],
            [
                json!("Zoe"),
                json!("cohost"),
                json!(false),
                json!("declined"),
                json!("I am away."),
                json!("Zoe")
            ],
        ]
    );
    let methods = items.iter().map(|it| it["grant_method"].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(methods, ["invite", "invite", "member_invite"]);
    assert!(items[0]["started_at"].is_string() && items[2]["started_at"].is_null(), "{found}");
    assert!(items[0]["ended_at"].as_str() > items[1]["ended_at"].as_str(), "{found}");
    for gone in [pia, hugo, &zoe] {
        let refused = gone.get(&run.path("history")).await;
        refused.assert_problem(404, ProblemCode::EventNotFound);
    }
}

#[tokio::test]
async fn whoever_is_gone_has_no_name_any_more_and_whoever_renamed_themselves_the_new_one() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let (hugo, cleo) = (&run.people[1].0, &run.people[2].0);
    run.leave(2).await.expect(200);
    cleo.patch("/api/me", json!({ "display_name": "Clementine" })).await.expect(200);
    assert_eq!(names(&run.ada, &run).await, ["Clementine"]);

    app.clock.advance(chrono::TimeDelta::minutes(1));
    let password = json!({ "current_password": "correct horse" }).to_string().into_bytes();
    assert_eq!(hugo.send(Method::DELETE, "/api/me", Some(password)).await.status, 204);

    let found = history(&run.ada, &run.event, "").await;
    assert_eq!(names(&run.ada, &run).await, ["somebody", "Clementine"]);
    assert_eq!(found["items"][0]["end_reason"], "account_deleted");
    assert!(!found.to_string().contains(&run.people[1].1), "no id of an account: {found}");
}

#[tokio::test]
async fn the_history_is_read_page_by_page_though_much_ended_at_one_instant() {
    let app = TestApp::spawn().await;
    let run = run(&app).await;
    let (pia, elsewhere) = (&run.people[0].0, run.ada.list_event("Tea dance").await);
    for name in ["Ann", "Bob", "Cid", "Dan"] {
        let (_, id) = member(&app, name).await;
        let asked = pia.post(&run.path("cohosts"), json!({ "account_id": id })).await.expect(201);
        let path = run.path(&format!("invitations/{}", asked["id"].as_str().unwrap()));
        assert_eq!(pia.send(Method::DELETE, &path, None).await.status, 204);
    }

    let (mut cursor, mut read) = (String::new(), Vec::new());
    for rest in [2, 0] {
        let page = history(pia, &run.event, &format!("?limit=2{cursor}")).await;
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), 2, "{page}");
        read.extend(items.iter().map(|it| it["display_name"].as_str().unwrap().to_owned()));
        assert_eq!(page["next_cursor"].is_null(), rest == 0, "{page}");
        cursor = format!("&cursor={}", page["next_cursor"].as_str().unwrap_or_default());
    }

    assert_eq!(read, ["Dan", "Cid", "Bob", "Ann"]);
    assert_eq!(history(&run.ada, &elsewhere, "").await["items"], json!([]));
    let odd = pia.get(&run.path("history?cursor=yesterday")).await;
    odd.assert_fields(&[("/cursor", "unknown_cursor")]);
}
