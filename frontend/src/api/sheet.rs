use gather_wire as wire;
use gloo_net::http::Method;

use super::{ApiError, client::Call};
use crate::credential::Credential;

/// The coordinator's own team.
pub async fn sheet(by: &Credential) -> Result<wire::TeamSheet, ApiError> {
    Call::new(Method::GET, "/c", by).send().await
}
