//! What a process has used, as Linux tells in `/proc`.

use std::fs;
use std::time::Duration;

use anyhow::Context;

/// The processor time that all threads of a process have had so far, in user and kernel.
pub fn processor_time(pid: u32) -> anyhow::Result<Duration> {
    let mut nanoseconds = 0;
    for task in fs::read_dir(format!("/proc/{pid}/task")).context("the process is gone")? {
        // A thread may end while we read.
        if let Ok(text) = fs::read_to_string(task?.path().join("schedstat")) {
            nanoseconds += text
                .split_whitespace()
                .next()
                .context("an empty schedstat")?
                .parse::<u64>()
                .context("a schedstat that is no number")?;
        }
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// The memory that a process holds now, in KiB.
pub fn resident(pid: u32) -> anyhow::Result<u64> {
    status_field(pid, "VmRSS:")
}

/// The most memory that a process has held, in KiB.
pub fn peak(pid: u32) -> anyhow::Result<u64> {
    status_field(pid, "VmHWM:")
}

fn status_field(pid: u32, field: &str) -> anyhow::Result<u64> {
    let status =
        fs::read_to_string(format!("/proc/{pid}/status")).context("the process is gone")?;
    let line = status.lines().find(|line| line.starts_with(field)).context("a missing field")?;
    line.split_whitespace().nth(1).context("an empty field")?.parse().context("a broken field")
}
