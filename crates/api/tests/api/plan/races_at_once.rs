//! Many things at once, while others change the plan: all of them happen, or none.

use std::iter;

use futures_util::future::join_all;
use serde_json::json;

use crate::{
    app::TestApp,
    gathering::{small, small_with},
};

#[tokio::test]
async fn one_file_sent_by_many_at_once_adds_everybody_once() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small("confirming")).await;
    let other = app.neighbour().await;
    let hosts = [plan.host(), other.serve(&app.db_host_session(&plan).await)];
    let lines = (0..20).map(|n| format!("Guest {n},Kitchen"));
    let rows = iter::once("name,team".to_owned()).chain(lines).collect::<Vec<_>>().join("\n");

    let replies = join_all((0..8).map(|n| hosts[n % 2].import("people", "", rows.as_str()))).await;

    let added: u64 = replies.into_iter().map(|it| it.expect(200)["added"].as_u64().unwrap()).sum();
    assert_eq!(added, 20);
    assert_eq!((app.db.count("membership").await, app.db.count("access_token").await), (25, 26));
    assert_eq!(app.db_audit(&plan).await, ["add_person"; 20]);
}

#[tokio::test]
async fn of_many_files_that_name_a_coordinator_one_is_taken() {
    let app = TestApp::spawn().await;
    let mut file = small("confirming");
    file["teams"].as_array_mut().unwrap().push(json!({ "name": "Music" }));
    let plan = app.gathering(file).await;
    let other = app.neighbour().await;
    let hosts = [plan.host(), other.serve(&app.db_host_session(&plan).await)];

    let replies = join_all((0..6).map(|n| {
        let rows = format!("name,team,role\nLeader {n},Music,coordinator\nGuest {n},Music,");
        hosts[n % 2].import("people", "", rows)
    }))
    .await;

    let (taken, refused): (Vec<_>, Vec<_>) = replies.into_iter().partition(|it| it.status == 200);
    assert_eq!(taken.len(), 1);
    for reply in refused {
        reply.assert_fields(&[("/2/role", "team_is_led")]);
    }
    assert_eq!(app.db.count("membership").await, 7, "of the others nobody came");
    assert_eq!(app.db.count("access_token WHERE scope = 'coordinator'").await, 3);
}

#[tokio::test]
async fn many_items_change_or_none_while_one_of_them_goes() {
    let app = TestApp::spawn().await;
    let other = app.neighbour().await;
    for _ in 0..8 {
        let items: Vec<_> =
            ["Bread", "Salad", "Ice"].map(|name| ("Kitchen", name, None, false)).into();
        let plan = app.gathering(small_with("confirming", &items)).await;
        let (host, cora) = (plan.host(), other.serve(&plan.coordinator("Kitchen")));
        let ids = ["Bread", "Salad", "Ice"].map(|name| plan.names.item(name));
        let body = json!({ "item_ids": ids, "vegetarian": true });

        let (changed, gone) = tokio::join!(host.change("items", body), cora.delete("Ice"));

        gone.expect(204);
        let log = app.db_audit(&plan).await;
        let items = host.list("items").await;
        let marked = items.iter().filter(|it| it["vegetarian"] == true).count();
        match changed.status {
            200 => assert_eq!((marked, log.len()), (2, 4), "{log:?}"),
            404 => assert_eq!((marked, log.len()), (0, 1), "{log:?}"),
            _ => panic!("{changed:?}"),
        }
    }
}

#[tokio::test]
async fn a_duplicate_is_of_one_moment() {
    let app = TestApp::spawn().await;
    let plan = app.gathering(small("draft")).await;
    let other = app.neighbour().await;
    let (host, session) = (other.serve(&plan.host()), app.db_host_session(&plan).await);
    let kitchen = plan.names.team("Kitchen");

    for n in 0..8 {
        let team = host.add("teams", json!({ "name": "Spare" })).await.expect(201);
        let team = format!("teams/{}", team["id"].as_str().unwrap());
        let item = json!({ "name": format!("Thing {n}"), "team_id": kitchen });
        let pam = format!("people/{}/move", plan.names.person("Pam"));
        let to = json!({ "team_id": plan.names.team(["Garden", "Kitchen"][n % 2]) });
        let wish = json!({ "name": "Again", "starts_on": "2027-03-28", "include_people": true });
        let (made, added, moved, gone) = tokio::join!(
            session.add("duplicate", wish),
            host.add("items", item),
            host.add(&pam, to),
            host.drop(&team),
        );
        added.expect(201);
        moved.expect(200);
        gone.expect(204);
        let made = made.expect(201);
        let new = format!("/api/events/{}", made["id"].as_str().unwrap());
        let people = session.get(&format!("{new}/people")).await.expect(200);
        assert_eq!(people["items"].as_array().unwrap().len(), 6);
        let items = session.get(&format!("{new}/items?limit=200")).await.expect(200);
        assert!((n..=n + 1).contains(&items["items"].as_array().unwrap().len()), "{items}");
    }
}
