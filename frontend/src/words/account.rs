//! What is said about accounts, and about the links to them that come by mail.

use gather_wire::ProblemCode;

use super::{DeadLink, problem::other_page};
use crate::{
    api::ApiError,
    link::{Fault, Kind},
};

/// The page of an address without the link from a mail that it needs.
pub fn mailed_link_fault(fault: &Fault) -> DeadLink {
    match fault {
        Fault::Missing => DeadLink {
            title: "Open the link from our mail",
            text: "This page needs the long link that we sent you. Tap it in the mail, or copy all \
                   of it.",
            rather: None,
        },
        Fault::Malformed => DeadLink {
            title: "This link is not complete",
            text: "A part of it is missing, perhaps because the mail breaks it over two lines. Copy \
                   all of it, to its last character.",
            rather: None,
        },
        Fault::OtherKind(secret) => other_page(secret),
    }
}

/// The page of a link to an account that the server does not take. It does not say why: used,
/// replaced and expired are one answer, so each gets its next step.
pub fn closed_link(kind: Kind) -> DeadLink {
    let text = match kind {
        Kind::ChangeEmail => {
            "Each link works once, for two days, and only the newest one. If you have used it, your \
             account has the new address. If not, ask for the change again."
        }
        Kind::ResetPassword => {
            "Each link works once, not for long, and only the newest one. If you have used it, sign \
             in with your new password. If not, have another one sent."
        }
        Kind::VerifyEmail
        | Kind::Participant
        | Kind::Coordinator
        | Kind::Host
        | Kind::EventInvite => {
            "Each link works once, for two days, and only the newest one. If you have used it, your \
             address is confirmed: sign in. If not, have another one sent."
        }
    };
    DeadLink { title: "This link does not work any more", text, rather: None }
}

/// Why there is no account.
pub fn signing_up_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::RateLimited => {
            "Many accounts were asked for from here. In an hour you can try again."
        }
        _ => return None,
    };
    Some(said.to_owned())
}

/// Why no mail was sent.
pub fn mailing_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::RateLimited => {
            "Enough mails for now. Look for the last one; in an hour you can ask again."
        }
        _ => return None,
    };
    Some(said.to_owned())
}

/// Why an address is not confirmed.
pub fn confirming_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::InvalidCredentials => {
            "This is not the password. It is the one that you chose when you signed up."
        }
        _ => return None,
    };
    Some(said.to_owned())
}

/// Why an account does not get the address.
pub fn address_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::InvalidCredentials => "This is not your password.",
        ProblemCode::EmailTaken => {
            "Another account has this address by now. Yours keeps the one that it has."
        }
        _ => return mailing_failure(error),
    };
    Some(said.to_owned())
}

/// Why an account stays.
pub fn deleting_failure(error: &ApiError) -> Option<String> {
    let said = match error.code()? {
        ProblemCode::LastAdmin => {
            "You are the last admin of this server. Somebody else has to be one before you can go."
        }
        ProblemCode::Unavailable => {
            "Much is going on in your gatherings just now. Nothing was deleted. Try again in a \
             moment."
        }
        _ => return None,
    };
    Some(said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Secret;

    #[test]
    fn each_dead_link_has_its_own_sentence() {
        let kinds = [Kind::VerifyEmail, Kind::ChangeEmail, Kind::ResetPassword];
        let mut texts: Vec<_> = kinds.into_iter().map(|kind| closed_link(kind).text).collect();
        texts
            .extend([Fault::Missing, Fault::Malformed].map(|fault| mailed_link_fault(&fault).text));
        for (index, text) in texts.iter().enumerate() {
            assert!(!texts[..index].contains(text), "{text} is said twice");
        }
    }

    #[test]
    fn a_link_of_another_kind_leads_to_its_page() {
        let text = format!("gth_rst_{}", "a".repeat(43));
        let fault = Secret::parse_for(Kind::VerifyEmail, &text).unwrap_err();
        let rather = mailed_link_fault(&fault).rather.unwrap();
        assert_eq!(rather.1, format!("/reset#{text}"));
    }
}
