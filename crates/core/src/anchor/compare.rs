//! What changed between two texts, for a person: line by line, and inside of a line word by word.

use super::{carry::Diff, map::NONE, tokens::Tokens};
use crate::text::Text;
use std::ops::Range;

crate::words! {
    /// What became of a line or of some words.
    Change {
        /// It stands in both.
        Same = "same",
        /// It stands in both with other words.
        Changed = "changed",
        /// It is new.
        Added = "added",
        /// It is gone.
        Removed = "removed",
        /// It stands elsewhere.
        Moved = "moved",
    }
}

/// A line of either text, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What became of it.
    pub change: Change,
    /// Its code points in the old text; none where it is new.
    pub old: Option<(u32, u32)>,
    /// Its code points in the new text; none where it is gone.
    pub new: Option<(u32, u32)>,
    /// Its words in order, those that are gone before those in their place. Those that are not gone are the whole new
    /// line.
    pub words: Vec<Words>,
}

/// Some words of a line that fared alike: same, added or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What became of them.
    pub change: Change,
    /// The words, with the white space after them.
    pub text: String,
}

/// Share of the longer line's letters that two lines have in common at least, to be versions of each other.
const ALIKE: f64 = 0.35;

/// A line: its bytes in the source, and its tokens.
struct Block {
    bytes: Range<usize>,
    tokens: Range<usize>,
}

impl Diff<'_> {
    /// All lines of both texts: in the order of the new one, each that is gone where it stood.
    pub fn lines(&self) -> Vec<Line> {
        if self.is_same() {
            let text = self.texts().1;
            return lines(text.as_str())
                .map(|bytes| whole(Change::Same, text, &bytes, true))
                .collect();
        }
        let (old_text, new_text) = self.texts();
        let (before, after, map) = self.parts_of_diff();
        let (olds, news) = (blocks(old_text.as_str(), before), blocks(new_text.as_str(), after));
        let mut partner: Vec<Option<usize>> = vec![None; news.len()];
        let mut used = vec![false; olds.len()];
        for (index, new) in news.iter().enumerate() {
            let mut shares: Vec<(u32, usize)> = Vec::new();
            for token in new.tokens.clone() {
                let from = map.old_of(token);
                if from == NONE {
                    continue;
                }
                let at = olds.partition_point(|block| block.tokens.end <= from as usize);
                let weight = after.weight(token..token + 1);
                match shares.iter_mut().find(|share| share.1 == at) {
                    Some(share) => share.0 += weight,
                    None => shares.push((weight, at)),
                }
            }
            let Some((weight, at)) = shares.into_iter().max() else { continue };
            let Some(old) = olds.get(at) else { continue };
            let longer = before.weight(old.tokens.clone()).max(after.weight(new.tokens.clone()));
            let free = used.get(at) == Some(&false);
            if free && f64::from(weight) >= f64::from(longer) * ALIKE {
                if let Some(mark) = used.get_mut(at) {
                    *mark = true;
                }
                if let Some(place) = partner.get_mut(index) {
                    *place = Some(at);
                }
            }
        }
        let mut out = Vec::with_capacity(news.len());
        let mut reached = 0;
        for (new, partner) in news.iter().zip(&partner) {
            let Some(old) = partner.and_then(|at| olds.get(at)) else {
                out.push(whole(Change::Added, new_text, &new.bytes, true));
                continue;
            };
            let at = partner.unwrap_or_default();
            let moved = old.tokens.clone().any(|token| map.is_moved(token));
            if !moved && at >= reached {
                let gone = (reached..at).filter(|gone| used.get(*gone) == Some(&false));
                let gone = gone.filter_map(|gone| olds.get(gone));
                out.extend(gone.map(|gone| whole(Change::Removed, old_text, &gone.bytes, false)));
                reached = at + 1;
            }
            let words = words(self, old, new);
            let same = words.iter().all(|words| words.change == Change::Same);
            let change = match (moved, same) {
                (true, _) => Change::Moved,
                (false, true) => Change::Same,
                (false, false) => Change::Changed,
            };
            out.push(Line {
                change,
                old: Some(points(old_text, &old.bytes)),
                new: Some(points(new_text, &new.bytes)),
                words,
            });
        }
        let gone = (reached..olds.len()).filter(|gone| used.get(*gone) == Some(&false));
        let gone = gone.filter_map(|gone| olds.get(gone));
        out.extend(gone.map(|gone| whole(Change::Removed, old_text, &gone.bytes, false)));
        out
    }
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split('\n')
        .map(move |line| {
            let range = at..at + line.len();
            at += line.len() + 1;
            range
        })
        .filter(move |range| !text.get(range.clone()).unwrap_or_default().trim().is_empty())
}

fn blocks(text: &str, tokens: &Tokens) -> Vec<Block> {
    lines(text)
        .map(|bytes| {
            let folded = (tokens.folded.folded(bytes.start), tokens.folded.folded(bytes.end));
            Block { tokens: tokens.touching(folded.0, folded.1), bytes }
        })
        .collect()
}

