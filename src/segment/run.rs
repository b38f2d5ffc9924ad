//! A paragraph cut where its language changes.

use super::group::{Enclosure, Group, groups};
use super::line::{is_closer, is_stop};
use crate::lang::{Lang, Script, Tally, is_foreign_latin, is_grammar_word, joins_word};
use crate::span::{Span, is_blank};

/// A stretch of a paragraph in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) span: Span,
    pub(super) lang: Lang,
}

/// The two kinds of writing that may share a paragraph. Kana and hangul go with Han here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Latin = 0,
    Han = 1,
}

/// How a page is used to put both languages on one line, learnt from its sure borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Habit {
    latin_first: Leaning,
    han_first: Leaning,
}

/// What the page is used to in one order of the languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Leaning {
    /// Sentences are parted from their translation by a tab.
    tab: bool,
    /// By a full-width blank.
    wide_blank: bool,
    /// By a bar or a slash.
    bar: bool,
    /// By a blank or nothing.
    plain: bool,
    /// Nearly every line of the page is one stretch of either language: a word list, a menu.
    list: bool,
}

// All weights are costs in nats, hand-set on the scale of "one Han character in an English
// sentence is as odd as one grammar word of English in a Chinese sentence".

/// A Han character outside brackets, read as English.
const HAN_IN_ENGLISH: f32 = 2.0;
/// A Latin word read as Chinese: a grammar word, a plain lower-case word, a name or identifier.
const GRAMMAR_IN_CHINESE: f32 = 2.0;
const WORD_IN_CHINESE: f32 = 1.2;
const NAME_IN_CHINESE: f32 = 0.5;
/// A clause of its own, from stop to stop, in the other language than its surroundings.
const WHOLE_CLAUSE: f32 = 3.5;
/// What stands in brackets or quotes may be in the other language at little cost.
const IN_BRACKETS: f32 = 0.05;
const IN_QUOTES: f32 = 0.25;
/// What it costs to change the language, by what stands at the border: on any page, and on
/// one that is used to it.
const AT_TAB: [f32; 2] = [2.5, 0.25];
const AT_WIDE_BLANK: [f32; 2] = [3.0, 0.25];
const AT_BAR: [f32; 2] = [5.0, 0.5];
const AT_STOP: [f32; 2] = [3.5, 0.25];
const AT_WEAK_STOP: [f32; 2] = [7.0, 1.0];
const ELSEWHERE: [f32; 2] = [10.0, 1.6];
const AT_COMMA: [f32; 2] = [14.0, 7.0];
/// Before a bracket, which mostly holds a gloss; and anywhere in a word list.
const AT_BRACKET: f32 = 10.0;
const IN_A_LIST: f32 = 0.4;
/// So many sure borders of one kind make a habit.
const HABITUAL: usize = 2;

/// Cuts a paragraph into runs. They are in order, trimmed, and hold all letters and digits.
pub(super) fn runs(text: &str, paragraph: Span, tally: &Tally, habit: Habit) -> Vec<Run> {
    let body = paragraph.of(text);
    let spans = if tally.latin == 0 || tally.cjk() == 0 {
        vec![(Span::new(0, body.len()), if tally.cjk() > 0 { Side::Han } else { Side::Latin })]
    } else {
        Search::new(body, habit).run()
    };
    spans
        .into_iter()
        .map(|(span, side)| Run { span: span.shifted(paragraph.start), lang: lang(span.of(body), side) })
        .collect()
}

/// The language of a paragraph that is not to be cut.
pub(super) fn lang_of_whole(text: &str) -> Lang {
    let tally = Tally::of(text);
    lang(text, if tally.is_cjk() { Side::Han } else { Side::Latin })
}

