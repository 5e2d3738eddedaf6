//! Many rows at once: in as many statements as their parameters need, and in no more.

use sea_orm::{ActiveModelTrait, EntityTrait};

use crate::{
    error::StoreError,
    store::{Tx, private::Connected as _},
};

/// A statement of SQLite takes 32,766 parameters, one of PostgreSQL 65,535. No table of ours has
/// more than 20 columns.
pub(crate) const BATCH: usize = 1_500;

/// Inserts rows in this order; none is fine, too.
pub(crate) async fn insert<A>(tx: &Tx, rows: impl IntoIterator<Item = A>) -> Result<(), StoreError>
where
    A: ActiveModelTrait + Send,
{
    let rows: Vec<A> = rows.into_iter().collect();
    for batch in rows.chunks(BATCH) {
        A::Entity::insert_many(batch.iter().cloned())
            .exec_without_returning(tx.connection())
            .await?;
    }
    Ok(())
}
