//! What is taken away: calendars, tables, messages, paper.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use gather_wire::ProblemCode;
use serde_json::{Value, json};

use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
    reply::Reply,
};

/// Soup for a time and a place, bread for a day, salad for neither, and lamps of another team.
async fn party(app: &TestApp) -> Gathering {
    let items = [
        ("Kitchen", "Soup", Some("Pam"), true),
        ("Kitchen", "Bread", Some("Pam"), false),
        ("Kitchen", "Salad", Some("Pam"), false),
        ("Garden", "Lamps", None, true),
    ];
    let party = app.gathering(small_with("confirming", &items)).await;
    let host = party.host();
    let soup = json!({
        "quantity": "2 tubs", "drop_off_local": "2026-03-28T17:30", "drop_off_location": "Gate 2",
        "vegetarian": true, "gluten_free": true,
    });
    host.edit("Soup", soup).await.expect(200);
    host.edit("Bread", json!({ "day_id": party.names.day("Saturday") })).await.expect(200);
    let lamps = json!({ "drop_off_at": "2026-03-28T08:00:00Z" });
    host.edit("Lamps", lamps).await.expect(200);
    party
}

type Entry = BTreeMap<String, String>;

/// The entries of a calendar, read as RFC 5545 says.
#[track_caller]
fn entries(reply: &Reply) -> Vec<Entry> {
    assert_eq!(reply.status, 200, "{reply:?}");
    assert_eq!(reply.header("content-type"), "text/calendar; charset=utf-8");
    let lines: Vec<_> = reply.text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
    for line in &lines {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    let unfolded = reply.text.replace("\r\n ", "");
    let mut lines = unfolded.split_terminator("\r\n");
    assert_eq!(lines.next(), Some("BEGIN:VCALENDAR"));
    assert_eq!(unfolded.matches("\r\nVERSION:2.0\r\n").count(), 1);
    assert_eq!(unfolded.matches("\r\nPRODID:").count(), 1);
    let (mut entries, mut entry) = (Vec::new(), None::<Entry>);
    for line in lines {
        match (line, &mut entry) {
            ("BEGIN:VEVENT", None) => entry = Some(Entry::new()),
            ("END:VEVENT", Some(_)) => entries.extend(entry.take()),
            (line, Some(entry)) => {
                let (name, value) = line.split_once(':').unwrap();
                let clash = entry.insert(name.to_owned(), unescaped(value));
                assert_eq!(clash, None, "{name} comes twice");
            }
            _ => {}
        }
    }
    assert!(unfolded.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n") || entries.is_empty());
    entries
}

fn unescaped(value: &str) -> String {
    let (mut text, mut characters) = (String::new(), value.chars());
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('n') => text.push('\n'),
                Some(c @ ('\\' | ',' | ';')) => text.push(c),
                other => panic!("{value}: nothing is escaped as {other:?}"),
            },
            c => {
                assert!(!matches!(c, ',' | ';'), "{value}: not escaped");
                text.push(c);
            }
        }
    }
    text
}

#[track_caller]
fn entry_of(party: &Gathering, entries: &[Entry], item: &str) -> Entry {
    let id = party.names.item(item).to_string();
    let found: Vec<_> = entries.iter().filter(|it| it["UID"] == id).collect();
    assert_eq!(found.len(), 1, "{item} in {entries:?}");
    found[0].clone()
}

/// The calendar of a seat, and of the whole event.
async fn own(caller: &Caller, seat: &str) -> Reply {
    caller.get(&format!("/api/{seat}/calendar")).await
}

async fn whole(host: &Caller) -> Reply {
    host.get(&format!("{}/calendar", host.event)).await
}

#[tokio::test]
async fn a_calendar_has_what_somebody_brings_at_its_time_or_on_its_day() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;

    let reply = own(&party.participant("Pam"), "p").await;

    let found = entries(&reply);
    assert_eq!(found.len(), 2, "what has neither a time nor a day is in no calendar");
    let soup = entry_of(&party, &found, "Soup");
    assert_eq!(soup["DTSTART"], "20260328T163000Z");
    assert_eq!(soup["SUMMARY"], "Soup (2 tubs)");
    assert_eq!(soup["LOCATION"], "Gate 2");
    assert_eq!(
        soup["DESCRIPTION"],
        "Summer party · Kitchen (Cora)\ngluten free, vegetarian\nnot confirmed"
    );
    let bread = entry_of(&party, &found, "Bread");
    assert_eq!(bread["DTSTART;VALUE=DATE"], "20260328");
    assert!(!bread.contains_key("DTSTART"));
    for header in ["cache-control", "content-disposition", "x-robots-tag"] {
        let expected = match header {
            "cache-control" => "no-store",
            "x-robots-tag" => "noindex",
            _ => {
                "attachment; filename=\"Summer party calendar.ics\"; \
                 filename*=UTF-8''Summer%20party%20calendar.ics"
            }
        };
        assert_eq!(reply.header(header), expected);
    }
}

