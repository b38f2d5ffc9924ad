//! How a page puts its two languages on one line.

use super::cues;
use super::gap::{Gap, GapKind, Parting, Side};
use super::group::{Group, ends_in_bracket, groups, translation};
use super::line::{is_closer, is_stop};
use super::list::{MOST_WORDS, are_names};
use super::paragraph::{Paragraph, Run};
use super::title::{DoubleTitle, LONGEST_TITLE, Shape, Titles, english, is_short, shape};
use crate::lang::{Lang, Tally};
use crate::span::Span;

/// How a page is used to put both languages on one line, learnt from its sure borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Habit {
    latin_first: Leaning,
    han_first: Leaning,
    /// Nearly every line with both languages, or with both and nothing that parts them, has one of them in a
    /// bracket at its end.
    in_brackets: bool,
    /// Its sentences are in both languages, so that a title may well be, too.
    in_both: bool,
}

/// What the page is used to in one order of the languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Leaning {
    /// Sentences are parted from their translation by a tab.
    tab: bool,
    /// By a full-width blank.
    wide_blank: bool,
    /// By a bar, a slash, or several blanks.
    bar: bool,
    /// By a blank or nothing.
    plain: bool,
    /// Nearly every line of the page is one stretch of either language: a word list, a menu.
    list: bool,
    /// Nearly every line with both scripts is one stretch of either, and no sentence: headings of both.
    titles: bool,
}

/// What it costs to change the language, by what stands at the border: on any page, and on
/// one that is used to it.
const AT_TAB: [f32; 2] = [2.5, 0.25];
const AT_WIDE_BLANK: [f32; 2] = [3.0, 0.25];
pub(super) const AT_BAR: [f32; 2] = [5.0, 0.5];
const AT_STOP: [f32; 2] = [3.5, 0.25];
const AT_WEAK_STOP: [f32; 2] = [7.0, 1.0];
const ELSEWHERE: [f32; 2] = [10.0, 1.6];
const AT_COMMA: [f32; 2] = [14.0, 7.0];
/// Before a bracket, which mostly holds a gloss, and behind the number of a part; and anywhere in a word list.
pub(super) const AT_BRACKET: f32 = 10.0;
pub(super) const IN_A_LIST: f32 = 0.4;
/// There where nothing or a blank stands, in a line that has a bar: more than to cut at that and read a
/// name behind it as Chinese (`T-shirt | T恤`), less than to read two.
const BESIDE_A_MARK: f32 = 0.95;
/// The cost of the border in a title of both languages, on any page and on one that puts both on one line.
const IN_A_TITLE: [f32; 2] = [3.0, 0.8];
/// So many sure borders of one kind make a habit.
const HABITUAL: usize = 2;

