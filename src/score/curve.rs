//! What one token adds, and what a length adds.

/// Number of knots of the length's curve.
pub const LENGTH_KNOTS: usize = 9;

/// Standard deviations at the knots of the length's curve.
const LENGTHS: [f32; LENGTH_KNOTS] = [-8.0, -4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0, 8.0];

/// What a token adds that the other side explains with probability `1 - floor`, or else the
/// background does, by how much likelier the other side makes it: a logarithm, up to a limit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Curve {
    floor: f32,
    top: f32,
}

impl Curve {
    /// Of this floor, with values up to `most`.
    pub fn new(floor: f32, most: f32) -> Curve {
        Curve { floor, top: most.exp() }
    }

    /// The share of each unit of `given` in what explains a token, if all of it makes the token `gain *
    /// given` times likelier than the background.
    #[inline]
    pub fn share(self, gain: f32, given: f32) -> f32 {
        let each = (1.0 - self.floor) * gain;
        each / (self.floor + each * given)
    }

    /// The value for a ratio of probabilities, 0 or more.
    #[inline]
    pub fn at(self, ratio: f32) -> f32 {
        let x = self.floor + (1.0 - self.floor) * ratio;
        // Not `f32::min`, which asks for NaN first.
        ln(if x < self.top { x } else { self.top })
    }
}

/// The logarithm of a number above 0, right to 1e-4: the bits as a number are the exponent and
/// a straight line between powers of 2, and a polynomial, least in its greatest error, says by how
/// much the logarithm is above that line. It has no branch and no table, so a compiler can work on
/// several at once.
#[inline]
fn ln(x: f32) -> f32 {
    const ONE: u32 = 127 << 23;
    const MANTISSA: u32 = (1 << 23) - 1;
    const SCALE: f32 = std::f32::consts::LN_2 / (1 << 23) as f32;
    let bits = x.to_bits();
    let t = f32::from_bits(bits & MANTISSA | ONE) - 1.0;
    let above = t * (0.304_101 + t * (-0.469_804 + t * (0.222_631 + t * -0.056_928)));
    (bits as i32 - ONE as i32) as f32 * SCALE + above
}

/// The knots around `z` standard deviations and the share of the second; beyond the outer
/// knots the line goes on, so the share may be below 0 or above 1.
pub(crate) fn length_knot(z: f32) -> (usize, f32) {
    // They rise, so none has to be the last that is looked at.
    let k = LENGTHS[1..LENGTH_KNOTS - 1].iter().filter(|&&x| x <= z).count();
    // No evidence is worth more than that of 24 deviations.
    (k, (z.clamp(-24.0, 24.0) - LENGTHS[k]) / (LENGTHS[k + 1] - LENGTHS[k]))
}

/// The value of the length's curve.
pub(crate) fn length_value(knots: &[f32; LENGTH_KNOTS], z: f32) -> f32 {
    let (k, share) = length_knot(z);
    (1.0 - share) * knots[k] + share * knots[k + 1]
}

/// The highest value of the length's curve.
pub(crate) fn length_most(knots: &[f32; LENGTH_KNOTS]) -> f32 {
    let ends = [f32::NEG_INFINITY, f32::INFINITY].map(|z| length_value(knots, z));
    knots.iter().copied().chain(ends).fold(f32::NEG_INFINITY, f32::max)
}

/// The knots of a parabola: `-weight / 2` times the square of the deviation.
pub(crate) fn parabola(weight: f32) -> [f32; LENGTH_KNOTS] {
    LENGTHS.map(|z| -weight * z * z / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_logarithm_is_one() {
        let curve = Curve::new(0.4, 3.6);
        for k in 0..2000 {
            let x = (k as f32 / 1000.0 * 7.0 - 7.0).exp();
            assert!((ln(x) - x.ln()).abs() < 1e-4, "{x}");
            assert!((curve.at(x) - (0.4 + 0.6 * x).ln().min(3.6)).abs() < 1e-4, "{x}");
        }
        assert_eq!(ln(1.0), 0.0);
        for x in [f32::MAX, f32::INFINITY] {
            assert!((curve.at(x) - 3.6).abs() < 2e-4);
        }
    }

    #[test]
    fn the_length_curve_goes_through_its_knots_and_beyond() {
        let knots = parabola(2.0);
        for (x, y) in LENGTHS.iter().zip(&knots) {
            assert!((length_value(&knots, *x) - y).abs() < 1e-4);
        }
        assert!(length_value(&knots, 12.0) < length_value(&knots, 8.0));
        assert_eq!(length_most(&knots), 0.0);
        let rising: [f32; LENGTH_KNOTS] = std::array::from_fn(|k| k as f32);
        assert_eq!(length_most(&rising), length_value(&rising, 24.0));
        assert!(length_value(&knots, f32::NEG_INFINITY).is_finite());
    }
}
