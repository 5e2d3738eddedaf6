//! What is done to items, and how each of it is taken back.

use std::rc::Rc;

use gather_wire::{Action, EditItem, EditItems, EditedItems, Item, Member, ProblemCode};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    Board,
    filled::{self, Filled},
};
use crate::{
    api::{self, ApiError, Desk},
    browser,
    components::{Changes, Doing},
    words::{self, Reader, Standing},
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
            let act = self.act(reason);
            let Act { desk, reason, .. } = act.clone();
            let call = async move {
                api::assign(&desk, item.id, item.version, to.id, reason.as_deref()).await
            };
            let before = item.assignment.as_ref().map(|held| held.person.id);
            let said = format!("{} is with {} now.", item.name, to.name);
            self.run(doing, call, Rc::clone(&done), move |now| {
                act.report(&said, move |desk, reason| {
                    let now = now.clone();
                    async move { put_back(&desk, &now, before, reason.as_deref()).await }
                });
            });
        });
    }

    /// Takes an item back from whoever has it.
    pub fn take_back(self, item: Item, doing: Doing) {
        let Some(held) = item.assignment.clone() else { return };
        let what = format!("Take {} back from {}", item.name, held.person.name);
        self.once_allowed(Action::UnassignItem, &item.clone(), what, move |reason| {
            let (id, version, holder) = (item.id, item.version, held.person.id);
            let act = self.act(reason);
            let Act { desk, reason, .. } = act.clone();
            let call = async move { api::unassign(&desk, id, version, reason.as_deref()).await };
            let again = if held.acknowledged { " Undo does not confirm it again." } else { "" };
            let said = format!("{} is no longer with {}.{again}", item.name, held.person.name);
            self.run(doing, call, Rc::new(|| ()), move |now| {
                act.report(&said, move |desk, reason| {
                    let now = now.clone();
                    async move { put_back(&desk, &now, Some(holder), reason.as_deref()).await }
                });
            });
        });
    }

    /// Writes down that whoever has an item has confirmed it by phone.
    pub fn confirm_by_phone(self, item: Item, doing: Doing, done: impl Fn() + 'static) {
        let Some(held) = item.assignment.clone() else { return };
        let Act { desk, changes, .. } = self.act(None);
        let call = async move { api::confirm_by_phone(&desk, item.id, item.version).await };
        self.run(doing, call, Rc::new(done), move |now| {
            changes.say(format!("{} is confirmed for {}.", now.name, held.person.name));
            keep_focus();
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
            let act = self.act(reason);
            let call = act.edit(&item, change);
            let before = item.clone();
            self.run(doing, call, Rc::new(|| ()), move |now| act.edited(&said, &before, &now));
        });
    }

    /// Saves what was typed into an item's form. `before` is the item as it is overwritten, `seen`
    /// what the form began with. Where somebody was faster the form stays, and decides.
    pub fn save(
        self,
        before: Item,
        seen: &Filled,
        typed: &Filled,
        doing: Doing,
        done: impl Fn() + 'static,
    ) {
        let change = typed.change_from(seen);
        if change == EditItem::default() {
            done();
            return;
        }
        let what = format!("Change {}", before.name);
        let done = Rc::new(done);
        self.once_allowed(Action::EditItem, &before.clone(), what, move |reason| {
            let said = format!("{} is saved.", change.name.as_ref().unwrap_or(&before.name));
            let act = self.act(reason);
            let call = act.edit(&before, change.clone());
            let (before, done, reload) = (before.clone(), Rc::clone(&done), self.reload);
            doing.run_or(
                call,
                move |now| {
                    done();
                    act.edited(&said, &before, &now);
                },
                move |error| {
                    if error.code() == Some(ProblemCode::VersionMismatch) {
                        reload.now();
                    }
                },
            );
        });
    }

    /// Changes several items alike.
    pub fn save_many(self, change: EditItems, doing: Doing, done: impl Fn() + 'static) {
        let count = words::say_count(change.item_ids.len() as u64, "item", "items");
        let done = Rc::new(done);
        let before: Rc<Vec<Item>> = Rc::new(self.plan.with_untracked(|plan| plan.items.clone()));
        let what = format!("Change {count}");
        let go_on = move |reason| {
            let act = self.act(reason);
            let Act { desk, reason, .. } = act.clone();
            let change = change.clone();
            let call = async move { api::edit_items(&desk, &change, reason.as_deref()).await };
            let (before, said) = (Rc::clone(&before), format!("{count} changed."));
            self.run(doing, call, Rc::clone(&done), move |edited: EditedItems| {
                let edited = Rc::new(edited.items);
                act.report(&said, move |desk, reason| {
                    let (before, edited) = (Rc::clone(&before), Rc::clone(&edited));
                    async move { put_all_back(&desk, &before, &edited, reason.as_deref()).await }
                });
            });
        };
        self.go_on(&self.standing_now(Action::EditItem, None), what, go_on);
    }

    /// Takes an item off the plan.
    pub fn delete(self, item: Item, doing: Doing, done: impl Fn() + 'static) {
        let what = format!("Delete {}", item.name);
        let done = Rc::new(done);
        self.once_allowed(Action::DeleteItem, &item.clone(), what, move |reason| {
            let (id, version) = (item.id, item.version);
            let act = self.act(reason);
            let Act { desk, reason, .. } = act.clone();
            let call = async move { api::delete_item(&desk, id, version, reason.as_deref()).await };
            let said = format!("{} is off the plan.", item.name);
            let holder = item.assignment.as_ref().map(|held| held.person.id);
            let (again, key) = (filled::again(&item), browser::fresh_key());
            self.run(doing, call, Rc::clone(&done), move |()| {
                act.report(&said, move |desk, reason| {
                    let (again, key) = (again.clone(), key.clone());
                    async move {
                        let why = reason.as_deref();
                        let now = api::create_item(&desk, again, &key, why).await?;
                        match holder {
                            Some(_) => put_back(&desk, &now, holder, why).await,
                            None => Ok(()),
                        }
                    }
                });
            });
        });
    }

    /// Adds an item. `key` stays the same while the same form is sent again.
    pub fn add(self, typed: &Filled, key: String, doing: Doing, done: impl Fn() + 'static) {
        let create = typed.create();
        let what = format!("Add {}", create.name.trim());
        let done = Rc::new(done);
        let go_on = move |reason: Option<String>| {
            let (create, key) = (create.clone(), key.clone());
            let allowed = self.plan.with_untracked(|plan| plan.allowed_actions.clone());
            let act = self.act(reason);
            let Act { desk, reader, reason, .. } = act.clone();
            let call =
                async move { api::create_item(&desk, create, &key, reason.as_deref()).await };
            self.run(doing, call, Rc::clone(&done), move |item| {
                let (id, version) = (item.id, item.version);
                let said = format!("{} is on the plan.", item.name);
                let lists = [item.allowed_actions.as_slice(), &allowed];
                if words::standing(&lists, Action::DeleteItem, &reader).is_refused() {
                    act.changes.say(act.said(&said));
                } else {
                    act.report(&said, move |desk, reason| async move {
                        api::delete_item(&desk, id, version, reason.as_deref()).await
                    });
                }
            });
        };
        self.go_on(&self.standing_now(Action::CreateItem, None), what, go_on);
    }

    fn standing_now(self, action: Action, item: Option<&Item>) -> Standing {
        untrack(|| self.standing(action, item))
    }

    /// Goes on at once, after the host's reason, or not at all: as the server would answer.
    fn once_allowed(
        self,
        action: Action,
        item: &Item,
        what: String,
        go_on: impl Fn(Option<String>) + 'static,
    ) {
        self.go_on(&self.standing_now(action, Some(item)), what, go_on);
    }

    fn go_on(self, standing: &Standing, what: String, go_on: impl Fn(Option<String>) + 'static) {
        match standing {
            Standing::Allowed => go_on(None),
            Standing::NeedsOverride => self.overrides.ask(what, move |why| go_on(Some(why))),
            Standing::Refused(_) => {}
        }
    }

    /// Makes a call, then closes what asked for it and goes on with the answer.
    ///
    /// Where somebody was faster it closes as well: what was asked no longer fits. The item may
    /// stand elsewhere in the list now, so that is said where it is seen in any case.
    fn run<T: 'static>(
        self,
        doing: Doing,
        call: impl Future<Output = Result<T, ApiError>> + 'static,
        close: Rc<impl Fn() + 'static>,
        go_on: impl FnOnce(T) + 'static,
    ) {
        let (changes, reader) = (self.changes, self.reader.get_untracked());
        let call = async move {
            match call.await {
                Err(error) if error.code() == Some(ProblemCode::VersionMismatch) => Ok(Err(error)),
                answer => answer.map(Ok),
            }
        };
        doing.run(call, move |answer| {
            close();
            match answer {
                Ok(value) => go_on(value),
                Err(error) => changes.say(words::failure(&error, &reader)),
            }
        });
    }

    fn act(self, reason: Option<String>) -> Act {
        let (desk, reader) = (self.desk.get_value(), self.reader.get_untracked());
        Act { desk, reader, reason, changes: self.changes }
    }
}

