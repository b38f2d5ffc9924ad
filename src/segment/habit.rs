//! How a page puts its two languages on one line.

use super::cues;
use super::gap::{Gap, GapKind, Parting, Side};
use super::group::{Group, ends_in_bracket, groups, translation};
use super::line::{is_closer, is_stop};
use super::list::{MOST_WORDS, are_names};
use super::paragraph::Paragraph;
use super::title::{DoubleTitle, LONGEST_TITLE, Shape, Titles, english, is_short, shape};
use crate::lang::{Lang, Tally};

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
        // Borders by order of the languages and by kind: tab, full-width blank, bar, neither.
        let mut borders = [[0; 4]; 2];
        let mut with_han = 0;
        let (mut pairs, mut words) = ([0; 2], [Vec::new(), Vec::new()]);
        let (mut mixed, mut uncut) = (Others::default(), Others::default());
        let mut sentences = [false; 2];
        let mut titles = [Titles::default(), Titles::default()];
        let (mut bracketed, mut glossed) = (0, Titles::default());
        for (span, tally, runs) in paragraphs.clone() {
            for (has, lang) in sentences.iter_mut().zip([Lang::En, Lang::Zh]) {
                *has = *has || runs.iter().any(|run| run.lang == lang && ends_in_stop(run.span.of(text)));
            }
            if tally.cjk() == 0 {
                continue;
            }
            for pair in runs.windows(2) {
                let order = match (pair[0].lang, pair[1].lang) {
                    (Lang::En, Lang::Zh) => Side::Latin,
                    (Lang::Zh, Lang::En) => Side::Han,
                    _ => continue,
                };
                // A label and its text are no text and its translation.
                if cues::is_label_of_a_text(pair[0].span.of(text).trim_end_matches([':', '：'])) {
                    continue;
                }
                let between = &text[pair[0].span.end..pair[1].span.start];
                let kind =
                    match between.chars().find(|c| matches!(c, '\t' | '\u{3000}' | '|' | '｜' | '/' | '／'))
                    {
                        Some('\t') => 0,
                        Some('\u{3000}') => 1,
                        Some(_) => 2,
                        None if between.contains("  ") && !ends_in_stop(pair[0].span.of(text)) => 2,
                        None => 3,
                    };
                borders[order as usize][kind] += 1;
            }
            if tally.latin > 0 {
                mixed.add(span.of(text), &tally);
                if runs.len() == 1 && DoubleTitle::of(span.of(text), &tally, false).is_none() {
                    uncut.add(span.of(text), &tally);
                }
            }
            let order = match shape(span.of(text)) {
                Shape::NoHan => continue,
                Shape::LatinHan => Some(Side::Latin),
                Shape::HanLatin => Some(Side::Han),
                Shape::Other => None,
            };
            if let Some(order) = order {
                pairs[order as usize] += 1;
                if pairs[order as usize] <= MOST_WORDS {
                    words[order as usize].push(english(span.of(text)));
                }
                if is_short(span.of(text), &tally) && Parting::of(span.of(text)) != Parting::OfSentences {
                    titles[order as usize].add(span.of(text), &tally);
                }
            }
            with_han += 1;
            let line = span.of(text);
            if ends_in_bracket(line)
                && let Some(open) = translation(line, &tally, &groups(line))
            {
                bracketed += 1;
                // A sentence is none of the names in a bracket behind it.
                let alike = ends_in_stop(line[..open].trim_end()) == ends_in_stop(&line[open..]);
                if alike && line.ends_with(is_closer) && tally.words.max(tally.han) <= LONGEST_TITLE {
                    glossed.add(line, &tally);
                }
            }
        }
        let [has_english, has_chinese] = sentences;
        let in_both = has_english && has_chinese;
        let [mixed, uncut] = [mixed, uncut].map(|others| others.that_tell(has_english));
        let nearly_all = |count: usize, least: usize| count >= least && 5 * count >= 4 * with_han;
        let leaning = |side: Side| {
            let [tab, wide_blank, bar, plain] = borders[side as usize].map(|n| n >= HABITUAL);
            let list = nearly_all(pairs[side as usize], 4) && {
                let is_other =
                    |p: &Paragraph<'_>| !matches!(shape(p.0.of(text)), Shape::LatinHan | Shape::HanLatin);
                !are_names(text, &words[side as usize], paragraphs.clone().filter(is_other))
            };
            Leaning {
                tab,
                wide_blank,
                bar,
                plain,
                list,
                titles: titles[side as usize].are_usual(text, mixed, in_both),
            }
        };
        Habit {
            latin_first: leaning(Side::Latin),
            han_first: leaning(Side::Han),
            in_brackets: nearly_all(bracketed, 3) || glossed.are_usual(text, uncut, false),
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
