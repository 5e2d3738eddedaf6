//! The domain's values, as they look on the wire. Every `match` names all cases: a new one does not
//! compile until it has a name.

mod account;
mod audit;
mod calendar;
mod event;
mod former_host;
mod import;
mod in_words;
mod invitation;
mod item;
mod link;
mod member_invitation;
mod message;
mod notification;
mod own_event;
mod ownership;
mod permission;
mod person;
mod print;
mod public_event;
mod recorded;
mod setting;
mod spreadsheet;
mod team;

pub(crate) use self::{
    account::{
        account, from_account_role, from_mail_status, listed_account, opened_mail, outbox_mail,
        session,
    },
    audit::audit_entry,
    calendar::{CalendarFor, calendar},
    event::{blocker, event, event_status, person},
    former_host::former_host,
    import::{duplicates, import},
    item::{day, item, own_assignment},
    link::link,
    member_invitation::{found_members, invitation, invited_event, member_invitation},
    message::message,
    notification::{badge, changed, from_notification_type, notification, preferences},
    own_event::own_event,
    ownership::{
        deleted_event, from_grant_method, from_host_role, from_invite_concern, from_invite_status,
        from_ownership, host_role, hosts, invite, invite_accepted, invite_link, invite_preview,
        invite_step, invite_without_link, invites, listed_event, manage_url,
    },
    permission::{allowed_actions, reason},
    person::profile,
    print::print_sheet,
    public_event::{from_visibility, public_event, public_events, publication},
    recorded::{log, recorded},
    setting::{from_step_up, settings, waiting},
    spreadsheet::spreadsheet,
    team::{overview, part, team, team_plan, team_sheet},
};
