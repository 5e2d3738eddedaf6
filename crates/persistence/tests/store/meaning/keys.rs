use chrono::TimeDelta;
use gather_persistence::idempotency::{self, LIFETIME, Request, Seen};
use uuid::Uuid;

use crate::{plan::now, world::World};

fn request(caller: Uuid, key: &str, hash: u8) -> Request {
    Request { caller, key: key.to_owned(), hash: [hash; 32] }
}

#[tokio::test]
async fn a_request_that_is_sent_again_gets_the_same_answer_for_exactly_a_day() {
    let world = World::new().await;
    let (first, then) = (request(Uuid::now_v7(), "key 🎄", 1), now());
    let look_up = |request, at| {
        let store = &world.store;
        async move { idempotency::look_up(store, &request, at).await.unwrap() }
    };
    assert_eq!(look_up(first.clone(), then).await, Seen::Never);
    let answer = r#"{"id": 1, "name": "Trifle 🍨"}"#.to_owned();
    let keep =
        world.store.write(async |tx| idempotency::keep(tx, &first, answer.clone(), then).await);
    keep.await.unwrap();

    let (last, over) = (then + LIFETIME - TimeDelta::microseconds(1), then + LIFETIME);
    for at in [then, last] {
        assert_eq!(look_up(first.clone(), at).await, Seen::Answered(answer.clone()));
        assert_eq!(look_up(request(first.caller, "key 🎄", 2), at).await, Seen::Otherwise);
        assert_eq!(look_up(request(first.caller, "KEY 🎄", 1), at).await, Seen::Never);
        assert_eq!(look_up(request(Uuid::now_v7(), "key 🎄", 1), at).await, Seen::Never);
    }
    for request in [first.clone(), request(first.caller, "key 🎄", 2)] {
        assert_eq!(look_up(request, over).await, Seen::Never);
    }
}

#[tokio::test]
async fn a_key_can_be_used_again_from_the_moment_when_its_answer_is_forgotten() {
    let world = World::new().await;
    let (caller, then) = (Uuid::now_v7(), now());
    let keep = |hash, at| {
        let (store, request) = (&world.store, request(caller, "key", hash));
        async move {
            let answer = format!("answer {hash}");
            let kept = store.write(async |tx| idempotency::keep(tx, &request, answer, at).await);
            kept.await.unwrap()
        }
    };
    assert!(keep(1, then).await);
    assert!(!keep(2, then + LIFETIME - TimeDelta::microseconds(1)).await);
    assert!(keep(3, then + LIFETIME).await);

    let again = request(caller, "key", 3);
    let seen = idempotency::look_up(&world.store, &again, then + LIFETIME).await.unwrap();
    assert_eq!(seen, Seen::Answered("answer 3".to_owned()));
}

#[tokio::test]
async fn what_is_over_is_forgotten_and_what_is_young_is_not() {
    let world = World::new().await;
    let (caller, other, then) = (Uuid::now_v7(), Uuid::now_v7(), now());
    let later = then + LIFETIME;
    let kept = world.store.write(async |tx| {
        for whose in [caller, other] {
            idempotency::keep(tx, &request(whose, "old", 1), "old".to_owned(), then).await?;
        }
        let young = then + TimeDelta::microseconds(1);
        idempotency::keep(tx, &request(caller, "young", 1), "young".to_owned(), young).await?;
        idempotency::forget_expired(tx, later).await
    });
    kept.await.unwrap();

    let seen = |whose, key| {
        let (store, request) = (&world.store, request(whose, key, 1));
        async move { idempotency::look_up(store, &request, then).await.unwrap() }
    };
    assert_eq!(seen(caller, "old").await, Seen::Never);
    assert_eq!(seen(caller, "young").await, Seen::Answered("young".to_owned()));
    assert_eq!(seen(other, "old").await, Seen::Never);
}
