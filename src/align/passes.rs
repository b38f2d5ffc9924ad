//! From units to beads: a first search, what it teaches, and the search that counts.

use std::borrow::Cow;

use super::anchor;
use super::closer;
use super::config::Config;
use super::crossing::{self, Judge};
use super::edges;
use super::net::Net;
use super::outline::Outline;
use super::posterior::{self, Said};
use super::rivals::Left;
use super::rough::Rough;
use super::search::{self, Rung, Search, pairs};
use super::torn::torn;
use super::units::Units;
use crate::adapt::adapt;
use crate::alignment::Bead;
use crate::bitext::{Bitext, Unit};
use crate::features::item_number::item_number;
use crate::features::{Features, Side, running, tags};
use crate::lang::Lang;
use crate::lexicon::Lexicon;
use crate::model::Model;
use crate::score::{
    Band, Breaks, Clauses, Doubt, Frame, Manner, Marks, Paragraphs, Position, Scorer, Shapes, Squares,
    Teller, Weights, Words, against, calibrated,
};
use crate::text::hyphen::rejoined;
use crate::text::plain::plain;

/// How far below the best ladder of the first search one may be, in nats, for its points to be looked at
/// again.
const SLACK: f64 = 24.0;
/// The same in an exact search.
const WIDE: f64 = 4.0 * SLACK;
/// How far below it one may be for its beads to be looked at again. This is no short cut but a
/// judgement: the order of words alone finds reasons to join what words as bags, in the first
/// search, find impossible.
const NEAR: f64 = 16.0;
/// How many units beside that ladder points are looked at again, at most: where nothing in two texts
/// tells one ladder from another, all of a wide band would be.
const ASIDE: usize = 32;
/// Of beads less probable than this by all but their words the words are not looked at.
const LEAST: f32 = 3e-4;
/// What a bead must be worth at least, as a probability; see [`posterior::surest`].
const COST: f32 = 0.47;

/// Within which bounds the log-odds that a unit of an article is paired count: that few are says
/// nothing, as anything may be untranslated there; that most are says that the rest is as well.
const OF_ARTICLES: [f32; 2] = [0.0, 2.0];
/// Of two texts it also counts that few are.
const OF_TEXTS: [f32; 2] = [f32::NEG_INFINITY, 1.0];

/// Chinese characters of a unit from which on its words tell how freely a text is translated.
const TOLD_BY: f32 = 8.0;

/// What the passes work with.
pub(crate) struct Passes<'a> {
    pub model: &'a Model,
    pub lexicon: Option<&'a Lexicon>,
    pub config: &'a Config,
}

/// What is known of units before they are aligned.
pub(crate) enum Given {
    Nothing,
    /// The ladder is within this band.
    Band(Band),
    /// What their paragraphs tell.
    Outline(Outline),
}

