//! Every operation of the document, called by everybody whom it is not for.

use gather_domain::{account_link::AccountLinkKind as K, hosting::HostRole};
use gather_wire::ProblemCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    app::TestApp,
    audience::{For, ONLY_IN_DRAFT, PUBLIC, table},
    caller::Caller,
    gathering::{Gathering, small_with},
    input::party,
    operations::{On, PASSWORD, body, body_about, fill, link, operations, typed},
    reply::Reply,
    smtp::Smtp,
};

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let documented: Vec<_> = operations().into_iter().map(|(id, ..)| id).collect();
    let table = table();

    for id in &documented {
        assert!(table.contains_key(id.as_str()), "{id}: say in OPERATIONS whom it is for");
    }
    for id in table.keys() {
        assert!(documented.iter().any(|it| it == id), "{id} is no operation any more");
    }
    let public: Vec<_> = table
        .iter()
        .filter(|(_, whom)| matches!(whom, For::Everybody | For::Visitor))
        .map(|(id, _)| *id)
        .collect();
    assert_eq!(public, PUBLIC, "what needs no credential is named once more, so that it is meant");
}

/// Whoever is let in is not, when another site asks in their name.
async fn assert_foreign_refused(call: &impl AsyncFn(&Caller) -> Reply, let_in: &Caller) {
    let silent = let_in.without_header("sec-fetch-site");
    for site in ["cross-site", "same-site", "none"] {
        let foreign = silent.with("sec-fetch-site", site);
        call(&foreign).await.assert_problem(403, ProblemCode::CrossOriginRefused);
    }
    call(&silent).await.assert_problem(403, ProblemCode::CrossOriginRefused);
    let elsewhere = silent.with("origin", "https://evil.example");
    call(&elsewhere).await.assert_problem(403, ProblemCode::CrossOriginRefused);
}

#[tokio::test]
async fn each_operation_refuses_everybody_whom_it_is_not_for_and_changes_nothing() {
    let app = TestApp::spawn().await;
    let (party, other) = (party(&app).await, party(&app).await);
    let pam = party.participant("Pam");
    let assignment = pam.own_assignments().await[0]["id"].as_str().unwrap().to_owned();
    let nobody = app.stranger();
    let member = nobody.signed_in(&nobody.sign_up("jo@example.org", "Jo", PASSWORD).await);
    let (host, other_host) = (app.db_host_session(&party).await, app.db_host_session(&other).await);
    let session = member.session_in_use();
    let account = member.me().await.expect(200)["id"].as_str().unwrap().to_owned();
    let admin = app.db_admin("ada@example.org").await;
    let invite = app.db_invites(&party).await;
    let invitation = app.db_invitation(&party, &account).await;
    app.db_publish().await;
    let before = app.db.dump_of_things().await;

    for (id, method, path) in operations() {
        let whom = table()[id.as_str()];
        let on = On::unless_refused(&assignment, &account, &invite, &invitation);
        let path = fill(&path, &party, &on);
        let body_of = |id: &str| body_about(id, &account).or_else(|| body(id, &party));
        let call = async |caller: &Caller| {
            let caller = typed(&id, caller);
            let reply = caller.send(method.clone(), &path, body_of(&id)).await;
            assert!(reply.status < 500, "{id}: {reply:?}");
            reply
        };
        if whom == For::Everybody {
            assert_eq!(call(&nobody).await.status, 200, "{id}");
            continue;
        }
        if whom == For::Visitor {
            call(&nobody.with("sec-fetch-site", "cross-site"))
                .await
                .assert_problem(403, ProblemCode::CrossOriginRefused);
            let after = app.db.dump_of_things().await;
            assert_eq!(after, before, "{id} changed something for another site");
            continue;
        }
        call(&nobody).await.assert_problem(401, ProblemCode::Unauthenticated);
        for secret in ["", "nonsense", "gth_h_short"] {
            let reply = call(&nobody.with_secret(secret)).await;
            assert_eq!(reply.status, 401, "{id}: {reply:?}");
        }
        let by_link = !matches!(whom, For::Account | For::Admin | For::PrimaryHost);
        for kind in ["gth_h_", "gth_c_", "gth_p_"] {
            let unknown = nobody.with_secret(&format!("{kind}{}", "A".repeat(43)));
            let code =
                if by_link { ProblemCode::LinkUnknown } else { ProblemCode::Unauthenticated };
            call(&unknown).await.assert_problem(401, code);
        }
        for session in ["", "nonsense", &format!("gth_ses_{}", "A".repeat(43))] {
            let unknown = nobody.with_session(session);
            call(&unknown).await.assert_problem(401, ProblemCode::Unauthenticated);
        }
        let both = party.host().with_session(&session);
        call(&both).await.assert_problem(400, ProblemCode::MalformedHeader);
        let (by_session, let_in) = match whom {
            For::Account => (true, &member),
            For::Admin => (true, &admin),
            For::HostOfTheEvent | For::HostSignedIn | For::PrimaryHost => (true, &host),
            _ => (false, &host),
        };
        if !by_session {
            call(&host).await.assert_problem(401, ProblemCode::Unauthenticated);
        } else if method != Method::GET {
            assert_foreign_refused(&call, let_in).await;
        }
        for (caller, may) in [
            (party.participant("Pam"), whom == For::Participant),
            (party.coordinator("Kitchen"), whom == For::Coordinator),
            (party.host(), matches!(whom, For::HostLink | For::HostOfTheEvent)),
        ] {
            if !by_link {
                call(&caller).await.assert_problem(401, ProblemCode::Unauthenticated);
            } else if !may {
                call(&caller).await.assert_problem(403, ProblemCode::WrongScope);
            }
        }
        if whom == For::Admin {
            for stranger in [&member, &host] {
                call(stranger).await.assert_problem(403, ProblemCode::Forbidden);
            }
        }
        if matches!(whom, For::HostOfTheEvent | For::HostSignedIn) {
            call(&other.host()).await.assert_problem(404, ProblemCode::EventNotFound);
        }
        if matches!(whom, For::HostOfTheEvent | For::HostSignedIn | For::PrimaryHost) {
            // Everybody may know of the gathering: it is public.
            for stranger in [&other_host, &member] {
                call(stranger).await.assert_problem(403, ProblemCode::Forbidden);
            }
        }
        assert_eq!(
            app.db.dump_of_things().await,
            before,
            "{id} changed something for the wrong caller"
        );
    }
}

