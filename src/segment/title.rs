//! Lines that are a phrase and its translation: titles, words of a list.

use super::cues;
use super::gap::{Gap, GapKind, Side, gaps};
use super::line::{Mark, mark};
use super::measure::is_beside_chinese;
use crate::lang::{Script, Tally, is_grammar_word};

/// The most Han characters, or words, in a title of both languages.
pub(super) const LONGEST_TITLE: usize = 30;
/// So many titles are looked for on the rest of the page.
const MOST_TITLES: usize = 8;
/// A name that Chinese uses as it is has no more words, mostly.
pub(super) const WORDS_OF_A_NAME: usize = 2;
/// A translated word has mostly so many Han characters, at least.
const HAN_FOR_A_WORD: usize = 2;
/// More digits are those of a date or a table.
const DIGITS_OF_A_TITLE: usize = 2;

/// A line that looks like a title in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DoubleTitle {
    /// By its words and marks.
    Phrases,
    /// By the only bar in it, too, whose English is more than a name; or any, where the page has both languages.
    AtBar,
}

impl DoubleTitle {
    /// `any_words`: whether a bar is enough, be the English one word. A label is none, `译者 | Nora Whelan`, nor
    /// is a Chinese title one character.
    pub(super) fn of(line: &str, tally: &Tally, any_words: bool) -> Option<DoubleTitle> {
        let long = tally.han.max(tally.words) > LONGEST_TITLE;
        if long || tally.han == 0 || line.contains('。') || !line.contains(char::is_uppercase) {
            return None;
        }
        let halves = Halves::of(line)?;
        let words = match (any_words, halves.in_columns) {
            (true, _) if tally.han > 1 && !halves.is_labelled() => 1,
            (_, true) => 2,
            (_, false) => WORDS_OF_A_NAME + 1,
        };
        if halves.at_bar && tally.words >= words {
            return Some(DoubleTitle::AtBar);
        }
        let colon = line.contains([':', '：']) && !halves.agree_in(COLONS);
        let phrases = !colon && is_short(line, tally) && tally.han >= halves.words_of_content();
        phrases.then_some(DoubleTitle::Phrases)
    }
}

/// The marks of one kind in either language: those of the one half, and those that it may have for them in
/// the other.
type Marks = [&'static [char]; 2];

const COLONS: Marks = [&[':', '：'], &[':', '：']];
const IN_PHRASES: [Marks; 3] = [
    [&[',', '，'], &[',', '，', '、']],
    [&['(', '（'], &['(', '（']],
    [&['“', '"', '《'], &['“', '"', '《']],
];

/// A line that changes its script once, cut there, or at its bar before a name that both halves have:
/// `NASA sent two boats | NASA 派来了两条船`.
pub(super) struct Halves<'t> {
    left: &'t str,
    right: &'t str,
    /// Where `right` begins in the line.
    start: usize,
    /// Whether a bar stands there, or several blanks, and nowhere else.
    at_bar: bool,
    in_columns: bool,
}

impl<'t> Halves<'t> {
    pub(super) fn of(line: &'t str) -> Option<Halves<'t>> {
        let other = match shape(line) {
            Shape::LatinHan => Script::is_cjk,
            Shape::HanLatin => |script| script == Script::Latin,
            Shape::NoHan | Shape::Other => return None,
        };
        let start = line.find(|c| other(Script::of(c)))?;
        let is_letter = |c| matches!(Script::of(c), Script::Latin) || Script::of(c).is_cjk();
        let end = start
            - line[..start].chars().rev().take_while(|&c| !is_letter(c)).map(char::len_utf8).sum::<usize>();
        let is_again = |(end, gap): &(usize, Gap)| {
            let name = line[end + gap.right..start].trim();
            gap.kind == GapKind::Bar && !name.is_empty() && line[..*end].contains(name)
        };
        let gap = Gap::of(&line[end..start], &line[start..]);
        let at_name = if gap.kind == GapKind::Plain { gaps(&line[..start]).find(is_again) } else { None };
        let (end, gap) = at_name.unwrap_or((end, gap));
        let (left, between, right) =
            (&line[..end + gap.left], &line[end..end + gap.right], &line[end + gap.right..]);
        let is_parted =
            |half: &str| half.contains(['|', '｜']) || half.contains(" / ") || half.trim().contains("  ");
        let at_bar = gap.kind == GapKind::Bar && !is_parted(left) && !is_parted(right);
        let start = line.len() - right.len();
        Some(Halves {
            left,
            right,
            start,
            at_bar,
            in_columns: at_bar && (!gap.bar || between.contains("  ")),
        })
    }

    /// Where the left half ends and the right one begins.
    pub(super) const fn border(&self) -> (usize, usize) {
        (self.left.len(), self.start)
    }

    fn is_labelled(&self) -> bool {
        [self.left, self.right].iter().any(|half| cues::is_label(half.trim()))
    }

    /// Whether a mark of one half has its like in the other one.
    fn agree_in(&self, [own, others]: Marks) -> bool {
        let has = |half: &str, other: &str| !half.contains(own) || other.contains(others);
        has(self.left, self.right) && has(self.right, self.left)
    }

    fn have_same_digits(&self) -> bool {
        let digits = |half: &'t str| half.chars().filter(|&c| Script::of(c) == Script::Digit);
        digits(self.left).eq(digits(self.right))
    }

    /// The words that a translation has a word for.
    fn words_of_content(&self) -> usize {
        let words = |half: &str| {
            let all = half.split(|c: char| Script::of(c) != Script::Latin && !matches!(c, '\'' | '’' | '-'));
            all.filter(|w| w.contains(char::is_alphabetic) && !is_grammar_word(w)).count()
        };
        words(self.left) + words(self.right)
    }
}

/// Whether a line is short enough for a title, with no date and no punctuation of sentences but stops, or with
/// the same in either language.
pub(super) fn is_short(line: &str, tally: &Tally) -> bool {
    if tally.han.max(tally.words) > LONGEST_TITLE || line.contains('。') {
        return false;
    }
    let few = tally.digits <= DIGITS_OF_A_TITLE;
    if few && !line.contains(['，', ',', '(', '（', '“', '"', '《']) {
        return true;
    }
    let agree = |halves: Halves<'_>| {
        (few || halves.have_same_digits()) && IN_PHRASES.iter().all(|marks| halves.agree_in(*marks))
    };
    Halves::of(line).is_some_and(agree)
}

