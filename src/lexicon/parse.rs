//! The two formats of a lexicon: TSV and CC-CEDICT.

use std::sync::LazyLock;

use regex::Regex;

use super::Lexicon;
use crate::hanzi;

/// A line of CC-CEDICT: traditional, simplified, reading in (at times double) square brackets, glosses.
static ENTRY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^([^ ]+) ([^ ]+) \[+[^\]]*\]+ */(.*)/$").expect("the pattern is sound"));

/// Reads all lines into `lexicon`. An error is the number of a line and what is wrong with it.
pub(super) fn read(text: &str, lexicon: &mut Lexicon) -> Result<(), (usize, String)> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    for (i, line) in text.lines().enumerate() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let read = if line.contains('\t') { tsv(line, lexicon) } else { cedict(bare, lexicon) };
        read.map_err(|message| (i + 1, message))?;
    }
    Ok(())
}

fn tsv(line: &str, lexicon: &mut Lexicon) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
    let (english, chinese, weight) = match columns[..] {
        [english, chinese] => (english, chinese, None),
        [english, chinese, weight] => (english, chinese, Some(weight)),
        _ => {
            let n = columns.len();
            return Err(format!(
                "{n} columns; an entry has English, a tab, Chinese, and at most a tab and a weight from 0 to 1"
            ));
        }
    };
    let weight = match weight {
        None => 1.0,
        Some(weight) => weight.parse().ok().filter(|w| (0.0..=1.0).contains(w)).ok_or_else(|| {
            format!(
                "the weight {weight:?} is no number from 0 to 1; leave the column out, or put # before a heading"
            )
        })?,
    };
    if english.contains(hanzi::is_han) {
        return Err(format!(
            "{english:?} in the first column is Chinese; English comes first, then a tab, then Chinese"
        ));
    }
    for (column, text) in [("English", english), ("Chinese", chinese)] {
        if !text.contains(char::is_alphanumeric) {
            return Err(format!(
                "no word in the {column} column ({text:?}); write English, a tab, Chinese, or put # before the line"
            ));
        }
    }
    lexicon.add_weighted(english, chinese, weight);
    Ok(())
}

fn cedict(line: &str, lexicon: &mut Lexicon) -> Result<(), String> {
    let Some(entry) = ENTRY.captures(line) else {
        let line = beginning(line);
        return Err(format!(
            "{line:?} has no tab between English and Chinese, and is no line of CC-CEDICT either: 傳統 传统 [chuan2 tong3] /tradition/traditional/"
        ));
    };
    let [traditional, simplified, glosses] = entry.extract().1;
    // The same to us, except where a character has several simplified forms.
    let (traditional, simplified) = (lexicon.intern(traditional), lexicon.intern(simplified));
    for gloss in glosses.split(['/', ';']) {
        let Some(english) = phrase(gloss) else { continue };
        let english = lexicon.intern(&english);
        lexicon.insert(&english, &simplified, 1.0);
        if traditional != simplified {
            lexicon.insert(&english, &traditional, 1.0);
        }
    }
    Ok(())
}

/// The beginning of a line, for a message.
fn beginning(line: &str) -> String {
    let mut out: String = line.chars().take(40).collect();
    if out.len() < line.len() {
        out.push('…');
    }
    out
}

/// Most words of a gloss: longer ones explain rather than translate.
const MOST_WORDS: usize = 3;

/// The phrase that a gloss gives, if it is one that a translation could have.
fn phrase(gloss: &str) -> Option<String> {
    let gloss = without_brackets(gloss);
    // Cross references, variants and classifiers name their headword; `pr.` gives a reading.
    if gloss.contains(hanzi::is_han) || gloss.trim_end().ends_with("pr.") {
        return None;
    }
    let mut words: Vec<&str> = gloss.split_whitespace().collect();
    for lead in ["lit.", "fig.", "surname", "to", "be", "a", "an", "the"] {
        // `be` alone is a translation, and so is `a`.
        if words.len() > 1 && words[0] == lead {
            words.remove(0);
        }
    }
    while let [_, .., "sb" | "sth"] = words[..] {
        words.pop();
    }
    (1..=MOST_WORDS).contains(&words.len()).then(|| words.join(" "))
}

/// The text without what is in round, square or curly brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '（' | '［' => depth += 1,
            ')' | ']' | '}' | '）' | '］' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glosses_become_phrases() {
        for (gloss, expected) in [
            ("to eat", "eat"),
            ("to be afraid", "afraid"),
            ("to be", "be"),
            ("to", "to"),
            ("a (fruit) tree", "tree"),
            ("the sea (fig.)", "sea"),
            ("surname Qi", "Qi"),
            ("to tell sb sth", "tell"),
            ("(coll.) buddy", "buddy"),
            ("Lake Geneva", "Lake Geneva"),
        ] {
            assert_eq!(phrase(gloss).as_deref(), Some(expected), "{gloss}");
        }
    }

    #[test]
    fn notes_are_no_phrases() {
        for gloss in [
            "CL:個|个[ge4]",
            "variant of 吃[chi1]",
            "see also 吃飯|吃饭[chi1 fan4]",
            "abbr. for 北京大學|北京大学[Bei3 jing1 Da4 xue2]",
            "Taiwan pr. [xi2]",
            "(literary)",
            "",
            "used before a verb to show respect",
        ] {
            assert_eq!(phrase(gloss), None, "{gloss}");
        }
    }

    #[test]
    fn brackets_need_no_partner() {
        assert_eq!(without_brackets("a) b (c (d) e"), "a b ");
    }
}
