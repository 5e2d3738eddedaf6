//! The browser app: compiled, its start-up script in a file, everything compressed.

use std::fs;
use std::path::{Path, PathBuf};
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

/// The programs that the app consists of (`frontend/src/door`). Each has a page of its own, so that
/// a first visit downloads the screens behind one door only.
pub const DOORS: [&str; 8] =
    ["guest", "gathering", "plan", "items", "people", "hosts", "admin", "home"];

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
    // All doors at once, for as many processors as there are; Trunk then finds them compiled.
    process::quietly(
        "Compiling the browser app (a few minutes)",
        tools::for_browsers(workspace.cargo("build")).args([
            "--package",
            "gather-frontend",
            "--bins",
            "--target",
            tools::WASM,
            "--profile",
            "wasm-release",
            "--offline",
        ]),
    )?;
    let dist = workspace.dist();
    empty(&dist)?;
    for door in DOORS {
        build_door(workspace, door, &dist)?;
    }
    let packing = Progress::start("Compressing the browser app");
    let packed = compression::compress_all(&dist);
    match packed {
        Ok(()) => packing.done(),
        Err(_) => packing.failed(),
    }
    packed?;
    stamp.write(workspace)
}

/// Adds the page of one door, and what it loads, to `dist`. What several doors share, their style
/// sheets, has the same name in each, and is there once.
fn build_door(workspace: &Workspace, door: &str, dist: &Path) -> Outcome {
    let page = DoorPage::write(workspace, door)?;
    let made = workspace.target.join("gather-web").join(door);
    process::quietly(
        &format!("Building the browser app’s door “{door}”"),
        tools::trunk(workspace)?
            .args(["build", "--release", "--offline", "--dist"])
            .arg(&made)
            .arg("--html-output")
            .arg(shell::page_of(door))
            .arg(page.path()),
    )?;
    shell::externalise_script(&made.join(shell::page_of(door)))?;
    for file in compression::files_under(&made)? {
        let there = dist.join(file.strip_prefix(&made).unwrap_or(&file));
        fs::create_dir_all(there.parent().unwrap_or(dist))
            .and_then(|()| fs::copy(&file, &there))
            .context(format_args!("copy {}", file.display()))?;
    }
    Ok(())
}

/// `frontend/index.html` for one door, beside it for as long as Trunk needs it.
pub struct DoorPage(PathBuf);

impl DoorPage {
    /// Writes it.
    pub fn write(workspace: &Workspace, door: &str) -> Outcome<Self> {
        let folder = workspace.root.join("frontend");
        let shell = folder.join("index.html");
        let html = fs::read_to_string(&shell).context(format_args!("read {}", shell.display()))?;
        let page = Self(folder.join(format!("door-{door}.html")));
        fs::write(&page.0, shell::for_door(&html, door)?)
            .context(format_args!("write {}", page.0.display()))?;
        Ok(page)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for DoorPage {
    fn drop(&mut self) {
        // What is left behind is written anew the next time.
        drop(fs::remove_file(&self.0));
    }
}

/// Makes a folder, or takes away what lies in it.
fn empty(folder: &Path) -> Outcome {
    if folder.is_dir() {
        fs::remove_dir_all(folder).context(format_args!("remove {}", folder.display()))?;
    }
    fs::create_dir_all(folder).context(format_args!("make {}", folder.display()))
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
        let dist = workspace.dist();
        Ok(DOORS.iter().all(|door| dist.join(shell::page_of(door)).is_file())
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
