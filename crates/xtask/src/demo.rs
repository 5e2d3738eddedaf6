//! The demo: everything built, then the server with the demo gathering in it.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::interruption;
use crate::preflight;
use crate::server;
use crate::web;
use crate::workspace::Workspace;

/// Builds what is missing and becomes `gather demo` with the same arguments.
pub fn run(workspace: &Workspace, port: u16, arguments: &[String]) -> Outcome {
    preflight::free_port(port)?;
    preflight::c_compiler()?;
    web::build(workspace)?;
    let server = server::build(workspace)?;
    if interruption::requested() {
        return Err(interruption::failure());
    }
    become_program(Command::new(server).arg("demo").args(arguments))
}

/// Replaces this process, so that signals reach the server itself.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;

    let error = command.exec();
    Err(Failure::new(format!("could not start the server: {error}")))
}

/// Runs the server and ends with it.
#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Outcome {
    crate::process::aloud(command).map_err(|failure| Failure::new(failure.to_string()))
}
