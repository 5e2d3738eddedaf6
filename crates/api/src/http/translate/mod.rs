//! The domain's values, as they look on the wire. Every `match` names all cases: a new one does not
//! compile until it has a name.

mod account;
mod audit;
mod event;
mod import;
mod item;
mod link;
mod own_event;
mod permission;
mod person;
mod team;

pub(crate) use self::{
    account::{account, session},
    audit::audit_entry,
    event::{blocker, event, event_status, person},
    import::{duplicates, import},
    item::{day, item, own_assignment},
    link::link,
    own_event::own_event,
    permission::{allowed_actions, reason},
    person::profile,
    team::{overview, part, team, team_plan, team_sheet},
};
