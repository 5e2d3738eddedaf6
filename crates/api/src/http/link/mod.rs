//! By role link: the link names event, person and team, so the paths do not.

pub(crate) mod coordinator;
pub(crate) mod host;
pub(crate) mod participant;
