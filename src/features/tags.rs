//! Tags around the units of a file: `<seg id="12">…</seg>`.
//!
//! They are equal on both sides where the file is a corpus of some tool, and say nothing. Tags inside a text
//! are left to it: who writes about `<Suspense>` means it.

use crate::text::tag::Tag;

/// Fewer units say nothing about a file.
const FEW: usize = 20;
/// At most one unit in so many has no tag around it.
const SELDOM: usize = 20;

/// Takes the tags from the beginning and the end of the units, where nearly all begin with one; those of HTML
/// wherever they stand right before a text and right behind it. Linear in their number.
pub(crate) fn leave_out(units: &mut [&str]) {
    let without = units.iter().filter(|unit| behind(unit).is_none()).count();
    let all = units.len() - without >= FEW && SELDOM * without <= units.len();
    for unit in units {
        // `<p> and <div>` are what somebody writes about.
        let leads = |tag: &Tag<'_>| all || tag.is_html() && tag.behind.starts_with(|c| c != ' ');
        while let Some(tag) = tag(unit).filter(leads) {
            *unit = tag.behind;
        }
        while let Some((rest, _)) =
            before(unit).filter(|(rest, tag)| all || tag.is_html() && !rest.ends_with(' '))
        {
            *unit = rest;
        }
    }
}

fn behind(unit: &str) -> Option<&str> {
    tag(unit).map(|tag| tag.behind)
}

/// The opening tag that a unit begins with.
fn tag(unit: &str) -> Option<Tag<'_>> {
    Tag::of(unit.trim_start()).filter(Tag::opens)
}

/// What comes before the closing tag that a unit ends with, and that tag.
fn before(unit: &str) -> Option<(&str, Tag<'_>)> {
    let unit = unit.trim_end();
    let at = unit.strip_suffix('>')?.rfind("</")?;
    let tag = Tag::of(&unit[at..]).filter(|tag| tag.behind.is_empty())?;
    Some((&unit[..at], tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_around_all_units_are_left_out() {
        let lines: Vec<String> =
            (0..30).map(|n| format!("<seg id=\"{n}\"><p>A <i>boat</i>.</p></seg>\n")).collect();
        let mut units: Vec<&str> = lines.iter().map(String::as_str).collect();
        leave_out(&mut units);
        assert_eq!(units[3], "A <i>boat</i>.");
        let mut few = vec!["Components like <Suspense>."; 30];
        few[0] = "<b>Title</b>";
        leave_out(&mut few);
        assert_eq!(few[0], "Title");
        let mut few =
            vec!["<li class=\"a\"><b>Tea</b></li>", "<p> is a paragraph.", "<Suspense>waits</Suspense>"];
        leave_out(&mut few);
        assert_eq!(few, ["Tea", "<p> is a paragraph.", "<Suspense>waits</Suspense>"]);
    }
}
