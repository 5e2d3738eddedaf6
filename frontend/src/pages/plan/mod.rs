//! `/h/plan#…`, `/events/{id}/plan`, and below: where a gathering is planned.

mod event;

pub use self::event::PlanPage;
