//! What cannot be the article, whatever its words are: the windows of consent managers, dialogs, forms, the comments
//! under an article, rows of teasers beside it, and a second copy of what the page has shown already.

use super::fold;
use super::segments::{Holder, Segment, Segments};
use std::collections::{HashMap, HashSet};

/// Words of a box up to which its name says what it is.
const SMALL_BOX: u32 = 60;
/// Words of a window up to which it is not what the page is about.
const WINDOW: u32 = 300;
/// Words of text outside of the comments from which on comments are not the article.
const ARTICLE: u32 = 120;
/// The same where boxes plainly hold what readers of a blog wrote, or what leads to other articles.
const SHORT_ARTICLE: u32 = 30;
/// Words from which on the same text is a copy and not a refrain.
const COPY: u32 = 20;
/// Words from which on a text may be a whole article without its paragraphs.
const FLAT: u32 = 200;
/// Texts that are compared with the rest of the page at most.
const MAX_FLAT: usize = 4;
/// Boxes side by side from which on they are a row.
const ROW: usize = 3;
/// Words of a teaser at most.
const TEASER: u32 = 90;
/// Words over a table of contents at most.
const TITLE: u32 = 6;
/// Words under a post of a forum that are no signature any more.
const SIGNATURE: u32 = 120;

/// For each segment, whether it is barred. In a thread the answers are what was asked for. `readable`: what the
/// readability rules keep; `chances`: how surely each belongs to the article.
pub(super) fn find(
    segments: &Segments,
    thread: bool,
    readable: &[bool],
    chances: &[f32],
) -> Vec<bool> {
    let all = segments.holders.first().map_or(0, |page| page.words).max(1);
    // A box with most of the page in it is the page, whatever it is called.
    let small = |holder: &Holder| holder.words * 10 < all * 6;
    let boxed =
        within(segments, |holder| is_consent(holder) || (small(holder) && is_window(holder)));
    let comments = within(segments, is_comments);
    let prose = |wanted: &dyn Fn(usize) -> bool| -> u32 {
        let all = segments.all.iter().zip(&boxed).enumerate();
        all.filter(|(at, (segment, boxed))| !**boxed && segment.is_prose() && wanted(*at))
            .map(|(_, (segment, _))| segment.words)
            .sum()
    };
    let likely = |at: usize| chances.get(at).is_some_and(|chance| *chance >= 0.5);
    let is_comment = |at: usize| comments.get(at) == Some(&true);
    let article = prose(&|at| !is_comment(at) && likely(at));
    let answers = prose(&|at| is_comment(at) && likely(at));
    // A text that the judge is not sure of is an article all the same where the readability rules chose it.
    let chosen = prose(&|at| !is_comment(at) && readable.get(at) == Some(&true));
    let least = if segments.holders.iter().any(is_of_blog) { SHORT_ARTICLE } else { ARTICLE };
    let under_article = !thread
        && (article >= least.max(answers / 4) || chosen >= ARTICLE.max(prose(&is_comment) / 10));
    let teasers = teasers(segments);
    let is_teaser = |at: usize| teasers.get(at) == Some(&true);
    let beside_article =
        prose(&|at| !is_teaser(at) && likely(at)) >= ARTICLE.max(prose(&|at| is_teaser(at)));
    let related = within(segments, |holder| small(holder) && is_related(holder));
    let is_other = |at: usize| related.get(at) == Some(&true);
    let beside_related = prose(&|at| !is_other(at) && likely(at)) >= SHORT_ARTICLE;
    let signatures = signatures(segments);
    let contents = contents(segments);
    let flat = flat_copies(segments);
    // The same text in another box is a copy; side by side in one box, or in two of a kind, it is repeated on purpose.
    let beside = |a: usize, b: usize| match (segments.holders.get(a), segments.holders.get(b)) {
        (Some(one), Some(other)) => {
            one.parent == other.parent && one.name == other.name && one.label == other.label
        }
        _ => false,
    };
    let mut seen = HashMap::new();
    let mut barred = Vec::with_capacity(segments.all.len());
    for (at, segment) in segments.all.iter().enumerate() {
        let box_of = segments.holders.get(segment.holder).map_or(0, |holder| holder.parent);
        let copy = segment.words >= COPY && {
            let first = *seen.entry(segment.text.as_str()).or_insert(box_of);
            first != box_of && !beside(first, box_of)
        };
        barred.push(
            boxed.get(at) == Some(&true)
                || copy
                || flat.contains(&at)
                || signatures.get(at) == Some(&true)
                || is_about_mail(segment)
                || is_way_to_recipe(segment)
                || contents.get(at) == Some(&true)
                || (is_comment(at) && under_article)
                || (is_other(at) && beside_related)
                || (is_teaser(at) && beside_article),
        );
    }
    barred
}

