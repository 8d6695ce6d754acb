//! What the judge looks at: each segment of a page, its surroundings and the page, as numbers.

use super::cues::{CUES, ELEMENTS, IN_LABELS, IN_TEXT, LABELS};
use super::segments::{Holder, Segment, Segments};
use std::collections::HashMap;

/// What is known about the page besides its segments.
pub(super) struct Hints<'a> {
    /// The page's title, folded to letters and digits.
    pub(super) title: &'a str,
    /// Segments that the readability rules keep.
    pub(super) readable: &'a [bool],
    /// The text of the article as the page's own data gives it, folded.
    pub(super) stated: Option<&'a str>,
    /// Kinds that the page says it is: article, product, thread, list.
    pub(super) kinds: [bool; 4],
}

/// The place of the number that says what the readability rules think.
pub(super) const READABLE: usize = 0;

/// Levels of holders above a segment whose sums are looked at.
pub(super) const LEVELS: usize = 5;
/// Holders above a segment whose labels are looked at.
const LABELLED: usize = 9;
/// Neighbours looked at on each side.
const NEIGHBOURS: usize = 2;

/// The numbers of every segment, in order.
pub(super) fn of(page: &Segments, hints: &Hints<'_>) -> Vec<Vec<f32>> {
    Looker::new(page, hints).all()
}

/// Where the words of a group stand in the labels around a segment: 0 for the innermost holder.
type Near = Vec<u8>;

struct Looker<'a> {
    page: &'a Segments,
    hints: &'a Hints<'a>,
    /// Bits of the groups of [`LABELS`] for every holder, then those of [`ELEMENTS`].
    labels: Vec<u64>,
    /// For every segment, how many share its shape, and their words.
    shapes: HashMap<u64, (f32, f32)>,
    texts: HashMap<&'a str, f32>,
    /// The innermost holder with most of the page's prose, and for every holder how far it is from that.
    core: Vec<(u16, bool)>,
    /// Words before every segment.
    before: Vec<f32>,
    heading: Option<usize>,
}

impl<'a> Looker<'a> {
    fn new(page: &'a Segments, hints: &'a Hints<'a>) -> Self {
        let mut known = HashMap::<&str, u64>::new();
        let labels = page.holders.iter().map(|holder| {
            let bits = *known
                .entry(holder.label.as_str())
                .or_insert_with(|| IN_LABELS.groups(&holder.label));
            let element = ELEMENTS.iter().position(|names| names.contains(&holder.name.as_str()));
            bits | element.map_or(0, |at| 1 << (LABELS.len() + at))
                | if holder.hidden { 1 << 63 } else { 0 }
        });
        let labels = labels.collect();
        let mut looker = Self {
            page,
            hints,
            labels,
            shapes: HashMap::new(),
            texts: HashMap::new(),
            core: Vec::new(),
            before: Vec::new(),
            heading: None,
        };
        looker.look_around();
        looker
    }

    fn look_around(&mut self) {
        let mut words = 0.0;
        for (at, segment) in self.page.all.iter().enumerate() {
            self.before.push(words);
            words += count(segment.words);
            *self.texts.entry(&segment.text).or_default() += 1.0;
            let shape = self.shapes.entry(self.page.shape(segment)).or_default();
            *shape = (shape.0 + 1.0, shape.1 + count(segment.words));
            if self.heading.is_none()
                && self
                    .page
                    .holders
                    .get(segment.holder)
                    .is_some_and(|h| matches!(h.name.as_str(), "h1" | "h2"))
                && !self.hints.title.is_empty()
                && super::fold(&segment.text) == self.hints.title
            {
                self.heading = Some(at);
            }
        }
        let all = self.page.holders.first().map_or(0, |page| page.prose);
        let mut core = 0;
        for (at, holder) in self.page.holders.iter().enumerate() {
            // Children stand after their parents, so the last one with most of the prose is the innermost.
            if holder.prose * 3 >= all * 2
                && all > 0
                && self.page.chain(at).any(|above| above == core)
            {
                core = at;
            }
        }
        let path: Vec<usize> = self.page.chain(core).collect();
        for at in 0..self.page.holders.len() {
            let known = path.iter().position(|above| *above == at);
            let parent = self.page.holders.get(at).map_or(0, |holder| holder.parent);
            let entry = match known {
                Some(steps) => (u16::try_from(steps).unwrap_or(u16::MAX), steps == 0),
                None => self.core.get(parent).copied().unwrap_or_default(),
            };
            self.core.push(entry);
        }
    }

    fn all(&self) -> Vec<Vec<f32>> {
        let page = self.of_page();
        (0..self.page.all.len()).map(|at| self.of_segment(at, &page)).collect()
    }

