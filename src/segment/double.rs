//! Phrases in both languages that only their words tell of: `Coffee break 茶歇` in the programme of a day.

use super::gap::{Side, is_opener};
use super::habit::ends_in_stop;
use super::line::is_closer;
use super::paragraph::Run;
use super::run::{lang, run_of};
use super::title::{DoubleTitle, Halves, LONGEST_TITLE, Shape, shape};
use crate::lang::{Lang, Script, Tally};
use crate::span::{Span, is_blank};

/// How far two phrases translate each other: 0 where they do not.
pub(crate) type Agreement<'a> = &'a dyn Fn(&str, &str) -> f32;

/// So many phrases whose halves translate each other tell of a page without sentences in both languages, and
/// so many of the phrases that they are among, in parts.
const LEAST: usize = 3;
const MOST_PARTS: (usize, usize) = (1, 2);
/// Where it is so large a part, of two at least, the others that look like titles are translated too.
const NEARLY_ALL: (usize, usize) = (2, 3);
/// Where it is less than so small a part, cut phrases were none.
const HARDLY_ANY: (usize, usize) = (1, 5);
/// So many of those that are cut tell of all.
const MOST_LOOKS: usize = 8;
/// So many dots or lines lead to what stands at the end of the line, or are there to be written on.
const LEADER: usize = 3;
/// The most letters that a Chinese word begins with: `T恤`, `VIP卡`.
const LONGEST_SIGN: usize = 4;

/// A phrase in both languages, in a run that is not cut.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    paragraph: usize,
    run: usize,
    field: Span,
    left_end: usize,
    right_start: usize,
    /// The side that comes first.
    first: Side,
    /// Whether its halves translate each other.
    is_sure: bool,
    is_title: bool,
}

/// Cuts phrases in both languages that nothing parts where the page has such, and joins what was cut in a page of
/// which nothing does: `Docker 容器网络`. `in_both`: it has sentences of either language.
pub(super) fn part(text: &str, paragraphs: &mut [Vec<Run>], in_both: bool, agreement: Option<Agreement<'_>>) {
    paragraphs.iter_mut().for_each(|runs| give_letters(text, runs));
    let Some(agreement) = agreement else { return };
    let (mut phrases, mut cut_ones) = (Vec::new(), Vec::new());
    for (paragraph, runs) in paragraphs.iter().enumerate() {
        cut_ones.extend(cut_phrase(text, runs).map(|halves| (paragraph, halves)));
        for (run, Run { span, tally, .. }) in runs.iter().enumerate() {
            if tally.latin > 0 && tally.han > 0 && tally.han.max(tally.words) <= 2 * LONGEST_TITLE {
                let found = phrases_of(text, *span, agreement).into_iter();
                phrases.extend(found.map(|phrase| Phrase { paragraph, run, ..phrase }));
            }
        }
    }
    let are_sure = |halves: &[Span; 2]| agreement(halves[0].of(text), halves[1].of(text)) > 0.0;
    let looked_at = &cut_ones[..cut_ones.len().min(MOST_LOOKS)];
    let all = phrases.len() + looked_at.len();
    let sure = phrases.iter().filter(|phrase| phrase.is_sure).count()
        + looked_at.iter().filter(|(_, halves)| are_sure(halves)).count();
    let is_part = |(part, whole): (usize, usize)| whole * sure >= part * all;
    if cut_ones.len() >= LEAST && !is_part(HARDLY_ANY) {
        cut_ones.retain(|(_, halves)| !are_sure(halves));
        cut_ones.iter().for_each(|(i, _)| join(text, &mut paragraphs[*i]));
    }
    if sure < if in_both { 1 } else { LEAST } || !is_part(MOST_PARTS) {
        return;
    }
    let nearly_all = sure > 1 && is_part(NEARLY_ALL);
    phrases.retain(|phrase| phrase.is_sure || nearly_all && phrase.is_title);
    for phrases in phrases.chunk_by(|a, b| (a.paragraph, a.run) == (b.paragraph, b.run)).rev() {
        let Phrase { paragraph, run, .. } = phrases[0];
        let whole = paragraphs[paragraph][run].span;
        paragraphs[paragraph].splice(run..=run, cut(text, whole, phrases));
    }
}

