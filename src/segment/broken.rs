//! Paragraphs of one language that are broken into lines, a sentence or so each, while those of the other
//! are not.
//!
//! ```text
//! The old man got up early.
//! He lit the stove.
//!
//! 老人起得很早。他生了炉子。
//! ```
//!
//! Each of those lines alone would be compared with a whole paragraph. So would the lines of a couplet below the one
//! line of the other language.

use super::line::{Ending, Line, Mark, Writing};
use crate::lang::Tally;

/// From so many broken paragraphs on.
const BROKEN: usize = 3;

/// Of groups so many for each one in which the language changes.
const APART: usize = 4;

/// From so many couplets on.
const COUPLETS: usize = 2;
/// A translation has so many whole Latin letters for each Chinese character: from three to less than six. Where there are more, the further lines of
/// English say something else: what a dish is made of, or what a proverb means.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=5;

/// Lines that touch.
#[derive(Clone, Copy, Debug)]
struct Group {
    start: usize,
    end: usize,
    /// Nothing where the language changes inside. Lines without letters go with English.
    writing: Option<Writing>,
}

/// Of each line whether it goes on the paragraph of the one before it; nothing where no paragraphs are broken
/// so. `joined`: of each line whether it is known to, since the text is wrapped.
pub(super) fn broken(lines: &[Line], joined: &[bool]) -> Option<Vec<bool>> {
    let groups = groups(lines);
    paragraphs(lines, &groups, joined).or_else(|| couplets(lines, &groups, joined))
}

fn paragraphs(lines: &[Line], groups: &[Group], joined: &[bool]) -> Option<Vec<bool>> {
    let of = |writing: Option<Writing>| groups.iter().filter(move |group| group.writing == writing);
    let count = |group: &Group| (group.start..group.end).filter(|&line| !joined[line]).count();
    let several = |writing: Option<Writing>| of(writing).filter(|group| count(group) > 1).count();
    let [english, chinese] = [Writing::Alphabetic, Writing::Ideographic].map(Some);
    let (writing, other) = match [english, chinese].map(several) {
        _ if APART * of(None).count() > groups.len() => return None,
        [en, 0] if en >= BROKEN => (english, chinese),
        [0, zh] if zh >= BROKEN => (chinese, english),
        _ => return None,
    };
    // Beside a paragraph of the other language, and in sentences.
    let is_broken = |k: usize| {
        let group = groups[k];
        let lines = &lines[group.start..group.end];
        let stops = lines.iter().filter(|l| l.ending == Ending::Stop).count();
        let plain = lines.iter().all(|l| l.mark == Mark::None && !l.in_columns);
        let is_other = |k: usize| groups.get(k).is_some_and(|group| group.writing == other);
        group.writing == writing
            && plain
            && 2 * stops > lines.len()
            && (is_other(k + 1) || k > 0 && is_other(k - 1))
    };
    let is_found = |k: &usize| groups[*k].writing == writing && count(&groups[*k]) > 1;
    let found: Vec<usize> = (0..groups.len()).filter(is_found).collect();
    let right = found.iter().filter(|&&k| is_broken(k)).count();
    // What stands in lines for other reasons is no paragraph.
    if right < BROKEN || 4 * right < 3 * found.len() {
        return None;
    }
    let mut goes_on = joined.to_vec();
    for k in found.into_iter().filter(|&k| is_broken(k)) {
        goes_on[groups[k].start + 1..groups[k].end].fill(true);
    }
    Some(goes_on)
}