    fn of_page(&self) -> Vec<f32> {
        let Some(whole) = self.page.holders.first() else { return Vec::new() };
        let words = count(whole.words).max(1.0);
        let named = |name: &str| {
            count(self.page.holders.iter().filter(|holder| holder.name == name).count())
        };
        let readable: u32 = self
            .page
            .all
            .iter()
            .zip(self.hints.readable)
            .filter(|(_, kept)| **kept)
            .map(|(segment, _)| segment.words)
            .sum();
        let mut out = vec![
            words.ln(),
            count(whole.linked) / words,
            count(whole.prose) / words,
            count(self.page.all.len()).ln_1p(),
            named("h1").min(5.0),
            named("article").min(10.0),
            named("main").min(2.0),
            named("p").ln_1p(),
            named("li").ln_1p(),
            count(readable) / words,
            count(readable).ln_1p(),
            if self.hints.stated.is_some() { 1.0 } else { 0.0 },
            if self.heading.is_some() { 1.0 } else { 0.0 },
        ];
        out.extend(self.hints.kinds.map(|kind| if kind { 1.0 } else { 0.0 }));
        out
    }

    fn of_segment(&self, at: usize, page: &[f32]) -> Vec<f32> {
        let Some(segment) = self.page.all.get(at) else { return Vec::new() };
        let mut out = Vec::with_capacity(200);
        out.push(flag(self.hints.readable.get(at).copied().unwrap_or(false)));
        self.own(segment, &mut out);
        self.place(at, segment, &mut out);
        self.surroundings(segment, &mut out);
        self.neighbours(at, &mut out);
        out.extend_from_slice(page);
        out
    }

    /// The words themselves.
    fn own(&self, segment: &Segment, out: &mut Vec<f32>) {
        let words = count(segment.words);
        let text = segment.text.as_str();
        let share = |wanted: fn(char) -> bool| {
            let all = count(text.chars().count()).max(1.0);
            count(text.chars().filter(|c| wanted(*c)).count()) / all
        };
        out.push(words.min(400.0));
        out.push(count(segment.linked) / words.max(1.0));
        out.push(count(segment.links).min(20.0));
        out.push(count(text.chars().count()) / words.max(1.0));
        out.push(count(text.matches([',', '、', '，', ';']).count()).min(20.0));
        out.push(count(text.matches(['.', '!', '?', '。', '！', '？', '…']).count()).min(20.0));
        out.push(flag(text.ends_with(['.', '!', '?', '。', '！', '？', '…', '"', '”', '’', ')'])));
        out.push(flag(text.ends_with([':', '：'])));
        out.push(flag(text.chars().next().is_some_and(char::is_lowercase)));
        out.push(share(|c| c.is_ascii_digit()));
        out.push(share(char::is_uppercase));
        out.push(share(|c| !c.is_alphanumeric() && !c.is_whitespace()));
        out.push(flag(segment.strong));
        out.push(flag(segment.control));
        out.push(self.texts.get(text).copied().unwrap_or(1.0).min(10.0));
        let (times, together) =
            self.shapes.get(&self.page.shape(segment)).copied().unwrap_or((1.0, words));
        out.push(times.min(100.0));
        out.push(together / times);
        let lower = text.chars().take(160).collect::<String>().to_lowercase();
        let cues = if segment.words <= 60 { IN_TEXT.groups(&lower) } else { 0 };
        out.extend((0..CUES.len()).map(|group| flag(cues & (1 << group) != 0)));
        out.push(flag(self.hints.stated.is_some_and(|stated| {
            let folded = super::fold(text);
            folded.chars().count() >= 12 && stated.contains(&folded)
        })));
        let folded_short = if segment.words <= 40 { super::fold(text) } else { String::new() };
        out.push(flag(!folded_short.is_empty() && folded_short == self.hints.title));
    }

    /// Where it stands in the page.
    fn place(&self, at: usize, segment: &Segment, out: &mut Vec<f32>) {
        let all = self.page.holders.first().map_or(1.0, |page| count(page.words)).max(1.0);
        let before = self.before.get(at).copied().unwrap_or_default();
        out.push(before / all);
        out.push(before.min(5000.0));
        out.push((all - before - count(segment.words)).clamp(0.0, 5000.0));
        out.push(count(at).min(1000.0));
        out.push(match self.heading {
            None => 0.0,
            Some(heading) => {
                let heading = self.before.get(heading).copied().unwrap_or_default();
                (before - heading).clamp(-1000.0, 3000.0)
            }
        });
        out.push(self.heading.map_or(-1.0, |heading| flag(at > heading)));
        out.push(
            self.page.holders.get(segment.holder).map_or(0.0, |holder| f32::from(holder.depth)),
        );
    }

