//! Both databases mean the same.

mod counts;
mod keys;
mod order;
mod values;
