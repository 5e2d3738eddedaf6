use gather_wire as wire;
use gloo_net::http::Method;

use super::{ApiError, client::Call};
use crate::credential::Credential;

/// What the link's person brings.
pub async fn part(by: &Credential) -> Result<wire::Part, ApiError> {
    Call::new(Method::GET, "/p", by).send().await
}
