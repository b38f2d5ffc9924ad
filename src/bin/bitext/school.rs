//! What the documents of a run teach together: `--save-lexicon`.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

use bitext::lexicon::Learner;
use bitext::{Alignment, Model};

use crate::failure::Failure;
use crate::output::Output;

/// A learner that all threads teach.
#[derive(Default)]
pub struct School {
    taught: Mutex<Taught>,
}

#[derive(Default)]
struct Taught {
    learner: Learner,
    documents: usize,
}

impl School {
    /// Takes a document in. The order in which they come makes no difference.
    pub fn teach(&self, alignment: &Alignment<'_>) {
        let mut own = Learner::new();
        own.read(alignment);
        // A panic elsewhere ends the run; what was learnt before it is whole.
        let mut taught = self.taught.lock().unwrap_or_else(PoisonError::into_inner);
        taught.learner.merge(own);
        taught.documents += 1;
    }

    /// Writes the lexicon. Without a document what was there before is better than an empty one.
    pub fn write(self, mut output: Output, model: &Model) -> Result<(), Failure> {
        let Taught { learner, documents } = self.taught.into_inner().unwrap_or_else(PoisonError::into_inner);
        if documents == 0 {
            return Ok(());
        }
        for entry in learner.learnt(model) {
            writeln!(output, "{entry}").map_err(|e| output.failure(&e))?;
        }
        output.finish()
    }
}