fn points(text: &Text, bytes: &Range<usize>) -> (u32, u32) {
    (text.code_point_of(bytes.start), text.code_point_of(bytes.end))
}

/// A line that stands in one text alone, or in both alike.
fn whole(change: Change, text: &Text, bytes: &Range<usize>, is_new: bool) -> Line {
    let range = points(text, bytes);
    let words = text.as_str().get(bytes.clone()).unwrap_or_default().to_owned();
    Line {
        change,
        old: (!is_new || change == Change::Same).then_some(range),
        new: is_new.then_some(range),
        words: vec![Words { change, text: words }],
    }
}

/// The words of two versions of a line.
fn words(diff: &Diff<'_>, old: &Block, new: &Block) -> Vec<Words> {
    let (old_text, new_text) = diff.texts();
    let (before, after, map) = diff.parts_of_diff();
    let mut out: Vec<Words> = Vec::new();
    let mut add = |change: Change, text: &str| match out.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.change == change => last.text.push_str(text),
        _ => out.push(Words { change, text: text.to_owned() }),
    };
    // A token with the white space after it.
    let piece = |text: &Text, side: &Tokens, block: &Block, token: usize| {
        let start = |token: usize| {
            let byte = side.get(token)?.start as usize;
            side.folded.source_around(byte, byte + 1).map(|(start, _)| start)
        };
        let from = if token == block.tokens.start {
            block.bytes.start
        } else {
            start(token).unwrap_or(block.bytes.end)
        };
        let to = if token + 1 >= block.tokens.end {
            block.bytes.end
        } else {
            start(token + 1).unwrap_or(block.bytes.end)
        };
        text.as_str().get(from..to).unwrap_or_default().to_owned()
    };
    let (mut at, mut adding) = (old.tokens.start, false);
    for token in new.tokens.clone() {
        let from = map.old_of(token) as usize;
        if (at..old.tokens.end).contains(&from) {
            for gone in at..from {
                add(Change::Removed, &piece(old_text, before, old, gone));
            }
            (at, adding) = (from + 1, false);
            add(Change::Same, &piece(new_text, after, new, token));
        } else {
            // What went is said before what came in its place.
            if !adding && at < old.tokens.end {
                let mut rest = (token + 1..new.tokens.end).map(|next| map.old_of(next) as usize);
                let next = rest.find(|from| (at..old.tokens.end).contains(from));
                let until = next.unwrap_or(old.tokens.end);
                for gone in at..until {
                    add(Change::Removed, &piece(old_text, before, old, gone));
                }
                at = until;
            }
            adding = true;
            add(Change::Added, &piece(new_text, after, new, token));
        }
    }
    for gone in at..old.tokens.end {
        add(Change::Removed, &piece(old_text, before, old, gone));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(old: &str, new: &str) -> String {
        let (old, new) = (Text::new(old.into()), Text::new(new.into()));
        let lines = Diff::between(&old, &new).lines();
        let lines = lines.iter().map(|line| {
            let words = line.words.iter().map(|words| {
                let sign = match words.change {
                    Change::Added => "+",
                    Change::Removed => "-",
                    _ => "",
                };
                format!("{sign}{}", words.text)
            });
            format!("{}: {}", line.change.as_str(), words.collect::<Vec<_>>().join("|"))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn line_by_line_and_word_by_word() {
        let old = "One line that stays as it was.\nThe cat sat on the old mat there.\nThis one goes away with all it says.";
        let new = "One line that stays as it was.\nThe cat sat on the new mat there.\nSomething wholly fresh arrives.";
        assert_eq!(
            told(old, new),
            "same: One line that stays as it was.\nchanged: The cat sat on the |-old |+new |mat there.\n\
             added: +Something wholly fresh arrives.\nremoved: -This one goes away with all it says."
        );
        assert_eq!(told("a", "a"), "same: a");
        assert_eq!(told("", "a b"), "added: +a b");
    }

    proptest! {
        #[test]
        fn what_is_not_gone_is_the_new_text(old in "([abc ]{0,9}\n){0,6}", new in "([abc é]{0,9}\n){0,6}") {
            let (old, new) = (Text::new(old), Text::new(new));
            let lines = Diff::between(&old, &new).lines();
            for line in &lines {
                let kept: String = line.words.iter().filter(|w| w.change != Change::Removed).map(|w| w.text.as_str()).collect();
                let expected = line.new.map_or("", |(start, end)| new.slice(start, end));
                prop_assert_eq!(kept, expected);
            }
            let ink = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
            prop_assert_eq!(lines.iter().filter(|line| line.new.is_some()).count(), ink(new.as_str()));
            prop_assert_eq!(lines.iter().filter(|line| line.old.is_some()).count(), ink(old.as_str()));
        }
    }
}
