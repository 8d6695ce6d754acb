//! Pages as the judges see them, for the bench that grows the trees.

use super::decide::{self, Told};
use super::judge::Judge;
use super::segments::Segments;
use super::{Reading, choose, opinions};
use crate::extract::{decode, twice};

/// A page in segments, with the numbers that the judges look at.
pub struct Study {
    segments: Segments,
    numbers: Vec<Vec<f32>>,
    told: Told,
}

impl Study {
    /// Reads a page that came from an address.
    pub fn of(bytes: &[u8], url: Option<&str>) -> Self {
        let (text, _) = decode::decode(bytes, None);
        let reading = Reading::of(&twice::mended(&text).unwrap_or(text), url);
        let told = Told::by(&reading.stated);
        Self { segments: reading.segments, numbers: reading.numbers, told }
    }

    /// The numbers of every segment, for the first judge. None of them where the page has too many segments.
    pub fn numbers(&self) -> &[Vec<f32>] {
        &self.numbers
    }

    /// The numbers for the second judge, which knows what the first one thinks.
    pub fn with_opinions(&self, first: &[f32]) -> Vec<Vec<f32>> {
        let mut numbers = self.numbers.clone();
        opinions::add(&self.segments, &mut numbers, first);
        numbers
    }

    /// The text of every segment and its words.
    pub fn segments(&self) -> impl Iterator<Item = (&str, u32)> {
        self.segments.all.iter().map(|segment| (segment.text.as_str(), segment.words))
    }

    /// Names and labels of the elements around a segment, the innermost first.
    pub fn around(&self, at: usize) -> Vec<String> {
        let segment = self.segments.all.get(at).into_iter();
        let around = segment.flat_map(|segment| self.segments.around(segment));
        around.map(|holder| format!("{}.{}", holder.name.as_str(), holder.label)).collect()
    }

    /// Which segments the readability rules keep.
    pub fn readable(&self) -> Vec<bool> {
        choose::readable(&self.numbers)
    }

    /// The probability from which on segments must be kept for the best result that can be expected.
    pub fn limit(&self, chances: &[f32]) -> f32 {
        decide::limit(&self.segments, chances).1
    }

    /// Which segments are kept when the judges think this of them.
    pub fn decide(&self, first: Vec<f32>, second: Vec<f32>) -> Vec<bool> {
        decide::decide(&self.segments, &self.readable(), self.told, first, second)
    }
}

/// How surely each of these rows belongs to an article, by trees as they stand in the judges' files.
pub fn probabilities(trees: &str, rows: &[Vec<f32>]) -> Vec<f32> {
    Judge::parse(trees).probabilities(rows)
}
