//! All that a gathering's plan consists of, in one piece.

use futures_util::future::try_join4;
use gather_wire as wire;
use gloo_net::http::Method;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{ApiError, client::Call};
use crate::credential::Credential;

/// How much of a list comes at once: as much as the server gives.
const PAGE: &str = "200";

/// What is planned, as far as the gathering's overview does not say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// By date.
    pub days: Vec<wire::Day>,
    /// In the order in which they were made.
    pub teams: Vec<wire::Team>,
    /// Everybody, hosts too.
    pub people: Vec<wire::Profile>,
    /// Of every team.
    pub items: Vec<wire::Item>,
}

/// The plan as it is now.
pub async fn plan(by: &Credential, event_id: Uuid) -> Result<Plan, ApiError> {
    let path = |what: &str| format!("/events/{event_id}/{what}");
    let (days_at, teams_at) = (path("days"), path("teams"));
    let (days, teams, people, items) = try_join4(
        Call::new(Method::GET, &days_at, by).send::<wire::Days>(),
        Call::new(Method::GET, &teams_at, by).send::<wire::Teams>(),
        all_pages(by, path("people")),
        items(by, event_id),
    )
    .await?;
    Ok(Plan { days: days.items, teams: teams.items, people, items })
}

/// Every item of the gathering, of all teams.
pub async fn items(by: &Credential, event_id: Uuid) -> Result<Vec<wire::Item>, ApiError> {
    all_pages(by, format!("/events/{event_id}/items")).await
}

/// A list to its end.
async fn all_pages<T: DeserializeOwned>(by: &Credential, path: String) -> Result<Vec<T>, ApiError> {
    let mut all = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let page: wire::Page<T> = Call::new(Method::GET, &path, by)
            .query("limit", Some(PAGE))
            .query("cursor", cursor.as_deref())
            .send()
            .await?;
        all.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(all);
        }
    }
}
