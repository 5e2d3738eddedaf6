//! Gather.
fn main() {}