    /// The holders around it.
    fn surroundings(&self, segment: &Segment, out: &mut Vec<f32>) {
        let name = self.page.holders.get(segment.holder).map_or("", |holder| holder.name.as_str());
        const OWN: &[&[&str]] = &[
            &["p"],
            &["li"],
            &["td", "th"],
            &["div"],
            &["h1"],
            &["h2"],
            &["h3", "h4", "h5", "h6"],
            &["blockquote"],
            &["pre"],
            &["figcaption", "caption"],
            &["dt", "dd"],
            &["button", "option", "select"],
            &["section", "article", "main"],
        ];
        out.extend(OWN.iter().map(|names| flag(names.contains(&name))));
        let near = self.near(segment);
        out.extend(near.iter().map(|steps| f32::from(*steps)));
        let mut chain = page_chain(self.page, segment);
        for _ in 0..LEVELS {
            match chain.next() {
                Some(holder) => {
                    let words = count(holder.words).max(1.0);
                    out.push(words.ln());
                    out.push(count(holder.linked) / words);
                    out.push(count(holder.prose) / words);
                    out.push(count(holder.segments).ln_1p());
                }
                None => out.extend([-1.0; 4]),
            }
        }
        let (steps, inside) = self.core.get(segment.holder).copied().unwrap_or_default();
        out.push(f32::from(steps));
        out.push(flag(inside));
        let all = self.page.holders.first().map_or(1.0, |page| count(page.prose)).max(1.0);
        let most = page_chain(self.page, segment).take(3).map(|holder| count(holder.prose) / all);
        out.push(most.fold(0.0, f32::max));
    }

    /// How near each group of labels is; past the last looked at when none is.
    fn near(&self, segment: &Segment) -> Near {
        let groups = LABELS.len() + ELEMENTS.len();
        let mut near = vec![u8::try_from(LABELLED + 1).unwrap_or(u8::MAX); groups + 1];
        for (steps, at) in self.page.chain(segment.holder).enumerate() {
            let bits = self.labels.get(at).copied().unwrap_or_default();
            // The page's own labels name everything at once; elements and hiding count at any distance.
            let page_wide = self.page.holders.get(at).is_none_or(|holder| holder.depth < 2);
            for (group, nearest) in near.iter_mut().enumerate() {
                let bit = if group == groups { 1 << 63 } else { 1_u64 << group };
                let labelled = group < LABELS.len();
                if bits & bit == 0 || (labelled && (page_wide || steps >= LABELLED)) {
                    continue;
                }
                *nearest = (*nearest).min(u8::try_from(steps.min(LABELLED)).unwrap_or(u8::MAX));
            }
        }
        near
    }

    /// The segments before and after.
    fn neighbours(&self, at: usize, out: &mut Vec<f32>) {
        let readable = |at: Option<usize>| {
            flag(at.and_then(|at| self.hints.readable.get(at)).copied().unwrap_or(false))
        };
        for step in 1..=NEIGHBOURS {
            for place in [at.checked_sub(step), Some(at + step)] {
                out.push(readable(place));
                match place.and_then(|place| self.page.all.get(place)) {
                    Some(segment) => {
                        out.push(count(segment.words).min(200.0));
                        out.push(count(segment.linked) / count(segment.words).max(1.0));
                        let name = self
                            .page
                            .holders
                            .get(segment.holder)
                            .map_or("", |holder| holder.name.as_str());
                        out.push(flag(matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")));
                    }
                    None => out.extend([-1.0; 3]),
                }
            }
        }
        let around = self.page.all.iter().skip(at.saturating_sub(5)).take(11);
        let (mut words, mut linked, mut prose) = (0.0, 0.0, 0.0);
        for segment in around {
            words += count(segment.words);
            linked += count(segment.linked);
            prose += if segment.is_prose() { count(segment.words) } else { 0.0 };
        }
        out.push(linked / f32::max(words, 1.0));
        out.push(prose / f32::max(words, 1.0));
        out.push(words.ln_1p());
    }
}

fn page_chain<'a>(page: &'a Segments, segment: &Segment) -> impl Iterator<Item = &'a Holder> {
    page.chain(segment.holder).filter_map(|at| page.holders.get(at))
}

fn flag(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}

/// A count as a number; large ones lose their last digits, which nobody looks at.
pub(super) fn count(number: impl TryInto<u32>) -> f32 {
    let number: u32 = number.try_into().unwrap_or(u32::MAX);
    let number: f64 = number.into();
    // Rounding is all that can happen here.
    #[allow(clippy::cast_possible_truncation)]
    let number = number as f32;
    number
}
