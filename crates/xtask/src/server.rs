//! The server, built and asked.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Context, Outcome};
use crate::process;
use crate::workspace::Workspace;

/// Builds the binary `gather` with the browser app that lies in `frontend/dist`, and says where it is.
pub fn build(workspace: &Workspace) -> Outcome<PathBuf> {
    process::quietly(
        "Building the server (some minutes, the first time)",
        workspace.cargo("build").args(["--package", "gather-api", "--bin", "gather"]),
    )?;
    Ok(workspace.server("debug"))
}

/// The same binary as the tests use it: with the tests built, there is nothing left to compile.
pub fn build_with_tests(workspace: &Workspace) -> Outcome<PathBuf> {
    process::quietly(
        "Building the server as the tests use it",
        workspace.cargo("test").args(["--workspace", "--no-run"]),
    )?;
    Ok(workspace.server("debug"))
}

/// Rewrites `openapi.yaml` from what the server says about itself.
pub fn write_openapi(workspace: &Workspace) -> Outcome {
    let server = build(workspace)?;
    let document = process::answer(Command::new(server).arg("openapi"))?;
    let path = workspace.root.join("openapi.yaml");
    fs::write(&path, document).context(format_args!("write {}", path.display()))
}
