//! Brackets behind a stop that belong to the sentence before it: `(Laughter)`, `（费孝通，1998）`.

use super::label::is_label as is_caption;
use super::window::ahead;
use super::words::{Classes, classes, is_roman};
use crate::hanzi::{is_han, simplified};
use crate::span::is_blank;

/// The longest of such brackets, in bytes.
const LONGEST: usize = 160;
/// A bracket of so many characters is more than a word that a translator has supplied: `（于是）他走了`.
const CLAUSE: usize = 5;
/// So many English words with a number are more than a label or a speaker: `(Speaker 1) Well.`
const WORDS: usize = 3;

/// What the room does while somebody speaks, or the choir while a psalm is sung, in simplified form.
const HAN_REACTIONS: [&str; 11] =
    ["笑", "掌声", "鼓掌", "哭", "叹气", "叹息", "沉默", "停顿", "欢呼", "咳嗽", "细拉"];
/// Of these the numbers of items are made.
const HAN_NUMBERS: &str = "一二三四五六七八九十百千〇零壹贰貳叁參肆伍陆陸柒捌玖拾甲乙丙丁戊己庚辛壬癸第";

/// What stands before a bracket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    /// A quotation ends there, so that the bracket may name its source.
    pub(super) quoted: bool,
    /// A single word stands there, which may be the speaker of a play.
    pub(super) lone: bool,
}

/// The length of the bracket that a text begins with, if it belongs to the sentence before: it has no
/// stop inside, is closed soon and numbers no item. Where a sentence begins behind it, it must tell of
/// a reaction or of a source, or in Chinese of more than a word or two, which might belong to that
/// sentence; at the end of a line it must not be long.
pub(super) fn aside(text: &str, before: Before) -> Option<usize> {
    let mut signs = text.chars();
    let (open, close) = match signs.next()? {
        open @ '(' => (open, ')'),
        open @ '[' => (open, ']'),
        open @ '（' => (open, '）'),
        open @ '【' => (open, '】'),
        open @ '［' => (open, '］'),
        open @ '〔' => (open, '〕'),
        _ => return None,
    };
    let inner = ahead(text, open.len_utf8(), LONGEST);
    let end = inner.find(ends_inside).filter(|end| inner[*end..].starts_with(close))?;
    let inside = &inner[..end];
    let len = open.len_utf8() + inside.len() + close.len_utf8();
    let rest = &text[len..];
    // `[more](address)`
    if open == '[' && rest.starts_with('(') {
        return None;
    }
    let last = is_last(rest);
    let belongs = match open {
        // Headings stand in these, too.
        '【' => is_han_reaction(inside),
        _ if last => !is_long(inside),
        _ => is_head(rest) && tells(inside, before),
    };
    (belongs && !is_label(inside) && (!has_stop(inside) || reacts(inside))).then_some(len)
}

/// Where a bracket ends, or is none: another one opens, or the line ends.
fn ends_inside(c: char) -> bool {
    matches!(
        c,
        '(' | ')'
            | '['
            | ']'
            | '（'
            | '）'
            | '【'
            | '】'
            | '［'
            | '］'
            | '〔'
            | '〕'
            | '\n'
            | '\r'
            | '\u{2028}'
    )
}

/// Nothing more comes in the line.
fn is_last(rest: &str) -> bool {
    let next = rest.chars().find(|c| *c == '\n' || *c == '\r' || !is_blank(*c));
    next.is_none_or(|c| matches!(c, '\n' | '\r'))
}

/// Long enough for a sentence of its own, and no list of sources.
fn is_long(inside: &str) -> bool {
    let han = inside.chars().filter(|c| is_han(*c)).count();
    let words = inside.split_whitespace().count();
    (han > 2 * CLAUSE || words > 2 * WORDS) && !inside.contains(|c: char| c.is_ascii_digit())
}

