//! Whether the server does its work, and what it can do.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use actix_web::{
    HttpRequest, HttpResponse, ResponseError as _, get,
    http::header::{self, HeaderValue},
    web,
};
use gather_wire::{self as wire, ProblemCode};
use utoipa_swagger_ui::Config;

use super::{
    problem::{ApiError, ApiResult},
    spa::in_pieces,
};
use crate::{context::Context, openapi, usecase::health};

/// Is the process up?
#[utoipa::path(
    tag = "operations",
    responses((status = OK, description = "It is", body = wire::Health)),
)]
#[get("/livez")]
pub(crate) async fn livez() -> web::Json<wire::Health> {
    web::Json(wire::Health { status: wire::HealthStatus::Ok })
}

/// Can it do its work?
///
/// It can when the database answers and has every migration.
#[utoipa::path(
    tag = "operations",
    responses(
        (status = OK, description = "It can", body = wire::Health),
        (
            status = SERVICE_UNAVAILABLE, description = "It cannot, just now",
            body = wire::Problem, content_type = "application/problem+json",
        ),
    ),
)]
#[get("/readyz")]
pub(crate) async fn readyz(ctx: web::Data<Context>) -> ApiResult<web::Json<wire::Health>> {
    health::ready(&ctx).await?;
    Ok(web::Json(wire::Health { status: wire::HealthStatus::Ok }))
}

/// The API's description, and Swagger UI from our own files.
pub(crate) fn configure_docs(config: &mut web::ServiceConfig) {
    config
        .route("/openapi.yaml", web::get().to(openapi_yaml))
        .route("/openapi.json", web::get().to(openapi_json))
        .route("/docs", web::get().to(to_docs))
        .route("/docs/{file:.*}", web::get().to(docs));
}

/// A file of Swagger UI.
async fn docs(file: web::Path<String>) -> HttpResponse {
    // It would show a badge from another host.
    static CONFIG: LazyLock<Arc<Config<'_>>> =
        LazyLock::new(|| Arc::new(Config::new(["/openapi.json"]).validator_url("none")));
    match utoipa_swagger_ui::serve(&file, Arc::clone(&CONFIG)) {
        Ok(Some(found)) => {
            HttpResponse::Ok().content_type(found.content_type).body(in_pieces(found.bytes))
        }
        Ok(None) | Err(_) => ApiError::new(ProblemCode::NotFound, NOTHING).error_response(),
    }
}

async fn openapi_json() -> HttpResponse {
    static JSON: LazyLock<String> =
        LazyLock::new(|| openapi::document().to_json().unwrap_or_default());
    HttpResponse::Ok().content_type("application/json").body(JSON.as_str())
}

async fn openapi_yaml() -> HttpResponse {
    static YAML: LazyLock<String> =
        LazyLock::new(|| openapi::document().to_yaml().unwrap_or_default());
    HttpResponse::Ok().content_type("application/yaml").body(YAML.as_str())
}

async fn to_docs() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((header::LOCATION, "/docs/")).finish()
}

const NOTHING: &str = "There is nothing at this address.";

/// Answers below `/api` where no operation does: the method was wrong, or the address.
pub(crate) async fn no_operation(request: HttpRequest) -> HttpResponse {
    let methods = request.match_pattern().and_then(|pattern| METHODS.get(&pattern));
    let Some(methods) = methods else {
        return ApiError::new(ProblemCode::NotFound, NOTHING).error_response();
    };
    let detail = "This address knows other methods; the Allow header names them.";
    let mut response = ApiError::new(ProblemCode::MethodNotAllowed, detail).error_response();
    if let Ok(allow) = HeaderValue::from_str(methods) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// The methods of each path of the document, as an `Allow` header names them.
static METHODS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let operations = openapi::document().paths.paths.into_iter();
    operations
        .map(|(path, item)| {
            let methods = [
                ("GET, HEAD", item.get.is_some()),
                ("POST", item.post.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let known: Vec<_> =
                methods.into_iter().filter(|(_, known)| *known).map(|(name, _)| name).collect();
            (path, known.join(", "))
        })
        .collect()
});
