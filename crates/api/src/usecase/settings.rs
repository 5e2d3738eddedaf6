//! What an admin decides about the whole server.

use gather_domain::{
    audit::Details,
    registry::{AccountEntry, ServerDeed},
    setting::{Settings, StepUp},
};
use gather_persistence::{StoreError, audit, settings};

use super::admin::{AdminError, hold_admin};
use crate::{account::SignedIn, context::Context};

/// What changes. `None` leaves it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SettingsPatch {
    /// Whether new invites are made.
    pub(crate) invites_enabled: Option<bool>,
    /// Who takes an event in hand that is in nobody's.
    pub(crate) step_up: Option<StepUp>,
}

/// What is decided.
#[tracing::instrument(name = "settings.read", skip_all)]
pub(crate) async fn read(ctx: &Context) -> Result<Settings, StoreError> {
    settings::read(&ctx.store).await
}

/// Decides otherwise.
#[tracing::instrument(name = "settings.change", skip_all)]
pub(crate) async fn change(
    ctx: &Context,
    by: &SignedIn,
    patch: SettingsPatch,
) -> Result<Settings, AdminError> {
    let now = ctx.clock.now();
    ctx.store
        .write(async |tx| {
            let admin = hold_admin(tx, by, now).await?;
            let before = settings::read(tx).await?;
            let after = Settings {
                invites_enabled: patch.invites_enabled.unwrap_or(before.invites_enabled),
                step_up: patch.step_up.unwrap_or(before.step_up),
            };
            if after == before {
                tx.take_back();
                return Ok(after);
            }
            settings::store(tx, after, now).await?;
            let what = differences(before, after);
            let entry = AccountEntry::of_server(&admin, ServerDeed::SettingsChanged, what, now);
            audit::record_accounts(tx, [entry]).await?;
            Ok(after)
        })
        .await
}

/// What was decided otherwise, by its name on the wire.
fn differences(before: Settings, after: Settings) -> Details {
    let invites = (before.invites_enabled != after.invites_enabled)
        .then(|| ("invites_enabled".to_owned(), after.invites_enabled.to_string()));
    let step_up = (before.step_up != after.step_up)
        .then(|| ("step_up".to_owned(), after.step_up.as_str().to_owned()));
    invites.into_iter().chain(step_up).collect()
}
