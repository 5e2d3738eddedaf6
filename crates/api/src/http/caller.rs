//! Who is calling, as a type: a handler's signature says who may call it, and a handler without a
//! caller has no event to work with.

use std::marker::PhantomData;

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use futures_util::future::LocalBoxFuture;
use gather_domain::{
    id::EventId,
    secret::{LinkKind, LinkSecret},
    zone::TimeZone,
};
use gather_wire::ProblemCode;
use uuid::Uuid;

use super::{
    address,
    limit::Limits,
    problem::{ApiError, ApiResult},
    session, signed_in,
};
use crate::{
    caller::{Caller, CallerError},
    context::Context,
};

/// Whoever holds a link of the kind `K`.
#[derive(Debug)]
pub(crate) struct Seat<K> {
    caller: Caller,
    kind: PhantomData<K>,
}

/// A host of the event in the path: by their session, or by their link.
#[derive(Debug)]
pub(crate) struct Host {
    caller: Caller,
}

/// A kind of link, as a type.
pub(crate) trait Kind {
    const KIND: LinkKind;
}

/// A participant's link.
#[derive(Debug)]
pub(crate) enum Participant {}

/// A coordinator's link.
#[derive(Debug)]
pub(crate) enum Coordinator {}

/// A host's link.
#[derive(Debug)]
pub(crate) enum HostLink {}

impl Kind for Participant {
    const KIND: LinkKind = LinkKind::Participant;
}

impl Kind for Coordinator {
    const KIND: LinkKind = LinkKind::Coordinator;
}

impl Kind for HostLink {
    const KIND: LinkKind = LinkKind::Host;
}

impl<K> Seat<K> {
    pub(crate) const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The zone in which the caller means wall-clock times.
    pub(crate) const fn time_zone(&self) -> TimeZone {
        self.caller.standing().event.time_zone
    }
}

impl Host {
    pub(crate) const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The zone in which the caller means wall-clock times.
    pub(crate) const fn time_zone(&self) -> TimeZone {
        self.caller.standing().event.time_zone
    }
}

impl<K: Kind> FromRequest for Seat<K> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let caller = link_holder(&request, K::KIND).await?;
            Ok(Self { caller, kind: PhantomData })
        })
    }
}

impl FromRequest for Host {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            if let Some(caller) = session_holder(&request).await? {
                return Ok(Self { caller });
            }
            let caller = link_holder(&request, LinkKind::Host).await?;
            if event_in_path(&request)? != caller.standing().event.id {
                return Err(ApiError::new(
                    ProblemCode::EventNotFound,
                    "There is no such gathering, or your link is not for it.",
                ));
            }
            Ok(Self { caller })
        })
    }
}

/// Lets in whoever has a session and runs the event in the path. `None`: no session came.
async fn session_holder(request: &HttpRequest) -> ApiResult<Option<Caller>> {
    let (Some(ctx), Some(limits)) =
        (request.app_data::<web::Data<Context>>(), request.app_data::<web::Data<Limits>>())
    else {
        return Ok(None);
    };
    if !session::is_sent(request, ctx) {
        return Ok(None);
    }
    let hash = signed_in::credential(request, ctx)?.ok_or_else(signed_in::nobody)?;
    let event_id = event_in_path(request)?;
    let caller = Caller::resolve_host(&ctx.store, hash, event_id, ctx.clock.now()).await?;
    signed_in::count(request, limits, caller.standing().credential_id())?;
    Ok(Some(caller))
}

fn event_in_path(request: &HttpRequest) -> ApiResult<EventId> {
    let event_id = request.match_info().query("event_id");
    event_id.parse::<Uuid>().map(EventId::from_uuid).map_err(|_uuid| {
        ApiError::new(ProblemCode::MalformedPath, "The id of the gathering is not an id.")
    })
}

/// Lets in whoever holds a link of this kind.
async fn link_holder(request: &HttpRequest, kind: LinkKind) -> Result<Caller, ApiError> {
    let (Some(ctx), Some(limits)) =
        (request.app_data::<web::Data<Context>>(), request.app_data::<web::Data<Limits>>())
    else {
        return Err(CallerError::LinkUnknown.into());
    };
    if request.headers().contains_key(header::AUTHORIZATION) && session::is_sent(request, ctx) {
        return Err(signed_in::two_credentials());
    }
    let found = match bearer(request)? {
        Some(secret) => Caller::resolve(&ctx.store, secret.hash(), ctx.clock.now()).await,
        None => Err(CallerError::LinkUnknown),
    };
    if let (Err(CallerError::LinkUnknown), Some(from)) = (&found, address::of_client(request, ctx))
    {
        limits.failed_link(from)?;
    }
    let caller = found?;
    let role = caller.standing().role();
    signed_in::count(request, limits, caller.standing().credential_id())?;
    if LinkKind::from(role) != kind {
        return Err(ApiError::new(
            ProblemCode::WrongScope,
            "This link works, but it is for something else.",
        ));
    }
    Ok(caller)
}

/// What the client sent as its link; `None` where it does not even have the form of one.
fn bearer(request: &HttpRequest) -> Result<Option<LinkSecret>, ApiError> {
    let mut values = request.headers().get_all(header::AUTHORIZATION);
    let (value, second) = (values.next(), values.next());
    if second.is_some() {
        return Err(ApiError::new(
            ProblemCode::MalformedHeader,
            "Send one Authorization header, not several.",
        ));
    }
    let token = value
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    let Some(token) = token else {
        return Err(ApiError::new(
            ProblemCode::Unauthenticated,
            "Open the link that you were sent: it says who you are.",
        ));
    };
    Ok(LinkSecret::parse(token))
}
