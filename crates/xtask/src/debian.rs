//! Installing what a fresh Debian machine lacks, where we may.

use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::network;
use crate::process;
use crate::workspace::find_on_path;

/// Installs Debian packages, or says in one sentence that somebody has to.
///
/// `what` is the thing that is missing, as people call it.
pub fn install(what: &str, packages: &[&str]) -> Outcome {
    let list = packages.join(" ");
    if find_on_path("apt-get").is_none() || !is_root() {
        return Err(Failure::new(format!(
            "{what} is missing: install it first (Debian: sudo apt-get install {list})"
        )));
    }
    apt(&format!("Refreshing Debian's package lists for {what}"), &["update"], what)?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&format!("Installing {what}"), &arguments, what)
}

/// Whether this process may do everything.
pub fn is_root() -> bool {
    process::answer(Command::new("id").arg("-u")).is_ok_and(|answer| answer.trim() == "0")
}

/// Whether the machine knows a user of this name.
pub fn has_user(name: &str) -> bool {
    Path::new("/etc/passwd").exists() && process::answer(Command::new("id").arg(name)).is_ok()
}

fn apt(label: &str, arguments: &[&str], what: &str) -> Outcome {
    process::quietly(
        label,
        Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"),
    )
    .map_err(|failure| network::explain(failure, what))
}
