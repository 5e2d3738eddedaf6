//! Whatever happens to who runs events, in whatever order and at whatever instant: what must hold,
//! holds. Asked of the database itself.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use reqwest::Method;
use serde_json::json;

use super::given::token_of;
use crate::{app::TestApp, caller::Caller, reply::Reply};

/// What must never be there: a name of the rule, and a query that finds what breaks it.
const BREACHES: [(&str, &str); 15] = [
    (
        "INV-1: the primary host is an accepted host",
        "SELECT 'x' FROM event WHERE host_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event_host h \
         WHERE h.event_id = event.id AND h.account_id = event.host_id AND h.role = 'host' \
         AND h.invitation_status = 'accepted')",
    ),
    (
        "INV-2: without a primary host nobody is a host",
        "SELECT 'x' FROM event WHERE host_id IS NULL AND EXISTS (SELECT 1 FROM event_host h \
         WHERE h.event_id = event.id AND h.role = 'host' AND h.invitation_status = 'accepted')",
    ),
    (
        "INV-3: one part for each account",
        "SELECT 'x' FROM event_host GROUP BY event_id, account_id HAVING count(*) > 1",
    ),
    (
        "INV-5: an invite is accepted by one, and never taken back then",
        "SELECT 'x' FROM event_invite WHERE accepted_at IS NOT NULL \
         AND (revoked_at IS NOT NULL OR declined_at IS NOT NULL OR accepted_by IS NULL)",
    ),
    (
        "INV-7: who runs an event by an invite accepted it",
        "SELECT 'x' FROM event_host h WHERE h.invite_id IS NOT NULL AND NOT EXISTS (SELECT 1 \
         FROM event_invite i WHERE i.id = h.invite_id AND i.accepted_by = h.account_id)",
    ),
    (
        "INV-9: every acceptance has its one entry",
        "SELECT 'x' FROM event_invite i WHERE i.accepted_at IS NOT NULL AND (SELECT count(*) \
         FROM audit_entry a WHERE a.target_id = i.id AND a.action = 'invite.accepted') <> 1",
    ),
    (
        "INV-9: whoever stopped running an event is remembered",
        "SELECT 'x' FROM audit_entry a WHERE a.action IN ('membership.left', 'membership.removed') \
         GROUP BY a.event_id HAVING count(*) <> \
         (SELECT count(*) FROM event_host_history h WHERE h.event_id = a.event_id \
         AND h.end_reason IN ('left', 'removed'))",
    ),
    (
        "INV-9: whoever joined by their own word has their one entry",
        "SELECT 'x' FROM event e WHERE (SELECT count(*) FROM event_host h WHERE h.event_id = e.id \
         AND h.invitation_status = 'accepted' AND h.grant_method IN ('invite', 'member_invite')) \
         + (SELECT count(*) FROM event_host_history h WHERE h.event_id = e.id \
         AND h.started_at IS NOT NULL AND h.grant_method IN ('invite', 'member_invite')) <> \
         (SELECT count(*) FROM audit_entry a WHERE a.event_id = e.id \
         AND a.action = 'membership.accepted')",
    ),
    (
        "INV-9: whoever an admin put there has their entry",
        "SELECT 'x' FROM event e WHERE (SELECT count(*) FROM event_host h WHERE h.event_id = e.id \
         AND h.grant_method = 'admin') + (SELECT count(*) FROM event_host_history h \
         WHERE h.event_id = e.id AND h.grant_method = 'admin') > (SELECT count(*) \
         FROM audit_entry a WHERE a.event_id = e.id AND a.action = 'membership.assigned')",
    ),
    (
        "INV-9: who took an event in hand by themselves has an entry of that instant",
        "SELECT 'x' FROM event e WHERE e.stepped_up_at IS NOT NULL AND NOT EXISTS (SELECT 1 \
         FROM audit_entry a WHERE a.event_id = e.id AND a.action = 'membership.stepped_up' \
         AND a.at = e.stepped_up_at)",
    ),
    (
        "INV-9: the last entry of whose hands an event is in names whoever has it",
        "SELECT 'x' FROM event e LEFT JOIN account p ON p.id = e.host_id WHERE COALESCE((SELECT \
         CASE WHEN a.action = 'primary.set' THEN a.details ELSE '' END FROM audit_entry a \
         WHERE a.event_id = e.id AND a.action IN ('primary.set', 'primary.cleared') \
         ORDER BY a.id DESC LIMIT 1), '') NOT LIKE \
         CASE WHEN p.id IS NULL THEN '' ELSE '%\"to\":\"' || p.display_name || '\"%' END",
    ),
    (
        "INV-14: whoever runs an event is in its plan by a person of theirs",
        "SELECT 'x' FROM event_host h WHERE h.invitation_status = 'accepted' AND NOT EXISTS \
         (SELECT 1 FROM person p WHERE p.account_id = h.account_id)",
    ),
    (
        "INV-14: in a plan that is out exactly these have a host's link",
        "SELECT 'x' FROM event e WHERE e.status <> 'draft' AND \
         ((SELECT count(*) FROM access_token t WHERE t.event_id = e.id AND t.scope = 'host') <> \
          (SELECT count(*) FROM event_host h WHERE h.event_id = e.id \
           AND h.invitation_status = 'accepted') OR EXISTS \
          (SELECT 1 FROM access_token t JOIN person p ON p.id = t.person_id \
           WHERE t.event_id = e.id AND t.scope = 'host' AND NOT EXISTS (SELECT 1 FROM event_host h \
           WHERE h.event_id = e.id AND h.account_id = p.account_id \
           AND h.invitation_status = 'accepted')))",
    ),
    (
        "INV-10: whoever was made primary host by somebody else was told",
        "SELECT 'x' FROM event e WHERE e.host_id IS NOT NULL AND NOT EXISTS \
         (SELECT 1 FROM notification n WHERE n.account_id = e.host_id AND n.type = 'now_primary') \
         AND NOT EXISTS (SELECT 1 FROM audit_entry a JOIN person p ON p.id = a.actor_id \
         WHERE a.event_id = e.id AND a.action IN ('membership.stepped_up', 'membership.accepted', \
         'membership.promoted') AND p.account_id = e.host_id)",
    ),
    (
        "F-13: each invitation has its one entry, and its one notification",
        "SELECT 'x' WHERE (SELECT count(*) FROM audit_entry WHERE action = 'membership.invited') \
         <> (SELECT count(*) FROM notification WHERE type = 'invited')",
    ),
];

