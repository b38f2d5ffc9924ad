//! The names of tokens: how often each occurs, and the ids of those that are kept.

use rustc_hash::FxHashMap;

/// Names, and how often each occurs.
#[derive(Default)]
pub(super) struct Vocabulary {
    counts: FxHashMap<String, u32>,
}

/// Names that are kept, with their ids.
pub(super) struct Frozen {
    pub(super) names: Vec<String>,
    ids: FxHashMap<String, u32>,
}

impl Vocabulary {
    pub(super) fn count(&mut self, name: &str) {
        if name.is_empty() {
            return;
        }
        match self.counts.get_mut(name) {
            Some(n) => *n += 1,
            None => {
                self.counts.insert(name.to_string(), 1);
            }
        }
    }

    /// The names with at least `min` occurrences, at most `most` of them, the most frequent first.
    pub(super) fn frequent(self, min: u32, most: usize) -> Vec<String> {
        let mut by_count: Vec<(String, u32)> = self.counts.into_iter().filter(|(_, n)| *n >= min).collect();
        by_count.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        by_count.truncate(most);
        by_count.into_iter().map(|(name, _)| name).collect()
    }
}

impl Frozen {
    /// Their ids are their places.
    pub(super) fn of(names: Vec<String>) -> Frozen {
        let ids = (0u32..).zip(&names).map(|(id, name)| (name.clone(), id)).collect();
        Frozen { names, ids }
    }

    pub(super) fn id(&self, name: &str) -> Option<u32> {
        self.ids.get(name).copied()
    }
}
