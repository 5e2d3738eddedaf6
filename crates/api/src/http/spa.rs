//! The browser app: its files lie in the binary, compressed beforehand.

use std::{borrow::Cow, convert::Infallible};

use actix_web::{
    HttpRequest, HttpResponse, ResponseError as _,
    body::{MessageBody, SizedStream},
    http::{
        Method, StatusCode,
        header::{self, HeaderValue},
    },
    web::Bytes,
};
use futures_util::stream;
use gather_wire::ProblemCode;
use rust_embed::{Embed, EmbeddedFile};
use uuid::Uuid;

use super::problem::ApiError;

/// What `cargo xtask web` built; empty where nobody has.
#[derive(Embed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct App;

/// The app consists of several programs, each with a shell of its own (`frontend/src/door`), so
/// that nobody downloads the screens of somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    /// What participants and coordinators see.
    Guest,
    /// How far a gathering is, and each of its teams: for hosts, by link or signed in.
    Gathering,
    /// Where a gathering is planned: its days, teams and people.
    Plan,
    /// Where the items of a plan are.
    Items,
    /// Whom a host reaches, and how: who has confirmed, links, what is printed; and what happened.
    People,
    /// Who runs a gathering.
    Hosts,
    /// What whoever runs the server sees and decides.
    Admin,
    /// Accounts, and one's own gatherings.
    Home,
}

impl Door {
    /// Which one opens the page at this path; `None` for the addresses that lead nowhere.
    fn of(path: &str) -> Option<Self> {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let below = match (segments.next(), segments.next(), segments.next()) {
            (Some("p" | "c"), ..) => return Some(Self::Guest),
            (None, ..)
            | (
                Some(
                    "login" | "signup" | "forgot" | "account" | "events" | "invitations"
                    | "notifications",
                ),
                None,
                _,
            )
            | (Some("account"), Some("mails"), None)
            | (Some("events"), Some("new"), None)
            // What strangers see; and what comes by mail or message, its secret in the fragment or,
            // wrongly, in the path.
            | (Some("gatherings" | "verify" | "email" | "reset" | "event-invite"), _, None) => return Some(Self::Home),
            (
                Some("admin"),
                None
                | Some(
                    "events" | "deleted" | "invites" | "accounts" | "outbox" | "audit" | "settings",
                ),
                None,
            ) => return Some(Self::Admin),
            (Some("h"), first, second) => (first, second),
            (Some("events"), Some(id), first) => {
                Uuid::parse_str(id).ok()?;
                if first == Some("hosts") {
                    return Some(Self::Hosts);
                }
                (first, segments.next())
            }
            _ => return None,
        };
        Some(match below {
            (Some("plan"), Some("items")) => Self::Items,
            (Some("plan"), _) => Self::Plan,
            (Some("people" | "links" | "paper" | "audit"), _) => Self::People,
            _ => Self::Gathering,
        })
    }

    /// The name of its shell.
    const fn page(self) -> &'static str {
        match self {
            Self::Guest => "guest.html",
            Self::Gathering => "gathering.html",
            Self::Plan => "plan.html",
            Self::Items => "items.html",
            Self::People => "people.html",
            Self::Hosts => "hosts.html",
            Self::Admin => "admin.html",
            Self::Home => "home.html",
        }
    }
}

const UNBUILT: &str = "<!doctype html><html lang=\"en\"><title>Gather</title>\
    <p>This server was built without its browser app. Build it with <code>cargo xtask web</code>, \
    then build the server again. The API is described at <a href=\"/docs/\">/docs</a>.";

/// Serves a file of the app, or a shell for the addresses that the app knows.
pub(crate) async fn serve(request: HttpRequest) -> HttpResponse {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let detail = "There is nothing here that could be changed.";
        let mut response = ApiError::new(ProblemCode::MethodNotAllowed, detail).error_response();
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let path = request.path();
    let name = path.strip_prefix('/').filter(|name| is_public(name));
    if let Some(name) = name.filter(|name| App::get(name).is_some()) {
        return file(&request, name, StatusCode::OK, "public, max-age=31536000, immutable");
    }
    match Door::of(path) {
        Some(door) => shell(&request, door, StatusCode::OK),
        None => shell(&request, Door::Home, StatusCode::NOT_FOUND),
    }
}

/// The shells and the compressed copies are not files of their own.
fn is_public(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    !matches!(ending, None | Some("html" | "br" | "gz"))
}

fn shell(request: &HttpRequest, door: Door, status: StatusCode) -> HttpResponse {
    if App::get(door.page()).is_none() {
        return HttpResponse::ServiceUnavailable()
            .content_type("text/html; charset=utf-8")
            .body(UNBUILT);
    }
    file(request, door.page(), status, "no-store")
}