fn lang(text: &str, side: Side) -> Lang {
    let tally = Tally::of(text);
    match side {
        Side::Latin if tally.latin == 0 || tally.foreign > tally.latin || is_foreign_latin(text) => {
            Lang::Other
        }
        Side::Latin => Lang::En,
        Side::Han if is_japanese_or_korean(text, &tally) => Lang::Other,
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

impl Habit {
    /// Learns from the paragraphs of a page and the runs found in them without any habit.
    pub(super) fn learn<'t>(text: &str, paragraphs: impl Iterator<Item = (Span, &'t [Run])>) -> Habit {
        // Borders by order of the languages and by kind: tab, full-width blank, bar, neither.
        let mut borders = [[0; 4]; 2];
        let mut with_han = 0;
        let mut pairs = [0; 2];
        for (span, runs) in paragraphs {
            for pair in runs.windows(2) {
                let order = match (pair[0].lang, pair[1].lang) {
                    (Lang::En, Lang::Zh) => Side::Latin,
                    (Lang::Zh, Lang::En) => Side::Han,
                    _ => continue,
                };
                let between = &text[pair[0].span.end..pair[1].span.start];
                let kind =
                    match between.chars().find(|c| matches!(c, '\t' | '\u{3000}' | '|' | '｜' | '/' | '／'))
                    {
                        Some('\t') => 0,
                        Some('\u{3000}') => 1,
                        Some(_) => 2,
                        None => 3,
                    };
                borders[order as usize][kind] += 1;
            }
            match shape(span.of(text)) {
                Shape::NoHan => continue,
                Shape::LatinHan => pairs[Side::Latin as usize] += 1,
                Shape::HanLatin => pairs[Side::Han as usize] += 1,
                Shape::Other => {}
            }
            with_han += 1;
        }
        let leaning = |side: Side| {
            let [tab, wide_blank, bar, plain] = borders[side as usize].map(|n| n >= HABITUAL);
            let pairs = pairs[side as usize];
            Leaning { tab, wide_blank, bar, plain, list: pairs >= 4 && 5 * pairs >= 4 * with_han }
        };
        Habit { latin_first: leaning(Side::Latin), han_first: leaning(Side::Han) }
    }

    /// The cost of changing the language from a side at a gap.
    fn price(self, from: Side, gap: GapKind) -> f32 {
        let leaning = if from == Side::Latin { self.latin_first } else { self.han_first };
        let (costs, used_to) = match gap {
            GapKind::Tab => (AT_TAB, leaning.tab),
            GapKind::WideBlank => (AT_WIDE_BLANK, leaning.wide_blank),
            GapKind::Bar => (AT_BAR, leaning.bar),
            GapKind::Stop { .. } => (AT_STOP, leaning.plain),
            GapKind::WeakStop => (AT_WEAK_STOP, leaning.plain),
            GapKind::Comma => (AT_COMMA, leaning.plain),
            GapKind::Plain => (ELSEWHERE, leaning.plain),
        };
        let cost = costs[usize::from(used_to)];
        if leaning.list { cost.min(IN_A_LIST) } else { cost }
    }
}

/// The order of scripts in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    NoHan,
    LatinHan,
    HanLatin,
    Other,
}

