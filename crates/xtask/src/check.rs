//! Everything that must hold before a change is good, one step after the other.

use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};
use crate::interruption;
use crate::postgres::Postgres;
use crate::preflight;
use crate::process;
use crate::progress::in_words;
use crate::server;
use crate::size;
use crate::tools;
use crate::walk;
use crate::web;
use crate::workspace::Workspace;

/// Where the tests find a PostgreSQL; without it they run on SQLite.
const TEST_POSTGRES: &str = "GATHER_TEST_POSTGRES";

/// One thing that must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The sources are formatted.
    Fmt,
    /// Clippy has nothing to say, natively and for the browser.
    Clippy,
    /// The documentation builds without a warning.
    Doc,
    /// The browser app builds.
    Web,
    /// What a first visit loads is small enough.
    Size,
    /// All tests pass, on SQLite. The comparison with `openapi.yaml` is one of them.
    Sqlite,
    /// The tests that use a database pass on PostgreSQL too.
    Postgres,
    /// The walk through a real browser succeeds.
    E2e,
}

impl Step {
    /// All of them, in the order in which they run: what fails fastest first, and the app before
    /// the server that embeds it.
    pub const ALL: [Self; 8] = [
        Self::Fmt,
        Self::Clippy,
        Self::Doc,
        Self::Web,
        Self::Size,
        Self::Sqlite,
        Self::Postgres,
        Self::E2e,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Doc => "doc",
            Self::Web => "web",
            Self::Size => "size",
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::E2e => "e2e",
        }
    }

    /// The step of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The step without which this one cannot succeed.
    fn needs(self) -> Option<Self> {
        match self {
            Self::Size | Self::E2e => Some(Self::Web),
            _ => None,
        }
    }

    fn run(self, workspace: &Workspace) -> Outcome {
        match self {
            Self::Fmt => process::aloud(workspace.cargo("fmt").args(["--all", "--check"])),
            Self::Clippy => clippy(workspace),
            Self::Doc => process::aloud(
                workspace
                    .cargo("doc")
                    .args(["--workspace", "--no-deps"])
                    .env("RUSTDOCFLAGS", "-D warnings"),
            ),
            Self::Web => web::build(workspace),
            Self::Size => web::build(workspace).and_then(|()| size::check(workspace)),
            Self::Sqlite => {
                process::aloud(workspace.cargo("test").arg("--workspace").env_remove(TEST_POSTGRES))
            }
            Self::Postgres => on_postgres(workspace),
            Self::E2e => {
                web::build(workspace)?;
                walk::run(workspace, &server::build_with_tests(workspace)?, &[])
            }
        }
    }
}

fn clippy(workspace: &Workspace) -> Outcome {
    process::aloud(workspace.cargo("clippy").args([
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    tools::ensure_wasm_target()?;
    process::aloud(workspace.cargo("clippy").args([
        "--package",
        "gather-frontend",
        "--target",
        tools::WASM,
        "--",
        "-D",
        "warnings",
    ]))
}

fn on_postgres(workspace: &Workspace) -> Outcome {
    let postgres = Postgres::start()?;
    // The whole workspace again, although only two crates use a database: cargo would compile most
    // dependencies anew for a selection of crates that asks for other features of them.
    process::aloud(
        workspace.cargo("test").args(["--workspace", "--tests"]).env(TEST_POSTGRES, postgres.url()),
    )
}

enum Verdict {
    Passed(Duration),
    Failed(Duration, Failure),
    NotRun(Step),
}

/// Runs steps, all of them even when one fails, and says at the end how each went.
pub fn run(workspace: &Workspace, steps: &[Step]) -> Outcome {
    preflight::c_compiler()?;
    let mut verdicts: Vec<(Step, Verdict)> = Vec::new();
    for &step in steps {
        let lacks = step.needs().filter(|needed| {
            verdicts
                .iter()
                .any(|(done, verdict)| done == needed && !matches!(verdict, Verdict::Passed(_)))
        });
        let verdict = match lacks {
            Some(needed) => Verdict::NotRun(needed),
            None => timed(workspace, step),
        };
        verdicts.push((step, verdict));
        if interruption::requested() {
            return Err(interruption::failure());
        }
    }
    summarise(&verdicts)
}

fn timed(workspace: &Workspace, step: Step) -> Verdict {
    println!("\n── {} ──", step.name());
    let started = Instant::now();
    match step.run(workspace) {
        Ok(()) => Verdict::Passed(started.elapsed()),
        Err(failure) => {
            eprint!("{}", failure.output());
            eprintln!("{}: {failure}", step.name());
            Verdict::Failed(started.elapsed(), failure)
        }
    }
}

fn summarise(verdicts: &[(Step, Verdict)]) -> Outcome {
    println!("\n── summary ──");
    let mut failed = 0;
    for (step, verdict) in verdicts {
        let name = step.name();
        match verdict {
            Verdict::Passed(took) => println!("  {name:<9} passed  {}", in_words(*took)),
            Verdict::Failed(took, failure) => {
                failed += 1;
                println!("  {name:<9} FAILED  {}: {failure}", in_words(*took));
            }
            Verdict::NotRun(needed) => {
                failed += 1;
                println!("  {name:<9} not run, because {} failed", needed.name());
            }
        }
    }
    match failed {
        0 => Ok(()),
        1 => Err(Failure::new("one step did not pass")),
        many => Err(Failure::new(format!("{many} steps did not pass"))),
    }
}
