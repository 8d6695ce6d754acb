//! Where the beginning and the end of a changed passage went: from its own words where they have a place, else from
//! what stands next to them.

use super::Diff;
use crate::anchor::{approximate::Pattern, map::NONE, tokens::Tokens};
use std::ops::Range;

/// Words outside of a passage that are looked at to find its borders.
const REACH: usize = 24;

/// Letters that are aligned one by one, at most; the table has as many rows and columns.
const ALIGNED: usize = 320;

impl Diff<'_> {
    /// Where the beginning of a passage went whose first word with a place is `pair`, in folded bytes.
    pub(super) fn start(&self, border: usize, first: usize, pair: (usize, usize)) -> usize {
        let (Some(old), Some(new)) = (self.old.get(pair.0), self.new.get(pair.1)) else { return 0 };
        if pair.0 == first {
            return new.start as usize + border.saturating_sub(old.start as usize);
        }
        let outside = (first.saturating_sub(REACH)..first).rev().find_map(|word| {
            let there = self.map.new_of(word) as usize;
            (there < pair.1 && pair.1 - there <= pair.0 - word + REACH).then_some((word, there))
        });
        match outside {
            Some((word, there)) => {
                let olds = word + 1..pair.0;
                let news = there + 1..pair.1;
                self.across(border, &olds, &news, false).unwrap_or(new.start as usize)
            }
            None => {
                let room = (pair.0 - first) * 2 + 4;
                let from = (pair.1.saturating_sub(room)..pair.1)
                    .rev()
                    .take_while(|word| self.map.old_of(*word) == NONE)
                    .last();
                let Some(from) = from.and_then(|from| self.new.get(from)) else {
                    return new.start as usize;
                };
                let lost = self.letters(&self.old, border, old.start as usize, true);
                let there = self.letters(&self.new, from.start as usize, new.start as usize, true);
                let taken = Self::outwards(&lost, &there);
                let bytes: usize = there.iter().take(taken).map(|c| c.len_utf8()).sum();
                self.word_start(new.start as usize - bytes)
            }
        }
    }

    /// Where the end of a passage went whose last word with a place is `pair`.
    pub(super) fn end(&self, border: usize, beyond: usize, pair: (usize, usize)) -> usize {
        let (Some(old), Some(new)) = (self.old.get(pair.0), self.new.get(pair.1)) else { return 0 };
        if pair.0 + 1 == beyond {
            return new.end as usize - (old.end as usize).saturating_sub(border);
        }
        let outside = (beyond..beyond + REACH).find_map(|word| match self.map.new_of(word) {
            NONE => None,
            there => {
                let there = there as usize;
                (there > pair.1 && there - pair.1 <= word - pair.0 + REACH).then_some((word, there))
            }
        });
        match outside {
            Some((word, there)) => {
                let olds = pair.0 + 1..word;
                let news = pair.1 + 1..there;
                self.across(border, &olds, &news, true).unwrap_or(new.end as usize)
            }
            None => {
                let room = (beyond - pair.0) * 2 + 4;
                let to = (pair.1 + 1..pair.1 + 1 + room)
                    .take_while(|word| {
                        *word < self.new.list.len() && self.map.old_of(*word) == NONE
                    })
                    .last();
                let Some(to) = to.and_then(|to| self.new.get(to)) else { return new.end as usize };
                let lost = self.letters(&self.old, old.end as usize, border, false);
                let there = self.letters(&self.new, new.end as usize, to.end as usize, false);
                let taken = Self::outwards(&lost, &there);
                let bytes: usize = there.iter().take(taken).map(|c| c.len_utf8()).sum();
                self.word_end(new.end as usize + bytes)
            }
        }
    }

    /// Both borders of a passage none of whose words has a place, from what stands on both sides of it.
    pub(super) fn between_neighbours(
        &self,
        folded: (usize, usize),
        words: &Range<usize>,
    ) -> Option<(usize, usize)> {
        let left = (words.start.saturating_sub(REACH)..words.start)
            .rev()
            .find_map(|word| Some((word, self.map.placed(word)?)));
        let right =
            (words.end..words.end + REACH).find_map(|word| Some((word, self.map.placed(word)?)));
        let ((left, from), (right, to)) = left.zip(right)?;
        if to <= from || to - from > right - left + REACH {
            return None;
        }
        let (olds, news) = (left + 1..right, from + 1..to);
        Some((
            self.across(folded.0, &olds, &news, false)?,
            self.across(folded.1, &olds, &news, true)?,
        ))
    }

    /// Where a border inside of words that were replaced by others went: word for word where there are as many, else
    /// letter for letter.
    fn across(
        &self,
        border: usize,
        olds: &Range<usize>,
        news: &Range<usize>,
        is_end: bool,
    ) -> Option<usize> {
        if news.is_empty() {
            return None;
        }
        if olds.len() == news.len() {
            let word = if is_end {
                olds.clone()
                    .rev()
                    .find(|word| self.old.get(*word).is_some_and(|t| (t.start as usize) < border))
            } else {
                olds.clone()
                    .find(|word| self.old.get(*word).is_some_and(|t| t.end as usize > border))
            };
            let Some(word) = word else {
                let outside = if is_end { news.start } else { news.end - 1 };
                let token = self.new.get(outside)?;
                return Some(if is_end { token.start as usize } else { token.end as usize });
            };
            let token = self.new.get(news.start + (word - olds.start))?;
            return Some(if is_end { token.end as usize } else { token.start as usize });
        }
        let (first, last) = (self.old.get(olds.start)?, self.old.get(olds.end.checked_sub(1)?)?);
        let (from, to) = (self.new.get(news.start)?, self.new.get(news.end - 1)?);
        let old = self.old.text(first.start as usize, last.end as usize);
        let new = self.new.text(from.start as usize, to.end as usize);
        let inside = border.saturating_sub(first.start as usize).min(old.len());
        let before = old.get(..inside)?.chars().count();
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let there = aligned(&old, &new, before, is_end);
        let bytes: usize = new.iter().take(there).map(|c| c.len_utf8()).sum();
        let at = from.start as usize + bytes;
        Some(if is_end { self.word_end(at) } else { self.word_start(at) })
    }

    /// The border of a word nearest to a place, where a passage may begin.
    fn word_start(&self, at: usize) -> usize {
        let next = self.new.from(at);
        let before = next.checked_sub(1).and_then(|word| self.new.get(word));
        let after = self.new.get(next).map(|token| token.start as usize);
        match (before, after) {
            (Some(token), _) if at <= (token.start as usize + token.end as usize) / 2 => {
                token.start as usize
            }
            (_, Some(after)) => after,
            (Some(token), None) => token.start as usize,
            (None, None) => at,
        }
    }

    /// The border of a word nearest to a place, where a passage may end.
    fn word_end(&self, at: usize) -> usize {
        let after = self.new.list.partition_point(|token| (token.end as usize) < at);
        let before = after.checked_sub(1).and_then(|word| self.new.get(word));
        match (self.new.get(after), before) {
            (Some(token), _) if at >= (token.start as usize + token.end as usize).div_ceil(2) => {
                token.end as usize
            }
            (_, Some(before)) => before.end as usize,
            (Some(token), None) => token.end as usize,
            (None, None) => at,
        }
    }

    /// Folded letters of a stretch, at most as many as are aligned: its last ones, last first, or its first ones.
    fn letters(&self, side: &Tokens, start: usize, end: usize, backwards: bool) -> Vec<char> {
        let text = side.text(start, end);
        if backwards {
            text.chars().rev().take(ALIGNED).collect()
        } else {
            text.chars().take(ALIGNED).collect()
        }
    }

    /// How many of the letters next to a found word belong to what was lost there.
    fn outwards(lost: &[char], there: &[char]) -> usize {
        let best = Pattern::new(lost).prefix(there);
        if best.errors * 5 <= lost.len() * 3 { best.end } else { 0 }
    }
}

