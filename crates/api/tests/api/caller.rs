//! A client, with methods named after what a person does.

use gather_domain::person::Role;
use gather_wire::EventStatus;
use reqwest::{
    Method,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{gathering::Names, reply::Reply};

/// The cookie that holds a session, over https.
pub const SESSION: &str = "__Host-gather_session";

/// Whoever calls: by their link, by a session, or without.
#[derive(Clone)]
pub struct Caller {
    client: reqwest::Client,
    base: String,
    /// `/api/p`, `/api/c` or `/api/h`.
    seat: &'static str,
    /// Where this caller changes items.
    items: String,
    pub secret: Option<String>,
    pub event: String,
    pub names: Names,
    override_reason: Option<String>,
    headers: Vec<(&'static str, HeaderValue)>,
}

impl Caller {
    pub fn stranger(client: reqwest::Client, base: String) -> Self {
        Self {
            client,
            base,
            seat: "/api/p",
            items: "/api/c/items".to_owned(),
            secret: None,
            event: String::new(),
            names: Names::default(),
            override_reason: None,
            headers: Vec::new(),
        }
    }

    /// The same with a link.
    pub fn holding(&self, role: Role, secret: &str, names: &Names) -> Self {
        let event = format!("/api/events/{}", names.event);
        Self {
            seat: match role {
                Role::Host => "/api/h",
                Role::Coordinator { .. } => "/api/c",
                Role::Participant => "/api/p",
            },
            items: match role {
                Role::Host => format!("{event}/items"),
                Role::Coordinator { .. } | Role::Participant => "/api/c/items".to_owned(),
            },
            secret: Some(secret.to_owned()),
            event,
            names: names.clone(),
            ..self.clone()
        }
    }

    /// The same, calling another server.
    pub fn at(&self, base: String) -> Self {
        Self { base, ..self.clone() }
    }

    /// The same with another secret.
    pub fn with_secret(&self, secret: &str) -> Self {
        Self { secret: Some(secret.to_owned()), ..self.clone() }
    }

    /// The same without a link.
    pub fn without_secret(&self) -> Self {
        Self { secret: None, ..self.clone() }
    }

    /// The same in the browser that got this answer: with its cookie, from our own site.
    #[track_caller]
    pub fn signed_in(&self, reply: &Reply) -> Self {
        self.with_session(&reply.session().unwrap_or_else(|| panic!("no session: {reply:?}")))
    }

    /// The same with this session, from our own site.
    pub fn with_session(&self, session: &str) -> Self {
        self.without_header("cookie")
            .without_header("sec-fetch-site")
            .with("cookie", &format!("{SESSION}={session}"))
            .with("sec-fetch-site", "same-origin")
    }

    /// The session that this caller sends.
    pub fn session_in_use(&self) -> String {
        let cookie = self.headers.iter().find(|(name, _)| *name == "cookie").unwrap();
        cookie.1.to_str().unwrap().split_once('=').unwrap().1.to_owned()
    }

    /// The same, no longer sending this header.
    pub fn without_header(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.headers.retain(|(it, _)| *it != name);
        other
    }

    /// The same, naming a reason for an override with each change of an item.
    pub fn because(&self, reason: &str) -> Self {
        Self { override_reason: Some(reason.to_owned()), ..self.clone() }
    }

    /// The same, sending a header with each request.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
        let mut headers = self.headers.clone();
        headers.push((name, value));
        Self { headers, ..self.clone() }
    }

    // What each role does.

    pub async fn look(&self) -> Reply {
        self.get(self.seat).await
    }

    pub async fn open(&self) -> Reply {
        self.send(Method::POST, &format!("{}/opened", self.seat), None).await
    }

    pub async fn acknowledge(&self, assignment: &str) -> Reply {
        self.send(Method::POST, &format!("{}/ack/{assignment}", self.seat), None).await
    }

    pub async fn decline(&self, assignment: &str, reason: &str) -> Reply {
        let path = format!("{}/decline/{assignment}", self.seat);
        self.post(&path, json!({ "reason": reason })).await
    }

    pub async fn take_back_decline(&self, assignment: &str) -> Reply {
        self.send(Method::DELETE, &format!("{}/decline/{assignment}", self.seat), None).await
    }

    /// What the caller brings.
    pub async fn own_assignments(&self) -> Vec<Value> {
        let mut seen = self.look().await.expect(200);
        let name = if self.seat == "/api/p" { "assignments" } else { "my_assignments" };
        let Value::Array(own) = seen[name].take() else { panic!("{seen}") };
        own
    }

    // What coordinators and hosts do.

    pub async fn create(&self, item: Value) -> Reply {
        self.post(&format!("{}{}", self.items, self.query()), item).await
    }

    pub async fn edit(&self, item: &str, change: Value) -> Reply {
        self.patch(&self.item(item, ""), change).await
    }

    pub async fn delete(&self, item: &str) -> Reply {
        self.send(Method::DELETE, &self.item(item, ""), None).await
    }

    pub async fn assign(&self, item: &str, person: &str) -> Reply {
        let body = json!({ "person_id": self.names.person(person) });
        self.post(&self.item(item, "/assign"), body).await
    }

    pub async fn unassign(&self, item: &str) -> Reply {
        self.send(Method::DELETE, &self.item(item, "/assign"), None).await
    }

    pub async fn confirm(&self, item: &str) -> Reply {
        self.send(Method::POST, &self.item(item, "/confirm"), None).await
    }

    // What hosts do.

    pub async fn go_to(&self, status: EventStatus) -> Reply {
        self.patch("/api/h/status", json!({ "status": status })).await
    }

    pub async fn start_confirming(&self) -> Reply {
        self.go_to(EventStatus::Confirming).await
    }

    pub async fn freeze(&self) -> Reply {
        self.go_to(EventStatus::Frozen).await
    }

    pub async fn unfreeze(&self, reason: &str) -> Reply {
        self.patch("/api/h/status", json!({ "status": "confirming", "reason": reason })).await
    }

    pub async fn expect_guests(&self, count: Value) -> Reply {
        self.patch(&self.event, json!({ "guest_count": count })).await
    }

    pub async fn team(&self, team: &str) -> Reply {
        self.get(&format!("{}/teams/{}", self.event, self.names.team(team))).await
    }

    pub async fn links(&self) -> Reply {
        self.get(&format!("{}/tokens", self.event)).await
    }

    pub async fn rotate(&self, person: &str) -> Reply {
        let path = format!("{}/tokens/{}/rotate", self.event, self.names.person(person));
        self.send(Method::POST, &path, None).await
    }

    pub async fn audit(&self, query: &str) -> Reply {
        self.get(&format!("{}/audit{query}", self.event)).await
    }

    // What whoever has an account does.

    pub async fn sign_up(&self, email: &str, name: &str, password: &str) -> Reply {
        let body = json!({ "email": email, "display_name": name, "password": password });
        self.post("/api/auth/signup", body).await
    }

    pub async fn log_in(&self, email: &str, password: &str) -> Reply {
        self.post("/api/auth/login", json!({ "email": email, "password": password })).await
    }

    pub async fn verify(&self, token: &str, password: &str) -> Reply {
        self.post("/api/auth/verify", json!({ "token": token, "password": password })).await
    }

    pub async fn resend(&self, email: &str) -> Reply {
        self.post("/api/auth/resend", json!({ "email": email })).await
    }

    pub async fn forget(&self, email: &str) -> Reply {
        self.post("/api/auth/forgot", json!({ "email": email })).await
    }

    pub async fn reset(&self, token: &str, password: &str) -> Reply {
        self.post("/api/auth/reset", json!({ "token": token, "password": password })).await
    }

    pub async fn change_email(&self, email: &str, password: &str) -> Reply {
        let body = json!({ "email": email, "current_password": password });
        self.post("/api/me/email", body).await
    }

    pub async fn log_out(&self) -> Reply {
        self.send(Method::POST, "/api/auth/logout", None).await
    }

    pub async fn me(&self) -> Reply {
        self.get("/api/me").await
    }

    pub async fn change_password(&self, present: &str, new: &str) -> Reply {
        let body = json!({ "current_password": present, "new_password": new });
        self.post("/api/me/password", body).await
    }

    pub async fn plan_event(&self, name: &str) -> Reply {
        let event = json!({
            "name": name, "time_zone": "Europe/Berlin", "starts_on": "2025-12-31",
            "ends_on": "2026-01-01",
        });
        self.post("/api/events", event).await
    }

    // What any client does.

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None).await
    }

    /// Whether anybody answers.
    pub async fn is_answered(&self) -> bool {
        self.client.get(format!("{}/livez", self.base)).send().await.is_ok()
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, Some(body.to_string().into_bytes())).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PATCH, path, Some(body.to_string().into_bytes())).await
    }

    /// Sends a request; a body as JSON, unless a header of the caller's own says otherwise.
    pub async fn send(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Reply {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(secret) = &self.secret {
            request = request.header(AUTHORIZATION, format!("Bearer {secret}"));
        }
        if let Some(body) = body {
            if !self.headers.iter().any(|(name, _)| *name == "content-type") {
                request = request.header(CONTENT_TYPE, "application/json");
            }
            request = request.body(body);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value.clone());
        }
        Reply::of(request.send().await.unwrap()).await
    }

    /// Where an item is changed: by its name in the file, or its id.
    pub fn item(&self, item: &str, rest: &str) -> String {
        let id = item.parse::<Uuid>().unwrap_or_else(|_| self.names.item(item));
        format!("{}/{id}{rest}{}", self.items, self.query())
    }

    /// Something of the plan, below the event, or the event itself.
    pub fn plan(&self, what: &str) -> String {
        let below = if what.is_empty() { String::new() } else { format!("/{what}") };
        format!("{}{below}{}", self.event, self.query())
    }

    fn query(&self) -> String {
        let encoded = |reason: &String| {
            let bytes: Vec<_> = reason.bytes().map(|byte| format!("%{byte:02X}")).collect();
            format!("?override_reason={}", bytes.concat())
        };
        self.override_reason.as_ref().map(encoded).unwrap_or_default()
    }
}