/// A gathering in which there is something to do for everybody.
async fn busy_party(app: &TestApp) -> Gathering {
    let mut file = small_with(
        "confirming",
        &[("Kitchen", "Bread", Some("Pam"), false), ("Kitchen", "Hana's", Some("Hana"), false)],
    );
    file["people"][0]["team"] = "Kitchen".into();
    let mut coras = file["items"][0].clone();
    coras["name"] = "Cora's".into();
    coras["assignee"] = "Cora".into();
    file["items"].as_array_mut().unwrap().push(coras);
    file["teams"].as_array_mut().unwrap().push(json!({ "name": "Spare" }));
    app.gathering(file).await
}

#[tokio::test]
async fn an_admin_does_to_a_plan_what_its_hosts_do_but_hold_links_and_answer_for_them() {
    let mut asked = 0;
    for (id, method, path) in operations() {
        if table()[id.as_str()] != For::HostOfTheEvent {
            continue;
        }
        let app = TestApp::spawn().await;
        let party = busy_party(&app).await;
        let ada = app.db_admin("ada@example.org").await;
        let own = party.host().own_assignments().await[0]["id"].as_str().unwrap().to_owned();
        if ONLY_IN_DRAFT.contains(&id.as_str()) {
            app.db_set_status(&party, "draft").await;
        }
        let team = if id == "delete_team" { "Spare" } else { "Kitchen" };
        let on = On { team, ..On::unless_refused(&own, "", "", "") };

        let path = fill(&path, &party, &on);
        let reply = typed(&id, &ada).send(method, &path, body(&id, &party)).await;

        match id.as_str() {
            "list_links" | "rotate_link" => reply.assert_problem(403, ProblemCode::Forbidden),
            "acknowledge_own" | "decline_own" | "take_back_decline_own" => {
                reply.assert_problem(404, ProblemCode::AssignmentNotFound);
            }
            _ => assert!((200..300).contains(&reply.status), "{id}: {reply:?}"),
        }
        let as_host = "audit_entry WHERE actor_kind = 'host' AND actor_name = 'Ada'";
        assert_eq!(app.db.count(as_host).await, 0, "{id}");
        asked += 1;
    }
    assert!(asked > 40, "{asked}");
}

