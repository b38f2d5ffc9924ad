//! `bitext eval`.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use bitext::Config;
use bitext::documents::DocumentMatch;
use bitext::eval::articles::{self, Article, GoldPair, SpanPair};
use bitext::eval::calibration::Calibration;
use bitext::eval::documents::{self, Collection};
use bitext::eval::pages::Page;
use bitext::eval::sentences::{self, Document, IdBead, Prediction};
use bitext::eval::splitting::{self, Paragraph};
use bitext::eval::texts::Texts;
use bitext::eval::{gaps, strangers};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::args::{EvalArgs, EvalCommand, ModelArgs, PairArgs, Threads};
use crate::failure::{Failure, say};
use crate::ordered;
use crate::output::Output;

pub fn run(command: &EvalCommand) -> Result<ExitCode, Failure> {
    command.check();
    match command {
        EvalCommand::Articles { gold, by, pairs, eval } => {
            let gold = articles::read(gold)?;
            let predicted = predict_articles(&gold, &pairs.model, eval)?;
            let mut report = articles::Report::new((*by).into());
            let mut errors = Vec::new();
            for (article, predicted) in gold.iter().zip(&predicted) {
                let outcome = report.add(article, predicted);
                if outcome.counts.perfect == 0 && errors.len() < eval.errors {
                    errors.push(article_errors(article, &outcome));
                }
            }
            print(&report, asked(report.calibration(), pairs, eval)?, &errors, eval.json)
        }
        EvalCommand::Sentences {
            gold,
            crossings,
            paragraphs,
            article,
            strangers: some,
            gaps: left_out,
            pairs,
            eval,
        } => {
            let mut gold = sentences::read(gold)?;
            if let Some(every) = *some {
                gold = gold.iter().map(|document| strangers::with(document, every.into())).collect();
            }
            if let Some(every) = *left_out {
                gold = gold.iter().map(|document| gaps::with(document, every.into())).collect();
            }
            let config = Config { crossings: *crossings, ..Config::default() };
            let predicted = match article {
                Some(beads) => predict_paragraphs(&mut gold, (*beads).into(), &pairs.model, eval)?,
                None => predict_beads(&gold, &pairs.model, config, *paragraphs, eval)?,
            };
            let mut report = sentences::Report::default();
            let mut errors = Vec::new();
            for (document, predicted) in gold.iter().zip(&predicted) {
                report.add(document, predicted);
                errors.extend(bead_errors(document, predicted, eval.errors));
            }
            print(&report, asked(report.calibration(), pairs, eval)?, &errors, eval.json)
        }
        EvalCommand::Documents { gold, beads, json, errors, model, threads } => {
            let collection = match gold.is_dir() {
                true => Collection::of_texts(&sentences::read(gold)?, (*beads).into()),
                false => Collection::of_articles(&articles::read(gold)?),
            };
            let aligner = model.aligner()?;
            let en = each(&collection.en, *threads, |text| aligner.sketch_en(text))?;
            let zh = each(&collection.zh, *threads, |text| aligner.sketch_zh(text))?;
            let found = aligner.match_documents(&en, &zh);
            let report = documents::Report::new(&collection, &found);
            let errors = match_errors(&collection, &found, *errors);
            print(&report, Some(report.calibration()), &errors, *json)
        }
        EvalCommand::Splitting { gold, eval } => {
            let gold = splitting::read(gold)?;
            let predicted = predict_borders(&gold, eval)?;
            let mut report = splitting::Report::default();
            let mut errors = Vec::new();
            for (paragraph, ends) in gold.iter().zip(&predicted) {
                let wrong = report.add(paragraph, ends);
                if !wrong.is_empty() && errors.len() < eval.errors {
                    errors.push(border_errors(paragraph, &wrong));
                }
            }
            print(&report, None, &errors, eval.json)
        }
    }
}

/// The calibration, where it is asked for. Figures of only those pairs that happen to have a score
/// would look like figures of all, so predictions without scores have none.
fn asked<'a>(
    calibration: &'a Calibration,
    pairs: &PairArgs,
    args: &EvalArgs,
) -> Result<Option<&'a Calibration>, Failure> {
    let unscored = calibration.unscored();
    if let Some(path) = &args.predictions
        && pairs.calibration
        && unscored > 0
    {
        return Err(Failure::new(format!(
            "{}: {unscored} of {} pairs have no score from 0 to 1, which --calibration needs; \
             --save-predictions writes scores",
            path.display(),
            unscored + calibration.scored()
        )));
    }
    Ok(pairs.calibration.then_some(calibration))
}

