//! Where a request comes from: another site must not act with a browser's session.

use actix_web::{HttpRequest, http::header};
use gather_wire::ProblemCode;

use super::problem::{ApiError, ApiResult};
use crate::context::Context;

/// What a request says about the site that sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Site {
    /// Our own.
    Ours,
    /// Another.
    Other,
    /// Nothing: no browser sent it, or a very old one.
    Unsaid,
}

/// Refuses a change that a browser's session would authorise, unless our own site asks for it.
pub(crate) fn check_change(request: &HttpRequest, ctx: &Context) -> ApiResult<()> {
    let allowed = request.method().is_safe() || site(request, ctx) == Site::Ours;
    if allowed { Ok(()) } else { Err(refusal()) }
}

/// Refuses to sign somebody in where another site asks for it: they would not know as whom. Whoever
/// is not a browser says nothing, and may.
pub(crate) fn check_entry(request: &HttpRequest, ctx: &Context) -> ApiResult<()> {
    if site(request, ctx) == Site::Other { Err(refusal()) } else { Ok(()) }
}

fn site(request: &HttpRequest, ctx: &Context) -> Site {
    let headers = request.headers();
    let said = |name| headers.get_all(name).map(|value| value.to_str().unwrap_or_default());
    let mut fetched = said(header::HeaderName::from_static("sec-fetch-site")).peekable();
    if fetched.peek().is_some() {
        return if fetched.all(|it| it == "same-origin") { Site::Ours } else { Site::Other };
    }
    let mut origins = said(header::ORIGIN).peekable();
    if origins.peek().is_none() {
        return Site::Unsaid;
    }
    let ours = |it: &str| it.eq_ignore_ascii_case(&ctx.public_url);
    if origins.all(ours) { Site::Ours } else { Site::Other }
}

fn refusal() -> ApiError {
    ApiError::new(
        ProblemCode::CrossOriginRefused,
        "Another site asked for this in your name, or your browser did not say who did. Load the \
         page again.",
    )
}
