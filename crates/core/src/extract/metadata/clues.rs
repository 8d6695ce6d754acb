//! Places in a page that name its authors: bylines, links to profiles, and what is marked as such.

use super::around::{label, walk};
use super::authors::unique;
use super::{Beginning, beginning, is_person, people};
use crate::dom::{self, Go, Step};
use crate::extract::one_line;
use dom_query::{Document, NodeId, NodeRef};

/// Bytes of a text that can be a byline, as it stands in the source.
const MAX_BYLINE: usize = 400;
/// Words of a name that is not known to be a person's.
const MAX_NAME: usize = 5;

/// A place in the page that names somebody as the author.
pub(super) struct Clue {
    pub(super) names: Vec<String>,
    /// How plainly it does: a link to a profile, a byline, what is marked as the author.
    pub(super) strength: u8,
    /// Headings between it and the title before it; none before the title.
    pub(super) headings: Option<u32>,
    /// The element's parent and the one above.
    pub(super) above: [Option<NodeId>; 2],
}

/// How plainly an author is named: by a link to a profile, in a byline, by what the page marks as one.
const PROFILE: u8 = 1;
pub(super) const BYLINE: u8 = 2;
const MARKED: u8 = 3;

/// Looks through the page once, past what is about other pages or by its readers. Says too whether the page is a
/// thread of posts.
pub(super) fn clues(page: &Document, title: &str) -> (Vec<Clue>, bool) {
    const THREADS: &[&str] = &["DiscussionForumPosting", "QAPage", "Question"];
    let mut thread = false;
    // The name of who is on a portrait, which often stands beside it too.
    let mut portrait = String::new();
    let mut clues: Vec<Clue> = Vec::new();
    // A label such as "Written by" whose name comes with the next words.
    let mut labelled = false;
    walk(page, title, |step, headings| {
        match step {
            Step::Open(node) => {
                thread |= dom::attr(node, "itemtype")
                    .is_some_and(|kind| THREADS.iter().any(|thread| kind.ends_with(thread)));
                // Forums name the author of every post in its data.
                if let Some(author) = dom::attr(node, "data-author").filter(|name| is_name(name)) {
                    thread = true;
                    let above = [Some(node.id), None];
                    clues.push(Clue { names: vec![author], strength: MARKED, headings, above });
                    return Go::Past;
                }
                if dom::name(node) == "img" {
                    portrait = one_line(&dom::attr(node, "alt").unwrap_or_default());
                }
                if let Some((names, strength)) = clue(node, &dom::name(node)) {
                    let parent = node.parent();
                    let above = [parent, parent.and_then(|parent| parent.parent())];
                    let above = above.map(|node| node.map(|node| node.id));
                    clues.push(Clue { names, strength, headings, above });
                    return Go::Past;
                }
            }
            Step::Text(node) => {
                let text = one_line(&node.text());
                if text.is_empty() {
                    return Go::In;
                }
                let pictured = text == std::mem::take(&mut portrait);
                let said = std::mem::take(&mut labelled) && is_person(&text);
                // Elsewhere a portrait and its name advertise something, and a picture of anything else has a caption.
                let pictured =
                    pictured && headings == Some(0) && is_person(&text) && !is_caption(node);
                if (said || pictured) && is_name(&text) {
                    let above = [node.parent().map(|parent| parent.id), None];
                    clues.push(Clue { names: vec![text], strength: BYLINE, headings, above });
                } else {
                    let label = text.trim_end_matches([':', ' ']).to_lowercase();
                    // In the middle of a sentence, "written by" speaks of something else.
                    labelled = begins(node)
                        && matches!(
                            label.as_str(),
                            "by" | "written by" | "author" | "posted by" | "words by" | "text by"
                        );
                }
            }
            Step::Close(_) => {}
        }
        Go::In
    });
    (clues, thread)
}

/// Whether no words stand before a text in its element.
fn begins(text: &NodeRef<'_>) -> bool {
    std::iter::successors(text.prev_sibling(), NodeRef::prev_sibling)
        .all(|node| node.is_comment() || node.text().trim().is_empty())
}

