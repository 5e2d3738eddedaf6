//! A running server with its own database.

use std::{
    env,
    net::{SocketAddr, TcpListener},
    num::NonZero,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
};

use actix_web::{dev::ServerHandle, rt::System};
use chrono::{DateTime, TimeDelta, Utc};
use gather_api::{
    Context, Mail, Quotas, Server, Settings, Tries, catch_up, gatherings, keys, seed,
};
use gather_domain::{
    account::Session,
    account_link::{AccountLink, AccountLinkKind, Issuer},
    clock::Clock,
    id::{AccountId, AccountLinkId},
    secret::ServerKey,
    token::{Token, TokenKind},
};
use gather_persistence::{Store, account_links, sessions};
use serde_json::Value;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::{
    caller::Caller,
    database::{Database, Place},
    gathering::Gathering,
    smtp::Smtp,
};

/// Where links of the tests lead.
pub const PUBLIC_URL: &str = "https://gather.example";

/// Who sends the mails of the tests.
pub const MAIL_FROM: &str = "Gather <gather@gather.example>";

pub struct TestApp {
    pub clock: Arc<TestClock>,
    pub db: Database,
    pub place: Place,
    pub address: SocketAddr,
    pub mail: Mail,
    statements: Arc<AtomicUsize>,
    key: ServerKey,
    client: reqwest::Client,
    server: Option<(ServerHandle, JoinHandle<()>)>,
}

/// Nobody waits: what is too often has tests of its own.
const OFTEN: Quotas = {
    let often = NonZero::new(1_000_000).unwrap();
    Quotas {
        failed_links_per_minute: often,
        changes_per_minute: often,
        public_reads_per_minute: often,
    }
};

/// Who removes the database in the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Owner,
    Guest,
    /// A guest without jobs.
    Idle,
}

/// Another process on the same database, or the same one where there can be only one.
pub struct Neighbour(Option<Box<TestApp>>);

impl Neighbour {
    /// The same caller, at this server.
    pub fn serve(&self, caller: &Caller) -> Caller {
        self.0.as_ref().map_or_else(|| caller.clone(), |app| app.serve(caller))
    }
}

/// A clock that moves only when a test says so.
pub struct TestClock(Mutex<DateTime<Utc>>);

impl TestApp {
    /// A server with nothing in its database.
    pub async fn spawn() -> Self {
        Self::first_on(Place::migrated().await, OFTEN).await
    }

    /// A server with nothing in its database, whose mails leave by this one.
    pub async fn mailing(smtp: &Smtp) -> Self {
        Self::first_mailing_on(Place::migrated().await, OFTEN, mail_by(smtp)).await
    }

    /// A server with nothing in its database, at which little soon is too often.
    pub async fn impatient(quotas: Quotas) -> Self {
        Self::first_on(Place::migrated().await, quotas).await
    }

    /// A server on a database that was never migrated.
    pub async fn unmigrated() -> Self {
        Self::first_on(Place::empty().await, OFTEN).await
    }

    /// Another process on the same database, to be gone before this one.
    pub async fn beside(&self) -> Self {
        let (place, clock, key) = (self.place.clone(), self.clock.clone(), self.key.clone());
        Self::on(place, Role::Guest, clock, key, OFTEN, self.mail.clone()).await
    }

    /// The same, and its mails leave by this server.
    pub async fn mailing_beside(&self, smtp: &Smtp) -> Self {
        let (place, clock, key) = (self.place.clone(), self.clock.clone(), self.key.clone());
        Self::on(place, Role::Guest, clock, key, OFTEN, mail_by(smtp)).await
    }

    /// Another process on the same database, to be gone before this one, which does nothing without
    /// being asked: its statements are those of requests.
    pub async fn idle_beside(&self) -> Self {
        let (place, clock, key) = (self.place.clone(), self.clock.clone(), self.key.clone());
        Self::on(place, Role::Idle, clock, key, OFTEN, self.mail.clone()).await
    }

    /// Another process, where several are meant to share the database: on PostgreSQL.
    pub async fn neighbour(&self) -> Neighbour {
        let several = env::var_os("GATHER_TEST_POSTGRES").is_some();
        Neighbour(if several { Some(Box::new(self.beside().await)) } else { None })
    }

    /// The same caller, at this server.
    pub fn serve(&self, caller: &Caller) -> Caller {
        caller.at(format!("http://{}", self.address))
    }