/// The English and the Chinese of a phrase that is cut where nothing but a blank stands.
fn cut_phrase(text: &str, runs: &[Run]) -> Option<[Span; 2]> {
    let [left, right] = runs else { return None };
    let (english, chinese) = match (left.lang, right.lang) {
        (Lang::En, Lang::Zh) => (left, right),
        (Lang::Zh, Lang::En) => (right, left),
        _ => return None,
    };
    let is_plain = matches!(&text[left.span.end..right.span.start], "" | " ")
        && left.span.of(text).ends_with(char::is_alphanumeric)
        && right.span.of(text).starts_with(char::is_alphanumeric);
    let is_long = english.tally.words.max(chinese.tally.han) > LONGEST_TITLE;
    if !is_plain || is_long || ends_in_stop(right.span.of(text)) {
        return None;
    }
    let line = Span::new(left.span.start, right.span.end).of(text);
    matches!(shape(line), Shape::LatinHan | Shape::HanLatin).then_some([english.span, chinese.span])
}

/// Makes one Chinese run of those of a line.
pub(super) fn join(text: &str, runs: &mut Vec<Run>) {
    let span = Span::new(runs[0].span.start, runs[runs.len() - 1].span.end);
    *runs = vec![run_of(text, span, Side::Han)];
}

/// Gives the letters that Chinese begins with to it, where the border of the languages was found behind them:
/// `long-sleeved T-shirt T恤`.
fn give_letters(text: &str, runs: &mut [Run]) {
    for right in 1..runs.len() {
        let (before, behind) = (runs[right - 1].span, runs[right].span);
        if before.end == behind.start
            && (runs[right - 1].lang, runs[right].lang) == (Lang::En, Lang::Zh)
            && let Some((border, true)) = before_latin(before.of(text), (before.len(), before.len()))
        {
            runs[right - 1].span.end = before.start + border.0;
            runs[right].span.start = before.start + border.1;
        }
    }
}

/// The phrases of a run: it is one, or has some in the fields of a form or a table, before and behind colons there.
fn phrases_of(text: &str, span: Span, agreement: Agreement<'_>) -> Vec<Phrase> {
    let mut found = Vec::new();
    for field in fields(text, span, leader) {
        let phrase = |field: Span| Phrase::of(text, field, agreement);
        match phrase(field) {
            Some(whole) => found.push(whole),
            None if ends_in_stop(field.of(text)) => {}
            None => {
                let parts = fields(text, field, |c, _| matches!(c, ':' | '：'));
                if parts.len() > 1 {
                    found.extend(parts.into_iter().filter_map(phrase));
                }
            }
        }
    }
    found
}

impl Phrase {
    fn of(text: &str, field: Span, agreement: Agreement<'_>) -> Option<Phrase> {
        let body = field.of(text);
        let first = match shape(body) {
            Shape::LatinHan => Side::Latin,
            Shape::HanLatin => Side::Han,
            Shape::NoHan | Shape::Other => return None,
        };
        let tally = Tally::of(body);
        if tally.han.max(tally.words) > LONGEST_TITLE || ends_in_stop(body) {
            return None;
        }
        let (end, start) = Halves::of(body)?.border();
        // An abbreviation is a name, `CPI 指数`, and what stands in brackets a gloss.
        let is_name = tally.latin <= LONGEST_SIGN && !body.contains(char::is_lowercase);
        if is_name
            || body[start..].trim_start().starts_with(|c| c != '《' && is_opener(c))
            || body[..end].trim_end().ends_with(|c| c != '》' && is_closer(c))
        {
            return None;
        }
        let score = |(end, start): (usize, usize)| {
            let (left, right) = (&body[..end], &body[start..]);
            if first == Side::Latin { agreement(left, right) } else { agreement(right, left) }
        };
        let (mut border, mut best) = ((end, start), score((end, start)));
        if first == Side::Latin
            && let Some((other, is_sure)) = before_latin(body, (end, start))
        {
            let found = score(other);
            if found > best || is_sure && found == best {
                (border, best) = (other, found);
            }
        }
        let words = body.trim_start_matches(|c: char| !c.is_alphabetic());
        let is_title = DoubleTitle::of(words, &tally, false) == Some(DoubleTitle::Phrases);
        Some(Phrase {
            paragraph: 0,
            run: 0,
            field,
            left_end: field.start + border.0,
            right_start: field.start + border.1,
            first,
            is_sure: best > 0.0,
            is_title,
        })
    }
}

