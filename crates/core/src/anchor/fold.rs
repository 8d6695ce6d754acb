//! Text made comparable: what editors, typesetters and copying change without changing a word.
//!
//! Runs of white space become one space, quotation marks and dashes their ASCII forms, soft hyphens and zero-width
//! characters vanish, ligatures, full-width and composed letters become plain ones (NFKC, each grapheme cluster for
//! itself). Case stays.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Folded text that remembers where each part of it came from.
#[derive(Debug, Default)]
pub(super) struct Folded {
    pub(super) text: String,
    runs: Vec<Run>,
    /// The folded bytes of white space that ends a line or a cell, in order.
    pub(super) breaks: Vec<usize>,
}

/// A stretch of folded text and the stretch of source it was made from, in bytes.
#[derive(Debug)]
struct Run {
    folded: usize,
    source: usize,
    source_end: usize,
    /// Whether both are the same bytes, so that places inside correspond.
    same: bool,
}

impl Folded {
    /// Folds a text.
    pub(super) fn of(source: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(source.len()), ..Self::default() };
        for (at, cluster) in source.grapheme_indices(true) {
            folded.push(at, cluster);
        }
        folded
    }

    fn push(&mut self, at: usize, cluster: &str) {
        let end = at + cluster.len();
        let from = self.text.len();
        if cluster.chars().all(char::is_whitespace) {
            if cluster.contains(['\n', '\t']) {
                let space = from - usize::from(self.text.ends_with(' '));
                if self.breaks.last() != Some(&space) {
                    self.breaks.push(space);
                }
            }
            if self.text.ends_with(' ') {
                // The run of white space goes on: its one space stands for all of it.
                if let Some(run) = self.runs.last_mut().filter(|run| !run.same) {
                    run.source_end = end;
                }
                return;
            }
            self.text.push(' ');
            self.runs.push(Run { folded: from, source: at, source_end: end, same: false });
            return;
        }
        if cluster.len() == 1 {
            self.text.push_str(cluster);
        } else {
            self.text
                .extend(cluster.chars().filter(|c| !vanishes(*c)).map(plain).nfkc().map(plain));
        }
        let Some(made) = self.text.get(from..).filter(|made| !made.is_empty()) else { return };
        let same = made == cluster;
        match self.runs.last_mut() {
            Some(run) if same && run.same && run.source_end == at => run.source_end = end,
            _ => self.runs.push(Run { folded: from, source: at, source_end: end, same }),
        }
    }

    /// The source bytes that a stretch of folded bytes was made from; none where it begins or ends inside of what
    /// became a character.
    pub(super) fn source(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let first = self.run_at(start)?;
        let begin = match start - first.folded {
            0 => first.source,
            inside if first.same => first.source + inside,
            _ => return None,
        };
        let last_index = self.runs.partition_point(|run| run.folded < end).checked_sub(1)?;
        let last = self.runs.get(last_index)?;
        let last_end = self.runs.get(last_index + 1).map_or(self.text.len(), |run| run.folded);
        let finish = match last_end - end {
            0 => last.source_end,
            _ if last.same => last.source + (end - last.folded),
            _ => return None,
        };
        (begin < finish).then_some((begin, finish))
    }

    /// The source bytes around a stretch of folded bytes; where that begins or ends inside of what became a character,
    /// all of the character.
    pub(super) fn source_around(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let first = self.run_at(start)?;
        let begin = if first.same { first.source + (start - first.folded) } else { first.source };
        let last_index = self.runs.partition_point(|run| run.folded < end).checked_sub(1)?;
        let last = self.runs.get(last_index)?;
        let finish = if last.same { last.source + (end - last.folded) } else { last.source_end };
        (begin < finish).then_some((begin, finish.min(last.source_end)))
    }

    /// The folded byte that a source byte became; that of the next where it vanished.
    pub(super) fn folded(&self, source: usize) -> usize {
        let next = self.runs.partition_point(|run| run.source <= source);
        let end = self.runs.get(next).map_or(self.text.len(), |run| run.folded);
        let Some(run) = next.checked_sub(1).and_then(|at| self.runs.get(at)) else { return 0 };
        match source - run.source {
            0 => run.folded,
            inside if run.same => (run.folded + inside).min(end),
            _ => end,
        }
    }

    fn run_at(&self, folded: usize) -> Option<&Run> {
        self.runs.get(self.runs.partition_point(|run| run.folded <= folded).checked_sub(1)?)
    }
}

/// The characters of a text that count as context: folded, without spaces.
pub(super) fn letters(text: &str) -> Vec<char> {
    Folded::of(text).text.chars().filter(|c| *c != ' ').collect()
}

/// Characters without width that come and go.
fn vanishes(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'
            ..='\u{200f}' | '\u{202a}'
            ..='\u{202e}' | '\u{2060}'
            ..='\u{2064}' | '\u{2066}'
            ..='\u{2069}' | '\u{fe00}'
            ..='\u{fe0f}' | '\u{feff}'
    )
}

/// The ASCII form of quotation marks and dashes.
fn plain(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{2bc}'
        | '\u{b4}'
        | '`'
        | '\u{2039}'
        | '\u{203a}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{2036}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(source: &str, folded: &str) {
        assert_eq!(Folded::of(source).text, folded, "{source:?}");
    }

    #[test]
    fn what_folds_and_what_does_not() {
        check("a\u{a0} \n\tb", "a b");
        check("“it’s” – «x»", "\"it's\" - \"x\"");
        check("co\u{ad}op\u{200b}er", "cooper");
        check("e\u{301}té", "été");
        check("Case STAYS", "Case STAYS");
    }

    #[test]
    fn places_map_back() {
        let source = "x  e\u{301}“y”\u{ad} z";
        let folded = Folded::of(source);
        assert_eq!(folded.text, "x é\"y\" z");
        let at = folded.text.find("é\"y\"").unwrap();
        let (start, end) = folded.source(at, at + "é\"y\"".len()).unwrap();
        assert_eq!(&source[start..end], "e\u{301}“y”");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_and_every_stretch_maps_inside(source in any::<String>()) {
            let folded = Folded::of(&source);
            for (start, cluster) in folded.text.char_indices() {
                if let Some((from, to)) = folded.source(start, start + cluster.len_utf8()) {
                    prop_assert!(source.get(from..to).is_some());
                }
            }
        }
    }
}