    async fn first_on(place: Place, quotas: Quotas) -> Self {
        Self::first_mailing_on(place, quotas, Mail::held()).await
    }

    async fn first_mailing_on(place: Place, quotas: Quotas, mail: Mail) -> Self {
        let start = "2025-12-01T09:00:00Z".parse().unwrap();
        let clock = Arc::new(TestClock(Mutex::new(start)));
        Self::on(place, Role::Owner, clock, keys::generate(), quotas, mail).await
    }

    async fn on(
        place: Place,
        role: Role,
        clock: Arc<TestClock>,
        key: ServerKey,
        quotas: Quotas,
        mail: Mail,
    ) -> Self {
        let statements = Arc::new(AtomicUsize::new(0));
        let (ready, bound) = oneshot::channel();
        let serving = {
            let (place, clock, key) = (place.clone(), clock.clone(), key.clone());
            let mail = mail.clone();
            let statements = Arc::clone(&statements);
            thread::spawn(move || {
                System::new().block_on(async move {
                    let store = Store::open(&place.url()).await.unwrap().observed(move |_| {
                        statements.fetch_add(1, Ordering::SeqCst);
                    });
                    let context = Context { mail, ..context(store.clone(), clock, key) };
                    // Where no mail leaves, nothing is done but what requests ask for: tests count it.
                    let has_jobs = context.mail.works() && role != Role::Idle;
                    let server = bind(context, quotas, has_jobs);
                    ready.send((server.address(), server.handle())).ok();
                    server.run().await.unwrap();
                    store.close().await.unwrap();
                    if role == Role::Owner {
                        place.remove().await;
                    }
                });
            })
        };
        let (address, handle) = bound.await.unwrap();
        Self {
            clock,
            db: Database::open(&place).await,
            place,
            address,
            mail,
            statements,
            key,
            client: reqwest::Client::builder().no_proxy().build().unwrap(),
            server: Some((handle, serving)),
        }
    }

    /// Does what is due by the clock, as a process does every hour.
    pub async fn catch_up(&self) {
        let (store, clock, key) = (self.db.store().clone(), self.clock.clone(), self.key.clone());
        let context = Context { mail: self.mail.clone(), ..context(store, clock, key) };
        catch_up(&context, || false).await.unwrap();
    }

    /// Somebody without a link.
    pub fn stranger(&self) -> Caller {
        Caller::stranger(self.client.clone(), format!("http://{}", self.address))
    }

    /// The demo gathering.
    pub async fn christmas(&self) -> Gathering {
        self.gathering(serde_json::from_str(seed::CHRISTMAS).unwrap()).await
    }

    /// The gathering of this file. Where it says `draft`, there are links all the same, so that its
    /// host can call: later on, accounts will let them in.
    pub async fn gathering(&self, mut file: Value) -> Gathering {
        let draft = file["event"]["status"] == "draft";
        file["event"]["status"] = "confirming".into();
        let (gathering, warnings) = seed::read(&file.to_string()).unwrap();
        let names = crate::gathering::Names::of(&gathering);
        let context = context(self.db.store(), self.clock.clone(), self.key.clone());
        let imported = gatherings::import(&context, gathering).await.unwrap();
        let gathering = Gathering::new(self, names, imported, warnings);
        if draft {
            self.db_set_status(&gathering, "draft").await;
        }
        gathering
    }

    /// The host of a gathering, signed in to their account.
    pub async fn db_host_session(&self, gathering: &Gathering) -> Caller {
        let id = self.db.id(gathering.id());
        let column = if env::var_os("GATHER_TEST_POSTGRES").is_some() {
            "host_id::text"
        } else {
            "lower(hex(host_id))"
        };
        let host = self.db.texts(&format!("SELECT {column} FROM event WHERE id = {id}")).await;
        let account_id = AccountId::from_uuid(Uuid::parse_str(&host[0]).unwrap());
        let session = Session::begin(account_id, "a test".to_owned(), self.clock.now());
        let token = Token::from_bytes(TokenKind::Session, rand::random());
        let hash = token.hash();
        let store = self.db.store();
        store.write(async |tx| sessions::insert(tx, &session, &hash).await).await.unwrap();
        gathering.host().without_secret().with_session(token.expose())
    }

    /// Somebody new who runs the server.
    pub async fn db_admin(&self, email: &str) -> Caller {
        let nobody = self.stranger();
        let reply = nobody.sign_up(email, "Ada", "correct horse").await;
        let admin = "UPDATE account SET role = 'admin' WHERE email_norm = ";
        self.db.execute(&format!("{admin}'{email}'")).await;
        nobody.signed_in(&reply)
    }