/// Writes a report with its calibration, and errors: under the tables, or beside the JSON on
/// standard error.
fn print(
    report: &(impl fmt::Display + Serialize),
    calibration: Option<&Calibration>,
    errors: &[String],
    as_json: bool,
) -> Result<ExitCode, Failure> {
    #[derive(Serialize)]
    struct Figures<'a, R> {
        #[serde(flatten)]
        report: &'a R,
        #[serde(skip_serializing_if = "Option::is_none")]
        calibration: Option<&'a Calibration>,
    }
    let mut output = Output::create(None)?;
    let written = if as_json {
        let _ = errors.iter().try_for_each(|error| write!(io::stderr(), "{error}"));
        let written = serde_json::to_writer_pretty(&mut output, &Figures { report, calibration });
        written.map_err(io::Error::from).and_then(|()| writeln!(output))
    } else {
        write!(output, "{report}")
            .and_then(|()| calibration.map_or(Ok(()), |calibration| write!(output, "\n{calibration}")))
            .and_then(|()| errors.iter().try_for_each(|e| write!(output, "\n{e}")))
    };
    written.map_err(|e| output.failure(&e))?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// Runs `work` on each document, in parallel where there are threads for it.
fn each<T: Sync, R: Send>(
    items: &[T],
    threads: Threads,
    work: impl Fn(&T) -> R + Sync,
) -> Result<Vec<R>, Failure> {
    match threads.count().min(items.len()) {
        0 | 1 => Ok(items.iter().map(work).collect()),
        threads => Ok(ordered::pool(threads)?.install(|| items.par_iter().map(&work).collect())),
    }
}

// --- articles ---------------------------------------------------------------------------------

fn predict_articles(
    gold: &[Article],
    model: &ModelArgs,
    args: &EvalArgs,
) -> Result<Vec<Vec<SpanPair>>, Failure> {
    if let Some(path) = &args.predictions {
        let mut known = articles::read_predictions(path)?;
        let found: Vec<_> = gold.iter().map(|article| known.remove(&article.id)).collect();
        warn(path, &found, known.len());
        return Ok(found.into_iter().map(Option::unwrap_or_default).collect());
    }
    let aligner = model.aligner()?;
    let pairs = each(gold, args.threads, |article| articles::predictions(&aligner.align(&article.text)))?;
    #[derive(Serialize)]
    struct Line<'a> {
        id: &'a str,
        pairs: &'a [SpanPair],
    }
    save(args, gold.iter().zip(&pairs).map(|(article, pairs)| Line { id: &article.id, pairs }))?;
    Ok(pairs)
}

fn article_errors(article: &Article, outcome: &articles::Outcome) -> String {
    let mut out = format!("{}  {}\n", article.id, article.source);
    let side = |ids: &mut dyn Iterator<Item = &usize>| -> String {
        let texts: Vec<String> =
            ids.map(|&i| start(&article.text[article.segments[i].start..article.segments[i].end])).collect();
        if texts.is_empty() { "(nothing)".to_owned() } else { texts.join(" + ") }
    };
    let mut line = |what: &str, GoldPair { en, zh }: &GoldPair| {
        let (en, zh) = (side(&mut en.iter()), side(&mut zh.iter()));
        out.push_str(&format!("  {what:8}{en}  ||  {zh}\n"));
    };
    outcome.missed.iter().for_each(|pair| line("missed", pair));
    outcome.wrong.iter().for_each(|pair| line("wrong", pair));
    out
}

