//! What the `gather` command can be told: by flag, or by the environment.
//!
//! Flags win over the environment. A variable that begins with `GATHER_` and means nothing is an
//! error, so that a typo never silently does nothing.

mod limits;

use std::{
    env, fs, io,
    net::{IpAddr, Ipv6Addr},
    path::PathBuf,
    sync::Arc,
};

use chrono::TimeDelta;
use clap::{Args, Parser, Subcommand};
use gather_domain::clock::{Clock, ClockAhead, SystemClock};

use crate::mail::{Mail, MailError};

pub use self::limits::Limits;

/// Coordinates gatherings.
#[derive(Debug, Parser)]
#[command(name = "gather", version, about)]
pub struct Cli {
    /// What to log, in the form of `RUST_LOG`: `info` unless said, for the demo `warn`.
    #[arg(long, env = "GATHER_LOG", global = true)]
    pub log: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve Gather.
    Serve(Serve),
    /// Serve a Christmas gathering to play with, and print three of its links.
    Demo(Demo),
    /// Load a gathering from a file and print its links.
    Seed(Seed),
    /// Look after the accounts of those who run this server.
    Admin(Admin),
    /// Look after the database's schema.
    Migrate(Migrate),
    /// Print the OpenAPI document as YAML.
    Openapi,
    /// Ask a running server whether it can do its work.
    Healthcheck(Healthcheck),
}

/// Where the data lies.
#[derive(Debug, Args)]
pub struct Storage {
    /// The folder of the SQLite database and of the server key.
    #[arg(long, env = "GATHER_DATA_DIR", default_value = "data")]
    pub data_dir: PathBuf,
    /// A PostgreSQL database to use instead: postgres://…
    #[arg(long, env = "GATHER_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

/// Where the data lies, and where people reach it.
#[derive(Debug, Args)]
pub struct Place {
    /// Where the data lies.
    #[command(flatten)]
    pub storage: Storage,
    /// The server key: 43 characters of base64url. Needed with PostgreSQL; with SQLite it is made
    /// beside the database on the first start.
    #[arg(long, env = "GATHER_SERVER_KEY", hide_env_values = true)]
    pub server_key: Option<String>,
    /// Where people reach Gather, such as `https://gather.example.org`. Links begin with it.
    #[arg(long, env = "GATHER_PUBLIC_URL")]
    pub public_url: String,
}

/// `gather serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where the data lies, and where people reach it.
    #[command(flatten)]
    pub place: Place,
    /// The address to listen at.
    #[arg(long, env = "GATHER_BIND", default_value = "127.0.0.1")]
    pub bind: IpAddr,
    /// The port to listen at.
    #[arg(long, env = "GATHER_PORT", default_value_t = 8080)]
    pub port: u16,
    /// The SMTP server by which mails leave: `smtps://USER:PASSWORD@HOST`, or
    /// `smtp://USER:PASSWORD@HOST?tls=required`. Without it, mails are held for an admin.
    #[arg(long, env = "GATHER_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// The sender of mails, such as `Gather <gather@example.org>`.
    #[arg(long, env = "GATHER_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// The addresses of proxies whose `X-Forwarded-For` says where a client is.
    #[arg(long = "trusted-proxy", env = "GATHER_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,
    /// Hours by which the clock is ahead, to try out what expires. Only for a server that nobody but
    /// this machine reaches.
    #[arg(long, env = "GATHER_CLOCK_AHEAD_HOURS", default_value_t = 0)]
    pub clock_ahead_hours: u16,
    /// How often is too often.
    #[command(flatten)]
    pub limits: Limits,
}

/// `gather demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// The port to listen at; 0 takes any that is free.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Keep the data in this folder. Without it, they are gone when the demo ends.
    #[arg(long)]
    pub data_dir: Option<PathBuf>,
}

/// `gather seed`.
#[derive(Debug, Args)]
pub struct Seed {
    /// Where the data lies, and where people reach it.
    #[command(flatten)]
    pub place: Place,
    /// The gathering, as JSON; `seeds/christmas-2025.json` shows how.
    pub file: PathBuf,
}