/// Words of a line about the letter it stands in.
const MAIL: u32 = 60;

/// Whether a segment tells the reader of a letter why it came, where else it can be read and how to get no more.
fn is_about_mail(segment: &Segment) -> bool {
    const SAYS: &[&str] = &[
        "receiving this email",
        "receiving this e-mail",
        "received this email because",
        "this email was sent to",
        "this email in your browser",
        "this e-mail in your browser",
        "view in browser",
        "view online",
        "unsubscribe from this list",
        "unsubscribe from all",
        "unsubscribe here",
        "update your preferences",
        "manage your preferences",
        "im browser anzeigen",
        "im browser ansehen",
        "newsletter abbestellen",
        "vom newsletter abmelden",
        "voir dans le navigateur",
        "se désabonner",
        "se désinscrire",
        "darse de baja",
    ];
    segment.words <= MAIL && segment.linked > 0 && {
        let lower = segment.text.to_lowercase();
        lower == "unsubscribe" || SAYS.iter().any(|says| lower.contains(says))
    }
}

/// Whether a segment is the links over an article by which one comes to its recipe, or prints that alone.
fn is_way_to_recipe(segment: &Segment) -> bool {
    const SAYS: &[&str] = &[
        "jump to recipe",
        "jump to the recipe",
        "skip to recipe",
        "print recipe",
        "zum rezept springen",
        "direkt zum rezept",
        "aller à la recette",
        "ir a la receta",
    ];
    segment.linked > 0 && segment.linked == segment.words && {
        let lower = segment.text.to_lowercase();
        SAYS.iter().any(|says| lower.starts_with(says))
    }
}

/// Long texts in one piece that hold, word for word, what the page shows in paragraphs too.
fn flat_copies(segments: &Segments) -> Vec<usize> {
    let long = segments.all.iter().enumerate().filter(|(_, segment)| segment.words >= FLAT);
    let is_copy = |(_, long): &(usize, &Segment)| {
        let parts = segments.all.iter().filter(|part| {
            part.words >= 4 && part.words < long.words && long.text.contains(part.text.as_str())
        });
        let (count, words) = parts.fold((0, 0), |(n, sum), part| (n + 1, sum + part.words));
        count >= ROW && words * 10 >= long.words * 8
    };
    long.take(MAX_FLAT).filter(is_copy).map(|(at, _)| at).collect()
}

/// For each segment, whether it stands in a row of teasers: boxes of one kind side by side, each a heading that is a
/// link, with no more than a few sentences.
fn teasers(segments: &Segments) -> Vec<bool> {
    // Boxes with a heading that is a link; the box is the innermost one that holds more than the heading.
    let mut headed: Vec<bool> = vec![false; segments.holders.len()];
    for segment in &segments.all {
        let linked = segment.words >= 3 && segment.linked * 10 >= segment.words * 9;
        let heads = |holder: &Holder| matches!(&*holder.name, "h2" | "h3" | "h4" | "h5" | "h6");
        if !linked || !segments.around(segment).take(2).any(heads) {
            continue;
        }
        for at in segments.chain(segment.holder) {
            match segments.holders.get(at) {
                Some(holder) if holder.words <= TEASER => {
                    if let Some(headed) = headed.get_mut(at) {
                        *headed = true;
                    }
                }
                _ => break,
            }
        }
    }
    let mut rows = HashMap::<(usize, &str), usize>::new();
    let is_teaser = |at: usize, holder: &Holder| {
        headed.get(at) == Some(&true) && !matches!(&*holder.name, "h2" | "h3" | "h4" | "h5" | "h6")
    };
    for (at, holder) in segments.holders.iter().enumerate() {
        if is_teaser(at, holder) {
            *rows.entry((holder.parent, &*holder.name)).or_default() += 1;
        }
    }
    let mut inside: Vec<bool> = Vec::with_capacity(segments.holders.len());
    for (at, holder) in segments.holders.iter().enumerate() {
        let row = rows.get(&(holder.parent, &*holder.name)).is_some_and(|row| *row >= ROW);
        let above = inside.get(holder.parent).copied().unwrap_or(false);
        inside.push(above || (row && is_teaser(at, holder)));
    }
    let of = |segment: &Segment| inside.get(segment.holder).copied().unwrap_or(false);
    segments.all.iter().map(of).collect()
}