impl Habit {
    /// Learns from the paragraphs of a page and the runs found in them without any habit.
    pub(super) fn learn<'a>(text: &str, paragraphs: impl Iterator<Item = Paragraph<'a>> + Clone) -> Habit {
        let mut seen = Seen::default();
        paragraphs.clone().for_each(|(span, tally, runs)| seen.see(text, span, &tally, runs));
        let [has_english, has_chinese] = seen.sentences;
        let in_both = has_english && has_chinese;
        let [mixed, uncut] = [seen.mixed, seen.uncut].map(|others| others.that_tell(has_english));
        let nearly_all = |count: usize, least: usize| count >= least && 5 * count >= 4 * seen.with_han;
        let leaning = |side: Side| {
            let Order { borders, pairs, words, titles } = &seen.orders[side as usize];
            let [tab, wide_blank, bar, plain] = borders.map(|n| n >= HABITUAL);
            let list = nearly_all(*pairs, 4) && {
                let is_other =
                    |p: &Paragraph<'_>| !matches!(shape(p.0.of(text)), Shape::LatinHan | Shape::HanLatin);
                !are_names(text, words, paragraphs.clone().filter(is_other))
            };
            Leaning { tab, wide_blank, bar, plain, list, titles: titles.are_usual(text, mixed, in_both) }
        };
        Habit {
            latin_first: leaning(Side::Latin),
            han_first: leaning(Side::Han),
            in_brackets: nearly_all(seen.bracketed, 3) || seen.glossed.are_usual(text, uncut, false),
            in_both,
        }
    }

    /// Whether the page has sentences in both languages.
    pub(super) const fn in_both(self) -> bool {
        self.in_both
    }

    /// The most that it costs to change the language from a side in what looks like a title of both.
    pub(super) fn title_price(self, from: Side) -> f32 {
        IN_A_TITLE[usize::from(self.leaning(from).plain)]
    }

    /// The same in a line of a list of words that begins with a side.
    pub(super) fn in_a_list(mut self, first: Side) -> Habit {
        match first {
            Side::Latin => self.latin_first.list = true,
            Side::Han => self.han_first.list = true,
        }
        self
    }

    fn leaning(self, from: Side) -> Leaning {
        if from == Side::Latin { self.latin_first } else { self.han_first }
    }

    /// Where the bracket opens in which a line has its translation, if the page is used to that.
    pub(super) fn translation(self, line: &str, tally: &Tally, groups: &[Group]) -> Option<usize> {
        if self.in_brackets { translation(line, tally, groups) } else { None }
    }

    /// How a line looks like a title in both languages.
    pub(super) fn double_title(self, line: &str, tally: &Tally) -> Option<DoubleTitle> {
        DoubleTitle::of(line, tally, self.in_both)
    }

    /// What a line has to part its languages, as far as that matters on this page.
    pub(super) fn parting(self, line: &str, tally: &Tally) -> Parting {
        let [latin, han] = [self.latin_first, self.han_first];
        if latin.list || han.list || (latin.titles || han.titles) && is_short(line, tally) {
            Parting::of(line)
        } else {
            Parting::None
        }
    }

    /// Whether a line is like those that are titles in both languages on this page.
    pub(super) fn is_title(self, line: &str, tally: &Tally, parting: Parting) -> bool {
        (self.latin_first.titles || self.han_first.titles)
            && parting != Parting::OfSentences
            && is_short(line, tally)
            && matches!(shape(line), Shape::LatinHan | Shape::HanLatin)
    }

    /// The cost of changing the language from a side at a gap, in a line with such a mark between its letters, which is
    /// like a title or not.
    pub(super) fn price(self, from: Side, gap: Gap, parting: Parting, title: bool) -> f32 {
        let leaning = self.leaning(from);
        let (costs, used_to) = match gap.kind {
            GapKind::Tab => (AT_TAB, leaning.tab),
            GapKind::WideBlank => (AT_WIDE_BLANK, leaning.wide_blank),
            GapKind::Bar => (AT_BAR, leaning.bar),
            GapKind::Stop { .. } => (AT_STOP, leaning.plain),
            GapKind::WeakStop => (AT_WEAK_STOP, leaning.plain),
            GapKind::Comma => (AT_COMMA, leaning.plain),
            GapKind::Plain => (ELSEWHERE, leaning.plain),
        };
        let mut cost = costs[usize::from(used_to)];
        if gap.bar {
            cost = cost.min(AT_BAR[usize::from(leaning.bar)]);
        }
        match (gap.kind, parting) {
            _ if !(leaning.list || title && leaning.titles) => cost,
            (GapKind::WeakStop | GapKind::Comma | GapKind::Plain, Parting::OfSentences) => cost,
            (GapKind::WeakStop | GapKind::Comma | GapKind::Plain, Parting::OfWords) => {
                cost.min(BESIDE_A_MARK)
            }
            _ => cost.min(IN_A_LIST),
        }
    }
}

/// What a page has shown so far.
#[derive(Default)]
struct Seen<'t> {
    /// Of the lines and borders with the English, with the Chinese first.
    orders: [Order<'t>; 2],
    /// Paragraphs with Chinese characters.
    with_han: usize,
    /// Paragraphs with both scripts, and those of them that are one run.
    mixed: Others,
    uncut: Others,
    /// Whether there are sentences in English, in Chinese.
    sentences: [bool; 2],
    /// Lines with one language in a bracket at their end, and those of them that may be a title and its translation.
    bracketed: usize,
    glossed: Titles<'t>,
}

