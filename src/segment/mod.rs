//! A text cut into segments: runs of one language inside a block of lines.

mod block;
mod border;
mod both;
mod broken;
mod credit;
mod cues;
mod date;
mod double;
mod echo;
mod fence;
mod folio;
mod furniture;
mod gap;
mod group;
mod habit;
mod head;
mod html;
mod item;
mod kind;
mod label;
mod line;
mod list;
mod margin;
mod measure;
mod original;
mod own;
mod paragraph;
mod pinyin;
mod print;
mod run;
mod signed;
mod table;
mod title;
mod twin;

use self::block::{Block, blocks};
pub(crate) use self::double::Agreement;
use self::habit::Habit;
use self::label::{Label, labels};
use self::line::{Mark, lines};
use self::original::originals;
use self::paragraph::Run;
use crate::hanzi;
use crate::lang::{Lang, Tally, Variant};
use crate::span::Span;

/// What a segment is in its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Kind {
    /// Running text.
    Prose,
    /// A title, of the text or of a part of it.
    Heading,
    /// An item of a list.
    #[cfg_attr(feature = "serde", serde(rename = "list-item"))]
    ListItem,
    /// What belongs to the page and not to the text: dates, counters, bylines, addresses,
    /// links, navigation, captions, code, tags. It is never paired.
    Furniture,
}

impl Kind {
    /// `prose`, `heading`, `list-item` or `furniture`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Prose => "prose",
            Kind::Heading => "heading",
            Kind::ListItem => "list-item",
            Kind::Furniture => "furniture",
        }
    }
}

/// A run of text in one language, with no blank at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Segment {
    /// Where it is in the text, in bytes.
    pub span: Span,
    /// Its language.
    pub lang: Lang,
    /// Its script, for Chinese only.
    pub variant: Option<Variant>,
    /// What it is in the page.
    pub kind: Kind,
    /// Whether it stands in the same paragraph as the segment before it, which is in another language, or
    /// in the same row of a table.
    pub goes_on: bool,
}

/// Cuts a text into segments, in the order of the text.
///
/// A segment is a paragraph, or the part of a paragraph that is in one language:
///
/// - Blank lines part paragraphs. So does the end of a line, unless the text is hard-wrapped:
///   lines that break off at one margin, of the page or of their paragraph, are joined into one
///   paragraph. The lines of a poem, of a list or of subtitles are segments of their own.
/// - Both languages on one line are parted where one ends and the other begins, with a blank,
///   a tab, `|`, ` / `, a full-width blank, another mark that the page is used to, or nothing between.
///   A name, a quotation or a gloss in the other language does not part a sentence; a sentence in
///   brackets behind its original is a segment of its own.
/// - Each cell of a table is a segment of its own, or several: of a Markdown table, `| one | two |`, and of
///   rows of three columns or more that bars or tabs part. So is each field of CSV, from three such lines on.
/// - Pinyin beside the Chinese that it spells, `你好 nǐ hǎo hello`, is a segment of its own, in neither
///   language, on the same line or on one of its own.
/// - Labels that name the languages of a page, `EN:` and `ZH:` before its lines, are furniture, and so is `译：` before
///   a translation below its original.
/// - Tags of HTML around the text of a line are furniture, and so are its breaks, `<br>`, which part it.
/// - Each line of a fenced block of Markdown with code in it is furniture, and so are running heads of pages but for
///   the first, and English that is only a number with its unit, `5.2 kg`, on a page whose Chinese has no such
///   segments of its own, `5.2公斤`.
/// - List bullets, the marks of Markdown headings, the bars of tables and the quotation marks around fields
///   of CSV stand outside the spans; the numbers of a numbered list inside.
///
/// Every letter and every digit of the text is in exactly one segment. What lies between the
/// segments is blanks, zero-width characters, bullets, heading marks, bars, separators and the marks of CSV.
///
/// This asks no model. [`Aligner::segments`](crate::Aligner::segments) does, and also cuts `Opening Hours 开放时间`.
///
/// ```
/// use bitext::{Kind, Lang, segments};
/// let text = "## Tea\n\nBoil the water first. 先把水烧开。\n";
/// let found = segments(text);
/// let parts: Vec<_> = found.iter().map(|s| (s.span.of(text), s.lang)).collect();
/// assert_eq!(parts[0], ("Tea", Lang::En));
/// assert_eq!(parts[1], ("Boil the water first.", Lang::En));
/// assert_eq!(parts[2], ("先把水烧开。", Lang::Zh));
/// assert_eq!(found[0].kind, Kind::Heading);
/// ```
pub fn segments(text: &str) -> Vec<Segment> {
    segments_by(text, None)
}

