//! Where things lie: the source tree, the target folder, and what Cargo.lock pins.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Context, Failure, Outcome};

/// The source tree that this command was called in, and where it builds.
#[derive(Debug)]
pub struct Workspace {
    /// The folder with the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// `CARGO_TARGET_DIR`, else `target` under the root.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds both.
    pub fn locate() -> Outcome<Self> {
        // Cargo says at run time where this crate lies; the other is for a binary started by hand.
        let own = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = own
            .join("../..")
            .canonicalize()
            .context("find the folder that Gather's source lies in")?;
        let here = env::current_dir().context("find the current folder")?;
        let target = env::var_os("CARGO_TARGET_DIR")
            .filter(|dir| !dir.is_empty())
            .map_or_else(|| root.join("target"), |dir| here.join(dir));
        Ok(Self { root, target })
    }

    /// Where tools that are not on the machine are installed.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Where the browser app lies once it is built.
    pub fn dist(&self) -> PathBuf {
        self.root.join("frontend/dist")
    }

    /// The server as `cargo build` leaves it.
    pub fn server(&self, profile_dir: &str) -> PathBuf {
        self.target.join(profile_dir).join(format!("gather{}", env::consts::EXE_SUFFIX))
    }

    /// Cargo, at the root, building into this workspace's target folder.
    pub fn cargo(&self, verb: &str) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(verb).current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        cargo
    }

    /// The version of a crate in `Cargo.lock`.
    pub fn locked_version(&self, name: &str) -> Outcome<String> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path).context(format_args!("read {}", path.display()))?;
        version_in(&lock, name)
            .map(str::to_owned)
            .ok_or_else(|| Failure::new(format!("Cargo.lock does not name {name}")))
    }
}

/// The version that a lock file gives for a crate of which it has one.
fn version_in<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let name = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// Where a program lies on the `PATH`.
pub fn find_on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(&file))
        .find(|candidate| is_file(candidate))
}

fn is_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";

    #[test]
    fn the_version_is_that_of_the_crate_of_exactly_that_name() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(version_in(LOCK, "wasm"), None);
    }
}
