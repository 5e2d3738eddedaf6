//! How often is too often.

use std::num::NonZero;

use clap::Args;

use crate::{Quotas, Tries};

/// How often is too often: from then on one has to wait.
#[derive(Debug, Clone, Copy, Args)]
pub struct Limits {
    /// Links that do not work, per minute and client address.
    #[arg(long, env = "GATHER_FAILED_LINKS_PER_MINUTE", default_value = "20")]
    pub failed_links_per_minute: NonZero<u32>,
    /// Changes, per minute and link or account.
    #[arg(long, env = "GATHER_CHANGES_PER_MINUTE", default_value = "60")]
    pub changes_per_minute: NonZero<u32>,
    /// Public pages, per minute and client address.
    #[arg(long, env = "GATHER_PUBLIC_READS_PER_MINUTE", default_value = "240")]
    pub public_reads_per_minute: NonZero<u32>,
    /// Passwords, per minute and client address.
    #[arg(long, env = "GATHER_PASSWORDS_PER_MINUTE", default_value = "10")]
    pub passwords_per_minute: NonZero<u16>,
    /// Passwords for one account at once; then one in half a minute.
    #[arg(long, env = "GATHER_PASSWORDS_PER_ACCOUNT", default_value = "5")]
    pub passwords_per_account: NonZero<u16>,
    /// Sign-ups, resets and confirmations, of each per hour and client address.
    #[arg(long, env = "GATHER_ACCOUNT_MAILS_PER_HOUR", default_value = "20")]
    pub account_mails_per_hour: NonZero<u16>,
    /// Sign-ups, resets and confirmations, of each per hour and e-mail address.
    #[arg(long, env = "GATHER_ACCOUNT_MAILS_PER_EMAIL", default_value = "5")]
    pub account_mails_per_email: NonZero<u16>,
    /// Invites accepted or declined, per minute and client address.
    #[arg(long, env = "GATHER_INVITE_ANSWERS_PER_MINUTE", default_value = "10")]
    pub invite_answers_per_minute: NonZero<u16>,
    /// Invites looked at, per minute and client address.
    #[arg(long, env = "GATHER_INVITE_PREVIEWS_PER_MINUTE", default_value = "30")]
    pub invite_previews_per_minute: NonZero<u16>,
}

impl Limits {
    /// Those that each process counts for itself.
    #[must_use]
    pub const fn quotas(&self) -> Quotas {
        Quotas {
            failed_links_per_minute: self.failed_links_per_minute,
            changes_per_minute: self.changes_per_minute,
            public_reads_per_minute: self.public_reads_per_minute,
        }
    }

    /// Those that are counted in the database.
    #[must_use]
    pub const fn tries(&self) -> Tries {
        Tries {
            passwords_per_minute: self.passwords_per_minute,
            passwords_per_account: self.passwords_per_account,
            account_mails_per_hour: self.account_mails_per_hour,
            account_mails_per_email: self.account_mails_per_email,
            invite_answers_per_minute: self.invite_answers_per_minute,
            invite_previews_per_minute: self.invite_previews_per_minute,
        }
    }
}
