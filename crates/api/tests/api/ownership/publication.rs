//! What strangers see of events, and who lets them.

use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::given::{Cast, NAMES, token_of};
use crate::{app::TestApp, caller::Caller, confirming::confirmed, smtp::Smtp};

impl Caller {
    async fn publish(&self, event: &str, change: Value) -> crate::reply::Reply {
        self.patch(&format!("/api/events/{event}/publication"), change).await
    }

    async fn decide(&self, event: &str, what: &str) -> crate::reply::Reply {
        let body = (what == "cancel").then(|| json!({ "reason": "it rains" }).to_string());
        let path = format!("/api/events/{event}/{what}");
        self.send(Method::POST, &path, body.map(String::into_bytes)).await
    }

    /// What strangers would find: the names of the list, in its order.
    async fn public_names(&self, query: &str) -> Vec<String> {
        let page = self.get(&format!("/api/public-events?{query}")).await.expect(200);
        let names = page["items"].as_array().unwrap().iter();
        names.map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    }
}

/// An event that an admin lists and publishes.
async fn published(ada: &Caller, name: &str, (first, last): (&str, &str)) -> (String, String) {
    let body = json!({
        "name": name, "time_zone": "Europe/Berlin", "starts_on": first, "ends_on": last,
        "unowned": true, "contact_email": "town@example.org",
    });
    let made = ada.post("/api/events", body).await.expect(201);
    let event = made["id"].as_str().unwrap().to_owned();
    let shown = ada.publish(&event, json!({ "is_published": true })).await.expect(200);
    (event, shown["publication"]["slug"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn the_page_of_an_event_is_there_for_those_who_may_know_of_it() {
    let app = TestApp::spawn().await;
    let cast = Cast::new(&app).await;
    let (event, ada) = (&cast.event, &cast.all[4]);
    let stranger = app.stranger();
    // Published, visible, and who sees the page: a stranger, a member, a co-host, a host, the
    // primary host, an admin.
    for (is_published, visibility, row) in [
        (false, "public", "--YYYY"),
        (true, "public", "YYYYYY"),
        (true, "invite_only", "--YYYY"),
        (false, "invite_only", "--YYYY"),
    ] {
        let change = json!({ "is_published": is_published, "visibility": visibility });
        let shown = ada.publish(event, change).await.expect(200)["publication"].clone();
        assert_eq!(shown["public_url"], "/gatherings/town-fair");
        for cancelled in [true, false] {
            ada.decide(event, if cancelled { "cancel" } else { "restore" }).await.expect(200);
            let callers = std::iter::once(&stranger).chain(&cast.all);
            for (n, (caller, expected)) in callers.zip(row.chars()).enumerate() {
                let what = format!("caller {n}, {shown}");
                let reply = caller.get("/api/public-events/town-fair").await;
                if expected == '-' {
                    reply.assert_problem(404, ProblemCode::EventNotFound);
                    continue;
                }
                let page = reply.expect(200);
                assert_eq!(page["cancelled"], cancelled, "{what}");
                assert_eq!(page["is_open_to_all"], row.starts_with('Y'), "{what}");
                let manage = match n {
                    0 | 1 => Value::Null,
                    5 => json!(format!("/events/{event}/hosts")),
                    _ => json!(format!("/events/{event}")),
                };
                assert_eq!(page["manage_url"], manage, "{what}");
            }
        }
        let listed = if row.starts_with('Y') { vec!["Town fair"] } else { Vec::new() };
        assert_eq!(stranger.public_names("from=2026-01-01").await, listed, "{shown}");
    }
}

#[tokio::test]
async fn the_public_learns_the_names_of_those_who_run_it_and_nothing_else_of_anybody() {
    let app = TestApp::spawn().await;
    let party = app.gathering(crate::gathering::small("confirming")).await;
    app.db_publish().await;
    let stranger = app.stranger();

    let page = stranger.get("/api/public-events/summer-party").await;
    let list = stranger.get("/api/public-events?from=2000-01-01").await;

    for reply in [&page, &list] {
        assert_eq!(reply.status, 200, "{reply:?}");
        assert_eq!(reply.header("cache-control"), "no-store");
        for secret in ["@", "Pam", "Paul", "Cora", "Bread", "Kitchen", "guest", "phone", "_id"] {
            assert!(!reply.text.contains(secret), "{secret}: {reply:?}");
        }
        assert!(!reply.text.contains(&party.id().to_string()), "{reply:?}");
    }
    let page = page.expect(200);
    assert_eq!(page["host_names"], json!(["Hana"]));
    assert_eq!(page["is_unclaimed"], false);
    let list = list.expect(200);
    assert_eq!(list["items"][0]["host_name"], "Hana");
}

#[tokio::test]
async fn what_nobody_runs_says_so_and_its_contact_stays_with_admins() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let (event, slug) = published(&ada, "Town fair", ("2026-05-01", "2026-05-03")).await;
    let stranger = app.stranger();
    let place = format!("/api/public-events/{slug}");

    let page = stranger.get(&place).await;
    assert!(!page.text.contains('@'), "{page:?}");
    let page = page.expect(200);
    assert_eq!((&page["is_unclaimed"], &page["host_names"]), (&json!(true), &json!([])));
    let listed = stranger.get("/api/public-events?from=2026-01-01").await.expect(200);
    assert_eq!(listed["items"][0]["is_unclaimed"], true);

    let jo = stranger.signed_in(&stranger.sign_up("jo@example.org", "Jo", "correct horse").await);
    let made = ada.invite(&event, json!({ "role": "cohost" })).await.expect(201);
    jo.answer_invite("accept", &token_of(&made)).await.expect(200);
    let page = stranger.get(&place).await.expect(200);
    assert_eq!((&page["is_unclaimed"], &page["host_names"]), (&json!(true), &json!(["Jo"])));
}

#[tokio::test]
async fn the_list_is_in_the_order_of_the_calendar_page_by_page_and_can_be_searched() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    for (name, first, last) in [
        ("Harvest 100%", "2027-09-20", "2027-09-21"),
        ("Long fair", "2027-01-01", "2027-12-31"),
        ("Spring fair", "2027-03-01", "2027-03-02"),
        ("Spring fair", "2027-03-01", "2027-03-01"),
        ("Of old", "2020-01-01", "2020-01-02"),
    ] {
        published(&ada, name, (first, last)).await;
    }
    let stranger = app.stranger();

    let all = ["Long fair", "Spring fair", "Spring fair", "Harvest 100%"];
    assert_eq!(stranger.public_names("").await, all);
    assert_eq!(stranger.public_names("q=SPRING").await, &all[1..3]);
    assert_eq!(stranger.public_names("q=%25").await, &all[3..]);
    assert_eq!(stranger.public_names("q=_").await, Vec::<String>::new());
    assert_eq!(
        stranger.public_names("from=2027-03-02").await,
        ["Long fair", "Spring fair", all[3]]
    );
    assert_eq!(stranger.public_names("from=2020-01-02").await[0], "Of old");
    assert_eq!(stranger.public_names("from=2020-01-03").await, all);
    let (mut slugs, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = stranger.get(&format!("/api/public-events?limit=1{cursor}")).await.expect(200);
        slugs.push(page["items"][0]["slug"].as_str().unwrap().to_owned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(slugs.len(), 4, "{slugs:?}");
    assert_eq!((slugs[0].as_str(), slugs[3].as_str()), ("long-fair", "harvest-100"));
    assert!(slugs[1..3].contains(&"spring-fair".to_owned()), "{slugs:?}");
    assert!(slugs[1..3].iter().any(|it| it.len() == "spring-fair-".len() + 8), "{slugs:?}");

    let wrong = stranger.get("/api/public-events?limit=0&cursor=x&from=May&q=%20").await;
    wrong.assert_fields(&[
        ("/limit", "out_of_range"),
        ("/cursor", "unknown_cursor"),
        ("/q", "empty"),
        ("/from", "not_a_date"),
    ]);
    for slug in ["nowhere", "Town%20Fair", "x%00", &"x".repeat(200)] {
        let reply = stranger.get(&format!("/api/public-events/{slug}")).await;
        reply.assert_problem(404, ProblemCode::EventNotFound);
    }
}

#[tokio::test]
async fn a_members_event_is_nobodys_to_know_of_until_its_primary_host_says_so() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let jo = nobody.signed_in(&nobody.sign_up("jo@example.org", "Jo", "correct horse").await);
    let event = jo.plan_event("Jo’s Fête").await.expect(201)["id"].as_str().unwrap().to_owned();
    let before = jo.get(&format!("/api/events/{event}/hosts")).await.expect(200);
    assert_eq!(
        before["publication"],
        json!({
            "slug": "jos-fete", "public_url": "/gatherings/jos-fete", "is_published": false,
            "visibility": "invite_only", "cohosts_can_invite": true,
        })
    );

    jo.publish(&event, json!({ "is_published": true })).await.expect(200);
    nobody.get("/api/public-events/jos-fete").await.assert_problem(404, ProblemCode::EventNotFound);
    jo.publish(&event, json!({ "visibility": "public" })).await.expect(200);
    nobody.get("/api/public-events/jos-fete").await.expect(200);
    // The address stays when the event is called otherwise.
    let renamed = jo.patch(&format!("/api/events/{event}"), json!({ "name": "Ball" })).await;
    renamed.expect(200);
    assert_eq!(nobody.get("/api/public-events/jos-fete").await.expect(200)["name"], "Ball");
    for wrong in [
        json!({ "is_published": null }),
        json!({ "is_published": "yes" }),
        json!({ "visibility": "secret" }),
        json!({ "slug": "mine" }),
    ] {
        let reply = jo.publish(&event, wrong.clone()).await;
        assert!([400, 422].contains(&reply.status), "{wrong}: {reply:?}");
    }
    let blank = json!({ "reason": " " });
    let blank = jo.post(&format!("/api/events/{event}/cancel"), blank).await;
    blank.assert_fields(&[("/reason", "empty")]);
}

#[tokio::test]
async fn an_event_without_a_slug_is_at_its_id() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let (event, _) = published(&ada, "Town fair", ("2026-05-01", "2026-05-03")).await;
    app.db.execute("UPDATE event SET slug = NULL").await;

    let hosts = ada.get(&format!("/api/events/{event}/hosts")).await.expect(200);
    let id = event.replace('-', "");
    assert_eq!(hosts["publication"]["slug"], id);
    let page = app.stranger().get(&format!("/api/public-events/{id}")).await.expect(200);
    assert_eq!(page["name"], "Town fair");
    let by_uuid = app.stranger().get(&format!("/api/public-events/{event}")).await;
    by_uuid.assert_problem(404, ProblemCode::EventNotFound);
}

#[tokio::test]
async fn a_change_is_remembered_once_and_what_changes_nothing_is_not() {
    let app = TestApp::spawn().await;
    let cast = Cast::new(&app).await;
    let pia = &cast.all[3];
    let all = json!({
        "is_published": true, "visibility": "invite_only", "cohosts_can_invite": false,
    });
    for _ in 0..2 {
        pia.publish(&cast.event, all.clone()).await.expect(200);
        pia.decide(&cast.event, "cancel").await.expect(200);
    }
    for _ in 0..2 {
        pia.decide(&cast.event, "restore").await.expect(200);
        pia.publish(&cast.event, json!({ "is_published": false })).await.expect(200);
    }
    pia.publish(&cast.event, json!({})).await.expect(200);

    let path = format!("/api/events/{}/audit?target_type=event", cast.event);
    let log = pia.get(&path).await.expect(200);
    let mut entries: Vec<_> = log["items"].as_array().unwrap().iter().collect();
    entries.reverse();
    let entries: Vec<_> = entries
        .iter()
        .filter(|it| it["action"].as_str().unwrap().starts_with("event."))
        .map(|it| {
            (it["action"].as_str().unwrap(), it["details"].clone(), it["actor"]["name"].clone())
        })
        .collect();
    let terms = json!({ "visibility": "public → invite_only", "cohosts_can_invite": "yes → no" });
    assert_eq!(
        entries,
        [
            ("event.published", json!({}), json!("Pia")),
            ("event.terms_changed", terms, json!("Pia")),
            ("event.cancelled", json!({ "reason": "it rains" }), json!("Pia")),
            ("event.restored", json!({}), json!("Pia")),
            ("event.unpublished", json!({}), json!("Pia")),
        ]
    );
}

#[tokio::test]
async fn nobody_is_invited_to_run_what_is_cancelled_until_it_is_restored() {
    let app = TestApp::spawn().await;
    let cast = Cast::new(&app).await;
    let (event, [mia, cleo, _, pia, ada]) = (&cast.event, &cast.all);
    let made = ada.invite(event, json!({ "role": "host" })).await.expect(201);
    let (token, id) = (token_of(&made), made["invite_id"].as_str().unwrap());

    let cancelled = cleo.decide(event, "cancel").await.expect(200);
    assert!(cancelled["event"]["cancelled_at"].is_string(), "{cancelled}");
    let invite = cancelled["allowed_actions"].as_array().unwrap().iter();
    let mut invite = invite.filter(|it| it["action"] == "invite_cohost");
    assert_eq!(invite.next().unwrap()["reason"], "event_closed");

    for caller in [cleo, pia, ada] {
        caller.invite(event, json!({})).await.assert_problem(409, ProblemCode::EventClosed);
    }
    app.clock.advance(chrono::TimeDelta::minutes(2));
    let place = format!("/api/events/{event}/invites/{id}");
    let renewed = ada.post(&format!("{place}/resend"), json!({})).await;
    renewed.assert_problem(409, ProblemCode::EventClosed);
    for caller in [&app.stranger(), mia] {
        let preview = caller.answer_invite("preview", &token).await.expect(200);
        assert_eq!(preview["outcome_if_accepted"], "blocked");
        assert_eq!(preview["blocked_code"], "event_closed");
    }
    mia.answer_invite("accept", &token).await.assert_problem(409, ProblemCode::EventClosed);
    // Whoever runs it still takes back what they sent, and changes who runs it.
    ada.patch(&place, json!({ "note": "Not this year" })).await.expect(200);

    cleo.decide(event, "restore").await.expect(200);
    mia.answer_invite("accept", &token).await.expect(200);
}

#[tokio::test]
async fn links_of_a_cancelled_plan_still_work_and_everybody_learns_that_it_is() {
    let app = TestApp::spawn().await;
    let party = app.gathering(crate::gathering::small("confirming")).await;
    let host = app.db_host_session(&party).await;
    // What was sent before must not be sent again.
    for (_, _, caller) in party.everybody() {
        assert_eq!(caller.look().await.expect(200)["event"]["cancelled_at"], Value::Null);
    }

    host.decide(&party.id().to_string(), "cancel").await.expect(200);

    for (_, name, caller) in party.everybody() {
        let seen = caller.look().await.expect(200);
        assert!(seen["event"]["cancelled_at"].is_string(), "{name}: {seen}");
    }
    party.participant("Pam").open().await.expect(204);
    let again = json!({ "name": "Again", "starts_on": "2027-03-28" });
    let again = host.post(&format!("/api/events/{}/duplicate", party.id()), again).await;
    assert_eq!(again.expect(201)["cancelled_at"], Value::Null);
}

#[tokio::test]
async fn a_link_of_the_plan_publishes_and_cancels_nothing() {
    let app = TestApp::spawn().await;
    let party = app.gathering(crate::gathering::small("confirming")).await;
    let event = party.id().to_string();

    for (_, _, caller) in party.everybody() {
        let published = caller.publish(&event, json!({ "is_published": true })).await;
        published.assert_problem(401, ProblemCode::Unauthenticated);
        for what in ["cancel", "restore"] {
            caller.decide(&event, what).await.assert_problem(401, ProblemCode::Unauthenticated);
        }
    }
    assert_eq!(app.db.count("event WHERE is_published OR cancelled_at IS NOT NULL").await, 0);
}

#[tokio::test]
async fn co_hosts_invite_as_long_as_the_primary_host_lets_them() {
    let app = TestApp::spawn().await;
    let cast = Cast::new(&app).await;
    let pia = &cast.all[3];
    for (lets, row) in [(false, "?-YYY"), (true, "?YYYY")] {
        let change = json!({ "cohosts_can_invite": lets });
        pia.publish(&cast.event, change).await.expect(200);
        for ((caller, name), expected) in cast.all.iter().zip(NAMES).zip(row.chars()) {
            let reply = caller.invite(&cast.event, json!({})).await;
            let what = format!("{name}, lets co-hosts invite: {lets}");
            super::rights::assert_answer(expected, reply.status, &reply.body["code"], &what);
        }
    }
}

#[tokio::test]
async fn an_invite_to_a_cancelled_event_is_not_accepted_by_a_confirmed_address_either() {
    let smtp = Smtp::start();
    let app = TestApp::mailing(&smtp).await;
    let ada = confirmed(&app, &smtp, "ada@example.org").await;
    app.db.execute("UPDATE account SET role = 'admin'").await;
    let jo = confirmed(&app, &smtp, "jo@example.org").await;
    let (event, slug) = published(&ada, "Town fair", ("2026-05-01", "2026-05-03")).await;
    let invite = json!({ "role": "host", "email_restriction": "jo@example.org" });
    let token = token_of(&ada.invite(&event, invite).await.expect(201));

    ada.decide(&event, "cancel").await.expect(200);

    jo.answer_invite("accept", &token).await.assert_problem(409, ProblemCode::EventClosed);
    let page = app.stranger().get(&format!("/api/public-events/{slug}")).await.expect(200);
    assert_eq!(page["cancelled"], true);
    ada.decide(&event, "restore").await.expect(200);
    jo.answer_invite("accept", &token).await.expect(200);
    let page = app.stranger().get(&format!("/api/public-events/{slug}")).await.expect(200);
    assert_eq!((&page["cancelled"], &page["is_unclaimed"]), (&json!(false), &json!(false)));
}
