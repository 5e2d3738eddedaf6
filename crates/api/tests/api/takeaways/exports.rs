//! Tables for spreadsheets, and messages to paste.

use gather_wire::ProblemCode;
use serde_json::json;

use super::party;
use crate::{app::TestApp, caller::Caller, reply::Reply};

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
