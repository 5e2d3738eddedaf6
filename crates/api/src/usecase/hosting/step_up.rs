//! An event that is in nobody's hands is taken in hand, and admins may say no to that for a while.

use gather_domain::{
    audit::Deed,
    hosting::{EventHost, HostRole, successor},
    id::EventId,
    setting::StepUp,
    text::Reason,
};
use gather_persistence::hosts;

use super::{
    Changed, HostingError,
    change::{About, change},
};
use crate::{
    account::SignedIn,
    context::Context,
    news::{Turn, What},
    usecase::turn::detail,
};

/// Takes an event in hand that is in nobody's.
#[tracing::instrument(name = "hosting.step_up", skip_all)]
pub(crate) async fn step_up(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
) -> Result<Changed, HostingError> {
    change(ctx, by, event_id, async |change| {
        let (rights, setting) = (change.owning.rights(), change.settings.step_up);
        rights.may_step_up(setting).map_err(|refusal| match setting {
            StepUp::AdminApproval if rights.hosting.is_some() => HostingError::AdminDecides,
            StepUp::AdminApproval | StepUp::Immediate => refusal.into(),
        })?;
        let own = change.find(change.owning.account.id)?;
        if !hosts::step_up(change.tx, event_id, own.account_id, change.now).await? {
            return Err(HostingError::NoPrimaryNeeded);
        }
        hosts::set_role(change.tx, event_id, own.account_id, HostRole::Host).await?;
        change.record(&Deed::StepUp, &own, detail("role", "host")).await?;
        change.record_primary(&own).await?;
        let who = own.name.to_string();
        let others = What::HostsChanged { who, how: Turn::Primary, primary: None };
        let (whom, primary, admins) = (own.account_id, Some(own.account_id), Some(others.clone()));
        change.tell(About { whom, own: None, others, primary, former: None, admins }).await?;
        change.settle().await
    })
    .await
}

/// Takes an event out of the hands of whoever took it in hand by themselves a short while ago, as an
/// admin: they are a co-host again. Where another host runs it meanwhile, it is in theirs (INV-2).
#[tracing::instrument(name = "hosting.reverse_step_up", skip_all)]
pub(crate) async fn reverse_step_up(
    ctx: &Context,
    by: &SignedIn,
    event_id: EventId,
    reason: Reason,
) -> Result<Changed, HostingError> {
    change(ctx, by, event_id, async |change| {
        change.owning.rights().may_reverse_step_up()?;
        let mut hosts = change.hosts.iter();
        let former = hosts.find(|it| it.on_trial_until(change.now).is_some());
        let former = former.ok_or(HostingError::NothingToReverse)?;
        let is_host = |it: &&EventHost| it.hosting.role == HostRole::Host;
        let others: Vec<_> = change.hosts.iter().filter(is_host).cloned().collect();
        let next = successor(&others, former.account_id);
        change.demote(former).await?;
        let role = detail("role", HostRole::Cohost.as_str());
        change.record(&Deed::ReverseStepUp(&reason), former, role).await?;
        match next {
            Some(next) => change.hand_over(former.account_id, next).await?,
            None => change.clear_primary(former.account_id).await?,
        }
        let by = change.owning.account.display_name.to_string();
        let own = Some(What::StepUpReversed { by, reason: reason.to_string() });
        let about = About {
            whom: former.account_id,
            own,
            others: What::HostsChanged {
                who: former.name.to_string(),
                how: Turn::Cohost,
                primary: next.map(|it| it.name.to_string()),
            },
            primary: next.map(|it| it.account_id),
            former: None,
            admins: next.is_none().then_some(What::Unhosted { is_run: true }),
        };
        change.tell(about).await?;
        change.settle().await
    })
    .await
}
