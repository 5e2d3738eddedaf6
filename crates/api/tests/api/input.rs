//! Input of every kind: refused with all that is wrong, never a failure of ours, nothing changed.

use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
};

pub async fn party(app: &TestApp) -> Gathering {
    let items =
        [("Kitchen", "Bread", Some("Pam"), false), ("Kitchen", "Turkey", Some("Paul"), true)];
    app.gathering(small_with("confirming", &items)).await
}

/// Every route that takes a body, and who may call it.
pub fn writes(party: &Gathering) -> Vec<(Caller, Method, String)> {
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    let pam = format!("people/{}", party.names.person("Pam"));
    vec![
        (cora.clone(), Method::POST, "/api/c/items".to_owned()),
        (cora.clone(), Method::PATCH, cora.item("Bread", "")),
        (cora.clone(), Method::POST, cora.item("Bread", "/assign")),
        (host.clone(), Method::POST, format!("{}/items", host.event)),
        (host.clone(), Method::PATCH, host.item("Bread", "")),
        (host.clone(), Method::POST, host.item("Bread", "/assign")),
        (host.clone(), Method::PATCH, host.event.clone()),
        (host.clone(), Method::PATCH, "/api/h/status".to_owned()),
        (host.clone(), Method::POST, host.plan("teams")),
        (host.clone(), Method::PATCH, host.plan(&format!("teams/{}", host.names.team("Kitchen")))),
        (host.clone(), Method::PATCH, host.plan("status")),
        (host.clone(), Method::PATCH, host.plan("items")),
        (host.clone(), Method::POST, host.plan("people")),
        (host.clone(), Method::PATCH, host.plan(&pam)),
        (host.clone(), Method::POST, host.plan(&format!("{pam}/move"))),
        (host.clone(), Method::POST, host.plan("days")),
        (host.clone(), Method::PATCH, host.plan(&format!("days/{}", host.names.day("Saturday")))),
    ]
}

#[tokio::test]
async fn a_body_that_is_not_json_is_malformed_on_every_route() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let before = app.db.dump().await;
    let nested = format!("{{\"name\":{}1{}}}", "[".repeat(40), "]".repeat(40));
    let abyss = "[".repeat(100_000);

    let bodies: [&[u8]; 11] = [
        b"",
        b" ",
        b"{",
        b"{\"name\": \"Bread\"",
        b"{\"name\": \"Bread\"} trailing",
        b"{\"name\": 'Bread'}",
        b"\xef\xbb\xbf{}",
        b"{\"name\": \"\xff\xfe\"}",
        b"{\"name\": \"\\ud800\"}",
        nested.as_bytes(),
        abyss.as_bytes(),
    ];
    for (caller, method, path) in writes(&party) {
        for body in bodies {
            let reply = caller.send(method.clone(), &path, Some(body.to_vec())).await;
            assert_eq!(reply.outcome(), "malformed_body", "{method} {path}: {reply:?}");
            reply.assert_is_problem();
        }
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_body_is_an_object_on_every_route() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let before = app.db.dump().await;
    let flags = "false,false,false,false";
    let whole = format!("[\"Jelly\",null,null,null,{flags},null,null,null,null,null]");

    for (caller, method, path) in writes(&party) {
        for body in ["null", "5", "\"Bread\"", "true", "[]", "[null]", "[\"frozen\"]", &whole] {
            let reply = caller.send(method.clone(), &path, Some(body.into())).await;
            assert!(matches!(reply.status, 400 | 422), "{method} {path} {body}: {reply:?}");
            reply.assert_is_problem();
        }
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_body_must_be_declared_as_json_and_not_be_huge() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let before = app.db.dump().await;
    let huge = json!({ "name": "x".repeat(300 * 1024) }).to_string().into_bytes();

    for (caller, method, path) in writes(&party) {
        for kind in ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"] {
            let caller = caller.with("content-type", kind);
            let reply = caller.send(method.clone(), &path, Some(b"{}".to_vec())).await;
            reply.assert_problem(415, ProblemCode::UnsupportedMediaType);
        }
        let reply = caller.send(method.clone(), &path, Some(huge.clone())).await;
        reply.assert_problem(413, ProblemCode::PayloadTooLarge);
    }
    assert_eq!(app.db.dump().await, before);

    let cora = party.coordinator("Kitchen").with("content-type", "application/json; charset=utf-8");
    cora.create(json!({ "name": "Jelly" })).await.expect(201);
}

