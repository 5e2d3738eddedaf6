//! What the three role views cost, and what the server costs that shows them.
//!
//! Everything is measured in one run on one machine: a role view against a bare actix handler that
//! sends the same bytes from a process of its own, both as processor time per request, in turns.
//! So the figures compare on any machine, busy or not. Start and memory are plain limits.
//!
//! `cargo xtask bench` runs it. It needs Linux, whose `/proc` tells what a process has used.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it found")]

use std::process::ExitCode;

mod bare;
mod demo;
mod load;
mod report;
mod usage;

fn main() -> ExitCode {
    if let Some(body) = bare::requested() {
        return finish(bare::serve(body));
    }
    if !cfg!(target_os = "linux") {
        println!("This benchmark reads /proc, which only Linux has.");
        return ExitCode::SUCCESS;
    }
    finish(report::run())
}

fn finish(outcome: anyhow::Result<()>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
