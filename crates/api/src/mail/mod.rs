//! How mails leave: by SMTP, or not at all; then they are held for an admin.
//!
//! What is to be sent lies in the database ([`crate::usecase::outbox`]), sealed by [`seal`]. This
//! knows neither: it takes a letter and hands it to another server.

mod letter;
mod matter;
mod seal;

use std::{fmt, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use gather_domain::id::MailId;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
    transport::smtp::{Error as SmtpError, extension::ClientId, response::Code},
};
use tokio::{sync::Notify, time::timeout};

pub(crate) use letter::{Letter, Matter, Words};
pub(crate) use seal::Seal;

/// How long another server may take for a whole mail: less than a lease lasts.
const PATIENCE: Duration = Duration::from_mins(1);

/// And for each of its answers.
const ANSWER: Duration = Duration::from_secs(20);

/// How mails leave. Cheap to clone.
#[derive(Clone)]
pub struct Mail {
    smtp: Option<Smtp>,
    waiting: Arc<Notify>,
}

#[derive(Clone)]
struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why no mail can leave as configured. It repeats nothing of the URL: a password may be in it.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The URL is none, or not one of SMTP.
    #[error(
        "the SMTP URL must read smtps://USER:PASSWORD@HOST, or smtp://USER:PASSWORD@HOST?tls=required"
    )]
    Url,
    /// A password would travel in plain text.
    #[error("a password in the SMTP URL needs smtps://, or ?tls=required")]
    Plain,
    /// The sender is no address.
    #[error("the sender of mails must be an address, such as Gather <gather@example.org>")]
    From,
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// It never will: what the other server says of it, or of its recipient, is final.
    #[error("the mail was refused: {0}")]
    Refused(String),
    /// It may another time.
    #[error("the mail could not be sent just now: {0}")]
    Away(String),
}

impl Mail {
    /// No mail leaves: all are held.
    pub fn held() -> Self {
        Self { smtp: None, waiting: Arc::default() }
    }

    /// Mails leave by the SMTP server of this URL. `public_url` says who we are to it.
    pub fn by_smtp(url: &str, from: &str, public_url: &str) -> Result<Self, MailError> {
        let is_encrypted = url.starts_with("smtps://") || url.contains("tls=required");
        if url.contains('@') && !is_encrypted {
            return Err(MailError::Plain);
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_it_repeats_the_url| MailError::Url)?
            .hello_name(ClientId::Domain(host(public_url).to_owned()))
            .timeout(Some(ANSWER))
            .build();
        let from = from.parse().map_err(|_what_is_wrong_with_it| MailError::From)?;
        Ok(Self { smtp: Some(Smtp { transport, from }), waiting: Arc::default() })
    }

    /// Whether mails leave this server.
    pub const fn works(&self) -> bool {
        self.smtp.is_some()
    }

    /// Says that there is a mail to send, for whoever sends them in this process.
    pub fn announce(&self) {
        self.waiting.notify_one();
    }

    /// Waits until there is one.
    pub(crate) async fn announced(&self) {
        self.waiting.notified().await;
    }

    /// Hands a letter to another server. Without an error, that has taken charge of it.
    pub(crate) async fn send(
        &self,
        id: MailId,
        letter: &Letter,
        public_url: &str,
        now: DateTime<Utc>,
    ) -> Result<(), SendError> {
        let Some(smtp) = &self.smtp else {
            return Err(SendError::Away("no_smtp".to_owned()));
        };
        let message = message(id, letter, &smtp.from, public_url, now)?;
        match timeout(PATIENCE, smtp.transport.send(message)).await {
            Ok(Ok(_taken)) => Ok(()),
            Ok(Err(error)) => Err(refusal(&error)),
            Err(_elapsed) => Err(SendError::Away("timeout".to_owned())),
        }
    }
}

/// The mail as it travels. Its id is the same at every attempt, so that whoever gets it twice can
/// tell.
fn message(
    id: MailId,
    letter: &Letter,
    from: &Mailbox,
    public_url: &str,
    now: DateTime<Utc>,
) -> Result<Message, SendError> {
    let refused = |why: &str| SendError::Refused(why.to_owned());
    let to: Address = letter.to.parse().map_err(|_error| refused("malformed_address"))?;
    let words = letter.words(public_url);
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(words.subject)
        .date(now.into())
        .message_id(Some(format!("<{id}@{}>", host(public_url))))
        .multipart(MultiPart::alternative_plain_html(words.text, words.html))
        .map_err(|_error| refused("malformed_mail"))?;
    // Nobody's holiday answers this.
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    message.headers_mut().insert_raw(HeaderValue::new(automatic, "auto-generated".to_owned()));
    Ok(message)
}

/// Our own name: the public URL's host, without a port.
fn host(public_url: &str) -> &str {
    let host = public_url.split("://").last().unwrap_or(public_url);
    match host.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => host,
        _ => host,
    }
}

/// What an answer means for the mail. 55x speaks of the mail and its recipient; any other refusal,
/// such as that of our password, of how we are configured.
fn refusal(error: &SmtpError) -> SendError {
    match error.status().map(Code::into) {
        Some(code @ 550..=559_u16) => SendError::Refused(format!("smtp_{code}")),
        Some(code) => SendError::Away(format!("smtp_{code}")),
        None if error.is_timeout() => SendError::Away("timeout".to_owned()),
        None if error.is_tls() => SendError::Away("tls".to_owned()),
        None => SendError::Away("connection".to_owned()),
    }
}

impl SendError {
    /// The stable name of what went wrong.
    pub(crate) fn code(&self) -> &str {
        match self {
            Self::Refused(code) | Self::Away(code) => code,
        }
    }
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail({})", if self.works() { "by SMTP" } else { "held" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Gather <gather@example.org>";
    const PUBLIC: &str = "https://gather.example";

    fn fails(url: &str, from: &str) -> String {
        Mail::by_smtp(url, from, PUBLIC).unwrap_err().to_string()
    }

    #[test]
    fn a_url_that_is_none_or_betrays_a_password_is_refused_without_repeating_it() {
        for url in ["", "mail.example.org", "https://mail.example.org", "smtp://me:pw@mail:587"] {
            let said = fails(url, FROM);
            assert!(said.contains("smtps://") && !said.contains("pw@"), "{said}");
        }
        assert!(fails("smtp://localhost", "nobody").contains("sender"));
        for url in ["smtps://me:pw@mail.example.org", "smtp://me:pw@mail:587?tls=required"] {
            let mail = Mail::by_smtp(url, FROM, PUBLIC).unwrap();
            assert_eq!(format!("{mail:?}"), "Mail(by SMTP)");
        }
    }

    #[test]
    fn our_own_name_is_the_public_urls_host() {
        assert_eq!(host("https://gather.example"), "gather.example");
        assert_eq!(host("http://localhost:8080"), "localhost");
        assert_eq!(host("http://[::1]:8080"), "[::1]");
        assert_eq!(host("http://[::1]"), "[::1]");
    }
}
