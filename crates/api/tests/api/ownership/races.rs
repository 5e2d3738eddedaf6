//! Several at the same instant.

use futures_util::future::join_all;
use gather_wire::ProblemCode;
use serde_json::json;

use super::given::token_of;
use crate::app::TestApp;

#[tokio::test]
async fn sixty_four_accept_one_link_at_once_and_one_of_them_runs_the_event() {
    let app = TestApp::spawn().await;
    let neighbour = app.neighbour().await;
    let ada = app.db_admin("ada@example.org").await;
    let nobody = app.stranger();
    let mut people = Vec::new();
    for n in 0..64 {
        // Twenty sign-ups an hour are each client's.
        app.clock.advance(chrono::TimeDelta::minutes(3));
        let email = format!("p{n}@example.org");
        let joined = nobody.sign_up(&email, &format!("P{n}"), "correct horse").await;
        let caller = nobody.signed_in(&joined);
        people.push(if n % 2 == 0 { caller } else { neighbour.serve(&caller) });
    }

    for round in 0..20 {
        // Five answers a minute are each account's.
        app.clock.advance(chrono::TimeDelta::minutes(1));
        let event = ada.list_event(&format!("Fair {round}")).await;
        let made = ada.invite(&event, json!({ "role": "host" })).await.expect(201);
        let token = token_of(&made);
        let replies =
            join_all(people.iter().map(|caller| caller.answer_invite("accept", &token))).await;

        let (won, lost): (Vec<_>, Vec<_>) = replies.iter().partition(|it| it.status == 200);
        assert_eq!(won.len(), 1, "round {round}");
        for reply in lost {
            reply.assert_problem(409, ProblemCode::InviteAlreadyAccepted);
        }
        let id = app.db.id(event.parse().unwrap());
        assert_eq!(app.db.count(&format!("event_host WHERE event_id = {id}")).await, 1);
        let once = format!("audit_entry WHERE event_id = {id} AND action = 'invite.accepted'");
        assert_eq!(app.db.count(&once).await, 1, "round {round}");
        let primary = format!(
            "event JOIN event_host h ON h.event_id = event.id AND h.account_id = event.host_id \
             WHERE event.id = {id} AND h.role = 'host'"
        );
        assert_eq!(app.db.count(&primary).await, 1, "round {round}");
    }
}

#[tokio::test]
async fn two_host_links_at_once_make_one_primary_host_and_one_beside_them() {
    let app = TestApp::spawn().await;
    let neighbour = app.neighbour().await;
    let ada = app.db_admin("ada@example.org").await;
    let nobody = app.stranger();
    let jo = nobody.signed_in(&nobody.sign_up("jo@example.org", "Jo", "correct horse").await);
    let al = nobody.signed_in(&nobody.sign_up("al@example.org", "Al", "correct horse").await);
    let al = neighbour.serve(&al);

    for round in 0..20 {
        app.clock.advance(chrono::TimeDelta::minutes(1));
        let event = ada.list_event(&format!("Fair {round}")).await;
        let link =
            async || token_of(&ada.invite(&event, json!({ "role": "host" })).await.expect(201));
        let (first, second) = (link().await, link().await);
        let (first, second) =
            tokio::join!(jo.answer_invite("accept", &first), al.answer_invite("accept", &second));

        let (first, second) = (first.expect(200), second.expect(200));
        let primaries = [&first, &second].iter().filter(|it| it["is_primary"] == true).count();
        assert_eq!(primaries, 1, "round {round}: {first} {second}");
        let hosts = jo.hosts(&event).await;
        assert!(hosts[0].ends_with(" primary host") && hosts[1].ends_with(" host"), "{hosts:?}");
    }
}

#[tokio::test]
async fn whoever_accepts_while_the_event_is_cancelled_is_in_before_that_or_not_at_all() {
    let app = TestApp::spawn().await;
    let neighbour = app.neighbour().await;
    let ada = app.db_admin("ada@example.org").await;
    let nobody = app.stranger();
    let jo = nobody.signed_in(&nobody.sign_up("jo@example.org", "Jo", "correct horse").await);
    let jo = neighbour.serve(&jo);

    for round in 0..20 {
        app.clock.advance(chrono::TimeDelta::minutes(1));
        let event = ada.list_event(&format!("Fair {round}")).await;
        let token = token_of(&ada.invite(&event, json!({ "role": "host" })).await.expect(201));
        let cancel = format!("/api/events/{event}/cancel");
        let (accepted, cancelled) =
            tokio::join!(jo.answer_invite("accept", &token), ada.post(&cancel, json!({})));

        cancelled.expect(200);
        let id = app.db.id(event.parse().unwrap());
        let of_event = format!("audit_entry WHERE event_id = {id} AND action");
        let entries = format!(
            "SELECT action FROM {of_event} IN ('invite.accepted', 'event.cancelled') ORDER BY id"
        );
        let entries = app.db.texts(&entries).await;
        let hosts = app.db.count(&format!("event_host WHERE event_id = {id}")).await;
        if accepted.status == 200 {
            assert_eq!((hosts, entries.len()), (1, 2), "round {round}");
        } else {
            accepted.assert_problem(409, ProblemCode::EventClosed);
            assert_eq!((hosts, entries), (0, vec!["event.cancelled".to_owned()]));
        }
    }
}

#[tokio::test]
async fn an_invite_that_is_taken_back_at_the_same_instant_is_either_accepted_or_taken_back() {
    let app = TestApp::spawn().await;
    let neighbour = app.neighbour().await;
    let ada = app.db_admin("ada@example.org").await;
    let nobody = app.stranger();
    let jo = nobody.signed_in(&nobody.sign_up("jo@example.org", "Jo", "correct horse").await);
    let jo = neighbour.serve(&jo);

    for round in 0..20 {
        app.clock.advance(chrono::TimeDelta::minutes(1));
        let event = ada.list_event(&format!("Fair {round}")).await;
        let made = ada.invite(&event, json!({ "role": "host" })).await.expect(201);
        let place = format!("/api/events/{event}/invites/{}", made["invite_id"].as_str().unwrap());
        let token = token_of(&made);
        let (accepted, revoked) = tokio::join!(
            jo.answer_invite("accept", &token),
            ada.send(reqwest::Method::DELETE, &place, Some(b"{}".to_vec())),
        );

        let id = app.db.id(event.parse().unwrap());
        let hosts = app.db.count(&format!("event_host WHERE event_id = {id}")).await;
        match (accepted.status, revoked.status) {
            (200, 409) => assert_eq!(hosts, 1, "round {round}"),
            (410, 204) => assert_eq!(hosts, 0, "round {round}"),
            other => panic!("round {round}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn one_of_the_same_name_is_listed_while_the_other_changes() {
    let app = TestApp::spawn().await;
    let neighbour = app.neighbour().await;
    let ada = app.db_admin("ada@example.org").await;
    let beside = neighbour.serve(&ada);
    let event = ada.list_event("Town fair").await;

    for round in 0..20 {
        let change = async |by: &crate::caller::Caller, is_published: bool| {
            let path = format!("/api/events/{event}/publication");
            by.patch(&path, json!({ "is_published": is_published })).await.status
        };
        let (first, second, ..) = tokio::join!(
            change(&ada, round % 2 == 0),
            change(&beside, round % 2 == 1),
            ada.list_event("Town fair"),
            beside.list_event("Town fair"),
            ada.list_event("Town fair"),
        );
        assert_eq!((first, second), (200, 200), "round {round}");
    }
}
