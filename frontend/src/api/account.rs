//! Accounts: signing up, in and out, and what one's own holds.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};

/// Makes an account, and signs in.
pub async fn sign_up(body: &wire::SignUp) -> Result<wire::Account, ApiError> {
    Call::by_session(Method::POST, "/auth/signup").send_json(body).await
}

/// Signs in.
pub async fn log_in(body: &wire::LogIn) -> Result<wire::Account, ApiError> {
    Call::by_session(Method::POST, "/auth/login").send_json(body).await
}

/// Signs out, here.
pub async fn log_out() -> Result<(), ApiError> {
    Call::by_session(Method::POST, "/auth/logout").send_for_nothing().await
}

/// Stays signed in for longer. Reading alone does not.
pub async fn stay_signed_in() -> Result<(), ApiError> {
    Call::by_session(Method::POST, "/auth/refresh").send_for_nothing().await
}

/// Who is signed in.
pub async fn account() -> Result<wire::Account, ApiError> {
    Call::by_session(Method::GET, "/me").send().await
}

/// Changes what the others call one.
pub async fn edit_account(change: &wire::EditAccount) -> Result<wire::Account, ApiError> {
    Call::by_session(Method::PATCH, "/me").send_json(change).await
}

/// Changes the password, and ends all sessions but this one.
pub async fn change_password(change: &wire::ChangePassword) -> Result<wire::Account, ApiError> {
    Call::by_session(Method::POST, "/me/password").send_json(change).await
}

/// Where one is signed in.
pub async fn sessions() -> Result<wire::Sessions, ApiError> {
    Call::by_session(Method::GET, "/me/sessions").send().await
}

/// Signs out somewhere else.
pub async fn end_session(id: Uuid) -> Result<(), ApiError> {
    Call::by_session(Method::DELETE, &format!("/me/sessions/{id}")).send_for_nothing().await
}

/// Signs out everywhere else.
pub async fn end_other_sessions() -> Result<(), ApiError> {
    Call::by_session(Method::DELETE, "/me/sessions").send_for_nothing().await
}
