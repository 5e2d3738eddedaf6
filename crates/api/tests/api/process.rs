//! The server as it is run: the `gather` command, in a process of its own.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use gather_api::seed;
use serde_json::Value;

use crate::{app::PUBLIC_URL, database::Place};

/// The `gather` command, with its data in a place of its own.
pub struct Gather {
    pub place: Place,
    pub key: String,
    /// What it logs.
    pub log: &'static str,
    /// What else `gather serve` is told: variables of its environment.
    pub told: Vec<(&'static str, String)>,
}

impl Gather {
    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gather"));
        command
            .arg(name)
            .env("GATHER_PUBLIC_URL", PUBLIC_URL)
            .env("GATHER_SERVER_KEY", &self.key)
            .env("GATHER_LOG", self.log);
        if name == "serve" {
            command.envs(self.told.iter().map(|(name, value)| (name, value)));
        }
        match self.place.folder() {
            Some(folder) => command.env("GATHER_DATA_DIR", folder),
            None => command.env("GATHER_DATABASE_URL", self.place.url()),
        };
        command
    }

    /// Loads the demo and returns what it prints.
    pub fn seed(&self) -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plan.json");
        std::fs::write(&file, seed::CHRISTMAS).unwrap();
        let output = self.command("seed").arg(&file).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// A running server, and all that it logs.
pub struct Serving {
    child: Child,
    log: Option<thread::JoinHandle<String>>,
    pub address: String,
}

impl Serving {
    pub fn start(gather: &Gather) -> Self {
        let mut command = gather.command("serve");
        let mut child = command.args(["--port", "0"]).stderr(Stdio::piped()).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (found, address) = mpsc::channel();
        let log = thread::spawn(move || {
            let mut log = String::new();
            let mut lines = stderr;
            while lines.read_line(&mut log).unwrap() > 0 {
                let line = log.lines().last().unwrap_or_default();
                let entry: Value = serde_json::from_str(line).unwrap_or_default();
                if let Some(address) = entry["address"].as_str() {
                    found.send(address.to_owned()).unwrap();
                    break;
                }
            }
            lines.read_to_string(&mut log).unwrap();
            log
        });
        let address = address.recv_timeout(Duration::from_secs(20)).unwrap();
        Self { child, log: Some(log), address }
    }

    /// Stops it and returns the whole log.
    pub fn stop(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.log.take().unwrap().join().unwrap()
    }
}

impl Serving {
    /// Asks it to end, as an operating system does: `-TERM`, or `-INT` for Ctrl-C.
    pub fn signal(&self, signal: &str) {
        let told = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(told.unwrap().success());
    }

    /// Waits until it has ended: with success?
    pub fn ended_well(&mut self) -> bool {
        self.child.wait().unwrap().success()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}
