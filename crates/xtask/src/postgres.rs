//! A PostgreSQL of our own for the tests: started in a fresh folder, gone when it is dropped.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::debian;
use crate::failure::{Context, Failure, Outcome};
use crate::interruption;
use crate::preflight;
use crate::process;
use crate::progress::Progress;
use crate::workspace::find_on_path;

/// What the server does differently from one that is trusted with data, and how many may use it.
///
/// Each test has a database of its own with its own pools, hence the many connections; nothing
/// survives the run, hence no waiting for the disk.
const SETTINGS: [&str; 6] = [
    "max_connections=400",
    "shared_buffers=128MB",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "logging_collector=off",
];

/// How long it may take until it answers.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running server.
#[derive(Debug)]
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    owner: Option<&'static str>,
}

impl Postgres {
    /// Starts a server, installing PostgreSQL on a Debian machine where it is missing.
    pub fn start() -> Outcome<Self> {
        let programs = find_programs().map_or_else(install, Ok)?;
        let owner = owner()?;
        let port = preflight::any_free_port()?;
        let folder = env::temp_dir().join(format!("gather-postgres-{}-{port}", std::process::id()));
        // From here on, dropping it stops whatever was started and removes the folder.
        let server = Self { programs, folder, port, owner };
        let progress = Progress::start("Starting a PostgreSQL of our own");
        match server.bring_up() {
            Ok(()) => progress.done(),
            Err(failure) => {
                progress.failed();
                return Err(server.with_log(failure));
            }
        }
        Ok(server)
    }

    /// Where its superuser connects. Tests make databases of their own beside this one.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn bring_up(&self) -> Outcome {
        fs::create_dir(&self.folder).context(format_args!("make {}", self.folder.display()))?;
        if let Some(owner) = self.owner {
            process::answer(Command::new("chown").arg(owner).arg(&self.folder))?;
        }
        process::answer(self.program("initdb").arg("--pgdata").arg(self.data()).args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]))?;
        process::answer(
            self.program("pg_ctl")
                .args(["start", "--wait", "--silent", "--pgdata"])
                .arg(self.data())
                .arg("--log")
                .arg(self.log())
                .arg("--options")
                .arg(self.options()),
        )?;
        self.wait_until_it_answers()
    }

    fn options(&self) -> String {
        let folder = self.folder.display();
        let mut options = format!("-h 127.0.0.1 -p {} -k '{folder}'", self.port);
        for setting in SETTINGS {
            options.push_str(" -c ");
            options.push_str(setting);
        }
        options
    }

    fn wait_until_it_answers(&self) -> Outcome {
        let port = self.port.to_string();
        let since = Instant::now();
        loop {
            let mut question = self.program("pg_isready");
            question.args(["--quiet", "--host", "127.0.0.1", "--port", &port]);
            if process::answer(&mut question).is_ok() {
                return Ok(());
            }
            if interruption::requested() {
                return Err(interruption::failure());
            }
            if since.elapsed() > PATIENCE {
                return Err(Failure::new("PostgreSQL was started, but does not answer"));
            }
            thread::sleep(Duration::from_millis(100));
        }
    }

    fn with_log(&self, failure: Failure) -> Failure {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        Failure::with_output(
            format!("could not start PostgreSQL: {failure}"),
            format!("{}{log}", failure.output()),
        )
    }

    /// One of PostgreSQL's programs, as the user who may run it.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = match self.owner {
            Some(owner) => {
                let mut command = Command::new("runuser");
                command.args(["-u", owner, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        // Its owner may not be allowed into the folder that we stand in.
        command.current_dir("/");
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if self.data().join("postmaster.pid").exists() {
            let stopped = process::answer(
                self.program("pg_ctl")
                    .args(["stop", "--mode=immediate", "--silent", "--pgdata"])
                    .arg(self.data()),
            );
            if let Err(failure) = stopped {
                eprintln!("could not stop the tests' PostgreSQL: {failure}");
            }
        }
        // Left behind, it is a folder in /tmp; there is nobody to tell.
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// The folder with `initdb`: PostgreSQL's own answer, Debian's places (newest first), the `PATH`.
fn find_programs() -> Option<PathBuf> {
    let told = process::answer(Command::new("pg_config").arg("--bindir")).ok();
    let told = told.map(|answer| PathBuf::from(answer.trim()));
    let debian = debian_folders();
    let on_path = find_on_path("initdb").and_then(|path| path.parent().map(Path::to_owned));
    told.into_iter()
        .chain(debian)
        .chain(on_path)
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

fn install() -> Outcome<PathBuf> {
    debian::install("PostgreSQL", &["postgresql"])?;
    find_programs().ok_or_else(|| {
        Failure::new("PostgreSQL was installed, but its `initdb` is nowhere to be found")
    })
}

fn debian_folders() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir("/usr/lib/postgresql") else { return Vec::new() };
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path().join("bin")).collect();
    folders.sort();
    folders.reverse();
    folders
}

/// Who runs the server: PostgreSQL refuses root, so there it is Debian's user `postgres`.
fn owner() -> Outcome<Option<&'static str>> {
    const OWNER: &str = "postgres";
    if !debian::is_root() {
        return Ok(None);
    }
    if debian::has_user(OWNER) {
        return Ok(Some(OWNER));
    }
    Err(Failure::new(
        "PostgreSQL refuses to run as root, and there is no user `postgres` to run it as",
    ))
}
