//! A paragraph cut where its language changes.

use super::cues;
use super::gap::{Gap, GapKind, Parting, Side, is_opener, stop};
use super::group::{Enclosure, Group, groups};
use super::habit::{AT_BAR, AT_BRACKET, Habit, IN_A_LIST};
use super::line::{Mark, is_closer, is_stop, mark};
use super::paragraph::Run;
use super::title::DoubleTitle;
use crate::lang::{Lang, Script, Tally, is_foreign_latin, is_grammar_word, joins_word};
use crate::span::Span;

/// Words that are written with a full stop and mostly go on: `do sth. for sb.` in notes for learners.
const ABBREVIATIONS: [&str; 18] = [
    "al", "approx", "cf", "co", "dr", "eg", "fig", "ie", "mr", "mrs", "ms", "no", "prof", "sb", "st", "sth",
    "vol", "vs",
];

// All weights are costs in nats, hand-set on the scale of "one Han character in an English
// sentence is as odd as one grammar word of English in a Chinese sentence".

/// A Han character outside brackets, read as English; and each behind the first of a stretch between two
/// Latin words, in a clause that begins in Latin: a name is one oddity, however long.
const HAN_IN_ENGLISH: f32 = 2.0;
const FIRST_OF_A_NAME: u32 = 2;
const REST_OF_A_NAME: f32 = 0.3;
/// A Latin word read as Chinese: a grammar word, a plain lower-case word, a name or identifier.
const GRAMMAR_IN_CHINESE: f32 = 2.0;
const WORD_IN_CHINESE: f32 = 1.2;
const NAME_IN_CHINESE: f32 = 0.5;
/// A comma, colon or semicolon of Chinese between two Latin words, read as English.
const CHINESE_MARK_IN_ENGLISH: f32 = 1.0;
/// A clause of its own, from stop to stop, in the other language than its surroundings.
const WHOLE_CLAUSE: f32 = 3.5;
/// A bar in a title in both languages: less than a name in Chinese.
const AT_BAR_OF_A_TITLE: f32 = 0.4;
/// In bytes.
const LONGEST_NAME_OF_A_PART: usize = 16;
/// The most digits of the number of an item, its points among them, or of a year.
const LONGEST_NUMBER: usize = 4;
/// What stands in brackets or quotes may be in the other language at little cost.
const IN_BRACKETS: f32 = 0.05;
const IN_QUOTES: f32 = 0.25;

/// Cuts a paragraph into runs. They are in order, trimmed, and hold all letters and digits.
pub(super) fn runs(
    text: &str,
    paragraph: Span,
    tally: &Tally,
    speaker: Option<usize>,
    habit: Habit,
) -> Vec<Run> {
    let body = paragraph.of(text);
    let run = |span: Span, side: Side, tally: Tally| Run {
        span: span.shifted(paragraph.start),
        lang: lang(span.of(body), side, &tally),
        tally,
    };
    if tally.latin == 0 || tally.cjk() == 0 {
        let side = if tally.cjk() > 0 { Side::Han } else { Side::Latin };
        return vec![run(Span::new(0, body.len()), side, *tally)];
    }
    let spans = Search::new(body, tally, speaker, habit).run();
    let part = |span: Span| if spans.len() == 1 { *tally } else { Tally::of(span.of(body)) };
    spans.iter().map(|&(span, side)| run(span, side, part(span))).collect()
}

/// The run of one language that a part of a text is.
pub(super) fn run_of(text: &str, span: Span, side: Side) -> Run {
    let tally = Tally::of(span.of(text));
    Run { span, lang: lang(span.of(text), side, &tally), tally }
}

pub(super) fn lang(text: &str, side: Side, tally: &Tally) -> Lang {
    match side {
        Side::Latin if tally.latin == 0 || tally.foreign > tally.latin || is_foreign_latin(text) => {
            Lang::Other
        }
        Side::Latin => Lang::En,
        Side::Han if is_japanese_or_korean(text, tally) => Lang::Other,
        Side::Han => Lang::Zh,
    }
}

/// Kana or hangul take a good share of the text, not counting what is quoted.
fn is_japanese_or_korean(text: &str, tally: &Tally) -> bool {
    if tally.kana + tally.hangul < 2 {
        return tally.han == 0;
    }
    let mut outside = *tally;
    for group in groups(text) {
        let inner = Tally::of(&text[group.open..group.end]);
        outside.han -= inner.han;
        outside.kana -= inner.kana;
        outside.hangul -= inner.hangul;
    }
    let counted = if outside.cjk() > 0 { outside } else { *tally };
    5 * (counted.kana + counted.hangul) >= counted.cjk()
}