#[tokio::test]
async fn each_operation_lets_in_whom_it_is_for() {
    let smtp = Smtp::start();
    for (id, method, path) in operations() {
        let app = TestApp::spawn().await;
        let party = busy_party(&app).await;
        let nobody = app.stranger();
        let joined = nobody.sign_up("jo@example.org", "Jo", PASSWORD).await;
        let account = joined.body["id"].as_str().unwrap();
        for kind in [K::VerifyEmail, K::ResetPassword] {
            app.db_link(account, kind, &link(kind)).await;
        }
        let invite = app.db_invites(&party).await;
        let mut invitation = String::new();
        match id.as_str() {
            "withdraw_invitation" | "answer_invitation" => {
                invitation = app.db_invitation(&party, account).await;
            }
            "show_public_event" => app.db_publish().await,
            "bring_event_back" | "purge_event" => {
                app.db.execute("UPDATE event SET deleted_at = updated_at").await;
            }
            "reverse_step_up" => {
                app.db.execute("UPDATE event SET stepped_up_at = updated_at").await;
            }
            "promote_host" => app.db_host(&party, account, HostRole::Cohost).await,
            "remove_host" | "demote_host" | "transfer_event" => {
                app.db_host(&party, account, HostRole::Host).await;
            }
            _ => {}
        }
        let caller = match table()[id.as_str()] {
            For::Everybody | For::Visitor => nobody,
            For::Account => nobody.signed_in(&joined),
            For::Admin => app.db_admin("ada@example.org").await,
            For::Participant => party.participant("Pam"),
            For::Coordinator => party.coordinator("Kitchen"),
            For::PrimaryHost => {
                app.db_set_status(&party, "draft").await;
                let host = app.db_host_session(&party).await;
                if id == "step_up" {
                    // Only what is in nobody's hands can be taken in hand.
                    app.db.execute("UPDATE event SET host_id = NULL").await;
                }
                host
            }
            For::HostSignedIn => app.db_host_session(&party).await,
            For::HostLink | For::HostOfTheEvent => party.host(),
        };
        let assignment = if path.contains("assignment_id") {
            caller.own_assignments().await[0]["id"].as_str().unwrap().to_owned()
        } else {
            String::new()
        };

        let team = if id == "delete_team" { "Spare" } else { "Kitchen" };
        let mut callers = vec![caller];
        if table()[id.as_str()] == For::HostOfTheEvent {
            let session = app.db_host_session(&party).await;
            // A change is made once; whoever comes by their session makes it.
            if method == Method::GET { callers.push(session) } else { callers = vec![session] }
        }
        let (mut mail, mut mailing) = (String::new(), None);
        if path.contains("{mail_id}") {
            mail = app.held_mail(&callers[0], "jo@example.org").await;
            mailing = Some(app.mailing_beside(&smtp).await);
        }
        if let Some(mailing) = &mailing {
            callers = callers.iter().map(|caller| mailing.serve(caller)).collect();
        }
        let (invite, invitation, mail) = (&invite, &invitation, &mail);
        let on = On { assignment: &assignment, team, account, invite, invitation, mail };
        let mut path = fill(&path, &party, &on);
        if path.contains("{session_id}") {
            let own = callers[0].get("/api/me/sessions").await.expect(200);
            path = path.replace("{session_id}", own["items"][0]["id"].as_str().unwrap());
        }
        if ONLY_IN_DRAFT.contains(&id.as_str()) {
            app.db_set_status(&party, "draft").await;
        }
        for caller in callers {
            let caller = typed(&id, &caller);
            let reply = caller
                .send(method.clone(), &path, body_about(&id, account).or_else(|| body(&id, &party)))
                .await;

            assert!((200..300).contains(&reply.status), "{id}: {reply:?}");
            assert_eq!(reply.body["code"], Value::Null);
        }
        drop(mailing);
    }
}
