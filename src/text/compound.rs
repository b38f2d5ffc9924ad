//! What compounds of Chinese characters share with their parts.
//!
//! Most Chinese words have two characters. A couple that is frequent for its parts is a token
//! of its own beside them (see [`Model::compound`](crate::Model::compound)).

/// Share of a character's weight that goes over to the compounds it is part of: what both
/// say must not count twice.
pub const SHARE: f32 = 0.5;

/// Shares out the weight of characters side by side, 1 for each, over themselves and over
/// the compounds that they are part of: `compounds[k]` says whether character `k` and the one
/// before are a compound, so the first is `false`. Calls `character` and `compound` with the number and the weight.
pub fn share_out(
    compounds: &[bool],
    mut character: impl FnMut(usize, f32),
    mut compound: impl FnMut(usize, f32),
) {
    let parts = |k: usize| u8::from(compounds[k]) + u8::from(compounds.get(k + 1).is_some_and(|&next| next));
    for (k, &is_compound) in compounds.iter().enumerate() {
        character(k, if parts(k) > 0 { 1.0 - SHARE } else { 1.0 });
        if is_compound {
            compound(k, SHARE / f32::from(parts(k - 1)) + SHARE / f32::from(parts(k)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_weight_is_shared_out() {
        // Characters 0 and 1 are a compound, 1 and 2 as well, 3 stands alone.
        let (mut single, mut couples) = (Vec::new(), Vec::new());
        share_out(&[false, true, true, false], |_, w| single.push(w), |k, w| couples.push((k, w)));
        assert_eq!(single, [0.5, 0.5, 0.5, 1.0]);
        assert_eq!(couples, [(1, 0.75), (2, 0.75)]);
    }
}
