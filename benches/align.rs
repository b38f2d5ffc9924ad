//! The aligner: articles, texts in two, their sentences, and units that are split already.

#![allow(missing_docs, reason = "`criterion_group!` makes a public function")]

use std::hint::black_box;

use bitext::{Aligner, Alignment};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

#[allow(dead_code, reason = "each bench takes the documents that it needs")]
mod documents;

/// The whole road of a mixed article, and of a text and its translation: segments, sentences and
/// features are in it. Throughput in bytes.
fn texts(c: &mut Criterion) {
    let aligner = Aligner::new();
    let mut group = c.benchmark_group("paragraphs");
    let written = documents::article("floating-library.txt");
    let made = documents::page(100_000, 5);
    for (name, text) in [("article", &written), ("article of 100 kB", &made)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| aligner.align(black_box(text))));
    }
    let (en, zh) = documents::pair(100_000, 6);
    group.throughput(Throughput::Bytes((en.len() + zh.len()) as u64));
    group.bench_function("two texts of 100 kB", |b| {
        b.iter(|| aligner.align_pair(black_box(&en), black_box(&zh)))
    });
    group.finish();
}

/// The sentences inside paragraphs that are paired. Throughput in sentences.
fn sentences(c: &mut Criterion) {
    let aligner = Aligner::new();
    let mut group = c.benchmark_group("sentences of paragraphs");
    let written = documents::article("floating-library.txt");
    let made = documents::page(100_000, 5);
    for (name, text) in [("article", &written), ("article of 100 kB", &made)] {
        let paragraphs = aligner.align(text);
        group.throughput(Throughput::Elements(units(&aligner.align_sentences(&paragraphs))));
        group.bench_function(name, |b| b.iter(|| aligner.align_sentences(black_box(&paragraphs))));
    }
    group.finish();
}

fn units(alignment: &Alignment<'_>) -> u64 {
    (alignment.bitext().en.len() + alignment.bitext().zh.len()) as u64
}

/// Sentences of a whole document as units, all searches. Four times the units should take
/// about four times the time. Throughput in sentences.
fn documents_of_units(c: &mut Criterion) {
    let aligner = Aligner::new();
    let mut group = c.benchmark_group("units");
    group.sample_size(10);
    for count in [250, 1_000, 4_000] {
        let made = documents::made::bitext(count, 7);
        group.throughput(Throughput::Elements(made.units() as u64));
        group.bench_function(count.to_string(), |b| {
            b.iter(|| aligner.align_units(black_box(&made.english), black_box(&made.chinese)))
        });
    }
    // The same in bytes, to compare with the stages before.
    let made = documents::made::bitext(1_000, 7);
    group.throughput(Throughput::Bytes(made.bytes() as u64));
    group.bench_function("1000 in bytes", |b| {
        b.iter(|| aligner.align_units(black_box(&made.english), black_box(&made.chinese)))
    });
    group.finish();
}

criterion_group!(benches, texts, sentences, documents_of_units);
criterion_main!(benches);
