use std::sync::atomic::{AtomicU32, Ordering};

/// An id that no other element of the page has, for labels and descriptions.
pub fn unique_id(what: &str) -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);

    format!("{what}-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
