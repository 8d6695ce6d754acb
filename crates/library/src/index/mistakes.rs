//! Words with mistakes in them.

use crate::Error;
use tantivy::{
    Term as Key,
    query::{DfaWrapper, FuzzyTermQuery},
    schema::Field,
};

/// What counts as one mistake more: words longer than this, in characters.
const LONG: usize = 10;

/// How many mistakes a word may have in it.
pub(super) fn allowed(folded: &str) -> u8 {
    match folded.chars().count() {
        0..=2 => 0,
        length if length > LONG => 2,
        _ => 1,
    }
}

/// Accepts the words that are this one with no more mistakes than are allowed.
pub(super) fn near(folded: &str) -> Result<DfaWrapper, Error> {
    // The automaton reads words alone, whatever field they stand in.
    let key = Key::from_field_text(Field::from_field_id(0), folded);
    Ok(FuzzyTermQuery::new(key, allowed(folded), true).automaton()?)
}

/// Whether a word is another one with no more mistakes than are allowed.
pub(super) fn is_near(found: &str, word: &str) -> bool {
    let most = usize::from(allowed(word));
    if found.is_ascii() && word.is_ascii() {
        return within(found.as_bytes(), word.as_bytes(), most);
    }
    let (found, word): (Vec<char>, Vec<char>) = (found.chars().collect(), word.chars().collect());
    within(&found, &word, most)
}

/// Whether at most so many letters are more, less, other, or swapped with their neighbour (optimal string alignment).
/// Most words are told apart by their lengths or first letters, so this costs less than [`distance`].
fn within<T: PartialEq>(a: &[T], b: &[T], most: usize) -> bool {
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let ([first, after_a @ ..], [other, after_b @ ..]) = (a, b) else {
        return a.len().max(b.len()) <= most;
    };
    let Some(less) = most.checked_sub(1) else { return false };
    let swapped = match (after_a, after_b) {
        ([second, rest_a @ ..], [next, rest_b @ ..]) if first == next && second == other => {
            within(rest_a, rest_b, less)
        }
        _ => false,
    };
    swapped
        || within(after_a, after_b, less)
        || within(after_a, b, less)
        || within(a, after_b, less)
}

/// Letters more, less, other, or swapped with their neighbour (optimal string alignment).
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, within};

    #[test]
    fn distances_are_counted_as_typing_goes_wrong() {
        for (a, b, expected) in [
            ("", "", 0),
            ("abc", "", 3),
            ("abc", "acb", 1),
            ("kitten", "sitting", 3),
            ("é", "e", 1),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn a_word_is_near_as_distances_say() {
        let words = ["", "a", "ab", "ba", "abc", "acb", "cab", "abcd", "badc", "aab", "aba", "été"];
        let letters = |word: &str| word.chars().collect::<Vec<char>>();
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            for most in 0..3 {
                let near = within(&letters(a), &letters(b), most);
                assert_eq!(near, distance(a, b) <= most, "{a} {b} {most}");
            }
        }
    }
}
