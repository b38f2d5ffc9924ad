//! Labels before lines: `EN: …` above `ZH: …`, `英：…` above `中：…`, or who says a line in either language.

use rustc_hash::FxHashMap;

use super::block::Block;
use super::cues;
use super::habit::ends_in_stop;
use super::line::Mark;
use super::neighbours;
use super::title::WORDS_OF_A_NAME;
use crate::lang::{Lang, Script};

/// Longer ones are no labels: Han characters.
const LONGEST: usize = 4;
/// So many English lines with one label make it one, or so many lines with the names of both languages.
const LINES: usize = 3;
/// What a page calls its languages, in lower case.
const ENGLISH: [&str; 7] = ["en", "eng", "english", "英", "英文", "英语", "英語"];
const CHINESE: [&str; 8] = ["zh", "cn", "chi", "chinese", "中", "中文", "汉语", "漢語"];
/// What it calls a text in either of them.
const TEXTS: [&str; 3] = ["原文", "译文", "譯文"];
/// What a page calls a translation, which needs no such word before its original. It may also stand before the
/// name of a translator.
const TRANSLATIONS: [&str; 10] =
    ["译", "譯", "译文", "譯文", "翻译", "翻譯", "参考译文", "參考譯文", "中译", "translation"];
/// A translation of fewer words, or Han characters, is one if it ends with a stop.
const WORDS: usize = 4;
const HAN: usize = 8;
/// What may stand around a label in place of its colon.
const BRACKETS: [(char, char); 5] = [('[', ']'), ('【', '】'), ('(', ')'), ('（', '）'), ('〔', '〕')];

/// A label before a line, and where the line begins behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// It says which text the line is of.
    OfText(usize),
    /// It says who speaks, in Chinese before English, and stands before the translation too.
    OfSpeaker(usize),
}

/// What stands before the first colon of a paragraph, if that is Chinese or names a language.
#[derive(Clone, Copy, Debug)]
struct Head<'t> {
    label: &'t str,
    /// Behind the colon.
    end: usize,
    /// Whether there is Han behind the colon, or else Latin.
    chinese: bool,
    /// The language that it names and that the rest is in.
    names: Option<Lang>,
    /// Whether it stands before a translation.
    translates: bool,
}

/// The label of each paragraph that has one.
///
/// Colons are everywhere, so the page must use it as a label: with the names of both languages, before both
/// languages of one line, or before several English lines with Chinese ones beside them that have another.
pub(super) fn labels(text: &str, blocks: &[Block]) -> Vec<Option<Label>> {
    let heads: Vec<Option<Head<'_>>> = blocks.iter().map(|block| head(text, block)).collect();
    let naming = |lang: Lang| heads.iter().flatten().filter(|head| head.names == Some(lang)).count();
    let of_languages = [naming(Lang::En), naming(Lang::Zh)];
    let of_languages = !of_languages.contains(&0) && of_languages.iter().sum::<usize>() >= LINES;
    let beside = |i: usize| neighbours(i, heads.len()).filter_map(|j| heads[j]).filter(|head| head.chinese);
    let mut seen: FxHashMap<&str, Seen> = FxHashMap::default();
    for (i, head) in heads.iter().enumerate().filter_map(|(i, head)| head.map(|head| (i, head))) {
        let seen = seen.entry(head.label).or_default();
        if head.chinese {
            seen.chinese = true;
        } else {
            seen.english += 1;
            seen.translated += usize::from(beside(i).any(|other| other.label != head.label));
            seen.sentence |= blocks[i].tally.words > WORDS_OF_A_NAME;
        }
    }
    // `译：…` below its original.
    let is_below = |i: usize, head: Head<'_>| {
        let before = blocks[..i].iter().rev().find(|block| block.mark != Mark::Tag).map(|block| &block.tally);
        before.is_some_and(|before| match head.chinese {
            true => before.cjk() == 0 && before.words > WORDS_OF_A_NAME,
            false => before.latin == 0 && before.han > WORDS_OF_A_NAME,
        })
    };
    let of = |i: usize, head: Head<'_>| {
        if of_languages && head.names.is_some() || head.translates && is_below(i, head) {
            Some(Label::OfText(head.end))
        } else if head.chinese {
            None
        } else if beside(i).any(|other| other.label == head.label) {
            Some(Label::OfSpeaker(head.end))
        } else {
            let is_label = seen.get(head.label).is_some_and(|seen| seen.is_of_a_text());
            (is_label && !cues::is_label(head.label)).then_some(Label::OfText(head.end))
        }
    };
    heads.iter().enumerate().map(|(i, head)| of(i, (*head)?)).collect()
}

