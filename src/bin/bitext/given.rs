//! What becomes a document of the corpus: an article, or a text and its translation.

use crate::args::Units;
use crate::decode::Decoding;
use crate::failure::Failure;
use crate::input::Source;
use crate::side::check_languages;

/// Where a document is to be had.
#[derive(Clone, Debug)]
pub enum Given {
    Article(Source),
    /// English, Chinese.
    Pair(Source, Source),
}

/// A document that was read.
pub enum Text {
    Article(String),
    /// English, Chinese.
    Pair(String, String),
}

/// The lines of both texts, where each is a unit.
pub type Lines<'t> = Option<[Vec<&'t str>; 2]>;

impl Given {
    /// The name of the document in a corpus.
    pub fn name(&self) -> Option<String> {
        match self {
            Given::Article(source) => source.document(),
            Given::Pair(en, zh) => Some(format!("{} | {}", en.name(), zh.name())),
        }
    }

    /// Its size in bytes where that is known.
    pub fn size(&self) -> u64 {
        match self {
            Given::Article(source) => source.size(),
            Given::Pair(en, zh) => en.size() + zh.size(),
        }
    }

    /// Reads it.
    pub fn read(&self, decoding: &Decoding) -> Result<Text, Failure> {
        match self {
            Given::Article(source) => source.text(decoding).map(Text::Article),
            Given::Pair(en, zh) => {
                let (english, chinese) = (en.text(decoding)?, zh.text(decoding)?);
                check_languages((&en.name(), &english), (&zh.name(), &chinese))?;
                Ok(Text::Pair(english, chinese))
            }
        }
    }

    /// What is odd about its units, given their lines: one line for each text of which that is true.
    pub fn oddities(&self, lines: &Lines<'_>) -> Vec<String> {
        let (Given::Pair(en, zh), Some(lines)) = (self, lines) else { return Vec::new() };
        let is_odd = |lines: &[&str]| matches!(lines, [line] if line.contains('\r'));
        let odd = [en, zh].into_iter().zip(lines).filter(|(_, lines)| is_odd(lines));
        let message = "is one line with carriage returns in it; a line feed ends a line";
        odd.map(|(source, _)| format!("{}: {message}", source.name())).collect()
    }
}

impl Text {
    /// The lines of two texts, if units are lines.
    pub fn lines(&self, units: Option<Units>) -> Lines<'_> {
        match (self, units) {
            (Text::Pair(en, zh), Some(Units::Line)) => Some([en.lines().collect(), zh.lines().collect()]),
            _ => None,
        }
    }
}
