//! The words of a bead, in their order.
//!
//! Each token of one side is made by the tokens of the other or by the background. In a bead of
//! several sentences bags of words say too little: a sentence that belongs to the next bead finds
//! its "he" and "said" somewhere here too. So a token counts the more the nearer it stands to the
//! same place on the other side, as in the word alignment of Dyer, Chahuneau & Smith (2013).
//!
//! Each direction lets one word make as many of the other side as it likes, so what is left over finds
//! some maker or other. A link that both directions choose (Liang, Taskar & Klein 2006) is far less often
//! by chance, and says more about a bead than either direction.

use std::ops::Range;
use std::sync::LazyLock;

use super::curve::Curve;
use super::ties::{Ties, sequence};
use super::usual::Gains;
use super::weights::{KINDS, Weights};
use super::wide::wide;
use super::worth::{curve, kinds};
use crate::features::{Features, Side};

/// How quickly the preference falls: by e for each `1 / STEEP` of the bead.
const STEEP: f32 = 6.0;
/// What is left of it far away.
const FLAT: f32 = 0.1;

/// How many times likelier than the background a link must make one of its two tokens to be looked at.
const TELLING: f32 = 1.2;
/// The same where links that agree are counted: weaker ones tell nothing more then.
const TELLING_AGREED: f32 = 1.7;

/// Places in a bead are multiples of one over this.
const PLACES: usize = 1023;

/// What is left of a maker so many places away.
static NEAR: LazyLock<Vec<f32>> =
    LazyLock::new(|| (0..=PLACES).map(|d| (-STEEP * d as f32 / PLACES as f32).exp()).collect());
/// One over that.
static FAR: LazyLock<Vec<f32>> =
    LazyLock::new(|| (0..=PLACES).map(|d| (STEEP * d as f32 / PLACES as f32).exp()).collect());

/// What the words of a bead add, before it is weighed: the Chinese and the English tokens, by kind; then
/// how many of their links agree, by the kinds of both.
pub(crate) type Sums = [[f32; KINDS]; 4];

impl Weights {
    /// Log-odds of what the words of a bead add.
    pub(crate) fn words(&self, sums: &Sums) -> f32 {
        (0..KINDS).map(|kind| self.words_of_kind(sums, kind)).sum()
    }

    /// The share of one kind of tokens in it.
    pub(crate) fn words_of_kind(&self, sums: &Sums, kind: usize) -> f32 {
        let weights = self.lexicon.iter().chain(&self.agreement);
        sums.iter().zip(weights).map(|(sum, weight)| sum[kind] * weight[kind]).sum()
    }
}

/// Scores the words of beads of any units.
pub(crate) struct Words<'a> {
    f: &'a Features,
    ties: Ties<'a>,
    null_word: f32,
    /// Whether links that agree are counted.
    agreement: bool,
    slope: Slope,
    zh: Tokens,
    en: Tokens,
    /// Of the bead at hand, for [`agreed`](Words::agreed).
    links: Vec<Linked>,
}

/// Two linked tokens of the bead, and how much each makes of the other, multiplied.
#[derive(Clone, Copy, Default)]
struct Linked {
    /// Their numbers in the bead: of eight units, the beginnings are looked at.
    en: u16,
    zh: u16,
    both: f32,
}

/// How the preference falls with the distance and, for products instead of differences, rises.
#[derive(Clone, Copy)]
struct Slope {
    near: &'static [f32],
    far: &'static [f32],
}

/// The tokens of one side of a bead, and what is known of each id.
struct Tokens {
    /// By id.
    traits: Vec<Traits>,
    /// One over the background of each token of each unit, in their order.
    gains: Vec<f32>,
    /// Where those of each unit begin.
    starts: Vec<u32>,
    curve: Curve,
    /// Its units in the bead at hand, and where their tokens begin.
    units: Vec<(usize, usize)>,
    /// The tokens of the bead: how often each is there, and its kind.
    counts: Vec<f32>,
    kinds: Vec<u8>,
    /// Their places, filled up with some beyond the end to chunks, with one of these at least. They have
    /// a sign since SSE2 compares no other numbers.
    places: Vec<i16>,
    /// What they make: before each token, and after the last, what the tokens before it make.
    makers: Vec<Maker>,
    /// What all of it makes.
    makes: f32,
    /// What the other side makes of each token.
    met: Vec<Met>,
    /// What it makes near each token, of anything.
    near: Vec<f32>,
    /// One over the background of each token, and then over all that the other side makes.
    gain: Vec<f32>,
    /// What each token adds.
    adds: Vec<f32>,
    shares: Vec<Share>,
}

