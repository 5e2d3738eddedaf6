//! What a process does without being asked: it sends mails, tells of invites that expire, and forgets
//! what is of no more use.
//!
//! Any number of processes do so beside each other; what one of them does is leased in the database.

use std::time::Duration;

use actix_web::rt;
use gather_domain::id::MailId;
use gather_persistence::StoreError;
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{Instant, MissedTickBehavior, interval},
};

use crate::{
    context::Context,
    usecase::{
        notifications,
        outbox::{self, Attempt},
    },
};

/// How often to look for mails that another process wrote, or that are due again.
const LOOK: Duration = Duration::from_secs(5);

/// How often to tidy up.
const TIDY: Duration = Duration::from_hours(1);

/// The jobs of this process. They end with [`Jobs::finish`].
pub(crate) struct Jobs {
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
}

impl Jobs {
    /// Starts them.
    pub(crate) fn start(ctx: Context) -> Self {
        let (stop, stopped) = watch::channel(false);
        let worker = Worker { ctx, stopped, unnoted: None };
        Self { stop, running: rt::spawn(worker.run()) }
    }

    /// Ends them, after the mail in hand.
    pub(crate) async fn finish(self) {
        self.stop.send_replace(true);
        if self.running.await.is_err() {
            tracing::error!("the jobs ended before they were told to");
        }
    }
}

struct Worker {
    ctx: Context,
    stopped: watch::Receiver<bool>,
    /// A mail that was sent, which is not written down yet. Until it is, nothing else is sent.
    unnoted: Option<MailId>,
}

impl Worker {
    async fn run(mut self) {
        let mut look = interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut tidied: Option<Instant> = None;
        while !*self.stopped.borrow() {
            tokio::select! {
                _ = look.tick() => {}
                () = self.ctx.mail.announced() => {}
                _ = self.stopped.changed() => {}
            }
            if let Err(error) = self.send_all().await {
                tracing::error!(%error, "mails could not be looked through");
            }
            if tidied.is_none_or(|at| at.elapsed() >= TIDY) && !*self.stopped.borrow() {
                if let Err(error) = self.warn_all().await {
                    tracing::error!(%error, "what expires soon could not be told of");
                }
                match outbox::tidy(&self.ctx).await {
                    Ok(()) => tidied = Some(Instant::now()),
                    Err(error) => tracing::error!(%error, "what is of no more use stays for now"),
                }
            }
        }
        if let Some(id) = self.unnoted {
            tracing::error!(mail = %id, "a mail was sent, and this could not be noted: it may come twice");
        }
    }

    /// Tells of all invites that expire soon, until it is told to stop.
    async fn warn_all(&self) -> Result<(), StoreError> {
        while !*self.stopped.borrow() && notifications::warn_next(&self.ctx).await? {}
        Ok(())
    }

    /// Sends what is due, one mail after the other, until it is told to stop.
    async fn send_all(&mut self) -> Result<(), StoreError> {
        if let Some(id) = self.unnoted {
            outbox::note_sent(&self.ctx, id).await?;
            self.unnoted = None;
        }
        while !*self.stopped.borrow() {
            match outbox::send_next(&self.ctx).await? {
                Attempt::NoneDue => return Ok(()),
                Attempt::Made => {}
                Attempt::SentUnnoted(id) => {
                    self.unnoted = Some(id);
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}
