//! Tags around the units of a file: `<seg id="12">…</seg>`.
//!
//! They are equal on both sides where the file is a corpus of some tool, and say nothing. Tags inside a text
//! are left to it: who writes about `<Suspense>` means it.

/// Fewer units say nothing about a file.
const FEW: usize = 20;
/// At most one unit in so many has no tag around it.
const SELDOM: usize = 20;

/// Takes the tags from the beginning and the end of the units, where nearly all begin with one. Linear in their
/// number.
pub(crate) fn leave_out(units: &mut [&str]) {
    let without = units.iter().filter(|unit| behind(unit).is_none()).count();
    if units.len() - without < FEW || SELDOM * without > units.len() {
        return;
    }
    for unit in units {
        while let Some(rest) = behind(unit) {
            *unit = rest;
        }
        while let Some(rest) = before(unit) {
            *unit = rest;
        }
    }
}

/// What comes behind the tag that a unit begins with.
fn behind(unit: &str) -> Option<&str> {
    let (tag, rest) = unit.trim_start().strip_prefix('<')?.split_once('>')?;
    (tag.starts_with(|c: char| c.is_ascii_alphabetic()) && !tag.contains('<')).then_some(rest)
}

/// What comes before the closing tag that a unit ends with.
fn before(unit: &str) -> Option<&str> {
    let (rest, tag) = unit.trim_end().strip_suffix('>')?.rsplit_once("</")?;
    tag.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(rest)
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
        assert_eq!(few[0], "<b>Title</b>");
    }
}
