//! `bitext segment`.

use std::borrow::Cow;
use std::io::Write;
use std::process::ExitCode;

use bitext::export::tsv::escape;
use bitext::sentence::{SentenceOptions, sentences_with};
use bitext::{Aligner, Kind, Lang, Segment, Span, Variant};
use serde::{Deserialize, Serialize};

use crate::args::{SegmentArgs, SegmentFormat};
use crate::corpus::Figures;
use crate::failure::Failure;
use crate::input::Source;
use crate::jsonl::{self, Answer, Id, Wrong};
use crate::output::Output;

/// A text with its segments.
#[derive(Serialize)]
struct Record<'a, I> {
    id: I,
    segments: Vec<SegmentRecord<'a>>,
}

#[derive(Serialize)]
struct SegmentRecord<'a> {
    start: usize,
    end: usize,
    lang: Lang,
    variant: Option<Variant>,
    kind: Kind,
    sentences: Vec<Span>,
    /// Left out of JSON Lines, whose reader has the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

impl<'a> SegmentRecord<'a> {
    fn new(
        text: &'a str,
        Segment { span, lang, variant, kind, .. }: Segment,
        with_text: bool,
    ) -> SegmentRecord<'a> {
        let part = span.of(text);
        let options = SentenceOptions::default().one_paragraph(true);
        let sentences = sentences_with(part, lang, options).into_iter().map(|s| s.trimmed(part));
        SegmentRecord {
            start: span.start,
            end: span.end,
            lang,
            variant,
            kind,
            sentences: sentences.filter(|s| !s.is_empty()).map(|s| s.shifted(span.start)).collect(),
            text: with_text.then_some(part),
        }
    }
}

fn segments(text: &str, with_text: bool) -> Vec<SegmentRecord<'_>> {
    Aligner::new().segments(text).into_iter().map(|s| SegmentRecord::new(text, s, with_text)).collect()
}

pub fn run(args: &SegmentArgs) -> Result<ExitCode, Failure> {
    args.check();
    if args.jsonl {
        let files = args.file.as_slice();
        let (_, code) =
            jsonl::run(files, Output::create(args.output.as_deref())?, args.threads.count(), line)?;
        return Ok(code);
    }
    let source = args.file.as_deref().map_or(Source::Stdin, Source::named);
    let mut output = Output::create(args.output.as_deref())?;
    let text = source.text(&args.decoding)?;
    let segments = segments(&text, true);
    let written = match args.format {
        SegmentFormat::Tsv => write_tsv(&mut output, &segments),
        SegmentFormat::Json => {
            let id = source.document();
            serde_json::to_writer_pretty(&mut output, &Record { id, segments })
                .map_err(std::io::Error::from)
                .and_then(|()| output.write_all(b"\n"))
        }
    };
    written.map_err(|e| output.failure(&e))?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// A line of JSON Lines to the record that answers it.
fn line(line: &[u8]) -> Result<Answer, Wrong> {
    #[derive(Deserialize)]
    struct Input<'a> {
        #[serde(borrow, default)]
        id: Id<'a>,
        #[serde(borrow, default)]
        text: Option<Cow<'a, str>>,
    }
    let Input { id, text } = jsonl::parse(line)?;
    let Some(text) = text else { return Err(Wrong::new(id, "no \"text\"")) };
    let record = serde_json::to_vec(&Record { id, segments: segments(&text, false) });
    let record = record.map_err(|e| Wrong::new(id, e.to_string()))?;
    Ok(Answer { record, figures: Figures::default() })
}

fn write_tsv(output: &mut impl Write, segments: &[SegmentRecord<'_>]) -> std::io::Result<()> {
    writeln!(output, "start\tend\tlang\tvariant\tkind\tsentences\ttext")?;
    for SegmentRecord { start, end, lang, variant, kind, sentences, text } in segments {
        let variant = variant.map_or("", Variant::as_str);
        let sentences: Vec<String> = sentences.iter().map(Span::to_string).collect();
        let (lang, kind, sentences) = (lang.as_str(), kind.as_str(), sentences.join(","));
        let text = escape(text.unwrap_or_default());
        writeln!(output, "{start}\t{end}\t{lang}\t{variant}\t{kind}\t{sentences}\t{text}")?;
    }
    Ok(())
}