/// Whether a text stands under a picture that is no portrait.
fn is_caption(text: &NodeRef<'_>) -> bool {
    text.ancestors_it(Some(3)).any(|holder| {
        dom::name(&holder).as_str() == "figcaption"
            || ["caption", "photo", "foto"].iter().any(|word| label(&holder).contains(word))
    })
}

/// The names in an element, if it is one that names an author, and how plainly it does.
fn clue(node: &NodeRef<'_>, name: &str) -> Option<(Vec<String>, u8)> {
    let has = |node: &NodeRef<'_>, attribute: &str| {
        dom::attr(node, attribute).is_some_and(|words| {
            words.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("author"))
        })
    };
    if has(node, "itemprop") || has(node, "rel") {
        return Some((marked(node), MARKED)).filter(|(names, _)| !names.is_empty());
    }
    if name == "a" && links_to_profile(node) {
        let text = one_line(&node.text());
        if is_name(&text) && is_person(&text) {
            return Some((vec![text], PROFILE));
        }
    }
    if !matches!(
        name,
        "span"
            | "p"
            | "div"
            | "a"
            | "address"
            | "cite"
            | "li"
            | "small"
            | "em"
            | "strong"
            | "b"
            | "h3"
            | "h4"
            | "h5"
    ) {
        return None;
    }
    let text = one_line(&dom::short_text(node, MAX_BYLINE)?);
    if text.is_empty() {
        return None;
    }
    let text = text.as_str();
    let lower = text.to_lowercase();
    // "Discussion in 'Tides' started by Ann" names who did by a link.
    let lower = match lower.rsplit_once("started by ") {
        Some((before, _)) if before.starts_with("discussion in ") => {
            lower.get(before.len()..).unwrap_or_default()
        }
        _ => lower.as_str(),
    };
    let after = beginning(lower).filter(|(how, _)| *how == Beginning::Byline);
    let after = after.and_then(|(_, rest)| text.get(text.len().checked_sub(rest.len())?..));
    let label = label(node);
    // In the middle of a sentence, "written by" speaks of something else.
    let begins =
        after.is_some() && (text.starts_with(char::is_uppercase) || lower.starts_with("by"));
    if !begins && !is_called_author(&label) {
        // What is marked inside says it more plainly.
        let inside = dom::elements(node, &["a", "span"]);
        let marked = |node: &NodeRef<'_>| has(node, "itemprop") || has(node, "rel");
        return if inside.iter().any(marked) { None } else { alone(text, lower) };
    }
    if is_close_name(text) {
        return Some((vec![text.to_owned()], BYLINE));
    }
    if let Some(named) = alone(text, lower) {
        return Some(named);
    }
    let is_one = |name: &str| is_person(name) || is_uncased_name(name);
    // Who is known by one word only must be meant plainly.
    let handle = |text: &str| match after {
        Some(after) => after.trim_start().starts_with(text),
        None => label.contains("author-name") || label.contains("author__name"),
    };
    // The name is linked to what else its owner wrote.
    let links = dom::elements(node, &["a"]);
    let mut linked: Vec<String> = links
        .iter()
        .chain((name == "a").then_some(node))
        .filter(|link| !is_tag(link))
        .map(|link| one_line(&link.text()))
        .filter(|name| after.is_none_or(|after| after.contains(name.as_str())))
        .filter(|text| is_name(text) && (is_one(text) || handle(text)))
        .take(3)
        .collect();
    // "By signing up you agree to" names nobody.
    if after.is_some() && linked.first().is_some_and(|first| !handle(first)) {
        linked.clear();
    }
    let tag = links.iter().filter(|link| is_tag(link)).find_map(|tag| text.find(tag.text().trim()));
    let text = tag.and_then(|at| text.get(..at)).unwrap_or(text);
    let several = people(text);
    // "Ann, 27, Tide Watcher" is about somebody.
    let about = several.first().is_some_and(|first| !is_one(first));
    let mut several: Vec<String> = several.into_iter().filter(|name| is_one(name)).collect();
    if about && after.is_none() {
        several.clear();
    }
    let names = if several.len() > linked.len() { several } else { linked };
    Some((names, BYLINE)).filter(|(names, _)| !names.is_empty())
}

