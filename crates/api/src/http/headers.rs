//! What every answer carries, and what no request may exceed.

use actix_web::{
    Error, ResponseError as _,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderName, HeaderValue},
    },
    middleware::Next,
};
use gather_wire::ProblemCode;

use super::problem::ApiError;

/// No address is longer than this, in bytes.
const MAX_URI: usize = 4096;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data:; connect-src 'self'; manifest-src 'self'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Swagger UI writes style attributes.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; \
                           style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                           connect-src 'self'; base-uri 'none'; form-action 'self'; \
                           frame-ancestors 'none'";

const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Refuses what is too long, and sets the headers that every answer carries.
pub(crate) async fn secure<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let too_long = request.uri().path_and_query().is_some_and(|it| it.as_str().len() > MAX_URI);
    let path = request.path();
    let is_api = path.starts_with("/api");
    let is_docs = path == "/docs" || path.starts_with("/docs/");
    let is_link = ["/p", "/c", "/h"].iter().any(|page| {
        path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    if request.method() == Method::HEAD {
        // Whatever can be read can be asked after. Actix knows by itself that no body goes out.
        request.head_mut().method = Method::GET;
    }
    let mut response = if too_long {
        let error = ApiError::new(ProblemCode::UriTooLong, "The address is longer than 4 KiB.");
        request.into_response(error.error_response()).map_into_right_body()
    } else {
        next.call(request).await?.map_into_left_body()
    };

    let policy = if is_docs { DOCS_POLICY } else { POLICY };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if is_api || is_link {
        let name = HeaderName::from_static("x-robots-tag");
        headers.insert(name, HeaderValue::from_static("noindex"));
    }
    Ok(response)
}
