//! Numbers that only count the units of a file: lines that an editor or a table has numbered.
//!
//! Where the paragraphs of a law are numbered, both sides have the same numbers, and they say which
//! belong together. Where a program has numbered the lines of two files, line 80 of one has nothing to do
//! with line 80 of the other, and its number would be the strongest evidence that they are a pair.

use rustc_hash::FxHashSet;

/// Fewer numbers than this are no count, nor are those of fewer than one in so many units: of a list in a
/// text, of its sections.
const FEW: usize = 20;
const SHARE: usize = 2;
/// One in so many may be no more than the one before plus one; and fewer than one in so many begin with a
/// number on a side that has no count.
const SELDOM: usize = 20;
/// Labels are not those of the other side where one in so many is there alone: sentences that are counted
/// anew in each paragraph.
const APART: usize = 10;
/// The bytes of the longest label, and the digits of the longest number that counts anything.
const LABEL: usize = 24;
const DIGITS: usize = 7;

/// Takes the label from the beginning, or from the end, of the units of both sides, where both are counted
/// without a gap, are not as many and come to different ends or by different labels; or where one is counted
/// and of the other hardly a unit has a number there. Linear in their number.
pub(crate) fn leave_out<'t>(english: &mut [&'t str], chinese: &mut [&'t str]) {
    leave_out_at(english, chinese, leading, is_numbered);
    leave_out_at(english, chinese, trailing, |unit| trailing(unit).is_some());
}

fn leave_out_at<'t>(
    english: &mut [&'t str],
    chinese: &mut [&'t str],
    label: Finder,
    is_numbered: impl Fn(&str) -> bool,
) {
    let bare = |units: &[&str]| SELDOM * units.iter().filter(|unit| is_numbered(unit)).count() < units.len();
    let apart = match (count(english, label), count(chinese, label)) {
        // Who counts lines leaves none out, a translator may leave out a verse.
        (Some(en), Some(zh)) => !en.gaps && !zh.gaps && en.is_apart(&zh),
        (Some(_), None) => bare(chinese),
        (None, Some(_)) => bare(english),
        (None, None) => false,
    };
    if apart {
        for unit in english.iter_mut().chain(chinese) {
            *unit = label(unit).map_or(*unit, |(_, rest)| rest);
        }
    }
}

/// Finds the label of a unit and gives what else is in it.
type Finder = fn(&str) -> Option<(Label<'_>, &str)>;

/// What a unit is counted by: what stands before its number, as `S` in `S12:` and `3.` in `3.12`, and the
/// number.
type Label<'t> = (&'t str, u64);

/// The labels of the units that have one, and whether one is left out.
struct Count<'t> {
    labels: Vec<Label<'t>>,
    gaps: bool,
}

impl Count<'_> {
    fn is_apart(&self, other: &Count<'_>) -> bool {
        let last = |count: &Count<'_>| count.labels.last().map(|label| label.1);
        self.labels.len() != other.labels.len() && (last(self) != last(other) || self.differs(other))
    }

    fn differs(&self, other: &Count<'_>) -> bool {
        let [own, others] = [self, other].map(|count| count.labels.iter().collect::<FxHashSet<_>>());
        let most = own.len().max(others.len());
        APART * (most - own.intersection(&others).count()) > most
    }
}

/// The labels of the units, if these count them.
fn count<'t>(units: &[&'t str], label: Finder) -> Option<Count<'t>> {
    let labels: Vec<Label<'t>> = units.iter().filter_map(|unit| Some(label(unit)?.0)).collect();
    // Behind something else the numbers begin anew.
    let due = |two: &[Label<'_>]| if two[0].0 == two[1].0 { two[0].1 + 1 } else { 1 };
    let breaks = labels.windows(2).filter(|two| two[1].1 != due(two)).count();
    let gaps = labels.windows(2).any(|two| two[1].1 > due(two));
    let many = labels.len() >= FEW && labels.len() * SHARE >= units.len();
    (many && breaks * SELDOM <= labels.len()).then_some(Count { labels, gaps })
}

/// What may stand behind a number that counts.
const BEHIND: [char; 11] = ['.', ')', ']', '）', '】', ':', '：', '、', '．', '\t', '\u{3000}'];

/// What may stand before it.
const BEFORE: [char; 4] = ['(', '[', '（', '【'];

/// Digits of a number in characters.
const NUMERALS: [char; 13] = ['〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百'];

