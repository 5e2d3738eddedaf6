//! Where one is signed in, and for how long.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::Value;
use uuid::Uuid;

use crate::{accounts::jo, app::TestApp, caller::Caller};

const PASSWORD: &str = "correct horse";
const FIREFOX: &str = "Mozilla/5.0 (Android 15; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0";

async fn again(app: &TestApp, agent: &str) -> Caller {
    let nobody = app.stranger().with("user-agent", agent);
    nobody.signed_in(&nobody.log_in("jo@example.org", PASSWORD).await)
}

async fn sessions(of: &Caller) -> Vec<Value> {
    let Value::Array(items) = of.get("/api/me/sessions").await.expect(200)["items"].take() else {
        panic!("no list")
    };
    items
}

#[tokio::test]
async fn sessions_are_listed_latest_first_without_their_secrets() {
    let app = TestApp::spawn().await;
    let first = jo(&app).await;
    app.clock.advance(TimeDelta::hours(1));
    let second = again(&app, FIREFOX).await;

    let listed = sessions(&second).await;

    let told: Vec<_> =
        listed.iter().map(|it| (it["device"].as_str().unwrap(), &it["current"])).collect();
    assert_eq!(told, [("Firefox, Android", &true.into()), ("another device", &false.into())]);
    let seen_by_first = sessions(&first).await;
    assert_eq!(seen_by_first[0]["current"], false);
    assert!(!format!("{listed:?}").contains("gth_ses_"));
}

#[tokio::test]
async fn a_session_ends_alone_or_with_all_but_one() {
    let app = TestApp::spawn().await;
    let first = jo(&app).await;
    let (second, third) = (again(&app, "a").await, again(&app, "b").await);
    let id = sessions(&second).await.iter().find(|it| it["current"] == true).unwrap()["id"].clone();
    let path = format!("/api/me/sessions/{}", id.as_str().unwrap());

    assert_eq!(first.send(Method::DELETE, &path, None).await.status, 204);
    second.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    third.me().await.expect(200);
    first.send(Method::DELETE, &path, None).await.assert_problem(404, ProblemCode::SessionNotFound);

    assert_eq!(first.send(Method::DELETE, "/api/me/sessions", None).await.status, 204);
    third.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    first.me().await.expect(200);
}

#[tokio::test]
async fn nobody_ends_the_session_of_another() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let jo = jo(&app).await;
    let mallory =
        nobody.signed_in(&nobody.sign_up("mallory@example.org", "Mallory", PASSWORD).await);
    let id = sessions(&jo).await[0]["id"].as_str().unwrap().to_owned();

    for id in [id, Uuid::nil().to_string()] {
        mallory
            .send(Method::DELETE, &format!("/api/me/sessions/{id}"), None)
            .await
            .assert_problem(404, ProblemCode::SessionNotFound);
    }
    mallory.send(Method::DELETE, "/api/me/sessions", None).await;
    jo.me().await.expect(200);
}

#[tokio::test]
async fn a_session_slides_for_thirty_days_and_ends_after_ninety() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let refresh = async || jo.send(Method::POST, "/api/auth/refresh", None).await;

    for (day, seconds) in [(25, 30), (50, 30), (75, 15)] {
        app.clock.advance(TimeDelta::days(25));
        let reply = refresh().await;
        assert_eq!(reply.status, 204, "day {day}: {reply:?}");
        let lasts = format!("Max-Age={};", seconds * 24 * 60 * 60);
        assert!(format!("{};", reply.header("set-cookie")).contains(&lasts), "day {day}");
        assert_eq!(reply.session().unwrap(), jo.session_in_use());
    }
    app.clock.advance(TimeDelta::days(15) - TimeDelta::seconds(1));
    jo.me().await.expect(200);
    app.clock.advance(TimeDelta::seconds(1));
    jo.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    refresh().await.assert_problem(401, ProblemCode::Unauthenticated);
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends_after_thirty_days() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let before = app.db.dump().await;

    app.clock.advance(TimeDelta::days(30) - TimeDelta::seconds(1));
    jo.me().await.expect(200);
    assert_eq!(app.db.dump().await, before, "a read writes nothing");
    app.clock.advance(TimeDelta::seconds(1));
    jo.me().await.assert_problem(401, ProblemCode::Unauthenticated);

    again(&app, "a").await.me().await.expect(200);
    assert_eq!(app.db.count("session").await, 1, "what is over is forgotten");
}
