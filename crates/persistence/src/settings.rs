//! What an admin decided about the whole server. What is not here has its default.

use chrono::{DateTime, Utc};
use gather_domain::setting::{Settings, StepUp};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use crate::{
    entity::setting,
    error::StoreError,
    store::{Source, Tx, private::Connected as _},
};

const INVITES_ENABLED: &str = "invites_enabled";
const STEP_UP: &str = "step_up";

/// All settings. Whatever depends on one reads it in its own transaction.
pub async fn read(source: &impl Source) -> Result<Settings, StoreError> {
    let mut settings = Settings::default();
    for row in setting::Entity::find().all(source.connection()).await? {
        let corrupt = || StoreError::corrupt("setting", format!("{} is no such thing", row.name));
        match row.name.as_str() {
            INVITES_ENABLED => {
                settings.invites_enabled = row.value.parse().map_err(|_error| corrupt())?;
            }
            STEP_UP => settings.step_up = StepUp::of_name(&row.value).ok_or_else(corrupt)?,
            // A later release knows it.
            _ => {}
        }
    }
    Ok(settings)
}

/// Stores all settings.
pub async fn store(tx: &Tx, settings: Settings, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = |name: &str, value: String| setting::ActiveModel {
        name: Set(name.to_owned()),
        value: Set(value),
        updated_at: Set(now),
    };
    let replace = OnConflict::column(setting::Column::Name)
        .update_columns([setting::Column::Value, setting::Column::UpdatedAt])
        .to_owned();
    setting::Entity::insert_many([
        row(INVITES_ENABLED, settings.invites_enabled.to_string()),
        row(STEP_UP, settings.step_up.as_str().to_owned()),
    ])
    .on_conflict(replace)
    .exec_without_returning(tx.connection())
    .await?;
    Ok(())
}
