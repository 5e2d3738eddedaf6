//! Whom a change of who runs an event concerns, and what they are told.

use chrono::{DateTime, Utc};
use gather_domain::{
    account::Account,
    event::Event,
    hosting::{EventHost, HostRole},
    id::AccountId,
};
use gather_persistence::{StoreError, Tx, invites, registry};

use crate::news::{News, Turn, What};

/// What somebody is to be told.
pub(crate) type Told = (AccountId, News);

/// Those who run the event already: that somebody does so with them from now on, or as something
/// else.
pub(crate) fn joined<'a>(
    event: &Event,
    who: &Account,
    role: HostRole,
    was_there: bool,
    hosts: impl Iterator<Item = &'a EventHost>,
) -> Vec<Told> {
    let name = who.display_name.to_string();
    let what = if was_there {
        What::HostsChanged { who: name, how: as_what(role), primary: None }
    } else {
        What::HostJoined { who: name, role: role.as_str().to_owned() }
    };
    let news = News::of(event, what);
    let others = hosts.filter(|it| it.account_id != who.id);
    others.map(|it| (it.account_id, news.clone())).collect()
}

/// How somebody's part changed who has this role now.
pub(crate) const fn as_what(role: HostRole) -> Turn {
    match role {
        HostRole::Host => Turn::Host,
        HostRole::Cohost => Turn::Cohost,
    }
}

/// Those whose open host invites grant something else from now on, since the event has a primary
/// host: whoever did that aside.
pub(crate) async fn invites_changed(
    tx: &Tx,
    event: &Event,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<Told>, StoreError> {
    let makers = invites::makers_of_open(tx, event.id, HostRole::Host, now).await?;
    let news = News::of(event, What::InvitesChanged);
    Ok(makers.into_iter().filter(|id| *id != by).map(|id| (id, news.clone())).collect())
}

/// Who answers for what somebody handed out: they themselves while they run the event or are an admin;
/// then its primary host; where there is none, admins. Nobody who is kept out: they could do nothing.
pub(crate) async fn answering(
    tx: &Tx,
    handed_out_by: Option<AccountId>,
    hosts: &[EventHost],
) -> Result<Vec<AccountId>, StoreError> {
    let acting = || hosts.iter().filter(|it| !it.is_suspended);
    let is_there = |id: &AccountId| acting().any(|it| it.account_id == *id);
    if let Some(id) = handed_out_by.filter(is_there) {
        return Ok(vec![id]);
    }
    let admins = registry::admins(tx).await?;
    if let Some(id) = handed_out_by.filter(|id| admins.contains(id)) {
        return Ok(vec![id]);
    }
    let primary = acting().find(|it| it.hosting.is_primary);
    Ok(primary.map_or(admins, |it| vec![it.account_id]))
}

/// Admins: that the event is in nobody's hands, or not any more. Whoever did that aside.
pub(crate) async fn for_admins(
    tx: &Tx,
    event: &Event,
    what: What,
    by: AccountId,
) -> Result<Vec<Told>, StoreError> {
    let news = News::of(event, what);
    let admins = registry::admins(tx).await?;
    Ok(admins.into_iter().filter(|id| *id != by).map(|id| (id, news.clone())).collect())
}
