//! What the screens are made of.

mod act_button;
mod answer;
mod bell;
mod board;
mod bring_card;
mod calendar_button;
mod changes;
mod date_field;
mod dialog;
mod doing;
mod dynamic;
mod event_state;
mod form;
mod form_key;
mod go;
mod heading;
mod history_entry;
mod icon;
mod item_facts;
mod load_failed;
mod loaded;
mod loading;
mod lock_notice;
mod meter;
mod own_link;
mod own_things;
mod password_field;
mod reload;
mod rows;
mod save_or_cancel;
mod select_field;
mod sent;
mod share_link;
mod status_badge;
mod text_field;
mod toast;
mod unique;
mod who;
mod why_form;
mod zone_field;

pub use self::{
    act_button::{ActButton, Look},
    bell::bell,
    board::{Board, EditMany, OverrideDialog, Overrides, QuickAdd, TeamItems},
    bring_card::BringCard,
    calendar_button::CalendarButton,
    changes::Changes,
    date_field::DateField,
    dialog::Dialog,
    doing::{Doing, Refusal, Says},
    dynamic::dynamic,
    event_state::{CancelledNotice, EventFacts, EventState},
    form::Form,
    form_key::FormKey,
    go::Go,
    heading::{PageHeading, focus_heading, watch_navigation},
    history_entry::HistoryEntry,
    icon::{Icon, Shape},
    item_facts::{DietBadges, DropOff, EventTime},
    load_failed::{DeadLinkPage, LoadFailed},
    loaded::Loaded,
    loading::{Loading, Phase},
    lock_notice::LockNotice,
    meter::CountsMeter,
    own_link::KeepThisLink,
    own_things::{AnswersChip, BringCards, OwnThings, put_answer},
    password_field::PasswordField,
    reload::Reload,
    rows::{Rows, entry},
    save_or_cancel::SaveOrCancel,
    select_field::SelectField,
    sent::Sent,
    share_link::ShareLink,
    status_badge::StatusBadge,
    text_field::{TextArea, TextField, said, said_in},
    toast::{ToastStand, Toasts},
    unique::unique_id,
    who::WhoIsHere,
    why_form::WhyForm,
    zone_field::{ZoneField, find_zone},
};
