//! What happens to an article between two captures, each kind with its truth.

use crate::{
    articles::stranger,
    random::Random,
    tracked::{self, Cell, Cells, blocks, instead, join, new, words},
};
use unicode_normalization::UnicodeNormalization;

/// A kind of edit.
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    /// Makes the old text fit for it.
    pub(crate) prepare: fn(&mut Random, String) -> String,
    pub(crate) apply: fn(&mut Random, Cells) -> Cells,
}

const fn edit(name: &'static str, apply: fn(&mut Random, Cells) -> Cells) -> Edit {
    Edit { name, prepare: as_it_is, apply }
}

pub(crate) const ALL: &[Edit] = &[
    edit("nothing", |_, cells| cells),
    edit("white space and NBSP", white_space),
    edit("quotation marks and dashes", quotation_marks),
    edit("typos 1 %", |random, cells| typos(random, cells, 0.01)),
    edit("typos 5 %", |random, cells| typos(random, cells, 0.05)),
    edit("header and 15 paragraphs inserted", inserted),
    edit("quarter of the paragraphs deleted", deleted),
    edit("quarter of the paragraphs moved", moved),
    edit("repeated blocks stripped", |_, cells| fewer_copies(cells, 0)),
    edit("half of the copies removed", |_, cells| fewer_copies(cells, 2)),
    edit("15 % of the words rewritten", |random, cells| rewritten(random, cells, 0.15)),
    edit("35 % of the words rewritten", |random, cells| rewritten(random, cells, 0.35)),
    edit("duplicated, then edited", duplicated),
    Edit { name: "near-duplicates swapped", prepare: with_near_duplicates, apply: swapped },
    edit("paragraphs merged", merged),
    edit("paragraphs split", split),
    Edit {
        name: "NFD to NFC",
        prepare: |_, text| text.nfd().collect(),
        apply: |_, cells| composed(&cells),
    },
    edit("NFC to NFD", |_, cells| decomposed(&cells)),
    edit("soft hyphens", soft_hyphens),
    edit("lines broken with hyphens", broken_lines),
    edit("list to table", |random, cells| retabled(random, cells, '\n', '\t')),
    edit("table to list", |random, cells| retabled(random, cells, '\t', '\n')),
    Edit { name: "footnotes renumbered", prepare: with_footnotes, apply: renumbered },
    edit("Markdown round trip", markdown),
    edit("sentences inserted", sentences_inserted),
    edit("sentences deleted", sentences_deleted),
    edit("headings in other case", heading_case),
    edit("article replaced", replaced),
    edit("cut to a paywall notice", paywall),
    edit("header, 10 % deleted, 1 % typos", |random, cells| {
        let cells = inserted(random, cells);
        let cells = without(random, cells, 0.1);
        typos(random, cells, 0.01)
    }),
    edit("moved, 15 % rewritten, NBSP", |random, cells| {
        let cells = moved(random, cells);
        let cells = rewritten(random, cells, 0.15);
        white_space(random, cells)
    }),
    edit("copies removed, deleted, quotes", |random, cells| {
        let cells = fewer_copies(cells, 2);
        let cells = deleted(random, cells);
        quotation_marks(random, cells)
    }),
];

fn as_it_is(_: &mut Random, text: String) -> String {
    text
}

/// Replaces characters one by one.
fn each(cells: &[Cell], mut f: impl FnMut(usize, &Cell, &mut Cells)) -> Cells {
    let mut out = Cells::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        f(at, cell, &mut out);
    }
    out
}

fn with(cell: &Cell, c: char) -> Cell {
    Cell { c, ..*cell }
}

fn white_space(random: &mut Random, cells: Cells) -> Cells {
    each(&cells, |_, cell, out| {
        if cell.c == ' ' && random.chance(0.3) {
            out.push(with(cell, *random.pick(&['\u{a0}', '\u{2009}', '\u{202f}', '\n'])));
        } else if cell.c == ' ' && random.chance(0.1) {
            out.extend([*cell, *cell]);
        } else {
            out.push(*cell);
        }
    })
}

fn quotation_marks(_: &mut Random, cells: Cells) -> Cells {
    each(&cells, |_, cell, out| {
        out.push(with(
            cell,
            match cell.c {
                '“' | '”' | '„' | '«' | '»' => '"',
                '’' | '‘' => '\'',
                '"' => '”',
                '\'' => '’',
                '—' => '–',
                '-' => '\u{2010}',
                c => c,
            },
        ));
    })
}

