use std::{net::IpAddr, sync::Arc};

use gather_domain::{
    clock::Clock,
    id::LinkId,
    person::Role,
    secret::{LinkSecret, Nonce, ServerKey},
};
use gather_persistence::Store;

use crate::{mail::Mail, password::Passwords, usecase::guards::Tries};

/// What every use case may touch: the store, the time, what links are made of, how mails leave, and
/// who compares passwords.
#[derive(Clone)]
pub struct Context {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// From which the secrets of links are derived.
    pub key: ServerKey,
    /// How mails leave.
    pub mail: Mail,
    /// Where passwords are hashed and compared.
    pub passwords: Arc<Passwords>,
    /// How often what guards a secret may be tried.
    pub tries: Tries,
    /// Where people reach the browser app, without a slash at the end. Links begin with it.
    pub public_url: String,
    /// The proxies that say whom they speak for.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Context {
    /// Whether people reach the browser app over https.
    pub(crate) fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The secret of a link.
    pub(crate) fn secret(&self, id: LinkId, role: Role, nonce: Nonce) -> LinkSecret {
        LinkSecret::derive(&self.key, role.into(), id, nonce)
    }

    /// The address to hand out. The secret lies in its fragment, which never reaches a server.
    pub(crate) fn link_url(&self, secret: &LinkSecret) -> String {
        format!("{}{}#{}", self.public_url, secret.kind().page(), secret.expose())
    }
}
