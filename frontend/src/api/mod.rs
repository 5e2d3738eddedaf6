//! All that is said to the server. Nothing outside of this module talks to the network.

mod account;
mod admin;
mod audit;
mod client;
mod days;
mod desk;
mod error;
mod event;
mod gathering;
mod hosts;
mod import;
mod invitations;
mod invites;
mod items;
mod links;
mod notifications;
mod own;
mod own_events;
mod part;
mod people;
mod plan;
mod public;
mod sheet;
mod takeaways;
mod teams;

pub use self::{
    account::{
        account, change_email, change_password, delete_account, edit_account, edit_preferences,
        end_other_sessions, end_session, forget_password, log_in, log_out, preferences,
        resend_confirmation, reset_password, sessions, sign_up, stay_signed_in, verify_email,
    },
    admin::{
        Narrowing, accounts, bring_event_back, change_account_role, delete_account_of,
        deleted_events, edit_settings, issue_reset_link, mails, open_mail, pass_mail_on,
        purge_event, recorded, recorded_as_file, restore_account, retry_mail, settings,
        suspend_account, verify_account, what_waits,
    },
    audit::history,
    client::File,
    days::{create_day, delete_day, edit_day},
    desk::Desk,
    error::ApiError,
    event::{change_status, edit_event, edit_guest_count, overview, team_plan},
    gathering::Gathering,
    hosts::{
        assign_host, change_host_role, former_hosts, hosts, leave_hosts, listed_events,
        remove_host, reverse_step_up, step_up, transfer_event,
    },
    import::{Rows, import_rows, judge_rows},
    invitations::{
        accept_invitation, decline_invitation, find_members, invitations, invite_member,
        member_invitations, withdraw_invitation,
    },
    invites::{
        accept_invite, all_invites, create_invite, decline_invite, edit_invite, invite, invites,
        preview_invite, request_new_invite, resend_invite, revoke_invite,
    },
    items::{
        assign, confirm_by_phone, create_item, delete_item, edit_item, edit_items, item_history,
        unassign,
    },
    links::{links, rotate_link},
    notifications::{badge, delete_notifications, mark_read, notifications},
    own::{calendar, confirm, decline, mark_opened, take_back_decline},
    own_events::{create_event, delete_event, duplicate_event, own_events},
    part::part,
    people::{add_person, edit_person, move_person, remove_person},
    plan::{Plan, items, plan},
    public::{cancel_event, edit_publication, public_event, public_events, restore_event},
    sheet::sheet,
    takeaways::{Takeaway, print_sheet, take_away},
    teams::{create_team, delete_team, edit_team},
};
