//! What went wrong, as a sentence for whoever typed the command.

use std::fmt;
use std::io;

/// Why a command stopped: one sentence, and what the failing program printed where that helps.
#[derive(Debug)]
pub struct Failure {
    sentence: String,
    output: Option<String>,
}

/// What every step gives back.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure that its sentence explains alone.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), output: None }
    }

    /// A failure whose explanation is in what another program printed.
    pub fn with_output(sentence: impl Into<String>, output: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), output: Some(output.into()) }
    }

    /// What the failing program printed, empty when the sentence says it all.
    pub fn output(&self) -> &str {
        self.output.as_deref().unwrap_or_default()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

/// Names the file or folder in the way when the operating system refuses something.
pub trait Context<T> {
    /// Turns an error of the operating system into `could not {attempt}: {error}`.
    fn context(self, attempt: impl fmt::Display) -> Outcome<T>;
}

impl<T> Context<T> for io::Result<T> {
    fn context(self, attempt: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("could not {attempt}: {error}")))
    }
}
