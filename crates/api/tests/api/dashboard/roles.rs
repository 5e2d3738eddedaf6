//! Who is an admin, and how that changes.

use gather_wire::ProblemCode;
use serde_json::json;

use crate::{accounts::jo, app::TestApp, caller::Caller, reply::Reply};

const PASSWORD: &str = "correct horse";

async fn id_of(caller: &Caller) -> String {
    caller.me().await.expect(200)["id"].as_str().unwrap().to_owned()
}

async fn make(admin: &Caller, id: &str, role: &str) -> Reply {
    admin.post(&format!("/api/admin/accounts/{id}/role"), json!({ "role": role })).await
}

async fn remembered(app: &TestApp) -> Vec<String> {
    let entry = "actor_kind || ' ' || actor_name || ' ' || target_name || details";
    let sql = format!(
        "SELECT {entry} FROM audit_entry WHERE action = 'account.role_changed' ORDER BY id"
    );
    app.db.texts(&sql).await
}

#[tokio::test]
async fn whoever_becomes_an_admin_signs_in_anew_and_is_one_then() {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let id = id_of(&jo).await;

    let made = make(&admin, &id, "admin").await.expect(200);
    make(&admin, &id, "admin").await.expect(200);

    assert_eq!(made["account"]["role"], "admin");
    jo.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    let nobody = app.stranger();
    let jo = nobody.signed_in(&nobody.log_in("jo@example.org", PASSWORD).await);
    jo.get("/api/admin/accounts").await.expect(200);
    assert_eq!(remembered(&app).await, [r#"admin Ada Jo{"role":"admin"}"#]);
    make(&admin, &id, "owner").await.assert_fields(&[("/role", "wrong_type")]);
    let unknown = make(&admin, &"0".repeat(32), "admin").await;
    unknown.assert_problem(404, ProblemCode::AccountNotFound);
}

#[tokio::test]
async fn whoever_is_an_admin_no_more_is_out_at_once_with_what_they_handed_out() {
    let app = TestApp::spawn().await;
    let nobody = app.stranger();
    let jos = id_of(&jo(&app).await).await;
    let ada = app.db_admin("ada@example.org").await;
    let bob = app.db_admin("bob@example.org").await;
    let reset = format!("/api/admin/accounts/{jos}/reset-link");
    let link = bob.send(reqwest::Method::POST, &reset, None).await.expect(200);
    let token = link["url"].as_str().unwrap().split_once('#').unwrap().1.to_owned();

    make(&ada, &id_of(&bob).await, "member").await.expect(200);

    bob.me().await.assert_problem(401, ProblemCode::Unauthenticated);
    let bob = nobody.signed_in(&nobody.log_in("bob@example.org", PASSWORD).await);
    bob.get("/api/admin/accounts").await.assert_problem(403, ProblemCode::Forbidden);
    let closed = nobody.reset(&token, "another horse").await;
    closed.assert_problem(410, ProblemCode::AccountLinkInvalid);
}

#[tokio::test]
async fn the_last_admin_who_is_let_in_stays_one() {
    let app = TestApp::spawn().await;
    let ada = app.db_admin("ada@example.org").await;
    let (id, bob) = (id_of(&ada).await, app.db_admin("bob@example.org").await);
    let bobs = id_of(&bob).await;
    // Whoever is kept out looks after nothing.
    app.db
        .execute("UPDATE account SET suspended_at = created_at WHERE email_norm LIKE 'bob%'")
        .await;

    make(&ada, &id, "member").await.assert_problem(409, ProblemCode::LastAdmin);

    make(&ada, &bobs, "member").await.expect(200);
    make(&ada, &bobs, "admin").await.assert_problem(409, ProblemCode::AccountClosed);
    app.db
        .execute(
            "UPDATE account SET suspended_at = NULL, activated_at = NULL WHERE role = 'member'",
        )
        .await;
    make(&ada, &bobs, "admin").await.assert_problem(409, ProblemCode::AccountClosed);
    app.db.execute("UPDATE account SET activated_at = created_at").await;
    make(&ada, &bobs, "admin").await.expect(200);
    // With another one there, an admin may stop being one.
    make(&ada, &id, "member").await.expect(200);
    assert_eq!(app.db.count("account WHERE role = 'admin'").await, 1);
}

#[tokio::test]
async fn of_two_admins_who_demote_each_other_at_once_one_stays() {
    let app = TestApp::spawn().await;
    let (a, b) = (app.db_admin("a@example.org").await, app.db_admin("b@example.org").await);
    let (a_id, b_id) = (id_of(&a).await, id_of(&b).await);

    let (one, two) = tokio::join!(make(&a, &b_id, "member"), make(&b, &a_id, "member"));

    let mut outcomes = [one.status, two.status];
    outcomes.sort_unstable();
    assert!(matches!(outcomes, [200, 401 | 403 | 409]), "{one:?} {two:?}");
    assert_eq!(app.db.count("account WHERE role = 'admin'").await, 1);
}

#[tokio::test]
async fn accounts_are_found_by_a_part_of_their_name_or_address_by_role_and_by_whether_they_are_out()
{
    let app = TestApp::spawn().await;
    jo(&app).await;
    let admin = app.db_admin("ada@example.org").await;
    let nobody = app.stranger();
    nobody.sign_up("zoe_1@example.org", "Zoë 100%", PASSWORD).await.expect(201);
    let found = async |query: &str| {
        let page = admin.get(&format!("/api/admin/accounts?{query}")).await.expect(200);
        let items = page["items"].as_array().unwrap().clone();
        let name =
            |it: &serde_json::Value| it["account"]["display_name"].as_str().unwrap().to_owned();
        items.iter().map(name).collect::<Vec<_>>()
    };

    assert_eq!(found("q=ZO").await, ["Zoë 100%"]);
    assert_eq!(found("q=e_1").await, ["Zoë 100%"]);
    assert_eq!(found("q=%25").await, ["Zoë 100%"]);
    assert_eq!(found("q=o_").await, Vec::<String>::new());
    assert_eq!(found("q=example.org&role=admin").await, ["Ada"]);
    assert_eq!(found("role=member").await, ["Zoë 100%", "Jo"]);
    assert_eq!(found("suspended=true").await, Vec::<String>::new());
    app.db.execute("UPDATE account SET suspended_at = created_at WHERE display_name = 'Jo'").await;
    assert_eq!(found("suspended=true").await, ["Jo"]);
    assert_eq!(found("suspended=false&role=member").await, ["Zoë 100%"]);
    admin.get("/api/admin/accounts?q=").await.assert_fields(&[("/q", "empty")]);
}
