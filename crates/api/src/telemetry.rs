//! What is logged: route patterns, never paths.
//!
//! The stock root span of `tracing-actix-web` records path and query, and with them every secret
//! that an old link carries there. Ours takes the pattern, which is known before routing.

use std::io::IsTerminal as _;

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};
use tracing::{Span, field::Empty};
use tracing_actix_web::RootSpanBuilder;
use tracing_subscriber::{EnvFilter, filter::ParseError};

/// Of actix, what writes down paths, and whatever a client mistook for an id there.
const PATHS: [&str; 1] = ["actix_web::types=off"];

/// Starts logging to standard error: pretty on a terminal, else a JSON object per line. `filter` is
/// in the form of `RUST_LOG`.
pub fn start(filter: &str) -> Result<(), ParseError> {
    let filter = EnvFilter::try_new(filter)?;
    let filter =
        PATHS.iter().filter_map(|it| it.parse().ok()).fold(filter, EnvFilter::add_directive);
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // To say on a broken standard error that it is broken is to panic in every request.
        .log_internal_errors(false);
    if std::io::stderr().is_terminal() {
        subscriber.init();
    } else {
        subscriber.json().flatten_event(true).with_span_list(false).init();
    }
    Ok(())
}

/// Opens the span of each request, and closes it with a line.
pub(crate) struct RootSpan;

impl RootSpanBuilder for RootSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let method = method(request);
        let route = request.match_pattern();
        let route = route.as_deref().unwrap_or("-");
        tracing::info_span!("request", method, route, status = Empty, caller = Empty)
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let status = match outcome {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        span.record("status", status.as_u16());
        span.in_scope(|| tracing::info!("answered"));
    }
}

/// The method, if it is one that we know: others are the client's own words.
fn method(request: &ServiceRequest) -> &'static str {
    match request.method().as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PATCH" => "PATCH",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
