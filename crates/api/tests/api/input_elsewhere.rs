//! Times, queries, headers and addresses: what else can be wrong with a request.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{app::TestApp, input::party};

#[tokio::test]
async fn a_wall_clock_time_is_that_of_the_gathering_s_zone() {
    let app = TestApp::spawn().await;
    let cora = party(&app).await.coordinator("Kitchen");

    for (local, at) in [
        ("2026-03-28T12:00", "2026-03-28T11:00:00Z"),
        ("2026-03-29T03:00", "2026-03-29T01:00:00Z"),
        ("2026-03-29T12:00", "2026-03-29T10:00:00Z"),
    ] {
        let item = cora.create(json!({ "name": "Jelly", "drop_off_local": local })).await;
        let item = item.expect(201);
        assert_eq!((&item["drop_off_at"], &item["drop_off_local"]), (&at.into(), &local.into()));
        let item = cora.edit("Bread", json!({ "drop_off_at": at })).await.expect(200);
        assert_eq!(item["drop_off_local"], local);
    }
}

#[tokio::test]
async fn a_wall_clock_time_that_is_skipped_or_comes_twice_is_refused_and_said_so() {
    let app = TestApp::spawn().await;
    let cora = party(&app).await.coordinator("Kitchen");
    let before = app.db.dump().await;

    for (local, code) in [
        ("2026-03-29T02:30", "skipped_local_time"),
        ("2026-10-25T02:30", "ambiguous_local_time"),
        ("2026-02-30T12:00", "not_a_time"),
        ("2026-03-28", "not_a_time"),
        ("2026-03-28T12:00:00Z", "not_a_time"),
        ("2026-03-28T25:00", "not_a_time"),
        ("noon", "not_a_time"),
        ("2026-03-28T12:00\0", "not_a_time"),
    ] {
        let expected = [("/drop_off_local", code)];
        let reply = cora.create(json!({ "name": "Jelly", "drop_off_local": local })).await;
        reply.assert_fields(&expected);
        cora.edit("Bread", json!({ "drop_off_local": local })).await.assert_fields(&expected);
    }
    assert_eq!(app.db.dump().await, before);

    // The instant is still to be had.
    let twice = json!({ "drop_off_at": "2026-10-25T00:30:00Z" });
    assert_eq!(cora.edit("Bread", twice).await.expect(200)["drop_off_local"], "2026-10-25T02:30");
}

#[tokio::test]
async fn an_instant_and_a_wall_clock_time_together_contradict() {
    let app = TestApp::spawn().await;
    let cora = party(&app).await.coordinator("Kitchen");
    let both = json!({
        "name": "Jelly", "drop_off_at": "2026-03-28T11:00:00Z", "drop_off_local": "2026-03-28T12:00",
    });

    for reply in [cora.create(both.clone()).await, cora.edit("Bread", both).await] {
        reply.assert_fields(&[("/drop_off_local", "contradiction")]);
    }
    let one = json!({ "drop_off_at": null, "drop_off_local": "2026-03-28T12:00" });
    let item = cora.edit("Bread", one).await.expect(200);
    assert_eq!(item["drop_off_at"], "2026-03-28T11:00:00Z");
}