/// The lines with a label.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    chinese: bool,
    english: usize,
    /// The English ones beside a Chinese line with another label.
    translated: usize,
    /// Whether one of the English ones is more than a name.
    sentence: bool,
}

impl Seen {
    const fn is_of_a_text(self) -> bool {
        !self.chinese && self.sentence && self.english >= LINES && 2 * self.translated >= self.english
    }
}

fn head<'t>(text: &'t str, block: &Block) -> Option<Head<'t>> {
    let body = block.span.of(text);
    let Parted { label, rest, is_plain } = Parted::of(body)?;
    let han = label.chars().filter(|&c| Script::of(c) == Script::Han).count();
    let chinese = block.tally.cjk() > han;
    let names = names(label, block.tally.is_cjk()).filter(|lang| match lang {
        Lang::Zh => chinese,
        _ => block.tally.latin > label.len() - 3 * han && !block.tally.is_cjk(),
    });
    let is_han = is_plain && (1..=LONGEST).contains(&han) && label.len() == 3 * han;
    let is_long = if chinese { block.tally.han - han > HAN } else { block.tally.words > WORDS };
    let is_translation = TRANSLATIONS.iter().any(|name| name.eq_ignore_ascii_case(label));
    let translates = is_translation && (is_long || ends_in_stop(rest));
    let is_head = names.is_some() || translates || is_han && (chinese || block.tally.latin > 0);
    is_head.then_some(Head { label, end: body.len() - rest.len(), chinese, names, translates })
}

/// A text whose first word may be a label.
struct Parted<'t> {
    label: &'t str,
    rest: &'t str,
    /// Whether a colon alone parts them: no brackets, not bold.
    is_plain: bool,
}

impl<'t> Parted<'t> {
    fn of(body: &'t str) -> Option<Parted<'t>> {
        let open = body.trim_start_matches('*');
        let is_bold = open.len() < body.len();
        let bracket = BRACKETS.iter().find(|(bracket, _)| open.starts_with(*bracket));
        let inner = bracket.map_or(open, |(bracket, _)| &open[bracket.len_utf8()..]);
        let is_letter = |c: char| matches!(Script::of(c), Script::Han | Script::Latin);
        let (label, rest) = inner.split_at(inner.find(|c| !is_letter(c))?);
        let colon = |rest: &'t str| rest.strip_prefix([':', '：']);
        let mut rest = match bracket {
            Some((_, close)) => {
                // Not a link of Markdown: `[EN](/en/)`.
                let rest = rest.strip_prefix(*close).filter(|rest| !rest.starts_with('('))?;
                colon(rest).unwrap_or(rest)
            }
            None => colon(rest.trim_start_matches('*'))?,
        };
        if is_bold {
            let behind = rest.trim_start_matches('*');
            rest = colon(behind).unwrap_or(behind);
        }
        Some(Parted { label, rest, is_plain: bracket.is_none() && !is_bold })
    }
}

/// The language that a label names, or that a text is in which it does.
fn names(label: &str, in_chinese: bool) -> Option<Lang> {
    let is_in = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(label));
    match in_chinese {
        _ if is_in(&ENGLISH) => Some(Lang::En),
        _ if is_in(&CHINESE) => Some(Lang::Zh),
        _ if !is_in(&TEXTS) => None,
        true => Some(Lang::Zh),
        false => Some(Lang::En),
    }
}
