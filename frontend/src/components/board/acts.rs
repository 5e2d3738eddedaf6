//! What is done to items, and how each of it is taken back.

use std::rc::Rc;

use gather_wire::{Action, EditItem, Item, Member};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;

use super::{Board, filled::Filled};
use crate::{
    api::{self, ApiError, Desk},
    browser,
    components::Doing,
    words::{self, Standing},
};

/// Where the focus goes when what had it is gone.
pub const FALLBACK_FOCUS: &str = "items-heading";

/// How long a reason may be.
const REASON: usize = 500;

impl Board {
    /// Gives an item to a member of the team.
    pub fn give(self, item: Item, to: Member, doing: Doing, done: impl Fn() + 'static) {
        let done = Rc::new(done);
        let what = format!("Give {} to {}", item.name, to.name);
        self.once_allowed(Action::AssignItem, &item.clone(), what, move |reason| {
            let (item, to) = (item.clone(), to.clone());
            let why = reason.clone();
            let (desk, id) = (self.desk.get_value(), item.id);
            let done = Rc::clone(&done);
            doing.run(
                async move { api::assign(&desk, id, to.id, why.as_deref()).await },
                move |_| {
                    done();
                    let before = item.assignment.as_ref().map(|held| held.person.id);
                    let said = format!("{} is with {} now.", item.name, to.name);
                    self.report(said, reason, move |desk, reason| async move {
                        put_back(&desk, id, before, reason.as_deref()).await
                    });
                },
            );
        });
    }

    /// Takes an item back from whoever has it.
    pub fn take_back(self, item: Item, doing: Doing) {
        let Some(held) = item.assignment.clone() else { return };
        let what = format!("Take {} back from {}", item.name, held.person.name);
        self.once_allowed(Action::UnassignItem, &item.clone(), what, move |reason| {
            let (name, holder) = (item.name.clone(), held.person.clone());
            let why = reason.clone();
            let (desk, id) = (self.desk.get_value(), item.id);
            let confirmed = held.acknowledged;
            doing.run(async move { api::unassign(&desk, id, why.as_deref()).await }, move |_| {
                let again = if confirmed { " Undo does not confirm it again." } else { "" };
                let said = format!("{name} is no longer with {}.{again}", holder.name);
                self.report(said, reason, move |desk, reason| async move {
                    put_back(&desk, id, Some(holder.id), reason.as_deref()).await
                });
            });
        });
    }

    /// Marks an item as one that the gathering cannot do without, or takes the mark off.
    pub fn set_critical(self, item: Item, critical: bool, doing: Doing) {
        let (action, what) = if critical {
            (Action::MarkCritical, format!("Mark {} as critical", item.name))
        } else {
            (Action::ClearCritical, format!("Unmark {}", item.name))
        };
        self.once_allowed(action, &item.clone(), what, move |reason| {
            let said = if critical {
                format!("{} is critical now.", item.name)
            } else {
                format!("{} is no longer critical.", item.name)
            };
            let change = EditItem { critical: Some(critical), ..EditItem::default() };
            let back = EditItem { critical: Some(!critical), ..EditItem::default() };
            self.patch(&item, change, back, reason, said, doing, || ());
        });
    }

    /// Saves what was typed into an item's form. `seen` is what the form began with.
    pub fn save(
        self,
        item: Item,
        version: i64,
        seen: Filled,
        typed: &Filled,
        doing: Doing,
        done: impl Fn() + 'static,
    ) {
        let change = typed.change_from(&seen);
        if change == EditItem::default() {
            done();
            return;
        }
        let back = seen.change_from(typed);
        let what = format!("Change {}", item.name);
        let done = Rc::new(done);
        let item = Item { version, ..item };
        self.once_allowed(Action::EditItem, &item.clone(), what, move |reason| {
            let said = format!("{} is saved.", change.name.as_ref().unwrap_or(&item.name));
            let done = Rc::clone(&done);
            self.patch(&item, change.clone(), back.clone(), reason, said, doing, move || done());
        });
    }

    /// Changes an item, with the way back.
    #[expect(clippy::too_many_arguments, reason = "there and back, and what is said of it")]
    fn patch(
        self,
        item: &Item,
        change: EditItem,
        back: EditItem,
        reason: Option<String>,
        said: String,
        doing: Doing,
        done: impl FnOnce() + 'static,
    ) {
        let (desk, id, version) = (self.desk.get_value(), item.id, item.version);
        let why = reason.clone();
        let reload = self.reload;
        doing.run_or(
            async move { api::edit_item(&desk, id, version, &change, why.as_deref()).await },
            move |now| {
                done();
                let back = Rc::new(back);
                self.report(said, reason, move |desk, reason| {
                    let back = Rc::clone(&back);
                    async move {
                        api::edit_item(&desk, id, now.version, &back, reason.as_deref()).await
                    }
                });
            },
            move |error| {
                // Somebody was faster: show what it says now.
                if error.code().is_some() {
                    reload.now();
                }
            },
        );
    }

