//! Phrases of English that a Chinese text quotes.
//!
//! `知识点：had a voice like a gate 是一个比喻` says which English it is about, and is no translation of
//! it. Word by word such a phrase would be the best evidence of one that there is.

use std::ops::Range;

use crate::span::Span;

/// So many words side by side, most of them small, are no name and no term, but a phrase. What a hyphen joins
/// is one.
const PHRASE: usize = 3;

/// Finds the phrases of a unit, whose Latin words come in their order.
#[derive(Default)]
pub(super) struct Phrases {
    /// The words at hand by their numbers among all tokens, and where they start and end.
    tokens: Range<usize>,
    span: Span,
    /// How many they are, and how many begin with a small letter.
    words: usize,
    small: usize,
    found: Vec<Range<usize>>,
}

impl Phrases {
    /// Takes the word at `span`, which is token `number` of `text`.
    pub fn word(&mut self, text: &str, number: usize, span: Span) {
        let is_next = number == self.tokens.end && !self.tokens.is_empty();
        let between = if is_next { &text[self.span.end..span.start] } else { "" };
        if !matches!(between, " " | "-") {
            self.end(text);
            (self.tokens.start, self.span.start) = (number, span.start);
        }
        (self.tokens.end, self.span.end) = (number + 1, span.end);
        if between != "-" {
            self.words += 1;
            self.small += usize::from(span.of(text).starts_with(char::is_lowercase));
        }
    }

    /// Ends the text: its phrases by the numbers of their tokens, the last one first.
    pub fn take(&mut self, text: &str) -> impl Iterator<Item = Range<usize>> {
        self.end(text);
        self.tokens = 0..0;
        self.found.drain(..).rev()
    }

    fn end(&mut self, text: &str) {
        let (words, small) = (std::mem::take(&mut self.words), std::mem::take(&mut self.small));
        if words >= PHRASE && 2 * small > words && !is_gloss(text, self.span.start) {
            self.found.push(self.tokens.clone());
        }
    }
}

/// Whether what starts here stands in brackets: there a translator says what his words are for.
fn is_gloss(text: &str, start: usize) -> bool {
    text[..start].trim_end_matches(['"', '“', '\'', '‘', ' ']).ends_with(['(', '（', '[', '【', '［'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::{Token, placed_tokens};

    #[test]
    fn a_phrase_is_quoted_and_a_name_or_a_gloss_is_not() {
        let mut phrases = Phrases::default();
        let mut rest = |text: &str| {
            let mut words = Vec::new();
            placed_tokens(text, |token, span| {
                if let Token::Word { written, .. } = token {
                    phrases.word(text, words.len(), span);
                    words.push(written.to_owned());
                }
            });
            phrases.take(text).for_each(|phrase| drop(words.drain(phrase)));
            words.join(" ")
        };
        assert_eq!(rest("知识点：had a voice like a gate 是一个比喻，gate 是铁门。"), "gate");
        assert_eq!(rest("left out the rats 和 as quiet as mice 都很妙。"), "");
        assert_eq!(
            rest("他在 University of Leeds 学 machine learning。"),
            "University of Leeds machine learning"
        );
        assert_eq!(rest("这是 a well-known place，设 max-per-core-limit。"), "max per core limit");
        assert_eq!(rest("他睡得很沉（“slept like a log”）。"), "slept like a log");
        assert_eq!(rest("as good as gold"), "");
        assert_eq!(rest(" a"), "a");
    }
}
