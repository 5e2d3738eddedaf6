//! Many at once.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use gather_wire::ProblemCode;
use serde_json::json;

use crate::{accounts::jo, app::TestApp, gathering::small_with};

#[tokio::test]
async fn many_who_start_confirming_at_once_make_one_set_of_links_and_one_entry() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let host = christmas.host();
    app.db_set_status(&christmas, "draft").await;
    let others: Vec<_> =
        christmas.everybody().map(|it| it.1.as_str()).filter(|it| *it != "Jacqui & Ian").collect();
    app.db_forget_links(&christmas, &others).await;
    assert_eq!(app.db.count("access_token").await, 1);

    let replies = join_all((0..32).map(|_| host.start_confirming())).await;

    for reply in replies {
        assert_eq!(reply.expect(200)["status"], "confirming");
    }
    assert_eq!(app.db_audit(&christmas).await, ["event_status_change"]);
    assert_eq!(app.db.count("access_token").await, 27);
    let links = host.links().await.expect(200);
    let links = links["items"].as_array().unwrap();
    let people: BTreeSet<_> = links.iter().map(|it| it["person"]["id"].as_str()).collect();
    assert_eq!((links.len(), people.len()), (27, 27));
}

#[tokio::test]
async fn of_many_who_give_an_item_away_the_last_wins_and_the_history_says_so() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let callers = [christmas.coordinator("Puddings"), christmas.host()];
    let members = ["Anika", "Keith", "Rosie", "Lance"];

    let attempts = (0..50).map(|n| callers[n % 2].assign("Pavlova", members[n / 2 % 4]));
    for reply in join_all(attempts).await {
        reply.expect(200);
    }

    let id = app.db.id(christmas.names.item("Pavlova"));
    assert_eq!(app.db.count(&format!("assignment WHERE item_id = {id}")).await, 1);
    let plan = christmas.host().team("Puddings").await.expect(200);
    let items = plan["items"].as_array().unwrap();
    let pavlova = items.iter().find(|it| it["name"] == "Pavlova").unwrap();
    let holder = pavlova["assignment"]["person"]["name"].as_str();

    let audit = christmas.host().audit("?action=assign_item&limit=200").await.expect(200);
    let mut had = None;
    for entry in audit["items"].as_array().unwrap().iter().rev() {
        assert_eq!(entry["details"]["from"].as_str(), had, "{audit}");
        assert_ne!(entry["details"]["to"].as_str(), had, "{audit}");
        had = entry["details"]["to"].as_str();
    }
    assert_eq!(had, holder);
    let changes = audit["items"].as_array().unwrap().len();
    assert_eq!(pavlova["version"], 1 + changes);
}

#[tokio::test]
async fn of_many_edits_of_one_version_one_succeeds() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small_with("confirming", &[("Kitchen", "Bread", None, false)])).await;
    let seen = [party.coordinator("Kitchen"), party.host()].map(|it| it.with("if-match", "\"1\""));

    let edits = (0..20).map(|n| seen[n % 2].edit("Bread", json!({ "quantity": n.to_string() })));
    let replies = join_all(edits).await;

    let (done, refused): (Vec<_>, Vec<_>) = replies.into_iter().partition(|it| it.status == 200);
    assert_eq!(done.len(), 1);
    for reply in refused {
        reply.assert_problem(412, ProblemCode::VersionMismatch);
    }
    assert_eq!(app.db_audit(&party).await, ["edit_item"]);
}

#[tokio::test]
async fn one_request_sent_many_times_at_once_makes_one_item() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small_with("confirming", &[])).await;
    let cora = party.coordinator("Kitchen").with("idempotency-key", "7e57");

    let replies = join_all((0..20).map(|_| cora.create(json!({ "name": "Bread" })))).await;

    let answers: BTreeSet<_> = replies
        .into_iter()
        .map(|reply| (reply.status, reply.header("location").to_owned(), reply.text))
        .collect();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(app.db.count("item").await, 1);
    assert_eq!(app.db_audit(&party).await, ["create_item"]);
}

#[tokio::test]
async fn one_key_used_at_two_gatherings_at_once_makes_one_thing() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let mut places = Vec::new();
    for name in ["Supper", "Breakfast"] {
        let event = jo.plan_event(name).await.expect(201);
        places.push(format!("/api/events/{}/teams", event["id"].as_str().unwrap()));
    }

    for n in 0..10 {
        let jo = jo.with("idempotency-key", &n.to_string());
        let team = json!({ "name": format!("Team {n}") });
        let mut replies = join_all(places.iter().map(|place| jo.post(place, team.clone()))).await;

        replies.sort_by_key(|reply| reply.status);
        let refused = replies.pop().unwrap();
        refused.assert_problem(422, ProblemCode::IdempotencyKeyReused);
        replies.pop().unwrap().expect(201);
    }
    assert_eq!(app.db.count("team").await, 10);
}

#[tokio::test]
async fn many_confirmations_at_once_are_one() {
    let app = TestApp::spawn().await;
    let party =
        app.gathering(small_with("confirming", &[("Kitchen", "Bread", Some("Pam"), false)]));
    let party = party.await;
    let pam = party.participant("Pam");
    let id = pam.own_assignments().await[0]["id"].as_str().unwrap().to_owned();

    for reply in join_all((0..20).map(|_| pam.acknowledge(&id))).await {
        assert_eq!(reply.expect(200)["acknowledged"], true);
    }
    assert_eq!(app.db_audit(&party).await, ["acknowledge"]);
}

#[tokio::test]
async fn a_link_that_is_replaced_meanwhile_writes_nothing_afterwards() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small_with("confirming", &[("Kitchen", "Bread", None, false)])).await;
    let host = party.host();
    let mut cora = party.coordinator("Kitchen");

    for n in 0..10 {
        let (change, rotated) = tokio::join!(
            cora.edit("Bread", json!({ "quantity": n.to_string() })),
            host.rotate("Cora"),
        );
        let new =
            rotated.expect(200)["url"].as_str().unwrap().split_once('#').unwrap().1.to_owned();
        cora.look().await.assert_problem(401, ProblemCode::LinkUnknown);
        let log = app.db_audit(&party).await;
        let last_two: Vec<_> = log.iter().rev().take(2).map(String::as_str).collect();
        if change.status == 200 {
            assert_eq!(last_two, ["rotate_link", "edit_item"], "it came before");
        } else {
            change.assert_problem(401, ProblemCode::LinkUnknown);
            assert_eq!(last_two[0], "rotate_link");
        }
        cora = cora.with_secret(&new);
    }
}
