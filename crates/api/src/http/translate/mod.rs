//! The domain's values, as they look on the wire. Every `match` names all cases: a new one does not
//! compile until it has a name.

mod account;
mod audit;
mod calendar;
mod event;
mod import;
mod in_words;
mod item;
mod link;
mod message;
mod own_event;
mod permission;
mod person;
mod print;
mod spreadsheet;
mod team;

pub(crate) use self::{
    account::{account, from_mail_status, listed_account, outbox_mail, session},
    audit::audit_entry,
    calendar::{CalendarFor, calendar},
    event::{blocker, event, event_status, person},
    import::{duplicates, import},
    item::{day, item, own_assignment},
    link::link,
    message::message,
    own_event::own_event,
    permission::{allowed_actions, reason},
    person::profile,
    print::print_sheet,
    spreadsheet::spreadsheet,
    team::{overview, part, team, team_plan, team_sheet},
};