/// `gather admin`.
#[derive(Debug, Args)]
pub struct Admin {
    /// Where the data lies.
    #[command(flatten)]
    pub place: Place,
    /// What to do.
    #[command(subcommand)]
    pub action: AdminAction,
}

/// What to do about admins.
#[derive(Debug, Subcommand)]
pub enum AdminAction {
    /// Make an account that may do everything. Its password is asked for, or read from a line of
    /// standard input where that is no terminal.
    Create {
        /// Its address, with which its owner signs in.
        #[arg(long)]
        email: String,
        /// What the others call its owner.
        #[arg(long)]
        name: String,
    },
}

/// `gather migrate`.
#[derive(Debug, Args)]
pub struct Migrate {
    /// Where the data lies.
    #[command(flatten)]
    pub storage: Storage,
    /// What to do.
    #[command(subcommand)]
    pub action: MigrateAction,
}

/// What to do about the schema.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum MigrateAction {
    /// Bring it up to date.
    Up,
    /// Say what is missing.
    Status,
}

/// `gather healthcheck`.
#[derive(Debug, Args)]
pub struct Healthcheck {
    /// The address at which it listens.
    #[arg(long, env = "GATHER_BIND", default_value = "127.0.0.1")]
    pub bind: IpAddr,
    /// The port at which the server listens.
    #[arg(long, env = "GATHER_PORT", default_value_t = 8080)]
    pub port: u16,
}

/// What is wrong with the configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// Nobody knows this variable.
    #[error("the environment variable {0} means nothing to Gather")]
    UnknownVariable(String),
    /// The file that a `…_FILE` variable names.
    #[error("the file that {variable} names cannot be read")]
    SecretFile {
        /// The variable.
        variable: String,
        /// Why.
        source: io::Error,
    },
    /// PostgreSQL is shared, so its key must be, too.
    #[error("with PostgreSQL, GATHER_SERVER_KEY must be set: every process needs the same key")]
    KeyMissing,
    /// It is not PostgreSQL's.
    #[error("the database's URL must begin with postgres://")]
    DatabaseUrl,
    /// Mails need both.
    #[error("mails need both GATHER_SMTP_URL and GATHER_MAIL_FROM, or neither")]
    MailHalf,
    /// No mail can leave like this.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// People would rely on a clock that is wrong.
    #[error(
        "the clock can be ahead only where the public URL begins with http://localhost or http://127.0.0.1"
    )]
    ClockAhead,
    /// Links would lead nowhere.
    #[error("the public URL must begin with http:// or https:// and end with the host or port")]
    PublicUrl,
}

/// The variables that mean something. Secrets can also come from the file that `…_FILE` names.
const VARIABLES: [&str; 20] = [
    "GATHER_LOG",
    "GATHER_DATA_DIR",
    "GATHER_DATABASE_URL",
    "GATHER_SERVER_KEY",
    "GATHER_PUBLIC_URL",
    "GATHER_BIND",
    "GATHER_PORT",
    "GATHER_SMTP_URL",
    "GATHER_MAIL_FROM",
    "GATHER_TRUSTED_PROXIES",
    "GATHER_CLOCK_AHEAD_HOURS",
    "GATHER_FAILED_LINKS_PER_MINUTE",
    "GATHER_CHANGES_PER_MINUTE",
    "GATHER_PUBLIC_READS_PER_MINUTE",
    "GATHER_PASSWORDS_PER_MINUTE",
    "GATHER_PASSWORDS_PER_ACCOUNT",
    "GATHER_ACCOUNT_MAILS_PER_HOUR",
    "GATHER_ACCOUNT_MAILS_PER_EMAIL",
    "GATHER_INVITE_ANSWERS_PER_MINUTE",
    "GATHER_INVITE_PREVIEWS_PER_MINUTE",
];
const SECRETS: [&str; 3] = ["GATHER_DATABASE_URL", "GATHER_SERVER_KEY", "GATHER_SMTP_URL"];

