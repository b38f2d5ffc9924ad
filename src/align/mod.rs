//! The aligner.

mod search;

use std::sync::Arc;

use crate::adapt::{self, Adaptation, Lesson};
use crate::alignment::{Alignment, Bead, Level, Reasons};
use crate::bitext::{Bitext, Origin, Unit};
use crate::features::Features;
use crate::model::Model;
use crate::score::{Band, Position, Scorer, Weights};
use crate::segment::Kind;
use search::Rung;

/// Aligns bitexts. Read-only, `Send + Sync`, cheap to clone.
///
/// ```
/// use bitext::Aligner;
/// let aligner = Aligner::new();
/// let alignment = aligner.align_units(&["The cat sleeps.", "It rains."], &["猫在睡觉。", "下雨了。"]);
/// assert_eq!(alignment.pairs().len(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Aligner {
    model: ModelRef,
    /// Weights of the score.
    pub weights: Weights,
    /// Weights of the score.
    pub article: Weights,
    /// adaptation
    pub adaptation: Adaptation,
}

#[derive(Clone, Debug)]
enum ModelRef {
    Embedded,
    Loaded(Arc<Model>),
}

impl Default for Aligner {
    fn default() -> Aligner {
        Aligner {
            model: ModelRef::Embedded,
            weights: Weights::BITEXT,
            article: Weights::ARTICLE,
            adaptation: Adaptation::DEFAULT,
        }
    }
}

impl Aligner {
    /// An aligner with the model of the crate and default options.
    pub fn new() -> Aligner {
        Aligner::default()
    }

    /// The same aligner with another model.
    pub fn with_model(mut self, model: Model) -> Aligner {
        self.model = ModelRef::Loaded(Arc::new(model));
        self
    }

    /// The model in use.
    pub fn model(&self) -> &Model {
        match &self.model {
            ModelRef::Embedded => Model::embedded(),
            ModelRef::Loaded(model) => model,
        }
    }