#[tokio::test]
async fn whoever_has_a_link_has_a_calendar_of_their_own() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let cora = party.coordinator("Kitchen");
    assert!(entries(&own(&cora, "c").await).is_empty(), "an empty calendar is one, too");
    assert!(entries(&own(&party.host(), "h").await).is_empty());

    cora.assign("Soup", "Cora").await.expect(200);

    let found = entries(&own(&cora, "c").await);
    assert_eq!(found.len(), 1);
    entry_of(&party, &found, "Soup");
    let left = entries(&own(&party.participant("Pam"), "p").await);
    assert_eq!(left.len(), 1, "it is not Pam's any more");
}

#[tokio::test]
async fn a_host_has_the_whole_plan_in_a_calendar() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;

    let found = entries(&whole(&party.host()).await);

    assert_eq!(found.len(), 3);
    assert_eq!(entry_of(&party, &found, "Soup")["SUMMARY"], "Soup (2 tubs) – Pam");
    let lamps = entry_of(&party, &found, "Lamps");
    assert_eq!(lamps["SUMMARY"], "Lamps – nobody yet");
    assert_eq!(
        (lamps["DTSTART"].as_str(), lamps["STATUS"].as_str()),
        ("20260328T080000Z", "TENTATIVE")
    );
}

#[tokio::test]
async fn the_same_plan_is_the_same_file_and_a_change_counts_up() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, pam) = (party.host(), party.participant("Pam"));
    let (own_before, whole_before) = (own(&pam, "p").await, whole(&host).await);
    app.clock.advance(TimeDelta::days(3));
    host.expect_guests(json!(21)).await.expect(200);

    assert_eq!(own(&pam, "p").await.text, own_before.text);
    assert_eq!(whole(&host).await.text, whole_before.text);

    host.edit("Soup", json!({ "drop_off_local": "2026-03-28T18:00" })).await.expect(200);

    for (before, after) in [(own_before, own(&pam, "p").await), (whole_before, whole(&host).await)]
    {
        let (before, after) = (entries(&before), entries(&after));
        let (old, new) = (entry_of(&party, &before, "Soup"), entry_of(&party, &after, "Soup"));
        assert_eq!((old["SEQUENCE"].as_str(), new["SEQUENCE"].as_str()), ("1", "2"));
        assert_eq!(
            (old["DTSTAMP"].as_str(), new["DTSTAMP"].as_str()),
            ("20251201T090000Z", "20251204T090000Z")
        );
        assert_eq!(new["DTSTART"], "20260328T170000Z");
        assert_eq!(entry_of(&party, &before, "Bread"), entry_of(&party, &after, "Bread"));
    }
}

#[tokio::test]
async fn an_entry_says_what_its_holder_says() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, pam) = (party.host(), party.participant("Pam"));
    let assignments = pam.own_assignments().await;
    let soup = assignments.iter().find(|it| it["item"]["name"] == "Soup").unwrap();
    let id = soup["id"].as_str().unwrap();
    let status = async || {
        let (own, whole) = (entries(&own(&pam, "p").await), entries(&whole(&host).await));
        let [own, whole] = [own, whole].map(|it| entry_of(&party, &it, "Soup"));
        assert_eq!(own["SEQUENCE"], whole["SEQUENCE"]);
        (own["STATUS"].clone(), whole["STATUS"].clone(), own["SEQUENCE"].clone())
    };
    let expected = |own: &str, whole: &str, sequence: &str| {
        (own.to_owned(), whole.to_owned(), sequence.to_owned())
    };

    assert_eq!(status().await, expected("TENTATIVE", "TENTATIVE", "1"));
    pam.acknowledge(id).await.expect(200);
    assert_eq!(status().await, expected("CONFIRMED", "CONFIRMED", "2"));
    pam.decline(id, "I am ill").await.expect(200);
    assert_eq!(status().await, expected("CANCELLED", "TENTATIVE", "3"));
    assert!(!whole(&host).await.text.contains("I am ill"));
}

