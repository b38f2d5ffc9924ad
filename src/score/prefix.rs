//! Prefix sums: what a run of units adds up to is then the difference of two of them.

/// Sums from the start: before each item, and after the last.
pub(super) fn sums<T: Copy + Default + std::ops::Add<Output = T>>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut out = Vec::with_capacity(items.size_hint().0 + 1);
    out.push(T::default());
    for item in items {
        out.push(out[out.len() - 1] + item);
    }
    out
}

/// Adds to sums from the start those of as many other items.
pub(super) fn add_sums(sums: &mut [f32], items: impl Iterator<Item = f32>) {
    let mut all = 0.0;
    for (sum, item) in sums[1..].iter_mut().zip(items) {
        all += item;
        *sum += all;
    }
}