/// For each segment, whether it stands in a table of contents: links with the words of headings on the page, and little
/// else in their box. The reader has one of its own.
fn contents(segments: &Segments) -> Vec<bool> {
    let is_heading = |segment: &Segment| {
        let heads =
            |holder: &Holder| matches!(&*holder.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        segments.around(segment).take(2).any(heads)
    };
    let headings: HashSet<String> =
        segments.all.iter().filter(|one| is_heading(one)).map(|one| fold(&one.text)).collect();
    // Numbers before the words are not the heading's.
    let leads = |segment: &Segment| {
        segment.links > 0 && segment.linked + 1 >= segment.words && !is_heading(segment) && {
            let bare = segment.text.trim_start_matches(|c: char| !c.is_alphabetic());
            headings.contains(&fold(&segment.text)) || headings.contains(&fold(bare))
        }
    };
    let mut leading = vec![(0, 0); segments.holders.len()];
    for segment in segments.all.iter().filter(|segment| leads(segment)) {
        for at in segments.chain(segment.holder) {
            if let Some(sum) = leading.get_mut(at) {
                *sum = (sum.0 + 1, sum.1 + segment.words);
            }
        }
    }
    let mut inside: Vec<bool> = Vec::with_capacity(segments.holders.len());
    for (holder, (count, words)) in segments.holders.iter().zip(leading) {
        let above = inside.get(holder.parent).copied().unwrap_or(false);
        inside.push(above || (count >= ROW && holder.words <= words + words / 5 + TITLE));
    }
    let of = |segment: &Segment| inside.get(segment.holder).copied().unwrap_or(false);
    segments.all.iter().map(of).collect()
}

/// For each segment, whether it stands in what a member of a forum puts under each of his posts: a box called so in each
/// of several boxes. Those who sign an open letter stand in one box together.
fn signatures(segments: &Segments) -> Vec<bool> {
    const NAMES: &[&str] = &["signature", "sig_text", "post-signature", "message-signature"];
    let is = |holder: &Holder| {
        holder.words <= SIGNATURE
            && holder.label.split_ascii_whitespace().any(|name| NAMES.contains(&name))
    };
    let mut boxes = HashMap::<usize, usize>::new();
    for holder in segments.holders.iter().filter(|holder| is(holder)) {
        *boxes.entry(holder.parent).or_default() += 1;
    }
    let alone = |holder: &Holder| boxes.get(&holder.parent) == Some(&1);
    let several = boxes.values().filter(|count| **count == 1).count() > 1;
    within(segments, |holder| several && is(holder) && alone(holder))
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

/// The window of a consent manager, which may hold more words than the page.
fn is_consent(holder: &Holder) -> bool {
    const WINDOWS: &[&str] = &[
        "onetrust-consent",
        "onetrust-banner",
        "onetrust-pc",
        "ot-pc-",
        "ot-subgrp",
        "didomi-popup",
        "didomi-notice",
        "qc-cmp2-container",
        "usercentrics-root",
    ];
    holder.name != "body" && WINDOWS.iter().any(|name| holder.label.contains(name))
}

/// A window over the page, or a form.
fn is_window(holder: &Holder) -> bool {
    const NAMES: &[&str] = &[
        "onetrust",
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
        "call-to-action",
        "cta-card",
        "recipe-rating",
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
            || name.contains("-comment-")
            || name.ends_with("-comment")
            || name.split(['-', '_']).any(|word| OTHER_COMMENTS.contains(&word))
            || name.contains("_comment_")
            || name.ends_with("_comment")
            || name.ends_with("_comments")
    }) && holder.name != "body"
}

/// Comments in the languages whose sites name their boxes so.
const OTHER_COMMENTS: &[&str] = &[
    "kommentar",
    "kommentare",
    "kommentarer",
    "kommentarliste",
    "commentaire",
    "commentaires",
    "comentario",
    "comentarios",
    "commenti",
    "reacties",
];

/// What readers of a blog wrote under an article, or the form in which they write.
fn is_of_blog(holder: &Holder) -> bool {
    holder.label.split_ascii_whitespace().any(|name| match name {
        "respond" | "comment-respond" | "commentform" | "comment-form" => true,
        "commentlist" | "comment-list" => holder.name == "ol",
        _ => false,
    })
}

/// A box that leads to other articles of the site.
fn is_related(holder: &Holder) -> bool {
    const BOXES: &[&str] = &[
        "related-posts",
        "related_posts",
        "relatedposts",
        "related-articles",
        "related-stories",
        "related-content",
        "more-stories",
        "read-next",
        "yarpp",
        "outbrain",
        "taboola",
    ];
    BOXES.iter().any(|name| holder.label.contains(name))
}
