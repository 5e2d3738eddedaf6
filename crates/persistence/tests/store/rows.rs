//! Rows and statements that go past the crate, straight to the tables.

use std::{borrow::Cow, panic::Location};

use sea_orm::{
    ConnectionTrait, DbErr, RuntimeErr, Statement, StatementBuilder, TransactionTrait, Value,
    sea_query::{Alias, InsertStatement, Query},
    sqlx,
};

use crate::world::World;

/// A row about to be inserted.
#[derive(Clone)]
pub(crate) struct Row {
    table: &'static str,
    cells: Vec<(&'static str, Value)>,
}

impl Row {
    pub(crate) fn of(table: &'static str) -> Self {
        Self { table, cells: Vec::new() }
    }

    /// The same row with this value in this column.
    pub(crate) fn with(mut self, column: &'static str, value: impl Into<Value>) -> Self {
        self.cells.retain(|(other, _)| *other != column);
        self.cells.push((column, value.into()));
        self
    }

    pub(crate) fn insertion(self) -> InsertStatement {
        let (columns, values): (Vec<_>, Vec<_>) = self.cells.into_iter().unzip();
        Query::insert()
            .into_table(Alias::new(self.table))
            .columns(columns.into_iter().map(Alias::new))
            .values_panic(values.into_iter().map(Into::into))
            .take()
    }
}

/// Why a database refuses a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breach {
    Unique,
    ForeignKey,
    Check,
    NotNull,
    Trigger,
}

impl Breach {
    fn of(error: &DbErr) -> Option<Self> {
        let (DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause))) = error
        else {
            return None;
        };
        let sqlx::Error::Database(refusal) = cause.as_ref() else { return None };
        match refusal.code().unwrap_or(Cow::Borrowed("")).as_ref() {
            "23505" | "2067" | "1555" => Some(Self::Unique),
            "23503" | "787" => Some(Self::ForeignKey),
            "23514" | "275" => Some(Self::Check),
            "23502" | "1299" => Some(Self::NotNull),
            "P0001" | "1811" => Some(Self::Trigger),
            _ => None,
        }
    }
}

impl World {
    /// Inserts a row, for good.
    pub(crate) async fn insert(&self, row: Row) {
        self.store.db().execute(&row.insertion()).await.unwrap();
    }

    /// Runs a statement, for good; how many rows it changed.
    pub(crate) async fn execute(&self, statement: &impl StatementBuilder) -> u64 {
        self.store.db().execute(statement).await.unwrap().rows_affected()
    }

    /// Whether the database takes a statement. It is undone at once.
    pub(crate) async fn attempt(&self, statement: Statement) -> Result<(), DbErr> {
        let tx = self.store.db().begin().await.unwrap();
        let outcome = tx.execute_raw(statement).await;
        tx.rollback().await.unwrap();
        outcome.map(|_changed| ())
    }

    /// The database would take this row.
    #[track_caller]
    pub(crate) fn takes(&self, row: Row) -> impl Future<Output = ()> {
        self.expect(Ok(()), self.backend().build(&row.insertion()))
    }

    /// The database does not take this row, and for this reason.
    #[track_caller]
    pub(crate) fn refuses(&self, why: Breach, row: Row) -> impl Future<Output = ()> {
        self.expect(Err(why), self.backend().build(&row.insertion()))
    }

    /// The database would run this statement.
    #[track_caller]
    pub(crate) fn allows<S: StatementBuilder>(&self, statement: &S) -> impl Future<Output = ()> {
        self.expect(Ok(()), self.backend().build(statement))
    }

    /// The database does not run this statement, and for this reason.
    #[track_caller]
    pub(crate) fn forbids<S: StatementBuilder>(
        &self,
        why: Breach,
        statement: &S,
    ) -> impl Future<Output = ()> {
        self.expect(Err(why), self.backend().build(statement))
    }

    #[track_caller]
    fn expect(
        &self,
        expected: Result<(), Breach>,
        statement: Statement,
    ) -> impl Future<Output = ()> {
        let caller = Location::caller();
        async move {
            let text = statement.to_string();
            let answer = self.attempt(statement).await;
            let found = answer.as_ref().map(|&()| ()).map_err(Breach::of);
            assert_eq!(found, expected.map_err(Some), "{caller}: {answer:?}: {text}");
        }
    }

    /// A number from the database.
    pub(crate) async fn number(&self, query: &impl StatementBuilder) -> i64 {
        let row = self.store.db().query_one(query).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }
}