fn typos(random: &mut Random, mut cells: Cells, share: f64) -> Cells {
    let mut at = 0;
    while at < cells.len() {
        if cells[at].c.is_alphanumeric() && random.chance(share) {
            let other = char::from(b'a' + random.below(26) as u8);
            match random.below(4) {
                0 => cells[at] = Cell { c: other, from: cells[at].from, same: false },
                1 => {
                    cells.remove(at);
                }
                2 => {
                    cells.insert(at, Cell { c: other, from: cells[at].from, same: false });
                    at += 1;
                }
                _ if at + 1 < cells.len() && cells[at + 1].c.is_alphanumeric() => {
                    cells.swap(at, at + 1);
                    at += 1;
                }
                _ => {}
            }
        }
        at += 1;
    }
    cells
}

fn inserted(random: &mut Random, cells: Cells) -> Cells {
    let mut blocks = blocks(&cells);
    for _ in 0..15 {
        let at = random.below(blocks.len() + 1);
        blocks.insert(at, new(&stranger(random)));
    }
    blocks.insert(0, new("The Daily Ledger — Home · World · Science · Sign in"));
    join(blocks)
}

fn without(random: &mut Random, cells: Cells, share: f64) -> Cells {
    join(blocks(&cells).into_iter().filter(|_| !random.chance(share)).collect())
}

fn deleted(random: &mut Random, cells: Cells) -> Cells {
    without(random, cells, 0.25)
}

fn moved(random: &mut Random, cells: Cells) -> Cells {
    let (mut stay, mut go) = (Vec::new(), Vec::new());
    let all = blocks(&cells);
    let mut copies = std::collections::HashMap::new();
    for block in &all {
        *copies.entry(tracked::text(block)).or_insert(0) += 1;
    }
    for block in all {
        // Nobody could tell which of several equal blocks has moved.
        let alone = copies[&tracked::text(&block)] == 1;
        if random.chance(0.25) && alone { go.push(block) } else { stay.push(block) }
    }
    random.shuffle(&mut go);
    for block in go {
        let at = random.below(stay.len() + 1);
        stay.insert(at, block);
    }
    join(stay)
}

/// Leaves out blocks that stand there more than once: all of them, or every `keep`th copy stays.
fn fewer_copies(cells: Cells, keep: usize) -> Cells {
    let blocks = blocks(&cells);
    let texts: Vec<String> = blocks.iter().map(|block| tracked::text(block)).collect();
    let mut seen = std::collections::HashMap::new();
    let kept = blocks.into_iter().enumerate().filter(|(at, _)| {
        if texts.iter().filter(|text| **text == texts[*at]).count() < 2 {
            return true;
        }
        let copy = seen.entry(texts[*at].clone()).or_insert(0);
        *copy += 1;
        keep > 0 && *copy % keep == 0
    });
    join(kept.map(|(_, block)| block).collect())
}

const OTHER_WORDS: &[&str] = &[
    "granite", "seldom", "Thursday", "orbit", "velvet", "thirty", "however", "marble", "pending",
    "oblique", "chimney", "dozens", "rapid", "ferry", "nickel", "western", "almost", "under",
    "signal", "bitter", "cousin",
];

fn rewritten(random: &mut Random, cells: Cells, share: f64) -> Cells {
    let mut out = Cells::with_capacity(cells.len());
    for word in words(&cells) {
        let word = &cells[word];
        if word[0].c.is_alphanumeric() && random.chance(share) {
            let other = if word[0].c.is_ascii() {
                random.word(OTHER_WORDS).to_owned()
            } else {
                // Another word of the same script.
                word.iter()
                    .rev()
                    .map(|cell| char::from_u32(cell.c as u32 ^ 1).unwrap_or('x'))
                    .collect()
            };
            out.extend(instead(&other, word));
        } else {
            out.extend_from_slice(word);
        }
    }
    out
}

fn duplicated(random: &mut Random, cells: Cells) -> Cells {
    let mut out = Vec::new();
    let mut copies = Vec::new();
    for block in blocks(&cells) {
        if block.len() > 40 && random.chance(0.2) {
            copies.push(new(&tracked::text(&block)));
            out.push(rewritten(random, block, 0.12));
        } else {
            out.push(block);
        }
    }
    for copy in copies {
        let at = random.below(out.len() + 1);
        out.insert(at, copy);
    }
    join(out)
}

