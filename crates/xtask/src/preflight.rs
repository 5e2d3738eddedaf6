//! What is looked at before a long build, so that it does not fail at its end.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};

/// Refuses to build without a C compiler: SQLite is C, and Rust links with it.
pub fn c_compiler() -> Outcome {
    if cfg!(windows) {
        return Ok(()); // There it is found through the registry, which cargo does itself.
    }
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let program = compiler.split_whitespace().next().unwrap_or("cc");
    let found = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if found.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "there is no C compiler `{program}`, which SQLite and the linker need: install one \
         (Debian: apt-get install build-essential; macOS: xcode-select --install)"
    )))
}

/// Refuses to build for a port that somebody listens on already. Port 0 means any free one.
pub fn free_port(port: u16) -> Outcome {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(Failure::new(format!(
            "port {port} is in use: stop what listens there, or choose another with --port \
             (--port 0 takes any free one)"
        ))),
        Err(error) => Err(Failure::new(format!("cannot listen on port {port}: {error}"))),
    }
}

/// A loopback port that nobody listens on right now.
pub fn any_free_port() -> Outcome<u16> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| Failure::new(format!("could not find a free port: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_refused_by_its_number() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();

        let refusal = free_port(port).unwrap_err().to_string();

        assert!(refusal.starts_with(&format!("port {port} is in use")), "{refusal}");
    }

    #[test]
    fn port_zero_is_always_free() {
        free_port(0).unwrap();
    }
}
