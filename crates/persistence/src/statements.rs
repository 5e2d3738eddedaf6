//! Statements whose text is built once, and the cells of their rows.
//!
//! To put the text of a join together costs more than to run it, and a role view is read at every
//! tap. So the text is kept; what differs from call to call is filled in.

use std::sync::OnceLock;

use sea_orm::{
    ConnectionTrait, DbBackend, QueryResult, Statement, TryGetable, Value,
    sea_query::{Expr, SelectStatement},
};

use crate::{error::StoreError, store::Source};

/// A `SELECT` with `N` values that differ from call to call.
pub(crate) struct Template<const N: usize> {
    build: fn([Expr; N]) -> SelectStatement,
    sqlite: OnceLock<Built>,
    postgres: OnceLock<Built>,
}

/// The text for one database, and what its placeholders stand for, in order.
struct Built {
    text: String,
    slots: Vec<Slot>,
}

enum Slot {
    /// The value with this index.
    Given(usize),
    /// The same value in every call.
    Fixed(Value),
}

impl<const N: usize> Template<N> {
    /// A template; `build` is called once per kind of database.
    pub(crate) const fn new(build: fn([Expr; N]) -> SelectStatement) -> Self {
        Self { build, sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// All rows, for these values.
    pub(crate) async fn all(
        &self,
        source: &impl Source,
        given: [Value; N],
    ) -> Result<Vec<QueryResult>, StoreError> {
        let connection = source.connection();
        let statement = self.fill(connection.get_database_backend(), &given);
        Ok(connection.query_all_raw(statement).await?)
    }

    /// The one row that these values name, if there is one.
    pub(crate) async fn one(
        &self,
        source: &impl Source,
        given: [Value; N],
    ) -> Result<Option<QueryResult>, StoreError> {
        let connection = source.connection();
        let statement = self.fill(connection.get_database_backend(), &given);
        Ok(connection.query_one_raw(statement).await?)
    }

    fn fill(&self, backend: DbBackend, given: &[Value; N]) -> Statement {
        let kept = if backend == DbBackend::Sqlite { &self.sqlite } else { &self.postgres };
        let built = kept.get_or_init(|| self.build_for(backend));
        let values = built.slots.iter().map(|slot| match slot {
            Slot::Given(index) => given[*index].clone(),
            Slot::Fixed(value) => value.clone(),
        });
        Statement::from_sql_and_values(backend, &built.text, values)
    }

    fn build_for(&self, backend: DbBackend) -> Built {
        // Marks that no statement of ours has as a value, to find the placeholders by.
        let marks: [Value; N] = std::array::from_fn(|index| Value::from(format!("\u{1}{index}")));
        let statement = backend.build(&(self.build)(marks.clone().map(Expr::val)));
        let values = statement.values.map(|values| values.0).unwrap_or_default();
        let slots = values.into_iter().map(|value| {
            let given = marks.iter().position(|mark| *mark == value);
            given.map_or(Slot::Fixed(value), Slot::Given)
        });
        Built { text: statement.sql, slots: slots.collect() }
    }
}

/// The cells of a row, read in the order in which the statement selects them.
pub(crate) struct Cells<'row> {
    row: &'row QueryResult,
    next: usize,
}

impl<'row> Cells<'row> {
    /// The cells of a row, from the first.
    pub(crate) const fn of(row: &'row QueryResult) -> Self {
        Self { row, next: 0 }
    }

    /// The next cell.
    pub(crate) fn take<T: TryGetable>(&mut self) -> Result<T, StoreError> {
        let index = self.next;
        self.next += 1;
        Ok(self.row.try_get_by_index(index)?)
    }

    /// Passes over cells that nobody wants.
    pub(crate) const fn skip(&mut self, cells: usize) {
        self.next += cells;
    }
}
