//! Lines joined into paragraphs: is a line end a border, or where the margin was?

use super::both::both;
use super::broken::broken;
use super::line::{Ending, Gap, Line, Mark, Writing};
use super::margin::{Margin, Margins, line_ends};
use super::own::own;
use crate::lang::Tally;
use crate::span::Span;

/// A paragraph, in whatever languages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) span: Span,
    pub(super) mark: Mark,
    pub(super) tally: Tally,
    /// Whether it is a cell of a table with another one before it in its row.
    pub(super) in_row: bool,
    /// Whether it spells the Chinese beside it in pinyin.
    pub(super) pinyin: bool,
}

/// Joins the lines of each hard-wrapped paragraph; every other line is a paragraph of its own.
///
/// Blank lines part, unless there is one behind every line of a wrapped text. Between two lines that
/// touch, the question is whether the text was wrapped at a margin: then the next word would not have
/// fitted on the line above. One margin is looked for in the whole text for each kind of writing, and
/// believed only when most line ends fit it and most lines break off in mid-sentence; what it leaves apart may
/// be paragraphs with margins of their own. So the lines of a poem, of a list, of subtitles and of a text with
/// one paragraph a line stay apart. Where the text marks its paragraphs by indented first lines, a line of that
/// indent begins one. Where one language is in paragraphs of one line, and the other in lines of a sentence each
/// between blank ones, these are paragraphs, too.
pub(super) fn blocks(text: &str, lines: &[Line]) -> Vec<Block> {
    let closed = closed_up(lines);
    let written = closed.as_ref().map_or(lines, |(lines, _)| lines);
    let printed;
    let (lines, margins) = match &closed {
        Some((lines, margins)) => (lines.as_slice(), *margins),
        None => {
            let margins = Margins::find(lines);
            printed = margins.printed(text, lines);
            match &printed {
                Some((lines, margins)) => (lines.as_slice(), *margins),
                None => (lines, margins),
            }
        }
    };
    let mut first = 0;
    let goes_on = (0..lines.len()).map(|i| {
        let goes_on = i > 0 && margins.goes_on(lines, first, i);
        first = if goes_on { first } else { i };
        goes_on
    });
    let goes_on: Vec<bool> = goes_on.collect();
    let goes_on = own(text, written, &goes_on).unwrap_or(goes_on);
    let goes_on = broken(lines, &goes_on).unwrap_or(goes_on);
    let goes_on = both(text, lines, &goes_on).unwrap_or(goes_on);
    let mut out: Vec<Block> = Vec::new();
    for (line, goes_on) in lines.iter().zip(goes_on) {
        match out.last_mut() {
            Some(block) if goes_on => {
                block.span.end = line.span.end;
                block.tally += line.tally;
            }
            _ => {
                let Line { span, mark, tally, in_row, pinyin, .. } = *line;
                out.push(Block { span, mark, tally, in_row, pinyin });
            }
        }
    }
    debug_assert!(out.iter().all(|b| b.span == b.span.trimmed(text)));
    out
}

/// From so many full lines on, a text with a blank line behind every line is wrapped.
const FULL_LINES: usize = 4;

