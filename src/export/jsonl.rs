//! JSON Lines: one document a line.

use std::io::{self, Write};

use super::json::DocumentRecord;
use crate::align::Aligner;
use crate::alignment::Alignment;

/// Writes each document as a [`DocumentRecord`] on a line of its own, its name as `id`.
///
/// A document without a name has `null` there. No line holds a line break, whatever the
/// text does.
///
/// ```
/// use bitext::export::JsonlWriter;
/// let mut corpus = JsonlWriter::new(Vec::new());
/// for (name, text) in [("a", "Good morning.\n\n早上好。\n"), ("b", "Nothing to pair.\n")] {
///     corpus.document(Some(name), &bitext::align(text))?;
/// }
/// let jsonl = String::from_utf8(corpus.finish()?).unwrap();
/// assert!(jsonl.lines().last().unwrap().starts_with(r#"{"id":"b","pairs":[],"#));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct JsonlWriter<W> {
    output: W,
    linker: Option<Aligner>,
}

impl<W: Write> JsonlWriter<W> {
    /// A writer onto `output`. Nothing is written yet.
    pub fn new(output: W) -> JsonlWriter<W> {
        JsonlWriter { output, linker: None }
    }

    /// The same writer, with the [word links](crate::links) of each pair, as `aligner` sees them.
    pub fn with_links(self, aligner: Aligner) -> JsonlWriter<W> {
        JsonlWriter { linker: Some(aligner), ..self }
    }

    /// Writes a document.
    pub fn document(&mut self, name: Option<&str>, alignment: &Alignment<'_>) -> io::Result<()> {
        let record = DocumentRecord::new(name, alignment);
        let record = match &self.linker {
            Some(linker) => record.with_links(linker),
            None => record,
        };
        serde_json::to_writer(&mut self.output, &record)?;
        self.output.write_all(b"\n")
    }

    /// Flushes the output and gives it back. Without a document it is empty.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.flush()?;
        Ok(self.output)
    }
}
