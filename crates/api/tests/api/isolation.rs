//! A host of one gathering reaches nothing of another: by any id, by their session or their link.

use gather_domain::hosting::HostRole;
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::json;

use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
    input::party,
    operations::{PASSWORD, body, body_about, operations, typed},
};

/// What takes a session alone.
const BY_SESSION: [&str; 22] = [
    "search_members",
    "invite_member",
    "list_event_invitations",
    "withdraw_invitation",
    "edit_publication",
    "cancel_event",
    "restore_event",
    "delete_event",
    "list_hosts",
    "list_former_hosts",
    "leave_event",
    "remove_host",
    "promote_host",
    "demote_host",
    "transfer_event",
    "step_up",
    "create_invite",
    "list_invites",
    "get_invite",
    "edit_invite",
    "resend_invite",
    "revoke_invite",
];

/// Somebody else's gathering. Nothing of ours is called as anything of theirs is.
async fn theirs(app: &TestApp) -> (Gathering, String) {
    let items = [("Kitchen", "Bread", Some("Pam"), true)];
    let text = small_with("confirming", &items).to_string();
    let renamed = ["Kitchen", "Garden", "Bread", "Saturday", "Summer party"]
        .into_iter()
        .chain(["Hana", "Cora", "Pam", "Paul", "Gil", "Gwen"])
        .fold(text, |text, name| {
            text.replace(&format!("\"{name}\""), &format!("\"Their {name}\""))
        });
    let theirs = app.gathering(serde_json::from_str(&renamed).unwrap()).await;
    let pam = theirs.participant("Their Pam");
    let assignment = pam.own_assignments().await[0]["id"].as_str().unwrap().to_owned();
    (theirs, assignment)
}

/// The path of an operation on our event, and their things.
fn with_their_things(
    path: &str,
    ours: &Gathering,
    theirs: &Gathering,
    (assignment, invite, account, invitation): (&str, &str, &str, &str),
) -> String {
    let names = &theirs.names;
    let search = if path.ends_with("/member-search") { "?q=jo" } else { "" };
    format!("{path}{search}")
        .replace("{event_id}", &ours.id().to_string())
        .replace("{item_id}", &names.item("Their Bread").to_string())
        .replace("{day_id}", &names.day("Their Saturday").to_string())
        .replace("{team_id}", &names.team("Their Kitchen").to_string())
        .replace("{person_id}", &names.person("Their Pam").to_string())
        .replace("{assignment_id}", assignment)
        .replace("{invite_id}", invite)
        .replace("{account_id}", account)
        .replace("{invitation_id}", invitation)
}

/// What somebody hears who names a thing that is not there for them.
fn unknown(path: &str) -> Option<ProblemCode> {
    let code = |(parameter, code)| path.contains(parameter).then_some(code);
    [
        ("{item_id}", ProblemCode::ItemNotFound),
        ("{day_id}", ProblemCode::DayNotFound),
        ("{team_id}", ProblemCode::TeamNotFound),
        ("{person_id}", ProblemCode::PersonNotFound),
        ("{assignment_id}", ProblemCode::AssignmentNotFound),
        ("{invite_id}", ProblemCode::InviteNotFound),
        ("{invitation_id}", ProblemCode::InvitationNotFound),
        ("{account_id}", ProblemCode::AccountNotFound),
    ]
    .into_iter()
    .find_map(code)
}

#[tokio::test]
async fn no_operation_takes_a_host_to_anything_of_another_gathering() {
    let app = TestApp::spawn().await;
    let (ours, (theirs, assignment)) = (party(&app).await, theirs(&app).await);
    let invite = app.db_invites(&theirs).await;
    let nobody = app.stranger();
    let jo = nobody.sign_up("jo@example.org", "Jo", PASSWORD).await;
    let account = jo.body["id"].as_str().unwrap().to_owned();
    app.db_host(&theirs, &account, HostRole::Host).await;
    let al = nobody.sign_up("al@example.org", "Al", PASSWORD).await;
    let invitation = app.db_invitation(&theirs, al.body["id"].as_str().unwrap()).await;
    let things = (&*assignment, &*invite, &*account, &*invitation);
    app.db_set_status(&ours, "draft").await; // Here a host may do the most.
    let (link, session) = (ours.host(), app.db_host_session(&ours).await);
    let before = app.db.dump_of_things().await;
    let (mut by_event, mut by_id) = (0, 0);

    for (id, method, path) in operations() {
        let body = body_about(&id, &account).or_else(|| body(&id, &ours));
        let call = async |caller: &Caller, path: &str| {
            typed(&id, caller).send(method.clone(), path, body.clone()).await
        };
        if path.starts_with("/api/events/{event_id}") {
            let their_event = path.replace("{event_id}", &theirs.id().to_string());
            let place = with_their_things(&their_event, &ours, &theirs, things);
            for caller in [&link, &session] {
                // What takes a session alone does not even know the link.
                if BY_SESSION.contains(&id.as_str()) && caller.secret.is_some() {
                    continue;
                }
                call(caller, &place).await.assert_problem(404, ProblemCode::EventNotFound);
                by_event += 1;
            }
        }
        let Some(code) = unknown(&path) else { continue };
        let place = with_their_things(&path, &ours, &theirs, things);
        let callers = if path.starts_with("/api/h/") {
            vec![&link]
        } else if path.starts_with("/api/events/") {
            vec![&link, &session]
        } else {
            continue;
        };
        for caller in callers {
            if BY_SESSION.contains(&id.as_str()) && caller.secret.is_some() {
                continue;
            }
            call(caller, &place).await.assert_problem(404, code);
            by_id += 1;
        }
    }

    assert!(by_event >= 60 && by_id >= 30, "{by_event} {by_id}");
    assert_eq!(app.db.dump_of_things().await, before);
}

