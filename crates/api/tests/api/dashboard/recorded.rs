//! The whole audit, as admins read it and take it away.

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use serde_json::{Value, json};

use crate::{accounts::jo, app::TestApp, caller::Caller, ownership::token_of};

const AUDIT: &str = "/api/admin/ownership/audit";

/// What happened, latest first: who, what, to what.
async fn found(admin: &Caller, query: &str) -> Vec<String> {
    let page = admin.get(&format!("{AUDIT}?{query}")).await.expect(200);
    page["items"].as_array().unwrap().iter().map(line).collect()
}

fn line(recorded: &Value) -> String {
    let entry = &recorded["entry"];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    [&entry["actor"]["name"], &entry["action"], &entry["target"]["name"]].map(text).join(" ")
}

struct Past {
    app: TestApp,
    ada: Caller,
    jo: String,
    event: String,
}

/// An event that Ada listed and invited Jo to, who accepted and went; and Jo, whom she vouched for.
async fn past() -> Past {
    let app = TestApp::spawn().await;
    let jo = jo(&app).await;
    let ada = app.db_admin("ada@example.org").await;
    let id = jo.me().await.expect(200)["id"].as_str().unwrap().to_owned();
    app.clock.advance(TimeDelta::days(1));
    let event = ada.list_event("Town fair").await;
    let made = ada.invite(&event, json!({ "role": "host", "label": "For =Jo" })).await.expect(201);
    app.clock.advance(TimeDelta::days(1));
    jo.answer_invite("accept", &token_of(&made)).await.expect(200);
    let verify = format!("/api/admin/accounts/{id}/verify");
    ada.send(reqwest::Method::POST, &verify, None).await.expect(200);
    Past { app, ada, jo: id, event }
}

#[tokio::test]
async fn all_that_happened_is_there_latest_first_and_page_by_page() {
    let past = past().await;
    let admin = &past.ada;

    let all = found(admin, "").await;

    assert_eq!(
        all,
        [
            "Ada account.verified Jo",
            "Jo primary.set Town fair",
            "Jo membership.accepted Jo",
            "Jo invite.accepted For =Jo",
            "Ada invite.created For =Jo",
            "Ada list_event Town fair",
            "Ada account.created Ada",
            "Jo account.created Jo",
        ]
    );
    let (mut pages, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = admin.get(&format!("{AUDIT}?limit=3{cursor}")).await.expect(200);
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 3);
        pages.extend(items.iter().map(line));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(pages, all);
    let page = admin.get(&format!("{AUDIT}?action=invite.created")).await.expect(200);
    let entry = &page["items"][0];
    assert_eq!(entry["event_name"], "Town fair");
    assert_eq!(entry["event_id"], json!(past.event));
    assert_eq!(entry["entry"]["actor"]["kind"], "admin");
    assert_eq!(entry["entry"]["target"]["type"], "invite");
}

#[tokio::test]
async fn each_filter_narrows_and_all_of_them_at_once() {
    let past = past().await;
    let (admin, jo) = (&past.ada, &past.jo);
    let joined = ["Jo membership.accepted Jo"];

    // Jo is an account here and a person there.
    let of_jo = found(admin, &format!("actor={jo}")).await;
    assert_eq!(of_jo.len(), 4, "{of_jo:?}");
    assert_eq!(found(admin, "actor=JO").await, of_jo);
    let to_jo = found(admin, &format!("subject={jo}")).await;
    assert_eq!(to_jo, ["Ada account.verified Jo", joined[0], "Jo account.created Jo"]);
    assert_eq!(found(admin, "subject=town").await.len(), 2);
    assert_eq!(found(admin, &format!("subject={}", past.event)).await.len(), 5);
    assert_eq!(found(admin, "action=invite.").await.len(), 2);
    assert_eq!(found(admin, "action=invite").await, Vec::<String>::new());
    assert_eq!(found(admin, "action=membership.accepted").await, joined);
    assert_eq!(found(admin, "method=invite").await, joined);
    assert_eq!(found(admin, "method=admin").await, Vec::<String>::new());
    let second = "from=2025-12-02T09:00:00Z&to=2025-12-03T09:00:00Z";
    let on_the_second = found(admin, second).await;
    assert_eq!(on_the_second, ["Ada invite.created For =Jo", "Ada list_event Town fair"]);
    let narrow = format!("{second}&actor=ada&subject={}&action=invite.", past.event);
    assert_eq!(found(admin, &narrow).await, ["Ada invite.created For =Jo"]);
    assert_eq!(found(admin, "actor=%25").await, Vec::<String>::new(), "% is a character");
}

