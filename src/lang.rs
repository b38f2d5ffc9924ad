//! Languages and Chinese scripts.

/// The language of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Lang {
    /// English.
    En,
    /// Chinese, in either script.
    Zh,
    /// Anything else: Japanese, Korean, French, or no language at all (`* * *`).
    Other,
}

impl Lang {
    /// `en`, `zh` or `other`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
            Lang::Other => "other",
        }
    }
}

/// The script of a Chinese segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Variant {
    /// Simplified: it holds characters that only the simplified script has.
    Hans,
    /// Traditional: it holds characters that only the traditional script has.
    Hant,
    /// Every character is common to both scripts.
    Both,
    /// Characters of one script beside characters of the other.
    Mixed,
}

impl Variant {
    /// `Hans`, `Hant`, `Both` or `Mixed`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Variant::Hans => "Hans",
            Variant::Hant => "Hant",
            Variant::Both => "Both",
            Variant::Mixed => "Mixed",
        }
    }
}
