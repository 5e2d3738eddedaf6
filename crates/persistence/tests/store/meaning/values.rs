use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use gather_domain::{
    audit::{Actor, ActorKind, Entry, Target, TargetId},
    event::{EventStatus::Confirming, GuestCount},
    id::{AuditEntryId, ItemId, LinkId},
    item::{Answer, Dietary, DropOff, ItemFacts},
    permission::{Action, Authority},
    secret::Nonce,
    text::{Name, Note, Quantity},
};
use gather_persistence::{
    StoreError, assignments, audit, events, items, links, overviews, people, sheets, standings,
};

use uuid::Uuid;

use crate::{
    plan::{Plan, item, may, now, some_hash},
    world::World,
};

/// Texts that go wrong where somebody quotes, folds, measures or normalises them.
const TEXTS: [&str; 14] = [
    "Jacqui & Ian 🎄",
    "👩‍👩‍👧‍👦 the whole family",
    "O'Brien \"Bob\"; DROP TABLE item; --",
    "100 % _ * ? \\ \\' $1 ${x} {0} %s",
    "Ångström Å Å",
    "Straße, ΣΊΣΥΦΟΣ, İstanbul",
    "שרה וְיוֹסֵף",
    "فاطمة الزهراء",
    "山田 太郎（やまだ）",
    "ᐃᓄᒃᑎᑐᑦ 𒀭 𝔊𝔞𝔱𝔥𝔢𝔯",
    "ไม่เป็นไร",
    "null",
    "\u{200b}zero\u{200d}width\u{feff}",
    "e\u{301}\u{323}",
];

async fn only_item(world: &World, plan: &Plan) -> gather_domain::item::Item {
    let sheet = sheets::find(&world.store, plan.id(), plan.puddings.team).await.unwrap().unwrap();
    let [item] = sheet.items.try_into().unwrap();
    item
}

/// The last microsecond before the next second, and its neighbours.
fn moments() -> [DateTime<Utc>; 7] {
    let at = |micros| DateTime::from_timestamp_micros(micros).unwrap();
    [
        at(0),
        at(1_766_550_600_000_000),
        at(1_766_550_600_000_001),
        at(1_766_550_600_100_000),
        at(1_766_550_600_999_999),
        at(-1),
        now(),
    ]
}

#[tokio::test]
async fn a_text_in_any_script_comes_back_as_it_was() {
    let world = World::new().await;
    for text in TEXTS {
        let plan = Plan::sow(&world.store, Confirming).await;
        let facts = ItemFacts {
            name: Name::parse(text).unwrap(),
            quantity: Quantity::parse(text).ok(),
            description: Note::parse(&format!("{text}\n\t{text}\r\n{text}")).ok(),
            notes: Note::parse(text).ok(),
            drop_off: DropOff {
                at: None,
                location: Name::parse(text).ok(),
                note: Note::parse(text).ok(),
            },
            ..item("Trifle")
        };
        assert!(facts.description.is_some() && facts.drop_off.location.is_some());
        plan.plant(&world.store, &plan.puddings, facts.clone(), None).await;
        assert_eq!(only_item(&world, &plan).await.facts, facts, "{text}");
    }
}

#[tokio::test]
async fn the_longest_texts_that_can_be_parsed_can_be_stored() {
    let world = World::new().await;
    for character in ["a", "é", "ね", "🎄"] {
        let plan = Plan::sow(&world.store, Confirming).await;
        let note = || Note::parse(&character.repeat(Note::MAX)).ok();
        let name = || Name::parse(&character.repeat(Name::MAX)).unwrap();
        let facts = ItemFacts {
            name: name(),
            quantity: Quantity::parse(&character.repeat(Quantity::MAX)).ok(),
            description: note(),
            notes: note(),
            drop_off: DropOff { at: None, location: Some(name()), note: note() },
            ..item("Trifle")
        };
        plan.plant(&world.store, &plan.puddings, facts.clone(), None).await;
        assert_eq!(only_item(&world, &plan).await.facts, facts);
    }
}

#[tokio::test]
async fn all_that_is_planned_about_an_item_can_be_changed_and_cleared() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let id = plan.plant(&world.store, &plan.puddings, item("Trifle"), None).await;
    let full = ItemFacts {
        name: Name::parse("Pavlova").unwrap(),
        day_id: Some(plan.day.id),
        quantity: Quantity::parse("2 tubs").ok(),
        description: Note::parse("with kiwi").ok(),
        critical: true,
        dietary: Dietary { gluten_free: true, dairy_free: false, vegetarian: true },
        notes: Note::parse("no nuts").ok(),
        drop_off: DropOff {
            at: Some(now()),
            location: Name::parse("Kitchen").ok(),
            note: Note::parse("back door").ok(),
        },
    };
    for (version, facts) in (2..).zip([full, item("Trifle")]) {
        let update = world
            .store
            .write(async |tx| items::update(tx, &may(Action::EditItem), id, &facts).await);
        update.await.unwrap();
        let found = only_item(&world, &plan).await;
        assert_eq!((found.version, &found.facts), (version, &facts));
        let expected = facts.day_id.map(|_| plan.day.clone());
        assert_eq!(found.day, expected);
    }
}