async fn assert_sound(app: &TestApp, after: &str) {
    for (rule, breach) in BREACHES {
        assert!(app.db.texts(breach).await.is_empty(), "{rule}: broken by {after}");
    }
}

/// Somebody, and the id of their account.
struct Actor {
    caller: Caller,
    id: String,
}

/// An admin takes an event out of everybody's hands, so that this one may take it in theirs.
async fn leave_to_cohosts(ada: &Caller, event: &str, whom: &Actor) {
    let body = |body: serde_json::Value| Some(body.to_string().into_bytes());
    let hosts = ada.get(&format!("/api/events/{event}/hosts")).await.body;
    let hosts = hosts["hosts"].as_array().cloned().unwrap_or_default();
    // The primary host goes last.
    for host in hosts.iter().rev().filter(|it| it["role"] == "host") {
        let id = host["account_id"].as_str().unwrap();
        let because = json!({ "reason": "they are ill", "then": "leave_unclaimed" });
        ada.send(Method::DELETE, &format!("/api/events/{event}/hosts/{id}"), body(because)).await;
    }
    let cohost = json!({ "account_id": whom.id, "role": "cohost", "reason": "they are there" });
    ada.post(&format!("/api/admin/events/{event}/hosts"), cohost).await;
}

/// Whoever runs an event takes its plan a step on: out, frozen, and out again.
async fn change_status(ada: &Caller, event: &str, people: &[Actor]) -> (&'static str, Reply) {
    let found = ada.get(&format!("/api/events/{event}/hosts")).await.body;
    let (step, status) = match found["event"]["status"].as_str() {
        Some("draft") => ("start confirming", "confirming"),
        Some("confirming") => ("freeze", "frozen"),
        _ => ("unfreeze", "confirming"),
    };
    let runs_it = found["hosts"][0]["account_id"].as_str();
    let host = people.iter().find(|it| Some(it.id.as_str()) == runs_it);
    let mut change = json!({ "status": status });
    if step == "unfreeze" {
        change["reason"] = "One more comes".into();
    }
    let host = host.map_or(ada, |it| &it.caller);
    (step, host.patch(&format!("/api/events/{event}/status"), change).await)
}

