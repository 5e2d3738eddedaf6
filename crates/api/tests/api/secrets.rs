//! No secret is logged, audited or answered: the real server, as it is run, at its most talkative.

use gather_api::keys;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    caller::Caller,
    database::{Database, Place},
    process::{Gather, Serving},
    reply::Reply,
};

const METHODS: [Method; 4] = [Method::GET, Method::POST, Method::PATCH, Method::DELETE];

/// Calls everything with this secret, rightly and wrongly; returns all that came back as a refusal.
async fn walk(caller: &Caller, event: &str, ids: &[String], secret: &str) -> Vec<Reply> {
    let mut refusals = Vec::new();
    let mut paths: Vec<String> = ["/api/p", "/api/c", "/api/h"]
        .iter()
        .flat_map(|seat| [(*seat).to_owned(), format!("{seat}/opened"), format!("{seat}/status")])
        .collect();
    for id in ids {
        paths.extend(["p", "c", "h"].map(|seat| format!("/api/{seat}/ack/{id}")));
        paths.extend([
            format!("/api/c/items/{id}"),
            format!("/api/c/items/{id}/assign"),
            format!("{event}/items/{id}?override_reason=because"),
            format!("{event}/items/{id}/assign"),
            format!("{event}/teams/{id}"),
            format!("{event}/tokens/{id}/rotate"),
        ]);
    }
    paths.extend(["", "/audit", "/items"].map(|rest| format!("{event}{rest}")));
    // Where an old link, or a confused client, would put it.
    paths.extend([
        format!("/p/{secret}"),
        format!("/c/{secret}?x=1"),
        format!("/h/{secret}/teams"),
        format!("/p?token={secret}"),
        format!("/event-invite?token={secret}"),
        format!("/{secret}"),
        format!("/docs/{secret}"),
        format!("/api/{secret}"),
        format!("/api/p?token={secret}"),
        format!("/api/p/ack/{secret}"),
        format!("/api/c/items/{secret}"),
        format!("/api/events/{secret}"),
        format!("{event}/audit?cursor={secret}"),
        format!("{event}/audit?{secret}=1"),
        format!("{event}/items/{}?override_reason={secret}%00", ids[0]),
    ]);
    let bodies = [
        json!({ "name": "Jelly", "quantity": "1" }).to_string(),
        json!({ "status": secret }).to_string(),
        json!({ "name": [secret], "person_id": secret, "guest_count": secret }).to_string(),
        json!({ "name": secret.repeat(9), "drop_off_at": secret }).to_string(),
        format!("{{\"{secret}"),
    ];
    for (n, path) in paths.iter().enumerate() {
        for (m, method) in METHODS.into_iter().enumerate() {
            let body = bodies[(n + m) % bodies.len()].clone();
            let reply = caller.send(method.clone(), path, Some(body.into())).await;
            assert!(reply.status < 500 || reply.status == 503, "{method} {path}: {reply:?}");
            if reply.status >= 400 {
                refusals.push(reply);
            }
        }
    }
    for header in ["if-match", "idempotency-key", "content-type", "cookie", "origin", "referer"] {
        refusals.push(caller.with(header, secret).get("/api/p").await);
        refusals.push(caller.with(header, secret).post("/api/c/items", json!({})).await);
    }
    refusals
}

#[tokio::test]
async fn no_secret_reaches_the_log_the_audit_or_a_refusal() {
    let key = keys::generate().to_text();
    let gather =
        Gather { place: Place::migrated().await, key: key.clone(), log: "trace", told: Vec::new() };
    let printed = gather.seed();
    let secret_of = |role: &str| {
        let line = printed.lines().find(|it| it.starts_with(role)).unwrap();
        line.split_once('#').unwrap().1.to_owned()
    };
    let mut secrets = vec![
        secret_of("host"),
        secret_of("coordinator"),
        secret_of("participant"),
        format!("gth_p_{}", "CANARY0".repeat(6) + "a"),
        format!("gth_pat_{}", "CANARY1".repeat(6) + "b"),
        "CANARY2-of-no-form-at-all".to_owned(),
    ];

    let serving = Serving::start(&gather);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let nobody = Caller::stranger(client, format!("http://{}", serving.address));
    let host = nobody.with_secret(&secrets[0]);
    let overview = host.get("/api/h").await.expect(200);
    let event = format!("/api/events/{}", overview["event"]["id"].as_str().unwrap());
    let links = host.get(&format!("{event}/tokens")).await.expect(200);
    for link in links["items"].as_array().unwrap() {
        secrets.push(link["url"].as_str().unwrap().split_once('#').unwrap().1.to_owned());
    }
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let ids = [
        text(&overview["my_assignments"][0]["id"]),
        text(&overview["my_assignments"][0]["item"]["id"]),
        text(&overview["teams"][0]["id"]),
    ];
    let mut refusals = Vec::new();
    for secret in &secrets[..6] {
        refusals.extend(walk(&nobody.with_secret(secret), &event, &ids, secret).await);
    }
    let somebody = text(&links["items"][1]["person"]["id"]);
    let rotate = format!("{event}/tokens/{somebody}/rotate");
    let rotated = host.send(Method::POST, &rotate, None).await.expect(200);
    secrets.push(text(&rotated["url"]).split_once('#').unwrap().1.to_owned());
    let log = serving.stop();

    let database = Database::open(&gather.place).await;
    let dump = format!("{:?}", database.dump().await);
    assert!(log.contains("\"route\"") && log.contains("TRACE"), "the log is the talkative one");
    assert!(dump.contains("rotate_link"), "the dump has the audit");
    secrets.push(key);
    let mut found = Vec::new();
    for secret in &secrets {
        // A part would do harm enough.
        let random = secret.rsplit("gth_").next().unwrap();
        let telling = &random[random.len().min(8)..random.len().min(20)];
        for (sink, text) in [("log", &log), ("database", &dump)] {
            let line = text.lines().find(|line| line.contains(telling));
            found.extend(line.map(|line| format!("{sink}: {line}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    for reply in refusals {
        let text = format!("{} {:?}", reply.text, reply.headers);
        let found = secrets.iter().find(|secret| text.contains(&secret[6..]));
        assert_eq!(found, None, "{reply:?}");
    }
    drop(database);
    gather.place.remove().await;
}