/// A sentence may begin here.
fn is_head(rest: &str) -> bool {
    let next = rest.chars().find(|c| !is_blank(*c));
    next.is_some_and(|c| {
        c.is_uppercase()
            || c.is_ascii_digit()
            || is_han(c)
            || matches!(c, '“' | '‘' | '「' | '『' | '《' | '"' | '\'' | '(' | '[' | '（' | '【' | '［')
    })
}

/// `a`, `iv`, `1A`, `一`, `第二`, `Example 3`; also a mere number, which may be a year before a title.
fn is_label(inside: &str) -> bool {
    let word = |word: &str| word.len() > 2 && !is_roman(word);
    let words = inside.split(|c: char| !c.is_ascii_alphabetic()).any(word);
    let han = inside.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !HAN_NUMBERS.contains(c));
    !(words || han || is_page(inside)) || is_caption(inside)
}

/// `p. 12`, `pp. 3-5`.
fn is_page(inside: &str) -> bool {
    let number = inside.strip_prefix("p. ").or_else(|| inside.strip_prefix("pp. "));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether it says more than a label, a speaker or a word that belongs to the sentence to come.
fn tells(inside: &str, before: Before) -> bool {
    let han = inside.chars().filter(|c| is_han(*c)).count();
    if han > 0 {
        return is_han_reaction(inside) || han >= CLAUSE || before.quoted && han > 1 || is_han_source(inside);
    }
    let mut words = inside.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.'));
    if words.any(|word| classes(word).has(Classes::REACTION)) {
        return true;
    }
    // Other words may open the sentence to come: `(Optional) Stir well.`
    !before.lone && (before.quoted || is_source(inside))
}

/// `Applause. All rise.`, `长时间的掌声。全体起立。`: what the room does, in short sentences.
fn reacts(inside: &str) -> bool {
    let mut told = inside.split(['.', '!', '。', '！']).map(str::trim).filter(|told| !told.is_empty());
    let tells = |told: &str| {
        is_han_reaction(told)
            || told.split(|c: char| !c.is_alphanumeric()).any(|word| classes(word).has(Classes::REACTION))
    };
    told.next().is_some_and(tells) && told.all(|told| !is_long(told))
}

/// `众笑`, but not `笑着`, which goes with the words to come.
fn is_han_reaction(inside: &str) -> bool {
    let inside: String = inside.chars().map(simplified).collect();
    HAN_REACTIONS.iter().any(|known| inside.contains(known)) && !inside.contains(['着', '著', '地'])
}

/// `太5:3`, `《晋书》卷三`, but no date and no `第2步`, which may belong to the sentence to come.
fn is_han_source(inside: &str) -> bool {
    inside.starts_with('《')
        || inside.contains(|c: char| c.is_ascii_digit())
            && !inside.starts_with('第')
            && !inside.ends_with(['年', '月', '日'])
}

/// `Matt. 5:5`, `Fei, 37`, `Fei 1992`, `p. 12`, `see Table 3`, but no `Speaker 1`.
fn is_source(inside: &str) -> bool {
    let digits = |part: &str| part.len() > 2 && part.bytes().all(|b| b.is_ascii_digit());
    inside.contains(|c: char| c.is_ascii_digit())
        && (is_page(inside)
            || inside.contains([',', ':'])
            || inside.split_whitespace().count() >= WORDS
            || inside.split(|c: char| !c.is_alphanumeric()).any(digits))
}

/// Whether a sentence ends inside.
fn has_stop(inside: &str) -> bool {
    inside.char_indices().any(|(at, c)| match c {
        '。' | '｡' | '！' | '？' | '!' | '?' | '…' | '⋯' => true,
        '.' | '．' => {
            let word = inside[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let next = inside[at + c.len_utf8()..].chars().next();
            next.is_none_or(|next| !next.is_alphanumeric())
                && word.chars().nth(1).is_some()
                && !classes(word).is_abbreviation()
                || word.is_empty()
        }
        _ => false,
    })
}
