//! One call: built, sent, read.

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};
use web_sys::RequestCredentials;

use super::ApiError;
use crate::credential::Credential;

const BASE: &str = "/api";

/// A request, to be sent.
pub struct Call(RequestBuilder);

impl Call {
    /// A request for `path`, below `/api`.
    pub fn new(method: Method, path: &str, by: &Credential) -> Self {
        match by {
            Credential::Link(link) => {
                let request = RequestBuilder::new(&format!("{BASE}{path}"))
                    .method(method)
                    // A link says who calls. A session that came along would be a second answer.
                    .credentials(RequestCredentials::Omit)
                    // The secret goes into this header, nowhere else.
                    .header("Authorization", &format!("Bearer {}", link.expose()));
                Self(request)
            }
            Credential::Session { .. } => Self::by_session(method, path),
        }
    }

    /// A request for `path`, below `/api`, by whoever is signed in in this browser.
    pub fn by_session(method: Method, path: &str) -> Self {
        let request = RequestBuilder::new(&format!("{BASE}{path}"))
            .method(method)
            .credentials(RequestCredentials::SameOrigin);
        Self(request)
    }

    /// Adds what follows the `?`, where there is something.
    pub fn query<'a>(self, name: &'a str, value: Option<&'a str>) -> Self {
        Self(match value {
            Some(value) => self.0.query([(name, value)]),
            None => self.0,
        })
    }

    /// Only if the thing still is what we saw: another version is refused.
    pub fn if_version(self, version: i64) -> Self {
        Self(self.0.header("If-Match", &format!("\"{version}\"")))
    }

    /// Sent twice with the same key it happens once.
    pub fn once(self, key: &str) -> Self {
        Self(self.0.header("Idempotency-Key", key))
    }

    /// Sends it without a body.
    pub async fn send<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        understand(&self.send_for_text().await?)
    }

    /// Sends it with a body.
    pub async fn send_json<T: DeserializeOwned>(
        self,
        body: &impl Serialize,
    ) -> Result<T, ApiError> {
        let request = self.0.json(body).map_err(unreadable)?;
        understand(&text(request).await?)
    }

    /// Sends it with the rows of a list.
    pub async fn send_csv<T: DeserializeOwned>(self, rows: String) -> Result<T, ApiError> {
        let request = self.0.header("Content-Type", "text/csv").body(rows).map_err(unreadable)?;
        understand(&text(request).await?)
    }

    /// Sends it where a file is expected.
    pub async fn send_for_text(self) -> Result<String, ApiError> {
        text(self.0.build().map_err(unreadable)?).await
    }

    /// Sends it where nothing but success is expected.
    pub async fn send_for_nothing(self) -> Result<(), ApiError> {
        self.send_for_text().await.map(drop)
    }
}

/// Reads an answer. All that waits for it is the same for every kind of answer, and is there once.
fn understand<T: DeserializeOwned>(answer: &str) -> Result<T, ApiError> {
    serde_json::from_str(answer).map_err(|error| unreadable(error.into()))
}

async fn text(request: Request) -> Result<String, ApiError> {
    accepted(request).await?.text().await.map_err(unreadable)
}

async fn accepted(request: Request) -> Result<Response, ApiError> {
    let response = request.send().await.map_err(unreachable)?;
    if response.ok() {
        return Ok(response);
    }
    let problem = response.json().await.map_err(unreadable)?;
    Err(ApiError::Refused(Box::new(problem)))
}

fn unreachable(error: gloo_net::Error) -> ApiError {
    leptos::logging::error!("{error}");
    ApiError::Unreachable
}

fn unreadable(error: gloo_net::Error) -> ApiError {
    leptos::logging::error!("{error}");
    ApiError::Unreadable
}
