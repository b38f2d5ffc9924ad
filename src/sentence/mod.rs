//! A segment cut into sentences.
//!
//! The text is read once. At each run of stops (`stop`) the rules of the language
//! (`english`, `chinese`) say whether a sentence ends there; line breaks without a stop
//! have rules of their own (`lines`). Between the stops that these rules know, the bounds
//! of Unicode (UAX #29) hold, so the stops of other scripts count too.

mod aside;
mod bare;
mod chinese;
mod english;
mod entity;
mod items;
mod label;
mod lines;
mod numbering;
mod open;
mod said;
mod stop;
mod tag;
mod verse;
mod window;
mod words;

use std::cell::OnceCell;

use unicode_segmentation::UnicodeSegmentation;

use crate::lang::Lang;
use crate::span::{Span, is_blank};
use entity::Decoded;
use lines::Wrap;
use numbering::{Numbering, is_circled};
use open::Open;
use stop::{Mark, Stop};
use verse::{Verse, verses};

/// What [`sentences_with`] takes for the end of a sentence.
///
/// ```
/// use bitext::Lang;
/// use bitext::sentence::{SentenceOptions, sentences_with};
/// let text = "天黑了；他还没回来。";
/// let clauses = SentenceOptions::default().semicolons(true);
/// assert_eq!(sentences_with(text, Lang::Zh, clauses).len(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct SentenceOptions {
    /// Whether a Chinese `；` ends a sentence; off by default.
    pub semicolons: bool,
    /// Whether the text is known to be one paragraph, so that a blank line in it is a line break like any
    /// other; off by default. A [segment](crate::segments) has one where the whole page has a blank line
    /// behind every line.
    pub one_paragraph: bool,
}

impl SentenceOptions {
    /// Sets whether a Chinese `；` ends a sentence, as for texts whose other side has a
    /// full stop there.
    pub fn semicolons(self, semicolons: bool) -> SentenceOptions {
        SentenceOptions { semicolons, ..self }
    }

    /// Sets whether the text is known to be one paragraph.
    ///
    /// ```
    /// use bitext::Lang;
    /// use bitext::sentence::{SentenceOptions, sentences_with};
    /// let text = "The ferry leaves the island at noon, and the\n\nlast bus waits for it.";
    /// let paragraph = SentenceOptions::default().one_paragraph(true);
    /// assert_eq!(sentences_with(text, Lang::En, paragraph).len(), 1);
    /// assert_eq!(sentences_with(text, Lang::En, SentenceOptions::default()).len(), 2);
    /// ```
    pub fn one_paragraph(self, one_paragraph: bool) -> SentenceOptions {
        SentenceOptions { one_paragraph, ..self }
    }
}

/// Cuts running text of one language into sentences.
///
/// The spans tile `text`: the first starts at 0, each starts where the one before it ends,
/// the last ends at `text.len()`. Blanks between two sentences belong to the first;
/// [`Span::trimmed`] takes them off. An empty text has no sentence.
///
/// Closing quotation marks and brackets, footnote marks (`[12]`, `①`), emoticons, and brackets that tell of the
/// room or of a source (`(Laughter)`, `（温特，1931）`) stay with the sentence that they close; quoted
/// speech is cut between its sentences, and a short tag after it (`“Why?” he asked.`, `“为什么？”他问。`) is
/// not cut off. Where a paragraph begins with a mark (`[1]`, `¹`, `①`), those that count on begin sentences, and
/// so do the verses of a text that begins with the number of one. Chinese without stops is cut at its blanks.
/// A line break is a blank, unless it is followed by an empty line or comes too early for a wrapped line. HTML
/// entities are read as the characters that they mean.
///
/// The time is linear in the length of the text.
///
/// ```
/// use bitext::{Lang, sentences};
/// let text = "Dr. Reed paid $3.50. “Too much!” she said.";
/// let parts: Vec<&str> = sentences(text, Lang::En).iter().map(|s| s.trimmed(text).of(text)).collect();
/// assert_eq!(parts, ["Dr. Reed paid $3.50.", "“Too much!” she said."]);
/// ```
pub fn sentences(text: &str, lang: Lang) -> Vec<Span> {
    sentences_with(text, lang, SentenceOptions::default())
}

/// [`sentences`] with options.
pub fn sentences_with(text: &str, lang: Lang, options: SentenceOptions) -> Vec<Span> {
    let Some(decoded) = Decoded::of(text) else { return cut(text, lang, options) };
    let mut spans = cut(&decoded.text, lang, options);
    decoded.carry_back(&mut spans);
    spans
}

