//! The real server: `gather demo` to fill a folder and hand out links, `gather serve` on that folder.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::load;

/// How long a server may take until it answers.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server, which ends with this value.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Takes charge of a started process.
    pub fn new(child: Child, address: SocketAddr) -> Self {
        Self { child, address }
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The secrets of the links that the demo prints.
pub struct Links {
    /// For `/api/h`.
    pub host: String,
    /// For `/api/c`.
    pub coordinator: String,
    /// For `/api/p`.
    pub participant: String,
}

/// Fills a folder with the demo gathering and serves it.
pub fn start(folder: &Path) -> anyhow::Result<(Server, Links)> {
    let mut child = gather("demo", folder)
        .args(["--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("start the demo")?;
    let stdout = child.stdout.take().context("read what the demo prints")?;
    let mut found: Vec<(String, String)> = Vec::new();
    let mut printed = BufReader::new(stdout).lines();
    while found.len() < 3 {
        let line = printed.next().context("the demo ended without its three links")??;
        found.extend(role_and_url(&line));
    }
    // Whatever else it prints must not fill the pipe.
    thread::spawn(move || printed.for_each(drop));
    let url = |role: &str| {
        found
            .iter()
            .find(|(found, _)| found == role)
            .map(|(_, url)| url.as_str())
            .with_context(|| format!("the demo printed no link for a {role}"))
    };
    let secret = |role: &str| {
        url(role)?
            .split_once('#')
            .map(|(_, secret)| secret.to_owned())
            .context("no secret in a link")
    };
    let links = Links {
        host: secret("host")?,
        coordinator: secret("coordinator")?,
        participant: secret("participant")?,
    };
    let authority = url("host")?.split('/').nth(2).context("no host in a link")?;
    let port = authority.rsplit(':').next().context("no port in a link")?;
    let address =
        SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse().context("no port in a link")?));
    Ok((Server::new(child, address), links))
}

/// Serves a folder that the demo has filled, and says how long it took until it was ready.
pub fn serve(folder: &Path) -> anyhow::Result<(Server, Duration)> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let started = Instant::now();
    let child = gather("serve", folder)
        .args(["--port", &port.to_string()])
        .args(["--public-url", &format!("http://localhost:{port}")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("start the server")?;
    let server = Server::new(child, address);
    while !load::status(address, "/readyz").is_ok_and(|status| status == 200) {
        ensure!(started.elapsed() < PATIENCE, "the server did not become ready");
        thread::sleep(Duration::from_millis(1));
    }
    Ok((server, started.elapsed()))
}

fn gather(command: &str, folder: &Path) -> Command {
    let mut gather = Command::new(env!("CARGO_BIN_EXE_gather"));
    gather.arg(command).arg("--data-dir").arg(folder).stdin(Stdio::null());
    gather
}

/// Reads `role  person  url`.
fn role_and_url(line: &str) -> Option<(String, String)> {
    let mut columns = line.split("  ").map(str::trim).filter(|column| !column.is_empty());
    let role = columns.next()?;
    let url = columns.last()?;
    let known = ["host", "coordinator", "participant"].contains(&role);
    (known && url.starts_with("http")).then(|| (role.to_owned(), url.to_owned()))
}
