//! Links: complete whenever listed, dead at once when replaced, and nowhere to be found.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use gather_domain::person::Role;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::{PUBLIC_URL, TestApp},
    gathering::small,
};

fn secret(link: &Value) -> &str {
    link["url"].as_str().unwrap().split_once('#').unwrap().1
}

fn of<'a>(links: &'a Value, person: &str) -> &'a Value {
    let links = links["items"].as_array().unwrap();
    links.iter().find(|it| it["person"]["name"] == person).unwrap()
}

#[tokio::test]
async fn the_list_is_complete_and_the_same_each_time() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    let first = christmas.host().links().await;
    let second = christmas.host().links().await;

    assert_eq!(first.header("cache-control"), "no-store");
    assert_eq!(first.body, second.body);
    let links = first.body["items"].as_array().unwrap();
    let people: BTreeSet<_> = links.iter().map(|it| it["person"]["id"].as_str()).collect();
    assert_eq!((links.len(), people.len()), (27, 27));
    let order: Vec<_> = links
        .iter()
        .map(|it| {
            let rank = match it["role"].as_str().unwrap() {
                "host" => 0,
                "coordinator" => 1,
                _ => 2,
            };
            (rank, it["person"]["name"].as_str().unwrap())
        })
        .collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[tokio::test]
async fn each_listed_link_lets_its_person_in() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;

    let links = christmas.host().links().await.expect(200);

    for link in links["items"].as_array().unwrap() {
        let page = match link["role"].as_str().unwrap() {
            "host" => "h",
            "coordinator" => "c",
            _ => "p",
        };
        let url = link["url"].as_str().unwrap();
        assert!(url.starts_with(&format!("{PUBLIC_URL}/{page}#gth_{page}_")), "{url}");
        let caller = app.stranger().with_secret(secret(link));
        let seen = caller.get(&format!("/api/{page}")).await.expect(200);
        assert_eq!(seen["person"], link["person"]);
    }
}

#[tokio::test]
async fn a_link_says_what_its_person_brings() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let rosie = christmas.participant("Rosie");
    let own = rosie.own_assignments().await;
    rosie.acknowledge(own[0]["id"].as_str().unwrap()).await.expect(200);

    let links = christmas.host().links().await.expect(200);

    let link = of(&links, "Rosie");
    assert_eq!(link["brings"], json!(["Meringues", "Vanilla ice cream – Rosie"]));
    assert_eq!(link["acknowledged"], 1);
    assert_eq!(link["team"]["name"], "Puddings");
    assert_eq!(link["expires_at"], "2026-03-01T09:00:00Z");
}

#[tokio::test]
async fn no_secret_lies_in_the_database() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let host = christmas.host();
    let mut secrets: Vec<String> =
        christmas.everybody().map(|(_, _, caller)| caller.secret.clone().unwrap()).collect();
    secrets.push(secret(&host.rotate("Rosie").await.expect(200)).to_owned());
    host.links().await.expect(200);

    let dump = format!("{:?}", app.db.dump().await).to_lowercase();

    assert_eq!(secrets.len(), 28);
    assert!(dump.contains("richardson"), "the dump shows what lies there");
    for secret in secrets {
        let random = &secret["gth_h_".len()..];
        let hex: Vec<_> = random.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(!dump.contains(&random.to_lowercase()) && !dump.contains(&hex.concat()));
    }
}

#[tokio::test]
async fn a_replaced_link_is_dead_at_once_and_the_new_one_works() {
    let app = TestApp::spawn().await;
    let christmas = app.christmas().await;
    let (host, rosie) = (christmas.host(), christmas.participant("Rosie"));
    rosie.open().await.expect(204);
    app.clock.advance(TimeDelta::days(10));

    let link = host.rotate("Rosie").await.expect(200);

    rosie.look().await.assert_problem(401, ProblemCode::LinkUnknown);
    rosie.open().await.assert_problem(401, ProblemCode::LinkUnknown);
    let new = rosie.with_secret(secret(&link));
    assert_eq!(new.look().await.expect(200)["person"]["name"], "Rosie");
    assert_eq!(link["opened_at"], Value::Null);
    assert_eq!(link["expires_at"], "2026-03-11T09:00:00Z");
    assert_eq!(of(&host.links().await.expect(200), "Rosie"), &link);
    christmas.participant("Lance").look().await.expect(200);
    assert_eq!(app.db_audit(&christmas).await, ["rotate_link", "list_links"]);
}

