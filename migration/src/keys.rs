//! The forms in which keys and indexes are written here.

use sea_orm_migration::prelude::*;

/// `UNIQUE (columns)`: also what a composite foreign key of a child points at.
pub(crate) fn unique(
    name: &str,
    columns: impl IntoIterator<Item = impl IntoIden>,
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).unique();
    for column in columns {
        index.col(column.into_iden());
    }
    index
}

/// `FOREIGN KEY (columns of the child) REFERENCES parent (columns of the parent)`. Without an
/// action a parent that still has children cannot go.
pub(crate) fn references(
    name: &str,
    child: (impl IntoIden, impl IdenList),
    parent: (impl IntoIden, impl IdenList),
) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.name(name).from(child.0.into_iden(), child.1).to(parent.0.into_iden(), parent.1);
    key
}

/// `CREATE INDEX name ON table (columns)`.
pub(crate) fn index(
    name: &str,
    table: impl IntoIden,
    columns: impl IntoIterator<Item = impl IntoIden>,
) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(table.into_iden());
    for column in columns {
        index.col(column.into_iden());
    }
    index
}

/// `CHECK (length(column) BETWEEN 1 AND max)`, where a value is there at all.
pub(crate) fn length(column: &str, max: u32) -> Expr {
    Expr::cust(format!("{column} IS NULL OR length({column}) BETWEEN 1 AND {max}"))
}
