//! Running other programs: out of sight while they go well, or with everything that they print.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::{Context, Failure, Outcome};
use crate::interruption;
use crate::progress::Progress;

/// How often we look whether a program has ended.
const GLANCE: Duration = Duration::from_millis(50);

/// How long a program may take to end by itself once the command is interrupted.
const GRACE: Duration = Duration::from_secs(5);

/// What a program has printed so far, on both streams, in the order of arrival.
#[derive(Clone, Default)]
struct Transcript(Arc<Mutex<String>>);

impl Transcript {
    fn listen(&self, stream: impl Read + Send + 'static) -> thread::JoinHandle<()> {
        let transcript = self.clone();
        thread::spawn(move || {
            for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
                let mut text = transcript.0.lock().unwrap_or_else(PoisonError::into_inner);
                text.push_str(&String::from_utf8_lossy(&line));
                text.push('\n');
            }
        })
    }

    /// All of it but cargo's account of what went well.
    fn what_matters(&self) -> String {
        const WENT_WELL: [&str; 5] =
            ["   Compiling ", "    Checking ", "  Downloaded ", " Downloading ", "     Locking "];
        let text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let matters = |line: &&str| !WENT_WELL.iter().any(|start| line.starts_with(start));
        text.lines().filter(matters).collect::<Vec<_>>().join("\n")
    }

    fn last_line(&self) -> String {
        let text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        text.lines().next_back().unwrap_or_default().to_owned()
    }
}

/// Runs a program as a step of its own. What it prints is shown only if it fails.
pub fn quietly(label: &str, command: &mut Command) -> Outcome {
    let mut progress = Progress::start(label);
    let outcome = watched(command, &mut progress);
    match outcome {
        Ok(()) => progress.done(),
        Err(_) => progress.failed(),
    }
    outcome
}

fn watched(command: &mut Command, progress: &mut Progress) -> Outcome {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = spawn(command)?;
    let transcript = Transcript::default();
    let mut listeners = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        listeners.push(transcript.listen(stdout));
    }
    if let Some(stderr) = child.stderr.take() {
        listeners.push(transcript.listen(stderr));
    }
    let status = wait(&mut child, || progress.tick(&transcript.last_line()))?;
    for listener in listeners {
        // A listener cannot panic; and if it did, we would only know less.
        drop(listener.join());
    }
    if status.success() {
        return Ok(());
    }
    Err(Failure::with_output(format!("{} failed", name(command)), transcript.what_matters()))
}

/// Runs a program with everything that it prints.
pub fn aloud(command: &mut Command) -> Outcome {
    let status = wait(&mut spawn(command.stdin(Stdio::null()))?, || ())?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{} failed", name(command)))) }
}

/// Runs a program that answers at once, and gives back what it printed on its standard output.
pub fn answer(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .context(format_args!("run {}", command.get_program().display()))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Failure::with_output(format!("{} failed", name(command)), complaint));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Starts a program.
pub fn spawn(command: &mut Command) -> Outcome<Child> {
    command.spawn().context(format_args!("run {}", command.get_program().display()))
}

/// Waits until a program ends, or stops it soon after we are interrupted.
pub fn wait(child: &mut Child, mut meanwhile: impl FnMut()) -> Outcome<ExitStatus> {
    let mut interrupted_at: Option<Instant> = None;
    loop {
        if let Some(status) = child.try_wait().context("wait for a program")? {
            return if interruption::requested() {
                Err(interruption::failure())
            } else {
                Ok(status)
            };
        }
        if interruption::requested() {
            let since = *interrupted_at.get_or_insert_with(Instant::now);
            if since.elapsed() > GRACE {
                child.kill().context("stop a program")?;
            }
        }
        meanwhile();
        thread::sleep(GLANCE);
    }
}

/// The program and its first words, as one would say it: `cargo build`, `npm ci`.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(program.as_os_str()).display().to_string();
    let verb = command.get_args().next().map(|verb| format!(" {}", verb.display()));
    format!("`{program}{}`", verb.unwrap_or_default())
}