/// The lines without the blank one that stands between any two of them, if that is how a wrapped text is
/// spaced: most of them break off in mid-sentence, at one margin. With the margins of these.
fn closed_up(lines: &[Line]) -> Option<(Vec<Line>, Margins)> {
    let count = |holds: fn(&Line) -> bool| lines.iter().filter(|l| holds(l)).count();
    let (spaced, open) = (count(Line::after_blank), count(|l| l.ending == Ending::Open));
    if lines.len() <= FULL_LINES || 20 * spaced < 19 * lines.len() || 3 * open < lines.len() {
        return None;
    }
    let closer = |gap| if gap == Gap::Blank { Gap::None } else { gap };
    let lines: Vec<Line> = lines.iter().map(|l| Line { gap: closer(l.gap), ..l.clone() }).collect();
    let margins = Margins::find(&lines);
    let wrapped = |writing, margin: Option<Margin>| {
        let Some(margin) = margin else { return false };
        let full =
            || line_ends(&lines, writing, margin.first).filter(|(line, next)| margin.is_full(line, next));
        let goes_on = |line: &Line, next: &Line| {
            line.ending == Ending::Open && (next.starts_lower || writing == Writing::Ideographic)
        };
        let (all, on) = (full().count(), full().filter(|(line, next)| goes_on(line, next)).count());
        all >= FULL_LINES && 3 * on >= 2 * all
    };
    let found = wrapped(Writing::Alphabetic, margins.alphabetic)
        || wrapped(Writing::Ideographic, margins.ideographic);
    found.then_some((lines, margins))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::line::lines;

    fn blocks_of(text: &str) -> Vec<&str> {
        blocks(text, &lines(text)).iter().map(|b| b.span.of(text)).collect()
    }

    #[test]
    fn a_full_line_goes_on() {
        let text = "The ferry leaves the island at noon, and the last bus\n\
                    from the harbour waits for it, even when the sea is\n\
                    rough and the crossing takes an hour longer.\n\
                    \n\
                    Bring a coat.";
        assert_eq!(blocks_of(text).len(), 2);
    }

    #[test]
    fn a_number_that_the_margin_has_pushed_to_the_start_of_a_line_goes_on() {
        let text = "The council shall publish the report that is described in\n\
                    Section 5 of this law within three months of its session,\n\
                    and the report shall name all members who have voted (see\n\
                    2) for the bridge, and those who were not in the room for\n\
                    the vote, and it shall be kept for ten years after that in\n\
                    the library of the town.\n";
        assert_eq!(blocks_of(text).len(), 1);
        // What begins with a capital behind its number begins something.
        assert_eq!(blocks_of(&text.replace("5 of this", "5 This")).len(), 2);
    }

    #[test]
    fn a_blank_line_behind_every_line_parts_nothing() {
        let text = "The ferry leaves the island at noon, and the last bus\n\n\
                    from the harbour waits for it, even when the sea is a\n\n\
                    little rough and the crossing takes an hour longer so\n\n\
                    that nobody has to walk.\n\n\
                    Bring a coat, said the captain, and do not forget any\n\n\
                    of the children this time, since the boat that I have\n\n\
                    is small and the harbour is far away from the village\n\n\
                    where they went to school, and where their mothers in\n\n\
                    the evening ask me how many of them I have brought to\n\n\
                    their doors, and how many are left on the island.\n\n\n\
                    Nobody minds.\n";
        assert_eq!(blocks_of(text).len(), 3);
        let verses = "Small rain on the roof,\n\nand the cat asleep\n\nin the one dry corner of the shed,\n\n\
                      and nobody\n\nto ask it in,\n\nor to be grateful for\n\nthe milk\n\n\
                      that was\n\nput out for it,\n\nin a blue bowl,\n\nin the night\n";
        assert_eq!(blocks_of(verses).len(), 11);
    }

    /// Half of the Chinese lines end a paragraph.
    #[test]
    fn short_paragraphs_beside_wrapped_ones_are_wrapped() {
        let english = "The ferry leaves the island at noon, and the last bus\n\
                       from the harbour waits for it, even when the sea is a\n\
                       little rough and the crossing takes an hour longer so\n\
                       that nobody has to walk home along the beach, and the\n\
                       driver is not angry.\n\n";
        let chinese = [
            "渡船中午离开小岛，最后一班公共汽车在港口等着它，哪怕海\n上有些风浪。\n",
            "过海要多花一个钟头，所以没有人需要沿着沙滩走路回家，司\n机也不生气。\n",
            "船长说记得带上外套，这一次不要再把孩子忘在岛上，船很小\n，港口很远。\n",
            "晚上母亲们来问我，他们当中有多少人已经被我送到了自家门\n口，谁还没有。\n",
        ];
        assert_eq!(blocks_of(&format!("{english}{}", chinese.concat())).len(), 5);
    }

    #[test]
    fn a_poem_does_not() {
        let text = "Small rain on the roof,\nand the cat asleep\nin the one dry corner of the shed.\n\
                    Nobody asks it\nto be grateful.\n";
        assert_eq!(blocks_of(text).len(), 5);
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        let text = "   The ferry leaves the island at noon, and the last bus\n\
                    from the harbour waits for it, even when the sea is a\n\
                    little rough and the crossing takes an hour longer so.\n   \
                    Bring a coat, said the captain, and do not forget any\n\
                    of the children this time.";
        assert_eq!(blocks_of(text).len(), 2);
    }

    #[test]
    fn paragraphs_of_one_line_stay_apart() {
        let text = "The ferry leaves the island at noon, and the last bus from the harbour waits.\n\
                    Bring a coat.\n\
                    The crossing takes an hour longer when the sea is rough, and there is no tea.\n\
                    Nobody minds.\n";
        assert_eq!(blocks_of(text).len(), 4);
    }

    #[test]
    fn the_widest_table_holds_every_margin() {
        // A guard of `most_common`: a width over the table is no margin, and no panic.
        let long = "word ".repeat(60);
        assert_eq!(blocks_of(&format!("{long}\n{long}\n{long}")).len(), 3);
    }
}