/// Whether a unit begins with a number of any kind.
fn is_numbered(unit: &str) -> bool {
    let text = unit.trim_start().trim_start_matches(BEFORE);
    let numeral = text.strip_prefix('第').unwrap_or(text);
    let rest = numeral.trim_start_matches(NUMERALS);
    let counts = |c: char| BEHIND.contains(&c) || c == ' ' || "条章节款项條節項".contains(c);
    text.starts_with(|c: char| c.is_ascii_digit())
        || rest.len() < numeral.len() && rest.starts_with(counts)
        || leading(unit).is_some()
}

/// The label at the beginning of a unit and what comes after it, if that is something else.
fn leading(unit: &str) -> Option<(Label<'_>, &str)> {
    number(unit).or_else(|| word(unit))
}

/// The number in brackets at the end of a unit and what comes before it, if that is something else.
fn trailing(unit: &str) -> Option<(Label<'_>, &str)> {
    let inside = unit.trim_end().strip_suffix([')', ']', '）', '】'])?;
    let rest = inside.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = inside[rest.len()..].parse().ok().filter(|_| inside.len() - rest.len() <= DIGITS)?;
    let rest = rest.strip_suffix(BEFORE)?.trim_end();
    (!rest.is_empty()).then_some((("", number), rest))
}

/// A number alone: `12.`, `(12)`.
fn number(unit: &str) -> Option<(Label<'_>, &str)> {
    let text = unit.trim_start().trim_start_matches(BEFORE);
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..end].parse().ok().filter(|_| end <= DIGITS)?;
    let after = &text[end..];
    let rest = after.trim_start_matches(|c| BEHIND.contains(&c) || c == ' ');
    let between = &after[..after.len() - rest.len()];
    // In 3.5万, 10:30, 12月 and 80年 it is part of what is said.
    let apart = between.ends_with(char::is_whitespace) || !rest.starts_with(|c: char| c.is_ascii_digit());
    (!between.is_empty() && !rest.is_empty() && apart).then_some((("", number), rest))
}

