//! The operations of the document, and for each a request with which it would succeed.

use gather_domain::{
    account_link::AccountLinkKind as K,
    token::{Token, TokenKind},
};
use reqwest::Method;
use serde_json::json;

use crate::{caller::Caller, gathering::Gathering};

/// Jo's.
pub const PASSWORD: &str = "correct horse";

/// An operation of the document: its id, method and path.
pub fn operations() -> Vec<(String, Method, String)> {
    let document = serde_json::to_value(gather_api::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(move |(method, operation)| {
            let id = operation["operationId"].as_str().unwrap().to_owned();
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            (id, method, path.clone())
        })
    });
    operations.collect()
}

/// A body with which the operation would succeed.
pub fn body(id: &str, party: &Gathering) -> Option<Vec<u8>> {
    let body = match id {
        "create_team_item" => json!({ "name": "Jelly" }),
        "create_item" => json!({ "name": "Jelly", "team_id": party.names.team("Kitchen") }),
        "edit_team_item" | "edit_item" => json!({ "quantity": "7" }),
        "assign_team_item" | "assign_item" => json!({ "person_id": party.names.person("Paul") }),
        "change_status" | "change_event_status" => json!({ "status": "frozen" }),
        "decline_part" | "decline_as_coordinator" | "decline_as_host" | "decline_own" => {
            json!({ "reason": "I am ill" })
        }
        "edit_event" => json!({ "guest_count": 7 }),
        "sign_up" => json!({
            "email": "new@example.org", "display_name": "New", "password": PASSWORD,
        }),
        "log_in" => json!({ "email": "jo@example.org", "password": PASSWORD }),
        "resend_confirmation" | "forget_password" => json!({ "email": "jo@example.org" }),
        "verify_email" => json!({ "token": link(K::VerifyEmail).expose(), "password": PASSWORD }),
        "reset_password" => {
            json!({ "token": link(K::ResetPassword).expose(), "password": "another horse" })
        }
        "change_email" => json!({ "email": "al@example.org", "current_password": PASSWORD }),
        "delete_own_account" => json!({ "current_password": PASSWORD }),
        "suspend_account" | "delete_account" | "remove_host" | "purge_event"
        | "reverse_step_up" => json!({ "reason": "they asked for it" }),
        "change_account_role" => json!({ "role": "admin" }),
        "edit_settings" => json!({ "invites_enabled": false }),
        "create_event" => json!({
            "name": "New Year", "time_zone": "Europe/Berlin", "starts_on": "2025-12-31",
            "ends_on": "2026-01-01",
        }),
        "answer_invitation" => json!({ "action": "accept" }),
        "delete_notifications" => json!({ "what": "read" }),
        "mark_notifications_read" => json!({}),
        "edit_preferences" => json!({ "digests": false }),
        "preview_invite" | "accept_invite" | "decline_invite" => {
            json!({ "token": invite().expose() })
        }
        "request_new_invite" => json!({ "token": expired_invite().expose() }),
        "create_invite" | "create_invite_as_admin" | "resend_invite" | "resend_invite_as_admin" => {
            json!({ "expires_in_days": 3 })
        }
        "edit_invite" | "edit_invite_as_admin" => json!({ "label": "For Jo" }),
        "leave_event" => json!({ "confirm": true }),
        "edit_publication" => json!({ "is_published": true }),
        "cancel_event" => json!({ "reason": "it rains" }),
        "revoke_invite" | "revoke_invite_as_admin" => json!({ "reason": "a mistake" }),
        "edit_account" => json!({ "display_name": "Joanna" }),
        "change_password" => {
            json!({ "current_password": PASSWORD, "new_password": "another horse" })
        }
        "create_day" => json!({ "name": "Easter", "date": "2026-04-05" }),
        "create_team" => json!({ "name": "Music" }),
        "edit_team" => json!({ "coordinator_id": party.names.person("Paul") }),
        "add_person" => json!({ "name": "Miro", "team_id": party.names.team("Garden") }),
        "edit_person" => json!({ "phone": "021 555 0199" }),
        "move_person" => json!({ "team_id": party.names.team("Garden") }),
        "edit_day" => json!({ "name": "Easter" }),
        "edit_items" => json!({ "item_ids": [party.names.item("Bread")], "vegetarian": true }),
        "duplicate_event" => json!({ "name": "Again", "starts_on": "2027-03-28" }),
        "import_items" => return Some(b"Name,Team\nJelly,Garden".to_vec()),
        "import_people" => return Some(b"Name,Team\nMiro,Garden".to_vec()),
        _ => return None,
    };
    Some(body.to_string().into_bytes())
}

/// The same of what is about somebody's account.
pub fn body_about(id: &str, account: &str) -> Option<Vec<u8>> {
    let body = match id {
        "assign_host" => {
            json!({ "account_id": account, "role": "cohost", "reason": "they asked for it" })
        }
        "invite_member" => json!({ "account_id": account }),
        "transfer_event" => json!({ "account_id": account, "keep_as": "host" }),
        _ => return None,
    };
    Some(body.to_string().into_bytes())
}

/// The same caller, sending bodies of the type that the operation takes.
pub fn typed(id: &str, caller: &Caller) -> Caller {
    if id.starts_with("import_") { caller.with("content-type", "text/csv") } else { caller.clone() }
}

/// The secret of Jo's link of this kind.
pub fn link(kind: K) -> Token {
    Token::from_bytes(kind.token(), [7; 32])
}

/// The secret of an invite to the party that anybody may accept.
pub fn invite() -> Token {
    Token::from_bytes(TokenKind::Invite, [7; 32])
}

/// That of one whose time is over.
pub fn expired_invite() -> Token {
    Token::from_bytes(TokenKind::Invite, [8; 32])
}

/// The things that an operation is on, where the party has several or a gathering has none.
pub struct On<'a> {
    pub assignment: &'a str,
    pub team: &'a str,
    pub account: &'a str,
    pub invite: &'a str,
    pub invitation: &'a str,
    pub mail: &'a str,
}

impl<'a> On<'a> {
    /// What somebody is refused whatever else there is: no mail has this id.
    pub const fn unless_refused(
        assignment: &'a str,
        account: &'a str,
        invite: &'a str,
        invitation: &'a str,
    ) -> Self {
        Self { assignment, team: "Kitchen", account, invite, invitation, mail: account }
    }
}

/// The path of an operation on things that are there.
pub fn fill(path: &str, party: &Gathering, on: &On<'_>) -> String {
    let names = &party.names;
    let search = if path.ends_with("/member-search") { "?q=jo" } else { "" };
    format!("{path}{search}")
        .replace("{event_id}", &party.id().to_string())
        .replace("{item_id}", &names.item("Bread").to_string())
        .replace("{day_id}", &names.day("Saturday").to_string())
        .replace("{team_id}", &names.team(on.team).to_string())
        .replace("{person_id}", &names.person("Pam").to_string())
        .replace("{assignment_id}", on.assignment)
        .replace("{account_id}", on.account)
        .replace("{invite_id}", on.invite)
        .replace("{invitation_id}", on.invitation)
        .replace("{mail_id}", on.mail)
        .replace("{slug}", "summer-party")
}
