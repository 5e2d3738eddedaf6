//! Hashing of passwords: argon2id, which takes its time and 19 MiB by design.
//!
//! It runs on threads of its own, as many at once as there are cores, so that a flood of logins does
//! not slow whoever reads. A few more wait; the rest are sent away.

use std::{num::NonZero, sync::Arc, thread};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc},
};
use gather_domain::password::{Password, PasswordHash};
use tokio::{sync::Semaphore, task};

/// Memory in KiB, passes and lanes.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How many may wait for each core: less than a second's work.
const WAITING_PER_CORE: usize = 16;

/// What is verified where there is no account, so that to ask takes the same time: the hash of
/// nothing in particular.
const DECOY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Z2F0aGVyIGRlY295ISEhIQ$bm8gcGFzc3dvcmQgaGFzaGVzIHRvIHRoaXMsIGV2ZXI";

/// Where passwords are hashed and compared.
pub struct Passwords {
    /// Held by the hashing itself: a client that goes away does not make room for another.
    running: Arc<Semaphore>,
    waiting: Semaphore,
}

/// No password can be hashed or compared just now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HashError {
    /// Too many wait already.
    #[error("too many people are signing in just now")]
    Busy,
    /// The stored hash is none, or there was no memory for another.
    #[error("a password could not be hashed")]
    Failed,
}

impl Default for Passwords {
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Self {
            running: Arc::new(Semaphore::new(cores)),
            waiting: Semaphore::new(cores * WAITING_PER_CORE),
        }
    }
}

impl Passwords {
    /// The hash to store.
    pub(crate) async fn hash(&self, password: Password) -> Result<PasswordHash, HashError> {
        self.run(move || {
            let hash = hasher()?.hash_password(password.expose().as_bytes());
            hash.map(|hash| PasswordHash::stored(hash.to_string()))
                .map_err(|_cause| HashError::Failed)
        })
        .await
    }

    /// Whether this is the password that was hashed. Without a hash it takes the same time and is
    /// not.
    pub(crate) async fn verify(
        &self,
        password: Password,
        stored: Option<PasswordHash>,
    ) -> Result<bool, HashError> {
        self.run(move || {
            let text = stored.as_ref().map_or(DECOY, PasswordHash::expose);
            let hash = phc::PasswordHash::new(text).map_err(|_cause| HashError::Failed)?;
            let is_right = hasher()?.verify_password(password.expose().as_bytes(), &hash).is_ok();
            Ok(is_right && stored.is_some())
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, HashError> {
        let waiting = self.waiting.try_acquire().map_err(|_full| HashError::Busy)?;
        let running = Arc::clone(&self.running).acquire_owned().await;
        let running = running.map_err(|_closed| HashError::Busy)?;
        drop(waiting);
        let span = tracing::Span::current();
        let hashing = task::spawn_blocking(move || {
            let _running = running;
            span.in_scope(work)
        });
        hashing.await.map_err(|_panicked| HashError::Failed)?
    }
}

fn hasher() -> Result<Argon2<'static>, HashError> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_cause| HashError::Failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(text: &str) -> Password {
        Password::claimed(text)
    }

    #[tokio::test]
    async fn a_password_is_told_from_another() {
        let passwords = Passwords::default();

        let hash = passwords.hash(claimed("correct horse")).await.unwrap();

        assert!(hash.expose().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.expose());
        assert!(passwords.verify(claimed("correct horse"), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify(claimed("wrong horse"), Some(hash)).await.unwrap());
    }

    #[tokio::test]
    async fn nobodys_password_costs_as_much_as_somebodys_and_is_never_right() {
        let passwords = Passwords::default();
        let hash = passwords.hash(claimed("correct horse")).await.unwrap();

        let parameters =
            |text: &str| text.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(parameters(DECOY), parameters(hash.expose()));
        let lengths = |text: &str| text.split('$').map(str::len).skip(4).collect::<Vec<_>>();
        assert_eq!(lengths(DECOY), lengths(hash.expose()));
        assert!(
            !passwords.verify(claimed("no password hashes to this, ever!"), None).await.unwrap()
        );
    }

    #[tokio::test]
    async fn who_comes_when_the_queue_is_full_is_sent_away() {
        let passwords =
            Passwords { running: Arc::new(Semaphore::new(0)), waiting: Semaphore::new(1) };
        let first = passwords.hash(claimed("one"));
        tokio::pin!(first);
        tokio::select! {
            biased;
            _ = &mut first => panic!("nobody made room for it"),
            () = std::future::ready(()) => {}
        }

        let second = passwords.hash(claimed("two")).await;

        assert!(matches!(second, Err(HashError::Busy)));
        passwords.running.add_permits(1);
        first.await.unwrap();
    }
}
