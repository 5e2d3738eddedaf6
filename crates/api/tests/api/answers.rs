//! What every answer carries, and what is served beside the API.

use std::collections::HashSet;

use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::json;

use crate::{app::TestApp, caller::Caller, input::party, reply::Reply};

#[track_caller]
fn assert_guarded(what: &str, reply: &Reply) {
    let policy = reply.header("content-security-policy");
    for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"] {
        assert!(policy.contains(part), "{what}: {policy} {reply:?}");
    }
    let scripts = policy.split(';').find(|it| it.trim().starts_with("script-src")).unwrap();
    assert!(!scripts.contains("unsafe-inline") && !scripts.contains("'unsafe-eval'"), "{what}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(reply.header(name), value, "{what}: {name}");
    }
    assert!(reply.header("permissions-policy").contains("camera=()"), "{what}");
    assert_eq!(reply.header("access-control-allow-origin"), "", "{what}: CORS is off");
    assert_eq!(reply.header("server"), "", "{what}");
    assert!(!reply.header("cache-control").is_empty(), "{what}");
}

#[tokio::test]
async fn every_kind_of_answer_carries_the_headers_that_guard_it() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, cora, nobody) = (party.host(), party.coordinator("Kitchen"), app.stranger());
    let get = |path: &'static str| (path, Method::GET, path.to_owned(), None);

    for (what, method, path, body) in [
        get("/api/h"),
        get("/api/c"),
        get("/api/nothing"),
        get("/livez"),
        get("/readyz"),
        get("/openapi.yaml"),
        get("/openapi.json"),
        get("/docs"),
        get("/docs/"),
        get("/docs/swagger-ui.css"),
        get("/docs/nothing.js"),
        get("/"),
        get("/p"),
        get("/c/anything"),
        get("/nothing"),
        get("/home.html"),
        get("/events/new"),
        get("/h/plan"),
        ("an event", Method::GET, host.event.clone(), None),
        ("links", Method::GET, format!("{}/tokens", host.event), None),
        ("nothing to say", Method::POST, "/api/h/opened".to_owned(), None),
        ("a wrong method", Method::PUT, "/api/h".to_owned(), None),
        ("a wrong method of a page", Method::POST, "/p".to_owned(), None),
        ("a malformed body", Method::PATCH, "/api/h/status".to_owned(), Some(b"{".to_vec())),
        ("a wrong body", Method::PATCH, "/api/h/status".to_owned(), Some(b"{}".to_vec())),
        ("a huge body", Method::PATCH, "/api/h/status".to_owned(), Some(vec![b'x'; 300_000])),
        ("a malformed path", Method::GET, "/api/events/x".to_owned(), None),
        ("a long address", Method::GET, format!("/{}", "x".repeat(5000)), None),
        ("a long address of the API", Method::GET, format!("/api/{}", "x".repeat(5000)), None),
    ] {
        for caller in [&host, &cora, &nobody] {
            let reply = caller.send(method.clone(), &path, body.clone()).await;
            assert_guarded(what, &reply);
            let is_shared = reply.header("cache-control").contains("public");
            assert!(!is_shared, "{what}: {}", reply.header("cache-control"));
        }
    }
    let created = cora.create(json!({ "name": "Jelly" })).await;
    assert_guarded("a creation", &created);
    assert_guarded("a HEAD", &nobody.send(Method::HEAD, "/p", None).await);
}

#[tokio::test]
async fn what_a_link_opens_is_stored_and_indexed_by_nobody() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();

    for path in ["/api/h", &host.event, &format!("{}/tokens", host.event), "/api/p", "/api/nothing"]
    {
        let reply = host.get(path).await;
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
        assert_eq!(reply.header("x-robots-tag"), "noindex", "{path}");
    }
    for path in ["/p", "/c", "/h", "/p/", "/p/gth_p_old", "/c?token=x", "/h/teams/x"] {
        let reply = host.get(path).await;
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
        assert_eq!(reply.header("x-robots-tag"), "noindex", "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
    }
}

/// Whether the server has its browser app: it is built apart, and not every build has it.
async fn has_app(app: &TestApp) -> bool {
    let shell = app.stranger().get("/").await;
    assert!(shell.header("content-type").starts_with("text/html"), "{shell:?}");
    match shell.status {
        200 => true,
        503 => {
            assert!(shell.text.contains("cargo xtask web"), "it says how to build it: {shell:?}");
            false
        }
        _ => panic!("{shell:?}"),
    }
}

