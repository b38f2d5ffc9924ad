//! A text in both languages, to read and to print.

use std::io::{self, Write};

use super::line::one_line;
use super::rows::{Row, rows};
use crate::alignment::Alignment;
use crate::bitext::Unit;
use crate::lang::Lang;

/// Writes a text in both languages: of each pair the English on a line and the Chinese on the next one, behind an
/// empty line; what is in no pair on a line of its own, in its place in the order of reading.
///
/// So a book in two files becomes a bilingual one, and an article a page that [`align`](crate::align()) reads again.
/// Nothing of the text is left out, dates and links neither. Line breaks and tabs inside a text become one blank,
/// or nothing inside Chinese, and English words that the end of a line has cut are whole again, as in
/// [`MosesWriter`](super::MosesWriter). The name of a document stands above it as a heading of Markdown.
///
/// ```
/// use bitext::export::TextWriter;
/// let mut page = TextWriter::new(Vec::new());
/// page.document(None, &bitext::align_pair("It rains.\n\nGood morning.\n", "下雨了。\n\n早上好。\n"))?;
/// let page = String::from_utf8(page.finish()?)?;
/// assert_eq!(page, "It rains.\n下雨了。\n\nGood morning.\n早上好。\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct TextWriter<W> {
    output: W,
    is_empty: bool,
}

impl<W: Write> TextWriter<W> {
    /// A writer onto `output`. Nothing is written yet.
    pub fn new(output: W) -> TextWriter<W> {
        TextWriter { output, is_empty: true }
    }

    /// Writes a document.
    pub fn document(&mut self, name: Option<&str>, alignment: &Alignment<'_>) -> io::Result<()> {
        if let Some(name) = name {
            self.block(&[format!("# {}", one_line(name, Lang::Other))])?;
        }
        let bitext = alignment.bitext();
        let pairs: Vec<_> = alignment.pairs().collect();
        let alone = |unit: &Unit<'_>, lang| vec![one_line(unit.text, lang)];
        for row in rows(alignment) {
            let lines = match row {
                Row::Pair(p) => vec![one_line(&pairs[p].en(), Lang::En), one_line(&pairs[p].zh(), Lang::Zh)],
                Row::En(i) => alone(&bitext.en[i], Lang::En),
                Row::Zh(j) => alone(&bitext.zh[j], Lang::Zh),
                Row::Other(o) => alone(&bitext.other[o], Lang::Other),
            };
            self.block(&lines)?;
        }
        Ok(())
    }

    /// Lines that belong together; none where there is nothing to see.
    fn block(&mut self, lines: &[String]) -> io::Result<()> {
        let mut lines = lines.iter().filter(|line| !line.is_empty()).peekable();
        if lines.peek().is_some() && !std::mem::replace(&mut self.is_empty, false) {
            writeln!(self.output)?;
        }
        lines.try_for_each(|line| writeln!(self.output, "{line}"))
    }

    /// Flushes the output and gives it back. Without a document it is empty.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.flush()?;
        Ok(self.output)
    }
}