#[tokio::test]
async fn a_host_replaces_their_own_link_and_is_out_with_the_old_one() {
    let app = TestApp::spawn().await;
    let host = app.christmas().await.host();

    let link = host.rotate("Jacqui & Ian").await.expect(200);

    host.look().await.assert_problem(401, ProblemCode::LinkUnknown);
    host.with_secret(secret(&link)).look().await.expect(200);
}

#[tokio::test]
async fn a_link_closes_at_the_instant_it_expires() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let everybody = [party.participant("Pam"), party.coordinator("Kitchen"), party.host()];

    app.clock.advance(TimeDelta::days(90) - TimeDelta::microseconds(1));
    for caller in &everybody {
        caller.look().await.expect(200);
    }
    app.clock.advance(TimeDelta::microseconds(1));
    for caller in &everybody {
        caller.look().await.assert_problem(401, ProblemCode::LinkExpired);
        caller.open().await.assert_problem(401, ProblemCode::LinkExpired);
    }
    party.host().links().await.assert_problem(401, ProblemCode::LinkExpired);
}

#[tokio::test]
async fn a_link_that_nobody_has_answers_like_one_that_cannot_be() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let never = format!("gth_p_{}", "A".repeat(43));
    let real = party.participant("Pam").secret.unwrap();
    let mut seen = BTreeSet::new();

    for wrong in [
        never.as_str(),
        "gth_p_short",
        "nonsense",
        "gth_x_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        &real[..real.len() - 1],
        &format!("{real}A"),
        &real.replace("gth_p_", "gth_h_"),
        &real.to_uppercase(),
        &format!("{real}%00"),
    ] {
        let reply = app.stranger().with_secret(wrong).get("/api/p").await;
        reply.assert_problem(401, ProblemCode::LinkUnknown);
        seen.insert(reply.text);
    }
    assert_eq!(seen.len(), 1, "{seen:?}");
}

#[tokio::test]
async fn without_a_link_nobody_comes_in() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let pam = party.participant("Pam");
    let secret = pam.secret.clone().unwrap();

    let nobody = pam.without_secret();
    nobody.look().await.assert_problem(401, ProblemCode::Unauthenticated);
    for header in ["Bearer", "Basic abc", "", &secret, &format!("Token {secret}")] {
        let reply = nobody.with("authorization", header).look().await;
        reply.assert_problem(401, ProblemCode::Unauthenticated);
    }
    // Nor is a secret taken from anywhere else.
    for path in [format!("/api/p?token={secret}"), format!("/api/p?access_token={secret}")] {
        nobody.get(&path).await.assert_problem(401, ProblemCode::Unauthenticated);
    }
    let reply = nobody.with("cookie", &format!("token={secret}")).look().await;
    reply.assert_problem(401, ProblemCode::Unauthenticated);
    nobody.get(&format!("/api/p/{secret}")).await.assert_problem(404, ProblemCode::NotFound);
    nobody.with("authorization", &format!("bEARER {secret}")).look().await.expect(200);
}

#[tokio::test]
async fn two_credentials_are_one_too_many() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let pam = party.participant("Pam");
    let bearer = format!("Bearer {}", pam.secret.as_ref().unwrap());

    let reply = pam.with("authorization", &bearer).look().await;

    reply.assert_problem(400, ProblemCode::MalformedHeader);
}

#[tokio::test]
async fn a_link_opens_what_it_is_for_and_nothing_else() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;

    for (role, _, caller) in party.everybody() {
        let own = match role {
            Role::Host => "/api/h",
            Role::Coordinator { .. } => "/api/c",
            Role::Participant => "/api/p",
        };
        for path in ["/api/p", "/api/c", "/api/h"] {
            let (seen, opened) = (
                caller.get(path).await,
                caller.send(Method::POST, &format!("{path}/opened"), None).await,
            );
            if path == own {
                seen.expect(200);
                opened.expect(204);
            } else {
                seen.assert_problem(403, ProblemCode::WrongScope);
                opened.assert_problem(403, ProblemCode::WrongScope);
            }
        }
    }
}