/// [`segments`], with somebody to ask whether two phrases translate each other.
pub(crate) fn segments_by(text: &str, agreement: Option<Agreement<'_>>) -> Vec<Segment> {
    let mut blocks = blocks(text, &pinyin::apart(text, lines(text)));
    pinyin::mark(text, &mut blocks);
    let labels = labels(text, &blocks);
    let lines: Vec<_> =
        blocks.iter().zip(labels).map(|(block, label)| Labelled::of(text, block, label)).collect();
    let cut = |line: &Labelled, habit: Habit| match line.pinyin {
        true => vec![Run { span: line.span, lang: Lang::Other, tally: line.tally }],
        false => run::runs(text, line.span, &line.tally, line.speaker, habit),
    };
    let mut runs: Vec<Vec<Run>> = lines.iter().map(|line| cut(line, Habit::default())).collect();
    let (habit, lists) = {
        let paragraphs = lines.iter().zip(&runs).map(|(line, runs)| (line.span, line.tally, runs.as_slice()));
        let plain = paragraphs.clone().zip(&lines).filter(|(_, line)| line.speaker.is_none());
        (Habit::learn(text, plain.map(|(paragraph, _)| paragraph)), list::lists(text, paragraphs))
    };
    if habit != Habit::default() || !lists.is_empty() {
        let has_both = |line: &Labelled| line.tally.latin > 0 && line.tally.cjk() > 0;
        let mixed = lines.iter().zip(&mut runs).enumerate().filter(|(_, (line, _))| has_both(line));
        for (i, (line, runs)) in mixed {
            let list = lists.get(i).copied().flatten();
            *runs = cut(line, list.map_or(habit, |first| habit.in_a_list(first)));
        }
    }
    double::part(text, &mut runs, habit.in_both(), agreement);
    if let Some(agreement) = agreement {
        credit::give_names(text, &mut runs, agreement);
    }
    echo::give_back(text, &mut runs);
    signed::read_names(text, &mut runs);
    border::settle(text, &mut runs);
    let mut drafts = Vec::new();
    for (line, runs) in lines.iter().zip(&runs) {
        drafts.extend(line.label);
        drafts.extend(runs.iter().map(|run| Draft {
            span: run.span,
            lang: run.lang,
            mark: line.mark,
            tally: run.tally,
            is_label: false,
            goes_on: line.in_row || run.span.start > runs[0].span.start,
        }));
    }
    finish(text, &drafts, false)
}

/// Cuts a text that is known to be in one language into its paragraphs.
///
/// Lines are joined as in [`segments`]. Runs of another language inside a paragraph do not cut
/// it, and every paragraph with a letter or a digit is taken to be in `lang`; but where one in five is surely in
/// the other of the two languages, as the original is that a translation keeps, those are [`Lang::Other`]. Only
/// links, tags, lines without a letter, the numbers of pages with their running heads, and the times and numbers
/// of subtitles are [`Kind::Furniture`] here: a date or a byline of a whole text has its counterpart in the
/// translation.
///
/// ```
/// use bitext::{Lang, segment::paragraphs};
/// let text = "一、Rust 入门\n\nfn main() {}\n";
/// assert!(paragraphs(text, Lang::Zh).iter().all(|p| p.lang == Lang::Zh));
/// ```
pub fn paragraphs(text: &str, lang: Lang) -> Vec<Segment> {
    let mut blocks = blocks(text, &lines(text));
    pinyin::mark(text, &mut blocks);
    let originals = originals(text, &blocks, lang);
    let lang =
        |b: &Block, original: bool| match b.tally.letters() + b.tally.digits > 0 && !original && !b.pinyin {
            true => lang,
            false => Lang::Other,
        };
    let draft = |(b, &original): (&Block, &bool)| Draft {
        span: b.span,
        lang: lang(b, original),
        mark: b.mark,
        tally: b.tally,
        is_label: false,
        goes_on: false,
    };
    let drafts: Vec<_> = blocks.iter().zip(&originals).map(draft).collect();
    finish(text, &drafts, true)
}

/// A paragraph without the label that says which text it is of.
#[derive(Clone, Copy, Debug)]
struct Labelled {
    label: Option<Draft>,
    /// Where the line begins behind the one who speaks it.
    speaker: Option<usize>,
    span: Span,
    tally: Tally,
    mark: Mark,
    in_row: bool,
    pinyin: bool,
}

impl Labelled {
    fn of(text: &str, block: &Block, label: Option<Label>) -> Labelled {
        let Block { span, tally, mark, in_row, pinyin } = *block;
        let whole = Labelled { label: None, speaker: None, span, tally, mark, in_row, pinyin };
        match label {
            None => whole,
            Some(Label::OfSpeaker(at)) => Labelled { speaker: Some(at), ..whole },
            Some(Label::OfText(at)) => {
                let [label, rest] = [(0, at), (at, span.len())]
                    .map(|(from, to)| Span::new(span.start + from, span.start + to).trimmed(text));
                let named = Tally::of(label.of(text));
                let lang = if named.han > 0 { Lang::Zh } else { Lang::En };
                let label = Draft { span: label, lang, mark, tally: named, is_label: true, goes_on: in_row };
                Labelled { label: Some(label), span: rest, tally: Tally::of(rest.of(text)), ..whole }
            }
        }
    }
}

/// A segment whose kind is not known yet.
#[derive(Clone, Copy, Debug)]
struct Draft {
    span: Span,
    lang: Lang,
    mark: Mark,
    tally: Tally,
    /// Whether it is the label that says which text the rest of its line is of.
    is_label: bool,
    goes_on: bool,
}

impl Draft {
    /// Its letters, where a character of Chinese counts two.
    const fn weight(&self) -> usize {
        self.tally.latin + self.tally.foreign + 2 * self.tally.cjk()
    }
}

/// The numbers of what stands before and behind, of `count` things.
fn neighbours(i: usize, count: usize) -> impl Iterator<Item = usize> + Clone {
    [i.checked_sub(1), Some(i + 1).filter(|&j| j < count)].into_iter().flatten()
}

fn finish(text: &str, drafts: &[Draft], whole: bool) -> Vec<Segment> {
    let kinds = kind::kinds(text, drafts, whole);
    drafts
        .iter()
        .zip(kinds)
        .map(|(draft, kind)| Segment {
            span: draft.span,
            lang: draft.lang,
            variant: (draft.lang == Lang::Zh).then(|| hanzi::variant(draft.span.of(text))).flatten(),
            kind,
            goes_on: draft.goes_on,
        })
        .collect()
}