#[tokio::test]
async fn no_text_breaks_out_of_its_line() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, pam) = (party.host(), party.participant("Pam"));
    let name = "Soup; with, \\n \"all\": \u{1F372}";
    let notes = format!("one\r\nBEGIN:VEVENT\rtwo\n{}", "\u{1F372}é漢 ".repeat(100));
    let edit = json!({ "name": name, "notes": notes, "drop_off_location": "A;B,C\\" });
    host.edit("Soup", edit).await.expect(200);
    host.patch(&host.event, json!({ "name": "Fête, \\; d'été" })).await.expect(200);

    let reply = own(&pam, "p").await;

    let soup = entry_of(&party, &entries(&reply), "Soup");
    assert_eq!(soup["SUMMARY"], format!("{name} (2 tubs)"));
    assert_eq!(soup["LOCATION"], "A;B,C\\");
    let said = notes.trim().replace("\r\n", "\n").replace('\r', "\n");
    assert!(soup["DESCRIPTION"].contains(&said), "{soup:?}");
    assert!(reply.text.contains("X-WR-CALNAME:Fête\\, \\\\\\; d'été\r\n"));
    assert_eq!(
        reply.header("content-disposition"),
        "attachment; filename=\"F te d t calendar.ics\"; \
         filename*=UTF-8''F%C3%AAte%2C%20d%27%C3%A9t%C3%A9%20calendar.ics"
    );
}

/// The rows of a table, by a program that reads tables.
fn rows(reply: &Reply) -> Vec<Vec<String>> {
    let text = reply.text.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.ends_with("\"\r\n") && !text.replace("\r\n", "").contains('\r'));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

async fn export(host: &Caller, query: &str) -> Reply {
    host.get(&format!("{}/export{query}", host.event)).await
}

#[tokio::test]
async fn a_table_has_a_row_for_each_item() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    host.confirm("Soup").await.expect(200);

    let reply = export(&host, "?format=csv").await;

    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(reply.header("cache-control"), "no-store");
    let name = "filename*=UTF-8''Summer%20party%20plan.csv";
    assert!(reply.header("content-disposition").ends_with(name), "{reply:?}");
    let rows = rows(&reply);
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0][..4], ["Team", "Coordinator", "Item", "Quantity"]);
    assert_eq!(
        rows[1],
        [
            "Kitchen",
            "Cora",
            "Soup",
            "2 tubs",
            "yes",
            "gluten free, vegetarian",
            "",
            "2026-03-28",
            "17:30",
            "Gate 2",
            "Pam",
            "confirmed",
            "",
            ""
        ]
    );
    assert_eq!(
        rows[2],
        [
            "Kitchen",
            "Cora",
            "Bread",
            "",
            "",
            "",
            "Saturday",
            "2026-03-28",
            "",
            "",
            "Pam",
            "not confirmed",
            "",
            ""
        ]
    );
    assert_eq!(rows[4][10..12], ["", "nobody yet"]);
    assert_eq!(export(&host, "").await.text, reply.text, "a table unless said");
}

#[tokio::test]
async fn no_cell_is_a_formula_and_no_quote_ends_one() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    for (name, quantity, place) in [
        ("=HYPERLINK(\"http://x\",\"y\")", "-2", "@home"),
        ("＝1+1", "+3 tubs", "5 = 5"),
        ("\",\"=1", "2", "－9"),
    ] {
        let edit = json!({ "name": name, "quantity": quantity, "drop_off_location": place });
        host.edit("Soup", edit).await.expect(200);
        let row = rows(&export(&host, "?format=csv").await).swap_remove(1);
        for (cell, typed) in [(&row[2], name), (&row[3], quantity), (&row[9], place)] {
            let runs = typed.starts_with(['=', '+', '-', '@', '＝', '－']);
            let expected = if runs { format!("'{typed}") } else { typed.to_owned() };
            assert_eq!(*cell, expected);
        }
    }
}

