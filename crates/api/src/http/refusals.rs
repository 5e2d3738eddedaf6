//! The refusals of each family of operations, for the OpenAPI document.

use gather_wire::Problem;
use utoipa::IntoResponses;

/// What a read may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes, nobody makes one")]
pub(crate) enum ReadRefusals {
    /// The address or the query cannot be read.
    #[response(status = BAD_REQUEST, content_type = "application/problem+json")]
    Malformed(Problem),
    /// There is no link or session, or it is not known any more, or is over.
    #[response(
        status = UNAUTHORIZED,
        content_type = "application/problem+json",
        headers(("WWW-Authenticate" = String, description = "How to come in")),
    )]
    Unauthorized(Problem),
    /// The link is for something else, or it is not allowed.
    #[response(status = FORBIDDEN, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// It is not there, or not the caller's to know of.
    #[response(status = NOT_FOUND, content_type = "application/problem+json")]
    NotFound(Problem),
    /// The address is longer than 4 KiB.
    #[response(status = URI_TOO_LONG, content_type = "application/problem+json")]
    AddressTooLong(Problem),
    /// Something in the query is not right.
    #[response(status = UNPROCESSABLE_ENTITY, content_type = "application/problem+json")]
    Invalid(Problem),
    /// Too many requests.
    #[response(
        status = TOO_MANY_REQUESTS,
        content_type = "application/problem+json",
        headers(("Retry-After" = u64, description = "After how many seconds to try again")),
    )]
    RateLimited(Problem),
    /// The database is out of reach.
    #[response(
        status = SERVICE_UNAVAILABLE,
        content_type = "application/problem+json",
        headers(("Retry-After" = u64, description = "After how many seconds to try again")),
    )]
    Unavailable(Problem),
}

/// What whoever signs up or in may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes, nobody makes one")]
pub(crate) enum SignInRefusals {
    /// The body cannot be read.
    #[response(status = BAD_REQUEST, content_type = "application/problem+json")]
    Malformed(Problem),
    /// The credentials are not right.
    #[response(status = UNAUTHORIZED, content_type = "application/problem+json")]
    Unauthorized(Problem),
    /// Another site asks for it, or the account is suspended.
    #[response(status = FORBIDDEN, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// There is such an account already.
    #[response(status = CONFLICT, content_type = "application/problem+json")]
    Conflict(Problem),
    /// The body is too large.
    #[response(status = PAYLOAD_TOO_LARGE, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The body is not declared as JSON.
    #[response(status = UNSUPPORTED_MEDIA_TYPE, content_type = "application/problem+json")]
    NotJson(Problem),
    /// One or more fields are not right; all of them are listed.
    #[response(status = UNPROCESSABLE_ENTITY, content_type = "application/problem+json")]
    Invalid(Problem),
    /// Too many requests.
    #[response(status = TOO_MANY_REQUESTS, content_type = "application/problem+json")]
    RateLimited(Problem),
    /// Too many are signing in, or the database is out of reach.
    #[response(status = SERVICE_UNAVAILABLE, content_type = "application/problem+json")]
    Unavailable(Problem),
}

/// What whoever comes by a link to an account may be refused with besides.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes, nobody makes one")]
pub(crate) enum AccountLinkRefusals {
    /// The link is unknown, was used or replaced, or has expired.
    #[response(status = GONE, content_type = "application/problem+json")]
    Gone(Problem),
}

/// What a change may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes, nobody makes one")]
pub(crate) enum ChangeRefusals {
    /// The address, a header or the body cannot be read.
    #[response(status = BAD_REQUEST, content_type = "application/problem+json")]
    Malformed(Problem),
    /// There is no link or session, or it is not known any more, or is over.
    #[response(
        status = UNAUTHORIZED,
        content_type = "application/problem+json",
        headers(("WWW-Authenticate" = String, description = "How to come in")),
    )]
    Unauthorized(Problem),
    /// The link is for something else, or it is not allowed.
    #[response(status = FORBIDDEN, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// It is not there, or not the caller's to know of.
    #[response(status = NOT_FOUND, content_type = "application/problem+json")]
    NotFound(Problem),
    /// As the plan stands, it cannot be done.
    #[response(status = CONFLICT, content_type = "application/problem+json")]
    Conflict(Problem),
    /// It has changed since `If-Match` was true.
    #[response(status = PRECONDITION_FAILED, content_type = "application/problem+json")]
    VersionMismatch(Problem),
    /// The body did not arrive in time.
    #[response(status = REQUEST_TIMEOUT, content_type = "application/problem+json")]
    TimedOut(Problem),
    /// The body is too large.
    #[response(status = PAYLOAD_TOO_LARGE, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The address is longer than 4 KiB.
    #[response(status = URI_TOO_LONG, content_type = "application/problem+json")]
    AddressTooLong(Problem),
    /// The body is not declared as JSON.
    #[response(status = UNSUPPORTED_MEDIA_TYPE, content_type = "application/problem+json")]
    NotJson(Problem),
    /// One or more fields are not right; all of them are listed.
    #[response(status = UNPROCESSABLE_ENTITY, content_type = "application/problem+json")]
    Invalid(Problem),
    /// Too many requests.
    #[response(
        status = TOO_MANY_REQUESTS,
        content_type = "application/problem+json",
        headers(("Retry-After" = u64, description = "After how many seconds to try again")),
    )]
    RateLimited(Problem),
    /// The database is out of reach.
    #[response(
        status = SERVICE_UNAVAILABLE,
        content_type = "application/problem+json",
        headers(("Retry-After" = u64, description = "After how many seconds to try again")),
    )]
    Unavailable(Problem),
}

/// What a change that needs no body may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes, nobody makes one")]
pub(crate) enum ActRefusals {
    /// The address or a header cannot be read.
    #[response(status = BAD_REQUEST, content_type = "application/problem+json")]
    Malformed(Problem),
    /// There is no link, or it is not known any more, or has expired.
    #[response(
        status = UNAUTHORIZED,
        content_type = "application/problem+json",
        headers(("WWW-Authenticate" = String, description = "How to come in")),
    )]
    Unauthorized(Problem),
    /// The link is for something else.
    #[response(status = FORBIDDEN, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// It is not there, or not the caller's to know of.
    #[response(status = NOT_FOUND, content_type = "application/problem+json")]
    NotFound(Problem),
    /// As the plan stands, it cannot be done.
    #[response(status = CONFLICT, content_type = "application/problem+json")]
    Conflict(Problem),
    /// The address is longer than 4 KiB.
    #[response(status = URI_TOO_LONG, content_type = "application/problem+json")]
    AddressTooLong(Problem),
    /// Too many requests.
    #[response(
        status = TOO_MANY_REQUESTS,
        content_type = "application/problem+json",
        headers(("Retry-After" = u64, description = "After how many seconds to try again")),
    )]
    RateLimited(Problem),
    /// The database is out of reach.
    #[response(
        status = SERVICE_UNAVAILABLE,
        content_type = "application/problem+json",
        headers(("Retry-After" = u64, description = "After how many seconds to try again")),
    )]
    Unavailable(Problem),
}
