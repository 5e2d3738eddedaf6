//! The server with the demo gathering, and beside it Trunk, which rebuilds the screens behind one
//! door as they change.

use std::process::{Child, Command};

use crate::command::DEFAULT_PORT;
use crate::failure::Outcome;
use crate::preflight;
use crate::process;
use crate::server;
use crate::tools;
use crate::web;
use crate::workspace::Workspace;

/// Runs both until Ctrl-C. Where Trunk listens, and where it expects the server, is in `Trunk.toml`.
pub fn run(workspace: &Workspace, door: &str) -> Outcome {
    let page = web::DoorPage::write(workspace, door)?;
    preflight::free_port(DEFAULT_PORT)?;
    preflight::c_compiler()?;
    tools::ensure_wasm_target()?;
    tools::ensure_trunk(workspace)?;
    web::fetch(workspace)?;
    let binary = server::build(workspace)?;
    let port = DEFAULT_PORT.to_string();
    let server = process::spawn(Command::new(binary).args(["demo", "--port", &port]))?;
    let _server = Stopped(server);
    process::aloud(tools::trunk(workspace)?.args(["serve", "--offline"]).arg(page.path()))
}

/// A server that ends with us.
struct Stopped(Child);

impl Drop for Stopped {
    fn drop(&mut self) {
        // It may have ended already, by the same Ctrl-C.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
