//! What becomes a document of the corpus: an article, or a text and its translation.

use bitext::Aligner;
use bitext::documents::Sketch;

use crate::args::Units;
use crate::decode::Decoding;
use crate::failure::Failure;
use crate::input::Source;

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

/// A side of a bitext.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    En,
    Zh,
    /// The text tells.
    Either,
}

impl Side {
    /// That of a text in one language.
    pub fn of(text: &str) -> Side {
        if is_chinese(text) { Side::Zh } else { Side::En }
    }

    /// What a text of this side is about.
    pub fn sketch(self, aligner: &Aligner, text: &str) -> Sketch {
        match self {
            Side::En => aligner.sketch_en(text),
            Side::Zh => aligner.sketch_zh(text),
            Side::Either => Side::of(text).sketch(aligner, text),
        }
    }
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

/// Refuses two texts, given with their names, of which one is not in the language of its side.
fn check_languages(en: (&str, &str), zh: (&str, &str)) -> Result<(), Failure> {
    if is_chinese(en.1) && is_foreign(zh.1) {
        let message = format!("{} is Chinese and {} is not: --en and --zh are swapped", en.0, zh.0);
        return Err(Failure::new(message));
    }
    check_language(en.0, en.1, Side::En)?;
    check_language(zh.0, zh.1, Side::Zh)?;
    Ok(())
}

/// The side of a text, given with its name; refuses one that is not in the language of its side.
pub fn check_language(name: &str, text: &str, side: Side) -> Result<Side, Failure> {
    match side {
        Side::En if is_chinese(text) => {
            Err(Failure::new(format!("{name}: is Chinese, and --en must be English")))
        }
        Side::Zh if is_foreign(text) => Err(Failure::new(format!("{name}: is not Chinese, as --zh must be"))),
        Side::Either => Ok(Side::of(text)),
        side => Ok(side),
    }
}

/// Whether a text has more Chinese characters than letters; an English one that quotes Chinese has fewer.
fn is_chinese(text: &str) -> bool {
    let (characters, letters) = tally(text);
    characters > letters
}

/// Whether a text has next to no Chinese in it.
fn is_foreign(text: &str) -> bool {
    let (characters, letters) = tally(text);
    letters > 20 * characters
}

/// Chinese characters and other letters.
fn tally(text: &str) -> (usize, usize) {
    text.chars().fold((0, 0), |(characters, letters), c| match bitext::hanzi::is_han(c) {
        true => (characters + 1, letters),
        false => (characters, letters + usize::from(c.is_alphabetic())),
    })
}