/// The place in `new` of the border before the letter `at` of `old`, by the cheapest alignment of both.
fn aligned(old: &[char], new: &[char], at: usize, is_end: bool) -> usize {
    if old.len() > ALIGNED || new.len() > ALIGNED {
        return at * new.len() / old.len().max(1);
    }
    let width = new.len() + 1;
    // Costs, then the way back from the end to the border's row.
    let mut table: Vec<u32> = (0..width as u32).collect();
    for (row, letter) in (1..).zip(old) {
        table.push(row);
        for other in new {
            let above = table.get(table.len() - width).copied().unwrap_or(0);
            let corner = table.get(table.len() - width - 1).copied().unwrap_or(0);
            let left = table.last().copied().unwrap_or(0);
            table.push((corner + u32::from(letter != other)).min(above + 1).min(left + 1));
        }
    }
    let cost =
        |row: usize, column: usize| table.get(row * width + column).copied().unwrap_or(u32::MAX);
    let (mut row, mut column) = (old.len(), new.len());
    while row > at {
        let here = cost(row, column);
        if column > 0
            && here
                == cost(row - 1, column - 1) + u32::from(old.get(row - 1) != new.get(column - 1))
        {
            (row, column) = (row - 1, column - 1);
        } else if here == cost(row - 1, column).saturating_add(1) {
            row -= 1;
        } else {
            column = column.saturating_sub(1);
        }
    }
    // Letters that came exactly at the border belong to neither side of a beginning, and of an end.
    while is_end
        && column > 0
        && row == at
        && cost(row, column) == cost(row, column - 1).saturating_add(1)
    {
        column -= 1;
    }
    column
}
