use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::json;

use super::party;
use crate::{app::TestApp, caller::Caller, gathering::Gathering, reply::Reply};

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
