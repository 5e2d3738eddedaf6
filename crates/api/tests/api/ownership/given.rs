//! Invites to begin with.

use chrono::TimeDelta;
use gather_domain::{
    clock::Clock as _,
    hosting::{GrantMethod, HostRole},
    id::{AccountId, EventHostId, EventId, InviteId},
    invitation::Invitation,
    invite::{Invite, Lifetime, Origin},
    text::Name,
};
use gather_persistence::{
    Tx,
    hosts::{self, Grant},
    invitations, invites,
};
use serde_json::{Value, json};

use crate::{app::TestApp, caller::Caller, gathering::Gathering, operations, reply::Reply};

/// Everybody at one event: a member who has nothing to do with it, a co-host, a host, the primary
/// host, an admin.
pub struct Cast {
    pub event: String,
    pub all: [Caller; 5],
}

/// What they are called.
pub const NAMES: [&str; 5] = ["Mia", "Cleo", "Hugo", "Pia", "Ada"];

impl Cast {
    pub async fn new(app: &TestApp) -> Self {
        let ada = app.db_admin("ada@example.org").await;
        let event = ada.list_event("Town fair").await;
        let member = async |name: &str| {
            let nobody = app.stranger();
            let email = format!("{name}@example.org");
            nobody.signed_in(&nobody.sign_up(&email, name, "correct horse").await)
        };
        let joined = async |name: &str, role: &str| {
            let caller = member(name).await;
            let made = ada.invite(&event, json!({ "role": role })).await.expect(201);
            caller.answer_invite("accept", &token_of(&made)).await.expect(200);
            caller
        };
        let pia = joined("Pia", "host").await;
        let hugo = joined("Hugo", "host").await;
        let cleo = joined("Cleo", "cohost").await;
        Self { event, all: [member("Mia").await, cleo, hugo, pia, ada] }
    }
}

impl TestApp {
    /// Two invites to a gathering, with secrets that the test knows: one that anybody may accept,
    /// whose id it is, and one whose time is over.
    pub async fn db_invites(&self, gathering: &Gathering) -> String {
        let (store, now) = (self.db.store(), self.clock.now());
        let primary = "SELECT display_name FROM account ORDER BY id LIMIT 1";
        let creator = self.db.texts(primary).await.remove(0);
        let before = now - TimeDelta::days(3);
        let invite = Invite {
            id: InviteId::new(),
            event_id: EventId::from_uuid(gathering.id()),
            email: None,
            role: HostRole::Cohost,
            created_by: None,
            creator_name: Name::parse(&creator).unwrap(),
            created_via: Origin::Host,
            created_at: before,
            expires_at: Lifetime::default().from(before),
            opened_at: None,
            accepted_at: None,
            accepted_by: None,
            declined_at: None,
            revoked_at: None,
            revoked_reason: None,
            label: None,
            note: None,
            resend_count: 0,
            last_sent_at: before,
            last_requested_at: None,
            mail_id: None,
            mailed_at: None,
            matched_unverified: false,
        };
        let expired = Invite { id: InviteId::new(), expires_at: now, ..invite.clone() };
        let insert = async |tx: &Tx| {
            invites::insert(tx, &invite, &operations::invite().hash()).await?;
            invites::insert(tx, &expired, &operations::expired_invite().hash()).await
        };
        store.write(insert).await.unwrap();
        invite.id.to_string()
    }

    /// Lets everybody know of every gathering.
    pub async fn db_publish(&self) {
        self.db.execute("UPDATE event SET is_published = TRUE, visibility = 'public'").await;
    }

    /// Lets an account run a gathering, too.
    pub async fn db_host(&self, gathering: &Gathering, account: &str, role: HostRole) {
        let (store, now) = (self.db.store(), self.clock.now());
        let account = AccountId::from_uuid(account.parse().unwrap());
        let event = EventId::from_uuid(gathering.id());
        let grant = Grant { role, method: GrantMethod::Admin, ground: None };
        let name = Name::parse("Jo").unwrap();
        let insert = async |tx: &Tx| {
            hosts::insert(tx, event, account, &grant, now).await?;
            hosts::represent(tx, account, &name, now).await
        };
        store.write(insert).await.unwrap();
    }

    /// Lets a member be invited to run a gathering. The invitation's id.
    pub async fn db_invitation(&self, gathering: &Gathering, account: &str) -> String {
        let invitation = Invitation {
            id: EventHostId::new(),
            event_id: EventId::from_uuid(gathering.id()),
            account_id: AccountId::from_uuid(account.parse().unwrap()),
            role: HostRole::Cohost,
            invited_by: None,
            invited_at: self.clock.now(),
            message: None,
        };
        let insert = async |tx: &Tx| invitations::insert(tx, &invitation).await;
        self.db.store().write(insert).await.unwrap();
        invitation.id.to_string()
    }
}

impl Caller {
    /// Lists an event that nobody runs yet.
    pub async fn list_event(&self, name: &str) -> String {
        let body = json!({
            "name": name, "time_zone": "Europe/Berlin", "starts_on": "2026-05-01",
            "ends_on": "2026-05-03", "unowned": true, "contact_email": "town@example.org",
        });
        self.post("/api/events", body).await.expect(201)["id"].as_str().unwrap().to_owned()
    }

    /// Makes an invite to an event.
    pub async fn invite(&self, event: &str, invite: Value) -> Reply {
        self.post(&format!("/api/events/{event}/invites"), invite).await
    }

    /// Does something with an invite whose secret this caller knows: `preview`, `accept`, ….
    pub async fn answer_invite(&self, what: &str, token: &str) -> Reply {
        self.post(&format!("/api/event-invites/{what}"), json!({ "token": token })).await
    }

    /// Who runs an event: their names, and what they are.
    pub async fn hosts(&self, event: &str) -> Vec<String> {
        let hosts = self.get(&format!("/api/events/{event}/hosts")).await.expect(200);
        let host = |it: &Value| {
            let primary = if it["is_primary"] == true { "primary " } else { "" };
            format!(
                "{} {primary}{}",
                it["display_name"].as_str().unwrap(),
                it["role"].as_str().unwrap()
            )
        };
        hosts["hosts"].as_array().unwrap().iter().map(host).collect()
    }
}

/// The secret in the address that an invite was made with.
#[track_caller]
pub fn token_of(made: &Value) -> String {
    let url = made["invite_url"].as_str().unwrap_or_else(|| panic!("no link: {made}"));
    url.strip_prefix("https://gather.example/event-invite#").unwrap().to_owned()
}