/// The lines of groups of one line of one language, and two or more of the other in which sentences go on from line
/// to line.
///
/// ```text
/// 老房子没有门，风可以随便进来。
/// The old house has no door,
/// the wind comes in as it likes.
/// ```
fn couplets(lines: &[Line], groups: &[Group], joined: &[bool]) -> Option<Vec<bool>> {
    let mut several = [0; 2];
    let mut found = Vec::new();
    let mut tally = Tally::default();
    let (mut joints, mut go_on) = (0, 0);
    for group in groups.iter().filter(|group| group.writing.is_none()) {
        let lines = &lines[group.start..group.end];
        let is_english = |line: &Line| Writing::of(line) != Some(Writing::Ideographic);
        let plain =
            lines.iter().all(|line| line.mark == Mark::None && !line.in_columns && line.tally.letters() > 0);
        let mut stretches = lines.chunk_by(|a, b| is_english(a) == is_english(b));
        let (Some(first), Some(_), None, true) =
            (stretches.next(), stretches.next(), stretches.next(), plain)
        else {
            return None;
        };
        let border = group.start + first.len();
        let of_several = |from: usize, to: usize| (from..to).filter(|&k| k == from || !joined[k]).count() > 1;
        let (from, to) = match (of_several(group.start, border), of_several(border, group.end)) {
            (true, false) => (group.start, border),
            (false, true) => (border, group.end),
            (false, false) => continue,
            (true, true) => return None,
        };
        several[usize::from(is_english(&lines[from - group.start]))] += 1;
        found.push((from, to));
        lines.iter().for_each(|line| tally += line.tally);
        for two in lines[from - group.start..to - group.start].windows(2) {
            joints += 1;
            go_on += usize::from(two[0].ends_clause || two[1].starts_lower);
        }
    }
    let in_one_language = several.contains(&0);
    let translated = LETTERS.contains(&(tally.latin / tally.han.max(1)));
    if found.len() < COUPLETS || !in_one_language || !translated || 3 * go_on < 2 * joints {
        return None;
    }
    let mut goes_on = joined.to_vec();
    for (from, to) in found {
        goes_on[from + 1..to].fill(true);
    }
    Some(goes_on)
}

/// The lines between blank ones.
fn groups(lines: &[Line]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (k, line) in lines.iter().enumerate() {
        let writing = Writing::of(line).or(Some(Writing::Alphabetic));
        match groups.last_mut() {
            Some(group) if !line.after_blank() => {
                group.end = k + 1;
                if group.writing != writing {
                    group.writing = None;
                }
            }
            _ => groups.push(Group { start: k, end: k + 1, writing }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::lines;

    fn found(text: &str) -> Option<usize> {
        let lines = lines(text);
        let goes_on = broken(&lines, &vec![false; lines.len()])?;
        Some(goes_on.iter().filter(|&&on| on).count())
    }

    const LAMP: &str = "The lamp was out.\nNobody came to the pier.\n\n灯灭了。没有人到码头来。\n\n";

    #[test]
    fn lines_beside_paragraphs_are_paragraphs() {
        assert_eq!(found(&LAMP.repeat(3)), Some(3));
        assert_eq!(found(&format!("On the pier\n\n码头上\n\n{}", LAMP.repeat(4))), Some(4));
    }

    #[test]
    fn couplets_beside_one_line_are_one() {
        let house =
            "老房子没有门，风随便进来。\nThe old house has no door,\nthe wind comes in as it likes.\n\n";
        assert_eq!(found(house), None);
        assert_eq!(found(&house.repeat(2)), Some(2));
        assert_eq!(found(&format!("老房子\nThe Old House\n\n{}", house.repeat(2))), Some(2));
        // What is said, and what is meant by it.
        assert_eq!(found(&house.replace("door,", "door.").replace("the", "The").repeat(2)), None);
        let dish = "宫保鸡丁\nKung Pao chicken\nwith peanuts and dried chillies\n\n";
        assert_eq!(found(&dish.repeat(3)), None);
        // As many lines in both.
        assert_eq!(found(&house.replace("门，", "门，\n").repeat(2)), None);
    }

    #[test]
    fn lines_beside_lines_are_none() {
        assert_eq!(found(&LAMP.repeat(2)), None);
        assert_eq!(found(&LAMP.repeat(3).replace("灯灭了。", "灯灭了。\n")), None);
        // Lists and verse.
        assert_eq!(found(&LAMP.repeat(3).replace('.', "")), None);
        // Each line above its translation.
        assert_eq!(found(&"The lamp was out.\n灯灭了。\nNobody came.\n没有人来。\n\n".repeat(3)), None);
    }
}