#[tokio::test]
async fn whoever_was_put_there_is_found_by_how() {
    let past = past().await;
    let nobody = past.app.stranger();
    let joined = nobody.sign_up("al@example.org", "Al", "correct horse").await;
    let body = json!({
        "account_id": joined.body["id"], "role": "cohost", "reason": "They asked for it",
    });
    let path = format!("/api/admin/events/{}/hosts", past.event);
    past.ada.post(&path, body).await.expect(200);
    nobody.signed_in(&joined).plan_event("Picnic").await.expect(201);

    assert_eq!(found(&past.ada, "method=admin").await, ["Ada membership.assigned Al"]);
    assert_eq!(found(&past.ada, "method=creator").await, ["Al create_event Picnic"]);
}

#[tokio::test]
async fn what_is_wrong_with_a_filter_is_said_and_all_of_it() {
    let past = past().await;
    let wrong = "actor=&subject=&action=&limit=0&cursor=x\
                 &from=2025-12-02T00:00:00Z&to=2025-12-02T00:00:00Z";
    for path in [AUDIT.to_owned(), format!("{AUDIT}.csv")] {
        let reply = past.ada.get(&format!("{path}?{wrong}")).await;
        reply.assert_fields(&[
            ("/limit", "out_of_range"),
            ("/cursor", "unknown_cursor"),
            ("/actor", "empty"),
            ("/subject", "empty"),
            ("/action", "empty"),
            ("/to", "before_from"),
        ]);
        for malformed in ["method=luck", "from=yesterday", "who=jo"] {
            let reply = past.ada.get(&format!("{path}?{malformed}")).await;
            reply.assert_problem(400, ProblemCode::MalformedQuery);
        }
    }
}

#[tokio::test]
async fn an_instant_that_no_calendar_has_is_refused_and_those_at_its_ends_are_not() {
    let past = past().await;
    for path in [AUDIT.to_owned(), format!("{AUDIT}.csv")] {
        for beyond in [
            "-9999-01-01T00:00:00Z",
            "-100000-01-01T00:00:00Z",
            "0000-12-31T23:59:59Z",
            "%2B10000-01-01T00:00:00Z",
            "9999-12-31T23:59:59-01:00",
            "%2B262142-01-01T00:00:00Z",
        ] {
            let reply = past.ada.get(&format!("{path}?from={beyond}&to={beyond}")).await;
            reply.assert_fields(&[("/from", "not_a_time"), ("/to", "not_a_time")]);
        }
        let all = "from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59.999999999Z";
        let reply = past.ada.get(&format!("{path}?{all}")).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        assert!(reply.text.contains("membership.accepted"), "{reply:?}");
    }
}

#[tokio::test]
async fn what_an_admin_does_at_an_event_is_found_by_who_it_was_by_admins_alone() {
    let past = past().await;
    let ada = past.ada.me().await.expect(200)["id"].as_str().unwrap().to_owned();
    let event = &past.event;
    let change = |path: &str| format!("/api/events/{event}/{path}");
    let publish = json!({ "is_published": true, "visibility": "invite_only" });
    past.ada.patch(&change("publication"), publish).await.expect(200);
    let nobody = past.app.stranger();
    let al = nobody.sign_up("al@example.org", "Al", "correct horse").await;
    let al_id = al.body["id"].as_str().unwrap();
    let body = json!({ "account_id": al_id, "role": "cohost", "reason": "They asked for it" });
    past.ada.post(&format!("/api/admin/events/{event}/hosts"), body).await.expect(200);
    let because = json!({ "reason": "They asked for it" }).to_string().into_bytes();
    let place = change(&format!("hosts/{al_id}"));
    past.ada.send(reqwest::Method::DELETE, &place, Some(because)).await.expect(200);

    let deeds = found(&past.ada, &format!("actor={ada}&subject={event}")).await;

    let expected = [
        "Ada membership.removed Al",
        "Ada membership.assigned Al",
        "Ada event.terms_changed Town fair",
        "Ada event.published Town fair",
        "Ada invite.created For =Jo",
        "Ada list_event Town fair",
    ];
    assert_eq!(deeds, expected);
    let page = past.ada.get(&format!("{AUDIT}?actor={ada}&limit=1")).await.expect(200);
    assert_eq!(page["items"][0]["entry"]["actor"]["id"], json!(ada));
    assert_eq!(page["items"][0]["entry"]["actor"]["kind"], "admin");
    // Those who run the event learn what they are called, as ever, and not whose account it is.
    let jo = past.app.stranger().log_in("jo@example.org", "correct horse").await;
    let jo = past.app.stranger().signed_in(&jo);
    let read = jo.get(&change("audit")).await;
    assert!(!read.text.contains(&ada), "{read:?}");
    let read = read.expect(200);
    let entries = read["items"].as_array().unwrap();
    let of_admin: Vec<_> = entries.iter().filter(|it| it["actor"]["kind"] == "admin").collect();
    assert_eq!(of_admin.len(), expected.len());
    for entry in of_admin {
        assert_eq!((&entry["actor"]["id"], &entry["actor"]["name"]), (&Value::Null, &json!("Ada")));
    }
    let of_ada = jo.get(&change(&format!("audit?actor={ada}"))).await.expect(200);
    assert_eq!(of_ada["items"], json!([]), "an account is no person of the plan");
}

