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

use super::problem::ApiError;

/// What `cargo xtask web` built; empty where nobody has.
#[derive(Embed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct App;

/// Pages that the app knows: the path itself, or anything below it.
const PAGES: [&str; 3] = ["/p", "/c", "/h"];

const UNBUILT: &str = "<!doctype html><html lang=\"en\"><title>Gather</title>\
    <p>This server was built without its browser app. Build it with <code>cargo xtask web</code>, \
    then build the server again. The API is described at <a href=\"/docs/\">/docs</a>.";

/// Serves a file of the app, or its shell for the addresses that the app knows.
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
    let known = path == "/" || PAGES.iter().any(|page| is_below(path, page));
    shell(&request, if known { StatusCode::OK } else { StatusCode::NOT_FOUND })
}

/// The shell and the compressed copies are not files of their own.
fn is_public(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    name != "index.html" && !matches!(ending, None | Some("br" | "gz"))
}

fn is_below(path: &str, page: &str) -> bool {
    path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn shell(request: &HttpRequest, status: StatusCode) -> HttpResponse {
    if App::get("index.html").is_none() {
        return HttpResponse::ServiceUnavailable()
            .content_type("text/html; charset=utf-8")
            .body(UNBUILT);
    }
    file(request, "index.html", status, "no-store")
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
    fn an_encoding_counts_only_when_it_is_wanted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("GZIP;q=0.5", "gzip"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("brotli", "br"));
    }
}
