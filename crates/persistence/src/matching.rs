//! Rows that have a text in one of their columns. What somebody types stands for itself: `%` and `_`
//! are letters like others.

use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr};

/// Whether a column has this text, in upper or lower case. SQLite knows the cases of ASCII alone.
pub(crate) fn mentions(column: Expr, text: &str) -> Expr {
    contains(Expr::expr(Func::lower(column)), &text.to_lowercase())
}

/// Whether a column has exactly this text in it.
pub(crate) fn contains(column: Expr, text: &str) -> Expr {
    column.like(pattern(format!("%{}%", escaped(text))))
}

/// Whether a column begins with this text.
pub(crate) fn begins(column: Expr, text: &str) -> Expr {
    column.like(pattern(format!("{}%", escaped(text))))
}

fn pattern(pattern: String) -> LikeExpr {
    LikeExpr::new(pattern).escape('\\')
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