/// What a page has shown of one order of the languages.
#[derive(Default)]
struct Order<'t> {
    /// Borders between runs by their kind: tab, full-width blank, bar, neither.
    borders: [usize; 4],
    /// Lines that are one stretch of either language, and the English of the first ones.
    pairs: usize,
    words: Vec<&'t str>,
    /// Those that look like titles.
    titles: Titles<'t>,
}

impl<'t> Seen<'t> {
    fn see(&mut self, text: &'t str, span: Span, tally: &Tally, runs: &[Run]) {
        for (has, lang) in self.sentences.iter_mut().zip([Lang::En, Lang::Zh]) {
            *has = *has || runs.iter().any(|run| run.lang == lang && ends_in_stop(run.span.of(text)));
        }
        if tally.cjk() == 0 {
            return;
        }
        runs.windows(2).for_each(|pair| self.see_border(text, &pair[0], &pair[1]));
        let line = span.of(text);
        if tally.latin > 0 {
            self.mixed.add(line, tally);
            if runs.len() == 1 && DoubleTitle::of(line, tally, false).is_none() {
                self.uncut.add(line, tally);
            }
        }
        let side = match shape(line) {
            Shape::NoHan => return,
            Shape::LatinHan => Some(Side::Latin),
            Shape::HanLatin => Some(Side::Han),
            Shape::Other => None,
        };
        if let Some(side) = side {
            self.orders[side as usize].see(line, tally);
        }
        self.with_han += 1;
        self.see_bracket(line, tally);
    }

    fn see_border(&mut self, text: &str, left: &Run, right: &Run) {
        let side = match (left.lang, right.lang) {
            (Lang::En, Lang::Zh) => Side::Latin,
            (Lang::Zh, Lang::En) => Side::Han,
            _ => return,
        };
        // A label and its text are no text and its translation.
        if cues::is_label_of_a_text(left.span.of(text).trim_end_matches([':', '：'])) {
            return;
        }
        let between = &text[left.span.end..right.span.start];
        let kind = match between.chars().find(|c| matches!(c, '\t' | '\u{3000}' | '|' | '｜' | '/' | '／'))
        {
            Some('\t') => 0,
            Some('\u{3000}') => 1,
            Some(_) => 2,
            None if between.contains("  ") && !ends_in_stop(left.span.of(text)) => 2,
            None => 3,
        };
        self.orders[side as usize].borders[kind] += 1;
    }

    fn see_bracket(&mut self, line: &'t str, tally: &Tally) {
        if ends_in_bracket(line)
            && let Some(open) = translation(line, tally, &groups(line))
        {
            self.bracketed += 1;
            // A sentence is none of the names in a bracket behind it.
            let alike = ends_in_stop(line[..open].trim_end()) == ends_in_stop(&line[open..]);
            if alike && line.ends_with(is_closer) && tally.words.max(tally.han) <= LONGEST_TITLE {
                self.glossed.add(line, tally);
            }
        }
    }
}

impl<'t> Order<'t> {
    /// A line that is one stretch of either language.
    fn see(&mut self, line: &'t str, tally: &Tally) {
        self.pairs += 1;
        if self.pairs <= MOST_WORDS {
            self.words.push(english(line));
        }
        if is_short(line, tally) && Parting::of(line) != Parting::OfSentences {
            self.titles.add(line, tally);
        }
    }
}

/// The paragraphs of a page with both scripts, to which those that look like titles are compared.
#[derive(Clone, Copy, Debug, Default)]
struct Others {
    all: usize,
    /// Those that are as short as a title, and no sentence.
    short: usize,
}

impl Others {
    fn add(&mut self, line: &str, tally: &Tally) {
        self.all += 1;
        let sentence = line.contains('。') || ends_in_stop(line);
        self.short += usize::from(tally.han.max(tally.words) <= LONGEST_TITLE && !sentence);
    }

    /// How many of them could have been such titles. Where the page has English text, names in its Chinese text
    /// say nothing of them. Where it has none, they tell that Chinese with names is all there is.
    const fn that_tell(self, has_english: bool) -> usize {
        if has_english { self.short } else { self.all }
    }
}

pub(super) fn ends_in_stop(text: &str) -> bool {
    text.trim_end_matches(is_closer).ends_with(is_stop)
}