    /// A link of this kind to an account, with a secret that the test knows.
    pub async fn db_link(&self, account: &str, kind: AccountLinkKind, token: &Token) {
        let (issuer, now) = (Issuer::Mail, self.clock.now());
        let link = AccountLink {
            id: AccountLinkId::new(),
            account_id: AccountId::from_uuid(account.parse().unwrap()),
            kind,
            new_email: None,
            issuer,
            expires_at: now + kind.lifetime(issuer),
            used_at: None,
        };
        let (store, hash) = (self.db.store(), token.hash());
        store.write(async |tx| account_links::insert(tx, &link, &hash, now).await).await.unwrap();
    }

    /// How many statements the server has run.
    pub fn statements(&self) -> usize {
        self.statements.load(Ordering::SeqCst)
    }

    /// Puts a plan where no client could put it.
    pub async fn db_set_status(&self, gathering: &Gathering, status: &str) {
        let id = self.db.id(gathering.id());
        let set = format!("status = '{status}', revision = revision + 1");
        self.db.execute(&format!("UPDATE event SET {set} WHERE id = {id}")).await;
    }

    /// Loses the links of these people.
    pub async fn db_forget_links(&self, gathering: &Gathering, people: &[&str]) {
        let ids: Vec<_> =
            people.iter().map(|name| self.db.id(gathering.names.person(name))).collect();
        let ids = ids.join(", ");
        self.db.execute(&format!("DELETE FROM access_token WHERE person_id IN ({ids})")).await;
    }

    /// Lets somebody else lead a team.
    pub async fn db_set_coordinator(&self, gathering: &Gathering, team: &str, person: &str) {
        let team = self.db.id(gathering.names.team(team));
        let person = self.db.id(gathering.names.person(person));
        let sql = format!("UPDATE team SET coordinator_id = {person} WHERE id = {team}");
        self.db.execute(&sql).await;
        let id = self.db.id(gathering.id());
        self.db.execute(&format!("UPDATE event SET revision = revision + 1 WHERE id = {id}")).await;
    }

    /// From now on the database takes no audit entry.
    pub async fn db_refuse_audit(&self) {
        let statements = if env::var_os("GATHER_TEST_POSTGRES").is_some() {
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'not today'; END $$; \
             CREATE TRIGGER refuse BEFORE INSERT ON audit_entry EXECUTE FUNCTION refuse();"
        } else {
            "CREATE TRIGGER refuse BEFORE INSERT ON audit_entry \
             BEGIN SELECT RAISE(ABORT, 'not today'); END;"
        };
        self.db.execute(statements).await;
    }

    /// The actions in the audit of a gathering, oldest first, without those of its loading.
    pub async fn db_audit(&self, gathering: &Gathering) -> Vec<String> {
        let id = self.db.id(gathering.id());
        self.db
            .texts(&format!(
                "SELECT action FROM audit_entry \
                 WHERE event_id = {id} AND actor_kind <> 'system' ORDER BY id"
            ))
            .await
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let Some((handle, serving)) = self.server.take() else { return };
        drop(handle.stop(false)); // It is told at once; the future only waits.
        let outcome = serving.join();
        if !thread::panicking() {
            outcome.unwrap();
        }
    }
}

/// How mails leave by this server.
pub fn mail_by(smtp: &Smtp) -> Mail {
    Mail::by_smtp(&smtp.url(), MAIL_FROM, PUBLIC_URL).unwrap()
}

fn context(store: Store, clock: Arc<TestClock>, key: ServerKey) -> Context {
    Context {
        store,
        clock,
        key,
        mail: Mail::held(),
        passwords: Arc::default(),
        // Nobody waits at an invite, either.
        tries: Tries {
            invite_answers_per_minute: NonZero::<u16>::MAX,
            invite_previews_per_minute: NonZero::<u16>::MAX,
            ..Tries::default()
        },
        public_url: PUBLIC_URL.to_owned(),
        trusted_proxies: Vec::new(),
    }
}

fn bind(context: Context, quotas: Quotas, has_jobs: bool) -> Server {
    let workers = NonZero::new(2);
    let settings = Settings { workers, handles_signals: false, has_jobs, quotas };
    Server::bind(context, TcpListener::bind("127.0.0.1:0").unwrap(), settings).unwrap()
}

impl TestClock {
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}
