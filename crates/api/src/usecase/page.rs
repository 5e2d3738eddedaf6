//! A part of a list: one more than asked for tells whether there are more.

/// How many to read for a page of so many.
pub(crate) fn one_more(limit: usize) -> u64 {
    u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1)
}

/// The page, and whether there are more.
pub(crate) fn cut<T>(mut read: Vec<T>, limit: usize) -> (Vec<T>, bool) {
    let more = read.len() > limit;
    read.truncate(limit);
    (read, more)
}