/// Pairs of blocks that differ in two words.
fn with_near_duplicates(random: &mut Random, text: String) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let pairs = lines.len() / 8 + 1;
    for _ in 0..pairs {
        let at = random.below(lines.len());
        let cells = tracked::of(&lines[at]);
        let places: Vec<_> = words(&cells)
            .into_iter()
            .filter(|word| cells[word.start].c.is_alphanumeric())
            .collect();
        if places.len() < 12 {
            continue;
        }
        let mut twin = cells.clone();
        for _ in 0..2 {
            let word = random.pick(&places).clone();
            if word.end <= twin.len() {
                twin.splice(word, new(random.word(OTHER_WORDS)));
            }
        }
        let to = random.below(lines.len() + 1);
        lines.insert(to, tracked::text(&twin));
    }
    lines.join("\n")
}

fn swapped(_: &mut Random, cells: Cells) -> Cells {
    let mut blocks = blocks(&cells);
    let bags: Vec<std::collections::HashSet<String>> = blocks
        .iter()
        .map(|block| words(block).into_iter().map(|word| tracked::text(&block[word])).collect())
        .collect();
    let mut done = vec![false; blocks.len()];
    for a in 0..blocks.len() {
        for b in a + 1..blocks.len() {
            let common = bags[a].intersection(&bags[b]).count();
            let alike = common * 10 > bags[a].len().max(bags[b].len()) * 7 && common > 8;
            // Nobody could tell that two equal blocks were swapped.
            let alike = alike && tracked::text(&blocks[a]) != tracked::text(&blocks[b]);
            if !done[a] && !done[b] && alike {
                blocks.swap(a, b);
                (done[a], done[b]) = (true, true);
            }
        }
    }
    join(blocks)
}

fn merged(random: &mut Random, cells: Cells) -> Cells {
    each(&cells, |_, cell, out| {
        out.push(if cell.c == '\n' && random.chance(0.5) { with(cell, ' ') } else { *cell });
    })
}

fn split(random: &mut Random, cells: Cells) -> Cells {
    each(&cells, |at, cell, out| {
        let after_stop = at > 0 && matches!(cells[at - 1].c, '.' | '。');
        out.push(if after_stop && cell.c == ' ' && random.chance(0.5) {
            with(cell, '\n')
        } else {
            *cell
        });
    })
}

/// Composes each letter with the marks that follow it.
fn composed(cells: &[Cell]) -> Cells {
    let mut out = Cells::new();
    let mut at = 0;
    while at < cells.len() {
        let mut end = at + 1;
        while end < cells.len() && unicode_normalization::char::is_combining_mark(cells[end].c) {
            end += 1;
        }
        let nfc: String = cells[at..end].iter().map(|cell| cell.c).nfc().collect();
        out.extend(nfc.chars().map(|c| with(&cells[at], c)));
        at = end;
    }
    out
}

fn decomposed(cells: &[Cell]) -> Cells {
    each(cells, |_, cell, out| out.extend(std::iter::once(cell.c).nfd().map(|c| with(cell, c))))
}

fn soft_hyphens(random: &mut Random, cells: Cells) -> Cells {
    let mut out = Cells::new();
    for word in words(&cells) {
        let long = word.len() > 6;
        for (at, cell) in cells[word.clone()].iter().enumerate() {
            if long && at > 1 && at + 2 < word.len() && random.chance(0.3) {
                out.push(Cell { c: '\u{ad}', from: cell.from, same: false });
            }
            out.push(*cell);
        }
    }
    out
}

fn broken_lines(random: &mut Random, cells: Cells) -> Cells {
    let mut out = Cells::new();
    for word in words(&cells) {
        if word.len() > 6 && random.chance(0.15) {
            let half = word.start + 3;
            out.extend_from_slice(&cells[word.start..half]);
            out.extend(instead("-\n", &cells[half..=half]));
            out.extend_from_slice(&cells[half..word.end]);
        } else {
            out.extend_from_slice(&cells[word]);
        }
    }
    out
}

fn retabled(random: &mut Random, cells: Cells, from: char, to: char) -> Cells {
    let short = |at: usize| {
        let line = |cell: &Cell| cell.c == '\n' || cell.c == '\t';
        let before = cells[..at].iter().rev().take_while(|cell| !line(cell)).count();
        let after = cells[at + 1..].iter().take_while(|cell| !line(cell)).count();
        before < 120 && after < 120
    };
    each(&cells, |at, cell, out| {
        let turned = cell.c == from && short(at);
        if turned && random.chance(0.2) {
            out.extend(new(" |"));
        }
        out.push(if turned { with(cell, to) } else { *cell });
    })
}

