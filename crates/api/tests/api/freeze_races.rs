//! A freeze, and something that opens a critical gap, at the same moment and at two processes: they
//! never both succeed, and nobody ever sees a frozen plan with a critical gap.

use std::{
    cell::Cell,
    pin::{Pin, pin},
};

use futures_util::{
    future::{Either, join, select},
    stream::{self, StreamExt as _},
};
use gather_wire::ProblemCode;
use serde_json::{Value, json};

use crate::{
    app::TestApp,
    caller::Caller,
    gathering::{Gathering, small_with},
    reply::Reply,
};

type Contender = Pin<Box<dyn Future<Output = Reply>>>;

/// The callers of a race: each asks a process of its own.
struct Race {
    app: TestApp,
    other: TestApp,
    party: Gathering,
}

impl Race {
    async fn with(items: &[(&str, &str, Option<&str>, bool)]) -> Self {
        let app = TestApp::spawn().await;
        let party = app.gathering(small_with("confirming", items)).await;
        Self { other: app.beside().await, app, party }
    }

    fn host(&self) -> Caller {
        self.app.serve(&self.party.host())
    }

    fn coordinator(&self) -> Caller {
        self.other.serve(&self.party.coordinator("Kitchen"))
    }

    /// Runs so many rounds while somebody looks at both processes. `close` closes the gap that the
    /// answer tells of, once it was opened.
    async fn run(
        &self,
        rounds: usize,
        open: impl Fn(&Caller) -> Contender,
        close: impl AsyncFn(Value),
    ) {
        let looks = Cell::new(0);
        let race = pin!(self.rounds(rounds, open, close));
        let watch = pin!(self.watch(&looks));
        match select(race, watch).await {
            Either::Left(((frozen_first, opened_first), _)) => {
                assert!(
                    frozen_first > 0 && opened_first > 0 && looks.get() > 0,
                    "{frozen_first} : {opened_first}, seen {} times, is no race",
                    looks.get(),
                );
            }
            Either::Right(((), _)) => unreachable!("a watch never ends by itself"),
        }
    }

    async fn rounds(
        &self,
        rounds: usize,
        open: impl Fn(&Caller) -> Contender,
        close: impl AsyncFn(Value),
    ) -> (usize, usize) {
        let (host, cora) = (self.host(), self.coordinator());
        let (mut frozen_first, mut opened_first) = (0, 0);
        for round in 0..rounds {
            // Whoever comes first has a head start.
            let (freeze, opened) = if round % 2 == 0 {
                join(host.freeze(), open(&cora)).await
            } else {
                let (opened, freeze) = join(open(&cora), host.freeze()).await;
                (freeze, opened)
            };
            match (freeze.status, opened.status) {
                (200, 409) => {
                    opened.assert_problem(409, ProblemCode::EventFrozen);
                    host.start_confirming().await.expect(200);
                    frozen_first += 1;
                }
                (409, 200 | 201) => {
                    freeze.assert_problem(409, ProblemCode::FreezeBlocked);
                    let blockers = freeze.body["context"]["blockers"].as_array().unwrap();
                    assert_eq!(blockers.len(), 1, "{freeze:?}");
                    close(opened.body).await;
                    opened_first += 1;
                }
                _ => panic!("round {round}: neither gave way: {freeze:?} {opened:?}"),
            }
        }
        (frozen_first, opened_first)
    }

    /// Looks at what hosts and coordinators see at both processes, over and over.
    async fn watch(&self, looks: &Cell<usize>) {
        let (host, cora) = (self.party.host(), self.party.coordinator("Kitchen"));
        let apps = [&self.app, &self.other];
        stream::iter(apps.into_iter().cycle())
            .for_each(async |app| {
                let overview = app.serve(&host).look().await.expect(200);
                assert_no_gap(&overview, &overview["freeze"]["critical_gaps"]);
                let sheet = app.serve(&cora).look().await.expect(200);
                assert_no_gap(&sheet, &sheet["counts"]["critical_gaps"]);
                looks.set(looks.get() + 1);
            })
            .await;
    }
}

