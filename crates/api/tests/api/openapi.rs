//! `openapi.yaml` is generated and committed, so that a change to the API shows up in review.

use std::{collections::BTreeSet, env, fs, path::Path};

use gather_domain::{
    event::GuestCount,
    text::{Name, Note, Quantity, Reason},
};
use serde_json::{Value, json};

use crate::app::TestApp;

fn document() -> Value {
    serde_json::to_value(gather_api::document()).unwrap()
}

/// Path, method and operation of each.
fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    let operations = paths.flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    });
    operations.collect()
}

/// `UPDATE_OPENAPI=1 cargo test -p gather-api --test api openapi` rewrites the file.
#[test]
fn the_committed_document_is_the_one_that_the_code_describes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.yaml");
    let described = gather_api::document().to_yaml().unwrap();
    if env::var_os("UPDATE_OPENAPI").is_some() {
        fs::write(&path, &described).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == described, "openapi.yaml is out of date: run `cargo xtask openapi`");
}

#[tokio::test]
async fn the_server_serves_the_document() {
    let app = TestApp::spawn().await;

    let yaml = app.stranger().get("/openapi.yaml").await;
    let json = app.stranger().get("/openapi.json").await;

    assert_eq!(yaml.text, gather_api::document().to_yaml().unwrap());
    assert_eq!(yaml.header("content-type"), "application/yaml");
    assert_eq!(json.body, document());
}

#[test]
fn every_operation_has_a_name_of_its_own_and_a_summary() {
    let document = document();
    let mut names = BTreeSet::new();
    for (path, method, operation) in operations(&document) {
        let name = operation["operationId"].as_str();
        assert!(name.is_some_and(|name| names.insert(name)), "{method} {path}: {name:?}");
        assert!(operation["summary"].is_string(), "{method} {path} has no summary");
        assert!(operation["tags"][0].is_string(), "{method} {path} has no tag");
    }
}

#[test]
fn every_variable_of_a_path_is_a_parameter_and_the_other_way_round() {
    let document = document();
    for (path, method, operation) in operations(&document) {
        let variables: BTreeSet<_> =
            path.split('{').skip(1).map(|it| it.split('}').next().unwrap()).collect();
        let none = Vec::new();
        let parameters = operation["parameters"].as_array().unwrap_or(&none);
        let declared: BTreeSet<_> = parameters
            .iter()
            .filter(|it| it["in"] == "path")
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert_eq!(declared, variables, "{method} {path}");
    }
}

/// The types of what is taken away as a file.
const FILES: [&str; 3] = ["text/calendar", "text/csv", "text/plain"];

#[test]
fn every_refusal_is_a_problem_and_every_success_is_described() {
    let document = document();
    let problem = json!({ "$ref": "#/components/schemas/Problem" });
    for (path, method, operation) in operations(&document) {
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|it| it.starts_with('2')), "{method} {path}");
        for (status, response) in responses {
            let what = format!("{method} {path} {status}");
            let content = response["content"].as_object();
            if status.starts_with(['4', '5']) {
                let content = content.unwrap_or_else(|| panic!("{what} has no content"));
                assert_eq!(content.keys().collect::<Vec<_>>(), ["application/problem+json"]);
                assert_eq!(content["application/problem+json"]["schema"], problem, "{what}");
            } else if status != "204" {
                let types = content.iter().flat_map(|it| it.keys());
                let mut types = types.map(String::as_str).filter(|it| !FILES.contains(it));
                let is_file = ["/calendar", "/export", ".csv"].iter().any(|it| path.ends_with(it));
                assert_eq!(types.next().is_none(), is_file, "{what}");
            }
        }
    }
}

