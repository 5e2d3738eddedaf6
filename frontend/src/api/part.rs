use gather_wire as wire;
use gloo_net::http::Method;

use super::{ApiError, client::Call};
use crate::link::Secret;

/// What the link's person brings.
pub async fn part(link: &Secret) -> Result<wire::Part, ApiError> {
    Call::new(Method::GET, "/p", link).send().await
}
