//! Which part of a list a client asks for.

use uuid::Uuid;

use super::extract::Fields;

/// How many a page has, unless the client says otherwise, and at most.
const PAGE: u32 = 50;
const MAX_PAGE: u32 = 200;

/// A part of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// At most so many.
    pub(crate) limit: usize,
    /// The last id of the part before.
    pub(crate) cursor: Option<Uuid>,
}

/// What the query says.
pub(crate) fn part(fields: &mut Fields, limit: Option<u32>, cursor: Option<&str>) -> Part {
    let limit = limit.unwrap_or(PAGE);
    if !(1..=MAX_PAGE).contains(&limit) {
        fields.refuse("/limit", "out_of_range", format!("must be from 1 to {MAX_PAGE}"));
    }
    let cursor = cursor.map(str::parse::<Uuid>);
    if let Some(Err(_)) = cursor {
        refuse_cursor(fields);
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Part { limit, cursor: cursor.and_then(Result::ok) }
}

/// Says that the cursor is none of ours.
pub(crate) fn refuse_cursor(fields: &mut Fields) {
    fields.refuse("/cursor", "unknown_cursor", "is not a cursor that we gave");
}
