//! Phrases in both languages that only their words tell of: `Coffee break 茶歇` in the programme of a day.

use super::gap::is_opener;
use super::line::{is_closer, is_stop};
use super::paragraph::Run;
use super::run::lang;
use super::title::{DoubleTitle, Halves, LONGEST_TITLE, Shape, shape};
use super::gap::Side;
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
/// So many dots or lines lead to what stands at the end of the line, or are there to be written on.
const LEADER: usize = 3;
/// Letters that a Chinese word begins with, 卡拉OK apart: `T恤`, `VIP卡`.
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

/// Cuts phrases in both languages that nothing parts, as far as the page has them. `in_both`: it has sentences
/// of either language.
pub(super) fn part(text: &str, paragraphs: &mut [Vec<Run>], in_both: bool, agreement: Agreement<'_>) {
    let mut phrases = Vec::new();
    for (paragraph, runs) in paragraphs.iter().enumerate() {
        for (run, Run { span, tally, .. }) in runs.iter().enumerate() {
            if tally.latin > 0 && tally.han > 0 && tally.han.max(tally.words) <= 2 * LONGEST_TITLE {
                let fields = fields(text, *span).into_iter();
                phrases.extend(fields.filter_map(|field| Phrase::of(text, field, agreement)).map(|phrase| {
                    Phrase { paragraph, run, ..phrase }
                }));
            }
        }
    }
    let sure = phrases.iter().filter(|phrase| phrase.is_sure).count();
    let is_part = |(part, whole): (usize, usize)| whole * sure >= part * phrases.len();
    if sure < if in_both { 1 } else { LEAST } || !is_part(MOST_PARTS) {
        return;
    }
    let all = sure > 1 && is_part(NEARLY_ALL);
    phrases.retain(|phrase| phrase.is_sure || all && phrase.is_title);
    for phrases in phrases.chunk_by(|a, b| (a.paragraph, a.run) == (b.paragraph, b.run)).rev() {
        let Phrase { paragraph, run, .. } = phrases[0];
        let whole = paragraphs[paragraph][run].span;
        paragraphs[paragraph].splice(run..=run, cut(text, whole, phrases));
    }
}

impl Phrase {
    fn of(text: &str, field: Span, agreement: Agreement<'_>) -> Option<Phrase> {
        let body = field.of(text);
        let tally = Tally::of(body);
        let is_long = tally.han.max(tally.words) > LONGEST_TITLE;
        if is_long || body.trim_end_matches(is_closer).ends_with(is_stop) {
            return None;
        }
        let first = match shape(body) {
            Shape::LatinHan => Side::Latin,
            Shape::HanLatin => Side::Han,
            Shape::NoHan | Shape::Other => return None,
        };
        let (end, start) = Halves::of(body)?.border();
        // What stands in brackets is a gloss.
        if body[start..].starts_with(is_opener) || body[..end].ends_with(is_closer) {
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
fn before_latin(body: &str, (end, behind): (usize, usize)) -> Option<((usize, usize), bool)> {
    let is_latin = |c: char| Script::of(c) == Script::Latin;
    let english = &body[..end];
    let start = english.trim_end_matches(is_latin).len();
    let left = english[..start].trim_end_matches(is_blank);
    let word = &english[start..];
    let touches = end == behind && !body[end..].starts_with(is_blank);
    let is_other = left.len() < start && !word.is_empty() && left.contains(is_latin);
    let is_sign = word.len() <= LONGEST_SIGN && word.chars().all(char::is_uppercase);
    let is_sure = touches && is_sign && left.contains(char::is_lowercase);
    (is_other && (touches || left.contains(word))).then_some(((left.len(), start), is_sure))
}

/// What stands between leaders, `Prelude 序樂 ...... Organist`, `Name 姓名 ____ Date 日期 ____`, tabs and columns.
fn fields(text: &str, span: Span) -> Vec<Span> {
    let body = span.of(text);
    let mut out = Vec::new();
    let mut from = 0;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '_' | '…' | '·' | '\t' | ' ' | '\u{3000}') {
            continue;
        }
        let mut n = 1;
        let mut end = at + c.len_utf8();
        while chars.next_if(|&(_, next)| next == c).is_some() {
            n += 1;
            end += c.len_utf8();
        }
        let least = match c {
            '\t' | '\u{3000}' => 1,
            ' ' | '…' => 2,
            _ => LEADER,
        };
        if n >= least {
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
        let span = Span::new(from, to).trimmed(text);
        let tally = Tally::of(span.of(text));
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
        let sides = if phrase.first == Side::Latin { [Side::Latin, Side::Han] } else { [Side::Han, Side::Latin] };
        add(phrase.field.start, phrase.left_end, Some(sides[0]));
        add(phrase.right_start, phrase.field.end, Some(sides[1]));
        from = phrase.field.end;
    }
    add(from, whole.end, None);
    runs
}