#[tokio::test]
async fn a_moment_comes_back_to_the_microsecond() {
    let world = World::new().await;
    for at in moments() {
        let plan = Plan::sow(&world.store, Confirming).await;
        let (tom, tx) = (plan.puddings.helper, &world.store);
        let mut facts = item("Trifle");
        facts.drop_off.at = Some(at);
        plan.plant(&world.store, &plan.puddings, facts, Some(tom)).await;
        let held = only_item(&world, &plan).await.holder.unwrap().assignment_id;
        let link = links::find(tx, plan.id(), tom.id).await.unwrap().unwrap();
        let opened = world.store.write(async |tx| {
            assert!(assignments::acknowledge(tx, &may(Action::EditItem), held, at).await?);
            links::rotate(tx, link.id, link.nonce, &some_hash(), at).await?;
            links::mark_opened(tx, link.id, at).await
        });
        opened.await.unwrap();

        let found = only_item(&world, &plan).await;
        assert_eq!(found.facts.drop_off.at, Some(at));
        assert_eq!(found.holder.unwrap().answer, Answer::Confirmed { at });
        let link = links::find(&world.store, plan.id(), tom.id).await.unwrap().unwrap();
        assert_eq!(link.opened_at, Some(at));
        assert_eq!(link.expires_at, at + gather_domain::link::LIFETIME);
        let people = people::of_event(&world.store, plan.id()).await.unwrap();
        let tom = people.into_iter().find(|it| it.person.id == tom.id).unwrap();
        assert_eq!(tom.opened_at, Some(at));
    }
}

#[tokio::test]
async fn what_was_opened_once_keeps_its_time_and_a_new_secret_starts_anew() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let find = || links::find(&world.store, plan.id(), plan.anika.id);
    let link = find().await.unwrap().unwrap();
    let (first, later) = (now(), now() + TimeDelta::hours(1));
    for at in [first, later] {
        world.store.write(async |tx| links::mark_opened(tx, link.id, at).await).await.unwrap();
        assert_eq!(find().await.unwrap().unwrap().opened_at, Some(first));
    }
    let (nonce, hash) = (Nonce::from_bytes([9; 16]), some_hash());
    let rotate =
        world.store.write(async |tx| links::rotate(tx, link.id, nonce, &hash, later).await);
    rotate.await.unwrap();
    let rotated = find().await.unwrap().unwrap();
    assert_eq!((rotated.id, rotated.nonce, rotated.opened_at), (link.id, nonce, None));
    assert_eq!(rotated.expires_at, later + gather_domain::link::LIFETIME);
    assert!(standings::of_link(&world.store, &plan.anika.hash).await.unwrap().is_none());
    assert!(standings::of_link(&world.store, &hash).await.unwrap().is_some());
}

#[tokio::test]
async fn an_entry_of_the_audit_comes_back_as_it_was() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let kinds = [
        ActorKind::Person(Authority::Host),
        ActorKind::Person(Authority::Coordinator),
        ActorKind::Person(Authority::Participant),
        ActorKind::Admin,
        ActorKind::Member,
        ActorKind::System,
    ];
    let targets =
        [TargetId::Event(plan.id()), TargetId::Item(ItemId::new()), TargetId::Link(LinkId::new())];
    let mut written = Vec::new();
    for (n, text) in TEXTS.into_iter().enumerate() {
        let kind = kinds[n % kinds.len()];
        let id = kind.id(if n % 2 == 0 { plan.anika.id.as_uuid() } else { Uuid::max() });
        written.push(Entry {
            id: AuditEntryId::new(),
            event_id: plan.id(),
            at: moments()[n % 7],
            actor: Actor { kind, id, name: text.to_owned() },
            action: "override_edit_item".into(),
            target: Target { id: targets[n % 3], name: text.to_owned() },
            details: BTreeMap::from([(text.to_owned(), format!("{text} → {text}\n\"{text}\""))]),
        });
    }
    let record = world.store.write(async |tx| {
        for entry in &written {
            audit::record(tx, entry.clone()).await?;
        }
        Ok::<_, StoreError>(())
    });
    record.await.unwrap();

    let mut found =
        audit::list(&world.store, plan.id(), audit::Filter::default(), 99).await.unwrap();
    found.reverse();
    assert_eq!(found, written);
}

#[tokio::test]
async fn the_guest_count_comes_back_from_nobody_to_a_million() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let counts = [Some(0), Some(1), Some(GuestCount::MAX), None];
    for (version, count) in (2..).zip(counts) {
        let count = count.map(|count| GuestCount::new(count).unwrap());
        let set = world.store.write(async |tx| {
            let permit = may(Action::EditGuestCount);
            events::set_guest_count(tx, &permit, plan.id(), count, now()).await
        });
        set.await.unwrap();
        let overview = overviews::find(&world.store, plan.id(), plan.anika.id).await.unwrap();
        let event = overview.unwrap().event;
        assert_eq!((event.version, event.guest_count), (version, count));
    }
}
