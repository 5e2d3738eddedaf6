//! Files that a client keeps: their type, and a name that no system stumbles over.

use actix_web::{
    HttpResponse,
    http::header::{Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue},
};

/// A file for the client to keep.
pub(crate) struct Download<'a> {
    /// What it is of: a name that somebody typed.
    pub(crate) subject: &'a str,
    /// What it is, and its extension: "calendar.ics". It makes a name of its own of whatever the
    /// subject leaves: one that no system reserves, and that is never empty.
    pub(crate) kind: &'a str,
    /// Its media type.
    pub(crate) content_type: &'a str,
    /// What is in it.
    pub(crate) body: String,
}

impl Download<'_> {
    /// The answer with this file. Like whatever a link or a session opens, nobody stores it.
    pub(crate) fn answer(self) -> HttpResponse {
        let plain = name(self.subject, self.kind, |c| c.is_ascii_alphanumeric());
        let full = name(self.subject, self.kind, is_harmless);
        let disposition = ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![
                DispositionParam::Filename(plain),
                DispositionParam::FilenameExt(ExtendedValue {
                    charset: Charset::Ext("UTF-8".to_owned()),
                    language_tag: None,
                    value: full.into_bytes(),
                }),
            ],
        };
        HttpResponse::Ok()
            .content_type(self.content_type)
            .insert_header(disposition)
            .body(self.body)
    }
}

/// The subject without what is not to be kept, then what the file is.
fn name(subject: &str, kind: &str, keep: impl Fn(char) -> bool) -> String {
    let kept: String = subject.chars().map(|c| if keep(c) { c } else { ' ' }).collect();
    let words = kept.split_whitespace().chain([kind]);
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a character may be in a file's name everywhere: none that a system takes for a path, and
/// none that turns the order of the others, so that "fdp.exe" would read as "exe.pdf".
fn is_harmless(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns && !r#"/\:*?"<>|.%;"#.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(subject: &str, plain: &str, full: &str) {
        let is_plain = |c: char| c.is_ascii_alphanumeric();
        assert_eq!(name(subject, "plan.csv", is_plain), plain);
        assert_eq!(name(subject, "plan.csv", is_harmless), full);
    }

    #[test]
    fn a_file_has_a_name_that_is_one_everywhere() {
        check("Summer party", "Summer party plan.csv", "Summer party plan.csv");
        check("Jörg & Zoë 🎄", "J rg Zo plan.csv", "Jörg & Zoë 🎄 plan.csv");
        check("../../etc/passwd", "etc passwd plan.csv", "etc passwd plan.csv");
        check("a\"; filename=\"b.exe", "a filename b exe plan.csv", "a filename= b exe plan.csv");
        check("祝", "plan.csv", "祝 plan.csv");
        check("CON", "CON plan.csv", "CON plan.csv");
        check("exe.\u{202e}fdp", "exe fdp plan.csv", "exe fdp plan.csv");
    }
}
