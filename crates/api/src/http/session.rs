//! The cookie that a browser holds while somebody is signed in.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
    http::header,
};
use chrono::{DateTime, Utc};
use gather_domain::{
    account::Session,
    secret::SecretHash,
    token::{Token, TokenKind},
};

use crate::{context::Context, usecase::signing_in::Place};

/// Over https with the prefix that keeps other hosts and paths from setting it.
const SECURE: &str = "__Host-gather_session";
const PLAIN: &str = "gather_session";

/// The cookie's name: its value is a secret.
fn name(ctx: &Context) -> &'static str {
    if ctx.is_secure() { SECURE } else { PLAIN }
}

/// Whether a session came with the request, whatever it is worth.
pub(crate) fn is_sent(request: &HttpRequest, ctx: &Context) -> bool {
    request.cookie(name(ctx)).is_some()
}

/// The hash of the session that came with the request; `None` where there is none of that form.
pub(crate) fn sent(request: &HttpRequest, ctx: &Context) -> Option<SecretHash> {
    let cookie = request.cookie(name(ctx))?;
    Token::parse(TokenKind::Session, cookie.value()).map(|token| token.hash())
}

/// The cookie of a session: for its secret, until it is over.
pub(crate) fn cookie(
    ctx: &Context,
    token: &str,
    session: &Session,
    now: DateTime<Utc>,
) -> Cookie<'static> {
    let lasts = (session.expires_at - now).num_seconds();
    build(ctx, token.to_owned(), Duration::seconds(lasts))
}

/// The same cookie with a longer life.
pub(crate) fn renewed(
    request: &HttpRequest,
    ctx: &Context,
    session: &Session,
    now: DateTime<Utc>,
) -> Option<Cookie<'static>> {
    let sent = request.cookie(name(ctx))?;
    Some(cookie(ctx, sent.value(), session, now))
}

/// What takes the cookie from the browser.
pub(crate) fn removal(ctx: &Context) -> Cookie<'static> {
    build(ctx, String::new(), Duration::ZERO)
}

fn build(ctx: &Context, value: String, max_age: Duration) -> Cookie<'static> {
    Cookie::build(name(ctx), value)
        .path("/")
        .http_only(true)
        .secure(ctx.is_secure())
        .same_site(SameSite::Lax)
        .max_age(max_age)
        .finish()
}

/// Where somebody signs in, and the session that their browser had.
pub(crate) fn place(request: &HttpRequest, ctx: &Context) -> Place {
    let agent = request.headers().get(header::USER_AGENT);
    let agent = agent.and_then(|it| it.to_str().ok()).unwrap_or_default();
    Place { device: device(agent), before: sent(request, ctx) }
}

/// A browser and a system, in a few words: enough to tell one's own devices apart, and no more.
fn device(agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    // In this order: most claim to be the ones after them.
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(only), None) | (None, Some(only)) => only.to_owned(),
        (None, None) => "another device".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_told_by_browser_and_system_alone() {
        let pixel = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) \
                     Chrome/131.0.0.0 Mobile Safari/537.36";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                    Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0";
        let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like \
                   Gecko) Version/18.1 Safari/605.1.15";

        assert_eq!(device(pixel), "Chrome, Android");
        assert_eq!(device(edge), "Edge, Windows");
        assert_eq!(device(mac), "Safari, Mac");
        assert_eq!(device("curl/8.11"), "another device");
    }
}