fn with_footnotes(random: &mut Random, text: String) -> String {
    let mut number = 0;
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        out.push(c);
        let end = matches!(c, '.' | ',' | '。') && letters.peek().is_none_or(|c| c.is_whitespace());
        if end && random.chance(0.35) {
            number += 1;
            out.push_str(&format!("[{number}]"));
        }
    }
    out
}

/// Every footnote's number grows, as when one is added near the top.
fn renumbered(random: &mut Random, cells: Cells) -> Cells {
    let by = 1 + random.below(4);
    let mut out = Cells::new();
    let mut at = 0;
    while at < cells.len() {
        let digits = cells[at + 1..].iter().take_while(|cell| cell.c.is_ascii_digit()).count();
        let close = cells.get(at + 1 + digits).is_some_and(|cell| cell.c == ']');
        out.push(cells[at]);
        at += 1;
        if cells[at - 1].c == '[' && digits > 0 && close {
            let number: usize = tracked::text(&cells[at..at + digits]).parse().unwrap_or(0);
            out.extend(instead(&(number + by).to_string(), &cells[at..at + digits]));
            at += digits;
        }
    }
    out
}

/// What is left of a text that went through Markdown: bullets, escapes, emphasis, addresses behind links.
fn markdown(random: &mut Random, cells: Cells) -> Cells {
    let mut out = Vec::new();
    for mut block in blocks(&cells) {
        let list: Vec<_> = words(&block);
        let picked: Vec<_> = list
            .iter()
            .filter(|word| block[word.start].c.is_alphabetic() && random.chance(0.04))
            .cloned()
            .collect();
        for word in picked.into_iter().rev() {
            match random.below(3) {
                0 => {
                    block.splice(word.end..word.end, new("*"));
                    block.splice(word.start..word.start, new("*"));
                }
                1 => {
                    block.splice(word.end..word.end, new(" (https://example.org/a)"));
                }
                _ => {
                    block.splice(word.start..word.start, new("\\"));
                }
            }
        }
        if block.len() < 60 && random.chance(0.5) {
            let mark = random.word(&["- ", "## ", "1. ", "> "]);
            block.splice(0..0, new(mark));
        }
        out.push(block);
    }
    join(out)
}

/// A text cut after its sentences.
fn sentences(cells: &[Cell]) -> Vec<Cells> {
    let mut out = vec![Cells::new()];
    for (at, cell) in cells.iter().enumerate() {
        let Some(last) = out.last_mut() else { break };
        last.push(*cell);
        let ends = matches!(cell.c, '.' | '!' | '?')
            && cells.get(at + 1).is_none_or(|next| next.c == ' ' || next.c == '\n');
        if ends || cell.c == '。' {
            out.push(Cells::new());
        }
    }
    out
}

fn sentences_inserted(random: &mut Random, cells: Cells) -> Cells {
    let mut out = Cells::new();
    for sentence in sentences(&cells) {
        out.extend(sentence);
        if random.chance(0.15) {
            out.extend(new(&format!(" {}", stranger(random))));
        }
    }
    out
}

fn sentences_deleted(random: &mut Random, cells: Cells) -> Cells {
    sentences(&cells).into_iter().filter(|_| !random.chance(0.15)).flatten().collect()
}

fn heading_case(_: &mut Random, cells: Cells) -> Cells {
    let mut out = Vec::new();
    for block in blocks(&cells) {
        let heading = block.len() < 90 && !block.last().is_some_and(|cell| ".。".contains(cell.c));
        if !heading {
            out.push(block);
            continue;
        }
        let mut inside = false;
        out.push(each(&block, |_, cell, out| {
            let first = cell.c.is_alphabetic() && !inside;
            inside = cell.c.is_alphanumeric() || cell.c == '’' || cell.c == '\'';
            let upper = cell.c.to_uppercase().next().unwrap_or(cell.c);
            out.push(if first { with(cell, upper) } else { *cell });
        }));
    }
    join(out)
}

fn replaced(random: &mut Random, cells: Cells) -> Cells {
    let mut text = Vec::new();
    while text.iter().map(Vec::len).sum::<usize>() < cells.len() {
        text.push(new(&stranger(random)));
    }
    join(text)
}

fn paywall(_: &mut Random, mut cells: Cells) -> Cells {
    let keep = cells.len() / 10;
    let end = keep + cells[keep..].iter().take_while(|cell| cell.c != ' ').count();
    cells.truncate(end);
    cells.extend(new(
        "…\nTo read the rest of this article, subscribe today or sign in to your account.",
    ));
    cells
}
