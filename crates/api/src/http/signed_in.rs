//! Who is signed in, as a type.

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use futures_util::future::LocalBoxFuture;
use gather_domain::{account::AccountRole, secret::SecretHash};
use gather_wire::ProblemCode;
use uuid::Uuid;

use super::{
    limit::Limits,
    origin,
    problem::{ApiError, ApiResult},
    session,
};
use crate::{
    account::{NotSignedIn, SignedIn},
    context::Context,
    usecase::admin::AdminError,
};

/// Somebody with an account, by their session: for what is about themselves.
#[derive(Debug)]
pub(crate) struct Account {
    by: SignedIn,
}

impl Account {
    pub(crate) const fn by(&self) -> &SignedIn {
        &self.by
    }
}

/// An admin, by their session.
#[derive(Debug)]
pub(crate) struct Admin {
    by: SignedIn,
}

impl Admin {
    pub(crate) const fn by(&self) -> &SignedIn {
        &self.by
    }
}

/// Anybody, and who they are if they are signed in.
#[derive(Debug)]
pub(crate) struct Anybody {
    by: Option<SignedIn>,
}

impl Anybody {
    pub(crate) const fn by(&self) -> Option<&SignedIn> {
        self.by.as_ref()
    }
}

impl FromRequest for Anybody {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let Some(ctx) = request.app_data::<web::Data<Context>>() else {
                return Err(nobody());
            };
            let Some(hash) = credential(&request, ctx)? else { return Ok(Self { by: None }) };
            match SignedIn::resolve(&ctx.store, hash, ctx.clock.now()).await {
                Ok(by) => Ok(Self { by: Some(by) }),
                // A session that is over is as good as none.
                Err(NotSignedIn::SignedOut) => Ok(Self { by: None }),
                Err(refusal) => Err(refusal.into()),
            }
        })
    }
}

impl FromRequest for Admin {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let by = signed_in(&request).await?;
            match by.account().role {
                AccountRole::Admin => Ok(Self { by }),
                AccountRole::Member => Err(AdminError::NotAdmin.into()),
            }
        })
    }
}

impl FromRequest for Account {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self { by: signed_in(&request).await? }) })
    }
}

async fn signed_in(request: &HttpRequest) -> ApiResult<SignedIn> {
    let (Some(ctx), Some(limits)) =
        (request.app_data::<web::Data<Context>>(), request.app_data::<web::Data<Limits>>())
    else {
        return Err(nobody());
    };
    let hash = credential(request, ctx)?.ok_or_else(nobody)?;
    let by = SignedIn::resolve(&ctx.store, hash, ctx.clock.now()).await?;
    count(request, limits, by.account().id.as_uuid())?;
    Ok(by)
}

/// The hash of the session that came with the request, once it is sure that our own site sent it.
/// `None`: nobody is signed in.
pub(crate) fn credential(request: &HttpRequest, ctx: &Context) -> ApiResult<Option<SecretHash>> {
    if !session::is_sent(request, ctx) {
        return Ok(None);
    }
    origin::check_change(request, ctx)?;
    if request.headers().contains_key(header::AUTHORIZATION) {
        return Err(two_credentials());
    }
    Ok(session::sent(request, ctx))
}

/// Notes who calls, and counts what they change.
pub(crate) fn count(request: &HttpRequest, limits: &Limits, caller: Uuid) -> ApiResult<()> {
    tracing::Span::current().record("caller", tracing::field::display(caller));
    if request.method().is_safe() { Ok(()) } else { limits.change(caller) }
}

/// Two credentials came, and nobody says which one counts.
pub(crate) fn two_credentials() -> ApiError {
    ApiError::new(
        ProblemCode::MalformedHeader,
        "A link and a session came at once. Send one of them.",
    )
}

/// Nobody is signed in.
pub(crate) fn nobody() -> ApiError {
    ApiError::new(ProblemCode::Unauthenticated, "Sign in first.")
}