impl Passes<'_> {
    /// The beads over the given units. What is known of them counts for sentences.
    pub fn beads(
        &self,
        bitext: &Bitext<'_>,
        units: &Units<'_>,
        weights: &Weights,
        given: Given,
    ) -> Vec<Bead> {
        if units.en.is_empty() || units.zh.is_empty() {
            return Vec::new();
        }
        let english: Vec<_> = units.en.iter().map(|&i| plain(bitext.en[i].text, Lang::En)).collect();
        let chinese: Vec<_> = units.zh.iter().map(|&j| plain(bitext.zh[j].text, Lang::Zh)).collect();
        let mut english: Vec<&str> = english.iter().map(AsRef::as_ref).collect();
        let mut chinese: Vec<&str> = chinese.iter().map(AsRef::as_ref).collect();
        tags::leave_out(&mut english);
        tags::leave_out(&mut chinese);
        running::leave_out(&mut english, &mut chinese);
        let whole: Vec<Cow<'_, str>> =
            english.iter().map(|text| rejoined(text, |stem| self.model.share(stem))).collect();
        let english: Vec<&str> = whole.iter().map(AsRef::as_ref).collect();
        let mut features = Features::new(&english, &chinese, self.model, self.lexicon);
        if weights.surest {
            features.count_clauses(&english, &chinese);
            return self.sentences(features, units, weights, given);
        }
        features.en.torn = torn(&bitext.en, units.en, Lang::En);
        features.zh.torn = torn(&bitext.zh, units.zh, Lang::Zh);
        features.en.items = english.iter().map(|text| item_number(text, Lang::En)).collect();
        features.zh.items = chinese.iter().map(|text| item_number(text, Lang::Zh)).collect();
        if weights.position > 0.0 {
            features.en.count_clauses_once(&english);
            features.zh.count_clauses_once(&chinese);
            self.article(&features, bitext, units, weights)
        } else {
            self.paragraphs(features, units, weights)
        }
    }

    /// The paragraphs of an article: a rough search tells where to look and how freely the page is
    /// translated, the first one teaches where it puts its translations, how long they are and whether it has
    /// one of everything, and the second one counts.
    fn article(
        &self,
        features: &Features,
        bitext: &Bitext<'_>,
        units: &Units<'_>,
        weights: &Weights,
    ) -> Vec<Bead> {
        let (en, zh, shared) = places(bitext, units);
        let band = anchor::article_band(features, self.config.exact, (&en, &zh));
        let usual = Manner::usual(self.model);
        let mut position = Position::new(en, zh, shared);
        let Rough { band: near, bags, weights: freer } =
            Rough::search(features, (weights, self.model, &usual), &position, &band);
        let weights = freer.as_ref().unwrap_or(weights);
        let wide = band;
        let band = if self.config.exact { wide.clone() } else { near };
        let frame = Frame::new(features, weights, self.model, &usual);
        let (mut scorer, bags) = Scorer::with(frame, &band, &Shapes::PARAGRAPHS, bags);
        scorer.set_position(position.clone());
        let first = search::ladder(&scorer, &band, &Shapes::SINGLE);
        let own = self.lengths(scorer.frame(), &first);
        scorer.set_manner(&own);
        let same_items = same_items(scorer.frame(), &first);
        scorer.set_items(&same_items);
        position.learn(pairs(&first).map(|r| (r.i, r.n, r.j, r.m, r.trust())));
        scorer.set_position(position);
        let nulls = nulls(weights, &first, units, OF_ARTICLES);
        scorer.set_nulls(nulls);
        let mut ladder = search::ladder(&scorer, &band, &Shapes::PARAGRAPHS);
        closer::look(&mut ladder, (&scorer, &band), features, weights, self.config.adaptation, nulls);
        if let Some(left) = Left::by(&ladder, &scorer) {
            let band = left.band(&ladder, &wide);
            let mut frame = Frame::new(features, weights, self.model, &usual);
            frame.set_manner(&own);
            frame.set_items(&same_items);
            let (scorer, _) = Scorer::with(frame, &band, &Shapes::SINGLE, bags);
            left.pair(&mut ladder, &scorer, &band);
        }
        edges::join(&mut ladder, &scorer);
        beads(&scorer, &ladder, units, self.config.reasons)
    }

    /// The paragraphs of two texts: the first search teaches words, their lengths, and how much is translated.
    fn paragraphs(&self, mut features: Features, units: &Units<'_>, weights: &Weights) -> Vec<Bead> {
        let band = anchor::band(&features, self.config.exact, &[]);
        let usual = Manner::usual(self.model);
        let first = {
            let frame = Frame::new(&features, weights, self.model, &usual);
            search::ladder(&Scorer::new(frame, &band, &Shapes::SINGLE), &band, &Shapes::SINGLE)
        };
        self.adapt(&mut features, &first);
        let mut frame = Frame::new(&features, weights, self.model, &usual);
        let nulls = nulls(weights, &first, units, OF_TEXTS);
        frame.set_nulls(nulls);
        let own = self.lengths(&frame, &first);
        frame.set_manner(&own);
        let same_items = same_items(&frame, &first);
        frame.set_items(&same_items);
        let scorer = Scorer::new(frame, &band, &Shapes::PARAGRAPHS);
        let mut ladder = search::ladder(&scorer, &band, &Shapes::PARAGRAPHS);
        closer::look(&mut ladder, (&scorer, &band), &features, weights, self.config.adaptation, nulls);
        edges::join(&mut ladder, &scorer);
        beads(&scorer, &ladder, units, self.config.reasons)
    }

    /// How long the Chinese paragraphs are for the English ones, of which a first search has paired some.
    fn lengths(&self, frame: &Frame<'_>, first: &[Rung]) -> Manner {
        let lengths = |r: &Rung| frame.lengths(r.i, r.n, r.j, r.m);
        Manner::of_paragraphs(self.model, &pairs(first).map(lengths).collect::<Vec<_>>())
    }

    /// Sentences: the first search teaches words and the manner of the translation, and says which
    /// points are worth a second look.
    fn sentences(
        &self,
        mut features: Features,
        units: &Units<'_>,
        weights: &Weights,
        given: Given,
    ) -> Vec<Bead> {
        let mut paragraphs = Paragraphs::default();
        let band = match given {
            Given::Nothing => anchor::band(&features, self.config.exact, &[]),
            Given::Band(band) => band,
            Given::Outline(Outline { points, sides, begins }) => {
                paragraphs = Paragraphs::new(sides, [&features.en, &features.zh]);
                [features.en.begins, features.zh.begins] = begins;
                anchor::band(&features, self.config.exact, &points)
            }
        };
        let second = self.second(features, paragraphs, band, SLACK);
        let net = &second.net;
        let frame = second.frame(weights, self.model);
        let mut words = Words::with_agreement(&second.features, weights);
        let steps = posterior::steps(net, &frame, &mut words, weights, LEAST);
        let mut ladder = posterior::surest(&steps, net, COST);
        calibrate(&mut ladder, &frame, weights);
        let crossed = match self.config.crossings {
            true => {
                let mut judge = Judge { frame: &frame, words: &mut words, weights };
                crossing::take(&mut ladder, &mut judge, net, units)
            }
            false => Vec::new(),
        };
        let bead = |(r, sums): &Said| Bead {
            en: units.en[r.i - r.n..r.i].to_vec(),
            zh: units.zh[r.j - r.m..r.j].to_vec(),
            score: r.score,
            reasons: frame.reasons(r.i, r.n, r.j, r.m, sums),
        };
        let is_pair = |(rung, _): &&Said| !rung.is_null() && rung.score > 0.0;
        let mut beads: Vec<Bead> = ladder.iter().filter(is_pair).map(bead).collect();
        beads.extend(crossed);
        beads
    }

    /// What the second search over sentences works with: points of ladders that are at most `slack`
    /// nats below the best one of the first.
    pub fn second(
        &self,
        mut features: Features,
        mut paragraphs: Paragraphs,
        band: Band,
        slack: f64,
    ) -> Second {
        let (usual, weights) = (Manner::usual(self.model), Weights::first());
        let frame = Frame::new(&features, &weights, self.model, &usual);
        let mut scorer = Scorer::new(frame, &band, &Shapes::FEW);
        if !paragraphs.is_empty() {
            let sides = [&features.en, &features.zh];
            let trust = trust(&search::ladder(&scorer, &band, &Shapes::FEW), sides.map(Side::len));
            paragraphs.bear_out(&trust, sides);
        }
        scorer.set_paragraphs(Some(&paragraphs));
        let search = Search::new(&scorer, &band, &Shapes::FEW);
        let first = search.ladder();
        let (wide, aside) = match self.config.exact {
            true => (slack.max(WIDE), None),
            false => (slack, Some((&first[..], ASIDE))),
        };
        let net = search.net(wide, slack.min(NEAR), aside, &Shapes::ALL);
        let manner = manner(&scorer, &features, &first, self.model);
        let found: Vec<_> = pairs(&first).map(|r| (r.i, r.n, r.j, r.m)).collect();
        let (en, zh) = (&features.en, &features.zh);
        let breaks = Breaks::of_paragraphs(en, zh, &found);
        let stops = Breaks::of_stops(en, zh, &found);
        let quotations = Breaks::of_quotations(en, zh, &found);
        let clauses = Clauses::of(en, zh, &found);
        // Its table and cells are the largest things in memory: gone before the next ones are made.
        drop(search);
        drop(scorer);
        self.adapt(&mut features, &first);
        features.put_in_order();
        Second { features, manner, paragraphs, breaks, stops, quotations, clauses, net }
    }

    fn adapt(&self, features: &mut Features, ladder: &[Rung]) {
        adapt(features, pairs(ladder).map(Rung::lesson).collect(), self.config.adaptation);
    }
}

