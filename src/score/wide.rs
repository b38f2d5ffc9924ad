//! Loops over many numbers in the widest registers that the processor has.

use fearless_simd::{Level, dispatch};

/// Runs `work` compiled for the processor at hand: what is inlined into it is; what it calls is not. The
/// results are the same on all of them, as no sum is put in another order and nothing is fused.
#[inline(always)]
pub(super) fn wide<R>(work: impl FnOnce() -> R) -> R {
    dispatch!(Level::new(), _ => work())
}
