use gather_wire as wire;
use gloo_net::http::Method;

use super::{ApiError, client::Call};
use crate::link::Secret;

/// The coordinator's own team.
pub async fn sheet(link: &Secret) -> Result<wire::TeamSheet, ApiError> {
    Call::new(Method::GET, "/c", link).send().await
}
