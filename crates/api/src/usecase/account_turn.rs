//! A turn at an account with which things end at events: all of these are locked.

use gather_domain::{account::Account, id::AccountId};
use gather_persistence::{StoreError, Tx, accounts, departures, events, registry};

use crate::context::Context;

/// How often to begin anew, when the events change meanwhile.
const ATTEMPTS: usize = 5;

/// Who is held. Whoever locks accounts does so in this order, after events: nobody waits for somebody
/// who waits for them.
pub(super) struct Held {
    /// All admins who are let in.
    pub(super) admins: Vec<AccountId>,
    /// The account, if it is there.
    pub(super) account: Option<Account>,
}

/// Runs `work` in one transaction in which nobody else changes the account, or an event that it runs,
/// is invited to or handed something out for. `None`: these changed again and again meanwhile.
pub(super) async fn in_turn<T, E>(
    ctx: &Context,
    id: AccountId,
    work: impl AsyncFn(&Tx, Held) -> Result<T, E>,
) -> Result<Option<T>, E>
where
    E: From<StoreError>,
{
    for _ in 0..ATTEMPTS {
        let outcome = ctx
            .store
            .write(async |tx| {
                let theirs = departures::ids_of_account(tx, id).await?;
                events::lock_all(tx, &theirs).await?;
                let admins = registry::lock_admins(tx).await?;
                let account = accounts::lock(tx, id).await?.map(|it| it.account);
                // Until here, they may have come to run another one.
                if departures::ids_of_account(tx, id).await? != theirs {
                    tx.take_back();
                    return Ok(None);
                }
                work(tx, Held { admins, account }).await.map(Some)
            })
            .await?;
        if outcome.is_some() {
            ctx.mail.announce();
            return Ok(outcome);
        }
    }
    Ok(None)
}
