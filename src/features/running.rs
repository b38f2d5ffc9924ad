//! Numbers that only count the units of a file: lines that an editor or a table has numbered.
//!
//! Where the paragraphs of a law are numbered, both sides have the same numbers, and they say which
//! belong together. Where a program has numbered the lines of two files, line 80 of one has nothing to do
//! with line 80 of the other, and its number would be the strongest evidence that they are a pair.

/// Fewer numbers than this are no count, nor are those of fewer than one in so many units: of a list in a
/// text, of its sections.
const FEW: usize = 20;
const SHARE: usize = 2;
/// One in so many may be no more than the one before plus one; and fewer than one in so many begin with a
/// number on a side that has no count.
const SELDOM: usize = 20;

/// Takes the number from the beginning of the units of both sides, where both are counted without a gap, are
/// not as many and come to different ends; or where one is counted and of the other hardly a unit begins
/// with a number. Linear in their number.
pub(crate) fn leave_out<'t>(english: &mut [&'t str], chinese: &mut [&'t str]) {
    let bare = |units: &[&str]| SELDOM * units.iter().filter(|unit| digits(unit).1 > 0).count() < units.len();
    let apart = match (count(english), count(chinese)) {
        // Who counts lines leaves none out, a translator may leave out a verse.
        (Some(en), Some(zh)) => en.units != zh.units && en.last != zh.last && !en.gaps && !zh.gaps,
        (Some(_), None) => bare(chinese),
        (None, Some(_)) => bare(english),
        (None, None) => false,
    };
    if apart {
        for unit in english.iter_mut().chain(chinese) {
            *unit = leading(unit).map_or(*unit, |(_, rest)| rest);
        }
    }
}

/// Units that begin with a number, the last of these, and whether one is left out.
struct Count {
    units: usize,
    last: u64,
    gaps: bool,
}

/// The units that begin with a number, if these count them.
fn count(units: &[&str]) -> Option<Count> {
    let numbers: Vec<u64> = units.iter().filter_map(|unit| Some(leading(unit)?.0)).collect();
    let breaks = numbers.windows(2).filter(|two| two[0] + 1 != two[1]).count();
    let gaps = numbers.windows(2).any(|two| two[0] + 1 < two[1]);
    let many = numbers.len() >= FEW && numbers.len() * SHARE >= units.len();
    let last = *numbers.last()?;
    (many && breaks * SELDOM <= numbers.len()).then_some(Count { units: numbers.len(), last, gaps })
}

/// A unit without blanks and brackets before it, and how many digits it begins with then.
fn digits(unit: &str) -> (&str, usize) {
    let text = unit.trim_start().trim_start_matches(['(', '[', '（', '【']);
    (text, text.bytes().take_while(u8::is_ascii_digit).count())
}

/// The number at the beginning of a unit and what comes after it, if that is something else.
fn leading(unit: &str) -> Option<(u64, &str)> {
    let (text, end) = digits(unit);
    // Longer ones count nothing.
    let number = text[..end].parse().ok().filter(|_| end < 8)?;
    let after = &text[end..];
    let rest =
        after.trim_start_matches(['.', ')', ']', '）', '】', ':', '：', '、', '．', ' ', '\t', '\u{3000}']);
    let between = &after[..after.len() - rest.len()];
    // In 3.5万, 10:30, 12月 and 80年 it is part of what is said.
    let apart = between.ends_with(char::is_whitespace) || !rest.starts_with(|c: char| c.is_ascii_digit());
    (!between.is_empty() && !rest.is_empty() && apart).then_some((number, rest))
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
}