#[tokio::test]
async fn no_id_in_a_body_or_a_query_reaches_another_gathering() {
    let app = TestApp::spawn().await;
    let (ours, (theirs, _)) = (party(&app).await, theirs(&app).await);
    app.db_set_status(&ours, "draft").await;
    let callers = [ours.host(), app.db_host_session(&ours).await];
    let team = theirs.names.team("Their Kitchen");
    let (day, item) = (theirs.names.day("Their Saturday"), theirs.names.item("Their Bread"));
    let person = theirs.names.person("Their Pam");
    let (pam, bread) = (ours.names.person("Pam"), ours.names.item("Bread"));
    let kitchen = ours.names.team("Kitchen");
    let before = app.db.dump_of_things().await;

    for host in &callers {
        for (method, what, body, status, code) in [
            (
                Method::POST,
                "items".to_owned(),
                json!({ "name": "Jelly", "team_id": team }),
                404,
                ProblemCode::TeamNotFound,
            ),
            (
                Method::POST,
                "people".to_owned(),
                json!({ "name": "Miro", "team_id": team }),
                404,
                ProblemCode::TeamNotFound,
            ),
            (
                Method::POST,
                format!("people/{pam}/move"),
                json!({ "team_id": team }),
                404,
                ProblemCode::TeamNotFound,
            ),
            (
                Method::POST,
                format!("items/{bread}/assign"),
                json!({ "person_id": person }),
                422,
                ProblemCode::PersonNotInTeam,
            ),
            (
                Method::PATCH,
                format!("teams/{kitchen}"),
                json!({ "coordinator_id": person }),
                422,
                ProblemCode::PersonNotInTeam,
            ),
            (
                Method::PATCH,
                format!("items/{bread}"),
                json!({ "day_id": day }),
                422,
                ProblemCode::ValidationFailed,
            ),
            (
                Method::PATCH,
                "items".to_owned(),
                json!({ "item_ids": [bread, item], "vegetarian": true }),
                404,
                ProblemCode::ItemNotFound,
            ),
            (
                Method::PATCH,
                "items".to_owned(),
                json!({ "item_ids": [bread], "day_id": day }),
                422,
                ProblemCode::ValidationFailed,
            ),
        ] {
            let path = host.plan(&what);
            let reply = host.send(method, &path, Some(body.to_string().into_bytes())).await;
            reply.assert_problem(status, code);
        }
        for (what, rows) in [("people", "name\nMiro"), ("items", "name\nJelly")] {
            let reply = host.import(what, &format!("team_id={team}"), rows).await;
            reply.assert_problem(404, ProblemCode::TeamNotFound);
            let rows = format!("{},team\nNew,Their Kitchen", rows.lines().next().unwrap());
            let reply = host.import(what, "", rows).await;
            reply.assert_fields(&[("/2/team", "unknown_team")]);
        }
        // Whoever is only in the other gathering is no duplicate of anybody here.
        let rows = "name,team\nTheir Pam,Kitchen";
        let verdict = host.import("people", "dry_run=true", rows).await.expect(200);
        assert_eq!(verdict["rows"][0]["verdict"], "new");
    }
    assert_eq!(app.db.dump_of_things().await, before);
}

#[tokio::test]
async fn no_answer_tells_of_another_gathering() {
    let app = TestApp::spawn().await;
    let (ours, (theirs, _)) = (party(&app).await, theirs(&app).await);
    theirs.host().look().await.expect(200);
    let (link, session) = (ours.host(), app.db_host_session(&ours).await);
    let invite = app.db_invites(&ours).await;
    let mut read = 0;

    for (id, method, path) in operations() {
        if method != Method::GET || !path.starts_with("/api/events") && path != "/api/h" {
            continue;
        }
        let path = path
            .replace("{event_id}", &ours.id().to_string())
            .replace("{item_id}", &ours.names.item("Bread").to_string())
            .replace("{day_id}", &ours.names.day("Saturday").to_string())
            .replace("{team_id}", &ours.names.team("Kitchen").to_string())
            .replace("{person_id}", &ours.names.person("Pam").to_string())
            .replace("{invite_id}", &invite);
        let search = if path.ends_with("/member-search") { "?q=gil" } else { "" };
        let path = format!("{path}{search}");
        for caller in [&link, &session] {
            let by_link = caller.secret.is_some();
            let takes_links = path != "/api/events" && !BY_SESSION.contains(&id.as_str());
            if path == "/api/h" && !by_link || by_link && !takes_links {
                continue;
            }
            let reply = caller.get(&path).await;
            assert_eq!(reply.status, 200, "{id}: {reply:?}");
            assert!(!reply.text.contains("Their "), "{id}: {reply:?}");
            assert!(!reply.text.is_empty(), "{id}");
            read += 1;
        }
    }
    assert!(read >= 24, "{read}");
}