/// The first characters of a text, on one line.
fn start(text: &str) -> String {
    text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

// --- sentence beads ---------------------------------------------------------------------------

fn predict_beads(
    gold: &[Document],
    model: &ModelArgs,
    config: Config,
    paragraphs: Option<[usize; 2]>,
    args: &EvalArgs,
) -> Result<Vec<Vec<Prediction>>, Failure> {
    if let Some(folder) = &args.predictions {
        let found: Vec<_> = gold
            .iter()
            .map(|document| sentences::read_predictions(folder, document))
            .collect::<Result<_, _>>()?;
        warn(folder, &found, 0);
        return Ok(found.into_iter().map(Option::unwrap_or_default).collect());
    }
    let aligner = model.builder()?.config(config).build();
    let work = |document: &Document| match paragraphs {
        None => sentences::predictions(&aligner.align_units(&document.en, &document.zh)),
        Some(every) => {
            let texts = Texts::new(document, every);
            let alignment = aligner.align_pair(&texts.en, &texts.zh);
            texts.predictions(&aligner.align_sentences(&alignment))
        }
    };
    let beads = each(gold, args.threads, work)?;
    save_beads(gold, &beads, args)?;
    Ok(beads)
}

/// Makes articles of the documents, with their paragraphs as gold, and pairs these.
fn predict_paragraphs(
    gold: &mut Vec<Document>,
    beads: usize,
    model: &ModelArgs,
    args: &EvalArgs,
) -> Result<Vec<Vec<Prediction>>, Failure> {
    let aligner = model.builder()?.build();
    let pages: Vec<Page> = gold.iter().map(|document| Page::new(document, beads)).collect();
    let predicted = each(&pages, args.threads, |page| page.predictions(&aligner.align(&page.text)))?;
    *gold = pages.into_iter().map(|page| page.document).collect();
    save_beads(gold, &predicted, args)?;
    Ok(predicted)
}

/// Writes the beads where the user has asked for them.
fn save_beads(gold: &[Document], beads: &[Vec<Prediction>], args: &EvalArgs) -> Result<(), Failure> {
    if let Some(folder) = &args.save_predictions {
        fs::create_dir_all(folder)
            .map_err(|e| Failure::new(format!("{}: cannot be created: {e}", folder.display())))?;
        for (document, beads) in gold.iter().zip(beads) {
            let mut output = Output::create(Some(&folder.join(format!("{}.align", document.id))))?;
            let written = beads.iter().try_for_each(|bead| writeln!(output, "{bead}"));
            written.map_err(|e| output.failure(&e))?;
            output.finish()?;
        }
    }
    Ok(())
}

/// The first `limit` wrong beads of a document.
fn bead_errors(document: &Document, predicted: &[Prediction], limit: usize) -> Option<String> {
    let (missed, wrong) = sentences::differences(&document.gold, predicted);
    if limit == 0 || missed.is_empty() && wrong.is_empty() {
        return None;
    }
    let side = |ids: &[usize], texts: &[String]| -> String {
        let texts: Vec<String> = ids.iter().map(|&i| start(&texts[i])).collect();
        if texts.is_empty() { "(nothing)".to_owned() } else { texts.join(" + ") }
    };
    let mut lines: Vec<(&IdBead, &str)> = missed.into_iter().map(|bead| (bead, "missed")).collect();
    lines.extend(wrong.into_iter().map(|bead| (bead, "wrong")));
    // What was made of a place stands under what it should have been.
    lines.sort_by_key(|(bead, what)| (bead.en.first(), bead.zh.first(), *what));
    let mut out = format!("{}\n", document.id);
    for (bead, what) in lines.into_iter().take(limit) {
        let (en, zh) = (side(&bead.en, &document.en), side(&bead.zh, &document.zh));
        out.push_str(&format!("  {what:8}{bead}  {en}  ||  {zh}\n"));
    }
    Some(out)
}

// --- documents --------------------------------------------------------------------------------

/// The first `limit` pairs that were missed, and wrong matches.
fn match_errors(collection: &Collection, found: &[DocumentMatch], limit: usize) -> Vec<String> {
    let (missed, wrong) = documents::differences(collection, found);
    let line = |what: &str, en: usize, zh: usize, score: &str| {
        let (english, chinese) = (start(&collection.en[en]), start(&collection.zh[zh]));
        format!("  {what:8}{en} = {zh}{score}  {english}  ||  {chinese}\n")
    };
    let missed = missed.into_iter().take(limit).map(|(en, zh)| line("missed", en, zh, ""));
    let wrong = wrong.into_iter().take(limit);
    missed.chain(wrong.map(|w| line("wrong", w.en, w.zh, &format!(" ({:.3})", w.score)))).collect()
}

// --- sentence borders -------------------------------------------------------------------------

#[derive(Serialize, Deserialize)]
struct Ends {
    id: String,
    ends: Vec<usize>,
}

fn predict_borders(gold: &[Paragraph], args: &EvalArgs) -> Result<Vec<Vec<usize>>, Failure> {
    if let Some(path) = &args.predictions {
        let found = splitting::read_predictions(path, gold)?;
        warn(path, &found, 0);
        return Ok(found.into_iter().map(Option::unwrap_or_default).collect());
    }
    let ends = |paragraph: &Paragraph| -> Vec<usize> {
        let sentences = bitext::sentences(&paragraph.text, paragraph.lang).into_iter();
        // As in the gold, a sentence ends after its last character that shows.
        sentences.map(|s| s.trimmed(&paragraph.text)).filter(|s| !s.is_empty()).map(|s| s.end).collect()
    };
    let ends = each(gold, args.threads, ends)?;
    save(args, gold.iter().zip(&ends).map(|(p, ends)| Ends { id: p.id.clone(), ends: ends.clone() }))?;
    Ok(ends)
}

fn border_errors(paragraph: &Paragraph, wrong: &[splitting::WrongBorder]) -> String {
    let mut out = format!("{}\n", paragraph.id);
    for border in wrong {
        let (left, right) = paragraph.text.split_at(border.offset);
        let skip = left.chars().count().saturating_sub(40);
        let left: String = left.chars().skip(skip).collect();
        let right: String = right.chars().take(30).collect();
        let what = if border.missed { "missed" } else { "false" };
        out.push_str(&format!("  {what:8}{left}‖{right}\n"));
    }
    out
}

// --- predictions ------------------------------------------------------------------------------

/// Says for how much of the gold there is no prediction, and how many are for nothing.
fn warn<T>(path: &Path, found: &[Option<T>], unknown: usize) {
    let missing = found.iter().filter(|p| p.is_none()).count();
    if missing + unknown > 0 {
        say(&format!(
            "{}: nothing for {missing} of {} documents of the gold, and {unknown} that are not in it",
            path.display(),
            found.len()
        ));
    }
}

/// Writes predictions as JSON Lines.
fn save<T: Serialize>(args: &EvalArgs, rows: impl Iterator<Item = T>) -> Result<(), Failure> {
    let Some(path) = &args.save_predictions else { return Ok(()) };
    let mut output = Output::create(Some(path))?;
    for row in rows {
        let written = serde_json::to_writer(&mut output, &row).map_err(io::Error::from);
        written.and_then(|()| writeln!(output)).map_err(|e| output.failure(&e))?;
    }
    output.finish()
}
