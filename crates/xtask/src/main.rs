//! Gather's own commands, called as `cargo xtask …`.
//!
//! They install what is missing, build, test and measure, each step saying what it does. What one
//! types is understood in `command`; what there is to do lies in one file per thing.
#![expect(clippy::print_stdout, reason = "these commands are for people at a terminal")]

use std::env;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use crate::command::Task;
use crate::failure::Outcome;
use crate::postgres::Postgres;
use crate::workspace::Workspace;

mod check;
mod command;
mod compression;
mod debian;
mod demo;
mod dev;
mod failure;
mod fingerprint;
mod interruption;
mod licences;
mod network;
mod postgres;
mod preflight;
mod process;
mod progress;
mod server;
mod shell;
mod size;
mod tools;
mod walk;
mod web;
mod workspace;

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    match Task::parse(&words).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.output().is_empty() {
                eprintln!("{}", failure.output());
            }
            eprintln!("gather: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Outcome {
    interruption::watch()?;
    let workspace = &Workspace::locate()?;
    match task {
        Task::Demo { port, arguments } => demo::run(workspace, port, &arguments),
        Task::Test(steps) => check::run(workspace, &steps),
        Task::Walk(arguments) => walk::build_and_run(workspace, &arguments),
        Task::Dev(door) => dev::run(workspace, door),
        Task::Web => web::build(workspace),
        Task::OpenApi => server::write_openapi(workspace),
        Task::Postgres => postgres_until_interrupted(),
        Task::Bench => process::aloud(workspace.cargo("bench").args([
            "--package",
            "gather-api",
            "--bench",
            "role_views",
        ])),
        Task::Deny => licences::check(workspace),
        Task::Help => {
            println!("{}", command::USAGE);
            Ok(())
        }
    }
}

fn postgres_until_interrupted() -> Outcome {
    let postgres = Postgres::start()?;
    println!("GATHER_TEST_POSTGRES={}", postgres.url());
    println!("Ctrl-C stops it and removes what it holds.");
    while !interruption::requested() {
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}