/// A change to an item that is under way. It holds all that its report needs, because the screen
/// may be gone when the answer comes.
#[derive(Clone)]
struct Act {
    desk: Desk,
    reader: Reader,
    /// The host's, where the change is an override.
    reason: Option<String>,
    changes: Changes,
}

impl Act {
    /// Changes an item, if it is still as it was `before`.
    fn edit(
        &self,
        before: &Item,
        change: EditItem,
    ) -> impl Future<Output = Result<Item, ApiError>> + use<> {
        let (desk, reason) = (self.desk.clone(), self.reason.clone());
        let (id, version) = (before.id, before.version);
        async move { api::edit_item(&desk, id, version, &change, reason.as_deref()).await }
    }

    /// Reports a changed item, with the way back to what it was before.
    fn edited(self, said: &str, before: &Item, now: &Item) {
        let (id, version) = (now.id, now.version);
        let back = Rc::new(filled::back(before, now));
        self.report(said, move |desk, reason| {
            let back = Rc::clone(&back);
            async move { api::edit_item(&desk, id, version, &back, reason.as_deref()).await }
        });
    }

    /// What is said of the change.
    fn said(&self, said: &str) -> String {
        if self.reason.is_some() { format!("Override: {said}") } else { said.to_owned() }
    }

    /// Reports the change, with the way back.
    fn report<T: 'static, F: Future<Output = Result<T, ApiError>> + 'static>(
        self,
        said: &str,
        back: impl Fn(Desk, Option<String>) -> F + 'static,
    ) {
        let said = self.said(said);
        let Self { desk, reader, reason, changes } = self;
        let reason: Option<String> =
            reason.map(|why| format!("Undo: {why}").chars().take(REASON).collect());
        changes.report(said, reader, move || back(desk.clone(), reason.clone()));
        keep_focus();
    }
}

/// Gives an item to whoever had it, or to nobody, unless it has changed since `now`.
async fn put_back(
    desk: &Desk,
    now: &Item,
    holder: Option<Uuid>,
    reason: Option<&str>,
) -> Result<(), ApiError> {
    let (id, version) = (now.id, now.version);
    match holder {
        Some(person_id) => api::assign(desk, id, version, person_id, reason).await.map(drop),
        None => api::unassign(desk, id, version, reason).await.map(drop),
    }
}

/// Makes of each item what it was before, unless it has changed since `now`.
async fn put_all_back(
    desk: &Desk,
    before: &[Item],
    now: &[Item],
    reason: Option<&str>,
) -> Result<(), ApiError> {
    for item in now {
        let Some(old) = before.iter().find(|old| old.id == item.id) else { continue };
        let back = filled::back(old, item);
        if back != EditItem::default() {
            api::edit_item(desk, item.id, item.version, &back, reason).await?;
        }
    }
    Ok(())
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
