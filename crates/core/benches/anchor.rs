//! Canonical text, and finding a passage again in it.

#![allow(missing_docs, clippy::unwrap_used)]

use commonplace_core::anchor::{describe, resolve};
use commonplace_core::text::Text;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::hint::black_box;

/// A body of about `words` words in short paragraphs, every one of them different.
fn body(words: usize) -> String {
    (0..words / 50)
        .map(|n| {
            format!("<p>Paragraph {n}. {}</p>", "What I marked must still be marked. ".repeat(7))
        })
        .collect()
}

fn text(c: &mut Criterion) {
    let html = body(5_000);
    c.bench_function("canonical text of 5,000 words", |b| {
        b.iter(|| Text::of_body(black_box(&html)))
    });
    let text = Text::of_body(&html);
    let end = text.code_points();
    c.bench_function("an offset to UTF-16 and back", |b| {
        b.iter(|| text.code_point_of_utf16(text.utf16_of(black_box(end / 3))))
    });
}

fn anchor(c: &mut Criterion) {
    let old = Text::of_body(&body(20_000));
    let start = old.as_str().find("Paragraph 200.").map(|byte| old.code_point_of(byte)).unwrap();
    c.bench_function("describe a passage in 20,000 words", |b| {
        b.iter(|| describe(&old, black_box(start), start + 40))
    });
    let selector = describe(&old, start, start + 40).unwrap();
    c.bench_function("resolve where it stands", |b| b.iter(|| resolve(&old, black_box(&selector))));

    let moved = Text::of_body(&format!("<p>A paragraph that came later.</p>{}", body(20_000)));
    c.bench_function("resolve where it moved", |b| {
        b.iter(|| resolve(&moved, black_box(&selector)))
    });

    let gone = Text::of_body(&body(20_000).replace("Paragraph 200.", "Something else."));
    c.bench_function("resolve where it is gone", |b| {
        b.iter_batched(
            || selector.clone(),
            |selector| resolve(&gone, &selector),
            BatchSize::SmallInput,
        )
    });
}

criterion_group!(benches, text, anchor);
criterion_main!(benches);
