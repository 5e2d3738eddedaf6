//! What was typed, as one of the things that can be done.

use crate::check::Step;
use crate::failure::{Failure, Outcome};
use crate::web::DOORS;

/// The port of the demo and of `gather serve` when nobody says another.
pub const DEFAULT_PORT: u16 = 8080;

/// What to print for `cargo xtask help`.
pub const USAGE: &str = "\
cargo xtask demo [--port N] [--data-dir DIR]   build everything, start with the demo gathering
cargo xtask test [--only STEP]…                everything that must hold before a change is good
                                               (fmt clippy doc web size sqlite postgres e2e)
cargo xtask e2e [PLAYWRIGHT'S OPTIONS]         the walk through a real browser
cargo xtask dev [guest|gathering|plan|home]    the demo, and one door of the app rebuilt as it changes
cargo xtask web                                the browser app alone, into frontend/dist
cargo xtask openapi                            rewrite openapi.yaml from what the server says
cargo xtask postgres                           a throwaway PostgreSQL, until Ctrl-C
cargo xtask bench                              speed and memory, as ratios and limits (Linux)
cargo xtask deny                               licences and sources of what we depend on
cargo xtask help                               this list";

/// Something to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Build everything and start the demo. The arguments are the server's.
    Demo {
        /// The port among the arguments, for looking at it before a long build.
        port: u16,
        /// All arguments as they were typed.
        arguments: Vec<String>,
    },
    /// Run steps of the check.
    Test(Vec<Step>),
    /// Run the browser walk with Playwright's own options.
    Walk(Vec<String>),
    /// Serve the demo and rebuild one door of the browser app as it changes.
    Dev(&'static str),
    /// Build the browser app.
    Web,
    /// Rewrite `openapi.yaml`.
    OpenApi,
    /// Run a PostgreSQL until interrupted.
    Postgres,
    /// Measure.
    Bench,
    /// Look at the licences and sources of dependencies.
    Deny,
    /// Print the list of commands.
    Help,
}

impl Task {
    /// Understands the words after `cargo xtask`.
    pub fn parse(words: &[String]) -> Outcome<Self> {
        let Some((verb, rest)) = words.split_first() else { return Ok(Self::Help) };
        let alone = |task| match rest.first() {
            None => Ok(task),
            Some(extra) => Err(unknown(extra, verb)),
        };
        match verb.as_str() {
            "demo" => Ok(Self::Demo { port: demo_port(rest)?, arguments: rest.to_vec() }),
            "test" => Ok(Self::Test(steps_among(rest)?)),
            "e2e" => Ok(Self::Walk(rest.to_vec())),
            "dev" => Ok(Self::Dev(door_among(rest)?)),
            "web" => alone(Self::Web),
            "openapi" => alone(Self::OpenApi),
            "postgres" => alone(Self::Postgres),
            "bench" => alone(Self::Bench),
            "deny" => alone(Self::Deny),
            "help" | "--help" | "-h" => Ok(Self::Help),
            other => Err(Failure::new(format!(
                "there is no command `{other}`; `cargo xtask help` lists them"
            ))),
        }
    }
}

fn unknown(word: &str, verb: &str) -> Failure {
    Failure::new(format!("`{verb}` does not know `{word}`; `cargo xtask help` lists what there is"))
}

/// Looks through the demo's options, `--port N` or `--port=N` among them.
fn demo_port(words: &[String]) -> Outcome<u16> {
    let mut port = DEFAULT_PORT;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let (option, attached) = match word.split_once('=') {
            Some((option, value)) => (option, Some(value)),
            None => (word.as_str(), None),
        };
        if !["--port", "--data-dir"].contains(&option) {
            return Err(unknown(word, "demo"));
        }
        let Some(value) = attached.or_else(|| words.next().map(String::as_str)) else {
            return Err(Failure::new(format!("`{option}` needs a value")));
        };
        if option == "--port" {
            port = value.parse().map_err(|_error| {
                Failure::new(format!("`{value}` is not a port: say a number from 0 to 65535"))
            })?;
        }
    }
    Ok(port)
}

/// The door that is named, else the first.
fn door_among(words: &[String]) -> Outcome<&'static str> {
    match words {
        [] => Ok(DOORS[0]),
        [name] => {
            let door = DOORS.into_iter().find(|door| door == name);
            door.ok_or_else(|| unknown(name, "dev"))
        }
        [_, extra, ..] => Err(unknown(extra, "dev")),
    }
}

fn steps_among(words: &[String]) -> Outcome<Vec<Step>> {
    if words.is_empty() {
        return Ok(Step::ALL.to_vec());
    }
    let mut steps = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        // `--only fmt` and plain `fmt` mean the same.
        let name = match word.as_str() {
            "--only" => words.next().map(String::as_str).unwrap_or_default(),
            name => name.strip_prefix("--only=").unwrap_or(name),
        };
        steps.push(Step::of_name(name).ok_or_else(|| {
            let names = Step::ALL.map(Step::name).join(" ");
            Failure::new(format!("there is no step `{name}`; there are {names}"))
        })?);
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Outcome<Task> {
        let words: Vec<_> = words.split_whitespace().map(str::to_owned).collect();
        Task::parse(&words)
    }

    #[test]
    fn the_demo_hands_its_arguments_on_and_knows_the_port() {
        let Task::Demo { port, arguments } = parse("demo --data-dir x --port=9000").unwrap() else {
            panic!("not the demo");
        };
        assert_eq!(port, 9000);
        assert_eq!(arguments, ["--data-dir", "x", "--port=9000"]);
    }

    #[test]
    fn a_mistyped_option_is_named() {
        assert!(parse("demo --prot 1").unwrap_err().to_string().contains("--prot"));
        assert!(parse("demo --port").unwrap_err().to_string().contains("needs a value"));
        assert!(parse("demo --port 70000").unwrap_err().to_string().contains("not a port"));
        assert!(parse("web fast").unwrap_err().to_string().contains("fast"));
    }

    #[test]
    fn tests_are_all_steps_or_those_asked_for() {
        assert_eq!(parse("test").unwrap(), Task::Test(Step::ALL.to_vec()));
        assert_eq!(
            parse("test --only fmt sqlite").unwrap(),
            Task::Test(vec![Step::Fmt, Step::Sqlite])
        );
        assert!(parse("test --only everything").is_err());
    }
}
