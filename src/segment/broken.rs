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
//! Each of those lines alone would be compared with a whole paragraph.

use super::line::{Ending, Line, Mark, Writing};

/// From so many broken paragraphs on.
const BROKEN: usize = 3;

/// Of groups so many for each one in which the language changes.
const APART: usize = 4;

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
    fn lines_beside_lines_are_none() {
        assert_eq!(found(&LAMP.repeat(2)), None);
        assert_eq!(found(&LAMP.repeat(3).replace("灯灭了。", "灯灭了。\n")), None);
        // Lists and verse.
        assert_eq!(found(&LAMP.repeat(3).replace('.', "")), None);
        // Each line above its translation.
        assert_eq!(found(&"The lamp was out.\n灯灭了。\nNobody came.\n没有人来。\n\n".repeat(3)), None);
    }
}
