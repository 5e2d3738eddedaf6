//! The server with the demo gathering, and beside it Trunk, which rebuilds the app as it changes.

use std::process::{Child, Command};

use crate::failure::Outcome;
use crate::preflight;
use crate::process;
use crate::server;
use crate::tools;
use crate::web;
use crate::workspace::Workspace;

/// Runs both until Ctrl-C.
pub fn run(workspace: &Workspace, port: u16) -> Outcome {
    preflight::free_port(port)?;
    preflight::c_compiler()?;
    tools::ensure_wasm_target()?;
    tools::ensure_trunk(workspace)?;
    web::fetch(workspace)?;
    let binary = server::build(workspace)?;
    let port_word = port.to_string();
    let server = process::spawn(Command::new(binary).args(["demo", "--port", &port_word]))?;
    let _server = Stopped(server);
    let backend = format!("--proxy-backend=http://127.0.0.1:{port}/api");
    process::aloud(tools::trunk(workspace)?.args(["serve", "--offline", "--port", "0", &backend]))
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
