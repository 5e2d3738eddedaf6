//! A view that was sent before is sent again only as long as it is true.

use gather_wire::EventStatus;
use serde_json::json;

use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
    reply::Reply,
};

/// Items of the party: team, name, who has it, whether it is critical.
const ITEMS: [(&str, &str, Option<&str>, bool); 2] =
    [("Kitchen", "Soup", Some("Pam"), true), ("Kitchen", "Bread", Some("Pam"), false)];

/// Everybody's view, as this server shows it.
async fn views(app: &TestApp, party: &Gathering) -> Vec<(u16, String)> {
    let mut views = Vec::new();
    for (_, _, caller) in party.everybody() {
        let reply = app.serve(caller).look().await;
        views.push((reply.status, reply.text));
    }
    views
}

/// After a change that one process makes, another, which has sent every view before, sends what a
/// third sends, which has sent none.
async fn check(app: &TestApp, party: &Gathering, what: &str, change: impl AsyncFnOnce() -> Reply) {
    let other = app.beside().await;
    let before = views(&other, party).await;
    assert_eq!(views(&other, party).await, before, "again before {what}");

    let reply = change().await;
    assert!(reply.status < 300, "{what}: {reply:?}");

    let fresh = app.beside().await;
    let after = views(&fresh, party).await;
    assert_ne!(after, before, "{what} changes something that somebody sees");
    assert_eq!(views(&other, party).await, after, "after {what}");
}

async fn first_own(caller: &Caller) -> String {
    caller.own_assignments().await[0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn no_view_is_older_than_the_last_change_by_any_process() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small_with("draft", &ITEMS)).await;
    let (host, lead) = (party.host(), party.coordinator("Kitchen"));
    let member = party.participant("Pam");

    let start = async || host.start_confirming().await;
    check(&app, &party, "the start of confirming", start).await;
    check(&app, &party, "a first visit", async || member.open().await).await;
    let own = first_own(&member).await;
    check(&app, &party, "a confirmation", async || member.acknowledge(&own).await).await;
    check(&app, &party, "a decline", async || member.decline(&own, "I am ill").await).await;
    let back = async || member.take_back_decline(&own).await;
    check(&app, &party, "a decline taken back", back).await;
    check(&app, &party, "a call", async || host.confirm("Bread").await).await;
    let create = async || lead.create(json!({ "name": "Ladle" })).await;
    check(&app, &party, "a new item", create).await;
    let edit = async || lead.edit("Soup", json!({ "name": "Broth" })).await;
    check(&app, &party, "an edit", edit).await;
    check(&app, &party, "an unassignment", async || lead.unassign("Soup").await).await;
    check(&app, &party, "an assignment", async || lead.assign("Soup", "Paul").await).await;
    check(&app, &party, "a deletion", async || lead.delete("Bread").await).await;
    let guests = async || host.expect_guests(json!(70)).await;
    check(&app, &party, "a guest count", guests).await;
    check(&app, &party, "a freeze", async || host.freeze().await).await;
    let complete = async || host.go_to(EventStatus::Complete).await;
    check(&app, &party, "the end", complete).await;
}

#[tokio::test]
async fn a_view_that_is_still_true_costs_one_statement() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small_with("confirming", &ITEMS)).await;
    for (_, _, caller) in party.everybody() {
        let first = caller.look().await;
        let before = app.statements();
        let again = caller.look().await;
        assert_eq!(app.statements() - before, 1);
        assert_eq!(again.text, first.text);
    }
}
