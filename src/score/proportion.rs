//! How much there is in Chinese for what there is in English, of characters or of clauses, and how far
//! that varies from bead to bead.

/// How many beads of the document the usual spread is worth.
const BEADS: f32 = 30.0;

/// The square of how many standard deviations a bead may be off before it counts no more in how widely
/// beads are spread: one that is wrong must not widen it for all.
const MOST: f32 = 9.0;

/// A ratio, and the spread around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Proportion {
    /// How much Chinese for each of the English.
    pub ratio: f32,
    /// Mean square of the difference from that, for each of either side.
    pub spread: f32,
}

impl Proportion {
    /// What beads of so much English and so much Chinese show, where this is usual, and the usual ratio
    /// is worth so much English.
    pub fn learnt(&self, usual: f32, beads: impl Iterator<Item = (f32, f32)> + Clone) -> Proportion {
        let start = (usual, usual * self.ratio);
        let (en, zh) = beads.clone().fold(start, |(en, zh), (e, z)| (en + e, zh + z));
        let ratio = zh / en;
        let squares: f32 = beads.clone().map(|(e, z)| square(ratio, e, z).min(MOST * self.spread)).sum();
        let spread = (self.spread * BEADS + squares) / (BEADS + beads.count() as f32);
        Proportion { ratio, spread }
    }

    /// By how many standard deviations there is more Chinese than expected.
    pub fn deviation(&self, en: f32, zh: f32) -> f32 {
        let expected = en * self.ratio;
        (zh - expected) / (self.spread * (zh + expected).max(1.0)).sqrt()
    }

    /// The square of that.
    pub fn apart(&self, en: f32, zh: f32) -> f32 {
        square(self.ratio, en, zh) / self.spread
    }
}

/// The square of the difference of the Chinese from that expected, for each of either side.
fn square(ratio: f32, en: f32, zh: f32) -> f32 {
    let deviation = zh - ratio * en;
    deviation * deviation / (zh + ratio * en).max(1.0)
}
