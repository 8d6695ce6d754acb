//! What cannot be the article, whatever its words are: the windows of consent managers, dialogs, forms, the comments
//! under an article, and a second copy of what the page has shown already.

use super::segments::{Holder, Segment, Segments};
use std::collections::HashMap;

/// Words of a box up to which its name says what it is.
const SMALL_BOX: u32 = 60;
/// Words of a window up to which it is not what the page is about.
const WINDOW: u32 = 300;
/// Words of text outside of the comments from which on comments are not the article.
const ARTICLE: u32 = 120;
/// Words from which on the same text is a copy and not a refrain.
const COPY: u32 = 20;

/// For each segment, whether it is barred. In a thread the answers are what was asked for.
pub(super) fn find(segments: &Segments, thread: bool, chances: &[f32]) -> Vec<bool> {
    let all = segments.holders.first().map_or(0, |page| page.words).max(1);
    // A box with most of the page in it is the page, whatever it is called.
    let small = |holder: &Holder| holder.words * 10 < all * 6;
    let boxed = within(segments, |holder| small(holder) && is_window(holder));
    let comments = within(segments, is_comments);
    let likely = |inside: bool| -> u32 {
        let all = segments.all.iter().zip(&comments).zip(chances).zip(&boxed);
        all.filter(|(((segment, comment), chance), boxed)| {
            **comment == inside && !**boxed && **chance >= 0.5 && segment.is_prose()
        })
        .map(|(((segment, _), _), _)| segment.words)
        .sum()
    };
    let under_article = !thread && likely(false) >= ARTICLE.max(likely(true) / 4);
    // The same text in another box is a copy; side by side in one box it is repeated on purpose.
    let mut seen = HashMap::new();
    segments
        .all
        .iter()
        .zip(boxed)
        .zip(comments)
        .map(|((segment, boxed), comment)| {
            let box_of = segments.holders.get(segment.holder).map_or(0, |holder| holder.parent);
            let copy = segment.words >= COPY
                && *seen.entry(segment.text.as_str()).or_insert(box_of) != box_of;
            boxed || copy || (comment && under_article)
        })
        .collect()
}

/// For each segment, whether it stands in a holder of a kind.
fn within(segments: &Segments, is: impl Fn(&Holder) -> bool) -> Vec<bool> {
    // Parents stand before their children.
    let mut inside: Vec<bool> = Vec::with_capacity(segments.holders.len());
    for holder in &segments.holders {
        let above = inside.get(holder.parent).copied().unwrap_or(false);
        inside.push(above || is(holder));
    }
    let of = |segment: &Segment| inside.get(segment.holder).copied().unwrap_or(false);
    segments.all.iter().map(of).collect()
}

/// A window over the page, or a form.
fn is_window(holder: &Holder) -> bool {
    const NAMES: &[&str] = &[
        "onetrust",
        "ot-pc-",
        "ot-sdk",
        "cookie-consent",
        "cookieconsent",
        "cookie-banner",
        "cookiebanner",
        "cookie-notice",
        "cookie-law",
        "cky-",
        "cmplz",
        "didomi",
        "usercentrics",
        "truste-",
        "trustarc",
        "qc-cmp",
        "gdpr",
    ];
    // These may be parts of other words, and pages open their own pictures and notes in them.
    const WINDOWS: &[&str] = &["modal", "popup", "lightbox"];
    const CALLS: &[&str] = &[
        "promo",
        "newsletter",
        "subscribe",
        "signup",
        "sign-up",
        "share-",
        "sharing",
        "social-",
        "advert",
        "ad-slot",
    ];
    matches!(holder.name.as_str(), "form" | "dialog" | "select")
        || holder
            .label
            .split_ascii_whitespace()
            .any(|name| name == "dialog" || name == "alertdialog")
        || NAMES.iter().any(|name| holder.label.contains(name))
        || (holder.words <= WINDOW
            && holder.label.split([' ', '-', '_']).any(|word| WINDOWS.contains(&word)))
        || (holder.words <= SMALL_BOX && CALLS.iter().any(|name| holder.label.contains(name)))
}

/// What readers wrote under an article.
pub(super) fn is_comments(holder: &Holder) -> bool {
    holder.label.split_ascii_whitespace().any(|name| {
        let name = name.trim_start_matches(['#', '.']);
        name == "comment"
            || name == "comments"
            || name.starts_with("comment-")
            || name.starts_with("comment_")
            || name.starts_with("comments-")
            || name.starts_with("commentlist")
            || name.ends_with("-comments")
            || name.contains("disqus")
            || name.ends_with("comment-body")
            || name.ends_with("commentbody")
    }) && holder.name != "body"
}
