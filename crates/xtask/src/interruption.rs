//! Ctrl-C, as a question that anything which waits can ask.
//!
//! A terminal sends the signal to every program of the command at once; we only remember it, so that
//! whatever we started for a while (a PostgreSQL, a server) is stopped on the way out.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::failure::{Failure, Outcome};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Remembers interruptions from here on.
pub fn watch() -> Outcome {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed))
        .map_err(|error| Failure::new(format!("could not watch for Ctrl-C: {error}")))
}

/// Whether somebody wants us to stop.
pub fn requested() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// The failure of whatever was interrupted.
pub fn failure() -> Failure {
    Failure::new("interrupted")
}