#[tokio::test]
async fn a_message_reads_team_by_team() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let (host, pam) = (party.host(), party.participant("Pam"));
    let own = pam.own_assignments().await;
    let bread = own.iter().find(|it| it["item"]["name"] == "Bread").unwrap();
    pam.decline(bread["id"].as_str().unwrap(), "I am ill").await.expect(200);
    host.confirm("Soup").await.expect(200);

    let reply = export(&host, "?format=text").await;

    assert_eq!(reply.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(
        reply.text,
        "Summer party\n\
         Sat 28 Mar 2026 – Mon 26 Oct 2026 · 20 guests\n\
         \n\
         Kitchen (Cora)\n\
         • Soup (2 tubs) – Pam, confirmed – Sat 28 Mar, 5:30 pm, Gate 2 – gluten free, vegetarian\n\
         • Bread – Pam, cannot – Sat 28 Mar\n\
         • Salad – Pam, not confirmed\n\
         \n\
         Garden (Gil)\n\
         • Lamps – NOBODY YET (critical) – Sat 28 Mar, 9:00 am\n"
    );
}

#[tokio::test]
async fn there_are_two_forms_to_export_to() {
    let app = TestApp::spawn().await;
    let host = party(&app).await.host();

    for query in ["?format=pdf", "?format=", "?format=csv&team=Kitchen"] {
        export(&host, query).await.assert_problem(400, ProblemCode::MalformedQuery);
    }
}

#[tokio::test]
async fn paper_has_whom_to_call() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let host = party.host();
    for (who, phone) in [("Pam", "021 555 0199"), ("Cora", "+49 30 1234")] {
        let path = format!("{}/people/{}", host.event, party.names.person(who));
        host.patch(&path, json!({ "phone": phone })).await.expect(200);
    }
    app.clock.advance(TimeDelta::hours(2));

    let sheet = host.get(&format!("{}/sheet", host.event)).await.expect(200);

    assert_eq!(sheet["printed_at"], "2025-12-01T11:00:00Z");
    assert_eq!(sheet["event"]["name"], "Summer party");
    assert_eq!(sheet["days"][0]["name"], "Saturday");
    let kitchen = &sheet["teams"][0];
    assert_eq!(kitchen["scope"], "Food");
    let cora = json!({ "id": party.names.person("Cora"), "name": "Cora", "phone": "+49 30 1234" });
    assert_eq!(kitchen["coordinator"], cora);
    let soup = &kitchen["items"][0];
    let pam = json!({ "id": party.names.person("Pam"), "name": "Pam", "phone": "021 555 0199" });
    assert_eq!(soup["person"], pam);
    assert_eq!((&soup["acknowledged"], &soup["declined"]), (&json!(false), &json!(false)));
    let item = &soup["item"];
    assert_eq!((&item["name"], &item["quantity"]), (&json!("Soup"), &json!("2 tubs")));
    assert_eq!(item["drop_off_local"], "2026-03-28T17:30");
    assert_eq!(item["vegetarian"], true);
    let lamps = &sheet["teams"][1]["items"][0];
    assert_eq!((&lamps["item"]["name"], &lamps["person"]), (&json!("Lamps"), &Value::Null));
    let gil = &sheet["teams"][1]["coordinator"];
    assert_eq!((&gil["name"], &gil["phone"]), (&json!("Gil"), &Value::Null));
}

#[tokio::test]
async fn what_is_taken_away_leaves_everything_as_it_was_and_costs_the_same_whatever_the_size() {
    let mut costs = Vec::new();
    for size in [1, 60] {
        let app = TestApp::spawn().await;
        let names: Vec<_> = (0..size).map(|n| format!("Dish {n}")).collect();
        let items: Vec<_> =
            names.iter().map(|name| ("Kitchen", name.as_str(), Some("Pam"), false)).collect();
        let party = app.gathering(small_with("confirming", &items)).await;
        let (host, pam) = (party.host(), party.participant("Pam"));
        let before = app.db.dump().await;
        let mut cost = Vec::new();
        for (caller, path) in [
            (&pam, "/api/p/calendar".to_owned()),
            (&host, format!("{}/calendar", host.event)),
            (&host, format!("{}/export?format=csv", host.event)),
            (&host, format!("{}/export?format=text", host.event)),
            (&host, format!("{}/sheet", host.event)),
        ] {
            let statements = app.statements();
            assert_eq!(caller.get(&path).await.status, 200);
            cost.push(app.statements() - statements);
        }
        assert_eq!(app.db.dump().await, before);
        costs.push(cost);
    }
    assert_eq!(costs, [[2, 2, 2, 2, 3], [2, 2, 2, 2, 3]]);
}
