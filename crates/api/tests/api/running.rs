//! How a server ends, and what it does when its database does not do as it should.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use gather_api::keys;
use gather_wire::ProblemCode;
use serde_json::json;

use crate::{
    caller::Caller,
    database::{Database, Place},
    process::{Gather, Serving},
};

/// The demo, served by a process of its own.
struct Party {
    gather: Gather,
    serving: Serving,
    database: Database,
    host: Caller,
    event_id: String,
}

impl Party {
    async fn start() -> Self {
        let key = keys::generate().to_text();
        let gather = Gather { place: Place::migrated().await, key, log: "info", told: Vec::new() };
        let printed = gather.seed();
        let (_, secret) = printed.lines().find_map(|line| line.split_once("#gth_h")).unwrap();
        let serving = Serving::start(&gather);
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let host = Caller::stranger(client, format!("http://{}", serving.address))
            .with_secret(&format!("gth_h{secret}"));
        let event = host.get("/api/h").await.expect(200)["event"]["id"].take();
        let database = Database::open(&gather.place).await;
        let event_id = event.as_str().unwrap().to_owned();
        Self { gather, serving, database, host, event_id }
    }

    /// Says that the host opened their link: a change like any other.
    async fn change(&self) -> crate::reply::Reply {
        let (host, method) = (self.host.clone(), reqwest::Method::POST);
        host.send(method, "/api/h/opened", None).await
    }

    async fn end(self) {
        drop(self.database);
        self.gather.place.remove().await;
    }
}

#[tokio::test]
async fn what_is_under_way_is_answered_before_a_server_ends() {
    for signal in ["-TERM", "-INT"] {
        let mut party = Party::start().await;
        let body = r#"{"guest_count":31}"#;
        let mut client = TcpStream::connect(&party.serving.address).unwrap();
        write!(
            client,
            "PATCH /api/events/{} HTTP/1.1\r\nHost: gather\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
            party.event_id,
            party.host.secret.as_ref().unwrap(),
            body.len(),
        )
        .unwrap();
        let mut lines = BufReader::new(client.try_clone().unwrap()).lines();
        let mut line = || lines.next().unwrap().unwrap();
        assert_eq!(line(), "HTTP/1.1 100 Continue", "the server waits for the body");
        assert_eq!(line(), "");

        party.serving.signal(signal);
        while TcpStream::connect(&party.serving.address).is_ok() {
            thread::yield_now();
        }
        client.write_all(body.as_bytes()).unwrap();

        assert_eq!(line(), "HTTP/1.1 200 OK", "{signal}");
        assert!(party.serving.ended_well(), "{signal}");
        let count = party.database.texts("SELECT CAST(guest_count AS TEXT) FROM event").await;
        assert_eq!(count, ["31"], "{signal}");
        party.end().await;
    }
}

#[tokio::test]
async fn what_goes_wrong_inside_is_in_the_log_and_not_in_the_answer() {
    let party = Party::start().await;
    party.database.execute("ALTER TABLE access_token RENAME COLUMN opened_at TO elsewhere").await;

    let reply = party.change().await;

    reply.assert_problem(500, ProblemCode::Internal);
    assert!(!reply.text.contains("opened_at"), "{reply:?}");
    let Party { serving, database, gather, .. } = party;
    let log = serving.stop();
    let line = log.lines().find(|line| line.contains("the request failed"));
    assert!(line.is_some_and(|line| line.contains("opened_at")), "{log}");
    drop(database);
    gather.place.remove().await;
}

#[tokio::test]
async fn without_its_database_a_server_says_so_and_goes_on_once_it_is_back() {
    let party = Party::start().await;
    party.change().await.expect(204);

    party.gather.place.take_away().await;
    let started = Instant::now();
    let guests = json!({ "guest_count": 31 });
    let event = format!("/api/events/{}", party.event_id);
    let refused = party.host.patch(&event, guests.clone()).await;
    refused.assert_problem(503, ProblemCode::Unavailable);
    assert_eq!(refused.header("retry-after"), "2");
    party.host.get("/readyz").await.assert_problem(503, ProblemCode::Unavailable);
    party.host.get("/livez").await.expect(200);
    assert!(started.elapsed() < Duration::from_secs(5), "2.5 s each: {:?}", started.elapsed());

    party.gather.place.bring_back().await;
    assert_eq!(party.host.patch(&event, guests).await.expect(200)["guest_count"], 31);
    party.host.get("/readyz").await.expect(200);
    party.end().await;
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_not_waited_for() {
    let party = Party::start().await;
    let mut client = TcpStream::connect(&party.serving.address).unwrap();
    write!(
        client,
        "PATCH /api/events/{} HTTP/1.1\r\nHost: gather\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{",
        party.event_id,
        party.host.secret.as_ref().unwrap(),
    )
    .unwrap();
    let mut answer = String::new();
    BufReader::new(client).read_line(&mut answer).unwrap();
    assert_eq!(answer, "HTTP/1.1 408 Request Timeout\r\n");
    party.end().await;
}
