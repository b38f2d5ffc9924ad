//! Tokens that a word has met often though no link names them.

use super::pupils::Pupils;

/// Looks for them among the tokens of one side.
pub(super) struct Strangers {
    /// By id, how much of it the word has made; minus infinity for what it is linked to.
    counts: Vec<f32>,
    /// The ids that it has met, each once, unless it got too little to count.
    met: Vec<u32>,
}

impl Strangers {
    pub fn new(pupils: &Pupils<'_>) -> Strangers {
        let mut counts = vec![0.0; pupils.side.ids() + 1];
        // What lessons are filled up with is no token.
        counts[pupils.side.ids()] = f32::NEG_INFINITY;
        Strangers { counts, met: vec![0; pupils.side.ids() + 1] }
    }

    /// Finds those of which a word that is linked to `known` has made more than `least`, in lessons in
    /// which it leaves so much open; `over` is how often each token is there, over how likely it is.
    pub fn find(
        &mut self,
        pupils: &Pupils<'_>,
        over: &[f32],
        known: impl Iterator<Item = u32> + Clone,
        lessons: impl Iterator<Item = (u32, f32)>,
        least: f32,
        mut found: impl FnMut(u32, f32),
    ) {
        let usual = |id: u32| pupils.side.background.get(id as usize).unwrap_or(&0.0);
        known.clone().for_each(|id| self.counts[id as usize] = f32::NEG_INFINITY);
        let mut met = 0;
        for (lesson, open) in lessons.filter(|&(_, open)| open > 0.0) {
            let range = pupils.lesson(lesson as usize);
            for (&id, over) in pupils.ids[range.clone()].iter().zip(&over[range]) {
                let count = &mut self.counts[id as usize];
                self.met[met] = id;
                met = (met + usize::from(*count == 0.0)).min(self.met.len() - 1);
                *count += open * usual(id) * over;
            }
        }
        known.for_each(|id| self.counts[id as usize] = 0.0);
        for &id in &self.met[..met] {
            let count = std::mem::take(&mut self.counts[id as usize]);
            if count > least {
                found(id, count);
            }
        }
    }
}
