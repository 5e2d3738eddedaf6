//! Planning by hand: what a host does to days, teams, people and the gathering itself.

mod cost;
mod days;
mod duplicates;
mod event;
mod import_items;
mod import_people;
mod many_items;
mod matrix;
mod people;
mod places;
mod races;
mod readiness;
mod teams;

use gather_domain::{id::TeamId, person::Role};
use reqwest::Method;
use serde_json::Value;
use uuid::Uuid;

use crate::{caller::Caller, reply::Reply};

/// Where a host does things to the plan: below their event, overriding if they have a reason.
impl Caller {
    pub async fn list(&self, what: &str) -> Vec<Value> {
        let mut list = self.get(&format!("{}/{what}", self.event)).await.expect(200);
        let Value::Array(items) = list["items"].take() else { panic!("{list}") };
        items
    }

    pub async fn show(&self, what: &str) -> Value {
        self.get(&format!("{}/{what}", self.event)).await.expect(200)
    }

    pub async fn add(&self, what: &str, body: Value) -> Reply {
        self.post(&self.plan(what), body).await
    }

    /// Sends rows as a file: `query` goes after the `?`.
    pub async fn import(&self, what: &str, query: &str, rows: impl Into<Vec<u8>>) -> Reply {
        let csv = self.with("content-type", "text/csv");
        let path = format!("{}/{what}/import?{query}", self.event);
        csv.send(Method::POST, &path, Some(rows.into())).await
    }

    pub async fn change(&self, what: &str, body: Value) -> Reply {
        self.patch(&self.plan(what), body).await
    }

    pub async fn drop(&self, what: &str) -> Reply {
        self.send(Method::DELETE, &self.plan(what), None).await
    }
}

/// Somebody with the link that the host would hand to them now.
pub async fn newcomer(host: &Caller, name: &str) -> Caller {
    let links = host.links().await.expect(200);
    let links = links["items"].as_array().unwrap();
    let link = links.iter().find(|it| it["person"]["name"] == name);
    let link = link.unwrap_or_else(|| panic!("{name} has no link"));
    let role = match link["role"].as_str().unwrap() {
        "host" => Role::Host,
        "coordinator" => Role::Coordinator { team_id: TeamId::from_uuid(Uuid::nil()) },
        _ => Role::Participant,
    };
    let (_, secret) = link["url"].as_str().unwrap().split_once('#').unwrap();
    host.holding(role, secret, &host.names)
}

/// What the last entry of the audit says: action, target and details.
pub async fn last_entry(host: &Caller) -> (Value, Value, Value) {
    let audit = host.audit("?limit=1").await.expect(200);
    let entry = &audit["items"][0];
    (entry["action"].clone(), entry["target"].clone(), entry["details"].clone())
}