/// Something that somebody does, by chance.
async fn act(
    random: u32,
    actor: &Actor,
    other: &Actor,
    ada: &Caller,
    event: &str,
    invite: &(String, String),
    people: &[Actor],
) -> String {
    let place = format!("/api/events/{event}");
    let body = |body: serde_json::Value| Some(body.to_string().into_bytes());
    let (by, whom) = (&actor.caller, &other.id);
    // Much is for few to do: an admin does it half of the time.
    let one_who_may = if random & 1 << 20 == 0 { ada } else { by };
    let (name, reply) = match random % 26 {
        0..=2 => ("accept", by.answer_invite("accept", &invite.1).await),
        3 => {
            let path = format!("{place}/invites/{}", invite.0);
            ("revoke", ada.send(Method::DELETE, &path, body(json!({}))).await)
        }
        4 => ("leave", by.post(&format!("{place}/leave"), json!({ "confirm": true })).await),
        5 => {
            let path = format!("{place}/hosts/{whom}");
            ("remove", by.send(Method::DELETE, &path, body(json!({}))).await)
        }
        6 => {
            let then = if random % 32 < 16 { "promote_next" } else { "leave_unclaimed" };
            let because = json!({ "reason": "they asked for it", "then": then });
            let path = format!("{place}/hosts/{whom}");
            ("remove by an admin", ada.send(Method::DELETE, &path, body(because)).await)
        }
        7 => {
            let keep = ["host", "cohost", "leave"][random as usize / 16 % 3];
            let to = json!({ "account_id": whom, "keep_as": keep });
            ("transfer", one_who_may.post(&format!("{place}/transfer"), to).await)
        }
        8 | 14 | 15 => {
            if random & 1 << 21 == 0 {
                leave_to_cohosts(ada, event, actor).await;
            }
            ("step up", by.send(Method::POST, &format!("{place}/step-up"), None).await)
        }
        9 => {
            let path = format!("{place}/hosts/{whom}/promote");
            ("promote", one_who_may.send(Method::POST, &path, None).await)
        }
        10 => {
            let path = format!("{place}/hosts/{whom}/demote");
            ("demote", one_who_may.send(Method::POST, &path, None).await)
        }
        11 | 12 => {
            let role = if random % 32 < 16 { "host" } else { "cohost" };
            let assign = json!({
                "account_id": whom, "role": role, "make_primary": random.is_multiple_of(3),
                "replace_primary": random.is_multiple_of(2), "remove_former": random.is_multiple_of(5),
                "reason": "they asked for it",
            });
            ("assign", ada.post(&format!("/api/admin/events/{event}/hosts"), assign).await)
        }
        16 | 17 | 23 => {
            let role = if random % 42 < 21 { "host" } else { "cohost" };
            let invitation = json!({ "account_id": whom, "role": role, "again": true });
            ("invite", one_who_may.post(&format!("{place}/cohosts"), invitation).await)
        }
        18 | 19 => {
            if random & 1 << 21 == 0 {
                let role = if random.is_multiple_of(3) { "host" } else { "cohost" };
                let invitation = json!({ "account_id": actor.id, "role": role, "again": true });
                ada.post(&format!("{place}/cohosts"), invitation).await;
            }
            let own = by.get("/api/invitations").await.expect(200)["items"][0]["id"].clone();
            let path = format!("/api/invitations/{}", own.as_str().unwrap_or(event));
            let action = if random % 42 < 21 { "accept" } else { "decline" };
            ("answer", by.patch(&path, json!({ "action": action })).await)
        }
        21 => {
            leave_to_cohosts(ada, event, actor).await;
            by.send(Method::POST, &format!("{place}/step-up"), None).await;
            let because = json!({ "reason": "too soon" });
            let path = format!("/api/admin/events/{event}/reverse-step-up");
            ("reverse a step-up", ada.post(&path, because).await)
        }
        22 => {
            let deleted = ada.send(Method::DELETE, &place, None).await;
            let path = format!("/api/admin/deleted-events/{event}/bring-back");
            ada.send(Method::POST, &path, None).await;
            ("delete", deleted)
        }
        20 => {
            let asked = ada.get(&format!("{place}/invitations")).await.body;
            let id = asked["items"][0]["id"].as_str().unwrap_or(event).to_owned();
            let path = format!("{place}/invitations/{id}");
            ("withdraw", ada.send(Method::DELETE, &path, None).await)
        }
        _ => change_status(ada, event, people).await,
    };
    assert!(reply.status < 500, "{name}: {reply:?}");
    format!("{name}: {}", reply.outcome())
}