/// A first word that ends in a number: `S12:`, `ch01.12`, `1.12`.
fn word(unit: &str) -> Option<(Label<'_>, &str)> {
    let text = unit.trim_start();
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-:/#[(".contains(byte);
    let end = text.bytes().take(LABEL).take_while(is_plain).count();
    let label = text[..end].trim_end_matches(BEHIND);
    let before = label.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = label.len() - before.len();
    if before.is_empty() || !(1..=DIGITS).contains(&digits) {
        return None;
    }
    let after = &text[label.len()..];
    let rest = after.trim_start_matches(|c: char| BEHIND.contains(&c) || c == '|' || c.is_whitespace());
    let apart = after[..after.len() - rest.len()].contains(char::is_whitespace) && !rest.is_empty();
    Some(((before, label[before.len()..].parse().ok().filter(|_| apart)?), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(lines: usize, line: impl Fn(usize) -> String) -> Vec<String> {
        (1..=lines).map(line).collect()
    }

    fn left(english: &[String], chinese: &[String]) -> [String; 2] {
        let mut sides = [english, chinese].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
        let [en, zh] = &mut sides;
        leave_out(en, zh);
        sides.map(|side| side[6].to_owned())
    }

    #[test]
    fn numbers_of_lines_are_left_out() {
        let en = numbered(40, |n| format!("{n}\tThe 3 boats left in {}.", 1900 + n));
        let zh = numbered(30, |n| format!("（{n}） 三艘船于{}年离开。", 1900 + n));
        assert_eq!(left(&en, &zh), ["The 3 boats left in 1907.", "三艘船于1907年离开。"]);
        let articles = numbered(50, |n| format!("{n} {}. Boats leave.", n + 3));
        assert_eq!(left(&articles, &zh)[0], "10. Boats leave.");
    }

    #[test]
    fn numbers_of_one_side_are_left_out() {
        let mut en = numbered(40, |n| format!("The {n} boats left."));
        let zh = numbered(30, |n| format!("{n} 那些船离开了。"));
        assert_eq!(left(&en, &zh), ["The 7 boats left.", "那些船离开了。"]);
        en[3..6].fill("3 boats left.".into());
        assert_eq!(left(&en, &zh)[1], "7 那些船离开了。");
    }

    #[test]
    fn numbers_that_both_sides_have_are_kept() {
        let en = numbered(30, |n| format!("{n}. The boat left."));
        let zh = numbered(30, |n| format!("{n}、船离开了。"));
        assert_eq!(left(&en, &zh), [&en[6][..], &zh[6]]);
        // So it is where one of them is missing: both come to the same end.
        let missing: Vec<String> = zh.iter().filter(|unit| !unit.starts_with("12")).cloned().collect();
        assert_eq!(left(&en, &missing), [&en[6][..], &zh[6]]);
        // Or where both have verses that the other one has not, and the last of one side is among them.
        let without = |all: &[String], verses: [&str; 2]| -> Vec<String> {
            all.iter().filter(|unit| verses.iter().all(|verse| !unit.starts_with(verse))).cloned().collect()
        };
        let (en_verses, zh_verses) = (without(&en, ["14", "20"]), without(&zh, ["12", "30"]));
        assert_eq!(left(&en_verses, &zh_verses), [&en[6][..], &zh[6]]);
        // Nor is anything counted here.
        let days = numbered(40, |n| format!("{n}月的船离开了。"));
        assert_eq!(left(&en, &days), [&en[6][..], &days[6]]);
        let rare = numbered(40, |n| format!("{} 船离开了。", n * n));
        assert_eq!(left(&en, &rare), [&en[6][..], &rare[6]]);
        let bare = numbered(40, |n| format!("({n}) "));
        assert_eq!(left(&en, &bare), [&en[6][..], &bare[6]]);
        let sections: Vec<String> =
            zh.iter().flat_map(|s| [s.clone(), "船。".into(), "岸。".into()]).collect();
        assert_eq!(left(&numbered(40, |n| format!("{n} A boat.")), &sections)[0], "7 A boat.");
        let few = numbered(10, |n| format!("{n} 船离开了。"));
        assert_eq!(left(&en, &few), [&en[6][..], &few[6]]);
    }

    #[test]
    fn labels_of_lines_are_left_out() {
        let labels: [fn(usize) -> String; 3] =
            [|n| format!("S{n}: "), |n| format!("ch01.{n} "), |n| format!("{}.{} ", n / 7 + 1, n % 7 + 1)];
        for label in labels {
            let en: Vec<String> = (0..40).map(|n| label(n) + "A boat.").collect();
            let zh: Vec<String> = (0..30).map(|n| label(n) + "一艘船。").collect();
            assert_eq!(left(&en, &zh), ["A boat.", "一艘船。"]);
            // As many on both sides are numbers of verses or clauses.
            assert_eq!(left(&en[..30], &zh), [&en[6][..], &zh[6]]);
        }
        // Paragraphs of which each side has as many sentences as it likes.
        let of = |sentences: usize, text: &str| -> Vec<String> {
            (0..60).map(|n| format!("{}.{} {text}", n / sentences + 1, n % sentences + 1)).collect()
        };
        let (en, zh) = (of(5, "A boat."), of(3, "一艘船。"));
        assert_eq!(left(&en, &zh[..36]), ["A boat.", "一艘船。"]);
        // Words that end in a number are none of a count.
        let models = numbered(40, |n| format!("A{} boats left.", n * n));
        assert_eq!(left(&models, &numbered(30, |n| format!("A{} 船离开了。", n * n)))[0], models[6]);
    }

    #[test]
    fn labels_at_the_end_are_left_out() {
        let en = numbered(40, |n| format!("The 3 boats (all of them) left. ({n})"));
        let zh = numbered(30, |n| format!("三艘船离开了。【{n}】"));
        assert_eq!(left(&en, &zh), ["The 3 boats (all of them) left.", "三艘船离开了。"]);
        assert_eq!(left(&en, &numbered(40, |n| format!("船（{n}）")))[1], "船（7）");
        // Notes of a paper are no count: they say what they stand behind.
        let notes = numbered(40, |n| format!("Boats left. [{}]", n * 7 % 40));
        let bare = numbered(30, |_| "船离开了。".into());
        assert_eq!(left(&notes, &bare), [&notes[6][..], &bare[6]]);
    }

    #[test]
    fn numbers_in_characters_are_numbers() {
        let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        for (before, behind) in [("", "、"), ("（", "）"), ("第", "条　")] {
            let zh: Vec<String> =
                (0..30).map(|n| format!("{before}{}{behind}船。", numerals[n % 10])).collect();
            let en = numbered(30, |n| format!("{n}. A boat."));
            assert_eq!(left(&en, &zh), [&en[6][..], &zh[6]]);
        }
    }
}
