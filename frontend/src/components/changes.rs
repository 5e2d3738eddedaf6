use std::{pin::Pin, rc::Rc};

use leptos::task::spawn_local;

use super::{Reload, Toasts};
use crate::{
    api::ApiError,
    words::{self, Reader},
};

/// The call that takes a change back, made anew at each try.
type Back = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), ApiError>>>>>;

/// Where changes are reported that the server can take back.
#[derive(Clone, Copy)]
pub struct Changes {
    toasts: Toasts,
    reload: Reload,
}

impl Changes {
    /// The app's own.
    pub fn find() -> Self {
        Self { toasts: Toasts::find(), reload: Reload::find() }
    }

    /// Reports a change that nothing takes back, and shows what the server has now.
    pub fn say(self, said: impl Into<String>) {
        self.toasts.say(said);
        self.reload.now();
    }

    /// Shows what the server has now. What changed speaks for itself.
    pub fn refresh(self) {
        self.reload.now();
    }

    /// Reports a change, offers the way back, and shows what the server has now.
    ///
    /// `back` names the version that the change led to: what somebody did since is never
    /// overwritten, and is shown instead.
    pub fn report<T: 'static, F: Future<Output = Result<T, ApiError>> + 'static>(
        self,
        said: impl Into<String>,
        reader: Reader,
        back: impl Fn() -> F + 'static,
    ) {
        let back: Back = Rc::new(move || {
            let call = back();
            Box::pin(async move { call.await.map(drop) })
        });
        self.offer(said.into(), reader, back);
        self.reload.now();
    }

    fn offer(self, said: String, reader: Reader, back: Back) {
        self.toasts.say_with_undo(said, move || {
            let (call, reader, back) = (back(), reader.clone(), Rc::clone(&back));
            spawn_local(async move {
                match call.await {
                    Ok(()) => self.toasts.say("Taken back."),
                    Err(error) => {
                        let said = words::undo_failure(&error, &reader);
                        // What did not get through may the next time.
                        if error.code().is_none() {
                            self.offer(said, reader, back);
                        } else {
                            self.toasts.say(said);
                        }
                    }
                }
                self.reload.now();
            });
        });
    }
}