#[tokio::test]
async fn whoever_declines_an_invite_is_found_by_their_account() {
    let past = past().await;
    let nobody = past.app.stranger();
    let joined = nobody.sign_up("al@example.org", "Al", "correct horse").await;
    let (al, al_id) = (nobody.signed_in(&joined), joined.body["id"].as_str().unwrap());
    let made = past
        .ada
        .invite(&past.event, json!({ "label": "For Al", "email_restriction": "al@example.org" }))
        .await
        .expect(201);
    let declined = al.answer_invite("decline", &token_of(&made)).await;
    assert!((200..300).contains(&declined.status), "{declined:?}");

    let deeds = found(&past.ada, &format!("actor={al_id}&action=invite.")).await;

    assert_eq!(deeds, ["Al invite.declined For Al"]);
}

#[tokio::test]
async fn an_event_that_an_admin_deletes_and_an_account_are_found_by_who_did_it() {
    let past = past().await;
    let ada = past.ada.me().await.expect(200)["id"].as_str().unwrap().to_owned();
    let because = json!({ "reason": "They asked for it" }).to_string().into_bytes();
    let delete = async |path: String| {
        past.ada.send(reqwest::Method::DELETE, &path, Some(because.clone())).await
    };
    assert_eq!(delete(format!("/api/admin/accounts/{}", past.jo)).await.status, 204);
    assert_eq!(delete(format!("/api/events/{}", past.event)).await.status, 204);

    let deeds = found(&past.ada, &format!("actor={ada}&from=2025-12-03T09:00:00Z")).await;

    assert_eq!(deeds[0], "Ada delete_event Town fair");
    assert!(deeds.contains(&"Ada membership.left Jo".to_owned()), "{deeds:?}");
}

#[tokio::test]
async fn the_file_has_what_the_list_has_and_no_program_runs_a_cell_of_it() {
    let past = past().await;
    let nobody = past.app.stranger();
    nobody.sign_up("eve@example.org", "=HYPERLINK(\"x\")", "correct horse").await.expect(201);

    let file = past.ada.get(&format!("{AUDIT}.csv")).await;

    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"audit.csv\""));
    assert_eq!(file.header("cache-control"), "no-store");
    let rows: Vec<_> = file.text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows.len(), 10, "{rows:?}");
    assert!(rows[0].starts_with("\"At\",\"Actor kind\",\"Actor\""), "{}", rows[0]);
    assert!(rows[1].contains("\"'=HYPERLINK(\"\"x\"\")\""), "{}", rows[1]);
    assert!(rows[2].contains("\"account.verified\",\"account\",\"Jo\""), "{}", rows[2]);
    assert!(!file.text.contains("gth_") && !file.text.contains("@example.org"), "{}", file.text);
    let narrowed = past.ada.get(&format!("{AUDIT}.csv?action=invite.")).await;
    assert_eq!(narrowed.text.lines().count(), 3);
    assert!(narrowed.text.contains("\"Town fair\""));
}

#[tokio::test]
async fn a_file_has_the_latest_ten_thousand_and_says_that_there_are_more() {
    let past = past().await;
    let day = "2025-12-01 09:00:00+00:00";
    let (numbers, id) = if std::env::var_os("GATHER_TEST_POSTGRES").is_some() {
        ("SELECT n FROM generate_series(1, 10000) AS n", "gen_random_uuid()")
    } else {
        let up = "WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 10000) \
                  SELECT n FROM up";
        (up, "randomblob(16)")
    };
    past.app
        .db
        .execute(&format!(
            "INSERT INTO audit_entry (id, at, actor_kind, actor_name, action, target_type, \
             target_id, target_name, details) \
             SELECT {id}, '{day}', 'system', 'Gather', 'account.created', 'account', {id}, 'N', \
             '{{}}' FROM ({numbers}) AS numbers"
        ))
        .await;

    let file = past.ada.get(&format!("{AUDIT}.csv")).await.text;

    let rows: Vec<_> = file.lines().collect();
    assert_eq!(rows.len(), 10_002);
    assert!(rows[10_001].starts_with("\"Only the latest 10000 entries"), "{}", rows[10_001]);
    let some = past.ada.get(&format!("{AUDIT}.csv?action=membership.")).await.text;
    assert!(!some.contains("Only the latest"));
}