#[tokio::test]
async fn times_at_the_ends_of_the_calendar_are_stored_as_answered_or_refused() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora) = (party.host(), party.coordinator("Kitchen"));

    for (field, time) in [
        ("drop_off_at", "9999-12-31T23:59:59Z"),
        ("drop_off_at", "9999-12-31T23:59:59-12:00"),
        ("drop_off_at", "0001-01-01T00:00:00Z"),
        ("drop_off_at", "0000-01-01T00:00:00Z"),
        ("drop_off_at", "0000-01-01T00:00:00+14:00"),
        ("drop_off_at", "-0001-01-01T00:00:00Z"),
        ("drop_off_at", "+262142-12-31T23:59:59Z"),
        ("drop_off_at", "2026-12-31T23:59:60Z"),
        ("drop_off_at", "2026-03-28T11:00:00.123456789Z"),
        ("drop_off_at", "2026-03-28T11:00:00+23:59"),
        ("drop_off_at", "2026-03-28t11:00:00z"),
        ("drop_off_local", "9999-12-31T23:59"),
        ("drop_off_local", "10000-01-01T00:00"),
        ("drop_off_local", "+10000-01-01T00:00"),
        ("drop_off_local", "+262142-12-31T23:59"),
        ("drop_off_local", "0001-01-01T00:00"),
        ("drop_off_local", "0000-01-01T00:00"),
        ("drop_off_local", "-0001-01-01T00:00"),
        ("drop_off_local", "-4800-01-01T00:00"),
        ("drop_off_local", "-262143-01-01T00:00"),
        ("drop_off_local", "1890-01-01T00:00:30"),
        ("drop_off_local", "2026-12-31T23:59:60"),
    ] {
        let change = json!({ field: time });
        let reply = cora.edit("Bread", change).await;
        let seen = cora.look().await;
        assert_eq!(seen.status, 200, "{field} {time} spoils the plan: {reply:?} {seen:?}");
        for page in [party.participant("Pam").look().await, host.team("Kitchen").await] {
            assert_eq!(page.status, 200, "{field} {time} spoils the plan: {page:?}");
        }
        if reply.status == 200 {
            let items = seen.body["items"].as_array().unwrap();
            let bread = items.iter().find(|it| it["name"] == "Bread").unwrap();
            assert_eq!(bread, &reply.body, "{field} {time} is stored otherwise than answered");
        } else {
            reply.assert_fields(&[(&format!("/{field}"), "not_a_time")]);
        }
        let mut new = json!({ "name": "Jelly" });
        new[field] = time.into();
        assert_eq!(cora.create(new).await.status < 300, reply.status == 200, "{field} {time}");
    }
}

#[tokio::test]
async fn a_reason_for_an_override_is_a_text_like_others() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();
    host.freeze().await.expect(200);
    let before = app.db.dump().await;

    for (reason, code) in [
        ("", "empty"),
        (" ", "empty"),
        ("a\0b", "control_character"),
        ("a\u{7}b", "control_character"),
        (&"x".repeat(501), "too_long"),
    ] {
        let host = host.because(reason);
        for reply in [
            host.unassign("Bread").await,
            host.assign("Bread", "Paul").await,
            host.edit("Bread", json!({ "quantity": "2" })).await,
            host.delete("Bread").await,
        ] {
            reply.assert_fields(&[("/override_reason", code)]);
        }
    }
    let twice = host.item("Bread", "/assign?override_reason=a&override_reason=b");
    for path in [host.item("Bread", "/assign?reason=ill"), twice] {
        let reply = host.send(Method::DELETE, &path, None).await;
        reply.assert_problem(400, ProblemCode::MalformedQuery);
    }
    assert_eq!(app.db.dump().await, before);
    host.because("Ünwohl 🤒").unassign("Bread").await.expect(200);
}