/// What is known of an id.
#[derive(Clone, Copy)]
struct Traits {
    /// What it makes.
    makes: f32,
    kind: u8,
}

/// What tokens make, by their places: what is left of it at the beginning, and what would have to be
/// there for all of it to be left here.
#[derive(Clone, Copy, Default)]
struct Maker {
    at_start: f32,
    from_start: f32,
}

/// A token that meets those of the other side.
#[derive(Clone, Copy)]
struct Met {
    place: i16,
    /// What they make of it.
    given: f32,
}

/// How a token shares in what agrees.
#[derive(Clone, Copy)]
struct Share {
    /// That of each unit of what it is given in what explains it.
    share: f32,
    /// How much of its links agrees, before that is weighed with its share.
    agreed: f32,
}

/// Places that are compared at once.
const CHUNK: usize = 16;

impl<'a> Words<'a> {
    /// Scores words as each direction sees them; the sums of links that agree are 0.
    pub fn new(f: &'a Features, weights: &Weights) -> Words<'a> {
        Words::of_links(f, weights, TELLING, false)
    }

    /// The same, and counts the links that agree, as the learnt weights want it.
    pub fn with_agreement(f: &'a Features, weights: &Weights) -> Words<'a> {
        Words::of_links(f, weights, TELLING_AGREED, true)
    }

    fn of_links(f: &'a Features, weights: &Weights, telling: f32, agreement: bool) -> Words<'a> {
        Words {
            f,
            ties: Ties::new(f, weights, telling),
            null_word: weights.null_word,
            agreement,
            slope: Slope { near: &NEAR, far: &FAR },
            zh: Tokens::new(&f.zh, weights, 0),
            en: Tokens::new(&f.en, weights, 1),
            links: Vec::new(),
        }
    }

    /// Says that the next questions are about these Chinese units. Without it the answers are the
    /// same, but slower.
    pub fn look_at(&mut self, zh: Range<usize>) {
        self.ties.look_at(zh);
    }

    /// What the words of these units add; the units rise and need not be neighbours.
    pub fn of(
        &mut self,
        en: impl Iterator<Item = usize> + Clone,
        zh: impl Iterator<Item = usize> + Clone,
    ) -> Sums {
        wide(
            #[inline(always)]
            || {
                self.meet(en, zh);
                let (zh, en) = (&mut self.zh, &mut self.en);
                zh.look_around(en, self.slope);
                en.look_around(zh, self.slope);
                zh.compare(en, self.null_word);
                en.compare(zh, self.null_word);
                let [zh_agree, en_agree] = if self.agreement { self.agreed() } else { [[0.0; KINDS]; 2] };
                [self.zh.added(), self.en.added(), zh_agree, en_agree]
            },
        )
    }

    /// How many Chinese, how many English tokens have links that agree, by kind: each link counts by its share
    /// in what makes its Chinese token, times that in what makes its English one.
    #[inline(always)]
    fn agreed(&mut self) -> [[f32; KINDS]; 2] {
        self.zh.share();
        self.en.share();
        let (zh, en) = (&mut self.zh.shares[..], &mut self.en.shares[..]);
        for link in &self.links {
            let (a, b) = (&mut en[usize::from(link.en)], &mut zh[usize::from(link.zh)]);
            a.agreed += link.both * b.share;
            b.agreed += link.both * a.share;
        }
        [&self.zh, &self.en].map(|side| side.by_kind(|k| side.shares[k].share * side.shares[k].agreed))
    }

    /// Takes up the tokens of these units, and what each side makes of the tokens of the other.
    #[inline(always)]
    fn meet(&mut self, en: impl Iterator<Item = usize> + Clone, zh: impl Iterator<Item = usize> + Clone) {
        let near = self.slope.near;
        self.en.place(&self.f.en, en, self.slope);
        self.zh.place(&self.f.zh, zh, self.slope);
        self.links.clear();
        for &(en, en_start) in &self.en.units {
            for &(zh, zh_start) in &self.zh.units {
                let (en_met, zh_met) = (&mut self.en.met[en_start..], &mut self.zh.met[zh_start..]);
                let (ties, known) = (self.ties.of(en, zh), self.links.len());
                self.links.resize(known + ties.len(), Linked::default());
                for (tie, link) in ties.iter().zip(&mut self.links[known..]) {
                    let (a, b) = (&mut en_met[usize::from(tie.en)], &mut zh_met[usize::from(tie.zh)]);
                    let worth = worth(near, a.place, b.place);
                    let (to_zh, to_en) = (worth * tie.to_zh, worth * tie.to_en);
                    b.given += to_zh;
                    a.given += to_en;
                    let (en, zh) = (en_start as u16 + tie.en, zh_start as u16 + tie.zh);
                    *link = Linked { en, zh, both: to_zh * to_en };
                }
            }
        }
    }
}

/// What is left of a maker at one of these places at the other.
#[inline(always)]
fn worth(near: &[f32], a: i16, b: i16) -> f32 {
    FLAT + (1.0 - FLAT) * near[usize::from(a.abs_diff(b))]
}

impl Tokens {
    /// For the Chinese side (0) or the English one (1).
    fn new(side: &Side, weights: &Weights, own: usize) -> Tokens {
        let kinds = kinds(side, own);
        let of = |id: usize| Traits { makes: side.weight[id], kind: kinds[id] };
        let mut of_units = Gains::new(side, weights);
        let all = (0..side.len()).map(|unit| sequence(side, unit).len()).sum();
        let (mut gains, mut starts) = (Vec::with_capacity(all), Vec::with_capacity(side.len() + 1));
        starts.push(0);
        for unit in 0..side.len() {
            let of_unit = of_units.of(unit);
            gains.extend(sequence(side, unit).iter().map(|token| of_unit[token.0 as usize]));
            starts.push(gains.len() as u32);
        }
        Tokens {
            traits: (0..side.ids()).map(of).collect(),
            gains,
            starts,
            curve: curve(weights, own),
            units: Vec::new(),
            counts: Vec::new(),
            kinds: Vec::new(),
            places: Vec::new(),
            makers: Vec::new(),
            makes: 0.0,
            met: Vec::new(),
            near: Vec::new(),
            gain: Vec::new(),
            adds: Vec::new(),
            shares: Vec::new(),
        }
    }

    /// Takes the gain of each token against all that the other side makes near it, instead of a whole.
    #[inline(always)]
    fn compare(&mut self, maker: &Tokens, null_word: f32) {
        let far = null_word + FLAT * maker.makes;
        for (gain, near) in self.gain.iter_mut().zip(&self.near) {
            *gain /= far + (1.0 - FLAT) * near;
        }
    }

    /// What the tokens add, given those of the other side, by kind.
    #[inline(always)]
    fn added(&mut self) -> [f32; KINDS] {
        // Many at once, while sums by kind are taken one after the other.
        let curve = self.curve;
        self.adds.clear();
        self.adds.extend(self.met.iter().zip(&self.gain).map(|(met, gain)| curve.at(met.given * gain)));
        self.by_kind(|k| self.adds[k])
    }

    /// What each token owes to each unit of what it is given.
    #[inline(always)]
    fn share(&mut self) {
        let curve = self.curve;
        self.shares.clear();
        let share = |(&gain, met): (&f32, &Met)| Share { share: curve.share(gain, met.given), agreed: 0.0 };
        self.shares.extend(self.gain.iter().zip(&self.met).map(share));
    }

    /// The sum of what each token is worth, as often as it is there, by kind.
    #[inline(always)]
    fn by_kind(&self, worth: impl Fn(usize) -> f32) -> [f32; KINDS] {
        let mut sums = [0.0; KINDS];
        for (k, (&kind, &count)) in self.kinds.iter().zip(&self.counts).enumerate() {
            sums[usize::from(kind)] += count * worth(k);
        }
        sums
    }

    /// Takes up the tokens of units with their places in the whole, rising.
    #[inline(always)]
    fn place(&mut self, side: &Side, units: impl Iterator<Item = usize> + Clone, slope: Slope) {
        let total = units.clone().map(|unit| side.length[unit]).sum::<f32>().max(1.0);
        let scale = PLACES as f32 / total;
        let mut before = 0.0;
        self.units.clear();
        self.counts.clear();
        self.kinds.clear();
        self.places.clear();
        self.makers.clear();
        self.makes = 0.0;
        self.met.clear();
        self.gain.clear();
        let mut sums = Maker::default();
        for unit in units {
            let length = side.length[unit];
            self.units.push((unit, self.counts.len()));
            self.gain
                .extend_from_slice(&self.gains[self.starts[unit] as usize..self.starts[unit + 1] as usize]);
            for &(id, count, place) in sequence(side, unit) {
                let Traits { makes, kind } = self.traits[id as usize];
                let makes = count * makes;
                let place = (((before + place * length) * scale) as i16).min(PLACES as i16);
                self.counts.push(count);
                self.kinds.push(kind);
                self.met.push(Met { place, given: 0.0 });
                self.places.push(place);
                self.makers.push(sums);
                let at = place as usize;
                sums.at_start += makes * slope.near[at];
                sums.from_start += makes * slope.far[at];
                self.makes += makes;
            }
            before += length;
        }
        self.makers.push(sums);
        self.places.resize((self.places.len() + 1).next_multiple_of(CHUNK), i16::MAX);
    }

    /// For each token what the makers around it make, falling with their distance: what is left here of
    /// the makers before is what had to be at the beginning of them, times what is left of that; of those
    /// after, the reverse. Both sides rise, so one sweep will do.
    #[inline(always)]
    fn look_around(&mut self, maker: &Tokens, slope: Slope) {
        self.near.clear();
        let all = maker.makers[maker.makers.len() - 1].at_start;
        let mut passed = 0;
        for &place in &self.places[..self.counts.len()] {
            // How many are here or before, counted without a branch: which side goes on is anybody's guess.
            let rank = loop {
                let chunk = &maker.places[passed..passed + CHUNK];
                let count = chunk.iter().map(|&other| i16::from(other <= place)).sum::<i16>() as usize;
                if count < CHUNK {
                    break passed + count;
                }
                passed += CHUNK;
            };
            let Maker { at_start, from_start } = maker.makers[rank];
            let place = place as usize;
            self.near.push(from_start * slope.near[place] + (all - at_start) * slope.far[place]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    fn in_order(en: &[&str], zh: &[&str]) -> Features {
        let mut f = Features::new(en, zh, Model::embedded(), None);
        f.put_in_order();
        f
    }

    #[test]
    fn words_in_order_score_better() {
        let en = ["The teacher bought apples and the doctor drank milk."];
        let zh = ["老师买了苹果，医生喝了牛奶。", "医生喝了牛奶，老师买了苹果。"];
        let f = in_order(&en, &zh);
        let mut words = Words::new(&f, &Weights::first());
        let (same, turned) = (words.of(0..1, 0..1), words.of(0..1, 1..2));
        let sum = |sums: &Sums| sums.as_flattened().iter().sum::<f32>();
        assert!(sum(&same) > sum(&turned) + 1.0, "{same:?} {turned:?}");
    }

    #[test]
    fn links_agree_where_both_sides_choose_them() {
        let en = ["The doctor drank milk."];
        let zh = ["医生喝了牛奶。", "他们明天去。"];
        let f = in_order(&en, &zh);
        let mut words = Words::with_agreement(&f, &Weights::first());
        let agreed = |[_, _, zh, en]: Sums| [zh, en].map(|kinds| kinds.iter().sum::<f32>());
        let [right, wrong, both] = [0..1, 1..2, 0..2].map(|zh| agreed(words.of(0..1, zh)));
        // No more than there are tokens that say something: doctor, drank, milk.
        for own in 0..2 {
            assert!((1.5..3.0).contains(&right[own]) && wrong[own] < 0.1, "{right:?} {wrong:?}");
            assert!(both[own] < right[own] + 0.1, "{right:?} {both:?}");
        }
        assert_eq!(agreed(Words::new(&f, &Weights::first()).of(0..1, 0..1)), [0.0; 2]);
    }

    #[test]
    fn the_sweep_finds_what_a_double_loop_finds() {
        let en = ["One two three four five six.", "Seven eight nine ten."];
        let zh = ["一二三四五六七。", "八九十。"];
        let f = in_order(&en, &zh);
        let mut words = Words::new(&f, &Weights::first());
        words.of(0..2, 0..2);
        for (&place, found) in words.zh.places.iter().zip(&words.zh.near) {
            let near = |(&from, &(id, count, _)): (&i16, &(u32, f32, f32))| {
                let away = f32::from(from.abs_diff(place)) / PLACES as f32;
                count * f.en.weight[id as usize] * (-STEEP * away).exp()
            };
            let makers = (0..2).flat_map(|unit| f.en.sequence(unit));
            let sum: f32 = words.en.places.iter().zip(makers).map(near).sum();
            assert!((sum - found).abs() < 1e-3 * (1.0 + sum), "{sum} {found}");
        }
    }
}
