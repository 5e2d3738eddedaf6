//! An event may be known to strangers, at an address of its own; and it may not take place after all.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, QueryResult, prelude::Uuid},
};

use crate::{keys::unique, m0002_events::Event};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Added {
    Slug,
    IsPublished,
    CohostsCanInvite,
    CancelledAt,
}

/// How many events get their slug by one statement.
const AT_ONCE: usize = 200;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The checks come with their columns: SQLite takes none afterwards. There is no slug that
        // would do for every row: null stands for it until the row has its own, and where the
        // release before writes one.
        for column in [
            text_null(Added::Slug)
                .check(Expr::cust("slug = lower(slug) AND length(slug) BETWEEN 1 AND 80")),
            boolean(Added::IsPublished)
                .default(false)
                .check(Expr::cust("is_published IN (FALSE, TRUE)")),
            boolean(Added::CohostsCanInvite)
                .default(true)
                .check(Expr::cust("cohosts_can_invite IN (FALSE, TRUE)")),
            &mut timestamp_with_time_zone_null(Added::CancelledAt),
        ] {
            let table = Table::alter().table(Event::Table).add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        name_events(manager.get_connection()).await?;
        manager
            .create_index(unique("event_slug", [Added::Slug]).table(Event::Table).to_owned())
            .await?;
        // What is listed to strangers.
        manager
            .create_index(
                Index::create()
                    .name("event_published")
                    .table(Event::Table)
                    .col(Added::IsPublished)
                    .col(Event::StartsOn)
                    .col(Event::Id)
                    .to_owned(),
            )
            .await
    }
}

/// Gives every event that is there a slug.
async fn name_events(connection: &impl ConnectionTrait) -> Result<(), DbErr> {
    let all = Query::select().columns([Event::Id, Event::Name]).from(Event::Table).take();
    let rows = connection.query_all(&all).await?;
    for rows in rows.chunks(AT_ONCE) {
        let named = rows.iter().map(named).collect::<Result<Vec<_>, _>>()?;
        let mut slugs = CaseStatement::new();
        for (id, slug) in &named {
            slugs = slugs.case(Expr::col(Event::Id).eq(*id), slug.clone());
        }
        let update = Query::update()
            .table(Event::Table)
            .value(Added::Slug, slugs)
            .and_where(Expr::col(Event::Id).is_in(named.into_iter().map(|(id, _)| id)))
            .take();
        connection.execute(&update).await?;
    }
    Ok(())
}

/// The event of a row, and a slug that no other has: words of the name, and the random end of the id.
fn named(row: &QueryResult) -> Result<(Uuid, String), DbErr> {
    let (id, name): (Uuid, String) = (row.try_get("", "id")?, row.try_get("", "name")?);
    let lower = name.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let mut slug: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    if slug.is_empty() {
        slug.push_str("gathering");
    }
    let id_as_text = id.simple().to_string();
    let tail = id_as_text.get(24..).unwrap_or_default();
    Ok((id, format!("{slug}-{tail}")))
}