#[tokio::test]
async fn a_query_that_means_nothing_is_refused() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();

    for (query, status, code) in [
        ("?limit=0", 422, "out_of_range"),
        ("?limit=201", 422, "out_of_range"),
        ("?limit=-1", 400, "malformed_query"),
        ("?limit=ten", 400, "malformed_query"),
        ("?limit=1&limit=2", 400, "malformed_query"),
        ("?limit=99999999999999999999", 400, "malformed_query"),
        ("?actor=Hana", 400, "malformed_query"),
        ("?page=2", 400, "malformed_query"),
        ("?cursor=later", 422, "unknown_cursor"),
        ("?cursor=%00", 422, "unknown_cursor"),
        ("?action=%00", 422, "control_character"),
        ("?action=", 422, "empty"),
        ("?target_type=a%07b", 422, "control_character"),
    ] {
        let reply = host.audit(query).await;
        assert_eq!(reply.status, status, "{query}: {reply:?}");
        reply.assert_is_problem();
        let found = reply.body["fields"][0]["code"].as_str().or(reply.body["code"].as_str());
        assert_eq!(found, Some(code), "{query}: {reply:?}");
    }
    for query in ["?action=nothing", "?target_type=%F0%9F%8E%84", "?action=%27%3B--", "?action=%FF"]
    {
        let reply = host.audit(query).await;
        assert!(matches!(reply.status, 200 | 400), "{query}: {reply:?}");
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_a_problem_below_the_api() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();

    for path in ["/api", "/api/", "/api/x", "/api/p/", "/api/c/items/", "/api/events/", "/api//p"] {
        for caller in [&app.stranger(), &host] {
            for method in [Method::GET, Method::POST, Method::PUT] {
                let reply = caller.send(method, path, None).await;
                reply.assert_problem(404, ProblemCode::NotFound);
            }
        }
    }
    let long = format!("/api/p?{}", "x".repeat(5000));
    for path in [long, format!("/{}", "x".repeat(5000)), format!("/api/c/ack/{}", "1".repeat(5000))]
    {
        host.get(&path).await.assert_problem(414, ProblemCode::UriTooLong);
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();
    let item = host.item("Bread", "");

    for (method, path, allow) in [
        (Method::POST, "/api/p", "GET"),
        (Method::PUT, "/api/h/status", "PATCH"),
        (Method::GET, "/api/c/items", "POST"),
        (Method::PUT, &item, "GET, PATCH, DELETE"),
        (Method::PATCH, &format!("{}/tokens", host.event), "GET"),
        (Method::OPTIONS, "/api/h", "GET"),
        (Method::from_bytes(b"BREW").unwrap(), "/api/h", "GET"),
        (Method::POST, "/livez", "GET"),
    ] {
        let reply = host.send(method.clone(), path, None).await;
        reply.assert_problem(405, ProblemCode::MethodNotAllowed);
        let told: Vec<_> = reply.header("allow").split(", ").collect();
        for method in allow.split(", ") {
            assert!(told.contains(&method), "{path}: {told:?}");
        }
    }
}

#[tokio::test]
async fn headers_that_no_client_sends_break_nothing() {
    let app = TestApp::spawn().await;
    let pam = party(&app).await.participant("Pam");
    let before = app.db.dump().await;

    let secret = pam.secret.unwrap();
    for (request, statuses) in [
        (
            "GET /api/p HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\0b\r\n\r\n".to_owned(),
            [400; 2],
        ),
        ("GET /api/p HTTP/1.1\r\nHost: a\r\nX-\0: b\r\n\r\n".to_owned(), [400; 2]),
        (
            "GET /api/p HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \u{fc}\r\n\r\n".to_owned(),
            [401; 2],
        ),
        ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), [404, 503]),
        ("GET \0 HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), [400; 2]),
        (
            format!(
                "POST /api/p/opened HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {secret}\r\n\
                 Content-Length: -5\r\n\r\n"
            ),
            [400; 2],
        ),
        (
            format!(
                "POST /api/p/opened HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {secret}\r\n\
                 Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            ),
            [400; 2],
        ),
    ] {
        let mut stream = TcpStream::connect(app.address).unwrap();
        stream
            .write_all(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n").as_bytes())
            .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status: u16 = answer.get(9..12).unwrap_or("0").parse().unwrap();
        assert!(statuses.contains(&status), "{request:?}: {answer}");
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn a_stranger_with_a_broken_request_is_a_stranger_first() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let huge = "x".repeat(300_000);

    for (caller, method, path) in crate::input::writes(&party) {
        for body in ["{", "{\"nonsense\":1}", "null", &huge] {
            let nobody = caller.without_secret();
            let reply = nobody.send(method.clone(), &path, Some(body.into())).await;
            reply.assert_problem(401, ProblemCode::Unauthenticated);
            let other = caller.with_secret(&format!("gth_h_{}", "A".repeat(43)));
            let other = other.with("if-match", "nonsense").with("idempotency-key", "a b");
            let reply = other.send(method.clone(), &path, Some(body.into())).await;
            reply.assert_problem(401, ProblemCode::LinkUnknown);
            assert_eq!(reply.body["fields"], Value::Null);
        }
    }
}
