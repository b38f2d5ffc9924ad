//! Paragraphs that the end of a page has torn: the second part stands behind the number of the page, its heads, and
//! often behind what the page has in the other language.
//!
//! ```text
//! The mill stood where it had always stood, with its
//!
//! 磨坊还在它一直在的地方，
//!
//! 14
//!
//! back to the hill and its feet in the water. Nobody
//! had ground anything there for years.
//! ```

use crate::bitext::Unit;
use crate::hanzi::is_han;
use crate::lang::Lang;
use crate::segment::Kind;

/// No more than one in so many units is torn from the one before: each page has several paragraphs. Where sentences
/// go on from most lines to the next, in subtitles and verse, each line has its own translation.
const SELDOM: usize = 4;

/// Of each of these units of one side whether it goes on with the one before; empty where none does.
pub(super) fn torn(all: &[Unit<'_>], units: &[usize], lang: Lang) -> Vec<bool> {
    let goes_on = |pair: &[usize]| {
        let (before, after) = (&all[pair[0]], &all[pair[1]]);
        let apart = after.order > before.order + 1;
        // A short first part looks like a heading.
        let prose = after.kind == Kind::Prose && matches!(before.kind, Kind::Prose | Kind::Heading);
        // Lines that were broken where they were full tell prose from verse.
        let is_wrapped = || [before, after].iter().any(|unit| unit.text.contains('\n'));
        apart && prose && goes_on(before.text, after.text, lang) && is_wrapped()
    };
    let torn: Vec<bool> = std::iter::once(false).chain(units.windows(2).map(goes_on)).collect();
    let times = torn.iter().filter(|&&torn| torn).count();
    if times == 0 || SELDOM * times > units.len() { Vec::new() } else { torn }
}

/// Words that end no sentence, and mostly no line of a heading either.
const OPEN: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "its", "nor", "of", "on", "or",
    "our", "than", "that", "the", "their", "this", "to", "which", "whose", "with", "your",
];

/// Whether one text ends inside a sentence with which the other goes on.
fn goes_on(before: &str, after: &str, lang: Lang) -> bool {
    match lang {
        Lang::Zh => {
            // A heading does not end with a stop either.
            before.ends_with(|c| is_han(c) || matches!(c, '，' | '、'))
                && after.starts_with(|c| is_han(c) || matches!(c, '，' | '、' | '。'))
                && before.contains(['，', '。'])
        }
        _ if after.starts_with(char::is_lowercase) => {
            before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-'))
        }
        _ => {
            let last = before.rsplit(char::is_whitespace).next();
            last.is_some_and(|word| OPEN.contains(&word)) && after.starts_with(char::is_alphanumeric)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bitext::Bitext;

    fn torn_in(text: &str) -> [Vec<usize>; 2] {
        let bitext = Bitext::from_article(text);
        [(&bitext.en, Lang::En), (&bitext.zh, Lang::Zh)].map(|(units, lang)| {
            let all: Vec<usize> = (0..units.len()).collect();
            let torn = torn(units, &all, lang);
            (0..torn.len()).filter(|&unit| torn[unit]).collect()
        })
    }

    const REST: &str = "It rains.\n\nIt snows.\n\nIt is late.\n\n下雨了。\n\n下雪了。\n\n很晚了。\n";

    #[test]
    fn sentences_tell_which_paragraphs_are_torn() {
        let page = |en: [&str; 2], zh: [&str; 2]| {
            format!("{}\n\n{}\n\n14\n\n{}\n\n{}\n\n{REST}", en[0], zh[0], en[1], zh[1])
        };
        let mill = "The mill stood where it had always stood, with its";
        let back =
            "back to the hill and its feet in the water. Nobody\nhad ground anything there for many years.";
        let hill = "Hill Brook, which nobody had ever cleaned since the\nold miller went away to the town.";
        let zh = [
            "磨坊还在它一直在的老地方，背",
            "靠着山，脚泡在水里。已经有很多年没有人在那\n里磨过任何东西了，谁也不记得。",
        ];
        assert_eq!(torn_in(&page([mill, back], zh)), [[1], [1]]);
        assert_eq!(torn_in(&page(["The wheel still turned, slowly, in the water of the", hill], zh))[0], [1]);
        // A title, and whole paragraphs.
        assert_eq!(torn_in(&page(["The Mill", hill], ["老磨坊", zh[1]])), [[0; 0]; 2]);
        assert_eq!(
            torn_in(&page(["The mill stood there.", back], ["磨坊还在，老地方。", zh[1]])),
            [[0; 0]; 2]
        );
    }

    /// Each line has its own translation.
    #[test]
    fn lines_that_go_on_are_not_torn() {
        let cue = "when I was young and lived beside the river I\nused to walk along it,\n\n我年轻的时候，住在河边，我常常\n\n";
        assert_eq!(torn_in(&cue.repeat(6)), [[0; 0]; 2]);
    }
}
