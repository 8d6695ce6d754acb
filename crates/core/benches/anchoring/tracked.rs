//! Text in which every character remembers where it came from.

use std::ops::Range;

/// One character of the edited text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) c: char,
    /// The code point of the old text that it is, or stands in for.
    pub(crate) from: Option<u32>,
    /// Whether it still is that character, and does not only stand in its place.
    pub(crate) same: bool,
}

pub(crate) type Cells = Vec<Cell>;

pub(crate) fn of(text: &str) -> Cells {
    (0..).zip(text.chars()).map(|(at, c)| Cell { c, from: Some(at), same: true }).collect()
}

/// Characters that came from nowhere.
pub(crate) fn new(text: &str) -> Cells {
    text.chars().map(|c| Cell { c, from: None, same: false }).collect()
}

/// Characters that stand where others stood.
pub(crate) fn instead(text: &str, of: &[Cell]) -> Cells {
    let count = text.chars().count().max(1);
    text.chars()
        .enumerate()
        .map(|(at, c)| {
            let from = of.get(at * of.len() / count).and_then(|cell| cell.from);
            Cell { c, from, same: false }
        })
        .collect()
}

pub(crate) fn text(cells: &[Cell]) -> String {
    cells.iter().map(|cell| cell.c).collect()
}

pub(crate) fn blocks(cells: &[Cell]) -> Vec<Cells> {
    cells.split(|cell| cell.c == '\n').map(<[Cell]>::to_vec).collect()
}

pub(crate) fn join(blocks: Vec<Cells>) -> Cells {
    let mut all = Cells::new();
    for block in blocks.into_iter().filter(|block| !block.is_empty()) {
        if !all.is_empty() {
            all.extend(new("\n"));
        }
        all.extend(block);
    }
    all
}

/// Runs of letters and digits, and what stands between them.
pub(crate) fn words(cells: &[Cell]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let mut end = at + 1;
        if cells[at].c.is_alphanumeric() {
            while end < cells.len() && cells[end].c.is_alphanumeric() && !is_ideograph(cells[at].c)
            {
                end += 1;
            }
        }
        words.push(at..end);
        at = end;
    }
    words
}

fn is_ideograph(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// What became of a passage.
pub(crate) enum Fate {
    /// Most of it stands there.
    Kept(Range<u32>),
    /// Hardly any of it is left.
    Removed,
    /// Between both; nobody could say what is right.
    Unclear,
}

/// Other old text between two parts of a passage that still counts as one place, in code points: what was put between
/// them belongs to it, what they were carried past does not.
const STRANGERS: usize = 30;

/// New text between two parts of a passage that still counts as one place.
const FAR: usize = 2500;

pub(crate) fn fate(cells: &[Cell], old: &[char], range: Range<u32>) -> Fate {
    let ink = |range: &Range<u32>| {
        old[range.start as usize..range.end as usize].iter().filter(|c| !c.is_whitespace()).count()
    };
    let inside = |cell: &Cell| cell.from.is_some_and(|from| range.contains(&from));
    let places: Vec<usize> = (0..cells.len())
        .filter(|at| inside(&cells[*at]) && !cells[*at].c.is_whitespace())
        .collect();
    // The place that holds most of it.
    let mut best: (usize, usize, usize) = (0, 0, 0);
    let mut first = 0;
    let apart = |from: usize, to: usize| {
        let between = &cells[from + 1..to];
        between.len() > FAR || between.iter().filter(|cell| cell.from.is_some()).count() > STRANGERS
    };
    for at in 0..places.len() {
        if at + 1 == places.len() || apart(places[at], places[at + 1]) {
            let same = places[first..=at].iter().filter(|place| cells[**place].same).count();
            if same > best.0 {
                best = (same, places[first], places[at] + 1);
            }
            first = at + 1;
        }
    }
    let all = places.iter().filter(|place| cells[**place].same).count();
    let total = ink(&range).max(1);
    if best.0 * 2 >= total {
        Fate::Kept(best.1 as u32..best.2 as u32)
    } else if all * 20 <= total {
        Fate::Removed
    } else {
        Fate::Unclear
    }
}
