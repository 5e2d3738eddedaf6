//! What every request meets before its handler: bodies, paths, queries and conditions.
//!
//! Actix polls a handler's arguments together, and the first error wins. An argument that could
//! fail before the caller is known would tell a stranger that their body is malformed. Therefore
//! [`Body`] and [`Late`] never fail by themselves: the handler reads them once it has its caller.

use std::time::Duration;

use actix_web::{
    FromRequest, HttpMessage as _, HttpRequest,
    dev::Payload,
    http::header::{self, HeaderMap},
    rt::time::timeout,
    web::{self, Bytes},
};
use futures_util::{StreamExt as _, future::LocalBoxFuture};
use gather_domain::text::Reason;
use gather_wire::{FieldProblem, ProblemCode};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use serde_path_to_error::Segment;
use utoipa::IntoParams;
use uuid::Uuid;

use super::problem::{ApiError, ApiResult};

/// No body is larger than this, in bytes.
const MAX_BODY: usize = 256 * 1024;

/// No body may take longer than this to arrive.
pub(super) const MAX_WAIT: Duration = Duration::from_secs(10);

/// No body is nested more deeply than this.
const MAX_DEPTH: usize = 32;

/// A JSON body, read once the caller is known.
pub(crate) struct Body<T> {
    bytes: Result<Bytes, ApiError>,
    target: std::marker::PhantomData<T>,
}

impl<T: DeserializeOwned> Body<T> {
    /// The body, or everything that is wrong with it.
    pub(crate) fn read(self) -> ApiResult<T> {
        let bytes = self.bytes?;
        if depth(&bytes) > MAX_DEPTH {
            return Err(ApiError::new(
                ProblemCode::MalformedBody,
                "The body is nested too deeply.",
            ));
        }
        // Serde would take a list of the fields' values, too, which no document says.
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            return Err(ApiError::new(
                ProblemCode::MalformedBody,
                "The body is not a JSON object.",
            ));
        }
        let mut reader = serde_json::Deserializer::from_slice(&bytes);
        let fault = match serde_path_to_error::deserialize(&mut reader) {
            Ok(value) => match reader.end() {
                Ok(()) => return Ok(value),
                Err(error) => error,
            },
            Err(error) => error.into_inner(),
        };
        Err(wrong_fields::<T>(&bytes, &fault).map_or_else(
            || ApiError::new(ProblemCode::MalformedBody, "The body is not valid JSON."),
            ApiError::invalid,
        ))
    }
}

/// Every field whose name or type is wrong, up to a hundred; `None` if the body is no JSON. Serde
/// stops at the first, so the faulty field is taken out and the rest is read again, until nothing is
/// wrong with it.
fn wrong_fields<T: DeserializeOwned>(
    bytes: &[u8],
    first: &serde_json::Error,
) -> Option<Vec<FieldProblem>> {
    let mut object: Value = serde_json::from_slice(bytes).ok()?;
    let mut fields = Vec::new();
    if let Some(name) = named(&first.to_string(), "duplicate field `") {
        note(&mut fields, name, "duplicate_field", "comes more than once".to_owned());
    }
    let mut stand_ins: Vec<String> = Vec::new();
    while let Err(error) = serde_path_to_error::deserialize::<_, T>(&object) {
        let object = object.as_object_mut()?;
        let message = error.inner().to_string();
        if let Some(name) = named(&message, "missing field `") {
            note(&mut fields, name, "missing", "is missing".to_owned());
            // Something in its place, so that the next one that is missing shows.
            object.insert(name.to_owned(), Value::from(Uuid::nil().to_string()));
            stand_ins.push(name.to_owned());
            continue;
        }
        let Some(Segment::Map { key: name }) = error.path().iter().next() else { break };
        if message.starts_with("unknown field") {
            let message = "is not a field that we know here".to_owned();
            note(&mut fields, name, "unknown_field", message);
        } else {
            note(&mut fields, name, "wrong_type", plain(&message));
        }
        let removed = object.remove(name);
        if removed.is_none() || stand_ins.contains(name) || fields.len() >= 100 {
            break;
        }
    }
    Some(fields)
}

/// Notes what is wrong with a field, once: what was taken out is missing then, by our own doing.
fn note(fields: &mut Vec<FieldProblem>, name: &str, code: &str, message: String) {
    let path = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
    if fields.iter().all(|it| it.path != path) {
        fields.push(FieldProblem { path, code: code.to_owned(), message });
    }
}

/// The name that follows these words in a message of serde's.
fn named<'a>(message: &'a str, words: &str) -> Option<&'a str> {
    message.strip_prefix(words)?.split('`').next()
}

/// What serde expected, without what it found: that may be a secret in the wrong place.
fn plain(message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or(message);
    match message.rsplit_once("expected ") {
        _ if message.starts_with("UUID") => "must be an id".to_owned(),
        Some((_, "a formatted UUID string")) => "must be an id".to_owned(),
        Some((_, "i64" | "u64")) => "must be a whole number".to_owned(),
        Some((_, expected)) => format!("must be {expected}"),
        None => "is not of the right kind".to_owned(),
    }
}

/// How deeply brackets are nested, strings left out.
fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

impl<T> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request.content_type().eq_ignore_ascii_case("application/json");
        let payload = payload.take();
        Box::pin(async move {
            let bytes = if is_json {
                timeout(MAX_WAIT, collect(payload, MAX_BODY)).await.unwrap_or_else(|_elapsed| {
                    let detail = "The body did not arrive in time.";
                    Err(ApiError::new(ProblemCode::RequestTimeout, detail))
                })
            } else {
                Err(ApiError::new(
                    ProblemCode::UnsupportedMediaType,
                    "Send the body as application/json.",
                ))
            };
            Ok(Self { bytes, target: std::marker::PhantomData })
        })
    }
}

