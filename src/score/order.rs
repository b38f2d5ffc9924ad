//! The words of a bead in their order: what stands early on one side stands early on the other.
//!
//! The cells take a bead for two bags of words. In a bead of several sentences that is not
//! enough: a sentence that belongs to the next bead finds its "he" and "said" somewhere here
//! too. So beads that are worth a closer look are scored again with a preference for the
//! diagonal, as in the word alignment of Dyer, Chahuneau & Smith (2013).

use super::cells::background;
use super::weights::Weights;
use crate::features::{Features, Links, Side};

/// How quickly the preference falls: by e for each `1 / STEEP` of the bead.
const STEEP: f32 = 12.0;
/// What is left of it far away.
const FLAT: f32 = 0.1;
/// Share of the background in the mixtures p(zh | en) and p(en | zh), and what a token adds at most.
const FLOOR: [f32; 2] = [0.3, 0.48];
const MOST: f32 = 3.6;

/// Scores beads by their words in order.
pub(crate) struct Order<'a> {
    f: &'a Features,
    weights: &'a Weights,
    /// By id, the first token of the bead with it, in the making of each direction.
    first: [Vec<u32>; 2],
    en: Vec<Placed>,
    zh: Vec<Placed>,
    given: Vec<f32>,
    near: Vec<f32>,
}

/// A token in a bead.
#[derive(Clone, Copy)]
struct Placed {
    id: u32,
    count: f32,
    /// 0 to 1.
    place: f32,
    /// The next token with the same id.
    next: u32,
}

/// No token.
const NONE: u32 = u32::MAX;

impl<'a> Order<'a> {
    pub fn new(f: &'a Features, weights: &'a Weights) -> Order<'a> {
        Order {
            f,
            weights,
            first: [vec![NONE; f.zh.ids()], vec![NONE; f.en.ids()]],
            en: Vec::new(),
            zh: Vec::new(),
            given: Vec::new(),
            near: Vec::new(),
        }
    }

    /// Log-odds of the bead of `n` English units before border `i` and `m` Chinese before `j`.
    pub fn bead(&mut self, i: usize, n: usize, j: usize, m: usize) -> f32 {
        self.loose(i - n..i, j - m..j)
    }

    /// Log-odds of the bead of these units, which rise and need not be neighbours.
    pub fn loose(
        &mut self,
        en: impl Iterator<Item = usize> + Clone,
        zh: impl Iterator<Item = usize> + Clone,
    ) -> f32 {
        let [zh, en] = self.of(en, zh);
        self.weights.order[0] * zh + self.weights.order[1] * en
    }

    /// Log-odds of the Chinese tokens given the English ones, and of the English given the Chinese.
    #[cfg(feature = "train")]
    pub fn sides(&mut self, i: usize, n: usize, j: usize, m: usize) -> [f32; 2] {
        self.of(i - n..i, j - m..j)
    }

    /// The same for any units, which rise.
    fn of(
        &mut self,
        en_units: impl Iterator<Item = usize> + Clone,
        zh_units: impl Iterator<Item = usize> + Clone,
    ) -> [f32; 2] {
        let f = self.f;
        let (mut en, mut zh) = (std::mem::take(&mut self.en), std::mem::take(&mut self.zh));
        place(&f.en, en_units, &mut en);
        place(&f.zh, zh_units, &mut zh);
        let out = [
            self.made(0, (&f.zh, &mut zh), (&f.en, &en), &f.zh_given_en),
            self.made(1, (&f.en, &mut en), (&f.zh, &zh), &f.en_given_zh),
        ];
        (self.en, self.zh) = (en, zh);
        out
    }

    fn made(
        &mut self,
        direction: usize,
        (made, tokens): (&Side, &mut [Placed]),
        (maker, makers): (&Side, &[Placed]),
        links: &Links,
    ) -> f32 {
        let first = &mut self.first[direction];
        for (k, token) in tokens.iter_mut().enumerate().rev() {
            token.next = std::mem::replace(&mut first[token.id as usize], k as u32);
        }
        self.given.clear();
        self.given.resize(tokens.len(), 0.0);
        let mut all = 0.0;
        for from in makers {
            let weight = from.count * maker.weight[from.id as usize];
            all += weight;
            for &(to, p) in links.row(from.id) {
                let mut at = first[to as usize];
                while at != NONE {
                    let token = &tokens[at as usize];
                    let near = (-STEEP * (from.place - token.place).abs()).exp();
                    self.given[at as usize] += weight * p * (FLAT + (1.0 - FLAT) * near);
                    at = token.next;
                }
            }
        }
        tokens.iter().for_each(|token| first[token.id as usize] = NONE);
        nearness(tokens, makers, maker, &mut self.near);
        let floor = FLOOR[direction];
        let mut sum = 0.0;
        for ((token, given), near) in tokens.iter().zip(&self.given).zip(&self.near) {
            let weight = self.weights.null_word + FLAT * all + (1.0 - FLAT) * near;
            let ratio = given / (weight * background(made, self.weights, token.id));
            sum += token.count * (floor + (1.0 - floor) * ratio).ln().min(MOST);
        }
        sum
    }
}

