//! `/p#…`: what one person brings.

mod part;

pub use self::part::PartPage;