    /// Takes an item off the plan.
    pub fn delete(self, item: Item, doing: Doing, done: impl Fn() + 'static) {
        let what = format!("Delete {}", item.name);
        let done = Rc::new(done);
        self.once_allowed(Action::DeleteItem, &item.clone(), what, move |reason| {
            let (desk, id, item) = (self.desk.get_value(), item.id, item.clone());
            let (why, done) = (reason.clone(), Rc::clone(&done));
            doing.run(
                async move { api::delete_item(&desk, id, why.as_deref()).await },
                move |()| {
                    done();
                    let said = format!("{} is off the plan.", item.name);
                    let holder = item.assignment.as_ref().map(|held| held.person.id);
                    let again = Filled::of(&item).create();
                    let key = browser::fresh_key();
                    self.report(said, reason, move |desk, reason| {
                        let (again, key) = (again.clone(), key.clone());
                        async move {
                            let why = reason.as_deref();
                            let item = api::create_item(&desk, again, &key, why).await?;
                            put_back(&desk, item.id, holder, why).await
                        }
                    });
                },
            );
        });
    }

    /// Adds an item. `key` stays the same while the same form is sent again.
    pub fn add(self, typed: &Filled, key: String, doing: Doing, done: impl Fn() + 'static) {
        let create = typed.create();
        let what = format!("Add {}", create.name.trim());
        let done = Rc::new(done);
        let go_on = move |reason: Option<String>| {
            let (desk, create, key) = (self.desk.get_value(), create.clone(), key.clone());
            let (why, done) = (reason.clone(), Rc::clone(&done));
            doing.run(
                async move { api::create_item(&desk, create, &key, why.as_deref()).await },
                move |item| {
                    done();
                    let id = item.id;
                    if self.is_refused(Action::DeleteItem, &item) {
                        self.toasts.say(format!("{} is on the plan.", item.name));
                        self.reload.now();
                        return;
                    }
                    let said = format!("{} is on the plan.", item.name);
                    self.report(said, reason, move |desk, reason| async move {
                        api::delete_item(&desk, id, reason.as_deref()).await
                    });
                },
            );
        };
        match untrack(|| self.standing(Action::CreateItem, None)) {
            Standing::Allowed => go_on(None),
            Standing::NeedsOverride => self.overrides.ask(what, move |why| go_on(Some(why))),
            Standing::Refused(_) => {}
        }
    }

    fn is_refused(self, action: Action, item: &Item) -> bool {
        untrack(|| self.standing(action, Some(item))).is_refused()
    }

    /// Goes on at once, after the host's reason, or not at all: as the server would answer.
    fn once_allowed(
        self,
        action: Action,
        item: &Item,
        what: String,
        go_on: impl Fn(Option<String>) + 'static,
    ) {
        match untrack(|| self.standing(action, Some(item))) {
            Standing::Allowed => go_on(None),
            Standing::NeedsOverride => self.overrides.ask(what, move |why| go_on(Some(why))),
            Standing::Refused(_) => {}
        }
    }

    /// Reports a change, with the way back.
    fn report<T: 'static, F: Future<Output = Result<T, ApiError>> + 'static>(
        self,
        said: String,
        reason: Option<String>,
        back: impl Fn(Desk, Option<String>) -> F + 'static,
    ) {
        let Self { toasts, reload, .. } = self;
        let (desk, reader) = (self.desk.get_value(), self.reader.get_untracked());
        let said = if reason.is_some() { format!("Override: {said}") } else { said };
        let reason = reason.map(|why| format!("Undo: {why}").chars().take(REASON).collect());
        toasts.say_with_undo(said, move || {
            let (call, reader) = (back(desk.clone(), reason.clone()), reader.clone());
            spawn_local(async move {
                match call.await {
                    Ok(_) => toasts.say("Taken back."),
                    Err(error) => toasts.say(words::failure(&error, &reader)),
                }
                reload.now();
            });
        });
        reload.now();
        keep_focus();
    }
}

/// Gives an item to whoever had it, or to nobody.
async fn put_back(
    desk: &Desk,
    item_id: Uuid,
    holder: Option<Uuid>,
    reason: Option<&str>,
) -> Result<(), ApiError> {
    match holder {
        Some(person_id) => api::assign(desk, item_id, person_id, reason).await.map(drop),
        None => api::unassign(desk, item_id, reason).await.map(drop),
    }
}

/// What was pressed may be gone with the change. The keyboard goes on from the list's heading.
fn keep_focus() {
    set_timeout(
        || {
            if browser::focus_is_lost() {
                browser::focus_in_place(FALLBACK_FOCUS);
            }
        },
        std::time::Duration::from_millis(400),
    );
}
