use serde::{Deserialize, Serialize};

/// A part of a list that can grow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The entries of this page.
    pub items: Vec<T>,
    /// Send it back as `cursor` to go on. `null` on the last page.
    pub next_cursor: Option<String>,
}
