use chrono::{DateTime, TimeDelta, Utc};
use gather_domain::{
    event::EventStatus::{Confirming, Draft},
    id::AccountId,
    item::ItemFacts,
    permission::Action,
    person::{Person, Role},
};
use gather_persistence::{
    StoreError, accounts, assignments, audit, hosts, links, overviews, people, sheets, teams,
};
use uuid::Uuid;

use crate::{
    acts::{self, Caller},
    plan::{Guest, Plan, critical, item, may, name, now},
    rows::Row,
    world::World,
};

fn at(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_766_550_600_000_000 + micros).unwrap()
}

fn dropped_off(text: &str, at: Option<DateTime<Utc>>) -> ItemFacts {
    let mut facts = item(text);
    facts.drop_off.at = at;
    facts
}

#[tokio::test]
async fn what_somebody_brings_is_listed_soonest_first_and_last_what_has_no_time() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let tom = plan.puddings.helper;
    let times = [
        ("without", None),
        ("second", Some(at(1))),
        ("first", Some(at(0))),
        ("fourth", Some(at(500_000))),
        ("third", Some(at(499_999))),
        ("last", Some(at(86_400_000_000))),
        ("sixth", Some(at(1_000_001))),
        ("fifth", Some(at(1_000_000))),
        ("without either", None),
        ("first too", Some(at(0))),
    ];
    for (text, at) in times {
        plan.plant(&world.store, &plan.puddings, dropped_off(text, at), Some(tom)).await;
    }
    let expected = [
        "first",
        "first too",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "last",
        "without",
        "without either",
    ];
    let names = |items: Vec<gather_domain::item::Item>| {
        items.into_iter().map(|it| it.facts.name.to_string()).collect::<Vec<_>>()
    };
    let brings = assignments::of_person(&world.store, plan.id(), tom.id).await.unwrap();
    assert_eq!(names(brings), expected);
    let overview = overviews::find(&world.store, plan.id(), tom.id).await.unwrap().unwrap();
    assert_eq!(names(overview.own), expected);
    let burdens = links::burdens(&world.store, plan.id()).await.unwrap();
    assert_eq!(burdens.iter().map(|(_, it)| it.as_str()).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn items_and_teams_are_listed_in_the_order_in_which_they_were_planned() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let mut planned = Vec::new();
    for n in (0..20).rev() {
        let facts = dropped_off(&format!("Item {n}"), Some(at(n)));
        planned.push(plan.plant(&world.store, &plan.puddings, facts, None).await);
    }
    let sheet = sheets::find(&world.store, plan.id(), plan.puddings.team).await.unwrap().unwrap();
    assert_eq!(sheet.items.iter().map(|it| it.id).collect::<Vec<_>>(), planned);
    let teams = teams::of_event(&world.store, plan.id()).await.unwrap();
    let expected = [plan.puddings.team, plan.setup.team];
    assert_eq!(teams.iter().map(|it| it.id).collect::<Vec<_>>(), expected);
    let overview = overviews::find(&world.store, plan.id(), plan.anika.id).await.unwrap().unwrap();
    assert_eq!(overview.teams.iter().map(|(it, _)| it.id).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn blockers_are_listed_in_the_order_of_the_plan_wherever_they_are_listed() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    for text in ["one", "two", "three"] {
        for crew in [&plan.setup, &plan.puddings] {
            plan.plant(&world.store, crew, critical(text), None).await;
        }
    }
    let blockers = gather_persistence::events::blockers(&world.store, plan.id()).await.unwrap();
    let listed: Vec<_> = blockers.iter().map(|it| (it.team.as_str(), it.item.as_str())).collect();
    let expected = ["Puddings", "Setup"].map(|team| ["one", "two", "three"].map(|it| (team, it)));
    assert_eq!(listed, expected.concat());
    let overview = overviews::find(&world.store, plan.id(), plan.anika.id).await.unwrap().unwrap();
    assert_eq!(overview.blockers, blockers);
}

#[tokio::test]
async fn everybody_is_in_the_list_of_people_a_host_without_a_team_too() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let other = Plan::sow(&world.store, Confirming).await;
    let tom = plan.puddings.helper;
    for holder in [Some(tom), Some(tom), None] {
        plan.plant(&world.store, &plan.puddings, item("Trifle"), holder).await;
    }
    other.plant(&world.store, &other.puddings, item("Trifle"), Some(other.puddings.helper)).await;
    let brings = assignments::of_person(&world.store, plan.id(), tom.id).await.unwrap();
    let first = brings[0].holder.as_ref().unwrap().assignment_id;
    assert!(acts::acknowledge(&world.store, Caller::of(&plan, tom), first).await.unwrap());

    let everybody = people::of_event(&world.store, plan.id()).await.unwrap();

    let (puddings, setup) = (plan.puddings.team, plan.setup.team);
    let found: Vec<_> = everybody
        .iter()
        .map(|it| (it.person.name.as_str(), it.role, it.team_id, it.assigned, it.acknowledged))
        .collect();
    let expected = [
        ("Anika", Role::Host, None, 0, 0),
        ("Ian", Role::Coordinator { team_id: setup }, Some(setup), 0, 0),
        ("Mia", Role::Participant, Some(setup), 0, 0),
        ("Rosie", Role::Coordinator { team_id: puddings }, Some(puddings), 0, 0),
        ("Tom", Role::Participant, Some(puddings), 2, 1),
    ];
    assert_eq!(found, expected);
    assert!(everybody.iter().all(|it| it.opened_at.is_none()));
}

