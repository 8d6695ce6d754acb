//! Web pages.
//!
//! A page is mended, cut into segments, and each segment is judged; what belongs to the article stays in the tree, so
//! it keeps its shape, and everything else goes to the receipt.

mod barred;
mod choose;
mod cues;
mod decide;
mod doubts;
mod features;
mod fill;
mod followed;
mod judge;
mod marks;
mod opinions;
mod prune;
mod repair;
mod said;
mod segments;
#[cfg(feature = "learn")]
pub mod study;

use super::{Candidate, Draft, Piece, Wish, metadata, one_line, receipt};
use crate::address;
use crate::dom;
use crate::model::Receipt;
use crate::sentence;
use crate::text::Text;
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use segments::{Segment, Segments};
use std::collections::HashMap;
use url::Url;

/// An article of fewer words than this is doubted when the page holds many times more.
const FEW_WORDS: u32 = 60;

/// Segments of a page that is judged; of larger ones everything but plain furniture is kept.
const MAX_JUDGED: usize = 12_000;
/// Segments before and after the title in which a date or a byline is looked for.
const BEFORE_TITLE: usize = 4;
const AFTER_TITLE: usize = 12;

/// Finds the article in a page.
pub(super) fn read(html: &str, url: Option<&str>, wish: &Wish) -> Draft {
    let wanted = wish.reading;
    let reading = Reading::of(html, url);
    let Reading { page, mut metadata, stated, segments, numbers, notes } = reading;
    let root = page.body().unwrap_or_else(|| page.html_root());
    let mut source = receipt::count_elements(&root);
    source.words = segments.all.iter().map(|segment| segment.words).sum();
    if metadata.excerpt.as_deref().is_some_and(|excerpt| excerpt == metadata.title) {
        metadata.excerpt = None;
    }

    let details = stated.details.clone();
    repair::number_notes(&root, &notes);
    source.footnotes = u32::try_from(notes.len()).unwrap_or(u32::MAX);
    let told = decide::Told::by(&stated);
    // Around a document there is no page to tell it from.
    let document = wanted == Candidate::Best && repair::is_document(&page);
    let reading = if document { Candidate::WholePage } else { wanted };
    let mut choice = choose::choose(&segments, numbers, &metadata.title, told, reading);
    choice.everything &= !document;
    let first = segments.all.iter().position(|segment| !segment.left_out);
    if let Some(first) = first.filter(|_| document)
        && segments.all.get(first).is_some_and(|own| fold(&own.text) == fold(&metadata.title))
    {
        choice.decide(&segments, first, false);
    }
    if wanted == Candidate::Best {
        followed::keep_notes(&page, &segments, &notes, &mut choice.kept);
        let title = choose::title_heading(&segments, &metadata.title);
        followed::keep_headings(&segments, title, &mut choice.kept);
        if !told.thread {
            followed::keep_labels(&segments, &mut choice.kept);
        }
        followed::keep_formulas(&page, &segments, &mut choice.kept);
        followed::keep_lists(&segments, &mut choice.kept);
        if !document && !told.thread {
            said::leave_out(&segments, &metadata, &mut choice.kept);
        }
    }
    let rules = match url.and_then(address::host) {
        Some(host) if wanted != Candidate::WholePage => marks::follow(
            &segments,
            &mut choice,
            wish.rules.iter().filter(|rule| rule.host == host),
        ),
        _ => Vec::new(),
    };
    let kept_words = choice.words(&segments);
    if wanted == Candidate::Best
        && stated
            .text
            .as_deref()
            .is_some_and(|text| 3 * kept_words < crate::text::count_words(text))
    {
        let doubts = vec![sentence!(
            "doubt-own-data",
            "The text was taken from the page's own data, because the page shows little of it."
        )];
        let text = stated.text.unwrap_or_default();
        let pieces = choice.pieces(&segments, true, wish.marks);
        return Draft {
            metadata,
            html: paragraphs(&text),
            receipt: Receipt { source, rules, doubts, details, ..Receipt::default() },
            pieces,
        };
    }
    let mut doubts = Vec::new();
    if choice.everything && wanted == Candidate::Best && source.words > 0 {
        doubts.push(sentence!(
            "doubt-no-article",
            "No article was found in the page, so all of its text was kept."
        ));
    }
    if !document {
        doubts.extend(doubts::of(&segments, &choice, &metadata.title));
    }
    let pieces = choice.pieces(&segments, false, wish.marks);
    repair::settle_notes(&page, &notes);
    prune::prune(&page, &root, &segments, &choice.kept);
    // The title is the only heading of the first level.
    for heading in dom::elements(&root, &["h1"]) {
        heading.rename("h2");
    }
    let html = root.inner_html().to_string();
    Draft {
        metadata,
        html,
        receipt: Receipt { source, rules, doubts, details, ..Receipt::default() },
        pieces,
    }
}

