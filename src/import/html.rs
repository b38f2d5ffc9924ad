//! HTML to text, as a browser would show it.

use super::page::Reader;

/// The text of a page of HTML: each paragraph on a line, and an empty line between two.
///
/// It is what a browser shows, whatever style sheets and scripts make of it: without the title in the head, scripts,
/// pictures, drop-down lists, and the small characters above others that tell how they are read (`<rt>`). Lines of
/// a list and rows of a table follow each other without an empty line, and cells have tabs between them. The number
/// of a note, `<sup>2</sup>`, `<sup>[2]</sup>` behind a word, is written `²`; an arrow that leads back from one is
/// left out, as is a number where a printed page begins (`<span class="pagenum">`). The links of a menu are one line,
/// with bars between them: those in `<nav>`, in a line that has nothing else, or in a list of short links in one
/// language. Navigation and the like stays: the aligner finds it by its shape.
///
/// Any text can be given, well formed or not. It takes time in proportion to its length.
///
/// ```
/// let page = "<h1>Tides</h1><p>The ferry left at <b>noon</b>.<br>渡船&nbsp;<i>中午</i>开了。</p>";
/// assert_eq!(bitext::import::html(page), "Tides\n\nThe ferry left at noon.\n渡船\u{a0}中午开了。\n");
/// ```
pub fn html(page: &str) -> String {
    let mut reader = Reader::default();
    reader.read(page.strip_prefix('\u{FEFF}').unwrap_or(page));
    reader.flow.finish()
}
