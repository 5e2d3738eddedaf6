use gather_wire::{Action, EditItems};
use leptos::{ev::SubmitEvent, prelude::*};
use uuid::Uuid;

use super::{Board, filled::LABELS};
use crate::components::{
    ActButton, Doing, Look, Refusal, SelectField, TextField, dynamic, said_in,
};

/// A choice that is not made leaves things as they are.
const AS_IT_IS: &str = "Leave as it is";

/// No day, as a choice.
const NO_DAY: &str = "none";

/// Day, drop-off and diet of several items at once.
#[component]
pub fn EditMany(
    /// The board.
    board: Board,
) -> impl IntoView {
    let may = Memo::new(move |_| !board.standing(Action::EditItem, None).is_refused());
    let several = Memo::new(move |_| board.plan.with(|plan| plan.items.len() > 1));
    let open = RwSignal::new(false);
    view! {
        <Show when=move || may.get() && several.get()>
            <div>
                <ActButton
                    look=Look::Quiet
                    expanded=Signal::from(open)
                    act=move |()| open.update(|open| *open = !*open)
                >
                    "Change several at once"
                </ActButton>
            </div>
            <Show when=move || open.get()>
                <Form board open />
            </Show>
        </Show>
    }
    .into_any()
}

#[component]
fn Form(board: Board, open: RwSignal<bool>) -> impl IntoView {
    let doing = Doing::new();
    let chosen = RwSignal::new(Vec::<Uuid>::new());
    let (day, drop_off) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let place = RwSignal::new(String::new());
    let [gluten_free, dairy_free, vegetarian] = [(); 3].map(|()| RwSignal::new(String::new()));
    let missing = RwSignal::new(None::<&'static str>);
    let mut days = vec![(NO_DAY.to_owned(), "No day".to_owned())];
    board.plan.with_untracked(|plan| {
        days.extend(plan.days.iter().map(|day| (day.id.to_string(), day.name.clone())));
    });
    let yes_or_no =
        || vec![("yes".to_owned(), "Yes".to_owned()), ("no".to_owned(), "No".to_owned())];
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        let change = EditItems {
            item_ids: chosen.get_untracked(),
            day_id: said_in(day).map(|day| Uuid::parse_str(&day).ok()),
            gluten_free: said_in(gluten_free).map(|mark| mark == "yes"),
            dairy_free: said_in(dairy_free).map(|mark| mark == "yes"),
            vegetarian: said_in(vegetarian).map(|mark| mark == "yes"),
            drop_off_at: None,
            drop_off_local: said_in(drop_off).map(Some),
            drop_off_location: said_in(place).map(Some),
            drop_off_note: None,
        };
        let nothing = EditItems { item_ids: change.item_ids.clone(), ..EditItems::default() };
        let lacking = if change.item_ids.is_empty() {
            Some("Choose the items first.")
        } else if change == nothing {
            Some("Say what is to change.")
        } else {
            None
        };
        missing.set(lacking);
        if lacking.is_none() {
            board.save_many(change, doing, move || {
                open.try_set(false);
            });
        }
    };
    let items = Memo::new(move |_| {
        board.plan.with(|plan| {
            let items = plan.items.iter().map(|item| {
                let day = item.day.as_ref().map(|day| day.name.clone());
                (item.id, item.name.clone(), day.unwrap_or_else(|| "no day".to_owned()))
            });
            items.collect::<Vec<_>>()
        })
    });
    let choice = move |(id, name, day): (Uuid, String, String)| {
        let toggle = move |checked: bool| {
            chosen.update(|chosen| {
                chosen.retain(|other| *other != id);
                if checked {
                    chosen.push(id);
                }
            });
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                    on:change:target=move |event| toggle(event.target().checked())
                />
                <span>{name}" "<span class="soft small">{day}</span></span>
            </label>
        }
    };
    let all = move |_| {
        let every: Vec<Uuid> =
            items.with_untracked(|items| items.iter().map(|(id, ..)| *id).collect());
        chosen.update(|chosen| {
            *chosen = if chosen.len() == every.len() { Vec::new() } else { every };
        });
    };
    let save = move || match (doing.is_pending(), chosen.with(Vec::len)) {
        (true, _) => "Saving…".to_owned(),
        (false, 0) => "Change".to_owned(),
        (false, 1) => "Change 1 item".to_owned(),
        (false, count) => format!("Change {count} items"),
    };
    view! {
        <form class="card stack" novalidate aria-label="Change several items" on:submit=submit>
            <fieldset>
                <legend class="legend">"Which"</legend>
                <div class="row">
                    <button type="button" class="button" data-kind="quiet" on:click=all>
                        "All or none"
                    </button>
                </div>
                <div class="choices">
                    <For each=move || items.get() key=Clone::clone children=choice />
                </div>
            </fieldset>
            <div class="columns">
                <SelectField label=LABELS.day none=AS_IT_IS options=days value=day error=doing.wrong("/day_id") />
                <TextField
                    label=LABELS.drop_off
                    kind="datetime-local"
                    value=drop_off
                    error=doing.wrong("/drop_off_local")
                />
                <TextField
                    label=LABELS.place
                    value=place
                    error=doing.wrong("/drop_off_location")
                    max_length=120
                />
                <SelectField label=LABELS.gluten_free none=AS_IT_IS options=yes_or_no() value=gluten_free />
                <SelectField label=LABELS.dairy_free none=AS_IT_IS options=yes_or_no() value=dairy_free />
                <SelectField label=LABELS.vegetarian none=AS_IT_IS options=yes_or_no() value=vegetarian />
            </div>
            <p class="soft small">"What you leave empty stays as it is."</p>
            <p class="field-error" role="alert">{dynamic(move || missing.get())}</p>
            <Refusal doing reader=board.reader />
            <div class="row">
                <button
                    type="submit"
                    class="button"
                    data-kind="primary"
                    aria-disabled=move || doing.is_pending().then_some("true")
                >
                    {dynamic(save)}
                </button>
            </div>
        </form>
    }
    .into_any()
}
