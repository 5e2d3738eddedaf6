//! The end of an account.

use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{accounts::jo, app::TestApp, caller::Caller, gathering::small_with, reply::Reply};

const PASSWORD: &str = "correct horse";

async fn delete_own(caller: &Caller, password: &str) -> Reply {
    let body = json!({ "current_password": password }).to_string();
    caller.send(Method::DELETE, "/api/me", Some(body.into())).await
}

async fn delete(admin: &Caller, id: &str, reason: &str) -> Reply {
    let body = json!({ "reason": reason }).to_string();
    admin.send(Method::DELETE, &format!("/api/admin/accounts/{id}"), Some(body.into())).await
}

async fn id_of(caller: &Caller) -> Uuid {
    caller.me().await.expect(200)["id"].as_str().unwrap().parse().unwrap()
}

/// Somebody who runs an event beside its primary host.
async fn db_cohost(app: &TestApp, email: &str, event: &Value) -> Caller {
    let nobody = app.stranger();
    let caller = nobody.signed_in(&nobody.sign_up(email, email, PASSWORD).await);
    // An event of their own, so that somebody stands for them.
    caller.plan_event("Of their own").await.expect(201);
    let (id, account) = (app.db.id(Uuid::now_v7()), app.db.id(id_of(&caller).await));
    let event = app.db.id(event["id"].as_str().unwrap().parse().unwrap());
    app.db
        .execute(&format!(
            "INSERT INTO event_host (id, event_id, account_id, role, invitation_status, \
             grant_method, invited_by, invited_at, responded_at, accepted_at, message, created_at) \
             SELECT {id}, event_id, {account}, 'cohost', 'accepted', 'admin', NULL, invited_at, \
             responded_at, accepted_at, NULL, created_at FROM event_host \
             WHERE event_id = {event} AND role = 'host'"
        ))
        .await;
    caller
}

/// INV-1: who is primary is an accepted host; INV-2: without a primary there is no accepted host.
async fn assert_invariants(app: &TestApp) {
    let accepted = "EXISTS (SELECT 1 FROM event_host h WHERE h.event_id = event.id \
                    AND h.role = 'host' AND h.invitation_status = 'accepted'";
    let one =
        format!("event WHERE host_id IS NOT NULL AND NOT {accepted} AND h.account_id = host_id)");
    let two = format!("event WHERE host_id IS NULL AND {accepted})");
    assert_eq!((app.db.count(&one).await, app.db.count(&two).await), (0, 0));
}

#[tokio::test]
async fn who_goes_leaves_their_events_to_whoever_else_runs_them() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let jo = jo(&app).await;
    let (shared, alone) = (jo.plan_event("Shared").await, jo.plan_event("Alone").await);
    let al = db_cohost(&app, "al@example.org", &shared.body).await;
    let wrong = delete_own(&jo, "wrong horse").await;
    wrong.assert_fields(&[("/current_password", "wrong_password")]);
    jo.me().await.expect(200);

    let reply = delete_own(&jo, PASSWORD).await;

    assert_eq!((reply.status, reply.session().as_deref()), (204, Some("")), "{reply:?}");
    jo.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    let gone = nobody.log_in("jo@example.org", PASSWORD).await;
    gone.assert_problem(401, ProblemCode::InvalidCredentials);
    assert_invariants(&app).await;
    let listed = al.get("/api/events?q=shared").await.expect(200);
    assert_eq!(listed["items"][0]["role"], "host");
    assert_eq!(listed["items"][0]["is_primary"], true);
    let audit = format!("/api/events/{}/audit", shared.body["id"].as_str().unwrap());
    let audit = al.get(&audit).await.expect(200);
    let told =
        |n: usize| (audit["items"][n]["action"].clone(), audit["items"][n]["details"].clone());
    assert_eq!(told(0), (json!("primary.set"), json!({ "to": "al@example.org" })));
    assert_eq!(told(1), (json!("membership.promoted"), json!({ "role": "host" })));
    assert_eq!(told(2), (json!("membership.left"), json!({ "end_reason": "account_deleted" })));
    assert_eq!(audit["items"][2]["actor"]["name"], "Jo");
    let alone: Uuid = alone.body["id"].as_str().unwrap().parse().unwrap();
    let alone = app.db.id(alone);
    assert_eq!(app.db.count(&format!("event WHERE id = {alone} AND host_id IS NULL")).await, 1);
    let cleared = format!("audit_entry WHERE event_id = {alone} AND action = 'primary.cleared'");
    assert_eq!(app.db.count(&cleared).await, 1);
    assert_eq!(app.db.count("person WHERE name = 'Jo' AND account_id IS NULL").await, 1);
    assert_eq!(app.db.count("audit_entry WHERE action = 'account.deleted'").await, 1);
    // The address is free again.
    nobody.sign_up("jo@example.org", "Another Jo", PASSWORD).await.expect(201);
}

