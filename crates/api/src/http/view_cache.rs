//! Role views that were sent before and are still true.
//!
//! Everybody who holds a link reloads it again and again, and hardly anything changes in between. To
//! find that out costs one row: the caller's own, which carries the event's [`Revision`]. As long as
//! that is the one at which a view was read, the view is sent again as it is. So this holds for any
//! number of processes on one database: what counts is in the database, here are only copies.

use actix_web::{HttpResponse, http::header::ContentType, web::Bytes};
use gather_domain::id::EventId;
use quick_cache::{Weighter, sync::Cache};
use serde::Serialize;
use uuid::Uuid;

use super::problem::ApiResult;
use crate::caller::{Caller, Revision};

/// How many bytes of views are kept, and about how many views that is.
const MOST_BYTES: u64 = 8 * 1024 * 1024;
const ABOUT_VIEWS: usize = 2_000;

/// Whose view it is: their link or account, and the event.
type Viewer = (Uuid, EventId);

/// The last view that each of them was sent.
pub(crate) struct ViewCache {
    views: Cache<Viewer, View, Size>,
}

#[derive(Clone)]
struct View {
    revision: Revision,
    body: Bytes,
}

impl ViewCache {
    pub(crate) fn new() -> Self {
        Self { views: Cache::with_weighter(ABOUT_VIEWS, MOST_BYTES, Size) }
    }

    /// The caller's view: the one they were sent before if it is still true, else what `read` finds.
    ///
    /// `read` may find more than the caller's revision had, never less: it begins after that was
    /// read. The next caller then comes with a later revision, and it is read again.
    pub(crate) async fn answer<V: Serialize>(
        &self,
        caller: &Caller,
        read: impl AsyncFnOnce() -> ApiResult<V>,
    ) -> ApiResult<HttpResponse> {
        let standing = caller.standing();
        let (viewer, revision) = ((standing.credential_id(), standing.event.id), caller.revision());
        if let Some(view) = self.views.get(&viewer)
            && view.revision == revision
        {
            return Ok(send(view.body));
        }
        let body = Bytes::from(serde_json::to_vec(&read().await?)?);
        self.views.insert(viewer, View { revision, body: body.clone() });
        Ok(send(body))
    }
}

fn send(body: Bytes) -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::json()).body(body)
}

/// What a view weighs: its bytes, and what is kept with them.
#[derive(Clone)]
struct Size;

impl Weighter<Viewer, View> for Size {
    fn weight(&self, _: &Viewer, view: &View) -> u64 {
        (size_of::<(Viewer, View)>() + view.body.len()) as u64
    }
}