#[tokio::test]
async fn what_must_hold_of_who_runs_an_event_holds_after_whatever_happens_at_once() {
    let app = TestApp::spawn().await;
    let neighbour = app.neighbour().await;
    let ada = app.db_admin("ada@example.org").await;
    let nobody = app.stranger();
    let mut people = Vec::new();
    for n in 0..6 {
        let email = format!("p{n}@example.org");
        let joined = nobody.sign_up(&email, &format!("P{n}"), "correct horse").await;
        let id = joined.body["id"].as_str().unwrap().to_owned();
        let caller = nobody.signed_in(&joined);
        people
            .push(Actor { caller: if n % 2 == 0 { caller } else { neighbour.serve(&caller) }, id });
    }
    let mut random = StdRng::seed_from_u64(0x6761_7468_6572);
    let (mut done, mut events) = (BTreeMap::<String, u32>::new(), Vec::new());
    for name in ["One", "Two"] {
        events.push(ada.list_event(name).await);
    }
    assert_sound(&app, "the beginning").await;

    for round in 0..80 {
        app.clock.advance(chrono::TimeDelta::minutes(30));
        let mut invites = Vec::new();
        for (which, event) in events.iter().enumerate() {
            // The second one is often in nobody's hands, so that somebody may take it in hand.
            let role = if which == 0 && random.random_bool(0.6) { "host" } else { "cohost" };
            let made = ada.invite(event, json!({ "role": role })).await.expect(201);
            invites.push((made["invite_id"].as_str().unwrap().to_owned(), token_of(&made)));
        }
        let steps: Vec<_> = (0..5)
            .map(|_| {
                let which = random.random_range(0..events.len());
                let (by, whom) = (random.random_range(0..6), random.random_range(0..6));
                (random.random::<u32>(), by, whom, which)
            })
            .collect();
        let outcomes = join_all(steps.into_iter().map(|(random, by, whom, which)| {
            let (by, whom) = (&people[by], &people[whom]);
            act(random, by, whom, &ada, &events[which], &invites[which], &people)
        }))
        .await;
        assert_sound(&app, &format!("round {round}: {outcomes:?}")).await;
        for (event, invite) in events.iter().zip(&invites) {
            // What is still open does not pile up.
            let path = format!("/api/events/{event}/invites/{}", invite.0);
            ada.send(Method::DELETE, &path, Some(b"{}".to_vec())).await;
        }
        for outcome in outcomes {
            *done.entry(outcome).or_insert(0) += 1;
        }
    }

    let succeeded = |what: &str| {
        let found =
            done.keys().any(|outcome| outcome.starts_with(what) && outcome.ends_with(": ok"));
        assert!(found, "{what} never succeeded, so nothing was tried: {done:?}");
    };
    // What is rarer has tests of its own; these are what the others start from.
    for what in [
        "accept",
        "revoke",
        "leave",
        "remove by an admin",
        "transfer",
        "assign",
        "invite",
        "answer",
        "step up",
        "reverse a step-up",
        "delete",
        "start confirming",
        "freeze",
        "unfreeze",
    ] {
        succeeded(what);
    }
}
