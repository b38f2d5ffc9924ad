//! Which Chinese characters of a text stand side by side.
//!
//! Most Chinese words have two characters. A couple that is frequent for its parts is a token
//! of its own beside them (see [`Model::compound`](crate::Model::compound)).

#[cfg(any(test, feature = "train"))]
use crate::hanzi;

/// Calls `each` for every Chinese character of `text`, simplified, with the byte where it stands
/// and whether it follows right upon another one. The characters are those of [`tokens`](super::token::tokens).
#[cfg(any(test, feature = "train"))]
pub fn characters(text: &str, mut each: impl FnMut(usize, char, bool)) {
    let mut follows = false;
    for (at, c) in text.char_indices() {
        let han = hanzi::is_han(c);
        if han {
            each(at, hanzi::simplified(c), follows);
        }
        follows = han;
    }
}

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
    fn only_neighbours_follow() {
        let mut seen = String::new();
        characters("水壺，在a爐子", |_, c, follows| {
            seen.push(if follows { '+' } else { ' ' });
            seen.push(c);
        });
        assert_eq!(seen, " 水+壶 在 炉+子");
    }

    #[test]
    fn all_weight_is_shared_out() {
        // Characters 0 and 1 are a compound, 1 and 2 as well, 3 stands alone.
        let (mut single, mut couples) = (Vec::new(), Vec::new());
        share_out(&[false, true, true, false], |_, w| single.push(w), |k, w| couples.push((k, w)));
        assert_eq!(single, [0.5, 0.5, 0.5, 1.0]);
        assert_eq!(couples, [(1, 0.75), (2, 0.75)]);
    }
}