/// Of each couple of items that a search has paired whether they have the same number.
fn same_items(frame: &Frame<'_>, ladder: &[Rung]) -> Vec<bool> {
    pairs(ladder).filter_map(|r| frame.same_item(r.i - r.n, r.j - r.m)).collect()
}

/// What a first search leaves to the second.
pub(crate) struct Second {
    pub features: Features,
    manner: Manner,
    paragraphs: Paragraphs,
    /// What the borders of paragraphs, those behind sentences, those inside quotations, and clauses tell,
    /// where anything is known of them.
    breaks: Option<Breaks>,
    stops: Option<Breaks>,
    quotations: Option<Breaks>,
    clauses: Option<Clauses>,
    pub net: Net,
}

impl Second {
    /// Scores all of a bead but its words, with what the first search has shown.
    pub fn frame<'a>(&'a self, weights: &'a Weights, model: &Model) -> Frame<'a> {
        let mut frame = Frame::new(&self.features, weights, model, &self.manner);
        frame.set_paragraphs(Some(&self.paragraphs));
        frame.set_marks(Marks {
            paragraphs: self.breaks.as_ref(),
            stops: self.stops.as_ref(),
            quotations: self.quotations.as_ref(),
            clauses: self.clauses.as_ref(),
        });
        frame
    }
}