/// An image that is not kept with the article leaves no words behind: its alternative text was never part of the text.
/// A sign that was drawn as an image stays as the sign.
pub(super) fn without_lost_images(html: String) -> String {
    if !html.contains("<img") {
        return html;
    }
    let document = dom::fragment(&html);
    for image in dom::elements(&document.html_root(), &["img"]) {
        let kept =
            dom::attr(&image, "src").is_some_and(|address| crate::sanitize::is_blob(&address));
        let alt = dom::attr(&image, "alt").unwrap_or_default();
        let sign = !alt.is_empty()
            && alt.chars().count() <= 8
            && alt.chars().all(|c| !c.is_alphanumeric() && !c.is_ascii());
        if !kept && !sign {
            image.set_attr("alt", "");
        }
    }
    dom::inner_html(&document)
}

/// Joins the notes in a text that is the article already to their references.
pub(super) fn with_notes(html: String) -> String {
    if !html.contains("href=\"#") {
        return html;
    }
    let document = dom::fragment(&html);
    let root = document.html_root();
    let notes = repair::find_notes(&root);
    if notes.is_empty() {
        return html;
    }
    repair::number_notes(&root, &notes);
    repair::settle_notes(&document, &notes);
    for node in dom::elements(&root, &["a", "span", "sup", "b", "i"]) {
        if node.has_attr(segments::LEFT_OUT) {
            node.remove_from_parent();
        }
    }
    dom::inner_html(&document)
}

/// Words that a reader of the page sees.
pub(super) fn visible_words(root: &dom_query::NodeRef<'_>) -> u32 {
    Segments::of(root).all.iter().map(|segment| segment.words).sum()
}

/// A page read as far as its segments and their numbers.
struct Reading {
    page: Document,
    metadata: crate::model::Metadata,
    stated: metadata::Stated,
    segments: Segments,
    /// What the judge looks at, for each segment.
    numbers: Vec<Vec<f32>>,
    notes: Vec<repair::Note>,
}

impl Reading {
    fn of(html: &str, url: Option<&str>) -> Self {
        let page = dom::page(html);
        let own = url.and_then(|url| Url::parse(url).ok());
        let base = base(&page, own.clone());
        open_noscript(&page);
        let (mut metadata, stated) = metadata::read(&page, own.as_ref(), base.as_ref());
        super::images::open_backgrounds(&page.html_root());
        let notes = repair::all(&page, base.as_ref());
        let body = page.body().unwrap_or_else(|| page.html_root());
        let segments = Segments::of(&body);
        let title = choose::title_heading(&segments, &metadata.title);
        let title = title.or_else(|| choose::title_line(&segments, &metadata.title));
        // A title that the page does not show stands, as it were, before its first sentences.
        let first = || segments.all.iter().position(Segment::is_prose);
        let at = title.or_else(first).unwrap_or_default();
        let after = if title.is_some() { AFTER_TITLE } else { 0 };
        let around = segments.all.iter().skip(at.saturating_sub(BEFORE_TITLE));
        let around = around.take(BEFORE_TITLE.min(at) + after);
        // A heading that is a link begins a list of other pages.
        let is_of_others = |segment: &&Segment| {
            let heading = |holder: &segments::Holder| matches!(&*holder.name, "h2" | "h3" | "h4");
            let linked = segment.words >= 3 && segment.linked == segment.words;
            linked && segments.around(segment).take(2).any(heading)
        };
        let around = around.take_while(|segment| !is_of_others(segment));
        let around = around.filter(|segment| !segments.around(segment).any(barred::is_comments));
        let around: Vec<String> = around.map(|segment| segment.apart(&page)).collect();
        let all = segments.all.iter().map(|segment| segment.text.as_str());
        metadata::complete(&mut metadata, &stated, &around, all);
        let numbers = if segments.all.len() > MAX_JUDGED {
            Vec::new()
        } else {
            let readable = readable(&page, &segments);
            let stated_text = stated.text.as_deref().map(fold);
            let hints = features::Hints {
                title: &fold(&metadata.title),
                readable: &readable,
                stated: stated_text.as_deref(),
                kinds: stated.kinds,
            };
            features::of(&segments, &hints)
        };
        Self { page, metadata, stated, segments, numbers, notes }
    }
}