#[tokio::test]
async fn every_field_of_a_wrong_type_or_name_is_listed_once() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    let before = app.db.dump().await;
    let wrong = json!({
        "name": 5, "critical": "yes", "quantity": [], "colour": "red", "day_id": "Monday",
        "gluten_free": null, "drop_off_at": 12, "drop_off_location": {}, "size": 3,
    });
    let listed = [
        ("/name", "wrong_type"),
        ("/critical", "wrong_type"),
        ("/quantity", "wrong_type"),
        ("/colour", "unknown_field"),
        ("/day_id", "wrong_type"),
        ("/gluten_free", "wrong_type"),
        ("/drop_off_at", "wrong_type"),
        ("/drop_off_location", "wrong_type"),
        ("/size", "unknown_field"),
    ];

    cora.create(wrong.clone()).await.assert_fields(&listed);
    cora.edit("Bread", wrong).await.assert_fields(&listed);
    cora.create(json!({})).await.assert_fields(&[("/name", "missing")]);
    host.create(json!({ "critical": 1 })).await.assert_fields(&[
        ("/team_id", "missing"),
        ("/name", "missing"),
        ("/critical", "wrong_type"),
    ]);
    let assign = host.item("Bread", "/assign");
    host.post(&assign, json!({})).await.assert_fields(&[("/person_id", "missing")]);
    host.post(&assign, json!({ "person_id": 5, "why": 1 }))
        .await
        .assert_fields(&[("/person_id", "wrong_type"), ("/why", "unknown_field")]);
    host.patch("/api/h/status", json!({ "reason": 5 }))
        .await
        .assert_fields(&[("/status", "missing"), ("/reason", "wrong_type")]);
    host.patch("/api/h/status", json!({ "status": "sleeping" }))
        .await
        .assert_fields(&[("/status", "wrong_type")]);
    cora.create(json!({ "name": "Jelly", "a.b/c~d[0]": 1, "": 2 }))
        .await
        .assert_fields(&[("/a.b~1c~0d[0]", "unknown_field"), ("/", "unknown_field")]);
    host.patch(&host.event, json!({ "title": "Winter party" }))
        .await
        .assert_fields(&[("/title", "unknown_field")]);
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn of_very_many_wrong_fields_a_hundred_are_listed() {
    let app = TestApp::spawn().await;
    let cora = party(&app).await.coordinator("Kitchen");

    let fields = (0..10_000).map(|n| (format!("field {n}"), json!(n)));
    let reply = cora.create(fields.collect()).await;

    reply.assert_problem(422, ProblemCode::ValidationFailed);
    assert_eq!(reply.body["fields"].as_array().unwrap().len(), 100);
}

#[tokio::test]
async fn a_field_that_comes_twice_is_refused_and_named() {
    let app = TestApp::spawn().await;
    let cora = party(&app).await.coordinator("Kitchen");

    let body = b"{\"name\":\"Jelly\",\"name\":\"Bread\"}".to_vec();
    let reply = cora.send(Method::POST, "/api/c/items", Some(body)).await;

    reply.assert_fields(&[("/name", "duplicate_field")]);
}