#[track_caller]
fn assert_no_gap(view: &Value, critical_gaps: &Value) {
    assert!(critical_gaps.is_u64(), "{view}");
    assert!(view["event"]["status"] != "frozen" || critical_gaps == 0, "{view}");
}

#[tokio::test]
async fn a_freeze_and_an_unassignment_never_both_succeed_in_a_thousand_rounds() {
    let race = Race::with(&[("Kitchen", "Turkey", Some("Pam"), true)]).await;
    let cora = race.coordinator();
    let open = |cora: &Caller| -> Contender {
        let cora = cora.clone();
        Box::pin(async move { cora.unassign("Turkey").await })
    };
    let close = async |_item| {
        cora.assign("Turkey", "Pam").await.expect(200);
    };
    race.run(1_000, open, close).await;
}

#[tokio::test]
async fn a_freeze_and_a_new_critical_item_never_both_succeed() {
    let race = Race::with(&[]).await;
    let cora = race.coordinator();
    let open = |cora: &Caller| -> Contender {
        let cora = cora.clone();
        Box::pin(async move { cora.create(json!({ "name": "Turkey", "critical": true })).await })
    };
    let close = async |item: Value| {
        cora.assign(item["id"].as_str().unwrap(), "Pam").await.expect(200);
    };
    race.run(100, open, close).await;
}

#[tokio::test]
async fn a_freeze_and_a_critical_mark_never_both_succeed() {
    let race = Race::with(&[("Kitchen", "Turkey", None, false)]).await;
    let host = race.host();
    let open = |cora: &Caller| -> Contender {
        let cora = cora.clone();
        Box::pin(async move { cora.edit("Turkey", json!({ "critical": true })).await })
    };
    let close = async |_item| {
        host.edit("Turkey", json!({ "critical": false })).await.expect(200);
    };
    race.run(100, open, close).await;
}

/// Somebody who cannot is heard in a frozen plan as well. So here both may succeed, but only in one
/// order: a freeze that comes after is refused.
#[tokio::test]
async fn a_freeze_never_passes_over_somebody_who_cannot() {
    let race = Race::with(&[("Kitchen", "Turkey", Some("Pam"), true)]).await;
    let (host, pam) = (race.host(), race.other.serve(&race.party.participant("Pam")));
    let own = pam.own_assignments().await[0]["id"].as_str().unwrap().to_owned();
    let (mut frozen_first, mut declined_first) = (0, 0);
    for round in 0..100 {
        // Whoever comes first has a head start.
        let (freeze, declined) = if round % 2 == 0 {
            join(host.freeze(), pam.decline(&own, "I am ill")).await
        } else {
            let (declined, freeze) = join(pam.decline(&own, "I am ill"), host.freeze()).await;
            (freeze, declined)
        };
        declined.expect(200);
        let overview = host.look().await.expect(200);
        assert_eq!(overview["freeze"]["blockers"][0]["declined_by"]["name"], "Pam");
        let audit = host.audit("?limit=2").await.expect(200);
        let last = [&audit["items"][0]["action"], &audit["items"][1]["action"]];
        if freeze.status == 200 {
            assert_eq!(overview["event"]["status"], "frozen");
            assert_eq!(last, ["decline_assignment", "event_status_change"], "round {round}");
            host.start_confirming().await.expect(200);
            frozen_first += 1;
        } else {
            freeze.assert_problem(409, ProblemCode::FreezeBlocked);
            assert_eq!(overview["event"]["status"], "confirming");
            assert_eq!(last[0], "decline_assignment", "round {round}");
            declined_first += 1;
        }
        pam.take_back_decline(&own).await.expect(200);
    }
    assert!(frozen_first > 0 && declined_first > 0, "{frozen_first} : {declined_first} is no race");
}
