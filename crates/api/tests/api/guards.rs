//! How often a password may be guessed and an account be made.

use chrono::TimeDelta;
use gather_api::keys;
use gather_wire::ProblemCode;

use crate::{
    accounts::jo,
    app::TestApp,
    caller::Caller,
    database::Place,
    process::{Gather, Serving},
    reply::Reply,
};

const PASSWORD: &str = "correct horse";

/// It is refused for now, and says for how long.
#[track_caller]
fn assert_delayed(reply: &Reply, at_most: u64) {
    reply.assert_problem(429, ProblemCode::RateLimited);
    let wait: u64 = reply.header("retry-after").parse().unwrap();
    assert!((1..=at_most).contains(&wait), "{wait} {reply:?}");
}

#[tokio::test]
async fn guesses_at_one_account_slow_down_and_lock_nobody_out() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(201);

    // An address without an account slows down just the same.
    for email in ["jo@example.org", "unknown@example.org"] {
        for _ in 0..5 {
            let reply = nobody.log_in(email, "wrong horse").await;
            reply.assert_problem(401, ProblemCode::InvalidCredentials);
            app.clock.advance(TimeDelta::milliseconds(1));
        }
        assert_delayed(&nobody.log_in(email, PASSWORD).await, 31);
        app.clock.advance(TimeDelta::minutes(1));
    }

    app.clock.advance(TimeDelta::seconds(31));
    assert_eq!(nobody.log_in("Jo@example.org", PASSWORD).await.status, 200);
    // Who was right is trusted with five more.
    for _ in 0..5 {
        let reply = nobody.log_in("jo@example.org", "wrong horse").await;
        reply.assert_problem(401, ProblemCode::InvalidCredentials);
    }
}

#[tokio::test]
async fn guesses_from_one_client_slow_down_whatever_they_guess() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();

    for n in 0..10 {
        let reply = nobody.log_in(&format!("jo{n}@example.org"), PASSWORD).await;
        reply.assert_problem(401, ProblemCode::InvalidCredentials);
    }
    assert_delayed(&nobody.log_in("al@example.org", PASSWORD).await, 7);
    // Before the body is looked at.
    assert_delayed(&nobody.post("/api/auth/login", serde_json::json!({})).await, 7);
    // Nobody trusts what a client says about itself.
    let elsewhere = nobody.with("x-forwarded-for", "192.0.2.1");
    assert_delayed(&elsewhere.log_in("al@example.org", PASSWORD).await, 7);

    app.clock.advance(TimeDelta::seconds(6));
    let reply = nobody.log_in("al@example.org", PASSWORD).await;
    reply.assert_problem(401, ProblemCode::InvalidCredentials);
    assert_delayed(&nobody.log_in("al@example.org", PASSWORD).await, 7);
}

#[tokio::test]
async fn of_many_guesses_at_once_no_more_count_than_one_after_the_other() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();

    let guesses = (0..9).map(|_| {
        let nobody = nobody.clone();
        tokio::spawn(async move { nobody.log_in("jo@example.org", "wrong horse").await.status })
    });
    let mut outcomes = Vec::new();
    for guess in guesses.collect::<Vec<_>>() {
        outcomes.push(guess.await.unwrap());
    }

    outcomes.sort_unstable();
    assert_eq!(outcomes, [401, 401, 401, 401, 401, 429, 429, 429, 429]);
}

#[tokio::test]
async fn the_present_password_cannot_be_guessed_faster_from_within() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;

    for _ in 0..5 {
        jo.change_password("wrong horse", "another horse")
            .await
            .assert_fields(&[("/current_password", "wrong_password")]);
    }
    assert_delayed(&jo.change_password(PASSWORD, "another horse").await, 31);
    assert_delayed(&app.stranger().log_in("jo@example.org", PASSWORD).await, 31);
}

#[tokio::test]
async fn accounts_are_not_made_by_the_dozen() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();

    for n in 0..20 {
        let reply = nobody.sign_up(&format!("jo{n}@example.org"), "Jo", "short").await;
        assert_eq!(reply.status, 422, "{reply:?}");
    }
    assert_delayed(&nobody.sign_up("jo@example.org", "Jo", PASSWORD).await, 181);
    app.clock.advance(TimeDelta::hours(1));
    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(201);
    for _ in 0..4 {
        let again = nobody.sign_up("jo@example.org", "Jo", PASSWORD).await;
        again.assert_problem(409, ProblemCode::EmailTaken);
    }
    assert_delayed(&nobody.sign_up("JO@example.org", "Jo", PASSWORD).await, 721);
}

#[tokio::test]
async fn what_is_counted_is_forgotten_in_time_and_names_nobody() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    for n in 0..5 {
        nobody.log_in(&format!("jo{n}@example.org"), PASSWORD).await;
    }
    assert_eq!(app.db.count("rate_limit").await, 6);
    let dump = format!("{:?}", app.db.dump().await["rate_limit"]);
    assert!(!dump.contains("example.org") && !dump.contains("127.0.0.1"), "{dump}");

    app.clock.advance(TimeDelta::hours(1));
    nobody.log_in("al@example.org", PASSWORD).await;

    assert_eq!(app.db.count("rate_limit").await, 2);
}

#[tokio::test]
async fn how_often_is_too_often_is_for_whoever_runs_the_server_to_say() {
    let told = [
        ("GATHER_PASSWORDS_PER_ACCOUNT", "1"),
        ("GATHER_PASSWORDS_PER_MINUTE", "3"),
        ("GATHER_ACCOUNT_MAILS_PER_EMAIL", "1"),
        ("GATHER_ACCOUNT_MAILS_PER_HOUR", "2"),
    ];
    let told = told.map(|(name, value)| (name, value.to_owned())).to_vec();
    let (place, key) = (Place::migrated().await, keys::generate().to_text());
    let gather = Gather { place, key, log: "info", told };
    let serving = Serving::start(&gather);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let nobody = Caller::stranger(client, format!("http://{}", serving.address));

    nobody.sign_up("jo@example.org", "Jo", PASSWORD).await.expect(201);
    assert_delayed(&nobody.sign_up("jo@example.org", "Jo", PASSWORD).await, 3_601);
    assert_delayed(&nobody.sign_up("al@example.org", "Al", PASSWORD).await, 1_801);
    let reply = nobody.log_in("jo@example.org", "wrong horse").await;
    reply.assert_problem(401, ProblemCode::InvalidCredentials);
    assert_delayed(&nobody.log_in("jo@example.org", PASSWORD).await, 31);
    let reply = nobody.log_in("al@example.org", PASSWORD).await;
    reply.assert_problem(401, ProblemCode::InvalidCredentials);
    assert_delayed(&nobody.log_in("em@example.org", PASSWORD).await, 21);

    serving.stop();
    gather.place.remove().await;
}