#[test]
fn every_operation_says_by_what_its_caller_is_known() {
    let document = document();
    assert_eq!(document["components"]["securitySchemes"]["link"]["scheme"], "bearer");
    assert_eq!(document["components"]["securitySchemes"]["session"]["in"], "cookie");
    let (link, session) = (json!({ "link": [] }), json!({ "session": [] }));
    for (path, method, operation) in operations(&document) {
        let expected = match path.split('/').nth(2) {
            None => Value::Null,
            Some("auth") if !path.ends_with("/logout") && !path.ends_with("/refresh") => {
                Value::Null
            }
            Some("auth" | "me" | "admin" | "notifications" | "invitations") => json!([session]),
            Some("public-events") if path.ends_with("/public-events") => Value::Null,
            Some("public-events") => json!([{}, session]),
            Some("event-invites") => match operation["operationId"].as_str().unwrap() {
                "request_new_invite" => Value::Null,
                "preview_invite" => json!([{}, session]),
                _ => json!([session]),
            },
            Some("events")
                if path == "/api/events"
                    || path.contains("/invites")
                    || path.contains("/invitations")
                    || path.contains("/hosts")
                    || path.ends_with("/cohosts")
                    || path.ends_with("/member-search")
                    || path.ends_with("/leave")
                    || path.ends_with("/publication")
                    || path.ends_with("/cancel")
                    || path.ends_with("/restore")
                    || path.ends_with("/transfer")
                    || path.ends_with("/step-up")
                    || path == "/api/events/{event_id}/history"
                    || operation["operationId"] == "delete_event"
                    || operation["operationId"] == "duplicate_event" =>
            {
                json!([session])
            }
            Some("events") => json!([link, session]),
            Some(_) => json!([link]),
        };
        assert_eq!(operation["security"], expected, "{method} {path}");
        if expected != Value::Null {
            for status in ["401", "403"] {
                assert!(!operation["responses"][status].is_null(), "{method} {path} {status}");
            }
        }
    }
}

#[test]
fn requests_refuse_unknown_fields() {
    let document = document();
    for (path, method, operation) in operations(&document) {
        let Some(body) = operation.get("requestBody") else { continue };
        let content = body["content"].as_object().unwrap();
        if content.keys().eq(["text/csv"]) {
            continue; // Columns that nobody knows are passed over, and the answer says so.
        }
        let name = content["application/json"]["schema"]["$ref"].as_str().unwrap();
        let schema = &document["components"]["schemas"][name.rsplit('/').next().unwrap()];
        assert_eq!(schema["additionalProperties"], false, "{method} {path}");
    }
}

#[test]
fn the_limits_on_the_wire_are_those_of_the_domain() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    for request in ["CreateItem", "CreateEventItem", "EditItem"] {
        let properties = schemas[request]["properties"].as_object().unwrap();
        for (field, max) in [
            ("name", Name::MAX),
            ("quantity", Quantity::MAX),
            ("description", Note::MAX),
            ("notes", Note::MAX),
            ("drop_off_location", Name::MAX),
            ("drop_off_note", Note::MAX),
        ] {
            assert_eq!(properties[field]["maxLength"], max, "{request}.{field}");
        }
        assert_eq!(properties["name"]["minLength"], 1, "{request}.name");
        // Whoever adds a text says how long it may be.
        for (field, schema) in properties {
            let is_text =
                schema["type"].to_string().contains("string") && schema["format"].is_null();
            let is_time = field == "drop_off_at" || field == "drop_off_local";
            assert_eq!(is_text && !is_time, schema["maxLength"].is_u64(), "{request}.{field}");
        }
    }
    assert_eq!(schemas["ChangeStatus"]["properties"]["reason"]["maxLength"], Reason::MAX);
    let count = &schemas["EditEvent"]["properties"]["guest_count"];
    assert_eq!((&count["minimum"], &count["maximum"]), (&json!(0), &json!(GuestCount::MAX)));
    for (path, method, operation) in operations(&document) {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        for parameter in parameters.filter(|it| it["name"] == "override_reason") {
            assert_eq!(parameter["schema"]["maxLength"], Reason::MAX, "{method} {path}");
        }
    }
}
