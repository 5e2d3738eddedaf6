//! What builds the browser app: the WebAssembly target, Trunk, and wasm-bindgen's command-line tool.
//!
//! Whatever is missing is installed, the tools into the target folder, so that nothing outside the
//! project changes. A tool of the right version on the `PATH` is used as it is.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Context, Failure, Outcome};
use crate::network;
use crate::process;
use crate::workspace::{Workspace, find_on_path};

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The newest that the toolchain of `rust-version` compiles.
const TRUNK_VERSION: &str = "0.21.14";

/// What reads `deny.toml`.
const DENY_VERSION: &str = "0.20.2";

/// Makes sure that Rust can compile for browsers.
pub fn ensure_wasm_target() -> Outcome {
    let libdir = process::answer(Command::new("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        WASM,
    ]))?;
    if PathBuf::from(libdir.trim()).is_dir() {
        return Ok(());
    }
    if find_on_path("rustup").is_none() {
        return Err(Failure::new(format!(
            "Rust cannot compile for browsers here: install the target {WASM} for your toolchain"
        )));
    }
    process::quietly(
        &format!("Installing Rust's target {WASM}"),
        Command::new("rustup").args(["target", "add", WASM]),
    )
    .map_err(|failure| network::explain(failure, &format!("Rust's target {WASM}")))
}

/// Makes sure that Trunk and its wasm-bindgen are there.
pub fn ensure_trunk(workspace: &Workspace) -> Outcome {
    ensure(workspace, "trunk", "trunk", TRUNK_VERSION, &["--no-default-features"])?;
    // Both halves of wasm-bindgen must be of one version, or the app does not build.
    let bindgen = workspace.locked_version("wasm-bindgen")?;
    ensure(workspace, "wasm-bindgen-cli", "wasm-bindgen", &bindgen, &[])
}

/// Trunk, which finds the other tools by itself.
pub fn trunk(workspace: &Workspace) -> Outcome<Command> {
    let mut trunk = Command::new("trunk");
    trunk
        .env("PATH", search_path(workspace)?)
        .env("CARGO_TARGET_DIR", &workspace.target)
        // Trunk reads this variable as an option of its own and accepts only `true` and `false`.
        .env_remove("NO_COLOR")
        // Its errors say enough without the path through its own source.
        .env("RUST_BACKTRACE", "0")
        .current_dir(&workspace.root);
    Ok(for_browsers(trunk))
}

/// Cargo, or what calls it, told how the browser app is compiled.
pub fn for_browsers(mut command: Command) -> Command {
    // Leptos' views as trait objects: a tenth less to download, and minutes less to compile.
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--cfg erase_components");
    command
}

/// cargo-deny, installed where it is missing.
pub fn deny(workspace: &Workspace) -> Outcome<Command> {
    ensure(workspace, "cargo-deny", "cargo-deny", DENY_VERSION, &[])?;
    let mut deny = Command::new("cargo-deny");
    deny.env("PATH", search_path(workspace)?).current_dir(&workspace.root);
    Ok(deny)
}

fn ensure(
    workspace: &Workspace,
    package: &str,
    program: &str,
    version: &str,
    options: &[&str],
) -> Outcome {
    if is_there(workspace, program, version)? {
        return Ok(());
    }
    let root = workspace.tools();
    let scratch = root.join("build");
    process::quietly(
        &format!("Installing {package} {version} (some minutes, once)"),
        workspace
            .cargo("install")
            .args(["--locked", "--debug", "--force"])
            .arg(format!("{package}@{version}"))
            .args(options)
            .arg("--root")
            .arg(&root)
            .env("CARGO_TARGET_DIR", &scratch)
            .env("CARGO_PROFILE_DEV_DEBUG", "false"),
    )
    .map_err(|failure| network::explain(failure, &format!("{package} {version}")))?;
    // Kept when the installation fails, so that the next attempt goes on from there.
    fs::remove_dir_all(&scratch).context(format_args!("remove {}", scratch.display()))?;
    if is_there(workspace, program, version)? {
        return Ok(());
    }
    Err(Failure::new(format!("{package} {version} was installed, but `{program}` does not run")))
}

/// Whether the program that would be run is of this version: `trunk 0.21.14`.
fn is_there(workspace: &Workspace, program: &str, version: &str) -> Outcome<bool> {
    let path = search_path(workspace)?;
    let answer = Command::new(program).arg("--version").env("PATH", path).output();
    Ok(answer.is_ok_and(|output| {
        output.status.success() && says(&String::from_utf8_lossy(&output.stdout), program, version)
    }))
}

fn says(answer: &str, program: &str, version: &str) -> bool {
    let mut words = answer.split_whitespace();
    words.next() == Some(program) && words.next() == Some(version)
}

/// The machine's `PATH` behind the folder of the tools that we installed.
fn search_path(workspace: &Workspace) -> Outcome<OsString> {
    let own = workspace.tools().join("bin");
    let machine = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(own).chain(env::split_paths(&machine)))
        .map_err(|error| Failure::new(format!("the target folder cannot be on the PATH: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_counts_only_in_exactly_its_version() {
        assert!(says("wasm-bindgen 0.2.129\n", "wasm-bindgen", "0.2.129"));
        assert!(says("trunk 0.21.14 (abcdef)\n", "trunk", "0.21.14"));
        assert!(!says("wasm-bindgen 0.2.12\n", "wasm-bindgen", "0.2.129"));
    }
}