#[tokio::test]
async fn what_cannot_be_cleared_refuses_null() {
    let app = TestApp::spawn().await;
    let cora = party(&app).await.coordinator("Kitchen");
    let before = app.db.dump().await;

    for field in ["name", "critical", "gluten_free", "dairy_free", "vegetarian"] {
        let reply = cora.edit("Bread", json!({ field: null })).await;
        reply.assert_fields(&[(&format!("/{field}"), "wrong_type")]);
    }
    for name in ["", "  ", "\u{3000}"] {
        cora.edit("Bread", json!({ "name": name })).await.assert_fields(&[("/name", "empty")]);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn each_text_refuses_what_is_too_long_or_has_control_characters() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    let team_id = party.names.team("Kitchen");
    let before = app.db.dump().await;

    let texts = [
        ("name", 120, false),
        ("quantity", 60, false),
        ("description", 2000, true),
        ("notes", 2000, true),
        ("drop_off_location", 120, false),
        ("drop_off_note", 2000, true),
    ];
    for (field, max, many_lines) in texts {
        let long = "é".repeat(max + 1);
        let mut wrong = vec![(long.as_str(), "too_long")];
        for text in ["a\0b", "a\u{7}b", "a\u{85}b", "a\u{7f}b"] {
            wrong.push((text, "control_character"));
        }
        if !many_lines {
            wrong.push(("a\nb", "control_character"));
        }
        for (text, code) in wrong {
            let expected = [(&*format!("/{field}"), code)];
            let mut new = json!({ "name": "Jelly" });
            new[field] = text.into();
            cora.create(new.clone()).await.assert_fields(&expected);
            new["team_id"] = json!(team_id);
            host.create(new).await.assert_fields(&expected);
            cora.edit("Bread", json!({ field: text })).await.assert_fields(&expected);
            host.edit("Bread", json!({ field: text })).await.assert_fields(&expected);
        }
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn everything_wrong_with_the_texts_is_listed_together() {
    let app = TestApp::spawn().await;
    let cora = party(&app).await.coordinator("Kitchen");

    let reply = cora
        .create(json!({
            "name": " ", "quantity": "x".repeat(61), "notes": "a\0b", "drop_off_at": "noon",
            "drop_off_location": "a\nb",
        }))
        .await;

    reply.assert_fields(&[
        ("/name", "empty"),
        ("/quantity", "too_long"),
        ("/notes", "control_character"),
        ("/drop_off_at", "not_a_time"),
        ("/drop_off_location", "control_character"),
    ]);
}

#[tokio::test]
async fn texts_of_every_script_are_kept_as_typed_but_for_the_space_around_them() {
    let app = TestApp::spawn().await;
    let cora = party(&app).await.coordinator("Kitchen");

    for name in
        ["ポテトサラダ", "سلطة 🥗", "Crème brûlée", "<script>alert(1)</script>", "'; --", "%00"]
    {
        let long = name.chars().cycle().take(120).collect::<String>();
        for name in [name, long.trim()] {
            let item = cora.create(json!({ "name": format!("\t {name} ") })).await.expect(201);
            assert_eq!(item["name"], name);
        }
    }
    let notes = "one\ntwo\r\n\tthree";
    let item = cora.create(json!({ "name": "Jelly", "notes": notes })).await.expect(201);
    assert_eq!(item["notes"], notes);
    let seen = cora.look().await.expect(200);
    assert!(seen["items"].as_array().unwrap().contains(&item));
}

#[tokio::test]
async fn a_blank_optional_text_is_none() {
    let app = TestApp::spawn().await;
    let cora = party(&app).await.coordinator("Kitchen");

    let item = cora.create(json!({ "name": "Jelly", "quantity": " ", "notes": "" })).await;

    let item = item.expect(201);
    assert_eq!((&item["quantity"], &item["notes"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn a_patch_changes_what_it_names_clears_what_it_nulls_and_leaves_the_rest() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let cora = party.coordinator("Kitchen");
    let day_id = party.names.day("Saturday");
    let full = json!({
        "name": "Jelly", "quantity": "2", "description": "Green", "notes": "Cold", "critical": true,
        "gluten_free": true, "dairy_free": true, "vegetarian": true, "day_id": day_id,
        "drop_off_local": "2026-03-28T12:00", "drop_off_location": "Barn", "drop_off_note": "Noon",
    });
    let item = cora.create(full).await.expect(201);
    let id = item["id"].as_str().unwrap();

    let edited = cora.edit(id, json!({ "quantity": null, "vegetarian": false })).await.expect(200);

    let mut expected = item.clone();
    expected["quantity"] = Value::Null;
    expected["vegetarian"] = false.into();
    expected["version"] = 2.into();
    assert_eq!(edited, expected);
    let clear = json!({
        "description": null, "notes": null, "day_id": null, "drop_off_at": null,
        "drop_off_location": null, "drop_off_note": null,
    });
    let cleared = cora.edit(id, clear).await.expect(200);
    for field in
        ["description", "notes", "day", "drop_off_at", "drop_off_local", "drop_off_location"]
    {
        assert_eq!(cleared[field], Value::Null, "{field}");
    }
    assert_eq!(cleared["name"], "Jelly");

    let before = app.db.dump().await;
    assert_eq!(cora.edit(id, json!({})).await.expect(200), cleared);
    assert_eq!(cora.edit(id, json!({ "name": "Jelly" })).await.expect(200), cleared);
    assert_eq!(app.db.dump().await, before, "what changes nothing is no change");
}

#[tokio::test]
async fn the_guest_count_is_a_number_from_nothing_to_a_million() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();
    let before = app.db.dump().await;

    for (count, code) in [
        ("-1", "out_of_range"),
        ("1000001", "out_of_range"),
        ("9223372036854775807", "out_of_range"),
        ("9223372036854775808", "wrong_type"),
        ("1.5", "wrong_type"),
        ("1e3", "wrong_type"),
        ("\"20\"", "wrong_type"),
        ("true", "wrong_type"),
        ("[]", "wrong_type"),
    ] {
        let body = format!("{{\"guest_count\":{count}}}").into_bytes();
        let reply = host.send(Method::PATCH, &host.event, Some(body)).await;
        reply.assert_fields(&[("/guest_count", code)]);
    }
    for count in ["1e999", "-", "NaN", "Infinity", "0x10", "007"] {
        let body = format!("{{\"guest_count\":{count}}}").into_bytes();
        let reply = host.send(Method::PATCH, &host.event, Some(body)).await;
        reply.assert_problem(400, ProblemCode::MalformedBody);
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn an_id_that_is_none_is_malformed_once_the_caller_is_known() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));
    let nobody = app.stranger();
    let event = &host.event;

    let long = "1".repeat(500);
    for id in ["x", "%00", "1", "0191b4a0", &format!("{}0", Uuid::nil()), "%F0%9F%8E%84", &long] {
        for (caller, method, path) in [
            (&cora, Method::DELETE, format!("/api/c/items/{id}")),
            (&cora, Method::DELETE, format!("/api/c/items/{id}/assign")),
            (&cora, Method::POST, format!("/api/c/ack/{id}")),
            (&host, Method::POST, format!("/api/h/ack/{id}")),
            (&host, Method::GET, format!("/api/events/{id}")),
            (&host, Method::GET, format!("/api/events/{id}/tokens")),
            (&host, Method::GET, format!("{event}/teams/{id}")),
            (&host, Method::DELETE, format!("{event}/items/{id}")),
            (&host, Method::POST, format!("{event}/tokens/{id}/rotate")),
        ] {
            let reply = nobody.send(method.clone(), &path, None).await;
            reply.assert_problem(401, ProblemCode::Unauthenticated);
            let reply = caller.send(method, &path, None).await;
            reply.assert_problem(400, ProblemCode::MalformedPath);
        }
    }
}