#[tokio::test]
async fn starting_to_confirm_makes_the_missing_links_and_keeps_the_others() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("draft")).await;
    let host = party.host();
    let all = host.links().await.expect(200);
    app.db_forget_links(&party, &["Pam", "Gil"]).await;
    assert_eq!(host.links().await.expect(200)["items"].as_array().unwrap().len(), 4);

    host.start_confirming().await.expect(200);

    let links = host.links().await.expect(200);
    assert_eq!(links["items"].as_array().unwrap().len(), 6);
    for (person, kept) in
        [("Pam", false), ("Gil", false), ("Paul", true), ("Cora", true), ("Hana", true)]
    {
        assert_eq!(of(&links, person)["url"] == of(&all, person)["url"], kept, "{person}");
        assert_eq!(of(&links, person)["role"], of(&all, person)["role"]);
    }
    party.participant("Pam").look().await.assert_problem(401, ProblemCode::LinkUnknown);
    app.stranger().with_secret(secret(of(&links, "Pam"))).get("/api/p").await.expect(200);
}

#[tokio::test]
async fn listing_makes_no_link() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    app.db_forget_links(&party, &["Pam"]).await;

    party.host().links().await.expect(200);
    party.host().links().await.expect(200);
    // The status that it already has makes none either.
    party.host().start_confirming().await.expect(200);

    assert_eq!(app.db.count("access_token").await, 5);
}

#[tokio::test]
async fn the_links_are_complete_again_after_an_unfreeze() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let host = party.host();
    host.freeze().await.expect(200);
    app.db_forget_links(&party, &["Pam", "Gwen", "Cora"]).await;

    host.unfreeze("somebody lost theirs").await.expect(200);

    let links = host.links().await.expect(200);
    assert_eq!(links["items"].as_array().unwrap().len(), 6);
    let cora = app.stranger().with_secret(secret(of(&links, "Cora")));
    assert_eq!(cora.get("/api/c").await.expect(200)["team"]["name"], "Kitchen");
}

#[tokio::test]
async fn a_link_follows_what_its_person_is_now() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let (host, pam) = (party.host(), party.participant("Pam"));
    host.freeze().await.expect(200);
    // Pam leads the kitchen now. The database itself insists that Cora's link goes with her place.
    app.db_forget_links(&party, &["Cora"]).await;
    app.db_set_coordinator(&party, "Kitchen", "Pam").await;

    pam.look().await.assert_problem(401, ProblemCode::LinkUnknown);
    host.unfreeze("Pam took over").await.expect(200);

    let links = host.links().await.expect(200);
    assert_eq!(links["items"].as_array().unwrap().len(), 6);
    assert_eq!(of(&links, "Pam")["role"], "coordinator");
    assert_eq!(of(&links, "Cora")["role"], "participant");
    let pam = app.stranger().with_secret(secret(of(&links, "Pam")));
    assert_eq!(pam.get("/api/c").await.expect(200)["team"]["name"], "Kitchen");
    party.coordinator("Kitchen").look().await.assert_problem(401, ProblemCode::LinkUnknown);
}

#[tokio::test]
async fn each_listing_is_noted_and_says_how_many() {
    let app = TestApp::spawn().await;
    let party = app.gathering(small("confirming")).await;
    let mut before = app.db.dump().await;

    party.host().links().await.expect(200);

    let mut after = app.db.dump().await;
    assert_eq!(app.db_audit(&party).await, ["list_links"]);
    let audit = party.host().audit("?action=list_links&limit=1").await.expect(200);
    assert_eq!(audit["items"][0]["details"], json!({ "links": "6" }));
    // One entry, and nothing else but that the event has had a turn.
    after.remove("event");
    before.remove("event");
    let entries = after.get_mut("audit_entry").unwrap();
    entries.retain(|entry| before["audit_entry"].contains(entry));
    assert_eq!(after, before);
}