/// A file of the app in the best form that the client takes.
fn file(
    request: &HttpRequest,
    name: &str,
    status: StatusCode,
    cache: &'static str,
) -> HttpResponse {
    let accepted = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let compressed = [("br", ".br"), ("gzip", ".gz")].into_iter().find_map(|(encoding, ending)| {
        let file = App::get(&format!("{name}{ending}")).filter(|_| accepts(accepted, encoding))?;
        Some((encoding, file))
    });
    let mut response = HttpResponse::build(status);
    response
        .content_type(content_type(name))
        .insert_header((header::CACHE_CONTROL, cache))
        .insert_header((header::VARY, "accept-encoding"));
    let file: Option<EmbeddedFile> = match compressed {
        Some((encoding, file)) => {
            response.insert_header((header::CONTENT_ENCODING, encoding));
            Some(file)
        }
        None => App::get(name),
    };
    file.map_or_else(
        || HttpResponse::NotFound().finish(),
        |file| response.body(in_pieces(file.data)),
    )
}

/// A file as a body that is handed out piece by piece: actix copies what a body gives it, and a
/// client that asks and does not read must not make it copy whole files.
pub(crate) fn in_pieces(file: Cow<'static, [u8]>) -> impl MessageBody {
    const PIECE: usize = 16 * 1024;

    let length = file.len() as u64;
    let file = match file {
        Cow::Borrowed(embedded) => Bytes::from_static(embedded),
        Cow::Owned(read) => Bytes::from(read),
    };
    let pieces = stream::unfold(file, async |mut rest| {
        if rest.is_empty() {
            return None;
        }
        let piece = rest.split_to(PIECE.min(rest.len()));
        Some((Ok::<_, Infallible>(piece), rest))
    });
    SizedStream::new(length, Box::pin(pieces))
}

/// Whether an `Accept-Encoding` names this encoding and does not turn it down.
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        named && !parts.any(|it| matches!(it.strip_prefix("q="), Some("0" | "0.0" | "0.00")))
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_has_its_door() {
        let event = "/events/0190a5b0-0000-7000-8000-000000000000";
        for (door, paths) in [
            (
                Some(Door::Home),
                &[
                    "/",
                    "/login",
                    "/signup",
                    "/forgot",
                    "/verify",
                    "/email",
                    "/reset/gth_rst_x",
                    "/event-invite",
                    "/event-invite/gth_inv_x",
                    "/account",
                    "/account/mails",
                    "/invitations",
                    "/notifications/",
                    "/events",
                    "/events/new",
                    "/gatherings",
                    "/gatherings/town-fair",
                ][..],
            ),
            (Some(Door::Gathering), &["/h", "/h/teams/2", "/h/planet", event]),
            (Some(Door::Guest), &["/p", "/c/", "/p/gth_p_x"]),
            (Some(Door::Plan), &["/h/plan", "/h/plan/days", "/h/plan/"]),
            (Some(Door::Items), &["/h/plan/items", "/h/plan/items/paste"]),
            (
                Some(Door::People),
                &["/h/people", "/h/links", "/h/audit/", "/h/paper", "/h/paper/teams"],
            ),
            (
                Some(Door::Admin),
                &["/admin", "/admin/events", "/admin/deleted", "/admin/invites/", "/admin/audit"],
            ),
            (
                None,
                &[
                    "/admin/nowhere",
                    "/nowhere",
                    "/login/x",
                    "/account/x",
                    "/notifications/x",
                    "/events/x",
                    "/events/new/x",
                    "/gatherings/town-fair/x",
                    "/planet",
                ],
            ),
        ] {
            for path in paths {
                assert_eq!(Door::of(path), door, "{path}");
            }
        }
        assert_eq!(Door::of(&format!("{event}/teams/2")), Some(Door::Gathering));
        assert_eq!(Door::of(&format!("{event}/people")), Some(Door::People));
        assert_eq!(Door::of(&format!("{event}/hosts")), Some(Door::Hosts));
        assert_eq!(Door::of("/h/hosts"), Some(Door::Gathering));
        assert_eq!(Door::of(&format!("{event}/plan")), Some(Door::Plan));
        assert_eq!(Door::of(&format!("{event}/plan/people")), Some(Door::Plan));
        assert_eq!(Door::of(&format!("{event}/plan/items")), Some(Door::Items));
    }

    #[test]
    fn an_encoding_counts_only_when_it_is_wanted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("GZIP;q=0.5", "gzip"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("brotli", "br"));
    }
}