#[tokio::test]
async fn who_ran_a_gathering_stays_in_its_plan_by_another_link() {
    let app = TestApp::spawn().await;
    let mut file = small_with("confirming", &[("Kitchen", "Bread", Some("Hana"), false)]);
    file["people"][0]["team"] = "Kitchen".into();
    let party = app.gathering(file).await;
    let host = app.db_host_session(&party).await;
    let admin = app.db_admin("ada@example.org").await;
    let id = id_of(&host).await.to_string();
    delete(&admin, &id, "").await.assert_fields(&[("/reason", "empty")]);
    host.me().await.expect(200);

    let reply = delete(&admin, &id, "they asked for it").await;

    assert_eq!(reply.status, 204, "{reply:?}");
    host.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    party.host().look().await.assert_problem(401, ProblemCode::LinkUnknown);
    let hana = app.db.id(party.names.person("Hana"));
    let links = format!("SELECT scope FROM access_token WHERE person_id = {hana}");
    assert_eq!(app.db.texts(&links).await, ["participant"]);
    assert_eq!(app.db.count(&format!("assignment WHERE person_id = {hana}")).await, 1);
    assert_eq!(party.participant("Pam").look().await.status, 200);
    assert_invariants(&app).await;
    let why = "SELECT details FROM audit_entry WHERE action = 'membership.left'";
    let why: Value = serde_json::from_str(&app.db.texts(why).await[0]).unwrap();
    assert_eq!(why["reason"], "they asked for it");
    delete(&admin, &id, "again").await.assert_problem(404, ProblemCode::AccountNotFound);
}

#[tokio::test]
async fn the_last_admin_stays() {
    let app = TestApp::spawn().await;
    let admin = app.db_admin("ada@example.org").await;
    let id = id_of(&admin).await.to_string();

    delete_own(&admin, PASSWORD).await.assert_problem(409, ProblemCode::LastAdmin);
    // One's own account goes with one's password, or not at all.
    delete(&admin, &id, "tired").await.assert_problem(403, ProblemCode::Forbidden);

    let other = app.db_admin("al@example.org").await;
    assert_eq!(delete_own(&admin, PASSWORD).await.status, 204);
    delete_own(&other, PASSWORD).await.assert_problem(409, ProblemCode::LastAdmin);
}

#[tokio::test]
async fn of_two_admins_who_delete_each_other_at_once_one_stays() {
    let app = TestApp::spawn().await;
    let (a, b) = (app.db_admin("a@example.org").await, app.db_admin("b@example.org").await);
    let (of_a, of_b) = (id_of(&a).await.to_string(), id_of(&b).await.to_string());

    let (first, second) = tokio::join!(delete(&a, &of_b, "enough"), delete(&b, &of_a, "enough"));

    let mut outcomes = [first.status, second.status];
    outcomes.sort_unstable();
    assert_eq!(outcomes[0], 204, "{first:?} {second:?}");
    assert!(matches!(outcomes[1], 401 | 404), "{first:?} {second:?}");
    assert_eq!(app.db.count("account WHERE role = 'admin'").await, 1);
}

#[tokio::test]
async fn nobody_is_left_with_an_event_that_was_made_while_they_went() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    jo.plan_event("One").await.expect(201);

    let (deleted, ..) = tokio::join!(
        delete_own(&jo, PASSWORD),
        jo.plan_event("Two"),
        jo.plan_event("Three"),
        jo.plan_event("Four"),
    );

    assert_eq!(deleted.status, 204, "{deleted:?}");
    assert_eq!(app.db.count("account").await, 0);
    assert_eq!(app.db.count("event_host").await, 0);
    assert_invariants(&app).await;
}
