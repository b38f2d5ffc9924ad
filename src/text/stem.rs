//! English words brought to one form: `Running`, `runs` and `run` are the same word.
//!
//! Light on purpose: inflection goes (plurals, -ed, -ing), derivation mostly stays. The
//! trainer and the aligner must use the very same function, so a change here asks for a
//! new model.

/// Longest word that is looked at, in bytes; longer ones are cut.
pub const MAX_WORD: usize = 40;

/// Makes a word its stem.
///
/// It must be in lower case and without accents. Runs in the length of the word.
///
/// ```
/// let mut word = String::from("running");
/// bitext::text::stem::stem(&mut word);
/// assert_eq!(word, "run");
/// ```
pub fn stem(word: &mut String) {
    if word.len() > MAX_WORD {
        let end = (0..=MAX_WORD).rev().find(|&end| word.is_char_boundary(end)).unwrap_or(0);
        word.truncate(end);
    }
    // Most words end in none of the letters that the endings do.
    if !matches!(word.as_bytes().last(), Some(b's' | b'd' | b'g' | b'y' | b'e')) {
        return;
    }
    if !word.is_ascii() || word.len() < 3 {
        return;
    }
    strip_plural(word);
    strip_participle(word);
    strip_adverb(word);
    // `make` must meet `making`.
    if word.len() >= 4 && word.ends_with('e') && !word.ends_with("ee") {
        word.pop();
    }
}

fn strip_plural(word: &mut String) {
    let n = word.len();
    if n < 4 || !word.ends_with('s') {
        return;
    }
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return;
    }
    if word.ends_with("ies") && n >= 5 {
        word.truncate(n - 3);
        word.push('y');
    } else if ["sses", "ches", "shes", "xes", "zes", "oes"].iter().any(|s| word.ends_with(s)) && n >= 5 {
        word.truncate(n - 2);
    } else {
        word.truncate(n - 1);
    }
}

fn strip_participle(word: &mut String) {
    let n = word.len();
    if word.ends_with("ied") && n >= 5 {
        word.truncate(n - 3);
        word.push('y');
        return;
    }
    let cut = if word.ends_with("ing") && n >= 5 {
        3
    } else if word.ends_with("ed") && !word.ends_with("eed") && n >= 4 {
        2
    } else {
        return;
    };
    let root = &word[..n - cut];
    if !root.bytes().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')) || root.len() < 2 {
        return;
    }
    let mut keep = root.len();
    let b = root.as_bytes();
    if keep >= 3 && b[keep - 1] == b[keep - 2] && !matches!(b[keep - 1], b'l' | b's' | b'z' | b'e' | b'o') {
        keep -= 1;
    }
    word.truncate(keep);
}

fn strip_adverb(word: &mut String) {
    let n = word.len();
    if n < 5 {
        return;
    }
    if word.ends_with("ily") {
        word.truncate(n - 3);
        word.push('y');
    } else if word.ends_with("ly") {
        word.truncate(n - 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str) -> String {
        let mut word = String::from(word);
        stem(&mut word);
        word
    }

    #[test]
    fn forms_of_one_word_meet() {
        for group in [
            &["run", "runs", "running"][..],
            &["make", "makes", "making"],
            &["country", "countries"],
            &["carry", "carried", "carrying", "carries"],
            &["box", "boxes"],
            &["happy", "happily"],
            &["hop", "hopping"],
            &["fall", "falls", "falling"],
            &["agree", "agrees", "agreeing"],
        ] {
            let first = of(group[0]);
            for word in group {
                assert_eq!(of(word), first, "{word}");
            }
        }
    }

    #[test]
    fn short_and_closed_words_stay() {
        for word in ["is", "this", "was", "bus", "gas", "sing", "red", "need", "thing", "bed", "fly"] {
            assert_eq!(of(word), word);
        }
    }

    #[test]
    fn any_string_is_taken() {
        for word in ["", "é", "señores", "ssssss", "ing", "ed", "eed", "ying"] {
            of(word);
        }
        assert!(of(&"a".repeat(1000)).len() <= MAX_WORD);
    }
}