/// The border before Latin letters that belong to the Chinese behind them: they touch it, `Group A A组`, or stand
/// in the English too, `Python Basics Python 基础`. And whether they look like that by themselves.
fn before_latin(body: &str, (end, start): (usize, usize)) -> Option<((usize, usize), bool)> {
    let is_latin = |c: char| Script::of(c) == Script::Latin;
    let english = &body[..end];
    let word_start = english.trim_end_matches(is_latin).len();
    let left = english[..word_start].trim_end_matches(is_blank);
    let word = &english[word_start..];
    let touches = end == start && !body[end..].starts_with(is_blank);
    let is_other = left.len() < word_start && !word.is_empty() && left.contains(is_latin);
    let is_sign = word.len() <= LONGEST_SIGN && word.chars().all(char::is_uppercase);
    let is_sure = touches && is_sign && left.contains(char::is_lowercase);
    (is_other && (touches || left.contains(word))).then_some(((left.len(), word_start), is_sure))
}

/// Whether so many of a character are a leader, `Prelude 序樂 ...... Organist`, a line to write on,
/// `Name 姓名 ____ Date 日期 ____`, or what parts columns.
const fn leader(c: char, n: usize) -> bool {
    match c {
        '\t' | '\u{3000}' => true,
        ' ' | '…' => n >= 2,
        '.' | '_' | '·' => n >= LEADER,
        _ => false,
    }
}

/// What stands between the separators of a run: rows of one character.
fn fields(text: &str, span: Span, is_separator: impl Fn(char, usize) -> bool) -> Vec<Span> {
    let body = span.of(text);
    let mut out = Vec::new();
    let mut from = 0;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_separator(c, usize::MAX) {
            continue;
        }
        let (mut n, mut end) = (1, at + c.len_utf8());
        while chars.next_if(|&(_, next)| next == c).is_some() {
            n += 1;
            end += c.len_utf8();
        }
        if is_separator(c, n) {
            out.push(Span::new(from, at));
            from = end;
        }
    }
    out.push(Span::new(from, body.len()));
    let fields = out.into_iter().map(|field| field.shifted(span.start).trimmed(text));
    fields.filter(|field| !field.is_empty()).collect()
}

/// A run cut at its phrases; what has no letters stays with what stands before it.
fn cut(text: &str, whole: Span, phrases: &[Phrase]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut from = whole.start;
    let mut add = |from: usize, to: usize, side: Option<Side>| {
        let mut span = Span::new(from, to).trimmed(text);
        let tally = Tally::of(span.of(text));
        if tally.letters() > 0 {
            let separators = |c: char| is_blank(c) || matches!(c, ':' | '：') || leader(c, LEADER);
            span.start = span.end - span.of(text).trim_start_matches(separators).len();
        }
        match runs.last_mut() {
            Some(last) if tally.letters() == 0 => last.span.end = last.span.end.max(span.end),
            _ if span.is_empty() => {}
            _ => {
                let han = if tally.cjk() > 0 { Side::Han } else { Side::Latin };
                let lang = match side {
                    Some(Side::Latin) => Lang::En,
                    Some(Side::Han) => Lang::Zh,
                    None => lang(span.of(text), han, &tally),
                };
                runs.push(Run { span, lang, tally });
            }
        }
    };
    for phrase in phrases {
        add(from, phrase.field.start, None);
        let sides =
            if phrase.first == Side::Latin { [Side::Latin, Side::Han] } else { [Side::Han, Side::Latin] };
        add(phrase.field.start, phrase.left_end, Some(sides[0]));
        add(phrase.right_start, phrase.field.end, Some(sides[1]));
        from = phrase.field.end;
    }
    add(from, whole.end, None);
    runs
}
