//! Who tries too often has to wait, and nobody else.

use std::num::NonZero;

use gather_api::Quotas;
use gather_wire::ProblemCode;

use crate::{
    app::TestApp,
    gathering::{Gathering, small},
    reply::Reply,
};

/// A party at a server that takes two wrong links, and two changes, in a minute.
async fn party() -> (TestApp, Gathering) {
    let two = NonZero::new(2).unwrap();
    let app = TestApp::impatient(Quotas {
        failed_links_per_minute: two,
        changes_per_minute: two,
        public_reads_per_minute: two,
    })
    .await;
    let party = app.gathering(small("confirming")).await;
    (app, party)
}

#[track_caller]
fn assert_too_often(reply: &Reply) {
    reply.assert_problem(429, ProblemCode::RateLimited);
    let seconds: u64 = reply.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&seconds), "{reply:?}");
}

#[tokio::test]
async fn whoever_guesses_at_links_has_to_wait_and_working_links_work() {
    let (app, party) = party().await;
    let unknown = format!("gth_p_{}", "A".repeat(43));
    for guess in [unknown.as_str(), "nothing like a link"] {
        let reply = app.stranger().with_secret(guess).look().await;
        reply.assert_problem(401, ProblemCode::LinkUnknown);
    }
    for guess in [unknown.as_str(), "nothing like a link"] {
        assert_too_often(&app.stranger().with_secret(guess).look().await);
    }
    for (_, _, caller) in party.everybody() {
        caller.look().await.expect(200);
    }
}

#[tokio::test]
async fn whoever_looks_at_public_pages_too_often_has_to_wait() {
    let (app, party) = party().await;
    app.db_publish().await;
    app.stranger().get("/api/public-events").await.expect(200);
    app.stranger().get("/api/public-events/summer-party").await.expect(200);
    for path in ["/api/public-events", "/api/public-events/summer-party"] {
        assert_too_often(&app.stranger().get(path).await);
    }
    for (_, _, caller) in party.everybody() {
        caller.look().await.expect(200);
    }
}

#[tokio::test]
async fn whoever_changes_too_much_has_to_wait_and_others_do_not() {
    let (_app, party) = party().await;
    let (pam, paul) = (party.participant("Pam"), party.participant("Paul"));
    pam.open().await.expect(204);
    pam.open().await.expect(204);

    assert_too_often(&pam.open().await);

    pam.look().await.expect(200);
    paul.open().await.expect(204);
}

#[tokio::test]
async fn to_list_all_links_counts_as_a_change() {
    let (_app, party) = party().await;
    let host = party.host();
    host.links().await.expect(200);
    host.links().await.expect(200);
    assert_too_often(&host.links().await);
    assert_too_often(&host.open().await);
}