/// The attribute that carries a holder's place through the readability rules.
const PLACE: &str = "data-place";

/// Which segments the readability rules keep.
fn readable(page: &Document, segments: &Segments) -> Vec<bool> {
    let copy = page.clone();
    for (at, holder) in segments.holders.iter().enumerate() {
        if let Some(node) = copy.tree.get(&holder.node) {
            node.set_attr(PLACE, &at.to_string());
        }
    }
    let Some(content) = article(copy) else { return vec![false; segments.all.len()] };
    let content = dom::fragment(&content);
    let kept = Segments::of(&content.html_root());
    let place = |holder: usize| {
        kept.chain(holder).find_map(|at| {
            let node = content.tree.get(&kept.holders.get(at)?.node)?;
            dom::attr(&node, PLACE)?.parse::<usize>().ok()
        })
    };
    let mut exact = HashMap::<(usize, &str), u32>::new();
    let mut loose = HashMap::<&str, u32>::new();
    for segment in &kept.all {
        if let Some(place) = place(segment.holder) {
            *exact.entry((place, &segment.text)).or_default() += 1;
        }
        *loose.entry(&segment.text).or_default() += 1;
    }
    let whole = kept.all.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(" ");
    let mut searched = 0_usize;
    let mut keeps = |segment: &Segment| {
        let text = segment.text.as_str();
        if segments.chain(segment.holder).take(2).any(|place| exact.contains_key(&(place, text))) {
            return true;
        }
        if segment.words < 4 {
            return false;
        }
        // A search costs as much as the text is long; a page of many lost segments is not worth many of them.
        searched += 1;
        loose.contains_key(text) || (searched < 400 && whole.contains(text))
    };
    segments.all.iter().map(&mut keeps).collect()
}

/// The article as the readability rules see it.
fn article(page: Document) -> Option<String> {
    let config = Config {
        keep_classes: false,
        disable_json_ld: true,
        char_threshold: 250,
        ..Config::default()
    };
    let mut readability = Readability::with_document(page, None, Some(config)).ok()?;
    readability.parse().ok().map(|article| article.content.to_string())
}

/// The address that relative ones are relative to.
fn base(page: &Document, own: Option<Url>) -> Option<Url> {
    let declared = page.base_uri().map(|base| base.to_string());
    match (declared, own) {
        (Some(base), Some(own)) => own.join(&base).ok().or(Some(own)),
        (Some(base), None) => Url::parse(&base).ok(),
        (None, own) => own,
    }
}

/// Some pages carry all of their text for readers without scripts only.
fn open_noscript(page: &Document) {
    let root = page.html_root();
    let hidden = dom::elements(&root, &["noscript"]);
    let inside: Vec<u32> =
        hidden.iter().map(|node| Text::of_body(&node.inner_html()).words()).collect();
    if inside.iter().all(|words| *words < FEW_WORDS) {
        return;
    }
    let visible = visible_words(&root);
    for (node, words) in hidden.iter().zip(inside) {
        if words >= FEW_WORDS && words > visible {
            node.rename("div");
        }
    }
}

/// Text of the page's own data as paragraphs.
fn paragraphs(text: &str) -> String {
    let markup = text.contains("</p>") || text.contains("<br");
    if markup {
        return text.to_owned();
    }
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("<p>{}</p>\n", dom::escape(&metadata::plain(line)))).collect()
}

/// Letters and digits alone, in lower case.
pub(super) fn fold(text: &str) -> String {
    one_line(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
