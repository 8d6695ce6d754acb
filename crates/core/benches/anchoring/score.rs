//! What was right and what was wrong, by kind of edit and kind of quote.

use crate::tracked::{Cells, Fate};
use commonplace_core::model::{Anchor, AnchorState};
use std::{collections::BTreeMap, fmt};

/// Kinds of passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Quote {
    Word,
    Phrase,
    Sentence,
    Paragraph,
    Across,
    Boilerplate,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    kept: u32,
    right: u32,
    same_bounds: u32,
    wrong: u32,
    removed: u32,
    invented: u32,
    ambiguous: u32,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.kept += other.kept;
        self.right += other.right;
        self.same_bounds += other.same_bounds;
        self.wrong += other.wrong;
        self.removed += other.removed;
        self.invented += other.invented;
        self.ambiguous += other.ambiguous;
    }

    fn shown(&self) -> u32 {
        self.right + self.wrong + self.invented
    }
}

#[derive(Default)]
pub(crate) struct Board {
    edits: BTreeMap<&'static str, Tally>,
    quotes: BTreeMap<Quote, Tally>,
}

impl Board {
    pub(crate) fn count(
        &mut self,
        edit: &'static str,
        quote: Quote,
        fate: &Fate,
        found: &Anchor,
        cells: &Cells,
    ) {
        let ambiguous = u32::from(found.state == AnchorState::Ambiguous);
        let mut tally = Tally { ambiguous, ..Tally::default() };
        match (fate, found.range) {
            (Fate::Unclear, _) => return,
            (Fate::Removed, range) => {
                tally.removed = 1;
                tally.invented = u32::from(range.is_some());
            }
            (Fate::Kept(_), None) => tally.kept = 1,
            (Fate::Kept(truth), Some((start, end))) => {
                tally.kept = 1;
                let ink = |from: u32, to: u32| {
                    let inside = cells.get(from as usize..to as usize).unwrap_or_default();
                    inside.iter().filter(|cell| !cell.c.is_whitespace()).count()
                };
                let common = ink(start.max(truth.start), end.min(truth.end));
                let all = ink(start, end) + ink(truth.start, truth.end) - common;
                if common * 2 >= all.max(1) {
                    tally.right = 1;
                    tally.same_bounds = u32::from((start, end) == (truth.start, truth.end));
                } else {
                    tally.wrong = 1;
                }
            }
        }
        self.edits.entry(edit).or_default().add(&tally);
        self.quotes.entry(quote).or_default().add(&tally);
    }

    fn all(&self) -> Tally {
        self.edits.values().fold(Tally::default(), |mut all, tally| {
            all.add(tally);
            all
        })
    }
}

fn share(part: u32, whole: u32) -> String {
    if whole == 0 {
        "–".into()
    } else {
        format!("{:.2}", 100.0 * f64::from(part) / f64::from(whole))
    }
}

const HEAD: &str = "| kind | kept | recall | wrong place | same bounds | removed | false | precision | ambiguous |\n\
     | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";

fn line(f: &mut fmt::Formatter<'_>, name: &str, tally: &Tally) -> fmt::Result {
    writeln!(
        f,
        "| {name} | {} | {} | {} | {} | {} | {} | {} | {} |",
        tally.kept,
        share(tally.right, tally.kept),
        share(tally.wrong, tally.kept),
        share(tally.same_bounds, tally.right),
        tally.removed,
        share(tally.invented, tally.removed),
        share(tally.right, tally.shown()),
        tally.ambiguous,
    )
}

impl fmt::Display for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}")?;
        for (name, tally) in &self.edits {
            line(f, name, tally)?;
        }
        for (quote, tally) in &self.quotes {
            line(f, &format!("quotes: {quote:?}"), tally)?;
        }
        line(f, "all", &self.all())
    }
}

/// The figures to reach, and what was reached.
pub(crate) fn summary(with: &Board, without: &Board) -> String {
    let (all, bare) = (with.all(), without.all());
    let edit = |name: &str| with.edits.get(name).copied().unwrap_or_default();
    let boilerplate = with.quotes.get(&Quote::Boilerplate).copied().unwrap_or_default();
    let mut typeset = edit("white space and NBSP");
    typeset.add(&edit("quotation marks and dashes"));
    let heavy = edit("35 % of the words rewritten");
    let rows = [
        ("recall", "≥ 98", share(all.right, all.kept)),
        ("wrong place", "≤ 0.8", share(all.wrong, all.kept)),
        ("false anchors on removed text", "≤ 1", share(all.invented, all.removed)),
        ("precision of what is shown", "≥ 99", share(all.right, all.shown())),
        ("recall in repeated boilerplate", "≥ 98", share(boilerplate.right, boilerplate.kept)),
        ("recall, 35 % rewritten", "≥ 90", share(heavy.right, heavy.kept)),
        ("recall, white space and quotation marks", "100", share(typeset.right, typeset.kept)),
        ("identical bounds among correct", "≥ 97", share(all.same_bounds, all.right)),
        ("without old text: recall", "≥ 93.5", share(bare.right, bare.kept)),
        ("without old text: false", "≤ 5", share(bare.invented, bare.removed)),
    ];
    let mut text = String::from("| figure | to reach, % | reached, % |\n| --- | ---: | ---: |\n");
    for (name, wanted, reached) in rows {
        text.push_str(&format!("| {name} | {wanted} | {reached} |\n"));
    }
    text
}
