//! What compounds of Chinese characters share with their parts.
//!
//! Most Chinese words have two characters. A couple that is frequent for its parts is a token
//! of its own beside them (see [`Model::compound`](crate::Model::compound)).

/// Share of a character's weight that goes over to the compounds it is part of: what both
/// say must not count twice.
pub const SHARE: f32 = 0.5;

/// A character by its number, or the compound that it forms with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Character(usize),
    Compound(usize),
}

/// Shares out the weight of characters side by side, 1 for each, over themselves and over
/// the compounds that they are part of: number `k` of `compounds` says whether character `k` and the one
/// before are a compound, so the first is `false`. Calls `each` with what gets a weight, in the
/// order of the text, and the weight.
pub fn share_out(compounds: impl Iterator<Item = bool>, mut each: impl FnMut(Part, f32)) {
    let mut compounds = compounds.enumerate().peekable();
    let mut parts_before = 0;
    while let Some((k, is_compound)) = compounds.next() {
        let parts = u8::from(is_compound) + u8::from(compounds.peek().is_some_and(|next| next.1));
        each(Part::Character(k), if parts > 0 { 1.0 - SHARE } else { 1.0 });
        if is_compound {
            each(Part::Compound(k), SHARE / f32::from(parts_before) + SHARE / f32::from(parts));
        }
        parts_before = parts;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_weight_is_shared_out() {
        // Characters 0 and 1 are a compound, 1 and 2 as well, 3 stands alone.
        let (mut single, mut couples) = (Vec::new(), Vec::new());
        share_out([false, true, true, false].into_iter(), |part, weight| match part {
            Part::Character(_) => single.push(weight),
            Part::Compound(k) => couples.push((k, weight)),
        });
        assert_eq!(single, [0.5, 0.5, 0.5, 1.0]);
        assert_eq!(couples, [(1, 0.75), (2, 0.75)]);
    }
}
