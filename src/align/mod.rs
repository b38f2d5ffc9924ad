//! The aligner: the passes over a bitext, the search, the band of long texts.

mod anchor;
mod chain;
mod closer;
mod config;
mod crossing;
mod edges;
mod grid;
mod net;
mod outline;
mod passes;
mod posterior;
mod rivals;
mod rough;
mod search;
mod torn;
mod units;
mod whole;
mod words;

use std::sync::Arc;

pub use config::Config;
#[cfg(feature = "train")]
pub(crate) use passes::Passes;
#[cfg(feature = "train")]
pub(crate) use posterior::{Step, steps};

use crate::alignment::{Alignment, Bead, Level, Reasons};
use crate::bitext::{Bitext, Origin};
#[cfg(feature = "train")]
use crate::features::Features;
use crate::lexicon::{Learner, Learnt, Lexicon};
use crate::links;
use crate::model::Model;
use crate::score::{Band, Weights};
use crate::segment::{self, Segment};
use outline::{Outline, starts};
use passes::Given;
#[cfg(not(feature = "train"))]
use passes::Passes;
use units::{Units, alignable};
use whole::{Block, keep_whole};

/// Aligns bitexts. Read-only, `Send + Sync`, cheap to clone.
///
/// ```
/// use bitext::Aligner;
/// let aligner = Aligner::new();
/// let alignment = aligner.align_units(&["The cat sleeps.", "It rains."], &["猫在睡觉。", "下雨了。"]);
/// assert_eq!(alignment.pairs().len(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Aligner {
    /// `None` is the model of the crate.
    model: Option<Arc<Model>>,
    lexicon: Option<Arc<Lexicon>>,
    config: Config,
}

/// Sets up an [`Aligner`].
#[derive(Clone, Debug, Default)]
pub struct Builder {
    aligner: Aligner,
}

impl Builder {
    /// Uses this model instead of the one that is part of the crate.
    pub fn model(mut self, model: Model) -> Builder {
        self.aligner.model = Some(Arc::new(model));
        self
    }

    /// Uses words of the user's own beside the model; given several times, all of them.
    pub fn lexicon(mut self, lexicon: Lexicon) -> Builder {
        match &mut self.aligner.lexicon {
            Some(own) => {
                Arc::make_mut(own).merge(&lexicon);
            }
            none => *none = Some(Arc::new(lexicon)),
        }
        self
    }

    /// Uses these options in place of all that were set before, [`Builder::min_score`] included.
    pub fn config(mut self, config: Config) -> Builder {
        self.aligner.config = config;
        self
    }

    /// Takes out pairs with a lower score, 0 to 1.
    pub fn min_score(mut self, min_score: f32) -> Builder {
        self.aligner.config.min_score = min_score;
        self
    }

    /// The aligner.
    pub fn build(self) -> Aligner {
        self.aligner
    }
}

/// Where no paragraphs of two texts go together, their sentences do only if so large a part of them, on the side
/// of which more is, is in pairs, each counted as far as it is likely to be right: of texts that have nothing
/// to do with each other it is mostly a fifth or less, of translations, in part or in whole, .7 and more.
const TRANSLATED: f32 = 0.6;

impl Aligner {
    /// An aligner with the model of the crate and default options.
    pub fn new() -> Aligner {
        Aligner::default()
    }

    /// Starts to set up an aligner.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The model in use.
    pub fn model(&self) -> &Model {
        self.model.as_deref().unwrap_or_else(|| Model::embedded())
    }

    /// The weights of the score for units and sentences.
    pub fn weights(&self) -> &Weights {
        self.config.weights.as_ref().unwrap_or_else(|| self.model().weights())
    }

    /// The words of the user's own, if there are any.
    pub fn lexicon(&self) -> Option<&Lexicon> {
        self.lexicon.as_deref()
    }

