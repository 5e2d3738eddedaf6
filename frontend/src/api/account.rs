//! Accounts: signing up, in and out, and what one's own holds.

use gather_wire as wire;
use gloo_net::http::Method;
use uuid::Uuid;

use super::{ApiError, client::Call};
use crate::link::Secret;

/// Makes an account, and signs in; `None` where a link comes by mail first.
pub async fn sign_up(body: &wire::SignUp) -> Result<Option<wire::Account>, ApiError> {
    Call::by_session(Method::POST, "/auth/signup").send_json_or_mail(body).await
}

/// Has the link to confirm an address sent again.
pub async fn resend_confirmation(body: &wire::AccountAddress) -> Result<wire::ByMail, ApiError> {
    Call::by_session(Method::POST, "/auth/resend").send_json(body).await
}

/// Has a link sent by which to choose a new password.
pub async fn forget_password(body: &wire::AccountAddress) -> Result<wire::ByMail, ApiError> {
    Call::by_session(Method::POST, "/auth/forgot").send_json(body).await
}

/// Confirms an address, or changes to it, by the link from a mail; and signs in.
pub async fn verify_email(link: &Secret, password: String) -> Result<wire::Account, ApiError> {
    let token = wire::SecretText(link.expose().to_owned());
    let body = wire::VerifyEmail { token, password: wire::SecretText(password) };
    Call::by_session(Method::POST, "/auth/verify").send_json(&body).await
}

/// Sets a new password by a link, and ends all sessions.
pub async fn reset_password(link: &Secret, password: String) -> Result<(), ApiError> {
    let token = wire::SecretText(link.expose().to_owned());
    let body = wire::ResetPassword { token, password: wire::SecretText(password) };
    Call::by_session(Method::POST, "/auth/reset").send_json_for_nothing(&body).await
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

/// Asks for another address. A link goes there; until it is used, nothing changes.
pub async fn change_email(change: &wire::ChangeEmail) -> Result<wire::ByMail, ApiError> {
    Call::by_session(Method::POST, "/me/email").send_json(change).await
}

/// Deletes one's account.
pub async fn delete_account(password: String) -> Result<(), ApiError> {
    let body = wire::DeleteAccount { current_password: wire::SecretText(password) };
    Call::by_session(Method::DELETE, "/me").send_json_for_nothing(&body).await
}

/// Which mails one wants.
pub async fn preferences() -> Result<wire::Preferences, ApiError> {
    Call::by_session(Method::GET, "/me/preferences").send().await
}

/// Changes which mails one wants.
pub async fn edit_preferences(
    change: &wire::EditPreferences,
) -> Result<wire::Preferences, ApiError> {
    Call::by_session(Method::PATCH, "/me/preferences").send_json(change).await
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