    /// Aligns the paragraphs of a text that holds both languages.
    pub fn align<'t>(&self, text: &'t str) -> Alignment<'t> {
        self.align_bitext(Bitext::from_article(text))
    }

    /// Aligns the paragraphs of two texts.
    pub fn align_pair<'t>(&self, english: &'t str, chinese: &'t str) -> Alignment<'t> {
        self.align_bitext(Bitext::from_pair(english, chinese))
    }

    /// Aligns units that the caller has split.
    pub fn align_units<'t, E: AsRef<str>, Z: AsRef<str>>(
        &self,
        english: &'t [E],
        chinese: &'t [Z],
    ) -> Alignment<'t> {
        self.align_bitext(Bitext::from_units(english, chinese))
    }

    /// Aligns a bitext as it stands: its units become the units of the beads.
    pub fn align_bitext<'t>(&self, bitext: Bitext<'t>) -> Alignment<'t> {
        let en = alignable(&bitext.en);
        let zh = alignable(&bitext.zh);
        let beads = self.beads(&bitext, &en, &zh);
        Alignment::new(bitext, Level::Paragraph, beads)
    }

    /// Aligns the sentences inside each pair of paragraphs.
    ///
    /// The units of the result are the sentences of all paragraphs, paired or not.
    pub fn align_sentences<'t>(&self, paragraphs: &Alignment<'t>) -> Alignment<'t> {
        let mut bitext = paragraphs.bitext().sentences();
        let origin = std::mem::replace(&mut bitext.origin, Origin::Pair);
        let starts = |units: &[Unit<'_>], paragraphs: usize| {
            let mut starts = vec![0usize; paragraphs + 1];
            units.iter().for_each(|u| starts[u.paragraph + 1] += 1);
            for p in 0..paragraphs {
                starts[p + 1] += starts[p];
            }
            starts
        };
        let en = starts(&bitext.en, paragraphs.bitext().en.len());
        let zh = starts(&bitext.zh, paragraphs.bitext().zh.len());
        let inside = |starts: &[usize], ids: &[usize]| -> Vec<usize> {
            ids.iter().flat_map(|&p| starts[p]..starts[p + 1]).collect()
        };
        let mut beads = Vec::new();
        for bead in paragraphs.beads() {
            beads.extend(self.beads(&bitext, &inside(&en, &bead.en), &inside(&zh, &bead.zh)));
        }
        bitext.origin = origin;
        Alignment::new(bitext, Level::Sentence, beads)
    }

    /// The beads over the given units of a bitext.
    fn beads(&self, bitext: &Bitext<'_>, en: &[usize], zh: &[usize]) -> Vec<Bead> {
        if en.is_empty() || zh.is_empty() {
            return Vec::new();
        }
        let model = self.model();
        let mut features = Features::new(
            en.iter().map(|&i| bitext.en[i].text),
            zh.iter().map(|&j| bitext.zh[j].text),
            model,
        );
        let article = bitext.origin == Origin::Article;
        let weights = if article { &self.article } else { &self.weights };
        let band = Band::full(en.len(), zh.len());
        let lengths = (model.parameter(0), model.parameter(1));
        if self.adaptation.rounds > 0 && !article {
            let scorer = Scorer::new(&features, weights, &band, lengths);
            let first = search::ladder(&scorer, weights, &band);
            let lessons: Vec<Lesson> = first
                .iter()
                .filter(|r| !r.is_null())
                .map(|r| Lesson {
                    made: r.j - r.m..r.j,
                    maker: r.i - r.n..r.i,
                    weight: sigmoid(r.score / 5.0),
                })
                .collect();
            let zh_given_en =
                adapt::adapted(&features.zh, &features.en, &features.zh_given_en, &lessons, self.adaptation);
            let turned: Vec<Lesson> =
                lessons.into_iter().map(|l| Lesson { made: l.maker, maker: l.made, ..l }).collect();
            let en_given_zh =
                adapt::adapted(&features.en, &features.zh, &features.en_given_zh, &turned, self.adaptation);
            features.zh_given_en = zh_given_en;
            features.en_given_zh = en_given_zh;
        }
        let mut scorer = Scorer::new(&features, weights, &band, lengths);
        if article {
            let (en, zh) = places(bitext, en, zh);
            scorer.set_position(Position::new(en, zh));
        }
        let mut ladder = search::ladder(&scorer, weights, &band);
        if let Some(position) = scorer.position_mut() {
            let sure = |r: &Rung| sigmoid(r.score / 5.0);
            position.learn(ladder.iter().filter(|r| !r.is_null()).map(|r| (r.i, r.n, r.j, r.m, sure(r))));
            ladder = search::ladder(&scorer, weights, &band);
        }
        ladder
            .iter()
            .filter(|r| !r.is_null())
            .map(|r| Bead {
                en: en[r.i - r.n..r.i].to_vec(),
                zh: zh[r.j - r.m..r.j].to_vec(),
                score: sigmoid(r.score / 10.0),
                reasons: Reasons {
                    lexicon: scorer.lexicon(r.i, r.n, r.j, r.m),
                    numbers: 0.0,
                    names: 0.0,
                    length: scorer.length(r.i, r.n, r.j, r.m),
                    position: scorer.position(r.i, r.n, r.j, r.m) + scorer.shape(r.n, r.m),
                },
            })
            .collect()
    }
}

/// The units that can be paired: no furniture, nothing empty.
fn alignable(units: &[Unit<'_>]) -> Vec<usize> {
    let fine = |u: &Unit<'_>| u.kind != Kind::Furniture && !u.text.is_empty();
    (0..units.len()).filter(|&i| fine(&units[i])).collect()
}

/// The places of the units among all units given, in the order of the article.
fn places(bitext: &Bitext<'_>, en: &[usize], zh: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let mut orders: Vec<usize> =
        en.iter().map(|&i| bitext.en[i].order).chain(zh.iter().map(|&j| bitext.zh[j].order)).collect();
    orders.sort_unstable();
    let place = |order: usize| orders.partition_point(|&o| o < order);
    (
        en.iter().map(|&i| place(bitext.en[i].order)).collect(),
        zh.iter().map(|&j| place(bitext.zh[j].order)).collect(),
    )
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
