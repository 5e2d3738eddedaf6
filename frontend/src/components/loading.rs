use std::pin::Pin;

use leptos::{prelude::*, task::spawn_local};

use crate::api::ApiError;

/// How far a screen has come with loading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has come yet.
    Waiting,
    /// Something is there, and this is whether the last attempt to renew it failed.
    There {
        /// What is on screen may no longer be so.
        is_outdated: bool,
    },
    /// It did not come.
    Failed(ApiError),
}

/// What a screen shows, asked for once and again whenever what the question depends on changes.
///
/// It does what `LocalResource` does, and keeps what is there while it asks again; without the
/// machinery for server rendering, which would be a tenth of what people download.
pub struct Loading<T: Send + Sync + 'static> {
    phase: RwSignal<Phase>,
    value: StoredValue<Option<RwSignal<T>>>,
}

impl<T: Send + Sync + 'static> Clone for Loading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loading<T> {}

impl<T: PartialEq + Send + Sync + 'static> Loading<T> {
    /// Asks now, and again whenever a signal that `ask` reads changes. An answer that was overtaken
    /// by a later question is dropped.
    pub fn new<F>(ask: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        let this = Self { phase: RwSignal::new(Phase::Waiting), value: StoredValue::new(None) };
        follow(Box::new(move || {
            let call = ask();
            Box::pin(async move {
                let answer = call.await;
                let take: Take = Box::new(move || this.take(answer));
                take
            })
        }));
        this
    }

    fn take(self, answer: Result<T, ApiError>) {
        let there = self.value.get_value();
        let phase = match (answer, there) {
            (Ok(value), None) => {
                self.value.set_value(Some(RwSignal::new(value)));
                Phase::There { is_outdated: false }
            }
            (Ok(value), Some(signal)) => {
                if signal.with_untracked(|before| *before != value) {
                    signal.set(value);
                }
                Phase::There { is_outdated: false }
            }
            // A failure that is not the server's word leaves standing what is there.
            (Err(error), Some(_)) if error.code().is_none() => Phase::There { is_outdated: true },
            (Err(error), _) => Phase::Failed(error),
        };
        if self.phase.with_untracked(|before| *before != phase) {
            self.phase.set(phase);
        }
    }

    /// How far it has come.
    pub fn phase(self) -> Phase {
        self.phase.get()
    }

    /// What came, to be followed.
    pub fn value(self) -> Option<RwSignal<T>> {
        self.value.get_value()
    }
}

/// Takes in an answer.
type Take = Box<dyn FnOnce()>;

/// A question on its way.
type Asking = Pin<Box<dyn Future<Output = Take>>>;

/// Asks now and again, and lets only the latest answer in. Whatever is asked for, this is there once.
fn follow(ask: Box<dyn Fn() -> Asking>) {
    let owner = Owner::current().unwrap_or_default();
    let latest = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let call = ask();
        let turn = latest.get_value().wrapping_add(1);
        latest.set_value(turn);
        let owner = owner.clone();
        spawn_local(async move {
            let take = call.await;
            if latest.try_get_value() == Some(turn) {
                owner.with(take);
            }
        });
    });
}
