//! How often somebody may make invites, look at them and answer them, and look for whom to invite.
//! It delays, it never locks anybody out.

use std::{net::IpAddr, num::NonZero};

use chrono::TimeDelta;
use gather_domain::account::{Account, AccountRole};
use gather_persistence::limits::Limit;

use super::guards::{GuardError, count, key, network, within};
use crate::context::Context;

/// What somebody does with an invite whose link they hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Held {
    /// They look at it, or ask for a new one.
    Previewed,
    /// They accept or decline it.
    Answered,
}

/// What somebody does who runs an event.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Handed {
    /// They make an invite.
    Made,
    /// They let it be mailed: to somebody who may never have asked for it.
    Mailed,
}

/// Counts what comes from a client address.
pub(crate) async fn count_address(
    ctx: &Context,
    what: Held,
    from: IpAddr,
) -> Result<(), GuardError> {
    let (name, per_minute) = match what {
        Held::Previewed => ("invite_preview", ctx.tries.invite_previews_per_minute),
        Held::Answered => ("invite_answer", ctx.tries.invite_answers_per_minute),
    };
    let limit = within(per_minute, TimeDelta::minutes(1));
    count(ctx, key(name, "address", &network(from)), limit).await
}

/// Counts an answer of an account, wherever it comes from.
pub(crate) async fn count_answer(ctx: &Context, by: &Account) -> Result<(), GuardError> {
    count_account(ctx, "invite_answer", by, per(5, TimeDelta::minutes(1))).await
}

/// Counts that an account asks who has an address: the answer tells whether anybody has.
pub(crate) async fn count_search(ctx: &Context, by: &Account) -> Result<(), GuardError> {
    count_account(ctx, "member_search", by, per(60, TimeDelta::hours(1))).await
}

/// Counts what an account hands out: an admin's more than a host's.
pub(crate) async fn count_handed(
    ctx: &Context,
    what: Handed,
    by: &Account,
) -> Result<(), GuardError> {
    let (name, limit) = match (what, by.role) {
        (Handed::Made, AccountRole::Member) => ("invite_made", per(30, TimeDelta::hours(1))),
        (Handed::Made, AccountRole::Admin) => ("invite_made", per(300, TimeDelta::hours(1))),
        (Handed::Mailed, AccountRole::Member) => ("invite_mailed", per(20, TimeDelta::days(1))),
        (Handed::Mailed, AccountRole::Admin) => ("invite_mailed", per(500, TimeDelta::days(1))),
    };
    count_account(ctx, name, by, limit).await
}

async fn count_account(
    ctx: &Context,
    name: &str,
    by: &Account,
    limit: Limit,
) -> Result<(), GuardError> {
    count(ctx, key(name, "account", &by.id.to_string()), limit).await
}

fn per(count: u16, time: TimeDelta) -> Limit {
    within(NonZero::new(count).unwrap_or(NonZero::<u16>::MIN), time)
}
