//! How a change to the plan is made: allowed or not, with a reason while the plan is frozen, and
//! with the way back in the report.

use std::{pin::Pin, rc::Rc};

use gather_wire::{Action, ProblemCode};
use leptos::prelude::*;

use super::shell::Planning;
use crate::{
    api::{ApiError, Gathering},
    components::Doing,
    words::{Reader, Standing},
};

/// How long a reason may be.
const REASON: usize = 500;

type Call<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// What is said of a change, and how it is taken back.
pub struct Done {
    said: String,
    back: Option<Rc<dyn Fn(Gathering) -> Call<()>>>,
}

impl Done {
    /// A change that nothing takes back.
    pub fn said(said: impl Into<String>) -> Self {
        Self { said: said.into(), back: None }
    }

    /// With the call that takes it back.
    pub fn undo<T: 'static, F: Future<Output = Result<T, ApiError>> + 'static>(
        self,
        back: impl Fn(Gathering) -> F + 'static,
    ) -> Self {
        let back = move |at: Gathering| -> Call<()> {
            let call = back(at);
            Box::pin(async move { call.await.map(drop) })
        };
        Self { back: Some(Rc::new(back)), ..self }
    }
}

impl Planning {
    /// Makes a change if it is allowed, once the host has said why where that is needed, and
    /// reports it. `what` is what the host is asked the reason for.
    pub fn change<T: 'static, F: Future<Output = Result<T, ApiError>> + 'static>(
        self,
        action: Action,
        what: impl Into<String>,
        doing: Doing,
        call: impl Fn(Gathering) -> F + 'static,
        done: impl Fn(T) -> Done + 'static,
    ) {
        let done = Rc::new(done);
        let call = move |at: Gathering| -> Call<Done> {
            let (call, done) = (call(at), Rc::clone(&done));
            Box::pin(async move { call.await.map(|value| done(value)) })
        };
        self.change_as_boxed(action, what.into(), doing, Rc::new(call));
    }

    /// The same for every kind of change, so that it is there once.
    fn change_as_boxed(
        self,
        action: Action,
        what: String,
        doing: Doing,
        call: Rc<dyn Fn(Gathering) -> Call<Done>>,
    ) {
        let go_on = move |reason: Option<String>| {
            let at = self.gathering(reason);
            let (call, reload) = (call(at.clone()), self.reload);
            doing.run_or(
                call,
                move |done| self.report(at, done),
                // What is on screen is not how it is any more.
                move |error| {
                    if error.code().is_some_and(|code| code != ProblemCode::ValidationFailed) {
                        reload.now();
                    }
                },
            );
        };
        match untrack(|| self.hosting.standing(action).get()) {
            Standing::Allowed => go_on(None),
            Standing::NeedsOverride => self.overrides.ask(what, move |why| go_on(Some(why))),
            Standing::Refused(_) => {}
        }
    }

    /// The gathering, to be changed.
    pub fn gathering(self, override_reason: Option<String>) -> Gathering {
        let (by, event_id) = (self.hosting.by.get_value(), self.hosting.event_id);
        Gathering { by, event_id, override_reason }
    }

    fn report(self, at: Gathering, done: Done) {
        let Done { said, back } = done;
        let said = match at.override_reason {
            Some(_) => format!("Override: {said}"),
            None => said,
        };
        let Some(back) = back else { return self.changes.say(said) };
        let reason = at.override_reason.as_ref();
        let reason = reason.map(|why| format!("Undo: {why}").chars().take(REASON).collect());
        let at = Gathering { override_reason: reason, ..at };
        self.changes.report(said, Reader::Host, move || back(at.clone()));
    }
}

/// Whether a form was refused because somebody else was faster: saving again then means to keep
/// one's own.
pub fn is_stale(doing: Doing) -> bool {
    doing.error().and_then(|error| error.code()) == Some(ProblemCode::VersionMismatch)
}
