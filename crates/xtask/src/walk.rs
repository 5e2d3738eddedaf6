//! The walk through the browser app, as people would take it: Playwright drives a real browser
//! against the real server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::debian;
use crate::failure::{Context, Failure, Outcome};
use crate::fingerprint::Fingerprint;
use crate::network;
use crate::process;
use crate::progress;
use crate::server;
use crate::web;
use crate::workspace::{Workspace, find_on_path};

/// What Chromium is called on the machines that have it.
const CHROMIUM: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where a Mac keeps it, which is not on the `PATH`.
const CHROME_ON_MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Builds app and server and runs every walk.
///
/// `arguments` are handed to Playwright: the name of one walk, `--headed`, `--debug`.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    let folder = workspace.root.join("frontend/e2e");
    let chromium = ensure_chromium()?;
    ensure_packages(&folder)?;
    web::build(workspace)?;
    let server = server::build(workspace)?;
    process::aloud(
        Command::new("node")
            .arg("node_modules/@playwright/test/cli.js")
            .arg("test")
            .args(arguments)
            .current_dir(&folder)
            .env("GATHER_BIN", server)
            .env("GATHER_CHROMIUM", chromium),
    )
}

fn ensure_chromium() -> Outcome<PathBuf> {
    if let Some(chromium) = find_chromium() {
        return Ok(chromium);
    }
    debian::install("Chromium", &["chromium"])?;
    find_chromium()
        .ok_or_else(|| Failure::new("Chromium was installed, but is nowhere to be found"))
}

fn find_chromium() -> Option<PathBuf> {
    let chosen = std::env::var_os("GATHER_CHROMIUM").map(PathBuf::from);
    let on_mac = Some(PathBuf::from(CHROME_ON_MAC)).filter(|path| path.is_file());
    chosen.or_else(|| CHROMIUM.iter().find_map(|name| find_on_path(name))).or(on_mac)
}

/// Installs the packages of `package-lock.json`, unless just these are there already.
fn ensure_packages(folder: &Path) -> Outcome {
    let lock = Fingerprint::new().with_path(&folder.join("package-lock.json"), &[])?.digits();
    let stamp = folder.join("node_modules/.gather-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        progress::note("The browser walk's packages are up to date");
        return Ok(());
    }
    if find_on_path("npm").is_none() {
        debian::install("Node.js", &["nodejs", "npm"])?;
    }
    process::quietly(
        "Installing the browser walk's packages",
        Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder),
    )
    .map_err(|failure| network::explain(failure, "the browser walk's packages"))?;
    fs::write(&stamp, lock).context(format_args!("write {}", stamp.display()))
}
