//! One idempotency key, used for several requests at the same moment. Requests that lock different
//! events do not wait for each other on PostgreSQL.

use gather_persistence::idempotency::{self, Request, Seen};
use uuid::Uuid;

use crate::{
    acts::{at_once, patiently},
    plan::now,
    world::World,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_requests_with_one_key_one_is_answered_and_the_others_learn_that_it_is_used() {
    let world = World::new().await;
    let servers = world.servers(2).await;

    for round in 0..20 {
        let key = format!("key {round}");
        let request = |n: u8| Request { caller: Uuid::max(), key: key.clone(), hash: [n; 32] };
        let outcomes = at_once((0..4).map(|n| {
            let (store, request) = (servers[usize::from(n % 2)].clone(), request(n));
            async move {
                patiently!(store.write(async |tx| {
                    let kept = match idempotency::look_up(tx, &request, now()).await? {
                        Seen::Never => {
                            idempotency::keep(tx, &request, n.to_string(), now()).await?
                        }
                        Seen::Answered(_) => unreachable!("nobody else asks for the same"),
                        Seen::Otherwise => false,
                    };
                    Ok(kept)
                }))
            }
        }))
        .await;

        let kept: Vec<_> = outcomes.into_iter().map(Result::unwrap).collect();
        assert_eq!(kept.iter().filter(|&&it| it).count(), 1, "{kept:?}");
        for (n, kept) in (0..4).zip(kept) {
            let seen = idempotency::look_up(&world.store, &request(n), now()).await.unwrap();
            let expected = if kept { Seen::Answered(n.to_string()) } else { Seen::Otherwise };
            assert_eq!(seen, expected);
        }
    }
}
