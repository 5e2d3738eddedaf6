//! What we depend on: under which licences, from where, in how many versions.

use crate::failure::Outcome;
use crate::process;
use crate::tools;
use crate::workspace::Workspace;

/// Asks cargo-deny about everything in `deny.toml` that needs no network.
pub fn check(workspace: &Workspace) -> Outcome {
    let mut deny = tools::deny(workspace)?;
    process::aloud(deny.args(["--offline", "check", "licenses", "bans", "sources"]))
}
