//! The browser app: compiled, its start-up script in a file, everything compressed.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::compression;
use crate::failure::{Context, Outcome};
use crate::fingerprint::Fingerprint;
use crate::network;
use crate::process;
use crate::progress::{self, Progress};
use crate::shell;
use crate::tools;
use crate::workspace::Workspace;

/// What the browser app is made from, relative to the root. Parts of this crate are among it
/// because they say how it is built, and rewrite what Trunk makes.
const SOURCES: [&str; 8] = [
    "frontend",
    "crates/wire",
    "crates/xtask/src/shell.rs",
    "crates/xtask/src/tools.rs",
    "crates/xtask/src/compression.rs",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
];

/// Folders among the sources that are made from something else.
const MADE: [&str; 4] = ["dist", "e2e", "node_modules", "target"];

/// Builds the browser app, unless what lies there was made from just these sources.
pub fn build(workspace: &Workspace) -> Outcome {
    let stamp = Stamp::of(workspace);
    if stamp.holds(workspace)? {
        progress::note("The browser app is up to date");
        return Ok(());
    }
    tools::ensure_wasm_target()?;
    tools::ensure_trunk(workspace)?;
    fetch(workspace)?;
    process::quietly(
        "Building the browser app (a minute or two)",
        tools::trunk(workspace)?.args(["build", "--release", "--offline"]),
    )?;
    let packing = Progress::start("Compressing the browser app");
    let packed = shell::externalise_script(&workspace.dist())
        .and_then(|()| compression::compress_all(&workspace.dist()));
    match packed {
        Ok(()) => packing.done(),
        Err(_) => packing.failed(),
    }
    packed?;
    stamp.write(workspace)
}

/// Downloads the crates that server and app are made of. With all of them there, no request is made.
pub fn fetch(workspace: &Workspace) -> Outcome {
    let version = process::answer(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    process::quietly(
        "Fetching the crates that Gather is made of",
        workspace.cargo("fetch").args(["--target", host, "--target", tools::WASM]),
    )
    .map_err(|failure| network::explain(failure, "the crates that Gather is made of"))
}

/// A note of what the app was made from and how it looked when it was ready.
///
/// It lies in the target folder, which several source trees may share, hence the name.
struct Stamp(PathBuf);

impl Stamp {
    fn of(workspace: &Workspace) -> Self {
        let root = Fingerprint::new().with(workspace.root.as_os_str().as_encoded_bytes());
        Self(workspace.target.join(format!("gather-web-{}.stamp", root.digits())))
    }

    fn holds(&self, workspace: &Workspace) -> Outcome<bool> {
        Ok(workspace.dist().join("index.html").is_file()
            && fs::read_to_string(&self.0).ok() == Some(current(workspace)?))
    }

    fn write(&self, workspace: &Workspace) -> Outcome {
        fs::write(&self.0, current(workspace)?).context(format_args!("write {}", self.0.display()))
    }
}

/// The fingerprints of the sources and of what was made from them.
fn current(workspace: &Workspace) -> Outcome<String> {
    let mut sources = Fingerprint::new();
    for source in SOURCES {
        sources = sources.with(source.as_bytes()).with_path(&workspace.root.join(source), &MADE)?;
    }
    let dist = Fingerprint::new().with_path(&workspace.dist(), &[])?;
    Ok(format!("{} {}\n", sources.digits(), dist.digits()))
}
