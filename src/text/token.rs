//! Text into tokens: English words, Chinese characters, marks.
//!
//! The trainer and the aligner share this module: what is learnt is what is looked up.
//! Numbers are left out here; they are compared by value (see [`mentions`](super::mentions)).

use super::bytes;
use super::plain::half_width;
use super::stem;
use crate::hanzi;
use crate::lang::Lang;
use crate::span::{Span, is_blank};

/// A token of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A word in Latin letters.
    Word {
        /// The stem, in lower case and without accents.
        stem: &'a str,
        /// The word as written.
        written: &'a str,
    },
    /// A Chinese character in its simplified form.
    Han(char),
    /// A mark that both languages use, in its ASCII form: one of `? ! " : ; ( -` or `…`.
    Mark(char),
}

/// Calls `each` for every token of `text` in order. Linear in the length of the text.
///
/// ```
/// use bitext::text::token::{Token, tokens};
/// let mut seen = Vec::new();
/// tokens("Running 馬雲?", |token| {
///     seen.push(match token {
///         Token::Word { stem, .. } => stem.to_string(),
///         Token::Han(c) | Token::Mark(c) => c.to_string(),
///     })
/// });
/// assert_eq!(seen, ["run", "马", "云", "?"]);
/// ```
pub fn tokens(text: &str, mut each: impl FnMut(Token<'_>)) {
    placed_tokens(text, |token, _| each(token));
}

/// [`tokens`], each with where it stands; the `'s` of an owner is in the span of the word.
///
/// ```
/// use bitext::text::token::placed_tokens;
/// let mut places = Vec::new();
/// placed_tokens("Ma 马", |_, span| places.push((span.start, span.end)));
/// assert_eq!(places, [(0, 2), (3, 6)]);
/// ```
pub fn placed_tokens(text: &str, mut each: impl FnMut(Token<'_>, Span)) {
    // Chinese text has hardly any words, so there is no room for one before the first.
    let mut word = String::new();
    let mut chars = text.chars();
    let mut before = ' ';
    loop {
        let start = text.len() - chars.as_str().len();
        let Some(c) = chars.next() else { break };
        let here = |end: usize| Span::new(start, end);
        if hanzi::is_han(c) {
            each(Token::Han(hanzi::simplified(c)), here(start + c.len_utf8()));
        } else if is_letter(c) {
            word.clear();
            word.reserve(stem::MAX_WORD);
            let end = start + push_word(&text[start..], &mut word);
            stem::stem(&mut word);
            each(Token::Word { stem: &word, written: &text[start..end] }, here(end));
            chars = text[end..].chars();
        } else if let Some(mark) = mark(c, before) {
            each(Token::Mark(mark), here(start + c.len_utf8()));
        }
        before = c;
    }
}

/// Writes the word that a text begins with into `out`, which is empty, in small letters and without accents;
/// how many bytes of the text it takes.
fn push_word(text: &str, out: &mut String) -> usize {
    // Most words are such letters and nothing else.
    let mut end = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    out.push_str(&text[..end]);
    out.make_ascii_lowercase();
    if text.as_bytes().get(end).is_some_and(|byte| *byte == b'\'' || !byte.is_ascii()) {
        for c in text[end..].chars() {
            let next = end + c.len_utf8();
            if is_letter(c) {
                push_folded(c, out);
            } else if is_accent(c) {
                // Decomposed text: e and U+0301 are é, and accents are folded away.
            } else if is_apostrophe(c) && letter_follows(text, next) {
                // `don't` is one word, the owner's `'s` is none.
                out.push('\'');
            } else {
                break;
            }
            end = next;
        }
        out.truncate(out.strip_suffix("'s").unwrap_or(out).len());
    }
    end
}

fn letter_follows(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(is_letter)
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '＇')
}

/// A mark that belongs to the letter before, in decomposed text.
pub(crate) fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Latin letters with or without accents, half or full width.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c as u32, 0xC0..=0x24F | 0x1E00..=0x1EFF if c != '×' && c != '÷')
        || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Lower case, half width, no accent.
#[inline]
fn push_folded(c: char, out: &mut String) {
    if c.is_ascii() { out.push(c.to_ascii_lowercase()) } else { push_accented(c, out) }
}

fn push_accented(c: char, out: &mut String) {
    for c in half_width(c).to_lowercase() {
        out.push(base_letter(c).unwrap_or(c));
    }
}

/// A small Latin letter without its marks, `None` for all other characters.
pub(crate) fn base_letter(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' => c,
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' => 't',
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => return None,
    })
}