/// Whether a line is a title in both languages apart from its page: at a bar, or with a Chinese half that is
/// more than what a thing is beside its name, `Blue Door 餐厅`.
fn is_double(line: &str, tally: &Tally) -> bool {
    match DoubleTitle::of(line, tally, true) {
        Some(DoubleTitle::Phrases) => {
            Halves::of(line).is_some_and(|halves| tally.han >= HAN_FOR_A_WORD * halves.words_of_content())
        }
        at_bar => at_bar.is_some(),
    }
}

/// Lines of a page that may be titles in both languages.
#[derive(Debug, Default)]
pub(super) struct Titles<'t> {
    count: usize,
    /// How many of the first two are such apart from the page.
    double: usize,
    /// The English of the first of them.
    english: Vec<&'t str>,
}

impl<'t> Titles<'t> {
    pub(super) fn add(&mut self, line: &'t str, tally: &Tally) {
        self.count += 1;
        // Of more, it does not matter.
        self.double += usize::from(self.count <= 2 && is_double(line, tally));
        if self.english.len() < MOST_TITLES {
            self.english.push(english(line));
        }
    }

    /// Whether nearly all lines with both scripts are such, and their English mostly stands nowhere else
    /// on the page. A name in a Chinese title does, in the English one: `Git Basics`, `Git 基础`. Of two, none
    /// may, and neither may be a single word. In a page of sentences in both languages one is enough, or one of
    /// two, that has several words.
    pub(super) fn are_usual(&self, text: &str, mixed: usize, in_both: bool) -> bool {
        let again = |english: &&&str| text.matches(**english).nth(1).is_some();
        let is_word = |word: &&str| word.starts_with(char::is_alphabetic);
        let mut phrases =
            self.english.iter().map(|english| english.split(' ').filter(is_word).nth(1).is_some());
        let many = match self.count {
            0 => false,
            1 | 2 if in_both && self.double == self.count => phrases.any(|is_phrase| is_phrase),
            1 => false,
            2 => phrases.all(|is_phrase| is_phrase),
            _ => true,
        };
        many && 5 * self.count >= 4 * mixed
            && 3 * self.english.iter().filter(again).count() <= self.english.len()
    }
}

/// The English of a line with one stretch of it.
pub(super) fn english(line: &str) -> &str {
    let parts = line.split(|c| Script::of(c).is_cjk());
    parts.max_by_key(|part| part.len()).unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric())
}

/// The order of scripts in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    NoHan,
    LatinHan,
    HanLatin,
    Other,
}

pub(super) fn shape(body: &str) -> Shape {
    // The number of an item is none of a unit.
    let body = if body.starts_with(|c: char| c.is_ascii_digit() || c == '(') && mark(body).0 == Mark::Number {
        body.trim_start_matches(|c: char| !c.is_alphabetic())
    } else {
        body
    };
    let mut sides = [Side::Latin; 3];
    let mut n = 0;
    let mut pairs = [0usize; 2];
    let mut digits = false;
    for c in body.chars() {
        let side = match Script::of(c) {
            Script::Latin => Side::Latin,
            script if script.is_cjk() => Side::Han,
            script => {
                digits |= script == Script::Digit;
                continue;
            }
        };
        if n == 0 || sides[n - 1] != side {
            if n == 2 {
                return Shape::Other;
            }
            sides[n] = side;
            n += 1;
        }
        pairs[side as usize] += 1;
    }
    // One letter is a label (`A 苹果`), one Han character beside a number a unit.
    let whole = pairs[Side::Latin as usize] >= 2 && pairs[Side::Han as usize] >= if digits { 2 } else { 1 };
    match (n, sides[0]) {
        (2, _) if digits && is_beside_chinese(body) => Shape::Other,
        (2, Side::Latin) if whole => Shape::LatinHan,
        (2, Side::Han) if whole => Shape::HanLatin,
        (1, Side::Latin) | (0, _) => Shape::NoHan,
        _ => Shape::Other,
    }
}
