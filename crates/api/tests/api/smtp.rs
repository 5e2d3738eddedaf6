//! An SMTP server that speaks with whoever sends mails, and keeps what it gets. How SMTP goes is
//! `mailin`'s to know; what a mail says, `mail_parser`'s.

use std::{
    io::{BufRead as _, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use mail_parser::MessageParser;
use mailin::{Action, Handler, Response, SessionBuilder, response};

/// How long a test waits for a mail.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail that arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: String,
    pub id: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub raw: String,
}

/// What the server says to the recipient of a mail.
type Verdict = fn(&str) -> Option<u16>;

/// A running SMTP server. It is there until its test ends.
pub struct Smtp {
    pub address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    mails: Mutex<Vec<Received>>,
    arrived: Condvar,
    /// Whether it still answers.
    ended: AtomicBool,
    /// Whoever has said all of a mail, and waits for the answer.
    waiting: Mutex<usize>,
    gate: Mutex<bool>,
    moved: Condvar,
    verdict: Mutex<Option<Verdict>>,
}

impl Smtp {
    pub fn start() -> Self {
        Self::at(&TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap())
    }

    /// At this address, which is somebody's already.
    pub fn at(listener: &TcpListener) -> Self {
        let (state, address) = (Arc::<State>::default(), listener.local_addr().unwrap());
        let (listener, theirs) = (listener.try_clone().unwrap(), Arc::clone(&state));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if theirs.ended.load(Ordering::SeqCst) {
                    return;
                }
                let state = Arc::clone(&theirs);
                thread::spawn(move || converse(&stream, &state));
            }
        });
        Self { address, state }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// From now on, answers this to whoever names such a recipient.
    pub fn answer(&self, verdict: Verdict) {
        *self.state.verdict.lock().unwrap() = Some(verdict);
    }

    /// From now on, takes a mail and does not say so.
    pub fn fall_silent(&self) {
        *self.state.gate.lock().unwrap() = true;
    }

    /// Waits until somebody has said all of a mail and waits for the answer.
    pub fn wait_for_a_waiting_sender(&self) {
        let waiting = self.state.waiting.lock().unwrap();
        let (_waiting, timeout) =
            self.state.moved.wait_timeout_while(waiting, PATIENCE, |it| *it == 0).unwrap();
        assert!(!timeout.timed_out(), "nobody sent a mail");
    }

    /// Says what it was silent about.
    pub fn speak(&self) {
        *self.state.gate.lock().unwrap() = false;
        self.state.moved.notify_all();
    }

    /// All mails, once there are so many.
    pub fn wait_for(&self, count: usize) -> Vec<Received> {
        let mails = self.state.mails.lock().unwrap();
        let (mails, timeout) =
            self.state.arrived.wait_timeout_while(mails, PATIENCE, |it| it.len() < count).unwrap();
        assert!(!timeout.timed_out(), "{} of {count} mails arrived: {mails:#?}", mails.len());
        mails.clone()
    }

    /// The latest mail to this address, once there is one that satisfies.
    pub fn mail_to(&self, to: &str, subject: &str) -> Received {
        let fits = |it: &&Received| it.to.eq_ignore_ascii_case(to) && it.subject == subject;
        let mails = self.state.mails.lock().unwrap();
        let wait = |it: &mut Vec<Received>| !it.iter().any(|it| fits(&it));
        let (mails, timeout) =
            self.state.arrived.wait_timeout_while(mails, PATIENCE, wait).unwrap();
        assert!(!timeout.timed_out(), "no “{subject}” for {to} arrived: {mails:#?}");
        mails.iter().rfind(fits).unwrap().clone()
    }

    /// All mails that have arrived.
    pub fn mails(&self) -> Vec<Received> {
        self.state.mails.lock().unwrap().clone()
    }

    /// Forgets the mails that have arrived.
    pub fn forget(&self) {
        self.state.mails.lock().unwrap().clear();
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        self.speak();
        // It waits for somebody.
        TcpStream::connect(self.address).ok();
    }
}

impl Received {
    /// The secret of the link in it, which stands in both of its forms.
    #[track_caller]
    pub fn token(&self) -> String {
        let of = |text: &str| {
            let secret = text.split('#').nth(1).unwrap_or_else(|| panic!("no link: {self:?}"));
            let end = secret.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
            secret[..end.unwrap_or(secret.len())].to_owned()
        };
        assert_eq!(of(&self.text), of(self.html.split("href").nth(1).unwrap_or_default()));
        of(&self.text)
    }
}

fn converse(stream: &TcpStream, state: &Arc<State>) {
    let listener =
        Listener { state: Arc::clone(state), from: String::new(), to: String::new(), said: vec![] };
    let peer = stream.peer_addr().unwrap().ip();
    let mut session = SessionBuilder::new("mx.example.org").build(peer, listener);
    let mut write = stream;
    session.greeting().write_to(&mut write).ok();
    let mut lines = BufReader::new(stream);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        let answer = session.process(&line);
        line.clear();
        match answer.action {
            Action::NoReply => continue,
            Action::Reply | Action::Close | Action::UpgradeTls => {}
        }
        if answer.write_to(&mut write).is_err() || answer.action == Action::Close {
            return;
        }
    }
}

struct Listener {
    state: Arc<State>,
    from: String,
    to: String,
    said: Vec<u8>,
}

impl Handler for Listener {
    fn mail(&mut self, _: std::net::IpAddr, _: &str, from: &str) -> Response {
        from.clone_into(&mut self.from);
        response::OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        to.clone_into(&mut self.to);
        let verdict = *self.state.verdict.lock().unwrap();
        match verdict.and_then(|verdict| verdict(to)) {
            Some(code) => Response::custom(code, "not today".to_owned()),
            None => response::OK,
        }
    }

    fn data(&mut self, line: &[u8]) -> std::io::Result<()> {
        self.said.extend_from_slice(line);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mail = MessageParser::default().parse(&self.said).unwrap();
        let body = |text: Option<std::borrow::Cow<'_, str>>| text.unwrap_or_default().into_owned();
        let received = Received {
            from: self.from.clone(),
            to: self.to.clone(),
            id: mail.message_id().unwrap_or_default().to_owned(),
            subject: mail.subject().unwrap_or_default().to_owned(),
            text: body(mail.body_text(0)),
            html: body(mail.body_html(0)),
            raw: String::from_utf8_lossy(&self.said).into_owned(),
        };
        self.said.clear();
        let silent = self.state.gate.lock().unwrap();
        if *silent {
            *self.state.waiting.lock().unwrap() += 1;
            self.state.moved.notify_all();
            drop(self.state.moved.wait_while(silent, |silent| *silent).unwrap());
            *self.state.waiting.lock().unwrap() -= 1;
        } else {
            drop(silent);
        }
        self.state.mails.lock().unwrap().push(received);
        self.state.arrived.notify_all();
        response::OK
    }
}
