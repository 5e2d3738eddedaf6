//! What every request that creates something shares: a name of the client's for it, and where to
//! find what was made.

use actix_web::{HttpResponse, http::header};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::IntoParams;
use uuid::Uuid;

use super::{extract::Conditions, problem::ApiResult};
use crate::usecase::creation::{Created, Request};

/// A name that the client gives to its request.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it describes; `Conditions` reads it")]
pub(crate) struct IdempotencyHeader {
    /// 1 to 64 visible characters. The same request with the same key, sent again within 24 hours,
    /// has one effect and gets the same answer.
    #[param(rename = "Idempotency-Key", min_length = 1, max_length = 64)]
    idempotency_key: Option<String>,
}

/// What every answer to a creation has.
#[derive(Deserialize)]
struct Made {
    id: Uuid,
    version: Option<i64>,
}

/// The client's name for its request, with a hash of all that it asks for. The caller is their link or
/// their account.
pub(crate) fn request(
    caller: Uuid,
    place: &str,
    conditions: &Conditions,
    asked: &impl Serialize,
) -> ApiResult<Option<Request>> {
    let Some(key) = conditions.idempotency_key()? else { return Ok(None) };
    let mut hash = Sha256::new();
    hash.update(place);
    hash.update(serde_json::to_vec(asked)?);
    Ok(Some(Request { caller, key, hash: hash.finalize().into() }))
}

/// How something that was made reads, now and when its request is sent again.
pub(crate) fn render(made: &impl Serialize) -> String {
    serde_json::to_string(made).expect("plain data can always be written")
}

/// 201: what was made, its version if it has one, and where it is now.
pub(crate) fn answer<T>(
    created: Created<T>,
    render: impl FnOnce(&T) -> String,
    place: &str,
) -> ApiResult<HttpResponse> {
    let body = match created {
        Created::Now(made) => render(&made),
        Created::Before(answer) => answer,
    };
    let made: Made = serde_json::from_str(&body)?;
    let mut response = HttpResponse::Created();
    response.insert_header((header::LOCATION, format!("{place}/{}", made.id)));
    if let Some(version) = made.version {
        response.insert_header((header::ETAG, format!("\"{version}\"")));
    }
    Ok(response.content_type("application/json").body(body))
}

/// 200: what became of a request that makes many things, now and when it is sent again.
pub(crate) fn report<T>(created: Created<T>, render: impl FnOnce(&T) -> String) -> HttpResponse {
    let body = match created {
        Created::Now(made) => render(&made),
        Created::Before(answer) => answer,
    };
    HttpResponse::Ok().content_type("application/json").body(body)
}
