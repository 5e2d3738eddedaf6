//! One list of operations, read in two ways.

use actix_web::{dev::HttpServiceFactory, web};
use utoipa_actix_web::{OpenApiFactory, service_config::ServiceConfig};

/// Takes in the operations of the API.
///
/// A worker only serves them. What describes them weighs megabytes while it is put together, so
/// that is done for those alone who ask for the document, and not in every worker.
pub(crate) enum Routes<'r, 'c> {
    /// To be served.
    Served(&'r mut web::ServiceConfig),
    /// To be described in the OpenAPI document.
    Described(&'r mut ServiceConfig<'c>),
}

impl Routes<'_, '_> {
    /// Takes in one operation.
    pub(crate) fn service<F>(&mut self, operation: F) -> &mut Self
    where
        F: HttpServiceFactory + OpenApiFactory + 'static,
    {
        match self {
            Self::Served(config) => _ = config.service(operation),
            Self::Described(config) => _ = config.service(operation),
        }
        self
    }

    /// Takes in the operations of a room.
    pub(crate) fn configure(&mut self, room: impl FnOnce(&mut Self)) -> &mut Self {
        room(self);
        self
    }
}
