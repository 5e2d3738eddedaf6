//! What is made once, however often its request is sent.

use chrono::{DateTime, Utc};
use gather_persistence::{
    StoreError, Tx,
    idempotency::{self, Seen},
};

pub(crate) use gather_persistence::idempotency::Request;

/// The answer to a request that creates something.
#[derive(Debug)]
pub(crate) enum Created<T> {
    /// It did.
    Now(Box<T>),
    /// It had before, and was answered so.
    Before(String),
}

/// The idempotency key was used for another request.
#[derive(Debug, thiserror::Error)]
#[error("this idempotency key was used for another request")]
pub(crate) struct KeyReused;

/// Creates something, unless this request did so before. `render` says how the answer reads, so that
/// it can be given again.
pub(crate) async fn once<T, E>(
    tx: &Tx,
    now: DateTime<Utc>,
    request: Option<&Request>,
    render: impl FnOnce(&T) -> String,
    create: impl AsyncFnOnce() -> Result<T, E>,
) -> Result<Created<T>, E>
where
    E: From<KeyReused> + From<StoreError>,
{
    if let Some(request) = request {
        match idempotency::look_up(tx, request, now).await? {
            Seen::Never => {}
            Seen::Answered(answer) => {
                tx.take_back();
                return Ok(Created::Before(answer));
            }
            Seen::Otherwise => return Err(KeyReused.into()),
        }
    }
    let made = create().await?;
    if let Some(request) = request
        && !idempotency::keep(tx, request, render(&made), now).await?
    {
        return Err(KeyReused.into());
    }
    Ok(Created::Now(Box::new(made)))
}
