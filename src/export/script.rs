//! Which script the Chinese side of a pair is in.

use crate::bitext::{Bitext, Unit};
use crate::lang::Variant;

/// A script that a language tag can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Hans,
    Hant,
}

/// The script of a document: that of most of its Chinese units, where any shows one.
pub(super) fn of_document(bitext: &Bitext<'_>) -> Option<Script> {
    let count = |variant| bitext.zh.iter().filter(|unit| unit.variant == Some(variant)).count();
    let (hans, hant) = (count(Variant::Hans), count(Variant::Hant));
    match () {
        () if hant > hans => Some(Script::Hant),
        () if hans > 0 => Some(Script::Hans),
        () => None,
    }
}

/// The script of some units, or that of their `document` where they leave it open.
///
/// Many a short unit has only characters that both scripts share: tagged by itself it would
/// tear one document into two languages.
pub(super) fn of_units<'a, 't: 'a>(
    units: impl Iterator<Item = &'a Unit<'t>>,
    document: Option<Script>,
) -> Option<Script> {
    let (mut hans, mut hant) = (false, false);
    for unit in units {
        hans |= matches!(unit.variant, Some(Variant::Hans | Variant::Mixed));
        hant |= matches!(unit.variant, Some(Variant::Hant | Variant::Mixed));
    }
    match (hans, hant) {
        (true, false) => Some(Script::Hans),
        (false, true) => Some(Script::Hant),
        _ => document,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_that_show_no_script_take_their_document_s() {
        let mut bitext = Bitext::from_units::<&str, &str>(&[], &["甲", "乙", "丙", "丁"]);
        let variants = [Variant::Hant, Variant::Both, Variant::Mixed, Variant::Hans];
        for (unit, variant) in bitext.zh.iter_mut().zip(variants) {
            unit.variant = Some(variant);
        }
        // One of each: simplified is the more usual.
        assert_eq!(of_document(&bitext), Some(Script::Hans));
        bitext.zh[3].variant = None;
        let document = of_document(&bitext);
        assert_eq!(document, Some(Script::Hant));

        let of = |ids: &[usize]| of_units(ids.iter().map(|&i| &bitext.zh[i]), document);
        assert_eq!(of(&[1]), Some(Script::Hant));
        assert_eq!(of(&[2]), Some(Script::Hant));
        assert_eq!(of(&[1, 0]), Some(Script::Hant));
        bitext.zh[3].variant = Some(Variant::Hans);
        let of = |ids: &[usize]| of_units(ids.iter().map(|&i| &bitext.zh[i]), document);
        assert_eq!(of(&[1, 3]), Some(Script::Hans));
        assert_eq!(of_units([].iter(), None), None);
    }
}