/// All of a body, up to so many bytes.
pub(super) async fn collect(mut payload: Payload, max: usize) -> Result<Bytes, ApiError> {
    let mut bytes = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_broken| {
            ApiError::new(ProblemCode::MalformedBody, "The body ended before it was complete.")
        })?;
        if bytes.len() + chunk.len() > max {
            let detail = format!("The body is larger than {} KiB.", max / 1024);
            return Err(ApiError::new(ProblemCode::PayloadTooLarge, detail));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// An argument from the path or the query, read once the caller is known.
pub(crate) struct Late<T>(Result<T, ApiError>);

impl<T> Late<T> {
    /// The argument, or why it is none.
    pub(crate) fn read(self) -> ApiResult<T> {
        self.0
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Late<web::Path<T>> {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let path = web::Path::<T>::from_request(request, payload).into_inner();
        let path = path.map_err(|_error| {
            ApiError::new(ProblemCode::MalformedPath, "An id in the address is not an id.")
        });
        std::future::ready(Ok(Self(path)))
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Late<web::Query<T>> {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let query = web::Query::<T>::from_request(request, payload).into_inner();
        let query = query.map_err(|_error| {
            ApiError::new(
                ProblemCode::MalformedQuery,
                "Something after the “?” of the address is not known here, or not right.",
            )
        });
        std::future::ready(Ok(Self(query)))
    }
}

/// While the plan is frozen, a host says why they change it all the same.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Override {
    /// Why: 1 to 500 characters. Ignored where nothing is overridden.
    #[param(min_length = 1, max_length = 500)]
    override_reason: Option<String>,
}

impl Late<web::Query<Override>> {
    /// The reason, if one was given.
    pub(crate) fn reason(self) -> ApiResult<Option<Reason>> {
        let mut fields = Fields::default();
        let text = self.read()?.into_inner().override_reason;
        let reason = fields.take("/override_reason", text.as_deref().map(Reason::parse));
        fields.finish()?;
        Ok(reason)
    }
}

/// The conditions and the name that a client gives to its request.
pub(crate) struct Conditions {
    headers: HeaderMap,
}

impl Conditions {
    /// The version that the client saw: `If-Match`. `*` means any.
    pub(crate) fn if_match(&self) -> ApiResult<Option<i64>> {
        let Some(value) = self.headers.get(header::IF_MATCH) else { return Ok(None) };
        let tag = value.to_str().unwrap_or_default().trim();
        if tag == "*" {
            return Ok(None);
        }
        let version = tag.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        // Only what `ETag` would say: no sign, no zero before the number.
        let version = version.and_then(|it| it.parse::<i64>().ok().filter(|n| n.to_string() == it));
        version.map(Some).ok_or_else(|| {
            ApiError::new(ProblemCode::VersionMismatch, "No version of it ever had that ETag.")
        })
    }

    /// The client's name for a request that it may send again: `Idempotency-Key`.
    pub(crate) fn idempotency_key(&self) -> ApiResult<Option<String>> {
        let Some(value) = self.headers.get("idempotency-key") else { return Ok(None) };
        let key = value.to_str().unwrap_or_default();
        if (1..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()) {
            return Ok(Some(key.to_owned()));
        }
        Err(ApiError::new(
            ProblemCode::MalformedHeader,
            "An Idempotency-Key is 1 to 64 visible ASCII characters.",
        ))
    }
}

impl FromRequest for Conditions {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut headers = HeaderMap::new();
        for name in [header::IF_MATCH, header::HeaderName::from_static("idempotency-key")] {
            if let Some(value) = request.headers().get(&name) {
                headers.insert(name, value.clone());
            }
        }
        std::future::ready(Ok(Self { headers }))
    }
}

/// Why a field is not acceptable: a stable code, and a fragment that fits after the field's name.
pub(crate) trait FieldError: std::fmt::Display {
    /// The code, for programs.
    fn code(&self) -> &'static str;
}

/// Collects everything that is wrong before anything is refused.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<FieldProblem>);

impl Fields {
    /// The value of a field, if it was given and is acceptable.
    pub(crate) fn take<T, E: FieldError>(
        &mut self,
        path: &str,
        value: Option<Result<T, E>>,
    ) -> Option<T> {
        match value? {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(path, error.code(), error.to_string());
                None
            }
        }
    }

    /// The same for a field of a patch, where `null` clears.
    #[expect(clippy::option_option, reason = "absent, null and a value are three things")]
    pub(crate) fn patch<V, T, E: FieldError>(
        &mut self,
        path: &str,
        value: Option<Option<V>>,
        parse: impl FnOnce(V) -> Result<T, E>,
    ) -> Option<Option<T>> {
        match value? {
            None => Some(None),
            Some(value) => self.take(path, Some(parse(value))).map(Some),
        }
    }

    /// Notes that a field is wrong.
    pub(crate) fn refuse(&mut self, path: &str, code: &str, message: impl Into<String>) {
        let (path, code, message) = (path.to_owned(), code.to_owned(), message.into());
        self.0.push(FieldProblem { path, code, message });
    }

    /// The refusal, when it is known that something was wrong.
    pub(crate) fn into_refusal(self) -> ApiError {
        ApiError::invalid(self.0)
    }

    /// Refuses, if anything was wrong.
    pub(crate) fn finish(self) -> ApiResult<()> {
        if self.0.is_empty() { Ok(()) } else { Err(ApiError::invalid(self.0)) }
    }
}

impl FieldError for gather_domain::text::TextError {
    fn code(&self) -> &'static str {
        (*self).code()
    }
}

impl FieldError for gather_domain::zone::LocalTimeError {
    fn code(&self) -> &'static str {
        (*self).code()
    }
}