/// Refuses variables that mean nothing.
pub fn check_environment() -> Result<(), ConfigError> {
    // These are the test suite's and the browser walk's.
    let ours = |name: &str| {
        VARIABLES.contains(&name)
            || SECRETS.iter().any(|it| name.strip_suffix("_FILE") == Some(it))
            || name.starts_with("GATHER_TEST_")
            || name == "GATHER_BIN"
    };
    let unknown = env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .find(|name| name.starts_with("GATHER_") && !ours(name));
    unknown.map_or(Ok(()), |name| Err(ConfigError::UnknownVariable(name)))
}

/// The URL of the PostgreSQL to use, if not the data folder.
pub fn database_url(storage: &Storage) -> Result<Option<String>, ConfigError> {
    let url = secret(storage.database_url.as_deref(), "GATHER_DATABASE_URL")?;
    match url {
        Some(url) if !["postgres://", "postgresql://"].iter().any(|it| url.starts_with(it)) => {
            Err(ConfigError::DatabaseUrl)
        }
        url => Ok(url),
    }
}

/// How mails leave from the server with this origin.
pub fn mail(command: &Serve, origin: &str) -> Result<Mail, ConfigError> {
    let url = secret(command.smtp_url.as_deref(), "GATHER_SMTP_URL")?;
    match (url, &command.mail_from) {
        (Some(url), Some(from)) => Ok(Mail::by_smtp(&url, from, origin)?),
        (None, None) => Ok(Mail::held()),
        _ => Err(ConfigError::MailHalf),
    }
}

/// The clock of the server with this origin.
pub fn clock(command: &Serve, origin: &str) -> Result<Arc<dyn Clock>, ConfigError> {
    let host = origin.strip_prefix("http://").unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _port)| host);
    match command.clock_ahead_hours {
        0 => Ok(Arc::new(SystemClock)),
        hours if ["localhost", "127.0.0.1"].contains(&host) => {
            Ok(Arc::new(ClockAhead(TimeDelta::hours(hours.into()))))
        }
        _ => Err(ConfigError::ClockAhead),
    }
}

/// The secret of this variable: given, or in the file that `…_FILE` names.
pub fn secret(given: Option<&str>, variable: &str) -> Result<Option<String>, ConfigError> {
    let variable = format!("{variable}_FILE");
    match (given, env::var_os(&variable)) {
        (Some(given), _) => Ok(Some(given.to_owned())),
        (None, Some(path)) => fs::read_to_string(path)
            .map(|text| Some(text.trim().to_owned()))
            .map_err(|source| ConfigError::SecretFile { variable, source }),
        (None, None) => Ok(None),
    }
}

/// The public URL without a slash at its end: an origin, nothing more.
pub fn origin(public_url: &str) -> Result<String, ConfigError> {
    let url = public_url.trim_end_matches('/');
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match host {
        Some(host) if is_host(host) => Ok(url.to_owned()),
        _ => Err(ConfigError::PublicUrl),
    }
}

/// Whether this is a host's name or address, with or without a port.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (text, None),
    };
    let named = |host: &str| {
        !host.is_empty() && host.chars().all(|it| it.is_alphanumeric() || ".-_".contains(it))
    };
    let numbered = host.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let numbered = numbered.is_some_and(|it| it.parse::<Ipv6Addr>().is_ok());
    (named(host) || numbered) && port.is_none_or(|it| it.parse::<u16>().is_ok_and(|it| it > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin() {
        assert_eq!(origin("https://gather.example.org/").unwrap(), "https://gather.example.org");
        for right in ["http://localhost:8080", "http://[::1]:8080", "https://[2001:db8::1]"] {
            assert_eq!(origin(right).unwrap(), right);
        }
        for wrong in [
            "gather.example.org",
            "https://",
            "https://a/b",
            "https://a?b",
            "ftp://a",
            "https://a\\b",
            "https://a:99999999",
            "https://a:",
            "https://\"><x",
            "https://[::1",
            "https://me@a",
        ] {
            assert!(origin(wrong).is_err(), "{wrong}");
        }
    }
}