/// A place where the language may change.
#[derive(Clone, Copy, Debug)]
struct Border {
    left_end: usize,
    right_start: usize,
    /// For each side behind the border: whether the best way to it comes from the other side.
    changes: [bool; 2],
}

/// The cheapest reading of a paragraph as stretches of two languages.
struct Search<'t> {
    body: &'t str,
    /// Where the line begins behind the one who speaks it.
    speaker: Option<usize>,
    habit: Habit,
    /// Whether the paragraph looks like a title in both languages.
    title: Option<DoubleTitle>,
    /// Whether it is like those that are such titles on this page.
    usual_title: bool,
    /// What it has to part its languages.
    parting: Parting,
    groups: Vec<Group>,
    /// Where the brackets open that hold a sentence of their own, rising, and the one with a translation
    /// of the whole line, on a page that is used to that; they are no groups.
    sentences: Vec<usize>,
    translation: Option<usize>,
    /// The first group that ends behind the place in work.
    group: usize,
    cost: [f32; 2],
    borders: Vec<Border>,
    /// Where the last letter ended.
    last_end: usize,
    last_side: Option<Side>,
    /// How many Han characters outside brackets came since the last Latin word, where nothing but a blank
    /// stood between.
    name: Option<u32>,
    clause: Clause,
}

/// What stands since the last stop or separator.
#[derive(Clone, Copy, Debug, Default)]
struct Clause {
    /// The script that it begins with.
    first: Option<Side>,
    han: usize,
    /// Words of plain letters, and the length of the last of them. Identifiers do not count.
    words: usize,
    letters: usize,
    after_tab: bool,
}

/// How sure it is that a clause ends here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClauseEnd {
    Sure,
    /// An ASCII full stop, which may belong to an abbreviation.
    Point,
    /// The end of the paragraph, without a stop.
    Open,
}

impl<'t> Search<'t> {
    fn new(body: &'t str, tally: &Tally, speaker: Option<usize>, habit: Habit) -> Search<'t> {
        let groups = groups(body);
        let translation = habit.translation(body, tally, &groups);
        let is_own = |g: &Group| translation == Some(g.open) || g.is_sentence(body);
        let (sentences, groups): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_own);
        let parting = habit.parting(body, tally);
        Search {
            body,
            speaker,
            habit,
            title: habit.double_title(body, tally),
            usual_title: habit.is_title(body, tally, parting),
            parting,
            groups,
            sentences: sentences.iter().map(|g| g.open).collect(),
            translation,
            group: 0,
            cost: [0.0; 2],
            borders: Vec::new(),
            last_end: 0,
            last_side: None,
            name: None,
            clause: Clause::default(),
        }
    }

