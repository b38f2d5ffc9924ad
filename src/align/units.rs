//! The units of a bitext that are aligned.

use crate::bitext::Unit;
use crate::segment::Kind;

/// Units of both sides by their numbers, in order.
pub(crate) struct Units<'a> {
    pub en: &'a [usize],
    pub zh: &'a [usize],
}

/// The units that can be paired: no furniture, nothing empty.
pub(super) fn alignable(units: &[Unit<'_>]) -> Vec<usize> {
    let fine = |u: &Unit<'_>| u.kind != Kind::Furniture && !u.text.is_empty();
    (0..units.len()).filter(|&i| fine(&units[i])).collect()
}
