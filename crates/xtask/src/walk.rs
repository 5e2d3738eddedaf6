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

/// The oldest Node.js that Playwright runs on.
const NODE_MAJOR: u32 = 20;

/// Builds app and server and runs the walks that `arguments` choose.
pub fn build_and_run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    web::build(workspace)?;
    run(workspace, &server::build(workspace)?, arguments)
}

/// Runs every walk against a server that embeds the app.
///
/// `arguments` are handed to Playwright: the name of one walk, `--headed`, `--debug`.
pub fn run(workspace: &Workspace, server: &Path, arguments: &[String]) -> Outcome {
    let folder = workspace.root.join("frontend/e2e");
    let chromium = ensure_chromium()?;
    ensure_node()?;
    ensure_packages(&folder)?;
    process::aloud(
        Command::new("node")
            .arg("node_modules/@playwright/test/cli.js")
            .arg("test")
            .args(arguments)
            .current_dir(&folder)
            .env("GATHER_BIN", server)
            .env("GATHER_TEST_CHROMIUM", chromium),
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
    let chosen = std::env::var_os("GATHER_TEST_CHROMIUM").map(PathBuf::from);
    let on_mac = Some(PathBuf::from(CHROME_ON_MAC)).filter(|path| path.is_file());
    chosen.or_else(|| CHROMIUM.iter().find_map(|name| find_on_path(name))).or(on_mac)
}

fn ensure_node() -> Outcome {
    if find_on_path("node").is_none() || find_on_path("npm").is_none() {
        debian::install("Node.js", &["nodejs", "npm"])?;
    }
    let version = process::answer(Command::new("node").arg("--version"))?;
    let version = version.trim();
    if major(version).is_some_and(|major| major >= NODE_MAJOR) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the browser walk needs Node.js {NODE_MAJOR} or newer, and here is {version}"
    )))
}

/// `v20.11.1` gives 20.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Installs the packages of `package-lock.json`, unless just these are there already.
fn ensure_packages(folder: &Path) -> Outcome {
    let lock = Fingerprint::new().with_path(&folder.join("package-lock.json"), &[])?.digits();
    let stamp = folder.join("node_modules/.gather-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        progress::note("The browser walk's packages are up to date");
        return Ok(());
    }
    process::quietly(
        "Installing the browser walk's packages",
        Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder),
    )
    .map_err(|failure| network::explain(failure, "the browser walk's packages"))?;
    fs::write(&stamp, lock).context(format_args!("write {}", stamp.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("20"), None);
    }
}