#[tokio::test]
async fn a_host_in_a_team_is_listed_once_and_an_invited_one_not_as_a_host() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Draft).await;
    let (accepted, invited) = (AccountId::new(), AccountId::new());
    let rosie = plan.puddings.coordinator;
    let jacqui = Guest::new(Role::Participant);
    let person = Person { id: jacqui.id, name: name("Jacqui") };
    let made = world.store.write(async |tx| {
        for account in [accepted, invited] {
            let email = format!("{account}@example.org");
            let whose = name("Somebody");
            accounts::insert_without_password(tx, account, &email, &whose, now()).await?;
        }
        hosts::insert_creator(tx, plan.id(), accepted, now()).await?;
        let new = people::NewPerson {
            person: &person,
            contact: gather_domain::contact::Contact::default(),
            account_id: Some(invited),
        };
        people::insert(tx, &may(Action::AddPerson), [new], now()).await
    });
    made.await.unwrap();
    world
        .insert(
            Row::of("event_host")
                .with("id", Uuid::now_v7())
                .with("event_id", plan.id().as_uuid())
                .with("account_id", invited.as_uuid())
                .with("role", "cohost")
                .with("invitation_status", "pending")
                .with("grant_method", "member_invite")
                .with("invited_at", now())
                .with("created_at", now()),
        )
        .await;
    let stands_for = sea_orm::sea_query::Query::update()
        .table("person")
        .value("account_id", accepted.as_uuid())
        .and_where(sea_orm::ExprTrait::eq(sea_orm::sea_query::Expr::col("id"), rosie.id.as_uuid()))
        .take();
    assert_eq!(world.execute(&stands_for).await, 1);

    let everybody = people::of_event(&world.store, plan.id()).await.unwrap();
    let names: Vec<_> = everybody.iter().map(|it| it.person.name.as_str()).collect();
    assert_eq!(names, ["Anika", "Ian", "Mia", "Rosie", "Tom"]);
    assert_eq!(everybody[3].role, Role::Host);
    assert_eq!(everybody[3].team_id, Some(plan.puddings.team));
}

#[tokio::test]
async fn the_audit_is_read_page_by_page_latest_first_and_nothing_is_lost() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Confirming).await;
    let other = Plan::sow(&world.store, Confirming).await;
    for n in 0..25 {
        for plan in [&plan, &other] {
            let host = Caller::of(plan, plan.anika);
            assert!(acts::set_guest_count(&world.store, host, Some(n)).await.unwrap());
        }
    }
    let rosie = Caller::of(&plan, plan.puddings.coordinator);
    let trifle = acts::create_item(&world.store, rosie, plan.puddings.team, item("Trifle")).await;
    trifle.unwrap();

    let list = |filter, limit| audit::list(&world.store, plan.id(), filter, limit);
    let all = list(audit::Filter::default(), 999).await.unwrap();
    assert_eq!(all.len(), 26);
    assert!(all.is_sorted_by(|later, earlier| later.id > earlier.id && later.at >= earlier.at));
    let mut paged = Vec::new();
    loop {
        let before = paged.last().map(|it: &gather_domain::audit::Entry| it.id);
        let page = list(audit::Filter { before, ..audit::Filter::default() }, 7).await.unwrap();
        if page.is_empty() {
            break;
        }
        paged.extend(page);
    }
    assert_eq!(paged, all);

    let only = |action: &str| audit::Filter {
        action: Some(action.to_owned()),
        ..audit::Filter::default()
    };
    assert_eq!(list(only("edit_guest_count"), 999).await.unwrap().len(), 25);
    assert_eq!(list(only("create_item"), 999).await.unwrap(), all[..1]);
    assert_eq!(list(only("edit_%"), 999).await.unwrap(), []);
    let of_type = |kind: &str| audit::Filter {
        target_type: Some(kind.to_owned()),
        ..audit::Filter::default()
    };
    assert_eq!(list(of_type("item"), 999).await.unwrap(), all[..1]);
    let by_rosie =
        audit::Filter { actor: Some(plan.puddings.coordinator.id), ..audit::Filter::default() };
    assert_eq!(list(by_rosie, 999).await.unwrap(), all[..1]);
    let none = audit::Filter { actor: Some(other.anika.id), ..audit::Filter::default() };
    assert_eq!(list(none, 999).await.unwrap(), []);
}

#[tokio::test]
async fn days_are_offered_by_date_and_members_by_name() {
    let world = World::new().await;
    let plan = Plan::sow(&world.store, Draft).await;
    let days = [(26, "Boxing Day"), (25, "Christmas Day"), (25, "Another Christmas Day")];
    let new = days.map(|(day, text)| gather_domain::item::Day {
        id: gather_domain::id::DayId::new(),
        name: name(text),
        date: crate::plan::date(day),
    });
    let made = world.store.write(async |tx| {
        let shape = may(Action::CreateDay);
        gather_persistence::days::insert(tx, &shape, plan.id(), &new, now()).await?;
        let link = links::find(tx, plan.id(), plan.anika.id).await?.unwrap();
        links::mark_opened(tx, link.id, now() + TimeDelta::hours(1)).await?;
        links::insert(tx, plan.id(), [plan.puddings.helper.link()], now()).await?;
        let link = links::find(tx, plan.id(), plan.puddings.helper.id).await?.unwrap();
        links::mark_opened(tx, link.id, now()).await?;
        Ok::<_, StoreError>(())
    });
    made.await.unwrap();

    let choices = sheets::choices(&world.store, plan.id(), plan.puddings.team).await.unwrap();
    let days: Vec<_> = choices.days.iter().map(|it| it.name.as_str()).collect();
    let by_date = ["Christmas Eve", "Another Christmas Day", "Christmas Day", "Boxing Day"];
    assert_eq!(days, by_date);
    let members: Vec<_> =
        choices.members.iter().map(|(it, opened)| (it.name.as_str(), *opened)).collect();
    assert_eq!(members, [("Rosie", false), ("Tom", true)]);
}
