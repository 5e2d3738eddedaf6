//! Bodies that nobody thought of: whatever comes, the answer is never a failure of ours.

use gather_domain::text::Name;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Map, Value, json};

use crate::{
    app::TestApp,
    input::{party, writes},
};

const FIELDS: [&str; 20] = [
    "name",
    "team_id",
    "day_id",
    "quantity",
    "description",
    "critical",
    "gluten_free",
    "dairy_free",
    "vegetarian",
    "notes",
    "drop_off_at",
    "drop_off_local",
    "drop_off_location",
    "drop_off_note",
    "person_id",
    "guest_count",
    "status",
    "reason",
    "",
    "colour",
];

/// Texts that mean something somewhere.
const KNOWN: [&str; 17] = [
    "",
    " ",
    "\0",
    "\u{7}",
    "\n",
    "frozen",
    "complete",
    "2026-03-29T02:30",
    "🎄",
    "2026-03-28T12:00:00Z",
    "00000000-0000-0000-0000-000000000000",
    "\u{202e}",
    "'; DROP TABLE",
    "9999-12-31T23:59:60Z",
    "-0001-01-01T00:00",
    "\u{feff}",
    "%s%n",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(&KNOWN[..]).prop_map(str::to_owned),
        any::<String>(),
        Just("é".repeat(Name::MAX + 1)),
        "[0-9]{4,6}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z?",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        4 => text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((text(), inner), 0..4)
                .prop_map(|fields| Value::from(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// A body that is nearly right: fields that we know, with values that may fit.
fn body() -> impl Strategy<Value = Value> {
    let fields = prop::collection::vec((prop::sample::select(&FIELDS[..]), value()), 0..6);
    let object = fields.prop_map(|fields| {
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
        Value::from(fields.collect::<Map<_, _>>())
    });
    prop_oneof![8 => object, 1 => value()]
}

#[tokio::test]
async fn no_body_makes_us_fail() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let mut runner = TestRunner::default();
    let bodies = body();

    for (caller, method, path) in writes(&party) {
        for _ in 0..60 {
            let body = bodies.new_tree(&mut runner).unwrap().current();
            let reply = caller.send(method.clone(), &path, Some(body.to_string().into())).await;
            assert!(reply.status < 500, "{method} {path} {body}: {reply:?}");
            if reply.status >= 300 {
                reply.assert_is_problem();
            }
            if reply.outcome() == "validation_failed" {
                assert_ne!(reply.body["fields"], Value::Null, "{path} {body}: {reply:?}");
            }
        }
        // Whatever was accepted can be read.
        for reader in [party.host(), party.coordinator("Kitchen"), party.participant("Pam")] {
            reader.look().await.expect(200);
        }
        party.host().team("Kitchen").await.expect(200);
        party.host().audit("?limit=200").await.expect(200);
        app.db_set_status(&party, "confirming").await;
    }
}

#[tokio::test]
async fn no_bytes_make_us_fail() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let mut runner = TestRunner::default();
    let bytes = prop::collection::vec(any::<u8>(), 0..200);
    let before = app.db.dump().await;

    for (caller, method, path) in writes(&party) {
        for _ in 0..20 {
            let body = bytes.new_tree(&mut runner).unwrap().current();
            // No such bytes are an object by chance.
            let reply = caller.send(method.clone(), &path, Some(body.clone())).await;
            assert!(matches!(reply.status, 400 | 422), "{path} {body:?}: {reply:?}");
            reply.assert_is_problem();
        }
    }
    assert_eq!(app.db.dump().await, before);
}

#[tokio::test]
async fn no_header_makes_us_fail() {
    let app = TestApp::spawn().await;
    let party = party(&app).await;
    let cora = party.coordinator("Kitchen");
    let mut runner = TestRunner::default();
    let values = "[ -~]{0,80}";

    for name in ["if-match", "idempotency-key", "authorization", "content-type", "accept-encoding"]
    {
        for _ in 0..20 {
            let value = values.new_tree(&mut runner).unwrap().current();
            let caller = if name == "authorization" { cora.without_secret() } else { cora.clone() };
            let reply = caller.with(name, &value).edit("Bread", json!({ "quantity": "1" })).await;
            assert!(reply.status < 500, "{name}: {value}: {reply:?}");
        }
    }
}