    /// The options in use.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Aligns the paragraphs of a text that holds both languages.
    ///
    /// Never fails and never panics. Without English, or without Chinese, there are no pairs.
    pub fn align<'t>(&self, text: &'t str) -> Alignment<'t> {
        self.align_bitext(Bitext::of_segments(text, self.segments(text)))
    }

    /// The segments of a text that holds both languages, as [`align`](Aligner::align) finds them: those of
    /// [`segments`](crate::segments), where titles in both languages that nothing parts are cut too, since the model
    /// knows that one half translates the other.
    ///
    /// ```
    /// use bitext::{Aligner, segments};
    /// let text = "Opening Hours 开放时间\n\nWe open at nine.\n\n我们九点开门。\n";
    /// let found = Aligner::new().segments(text);
    /// assert_eq!(found[1].span.of(text), "开放时间");
    /// ```
    pub fn segments(&self, text: &str) -> Vec<Segment> {
        let agreement =
            |english: &str, chinese: &str| links::agreement(english, chinese, self.model(), self.lexicon());
        segment::segments_by(text, Some(&agreement))
    }

    /// Aligns the paragraphs of two texts. Where nearly all of them are single sentences and have a
    /// counterpart, as in files of one sentence a line, they are aligned as sentences are.
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
        let (en, zh) = (alignable(&bitext.en), alignable(&bitext.zh));
        let weights = match bitext.origin {
            Origin::Article => &self.config.article,
            Origin::Pair => &self.config.pair,
            Origin::Units => self.weights(),
        };
        let units = Units { en: &en, zh: &zh };
        let mut beads = self.passes().beads(&bitext, &units, weights, Given::Nothing);
        if bitext.origin == Origin::Pair && Aligner::are_lines(&bitext, &beads) {
            // Paragraphs keep their order, whatever they are.
            let config = Config { crossings: false, ..self.config.clone() };
            let passes = Passes { config: &config, ..self.passes() };
            beads = passes.beads(&bitext, &units, self.weights(), Given::Nothing);
        }
        self.finished(bitext, Level::Paragraph, beads)
    }

    /// Aligns the sentences of paragraphs that have been aligned: of an article inside each pair of
    /// paragraphs; of two texts, or of an article that is one text after the other, wherever they are,
    /// since the two may be broken into paragraphs otherwise. There the pairs of paragraphs only say
    /// roughly where the sentences are, and which may well have no counterpart.
    ///
    /// A pair of paragraphs inside which no sentence finds its counterpart is one pair of all its sentences, and a
    /// pair of all of them has the score of the paragraphs where that is higher.
    ///
    /// The units of the result are the sentences of all paragraphs, paired or not. Units that
    /// the caller has split are sentences already: they are aligned as they were.
    pub fn align_sentences<'t>(&self, paragraphs: &Alignment<'t>) -> Alignment<'t> {
        let bitext = paragraphs.bitext().sentences();
        let beads = match bitext.origin {
            Origin::Pair => self.anywhere(paragraphs, &bitext),
            Origin::Article if are_apart(paragraphs.bitext()) => self.anywhere(paragraphs, &bitext),
            Origin::Article | Origin::Units => self.inside(paragraphs, &bitext),
        };
        self.finished(bitext, Level::Sentence, beads)
    }

    /// What aligned documents teach that the model does not know: [`Learner`] in one call.
    ///
    /// ```
    /// use bitext::{Aligner, Lexicon};
    /// let aligner = Aligner::new();
    /// let alignment = aligner.align("Good morning.\n\n早上好。\n");
    /// let lexicon: Lexicon = aligner.learn([&alignment]).into_iter().collect();
    /// assert!(lexicon.is_empty());
    /// ```
    pub fn learn<'a, 't: 'a>(&self, alignments: impl IntoIterator<Item = &'a Alignment<'t>>) -> Vec<Learnt> {
        let mut learner = Learner::new();
        alignments.into_iter().for_each(|alignment| learner.read(alignment));
        learner.learnt(self.model())
    }

    /// Whether the paragraphs of two texts, paired so, are sentences.
    fn are_lines(paragraphs: &Bitext<'_>, beads: &[Bead]) -> bool {
        let sentences = paragraphs.sentences();
        let (en, zh) = (alignable(&sentences.en), alignable(&sentences.zh));
        outline::are_lines(paragraphs, beads, &sentences, &Units { en: &en, zh: &zh })
    }

    /// The beads of sentences that the pairs of paragraphs only outline.
    fn anywhere(&self, paragraphs: &Alignment<'_>, bitext: &Bitext<'_>) -> Vec<Bead> {
        let (en, zh) = (alignable(&bitext.en), alignable(&bitext.zh));
        let units = Units { en: &en, zh: &zh };
        let outline = Outline::new(paragraphs.bitext(), paragraphs.beads(), bitext, &units);
        let none = outline.says_nothing_is_paired();
        let beads = self.passes().beads(bitext, &units, self.weights(), Given::Outline(outline));
        let share = |of: fn(&Bead) -> usize, all: usize| {
            beads.iter().map(|bead| bead.score * of(bead) as f32).sum::<f32>() / all.max(1) as f32
        };
        let translated = share(|bead| bead.en.len(), en.len()).max(share(|bead| bead.zh.len(), zh.len()));
        if none && translated < TRANSLATED { Vec::new() } else { beads }
    }

    /// The beads of sentences inside each pair of paragraphs.
    fn inside(&self, paragraphs: &Alignment<'_>, bitext: &Bitext<'_>) -> Vec<Bead> {
        let whole = paragraphs.bitext();
        let en = starts(bitext.en.iter().map(|unit| unit.paragraph), whole.en.len());
        let zh = starts(bitext.zh.iter().map(|unit| unit.paragraph), whole.zh.len());
        let inside = |starts: &[usize], ids: &[usize]| -> Vec<usize> {
            ids.iter().flat_map(|&p| starts[p]..starts[p + 1]).collect()
        };
        let blocks = paragraphs.beads().iter();
        let blocks = blocks.map(|pair| Block { pair, en: inside(&en, &pair.en), zh: inside(&zh, &pair.zh) });
        let blocks: Vec<Block<'_>> = blocks.collect();
        let en: Vec<usize> = blocks.iter().flat_map(|block| block.en.iter().copied()).collect();
        let zh: Vec<usize> = blocks.iter().flat_map(|block| block.zh.iter().copied()).collect();
        let units = Units { en: &en, zh: &zh };
        let band = Band::blocks(blocks.iter().map(|block| (block.en.len(), block.zh.len())));
        let mut beads = self.passes().beads(bitext, &units, self.weights(), Given::Band(band));
        keep_whole(&mut beads, blocks);
        beads
    }

    /// Units of both sides as the passes see sentences.
    #[cfg(feature = "train")]
    pub(crate) fn features(&self, english: &[&str], chinese: &[&str]) -> Features {
        let mut features = Features::new(english, chinese, self.model(), self.lexicon());
        features.count_clauses(english, chinese);
        features
    }

    pub(crate) fn passes(&self) -> Passes<'_> {
        Passes { model: self.model(), lexicon: self.lexicon.as_deref(), config: &self.config }
    }

    fn finished<'t>(&self, bitext: Bitext<'t>, level: Level, mut beads: Vec<Bead>) -> Alignment<'t> {
        // Where they cost something they were not looked for; where they fall off, they are taken away here.
        if !self.config.reasons {
            beads.iter_mut().for_each(|bead| bead.reasons = Reasons::default());
        }
        Alignment::new(bitext, level, beads).with_min_score(self.config.min_score)
    }
}

/// Paragraphs from which, on either side, an article can be two texts, one after the other; and how many
/// times its language changes at most, which allows for a title in both.
const TEXT: usize = 4;
const CHANGES: usize = 3;

/// Whether an article is two texts, one after the other.
fn are_apart(article: &Bitext<'_>) -> bool {
    let (en, zh) = (alignable(&article.en), alignable(&article.zh));
    if en.len() < TEXT || zh.len() < TEXT {
        return false;
    }
    let en = en.iter().map(|&i| (article.en[i].order, false));
    let mut units: Vec<(usize, bool)> = en.chain(zh.iter().map(|&j| (article.zh[j].order, true))).collect();
    units.sort_unstable();
    units.windows(2).filter(|two| two[0].1 != two[1].1).count() <= CHANGES
}