/// A word without the `'s` of an owner.
pub(crate) fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// The ASCII form of a mark whose presence on one side speaks for its presence on the other.
///
/// Stops and commas are not among them: every sentence has some. A quote counts where it
/// opens, so that a pair of quotes counts once; an apostrophe opens nothing.
fn mark(c: char, before: char) -> Option<char> {
    Some(match c {
        '?' | '？' => '?',
        '!' | '！' => '!',
        ':' | '：' if !before.is_ascii_digit() => ':',
        ';' | '；' => ';',
        '(' | '（' => '(',
        '“' | '「' | '『' | '‘' | '«' => '"',
        '"' | '\'' | '＂' if !before.is_alphanumeric() && !is_stop(before) => '"',
        '—' | '–' if before != c => '-',
        '…' if before != c => '…',
        _ => return None,
    })
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | '。' | '，' | '！' | '？' | '…' | '—' | ';' | ':')
}

/// Chinese characters that say as much as one of an English text does.
const FOR_A_LETTER: f32 = 0.3;

/// Length of a text in visible characters of its language: blanks and characters without width count nothing,
/// what stands in the writing of the other one as much as it is long there.
pub fn length(text: &str, lang: Lang) -> f32 {
    let (visible, bytes) = (visible(text) as f32, text.as_bytes());
    match lang {
        Lang::Zh => {
            visible - (1.0 - FOR_A_LETTER) * bytes::count(bytes, |byte| byte.is_ascii_alphanumeric()) as f32
        }
        // The first bytes of Chinese characters.
        _ => {
            let foreign = bytes::count(bytes, |byte| (0xE4..=0xE9).contains(&byte));
            visible + (1.0 / FOR_A_LETTER - 1.0) * foreign as f32
        }
    }
}

/// How many characters of a text are no blanks.
fn visible(text: &str) -> usize {
    let bytes = text.as_bytes();
    // The first bytes of all but the blanks of ASCII.
    let visible = bytes::count(bytes, |byte| (b'!'..=b'~').contains(&byte) | (byte >= 0xC0));
    if text.is_ascii() {
        return visible;
    }
    // What the other blanks begin with.
    let may_be = |byte| (byte == 0xC2) | (byte == 0xE1) | (byte == 0xE2) | (byte == 0xE3) | (byte == 0xEF);
    visible - bytes::places(bytes, may_be).filter(|&at| text[at..].starts_with(is_blank)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names and years kept in Latin letters made a Chinese sentence look three times as long as it is, so
    /// that an English one without counterpart was joined to its translation.
    #[test]
    fn the_writing_of_the_other_language_is_as_long_as_it_is_there() {
        let (en, zh) = ("(Poplack, 1980)", "（Poplack，1980）");
        assert_eq!(length(en, Lang::En), 14.0);
        assert!((length(zh, Lang::Zh) - (3.0 + 0.3 * 11.0)).abs() < 1e-4);
        assert!((length("a 馆 b", Lang::En) - (2.0 + 1.0 / 0.3)).abs() < 1e-4);
        assert_eq!(length("“图 书　馆。”", Lang::Zh), 6.0);
    }

    #[test]
    fn all_blanks_are_known_by_their_bytes() {
        for c in '\0'..='\u{FFFFF}' {
            assert_eq!(visible(&format!("，{c}a")), 2 + usize::from(!is_blank(c)), "{c:?}");
        }
    }

    fn all(text: &str) -> String {
        let mut out = Vec::new();
        tokens(text, |t| {
            out.push(match t {
                Token::Word { stem, .. } => stem.to_string(),
                Token::Han(c) => c.to_string(),
                Token::Mark(c) => format!("<{c}>"),
            })
        });
        out.join(" ")
    }

    #[test]
    fn english_words_and_marks() {
        assert_eq!(all("\"Don't you see?\" she asked."), "<\"> don't you see <?> she ask");
        assert_eq!(all("Ma’s café — naïve!"), "ma caf <-> naiv <!>");
        assert_eq!(all("‘Ch‘en,’ he said."), all("'Ch'en,' he said."));
        assert_eq!(all("Ștefan, Đurđević, Kŭrča, Ťapák"), all("Stefan, Durdevic, Kurca, Tapak"));
        assert_eq!(all("Ma’s cafe\u{301} — nai\u{308}ve!"), "ma caf <-> naiv <!>");
    }

    #[test]
    fn chinese_characters_and_latin_words() {
        assert_eq!(all("他说：“好，ＣＥＯ来了……”"), "他 说 <:> <\"> 好 ceo 来 了 <…>");
    }

    #[test]
    fn numbers_give_no_token() {
        assert_eq!(all("12:30, 5,000"), "");
    }
}