/// For each token the weight of the makers around it, falling with their distance; both lists
/// rise, so one sweep forward and one back will do.
fn nearness(tokens: &[Placed], makers: &[Placed], maker: &Side, out: &mut Vec<f32>) {
    let weight = |from: &Placed| from.count * maker.weight[from.id as usize];
    out.clear();
    let (mut sum, mut at) = (0.0f32, 0.0f32);
    let mut next = 0;
    for token in tokens {
        while next < makers.len() && makers[next].place <= token.place {
            sum = sum * (-STEEP * (makers[next].place - at)).exp() + weight(&makers[next]);
            at = makers[next].place;
            next += 1;
        }
        out.push(sum * (-STEEP * (token.place - at)).exp());
    }
    let (mut sum, mut at) = (0.0f32, 1.0f32);
    let mut next = makers.len();
    for (token, out) in tokens.iter().zip(out).rev() {
        while next > 0 && makers[next - 1].place > token.place {
            next -= 1;
            sum = sum * (-STEEP * (at - makers[next].place)).exp() + weight(&makers[next]);
            at = makers[next].place;
        }
        *out += sum * (-STEEP * (at - token.place)).exp();
    }
}

/// The tokens of units with their places in the whole, rising.
fn place(side: &Side, units: impl Iterator<Item = usize> + Clone, out: &mut Vec<Placed>) {
    let total = units.clone().map(|unit| side.length[unit]).sum::<f32>().max(1.0);
    let mut before = 0.0;
    out.clear();
    for unit in units {
        let length = side.length[unit];
        out.extend(side.sequence(unit).iter().map(|&(id, count, place)| Placed {
            id,
            count,
            place: (before + place * length) / total,
            next: NONE,
        }));
        before += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn words_in_order_score_better() {
        let en = ["The teacher bought apples and the doctor drank milk."];
        let zh = ["老师买了苹果，医生喝了牛奶。", "医生喝了牛奶，老师买了苹果。"];
        let f = Features::new(&en, &zh, Model::embedded(), None);
        let weights = Weights { order: [1.0; 2], ..Weights::first() };
        let mut order = Order::new(&f, &weights);
        let (same, turned) = (order.bead(1, 1, 1, 1), order.bead(1, 1, 2, 1));
        assert!(same > turned + 1.0, "{same} {turned}");
    }

    #[test]
    fn the_sweep_finds_what_a_double_loop_finds() {
        let en = ["One two three four five six.", "Seven eight nine ten."];
        let zh = ["一二三四五六七。", "八九十。"];
        let f = Features::new(&en, &zh, Model::embedded(), None);
        let (mut tokens, mut makers, mut out) = (Vec::new(), Vec::new(), Vec::new());
        place(&f.en, 0..2, &mut makers);
        place(&f.zh, 0..2, &mut tokens);
        nearness(&tokens, &makers, &f.en, &mut out);
        for (token, found) in tokens.iter().zip(&out) {
            let near = |from: &Placed| {
                let weight = from.count * f.en.weight[from.id as usize];
                weight * (-STEEP * (from.place - token.place).abs()).exp()
            };
            let sum: f32 = makers.iter().map(near).sum();
            assert!((sum - found).abs() < 1e-3 * (1.0 + sum), "{sum} {found}");
        }
    }
}