#[tokio::test]
async fn pages_answer_with_the_shell_of_their_door_and_other_addresses_with_one_and_a_404() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let has_app = has_app(&app).await;
    let (known, unknown) = if has_app { (200, 404) } else { (503, 503) };
    let event = "/events/0190a5b0-0000-7000-8000-000000000000";
    let (people, plan) = (format!("{event}/people"), format!("{event}/plan/days"));
    // An app of several programs: each has a shell, which names its own script.
    let home = nobody.get("/").await.text;
    let guest = nobody.get("/p").await.text;
    let gathering = nobody.get("/h").await.text;
    let planning = nobody.get("/h/plan").await.text;
    let items = nobody.get("/h/plan/items").await.text;
    let persons = nobody.get("/h/people").await.text;
    let different = HashSet::from([&home, &guest, &gathering, &planning, &items, &persons]).len();
    assert_eq!(different, if has_app { 6 } else { 1 });

    for (path, status, shell) in [
        ("/", known, &home),
        ("/login", known, &home),
        ("/signup?redirect=%2Fevents", known, &home),
        ("/events", known, &home),
        ("/events/new", known, &home),
        ("/account", known, &home),
        ("/forgot", known, &home),
        ("/verify", known, &home),
        ("/reset/gth_rst_old", known, &home),
        ("/p", known, &guest),
        ("/c", known, &guest),
        ("/h", known, &gathering),
        ("/h/teams/x", known, &gathering),
        ("/p/gth_p_old", known, &guest),
        ("/p?token=old", known, &guest),
        (event, known, &gathering),
        (&people, known, &persons),
        ("/h/audit", known, &persons),
        ("/h/plan/", known, &planning),
        (&plan, known, &planning),
        ("/pages", unknown, &home),
        ("/nothing", unknown, &home),
        ("/events/nothing", unknown, &home),
        ("/forgot/nothing", unknown, &home),
        ("/home.html", unknown, &home),
        ("/plan.html.br", unknown, &home),
        ("/../Cargo.toml", unknown, &home),
        ("/..%2f..%2fCargo.toml", unknown, &home),
        ("/assets/nothing.js", unknown, &home),
    ] {
        let reply = nobody.get(path).await;
        assert_eq!((reply.status, &reply.text), (status, shell), "{path}");
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
        let head = nobody.send(Method::HEAD, path, None).await;
        assert_eq!((head.status, head.text.as_str()), (status, ""), "{path}");
        assert_eq!(head.header("content-length"), reply.text.len().to_string(), "{path}");
        for method in [Method::POST, Method::DELETE, Method::PUT] {
            let reply = nobody.send(method, path, None).await;
            reply.assert_problem(405, ProblemCode::MethodNotAllowed);
            assert_eq!(reply.header("allow"), "GET, HEAD");
        }
    }
}

#[tokio::test]
async fn the_shells_have_nothing_inline_and_their_files_are_immutable() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    for page in ["/", "/p", "/h", "/h/plan", "/h/plan/items"] {
        assert_shell(&app, &nobody, page).await;
    }
}

async fn assert_shell(app: &TestApp, nobody: &Caller, page: &str) {
    let shell = nobody.get(page).await.text;

    assert!(!shell.contains(" style=") && !shell.contains("<style"), "{shell}");
    let mut scripts = shell.split("<script").skip(1).map(|it| it.split('>').next().unwrap());
    assert!(
        scripts.all(|it| it.contains("src=")),
        "the policy forbids an inline script: build the app with `cargo xtask web`: {shell}"
    );
    assert!(!shell.contains("http://") && !shell.contains("https://"), "no other host: {shell}");

    // What the shell names is there; in a build without the app it names nothing of the kind.
    let named: Vec<_> =
        shell.split('"').filter(|it| it.starts_with('/') && it.contains('.')).collect();
    assert_eq!(named.is_empty(), !has_app(app).await, "{shell}");
    for path in named {
        for encoding in ["identity", "br, gzip", "gzip", "br;q=0, gzip"] {
            let reply = nobody.with("accept-encoding", encoding).get(path).await;
            assert_eq!(reply.status, 200, "{path}");
            assert_guarded(path, &reply);
            let cache = reply.header("cache-control");
            assert!(cache.contains("immutable") && cache.contains("max-age=31536000"), "{path}");
            assert_eq!(reply.header("vary"), "accept-encoding", "{path}");
            let sent = reply.header("content-encoding");
            assert!(sent.is_empty() || encoding.contains(sent), "{path}: {sent} for {encoding}");
        }
    }
}

#[tokio::test]
async fn the_docs_come_from_ourselves_alone() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();

    let page = nobody.get("/docs/").await;

    assert_eq!(page.status, 200, "{page:?}");
    assert!(!page.text.contains("://"), "no other host: {page:?}");
    let is_file = |name: &&str| matches!(name.rsplit_once('.'), Some((_, "js" | "css")));
    for file in page.text.split('"').filter(is_file) {
        let reply = nobody.get(&format!("/docs/{}", file.trim_start_matches("./"))).await;
        assert_eq!(reply.status, 200, "{file}");
    }
}

#[tokio::test]
async fn a_server_without_migrations_is_up_but_not_ready() {
    let app = TestApp::unmigrated().await;
    let nobody = app.stranger();

    assert_eq!(nobody.get("/livez").await.expect(200), json!({ "status": "ok" }));
    nobody.get("/readyz").await.assert_problem(503, ProblemCode::Unavailable);
}

#[tokio::test]
async fn a_migrated_server_is_ready() {
    let app = TestApp::spawn().await;
    assert_eq!(app.stranger().get("/readyz").await.expect(200), json!({ "status": "ok" }));
    assert_eq!(app.stranger().get("/livez").await.expect(200), json!({ "status": "ok" }));
}