/// The names in a line of another language that holds nothing but them.
fn alone(text: &str, lower: &str) -> Option<(Vec<String>, u8)> {
    match beginning(lower)? {
        (Beginning::Alone, _) => {}
        (Beginning::Close, name) => {
            return is_close_name(name).then(|| (vec![name.to_owned()], BYLINE));
        }
        _ => return None,
    }
    let names = people(text);
    // Sections of a site stand in capitals.
    let cased = |name: &str| name.to_uppercase() != name.to_lowercase();
    let named = |name: &String| match cased(name) {
        true => is_person(name) && name.to_uppercase() != *name,
        false => is_close_name(name) || is_uncased_name(name),
    };
    let all = !names.is_empty() && names.iter().all(named);
    all.then_some((names, BYLINE))
}

/// Whether a text can be a name of a script that puts no spaces between words: two to five characters of it.
fn is_close_name(text: &str) -> bool {
    (2..=5).contains(&text.chars().count())
        && !text.contains('の')
        && text.chars().all(|c| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}

/// Whether a text can be a name of a script without capital letters: two to four words of letters.
fn is_uncased_name(text: &str) -> bool {
    // What joins or changes letters of India's scripts is none itself.
    const MARKS: &[char] = &[
        '\u{93c}', '\u{94d}', '\u{9bc}', '\u{9cd}', '\u{a3c}', '\u{a4d}', '\u{acd}', '\u{b4d}',
        '\u{bcd}', '\u{c4d}', '\u{ccd}', '\u{d4d}', '\u{dca}',
    ];
    (2..=4).contains(&text.split_whitespace().count())
        && text.to_uppercase() == text.to_lowercase()
        && text.chars().all(|c| {
            c.is_alphabetic()
                || MARKS.contains(&c)
                || matches!(c, ' ' | '-' | '\'' | '"' | '״' | '׳')
        })
}

/// Whether a link goes to what a page is filed under.
fn is_tag(link: &NodeRef<'_>) -> bool {
    dom::attr(link, "rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel == "tag"))
}

/// Whether classes or an id say that an element holds the name of the author.
fn is_called_author(label: &str) -> bool {
    const OTHER: &[&str] = &[
        "authori", "avatar", "image", "img", "date", "social", "bio", "box", "descr", "list",
        "page", "title", "comment",
    ];
    label.split_ascii_whitespace().any(|word| {
        word.contains("byline")
            || word.contains("personname")
            || (word.contains("author") && !OTHER.iter().any(|other| word.contains(other)))
    })
}

/// The names in an element that the page marks as the author.
fn marked(node: &NodeRef<'_>) -> Vec<String> {
    let content = |node: &NodeRef<'_>| {
        let shown = || dom::short_text(node, MAX_BYLINE).unwrap_or_default();
        one_line(&dom::attr(node, "content").unwrap_or_else(shown))
    };
    let inside = dom::elements(node, &["span", "a", "meta", "div", "p", "strong", "h3", "h4"]);
    let named = inside.iter().filter(|inner| {
        dom::attr(inner, "itemprop").is_some_and(|name| name.eq_ignore_ascii_case("name"))
    });
    let mut texts: Vec<String> = named.map(content).collect();
    if texts.is_empty() {
        texts.push(content(node));
    }
    let names = texts.iter().flat_map(|text| people(text));
    unique(names.filter(|name| is_name(name)).collect())
}

/// Whether this can be a name at all.
fn is_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    (1..=MAX_NAME).contains(&text.split_whitespace().count())
        && text.chars().count() <= 60
        && text.chars().any(char::is_alphabetic)
        && !text.contains(['©', ':', '|'])
        && ![
            "more",
            "all posts",
            "all articles",
            "view ",
            "read ",
            "follow",
            "comments",
            "website",
            "http",
        ]
        .iter()
        .any(|word| lower.contains(word))
}

/// Whether a link goes to the page of a person who writes for the site.
fn links_to_profile(node: &NodeRef<'_>) -> bool {
    dom::attr(node, "href").is_some_and(|address| {
        [
            "/author/",
            "/authors/",
            "/contributor/",
            "/contributors/",
            "/by/",
            "/writer/",
            "/writers/",
            "/columnist/",
            "/producers/",
            "/u/",
            "/user/",
            "/people/",
            "/profile/",
            "/staff/",
        ]
        .iter()
        .any(|part| address.contains(part))
    })
}
