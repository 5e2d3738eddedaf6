//! The name of an event in the address of its public page.

use std::fmt;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
use uuid::Uuid;

use crate::text::Name;

/// Words in lower case, of letters and digits that need no escape, with a dash between them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Slug(String);

impl Slug {
    /// How many characters it may have.
    pub const MAX: usize = 80;

    /// How many of them the words may have, so that a tail finds room.
    const WORDS: usize = 60;

    /// What an event is called whose name has no letter that an address could show.
    const NAMELESS: &str = "gathering";

    /// The name as an address shows it: accents fall, other signs separate words.
    pub fn of_name(name: &Name) -> Self {
        let mut slug = String::new();
        for word in folded(name.as_str()).split(|c: char| !c.is_ascii_alphanumeric()) {
            if word.is_empty() {
                continue;
            }
            let dash = usize::from(!slug.is_empty());
            let room = Self::WORDS.saturating_sub(slug.len() + dash);
            if room < word.len() && dash == 1 {
                break;
            }
            if dash == 1 {
                slug.push('-');
            }
            slug.extend(word.chars().take(room));
        }
        if slug.is_empty() {
            slug.push_str(Self::NAMELESS);
        }
        Self(slug)
    }

    /// The same with an end that no other has: the random part of an id.
    #[must_use]
    pub fn with_tail(&self, of: Uuid) -> Self {
        let id = of.simple().to_string();
        let tail = id.get(24..).unwrap_or_default();
        Self(format!("{}-{tail}", self.0))
    }

    /// What stands for it where an event has none of its own: its id.
    pub fn of_id(id: Uuid) -> Self {
        Self(id.simple().to_string())
    }

    /// The id that stands for a slug, if this is one.
    pub fn as_id(&self) -> Option<Uuid> {
        Uuid::try_parse(&self.0).ok().filter(|id| Self::of_id(*id) == *self)
    }

    /// The slug in an address; `None` where no event could have it.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_slug = (1..=Self::MAX).contains(&text.len()) && text.chars().all(fits);
        is_slug.then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// In lower case and without accents; letters that are none with an accent in the way in which they
/// are written where there is no key for them. An apostrophe joins what is around it.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    let bare = text.nfkd().filter(|c| !is_combining_mark(*c));
    for c in bare.flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'þ' => folded.push_str("th"),
            '\'' | '’' | 'ʼ' => {}
            c => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(name: &str) -> String {
        Slug::of_name(&Name::parse(name).unwrap()).to_string()
    }

    #[test]
    fn a_name_becomes_words_that_need_no_escape() {
        for (name, slug) in [
            ("Summer party", "summer-party"),
            ("  Maëlle & Øyvind’s Hochzeit!  ", "maelle-oyvinds-hochzeit"),
            ("Straßenfest 2026 (Köln)", "strassenfest-2026-koln"),
            ("Łódź — Æther/Œuvre", "lodz-aether-oeuvre"),
            ("ＦＵＬＬ ½", "full-1-2"),
            ("İstanbul 𝒥", "istanbul-j"),
            ("忘年会 🎉", "gathering"),
            ("--", "gathering"),
        ] {
            assert_eq!(of(name), slug, "{name}");
        }
    }

    #[test]
    fn an_id_stands_for_a_slug_in_one_way() {
        let id = Uuid::from_u128(0x1234_5678_9abc);
        assert_eq!(Slug::parse(Slug::of_id(id).as_str()).unwrap().as_id(), Some(id));
        assert_eq!(Slug::parse(&id.to_string()).unwrap().as_id(), None);
        assert_eq!(Slug::parse("summer-party").unwrap().as_id(), None);
    }

    #[test]
    fn a_long_name_ends_with_a_whole_word_and_leaves_room_for_a_tail() {
        let words = of(&"harvest ".repeat(14));
        assert_eq!(words, ["harvest"; 7].join("-"));
        assert_eq!(of(&"x".repeat(120)), "x".repeat(60));
        let slug = Slug::of_name(&Name::parse(&"x".repeat(120)).unwrap());
        let tailed = slug.with_tail(Uuid::from_u128(0x1234_5678));
        assert_eq!(tailed.as_str(), format!("{}-12345678", "x".repeat(60)));
    }

    proptest! {
        #[test]
        fn whatever_a_name_is_its_slug_is_one(name in "\\PC{1,120}") {
            prop_assume!(Name::parse(&name).is_ok());
            let slug = Slug::of_name(&Name::parse(&name).unwrap());
            prop_assert_eq!(Slug::parse(slug.as_str()), Some(slug.clone()));
            let tailed = slug.with_tail(Uuid::now_v7());
            prop_assert_eq!(Slug::parse(tailed.as_str()), Some(tailed.clone()));
        }
    }
}
