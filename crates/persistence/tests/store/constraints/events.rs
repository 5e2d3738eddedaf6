use uuid::Uuid;

use super::{account, event, host, person, sown, update};
use crate::{
    plan::date,
    rows::Breach::{Check, ForeignKey, NotNull, Unique},
    world::World,
};

#[tokio::test]
async fn an_event_may_last_one_day_but_never_ends_before_it_starts() {
    let world = World::new().await;
    world.takes(event()).await;
    world.takes(event().with("ends_on", date(30))).await;
    world.refuses(Check, event().with("ends_on", date(29))).await;
}

#[tokio::test]
async fn nobody_expects_fewer_than_no_guests() {
    let world = World::new().await;
    world.takes(event().with("guest_count", 0_i64)).await;
    world.takes(event().with("guest_count", None::<i64>)).await;
    world.refuses(Check, event().with("guest_count", -1_i64)).await;
}

#[tokio::test]
async fn a_plan_stands_at_one_of_four_points() {
    let world = World::new().await;
    for status in ["draft", "confirming", "frozen", "complete"] {
        world.takes(event().with("status", status)).await;
    }
    for status in ["", "Draft", "thawed", "draft "] {
        world.refuses(Check, event().with("status", status)).await;
    }
    world.refuses(NotNull, event().with("status", None::<String>)).await;
}

#[tokio::test]
async fn an_event_is_public_or_by_invitation() {
    let world = World::new().await;
    for visibility in ["public", "invite_only"] {
        world.takes(event().with("visibility", visibility)).await;
    }
    world.refuses(Check, event().with("visibility", "secret")).await;
}

#[tokio::test]
async fn an_event_has_an_address_of_its_own_in_lower_case() {
    let world = World::new().await;
    world.insert(event().with("slug", "new-year")).await;
    world.takes(event().with("slug", "new-year-2")).await;
    world.takes(event().with("slug", "x".repeat(80))).await;
    world.refuses(Unique, event().with("slug", "new-year")).await;
    for slug in ["".to_owned(), "New-year".to_owned(), "x".repeat(81)] {
        world.refuses(Check, event().with("slug", slug)).await;
    }
}

#[tokio::test]
async fn an_event_is_published_or_not_and_cohosts_may_invite_or_not() {
    let world = World::new().await;
    for column in ["is_published", "cohosts_can_invite"] {
        for value in [true, false] {
            world.takes(event().with(column, value)).await;
        }
        world.refuses(NotNull, event().with(column, None::<bool>)).await;
    }
    world.takes(event().with("cancelled_at", crate::plan::now())).await;
}

#[tokio::test]
async fn an_event_is_run_by_an_account_that_exists() {
    let (world, plan) = sown().await;
    for column in ["host_id", "created_by"] {
        world.takes(event().with(column, plan.account.as_uuid())).await;
        world.refuses(ForeignKey, event().with(column, Uuid::now_v7())).await;
    }
}

#[tokio::test]
async fn a_host_has_accepted_exactly_when_it_is_known_since_when() {
    let (world, plan) = sown().await;
    let (invited, id) = (account(), Uuid::now_v7());
    world.insert(invited.with("id", id)).await;
    let pending = host(&plan, id);
    let accepted = pending.clone().with("invitation_status", "accepted");

    world.takes(pending.clone()).await;
    world.takes(accepted.clone().with("accepted_at", crate::plan::now())).await;
    world.refuses(Check, accepted).await;
    world.refuses(Check, pending.with("accepted_at", crate::plan::now())).await;
}

#[tokio::test]
async fn a_host_is_one_in_a_way_that_gather_knows() {
    let (world, plan) = sown().await;
    let id = Uuid::now_v7();
    world.insert(account().with("id", id)).await;
    let new = || host(&plan, id);

    for role in ["host", "cohost"] {
        world.takes(new().with("role", role)).await;
    }
    world.refuses(Check, new().with("role", "coordinator")).await;
    for way in ["creator", "claim", "invite", "admin", "member_invite", "transfer", "venue"] {
        world.takes(new().with("grant_method", way)).await;
    }
    world.refuses(Check, new().with("grant_method", "bribe")).await;
    world.refuses(Check, new().with("invitation_status", "declined")).await;
}

#[tokio::test]
async fn an_account_is_a_host_of_an_event_once() {
    let (world, plan) = sown().await;
    let id = Uuid::now_v7();
    world.insert(account().with("id", id)).await;

    world.takes(host(&plan, id)).await;
    world.refuses(Unique, host(&plan, plan.account.as_uuid())).await;
    world.refuses(ForeignKey, host(&plan, Uuid::now_v7())).await;
}

#[tokio::test]
async fn an_account_is_a_member_or_an_admin_under_an_address_of_its_own() {
    let world = World::new().await;
    world.takes(account().with("role", "admin")).await;
    world.refuses(Check, account().with("role", "owner")).await;

    world.insert(account().with("email_norm", "anika@example.org")).await;
    world.takes(account().with("email_norm", "rosie@example.org")).await;
    world.refuses(Unique, account().with("email_norm", "anika@example.org")).await;
}

#[tokio::test]
async fn at_most_one_person_stands_for_an_account() {
    let (world, plan) = sown().await;
    let id = Uuid::now_v7();
    world.insert(account().with("id", id)).await;

    world.takes(person()).await;
    world.takes(person().with("account_id", id)).await;
    world.refuses(Unique, person().with("account_id", plan.account.as_uuid())).await;
    world.refuses(ForeignKey, person().with("account_id", Uuid::now_v7())).await;

    let tom = plan.puddings.helper.id.as_uuid();
    world.allows(&update("person", tom, "account_id", id)).await;
    let taken = update("person", tom, "account_id", plan.account.as_uuid());
    world.forbids(Unique, &taken).await;
}