/// The sentences of a text without entities.
fn cut(text: &str, lang: Lang, options: SentenceOptions) -> Vec<Span> {
    let mut cutter = Cutter {
        text,
        lang,
        options,
        start: 0,
        open: Open::default(),
        wrap: None,
        full: OnceCell::new(),
        stopped: OnceCell::new(),
        numbering: None,
        out: Vec::new(),
    };
    let bytes = text.as_bytes();
    // Blanks at the head belong to the first sentence.
    let mut at = text.len() - text.trim_start_matches(is_blank).len();
    let mut between = at;
    cutter.numbering = Numbering::read(&text[at..]);
    while let Some(found) = bytes[at..].iter().position(|b| stop::MAY_MATTER[usize::from(*b)]) {
        at += found;
        let Some(c) = text[at..].chars().next() else { break };
        match Stop::read(text, at, c, &cutter.open, cutter.numbering) {
            Some(stop) => {
                cutter.between(between, stop.start);
                cutter.stop(&stop);
                at = stop.next;
                between = at;
            }
            None => {
                if is_circled(c) {
                    cutter.numbering = Numbering::seen(cutter.numbering, text, at, cutter.start);
                }
                cutter.open.see(c, at);
                at += c.len_utf8();
            }
        }
    }
    cutter.between(between, text.len());
    cutter.cut(text.len());
    if lang == Lang::Zh && cutter.out.len() == 1 {
        let clauses = bare::clauses(text);
        if !clauses.is_empty() {
            return clauses;
        }
    }
    match &verses(text)[..] {
        [] => cutter.out,
        verses => parted(&cutter.out, verses),
    }
}

/// Makes each verse begin a sentence, whatever stands before its number, and keeps the number with its words.
fn parted(sentences: &[Span], verses: &[Verse]) -> Vec<Span> {
    let is_inside = |end: usize| {
        let verse = verses.get(verses.partition_point(|verse| verse.text < end));
        verse.is_some_and(|verse| verse.start < end)
    };
    let ends = sentences.iter().map(|sentence| sentence.end).filter(|end| !is_inside(*end));
    let mut ends: Vec<usize> = ends.chain(verses.iter().map(|verse| verse.start)).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut start = 0;
    ends.into_iter().map(|end| Span::new(std::mem::replace(&mut start, end), end)).collect()
}

struct Cutter<'t> {
    text: &'t str,
    lang: Lang,
    options: SentenceOptions,
    /// Where the sentence in hand starts.
    start: usize,
    open: Open,
    /// Width of the text's lines, once a line break has asked for it.
    wrap: Option<Wrap>,
    /// Whether the text has `。`, once a number has asked for it.
    full: OnceCell<bool>,
    /// Whether the text ends with `.`, once a number has asked for it.
    stopped: OnceCell<bool>,
    /// The last mark that numbers a sentence, in a paragraph that begins with one.
    numbering: Option<Numbering>,
    out: Vec<Span>,
}

impl Cutter<'_> {
    fn stop(&mut self, stop: &Stop) {
        let ends = self.ends(stop);
        for (offset, c) in self.text[stop.marks..stop.end].char_indices() {
            self.open.see(c, stop.marks + offset);
        }
        if ends {
            self.cut(stop.next);
            let sentence = &self.text[stop.next..];
            self.numbering = match self.numbering {
                _ if self.parts(stop) => Numbering::read(sentence),
                last => last.and_then(|last| last.followed_by(sentence)).or(last),
            };
            if stop.breaks > 0 {
                self.open = Open::default();
            }
        }
    }

    /// Whether it ends a paragraph.
    fn parts(&self, stop: &Stop) -> bool {
        stop.breaks > if self.options.one_paragraph { 2 } else { 1 }
    }

    fn ends(&mut self, stop: &Stop) -> bool {
        let text = self.text;
        if stop.next == text.len() {
            return false;
        }
        if self.parts(stop) {
            return true;
        }
        if stop.start == self.start {
            return false;
        }
        if stop.numbered {
            return true;
        }
        match stop.mark {
            Mark::Line => self.wrap.get_or_insert_with(|| Wrap::of(text, self.lang)).is_broken_at(text, stop),
            Mark::Semicolon => self.options.semicolons && self.lang == Lang::Zh,
            _ if self.lang == Lang::Zh || stop.wide => {
                let full = || *self.full.get_or_init(|| text.contains('。'));
                let stopped = || *self.stopped.get_or_init(|| text.trim_end().ends_with('.'));
                chinese::ends(text, self.start, stop, &self.open, full, stopped)
            }
            _ => english::ends(text, self.start, stop, &self.open),
        }
    }

    /// The bounds of Unicode in a stretch between two stops of ours.
    ///
    /// Such a stretch has no bound of interest in ASCII, and it never holds a full stop with
    /// blanks after it, where the look-ahead of rule SB8 could take quadratic time.
    fn between(&mut self, from: usize, to: usize) {
        let stretch = &self.text[from..to];
        if stretch.is_ascii() {
            return;
        }
        for (bound, _) in stretch.split_sentence_bound_indices().skip(1) {
            // The `?` of an address; our rules have seen it.
            if stretch.as_bytes()[bound - 1].is_ascii_punctuation() {
                continue;
            }
            let blanks = stretch[bound..].chars().take_while(|c| is_blank(*c)).map(char::len_utf8);
            self.cut(from + bound + blanks.sum::<usize>());
        }
    }

    /// Ends the sentence in hand. A mark that opens something and is all there is belongs to the one before,
    /// whichever way it faces: `是吗？“`.
    fn cut(&mut self, at: usize) {
        if at == self.start {
            return;
        }
        let sentence = Span::new(self.start, at);
        let is_mark =
            |c: char| is_blank(c) || matches!(c, '“' | '‘' | '「' | '『' | '〝' | '（' | '"' | '\'' | '(');
        match self.out.last_mut() {
            Some(before)
                if sentence.of(self.text).chars().all(is_mark)
                    && !before.of(self.text).ends_with(['\n', '\r']) =>
            {
                before.end = at;
            }
            _ => self.out.push(sentence),
        }
        self.start = at;
    }
}
