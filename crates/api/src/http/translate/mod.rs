//! The domain's values, as they look on the wire. Every `match` names all cases: a new one does not
//! compile until it has a name.

mod account;
mod audit;
mod event;
mod item;
mod link;
mod own_event;
mod permission;
mod person;
mod team;

pub(crate) use self::{
    account::{account, from_mail_status, listed_account, outbox_mail, session},
    audit::audit_entry,
    event::{blocker, event, event_status, person},
    item::{day, item, own_assignment},
    link::link,
    own_event::own_event,
    permission::{allowed_actions, reason},
    person::profile,
    team::{overview, part, team, team_plan, team_sheet},
};
