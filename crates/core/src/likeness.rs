//! How much of one text stands in another: whether two articles are copies, and small sketches to find such pairs among
//! many by.
//!
//! A text is the set of its runs of four words. A sketch is a MinHash of that set (Broder 1997): the smallest of its
//! hashes under each of several hash functions, four of them to a band; two texts share a band with a probability that
//! is the fourth power of their sets' likeness (Jaccard), so that copies nearly always share one of sixteen and texts
//! about the same thing hardly ever do.

use std::collections::HashSet;
use unicode_segmentation::UnicodeSegmentation;

/// Keys of a sketch.
pub const BANDS: usize = 16;
/// Hash functions behind each.
const ROWS: usize = 4;
/// Words of a run.
const RUN: usize = 4;
/// Runs of a text that is worth comparing; shorter ones are alike by chance.
const LEAST: usize = 40;
/// From this share on of the shorter text that stands in the longer one, they are copies.
const CONTAINED: f64 = 0.75;
/// The shorter text has at least this share of the longer one's runs: else it is a part, such as a teaser.
const SIZES: f64 = 0.5;

/// What copies of a text share one of at least; none for a text that is too short to be known by it.
pub fn sketch(text: &str) -> Option<[i64; BANDS]> {
    let runs = runs(text);
    if runs.len() < LEAST {
        return None;
    }
    let mut keys = [0; BANDS];
    for (band, key) in keys.iter_mut().enumerate() {
        let mut hash = mixed(band as u64);
        for row in 0..ROWS {
            let salt = mixed((band * ROWS + row) as u64 + 1);
            let least = runs.iter().map(|run| mixed(run ^ salt)).min().unwrap_or_default();
            hash = mixed(hash ^ least);
        }
        *key = hash.cast_signed();
    }
    Some(keys)
}

/// How much of the shorter text's runs of words stands in the longer one, 0 to 1, where both can be copies of one
/// article; none where they cannot.
pub fn copies(a: &str, b: &str) -> Option<f64> {
    let (a, b) = (runs(a), runs(b));
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (few, many) = (f64::from(size(&shorter)), f64::from(size(&longer)));
    if shorter.len() < LEAST || few < many * SIZES {
        return None;
    }
    let shared = shorter.iter().filter(|run| longer.contains(run)).count();
    let contained = f64::from(u32::try_from(shared).unwrap_or(u32::MAX)) / few;
    (contained >= CONTAINED).then_some(contained)
}

fn size(runs: &HashSet<u64>) -> u32 {
    u32::try_from(runs.len()).unwrap_or(u32::MAX)
}

/// The hashes of a text's runs of words, without regard to case and punctuation.
fn runs(text: &str) -> HashSet<u64> {
    let words: Vec<u64> = text.unicode_words().map(hash).collect();
    words.windows(RUN).map(|run| run.iter().fold(0, |hash, word| mixed(hash ^ word))).collect()
}

/// FNV-1a over a word's characters in lower case.
fn hash(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The mixing of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input reaches every bit of the output.
const fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An article of made-up sentences, another for each seed.
    fn article(seed: u64, sentences: u64) -> Vec<String> {
        const WORDS: &[&str] = &[
            "harbour", "diary", "keeper", "winter", "ship", "letter", "lamp", "island", "storm",
            "museum", "volume", "teacher", "weather", "course", "flag", "evening", "mainland",
            "shop", "glass", "case",
        ];
        let word = |n: u64| WORDS[usize::try_from(mixed(n) % WORDS.len() as u64).unwrap()];
        let sentence = |n: u64| {
            let words: Vec<&str> = (0..12).map(|at| word(seed * 100_000 + n * 100 + at)).collect();
            format!("The {} {n}.", words.join(" "))
        };
        (0..sentences).map(sentence).collect()
    }

    fn share(a: &str, b: &str) -> bool {
        let (a, b) = (sketch(a).unwrap(), sketch(b).unwrap());
        a.iter().zip(&b).any(|(a, b)| a == b)
    }

    #[test]
    fn copies_are_found_and_others_are_not() {
        let mut found = 0;
        for seed in 0..100 {
            let whole = article(seed, 40);
            let original = whole.join(" ");
            // A syndicated copy: another first line, two sentences less, a note at the end, typeset otherwise.
            let mut copy = whole.clone();
            copy.drain(10..12);
            copy.insert(
                0,
                "From our own correspondent in the harbour town, by arrangement.".into(),
            );
            copy.push(
                "This article appeared first elsewhere and is reprinted with permission.".into(),
            );
            let copy = copy.join("\n\n").replace("The ", "THE ").replace('.', " …");
            assert!(copies(&original, &copy).is_some_and(|share| share > 0.85));
            found += u32::from(share(&original, &copy));
            let other = article(seed + 1000, 40).join(" ");
            assert_eq!(copies(&original, &other), None);
            assert!(!share(&original, &other), "{seed}");
        }
        assert!(found >= 98, "{found} of 100");
    }

    #[test]
    fn a_part_is_no_copy_and_a_few_words_are_like_nothing() {
        let whole = article(1, 40);
        assert_eq!(copies(&whole.join(" "), &whole[..8].join(" ")), None);
        assert_eq!(copies("Page not found", "Page not found"), None);
        assert_eq!(sketch("Page not found, sorry."), None);
        assert_eq!(copies("", ""), None);
    }
}