/// The manner of the translation, as a first search has found it.
fn manner(scorer: &Scorer<'_>, features: &Features, ladder: &[Rung], model: &Model) -> Manner {
    let frame = scorer.frame();
    let bead = |r: &Rung| {
        let (en, zh) = frame.lengths(r.i, r.n, r.j, r.m);
        (r.n, r.m, en, zh)
    };
    // What whole paragraphs leave out says nothing of sentences.
    let nulls = |own: usize, at: fn(&Rung) -> Option<usize>| {
        ladder.iter().filter_map(at).filter(|&unit| frame.is_alone(own, unit)).count()
    };
    let alone = [nulls(0, |r| (r.m == 0).then(|| r.i - 1)), nulls(1, |r| (r.n == 0).then(|| r.j - 1))];
    let units = [features.en.len() - alone[0], features.zh.len() - alone[1]];
    let mut sums = Squares::default();
    let words = pairs(ladder).filter(|r| (r.n, r.m) == (1, 1)).filter_map(|r| {
        let (_, length) = frame.lengths(r.i, 1, r.j, 1);
        let words = scorer.at(r.i, r.j, 1, &mut sums).lexicon(1, 1);
        (length >= TOLD_BY).then_some(words / length)
    });
    let words: Vec<f32> = words.collect();
    Manner::of(model, &pairs(ladder).map(bead).collect::<Vec<_>>(), units).translated(words)
}

/// Of each English, each Chinese unit how far the bead of a first search that it is in can be trusted.
fn trust(ladder: &[Rung], [en, zh]: [usize; 2]) -> [Vec<f32>; 2] {
    let mut trust = [vec![0.0; en], vec![0.0; zh]];
    for r in pairs(ladder) {
        trust[0][r.i - r.n..r.i].fill(r.trust());
        trust[1][r.j - r.m..r.j].fill(r.trust());
    }
    trust
}

