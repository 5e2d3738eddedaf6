//! One call: built, sent, read.

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};
use web_sys::RequestCredentials;

use super::ApiError;
use crate::credential::Credential;

const BASE: &str = "/api";

/// The status of what is not done yet.
const ACCEPTED: u16 = 202;

/// A file that the server made for the viewer to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What the server calls it.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    pub text: String,
}

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
        let request = self.0.build().map_err(unreadable)?;
        understand(&text(request).await?)
    }

    /// Sends it with a body.
    pub async fn send_json<T: DeserializeOwned>(
        self,
        body: &impl Serialize,
    ) -> Result<T, ApiError> {
        let request = self.0.json(body).map_err(unreadable)?;
        understand(&text(request).await?)
    }

    /// Sends it with a body. `None` is no refusal: it is accepted, and goes on by mail.
    pub async fn send_json_or_mail<T: DeserializeOwned>(
        self,
        body: &impl Serialize,
    ) -> Result<Option<T>, ApiError> {
        let request = self.0.json(body).map_err(unreadable)?;
        let response = accepted(request).await?;
        if response.status() == ACCEPTED {
            return Ok(None);
        }
        understand(&response.text().await.map_err(unreadable)?).map(Some)
    }

    /// Sends it with a body where nothing but success is expected.
    pub async fn send_json_for_nothing(self, body: &impl Serialize) -> Result<(), ApiError> {
        let request = self.0.json(body).map_err(unreadable)?;
        accepted(request).await.map(drop)
    }

    /// Sends it with the rows of a list.
    pub async fn send_csv<T: DeserializeOwned>(self, rows: String) -> Result<T, ApiError> {
        let request = self.0.header("Content-Type", "text/csv").body(rows).map_err(unreadable)?;
        understand(&text(request).await?)
    }

    /// Sends it where the answer is a file.
    pub async fn send_for_file(self) -> Result<File, ApiError> {
        let request = self.0.build().map_err(unreadable)?;
        let response = accepted(request).await?;
        let headers = response.headers();
        let name = headers.get("Content-Disposition").as_deref().and_then(plain_name);
        let media_type = headers.get("Content-Type").unwrap_or_default();
        let text = response.text().await.map_err(unreadable)?;
        Ok(File { name: name.unwrap_or_else(|| "plan".to_owned()), media_type, text })
    }

    /// Sends it where nothing but success is expected.
    pub async fn send_for_nothing(self) -> Result<(), ApiError> {
        text(self.0.build().map_err(unreadable)?).await.map(drop)
    }
}

/// The plain name in a `Content-Disposition`, which our server always quotes.
fn plain_name(disposition: &str) -> Option<String> {
    let (_, rest) = disposition.split_once("filename=\"")?;
    rest.split_once('"').map(|(name, _)| name.to_owned())
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
