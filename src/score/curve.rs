//! What one token adds, and what a length adds: functions given by their values at a few knots.
//!
//! A learner can shape such a function freely, and it costs no logarithm to look one up: the
//! exponent and the first bits of a number say between which points of a fine table it lies.

/// Number of knots of a token's curve.
pub const KNOTS: usize = 8;
/// Number of knots of the length's curve.
pub const LENGTH_KNOTS: usize = 9;

/// ln of the first knot; the knots are one nat apart.
const FIRST: f32 = -3.0;
/// Standard deviations at the knots of the length's curve.
const LENGTHS: [f32; LENGTH_KNOTS] = [-8.0, -4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0, 8.0];

/// Octaves of the fine table, below and above 1, and steps in each as bits of the mantissa.
const BELOW: u32 = 5;
const ABOVE: u32 = 6;
const BITS: u32 = 3;
const STEPS: usize = ((BELOW + ABOVE) << BITS) as usize;
const LOW: f32 = 1.0 / (1 << BELOW) as f32;
/// The last number before 2^ABOVE.
const HIGH: f32 = 63.999_996;
const BASE: u32 = (127 - BELOW) << BITS;

/// The knots around `ln x` and the share of the second: `(k, share)` stands for
/// `(1 - share) * knot[k] + share * knot[k + 1]`.
pub(crate) fn knot(ln_x: f32) -> (usize, f32) {
    let at = (ln_x - FIRST).clamp(0.0, (KNOTS - 1) as f32);
    let k = (at as usize).min(KNOTS - 2);
    (k, at - k as f32)
}

/// ln x at knot `k`.
pub(crate) fn place(k: usize) -> f32 {
    FIRST + k as f32
}

/// A token's curve as a fine table: in each step a line over x.
#[derive(Clone, Debug)]
pub(crate) struct Curve {
    lines: Vec<(f32, f32)>,
}

impl Curve {
    pub fn new(knots: &[f32; KNOTS]) -> Curve {
        let value = |x: f32| {
            let (k, share) = knot(x.ln());
            (1.0 - share) * knots[k] + share * knots[k + 1]
        };
        let border = |step: usize| f32::from_bits((BASE + step as u32) << (23 - BITS));
        let lines = (0..STEPS).map(|step| {
            let (x, y) = (border(step), border(step + 1));
            let (a, b) = (value(x), value(y));
            let slope = (b - a) / (y - x);
            (a - slope * x, slope)
        });
        Curve { lines: lines.collect() }
    }

    /// The value for a ratio of probabilities `x`, 0 or more.
    pub fn at(&self, x: f32) -> f32 {
        let x = x.clamp(LOW, HIGH);
        let (start, slope) = self.lines[((x.to_bits() >> (23 - BITS)) - BASE) as usize];
        start + slope * x
    }
}

/// The knots around `z` standard deviations and the share of the second; beyond the outer
/// knots the line goes on, so the share may be below 0 or above 1.
pub(crate) fn length_knot(z: f32) -> (usize, f32) {
    let k = LENGTHS[1..LENGTH_KNOTS - 1].iter().take_while(|&&x| x <= z).count();
    // No evidence is worth more than that of 24 deviations.
    (k, (z.clamp(-24.0, 24.0) - LENGTHS[k]) / (LENGTHS[k + 1] - LENGTHS[k]))
}

/// The value of the length's curve.
pub(crate) fn length_value(knots: &[f32; LENGTH_KNOTS], z: f32) -> f32 {
    let (k, share) = length_knot(z);
    (1.0 - share) * knots[k] + share * knots[k + 1]
}

/// The knots of a token that its counterparts explain with probability `1 - floor`, or else the
/// background does; it adds no more than `most`.
pub(crate) fn mixture(floor: f32, most: f32) -> [f32; KNOTS] {
    std::array::from_fn(|k| (floor + (1.0 - floor) * place(k).exp()).ln().min(most))
}

/// The knots of a parabola: `-weight / 2` times the square of the deviation.
pub(crate) fn parabola(weight: f32) -> [f32; LENGTH_KNOTS] {
    LENGTHS.map(|z| -weight * z * z / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fine_table_follows_the_knots() {
        let knots: [f32; KNOTS] = std::array::from_fn(|k| (0.4 + 0.6 * place(k).exp()).ln());
        let curve = Curve::new(&knots);
        for (k, value) in knots.iter().enumerate() {
            assert!((curve.at(place(k).exp()) - value).abs() < 0.02, "knot {k}");
        }
        assert!((curve.at(0.0) - knots[0]).abs() < 1e-4);
        assert!((curve.at(f32::MAX) - knots[KNOTS - 1]).abs() < 1e-4);
        assert!(curve.at(f32::INFINITY).is_finite());
    }

    #[test]
    fn the_length_curve_goes_through_its_knots_and_beyond() {
        let knots = parabola(2.0);
        for (x, y) in LENGTHS.iter().zip(&knots) {
            assert!((length_value(&knots, *x) - y).abs() < 1e-4);
        }
        assert!(length_value(&knots, 12.0) < length_value(&knots, 8.0));
        assert!(length_value(&knots, f32::NEG_INFINITY).is_finite());
    }
}