fn shape(body: &str) -> Shape {
    let mut sides = [Side::Latin; 3];
    let mut n = 0;
    let mut pairs = [0usize; 2];
    for c in body.chars() {
        let side = match Script::of(c) {
            Script::Latin => Side::Latin,
            script if script.is_cjk() => Side::Han,
            _ => continue,
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
    // One letter is a label (`A 苹果`), one Han character a unit.
    let whole = pairs.iter().all(|&count| count >= 2);
    match (n, sides[0]) {
        (2, Side::Latin) if whole => Shape::LatinHan,
        (2, Side::Han) if whole => Shape::HanLatin,
        (1, Side::Latin) | (0, _) => Shape::NoHan,
        _ => Shape::Other,
    }
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
    habit: Habit,
    groups: Vec<Group>,
    /// The first group that ends behind the place in work.
    group: usize,
    cost: [f32; 2],
    borders: Vec<Border>,
    /// Where the last letter ended.
    last_end: usize,
    last_side: Option<Side>,
    clause: Clause,
}

/// What stands since the last stop or separator.
#[derive(Clone, Copy, Debug, Default)]
struct Clause {
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
    fn new(body: &'t str, habit: Habit) -> Search<'t> {
        Search {
            body,
            habit,
            groups: groups(body),
            group: 0,
            cost: [0.0; 2],
            borders: Vec::new(),
            last_end: 0,
            last_side: None,
            clause: Clause::default(),
        }
    }

    fn run(mut self) -> Vec<(Span, Side)> {
        let mut chars = self.body.char_indices().peekable();
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
            self.cost[1 - side as usize] += odd * self.enclosed(start);
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

    /// Whether a mark that may stand inside a word does so at `at`; in `the end.The start` not.
    fn is_inside_word(&self, at: usize, mark: char) -> bool {
        let lower = self.body[..at].ends_with(|c: char| c.is_ascii_lowercase());
        let after = &self.body[at + mark.len_utf8()..];
        after.starts_with(is_word)
            && !(mark == '.' && lower && after.starts_with(|c: char| c.is_ascii_uppercase()))
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
        let mut gap = Gap::of(&self.body[self.last_end..start], &self.body[start..]);
        if let GapKind::Stop { at, .. } = gap.kind {
            // A quotation that opens right behind the stop belongs to the right part.
            let opens =
                self.groups[self.group..].iter().map(|g| g.open).find(|&open| open >= self.last_end + at);
            if let Some(open) = opens.filter(|&open| open < self.last_end + gap.left) {
                (gap.left, gap.right) = (open - self.last_end, open - self.last_end);
            }
        }
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
        if ends_clause && free {
            let point = matches!(gap.kind, GapKind::Stop { ascii: true, .. });
            self.end_clause(if point { ClauseEnd::Point } else { ClauseEnd::Sure });
            self.clause.after_tab = matches!(gap.kind, GapKind::Tab | GapKind::WideBlank);
        }
        if !free {
            return;
        }
        let bracket = self.body[right_start..].trim_start().starts_with(['(', '（', '[', '［', '{']);
        let price = |from: Side| if bracket { AT_BRACKET } else { self.habit.price(from, gap.kind) };
        let [latin, han] = self.cost;
        let (to_latin, to_han) = (han + price(Side::Han), latin + price(Side::Latin));
        let changes = [to_latin < latin, to_han < han];
        if changes != [false; 2] {
            self.cost = [latin.min(to_latin), han.min(to_han)];
            self.borders.push(Border { left_end, right_start, changes });
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
        out
    }
}

fn is_word(c: char) -> bool {
    matches!(Script::of(c), Script::Latin | Script::Digit)
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

/// What stands between two letters, and where it would be cut.
#[derive(Clone, Copy, Debug)]
struct Gap {
    kind: GapKind,
    /// Where the left part would end and the right part start, from the start of the gap.
    left: usize,
    right: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GapKind {
    /// `ascii`: an ASCII full stop, which may belong to an abbreviation.
    Stop {
        ascii: bool,
        /// Behind the mark, before closing quotes.
        at: usize,
    },
    Tab,
    WideBlank,
    Bar,
    /// A colon, a semicolon, or the full stop of `the end.The start`.
    WeakStop,
    Comma,
    Plain,
}

impl Gap {
    fn of(gap: &str, behind: &str) -> Gap {
        if let Some((left, right)) = separator(gap, &['\t']) {
            return Gap { kind: GapKind::Tab, left, right };
        }
        if let Some((left, right)) = separator(gap, &['|', '｜', '/', '／']) {
            return Gap { kind: GapKind::Bar, left, right };
        }
        if let Some((left, right)) = separator(gap, &['\u{3000}']) {
            return Gap { kind: GapKind::WideBlank, left, right };
        }
        if let Some(stop) = stop(gap, behind) {
            let run_on = stop.ascii && stop.end == gap.len() && behind.starts_with(|c: char| c.is_ascii());
            if run_on {
                return Gap { kind: GapKind::WeakStop, left: stop.end, right: stop.end };
            }
            let kind = GapKind::Stop { ascii: stop.ascii, at: stop.at };
            return Gap { kind, left: stop.end, right: stop.end };
        }
        let kind = if gap.contains([':', '：', ';', '；']) {
            GapKind::WeakStop
        } else if gap.contains([',', '，', '、']) {
            GapKind::Comma
        } else {
            GapKind::Plain
        };
        let at = plain_border(gap);
        Gap { kind, left: at, right: at }
    }
}

/// A separator with what stands before and behind it. A bar or a slash needs a blank on
/// either side.
fn separator(gap: &str, marks: &[char]) -> Option<(usize, usize)> {
    let at = gap.find(marks)?;
    let mark = gap[at..].chars().next()?;
    let left = gap[..at].trim_end_matches(is_blank).len();
    let behind = at + mark.len_utf8();
    let right = gap.len() - gap[behind..].trim_start_matches(is_blank).len();
    let spaced = left < at && right > behind;
    (is_blank(mark) || matches!(mark, '｜') || spaced).then_some((left, right))
}

/// The last stop in a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stop {
    /// Behind the mark.
    at: usize,
    /// Behind the closing quotes that follow it.
    end: usize,
    ascii: bool,
}

fn stop(gap: &str, behind: &str) -> Option<Stop> {
    let mut found = None;
    let mut before = None;
    let mut digits = 0;
    let mut chars = gap.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c).or_else(|| behind.chars().next());
        let ordinal = c == '.' && (1..=2).contains(&digits) && before.is_some_and(char::is_whitespace);
        // `3.5`, `.svc`, `a.b`, but not `the end.The start`.
        let inside = c == '.'
            && after.is_some_and(|c| {
                c.is_ascii_graphic()
                    && !c.is_ascii_uppercase()
                    && !is_closer(c)
                    && !is_opener(c)
                    && !is_stop(c)
            });
        if is_stop(c) && !ordinal && !inside {
            found = Some((i + c.len_utf8(), c == '.'));
        }
        if c.is_ascii_digit() {
            digits += 1;
        } else {
            digits = 0;
            before = Some(c);
        }
    }
    let (at, ascii) = found?;
    let rest = gap[at..].trim_start_matches(|c| is_closer(c) || is_stop(c));
    // A dash between blanks stays with the left part, as it does without a stop.
    let dash =
        rest.trim_start().strip_prefix(['-', '–']).filter(|after| after.starts_with(char::is_whitespace));
    Some(Stop { at, end: gap.len() - dash.unwrap_or(rest).len(), ascii })
}

/// Where a gap without a stop would be cut: numbers before its last blank stay to the left,
/// opening marks go to the right.
fn plain_border(gap: &str) -> usize {
    let ordinal = |at: usize| {
        let right = gap[at..].trim_start();
        let rest = right.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < right.len() && rest.trim_end().len() <= 1 && rest.starts_with(['.', ')'])
    };
    let blanks = || gap.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(i, _)| i);
    if let Some(at) = blanks().find(|&at| ordinal(at)).or_else(|| blanks().last()) {
        return at;
    }
    gap.find(|c: char| is_opener(c) || c.is_ascii_digit()).unwrap_or(gap.len())
}

/// Opening quotes and brackets, which stand before their sentence.
const fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '«' | '「' | '『' | '《' | '〈' | '(' | '（' | '[' | '［' | '【')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(body: &str) -> Vec<(&str, &str)> {
        let tally = Tally::of(body);
        runs(body, Span::new(0, body.len()), &tally, Habit::default())
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
    fn short_clauses_and_labels() {
        assert_eq!(cut("Yes! 对！"), [("en", "Yes!"), ("zh", "对！")]);
        assert_eq!(cut("A. 苹果"), [("zh", "A. 苹果")]);
        assert_eq!(cut("Mr. 张来了。"), [("zh", "Mr. 张来了。")]);
    }

    #[test]
    fn gaps() {
        assert_eq!(plain_border(" 3 "), 2);
        assert_eq!(plain_border(" 1. "), 0);
        assert_eq!(stop(" 3.5 ", "米"), None);
        assert_eq!(stop(">.", "svc"), None);
        assert_eq!(stop(".\" “", "好"), Some(Stop { at: 1, end: 2, ascii: true }));
    }
}
