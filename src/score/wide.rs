//! Loops over many numbers, in the widest registers that the processor has.

use fearless_simd::{Level, dispatch};

/// Does `work`, compiled for the processor at hand with all that is inlined into it; functions that it calls
/// stay as they are. The numbers are the same on all processors: no sum is taken in another order, and
/// nothing is fused.
#[inline(always)]
pub(super) fn wide<R>(work: impl FnOnce() -> R) -> R {
    dispatch!(Level::new(), _ => work())
}
