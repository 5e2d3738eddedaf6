use std::sync::Arc;

use gather_domain::{
    clock::Clock,
    id::LinkId,
    person::Role,
    secret::{LinkSecret, Nonce, ServerKey},
};
use gather_persistence::Store;

/// What every use case may touch: the store, the time, and what links are made of.
#[derive(Clone)]
pub struct Context {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// From which the secrets of links are derived.
    pub key: ServerKey,
    /// Where people reach the browser app, without a slash at the end. Links begin with it.
    pub public_url: String,
}

impl Context {
    /// The secret of a link.
    pub(crate) fn secret(&self, id: LinkId, role: Role, nonce: Nonce) -> LinkSecret {
        LinkSecret::derive(&self.key, role.into(), id, nonce)
    }

    /// The address to hand out. The secret lies in its fragment, which never reaches a server.
    pub(crate) fn link_url(&self, secret: &LinkSecret) -> String {
        format!("{}{}#{}", self.public_url, secret.kind().page(), secret.expose())
    }
}
