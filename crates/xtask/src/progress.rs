//! One line per step, with the time that it took.
//!
//! On a terminal the line is redrawn while the step works and names what it is at; elsewhere a line
//! announces the step, one says every half minute that it goes on, and one ends it.

use std::io::{IsTerminal, Write, stdout};
use std::time::{Duration, Instant};

/// How often a step that is not on a terminal says that it is still at it.
const REMINDER: Duration = Duration::from_secs(30);

/// A step under way.
#[derive(Debug)]
pub struct Progress {
    label: String,
    started: Instant,
    redraws: bool,
    said: Instant,
}

impl Progress {
    /// Announces a step.
    pub fn start(label: impl Into<String>) -> Self {
        let now = Instant::now();
        let progress =
            Self { label: label.into(), started: now, redraws: stdout().is_terminal(), said: now };
        if progress.redraws {
            progress.redraw("");
        } else {
            println!("  {} …", progress.label);
        }
        progress
    }

    /// Says that the step goes on; `at` is the last thing that its program printed.
    pub fn tick(&mut self, at: &str) {
        if self.redraws {
            self.redraw(at);
        } else if self.said.elapsed() >= REMINDER {
            self.said = Instant::now();
            println!("  {} … {} {at}", self.label, in_words(self.started.elapsed()));
        }
    }

    /// Ends the step well.
    pub fn done(self) {
        self.end('✓');
    }

    /// Ends the step badly; the failure is told by whoever started it.
    pub fn failed(self) {
        self.end('✗');
    }

    fn end(&self, mark: char) {
        let clear = if self.redraws { "\r\x1b[2K" } else { "" };
        println!("{clear}{mark} {}: {}", self.label, in_words(self.started.elapsed()));
    }

    fn redraw(&self, at: &str) {
        let elapsed = in_words(self.started.elapsed());
        let at: String = at.trim().chars().take(60).collect();
        let mut out = stdout();
        // A terminal that is gone must not stop the work.
        drop(write!(out, "\r\x1b[2K  {} … {elapsed}  \x1b[2m{at}\x1b[0m", self.label));
        drop(out.flush());
    }
}

/// Says something that took no time worth naming.
pub fn note(sentence: &str) {
    println!("✓ {sentence}");
}

/// A duration for people: `0.4 s`, `2 min 05 s`.
pub fn in_words(duration: Duration) -> String {
    if duration < Duration::from_mins(1) {
        return format!("{:.1} s", duration.as_secs_f64());
    }
    let seconds = duration.as_secs();
    format!("{} min {:02} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_told_in_the_unit_that_fits() {
        assert_eq!(in_words(Duration::from_millis(412)), "0.4 s");
        assert_eq!(in_words(Duration::from_secs(125)), "2 min 05 s");
    }
}