    fn run(mut self) -> Vec<(Span, Side)> {
        let mut chars = self.body.char_indices().peekable();
        // Who speaks is a name in either language.
        if let Some(at) = self.speaker {
            while chars.next_if(|&(i, _)| i < at).is_some() {}
        }
        while let Some((start, c)) = chars.next() {
            let script = Script::of(c);
            let mut end = start + c.len_utf8();
            let side = match script {
                Script::Latin => {
                    while let Some(&(i, c)) = chars.peek() {
                        let goes_on = is_word(c) || joins_word(c) && self.is_inside_word(i, c);
                        if !goes_on {
                            break;
                        }
                        end = i + c.len_utf8();
                        chars.next();
                    }
                    Side::Latin
                }
                script if script.is_cjk() => Side::Han,
                _ => continue,
            };
            if self.last_side.is_some() && (self.last_side != Some(side) || start > self.last_end) {
                self.gap(start, side);
            }
            let word = &self.body[start..end];
            let odd = match side {
                Side::Latin => odd_word(word),
                Side::Han => HAN_IN_ENGLISH,
            };
            let weight = self.enclosed(start);
            self.cost[1 - side as usize] += odd * weight;
            if side == Side::Han && weight == 1.0 {
                self.name = self.name.map(|length| length + 1);
            }
            self.clause.first.get_or_insert(side);
            match side {
                Side::Han => self.clause.han += 1,
                Side::Latin if word.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’') => {
                    self.clause.words += 1;
                    self.clause.letters = word.len();
                }
                Side::Latin => {}
            }
            (self.last_side, self.last_end) = (Some(side), end);
        }
        let rest = &self.body[self.last_end..];
        let end = match stop(rest, "") {
            Some(stop) if stop.ascii => ClauseEnd::Point,
            Some(_) => ClauseEnd::Sure,
            None if self.clause.after_tab => ClauseEnd::Sure,
            None => ClauseEnd::Open,
        };
        self.end_clause(end);
        self.trace()
    }

    /// Whether the last word is one that is written with a full stop in mid-sentence.
    fn ends_in_abbreviation(&self) -> bool {
        let before = &self.body[..self.last_end];
        let word = &before[before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..];
        ABBREVIATIONS.iter().any(|a| word.eq_ignore_ascii_case(a))
    }

    /// Whether the last word is the number of a part: the second one of the line, or the first behind
    /// Chinese. `Part II. Reading`, `二、渔具 II. Tackle`.
    fn ends_in_number_of_a_part(&self) -> bool {
        let before = &self.body[..self.last_end];
        let part = before.trim_end_matches(['I', 'V', 'X']);
        let is_part = |part: &str| {
            let word = part.len() <= LONGEST_NAME_OF_A_PART && !part.contains(' ');
            word || part.ends_with(|c| Script::of(c).is_cjk())
        };
        part.len() < before.len() && part.strip_suffix(' ').is_some_and(is_part)
    }

    /// Whether a mark that may stand inside a word does so at `at`; in `the end.The start` not, nor in
    /// `the end.1998年`.
    fn is_inside_word(&self, at: usize, mark: char) -> bool {
        let after = &self.body[at + mark.len_utf8()..];
        let ends = || {
            let lower = self.body[..at].ends_with(|c: char| c.is_ascii_lowercase());
            lower && (after.starts_with(|c: char| c.is_ascii_uppercase()) || begins_in_number(after))
        };
        after.starts_with(is_word) && !(mark == '.' && ends())
    }

    /// How much a letter at `start` counts, given what encloses it.
    fn enclosed(&mut self, start: usize) -> f32 {
        while self.groups.get(self.group).is_some_and(|g| g.end <= start) {
            self.group += 1;
        }
        match self.groups.get(self.group) {
            Some(g) if g.open < start => match g.enclosure {
                Enclosure::Bracket => IN_BRACKETS,
                Enclosure::Quote => IN_QUOTES,
            },
            _ => 1.0,
        }
    }

    /// Weighs a change of language between the last letter and the one at `start`.
    fn gap(&mut self, start: usize, next: Side) {
        let between = &self.body[self.last_end..start];
        if between == " " && self.last_side == Some(next) {
            return;
        }
        if next == Side::Latin && self.last_side == Some(next) && between.contains(['、', '，', '；', '：'])
        {
            self.cost[Side::Latin as usize] += CHINESE_MARK_IN_ENGLISH;
        }
        let mut gap = Gap::of(between, &self.body[start..]);
        let label = between.starts_with([':', '：']) && self.ends_in_label_of_a_text();
        if label {
            gap = Gap::behind_colon(between);
        }
        if matches!(gap.kind, GapKind::Stop { ascii: true, .. }) && self.ends_in_abbreviation() {
            gap.kind = if gap.bar { GapKind::Bar } else { GapKind::Plain };
        }
        if let GapKind::Stop { at, .. } = gap.kind {
            // A quotation that opens right behind the stop belongs to the right part.
            let opens =
                self.groups[self.group..].iter().map(|g| g.open).find(|&open| open >= self.last_end + at);
            if let Some(open) = opens.filter(|&open| open < self.last_end + gap.left) {
                (gap.left, gap.right) = (open - self.last_end, open - self.last_end);
            }
        }
        self.weigh_name(gap.kind, next);
        let ends_clause = matches!(gap.kind, GapKind::Stop { .. } | GapKind::Tab | GapKind::WideBlank);
        let in_a_phrase = matches!(gap.kind, GapKind::Plain | GapKind::Comma);
        if in_a_phrase && self.last_side == Some(next) {
            return;
        }
        let left_end = self.last_end + gap.left;
        let right_start = self.last_end + gap.right;
        let inside = |at: usize| {
            // Groups before `self.group` end before the last letter.
            self.groups[self.group..].iter().take_while(|g| g.open < at).any(|g| at < g.end)
        };
        let free = !inside(left_end) && !inside(right_start);
        let point = matches!(gap.kind, GapKind::Stop { ascii: true, .. });
        if ends_clause && free {
            self.end_clause(if point { ClauseEnd::Point } else { ClauseEnd::Sure });
            self.clause.after_tab = matches!(gap.kind, GapKind::Tab | GapKind::WideBlank);
        }
        if !free {
            return;
        }
        let right = self.body[right_start..].trim_start();
        let at = self.body.len() - right.len();
        let parted = gap.bar || matches!(gap.kind, GapKind::Tab | GapKind::WideBlank | GapKind::Bar);
        let gloss = !parted && opens_gloss(right) && self.sentences.binary_search(&at).is_err();
        let in_english = next == Side::Latin && self.last_side == Some(next);
        let number = point && in_english && self.ends_in_number_of_a_part();
        let price = |from: Side| match self.habit.price(from, gap, self.parting, self.usual_title) {
            _ if gloss || number => AT_BRACKET,
            _ if self.translation == Some(at) => IN_A_LIST,
            _ if label => IN_A_LIST,
            price if self.title == Some(DoubleTitle::AtBar) && gap.kind == GapKind::Bar => {
                price.min(AT_BAR_OF_A_TITLE)
            }
            // `NASA sent two boats | NASA 派来了两条船`
            price if self.title == Some(DoubleTitle::AtBar) && !gap.bar => price.max(AT_BAR[0]),
            price if self.title.is_some() => price.min(self.habit.title_price(from)),
            price => price,
        };
        let [latin, han] = self.cost;
        let (to_latin, to_han) = (han + price(Side::Han), latin + price(Side::Latin));
        let changes = [to_latin < latin, to_han < han];
        if changes != [false; 2] {
            self.cost = [latin.min(to_latin), han.min(to_han)];
            self.borders.push(Border { left_end, right_start, changes });
        }
    }

    /// Whether all up to the last letter says which text the rest is of.
    fn ends_in_label_of_a_text(&self) -> bool {
        cues::is_label_of_a_text(&self.body[..self.last_end])
    }

    /// Takes back a part of what a Chinese name costs in English, once it is known to be one.
    fn weigh_name(&mut self, gap: GapKind, next: Side) {
        match (self.last_side, next) {
            _ if gap != GapKind::Plain => self.name = None,
            (Some(Side::Latin), Side::Han) if self.clause.first == Some(Side::Latin) => self.name = Some(0),
            (_, Side::Latin) => {
                let rest = self.name.take().unwrap_or(0).saturating_sub(FIRST_OF_A_NAME);
                self.cost[Side::Latin as usize] -= (HAN_IN_ENGLISH - REST_OF_A_NAME) * rest as f32;
            }
            (_, Side::Han) => {}
        }
    }

    /// Charges a clause that is all in one script to the other language.
    ///
    /// A Latin letter or abbreviation with a point is no clause: `A. 苹果`, `Mr. 张`.
    fn end_clause(&mut self, end: ClauseEnd) {
        let Clause { han, words, letters, .. } = std::mem::take(&mut self.clause);
        if words == 0 && han > 0 {
            self.cost[Side::Latin as usize] += WHOLE_CLAUSE;
        }
        let whole = match end {
            ClauseEnd::Sure => words > 1 || letters > 1,
            ClauseEnd::Point => words > 1 || letters > 3,
            ClauseEnd::Open => words > 2,
        };
        if han == 0 && whole {
            self.cost[Side::Han as usize] += WHOLE_CLAUSE;
        }
    }

    fn trace(self) -> Vec<(Span, Side)> {
        let mut side = if self.cost[0] <= self.cost[1] { Side::Latin } else { Side::Han };
        let mut end = self.body.len();
        let mut out = Vec::new();
        for border in self.borders.iter().rev() {
            if border.changes[side as usize] {
                out.push((Span::new(border.right_start, end).trimmed(self.body), side));
                end = border.left_end;
                side = if side == Side::Latin { Side::Han } else { Side::Latin };
            }
        }
        out.push((Span::new(0, end).trimmed(self.body), side));
        out.reverse();
        self.without_quotations(out)
    }

    /// Joins what has a stretch of English in the midst of a Chinese sentence, however long: `根据 they paid
    /// less for it 可知，…。` No part is a whole one, and a translation of the last would end as it does. Where
    /// blanks alone part the runs before it too, a line without stops alternates.
    fn without_quotations(&self, runs: Vec<(Span, Side)>) -> Vec<(Span, Side)> {
        let mut out: Vec<(Span, Side)> = Vec::with_capacity(runs.len());
        for (span, side) in runs {
            out.push((span, side));
            if let [others @ .., (before, _), (quoted, _), (behind, Side::Han)] = out.as_slice()
                && behind.of(self.body).trim_end_matches(is_closer).ends_with(is_stop)
                && self.is_open(*before, *quoted)
                && self.is_open(*quoted, *behind)
                && !others.last().is_some_and(|(other, _)| self.is_open(*other, *before))
            {
                let whole = Span::new(before.start, behind.end);
                out.truncate(out.len() - 3);
                out.push((whole, Side::Han));
            }
        }
        out
    }

    /// Whether nothing but a blank parts two runs.
    fn is_open(&self, left: Span, right: Span) -> bool {
        matches!(&self.body[left.end..right.start], "" | " ")
            && left.of(self.body).ends_with(char::is_alphanumeric)
            && !right.of(self.body).starts_with(is_opener)
    }
}

