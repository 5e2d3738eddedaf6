use gloo_net::http::Method;
use uuid::Uuid;

use super::client::Call;
use crate::credential::Credential;

/// A gathering that a host changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathering {
    /// By link, or signed in.
    pub by: Credential,
    /// Which.
    pub event_id: Uuid,
    /// The host's reason, where the plan is frozen.
    pub override_reason: Option<String>,
}

impl Gathering {
    /// A request about it; `path` is below the gathering's own.
    pub(super) fn call(&self, method: Method, path: &str) -> Call {
        Call::new(method, &format!("/events/{}{path}", self.event_id), &self.by)
            .query("override_reason", self.override_reason.as_deref())
    }
}
