//! What a process does without being asked: it sends mails, and does what is due by the clock.
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
        departures,
        invites::expiry,
        outbox::{self, Attempt},
    },
};

/// How often to look for mails that another process wrote, or that are due again.
const LOOK: Duration = Duration::from_secs(5);

/// How often to do what is due by the clock.
const CATCH_UP: Duration = Duration::from_hours(1);

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

/// Does what is due by the clock and by nobody's wish: tells of invites that expire soon or have
/// expired, ends what those run who were kept out for long, and forgets what is of no more use. One
/// thing after the other, until it is told to stop.
pub async fn catch_up(ctx: &Context, is_stopped: impl Fn() -> bool) -> Result<(), StoreError> {
    while !is_stopped() && expiry::warn_next(ctx).await? {}
    while !is_stopped() && expiry::tell_next(ctx).await? {}
    while !is_stopped() && departures::end_next(ctx).await? {}
    outbox::tidy(ctx).await
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
        let mut caught_up: Option<Instant> = None;
        while !*self.stopped.borrow() {
            tokio::select! {
                _ = look.tick() => {}
                () = self.ctx.mail.announced() => {}
                _ = self.stopped.changed() => {}
            }
            if let Err(error) = self.send_all().await {
                tracing::error!(%error, "mails could not be looked through");
            }
            if caught_up.is_none_or(|at| at.elapsed() >= CATCH_UP) && !*self.stopped.borrow() {
                match catch_up(&self.ctx, || *self.stopped.borrow()).await {
                    Ok(()) => caught_up = Some(Instant::now()),
                    Err(error) => tracing::error!(%error, "what is due by now was not done"),
                }
            }
        }
        if let Some(id) = self.unnoted {
            tracing::error!(mail = %id, "a mail was sent, and this could not be noted: it may come twice");
        }
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