/// Whether a bracket opens that holds more than the number or the letter of an item.
fn opens_gloss(text: &str) -> bool {
    let Some(inner) = text.strip_prefix(['(', '（', '[', '［', '{']) else { return false };
    let is_letter = inner.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
        && inner[1..].starts_with([')', '）', ']', '］']);
    !is_letter && mark(text).0 != Mark::Number
}

fn is_word(c: char) -> bool {
    matches!(Script::of(c), Script::Latin | Script::Digit)
}

/// Whether a text is Chinese with a number before it, of a year or an item.
fn begins_in_number(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &text[..text.len() - rest.len()];
    (1..=LONGEST_NUMBER).contains(&number.len())
        && rest.trim_start().starts_with(|c| Script::of(c) == Script::Han)
}

fn odd_word(word: &str) -> f32 {
    let shouted = word.len() > 1 && !word.bytes().any(|b| b.is_ascii_lowercase());
    if !shouted && word != "A" && is_grammar_word(word) {
        GRAMMAR_IN_CHINESE
    } else if word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()) {
        WORD_IN_CHINESE
    } else {
        NAME_IN_CHINESE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(body: &str) -> Vec<(&str, &str)> {
        let tally = Tally::of(body);
        runs(body, Span::new(0, body.len()), &tally, None, Habit::default())
            .iter()
            .map(|r| (r.lang.as_str(), r.span.of(body)))
            .collect()
    }

    #[test]
    fn both_orders_and_every_separator() {
        let (en, zh) = ("The kettle is on the stove.", "水壶在炉子上。");
        for gap in ["", " ", "\t", " | ", " / ", "\u{3000}", "\u{3000}\u{3000}"] {
            assert_eq!(cut(&format!("{en}{gap}{zh}")), [("en", en), ("zh", zh)], "{gap:?}");
            assert_eq!(cut(&format!("{zh}{gap}{en}")), [("zh", zh), ("en", en)], "{gap:?}");
        }
    }

    #[test]
    fn one_language_with_words_of_the_other() {
        for body in [
            "他把 README 和 Cargo.toml 发给了 Anna Lindqvist。",
            "作者林小满(Lin Xiaoman)住在 Lisbon.",
            "运行 git commit --amend 之后再运行 git push。",
            "他在信里写道：“The kettle is on the stove.”然后就走了。",
        ] {
            assert_eq!(cut(body), [("zh", body)]);
        }
        for body in [
            "She greeted them with 你好 and sat down.",
            "The dish is called Lion's Head (狮子头).",
            "He wrote “水壶在炉子上。” on the door and left for the day.",
        ] {
            assert_eq!(cut(body), [("en", body)]);
        }
    }

    #[test]
    fn many_sentences_in_brackets_stay_linear() {
        let body = "The captain left. (船长走了。) ".repeat(100_000);
        assert_eq!(cut(&body).len(), 200_000);
    }

    #[test]
    fn short_clauses_and_labels() {
        assert_eq!(cut("Yes! 对！"), [("en", "Yes!"), ("zh", "对！")]);
        assert_eq!(cut("A. 苹果"), [("zh", "A. 苹果")]);
        assert_eq!(cut("Mr. 张来了。"), [("zh", "Mr. 张来了。")]);
    }
}
