//! The ladder of beads by the numbers of their units, as aligners are compared.

use std::io::{self, Write};

use super::rows::{Row, rows};
use crate::alignment::Alignment;

/// Writes a bead a line, `[3]:[4, 5]:0.9312`: the numbers of its English units, those of its
/// Chinese units, and its score; a unit in no pair as `[6]:[]` or `[]:[6]`, in its place.
///
/// So do Vecalign (Thompson and Koehn 2019) and Bertalign, whose scorers read it, but for the
/// third field: theirs is a cost or is not there, here it is the score of the pair, 0 to 1, and
/// nulls have none. Numbers are those of [`Alignment::beads`], from 0; with units of your own,
/// [`Aligner::align_units`](crate::Aligner::align_units) or `--units line`, those that you gave.
/// Units in other languages have no line. Documents are parted by an empty line, and their names
/// are not written: a file for each is what scorers want.
///
/// ```
/// use bitext::{Aligner, export::LadderWriter};
/// let english = ["It rains.", "The cat sleeps."];
/// let alignment = Aligner::new().align_units(&english, &["下雨了。", "猫在睡觉。"]);
/// let mut ladder = LadderWriter::new(Vec::new());
/// ladder.document(None, &alignment)?;
/// let ladder = String::from_utf8(ladder.finish()?)?;
/// assert!(ladder.starts_with("[0]:[0]:0.9"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct LadderWriter<W> {
    output: W,
    has_documents: bool,
}

impl<W: Write> LadderWriter<W> {
    /// A writer onto `output`. Nothing is written yet.
    pub fn new(output: W) -> LadderWriter<W> {
        LadderWriter { output, has_documents: false }
    }

    /// Writes the beads of a document and its nulls.
    pub fn document(&mut self, _name: Option<&str>, alignment: &Alignment<'_>) -> io::Result<()> {
        if std::mem::replace(&mut self.has_documents, true) {
            writeln!(self.output)?;
        }
        for row in rows(alignment) {
            match row {
                Row::Pair(number) => {
                    let bead = &alignment.beads()[number];
                    // Of whole numbers this is the list of Python that the scorers evaluate.
                    writeln!(self.output, "{:?}:{:?}:{:.4}", bead.en, bead.zh, bead.score)?;
                }
                Row::En(i) => writeln!(self.output, "[{i}]:[]")?,
                Row::Zh(j) => writeln!(self.output, "[]:[{j}]")?,
                Row::Other(_) => {}
            }
        }
        Ok(())
    }

    /// Flushes the output and gives it back. Without a document it is empty.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.flush()?;
        Ok(self.output)
    }
}