/// The costs of nulls, after what a first search has paired: within these bounds, the more units are
/// paired the more it costs to leave one alone.
fn nulls(weights: &Weights, ladder: &[Rung], units: &Units<'_>, bounds: [f32; 2]) -> [f32; 2] {
    let (en, zh) = pairs(ladder).fold((0, 0), |(en, zh), r| (en + r.n, zh + r.m));
    let odds = |paired: usize, all: usize| {
        let odds = ((paired as f32 + 1.0) / ((all - paired) as f32 + 1.0)).ln();
        odds.clamp(bounds[0], bounds[1])
    };
    [
        weights.null[0] - weights.habit * odds(en, units.en.len()),
        weights.null[1] - weights.habit * odds(zh, units.zh.len()),
    ]
}

/// Makes scores of the probabilities of a ladder's beads: 0 of those that are no pairs.
fn calibrate(ladder: &mut [Said], frame: &Frame<'_>, weights: &Weights) {
    let nulls: Vec<bool> = ladder.iter().map(|said| said.0.is_null()).collect();
    let is_null = |rung: usize| nulls.get(rung).is_some_and(|&null| null);
    for (k, (rung, sums)) in ladder.iter_mut().enumerate() {
        let beside_null = is_null(k.wrapping_sub(1)) || is_null(k + 1);
        let Rung { i, j, n, m, score: probability } = *rung;
        let against = against(weights.words(sums), frame.lengths(i, n, j, m));
        let doubt = Doubt { probability, units: n + m, beside_null, against };
        rung.score = if doubt.is_none() { 0.0 } else { calibrated(weights, doubt) };
    }
}

/// The beads of a ladder, with the numbers of their units in the bitext, and their reasons if these are
/// asked for.
fn beads(scorer: &Scorer<'_>, ladder: &[Rung], units: &Units<'_>, reasons: bool) -> Vec<Bead> {
    let teller = reasons.then(|| Teller::new(scorer));
    let bead = |r: &Rung| Bead {
        en: units.en[r.i - r.n..r.i].to_vec(),
        zh: units.zh[r.j - r.m..r.j].to_vec(),
        score: scorer.confidence(r.score, r.i, r.n, r.j, r.m),
        reasons: teller.as_ref().map(|teller| teller.reasons(r.i, r.n, r.j, r.m)).unwrap_or_default(),
    };
    pairs(ladder).map(bead).collect()
}

/// The places of the units of both sides among all units given, in the order of the article; and for
/// each place whether its unit shares a paragraph with the one before.
fn places(bitext: &Bitext<'_>, units: &Units<'_>) -> (Vec<usize>, Vec<usize>, Vec<bool>) {
    let en = || units.en.iter().map(|&i| &bitext.en[i]);
    let zh = || units.zh.iter().map(|&j| &bitext.zh[j]);
    let mut all: Vec<(usize, bool)> = en().chain(zh()).map(|unit| (unit.order, unit.goes_on)).collect();
    all.sort_unstable();
    let place = |unit: &Unit<'_>| all.partition_point(|&(order, _)| order < unit.order);
    let (en, zh) = (en().map(place).collect(), zh().map(place).collect());
    let mut before = None;
    let shares = |(order, goes_on)| {
        let next_to = before.replace(order).is_some_and(|before: usize| before + 1 == order);
        goes_on && next_to
    };
    (en, zh, all.into_iter().map(shares).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All ladders are as good as each other here, and a second look at each would take as much memory as
    /// the whole table.
    #[test]
    fn a_text_that_says_nothing_is_looked_at_near_one_ladder() {
        let (model, config) = (Model::embedded(), Config::default());
        let passes = Passes { model, lexicon: None, config: &config };
        let features = Features::new(&["xq zf."; 600], &["囧。"; 400], model, None);
        let net = passes.second(features, Paragraphs::default(), Band::full(600, 400), SLACK).net;
        let most = (0..net.rows()).map(|row| net.row(row).count()).max();
        assert!(most <= Some(2 * ASIDE + 2), "{most:?}");
    }
}
