//! The title of a page without the name of its site.

mod parts;

use super::metas::Metas;
use super::site::Site;
use super::{beginning, plain};
use crate::dom::{self, Go, Step};
use crate::extract::html::fold;
use crate::extract::one_line;
use crate::text::{Text, count_words};
use dom_query::{Document, NodeRef};
use parts::{cut_off, cuts, first_part, parts, without_tail};

/// Code points of a heading that can be a title.
const MAX_HEADING: usize = 300;
/// Headings looked at.
const HEADINGS: usize = 60;
/// Words from which on a heading is believed that the head of the page says nothing of.
const TELLING: u32 = 4;

/// The title: the heading that the head of the page confirms, else the most deliberate one. `site` learns what it is
/// called by a heading that links to its front page.
pub(super) fn read(
    page: &Document,
    metas: &Metas,
    linked: Option<&str>,
    site: &mut Site,
) -> String {
    let root = page.html_root();
    let head = dom::elements(&root, &["title"])
        .into_iter()
        .find(|node| node.parent().is_none_or(|parent| dom::name(&parent) != "svg"));
    let head = head.map(|node| plain(&node.text())).unwrap_or_default();
    let meta = metas.first(&[
        "citation_title",
        "dc:title",
        "dc.title",
        "dcterms.title",
        "og:title",
        "twitter:title",
        "parsely-title",
        "sailthru.title",
    ]);
    let headings = dom::elements(&root, &["h1", "h2", "h3"]);
    let (of_site, headings): (Vec<_>, Vec<_>) =
        headings.into_iter().take(HEADINGS).partition(|node| is_of_site(node, site));
    for heading in of_site {
        site.is_also(&heading.text());
    }
    let site = &*site;
    let declared: Vec<String> = linked
        .map(plain)
        .into_iter()
        .chain(meta)
        .chain([head.clone()])
        .filter(|t| !t.is_empty())
        .collect();
    let cleaned: Vec<&str> = declared.iter().map(|title| cut_off(site, title)).collect();
    let named = in_brackets(&head);
    let headings: Vec<(bool, String)> = headings
        .iter()
        .map(|node| {
            let mut text = shown(node);
            for button in dom::elements(node, &["button"]) {
                text = text.replace(one_line(Text::of_node(&button).as_str()).as_str(), "");
            }
            (dom::name(node) == "h1", text.trim_end_matches(['¶', '#', ' ']).to_owned())
        })
        .filter(|(_, text)| {
            let length = text.chars().count();
            let places = site.is_named(text) || is_generic(text) || needs_name(text);
            let of_site = || {
                let own = |named: &str| {
                    let text = fold(text);
                    text.starts_with(&fold(named)) && !fold(&head).starts_with(&text)
                };
                named.is_some_and(own)
            };
            (1..=MAX_HEADING).contains(&length) && !places && !of_site()
        })
        .collect();
    if let Some(heading) = confirmed(&headings, &declared, &cleaned) {
        let heading = cut_off(site, heading);
        // What follows in the heading alone, such as a count or a source, is a mark beside it.
        let marked = |title: &&&str| {
            let words = count_words(title);
            words > TELLING
                && heading.strip_prefix(**title).is_some_and(|rest| {
                    rest.starts_with(' ') && (1..=TELLING).contains(&count_words(rest))
                })
        };
        let same = cleaned.windows(2).all(|two| matches!(two, [a, b] if a == b));
        let title = cleaned.iter().find(marked).filter(|_| same).copied().unwrap_or(heading);
        return without_tail(title, &["|"]).to_owned();
    }
    let first = headings.iter().find(|(first, _)| *first).map(|(_, heading)| heading);
    // "The Lamp by Ada Holm | Poets of the North".
    let signed = |heading: &&String| {
        let rest = head.strip_prefix(heading.as_str()).and_then(|rest| rest.strip_prefix(' '));
        rest.is_some_and(|rest| beginning(&rest.to_lowercase()).is_some())
    };
    if let Some(heading) =
        first.filter(|heading| count_words(heading) >= TELLING || signed(heading))
    {
        return heading.clone();
    }
    let telling = |title: &&&str| !site.is_named(title) && !is_generic(title);
    match cleaned.iter().find(telling) {
        Some(title) => first_part(title).to_owned(),
        // The front page of a site, or one that names nothing else.
        None if cleaned.iter().any(|title| is_generic(title)) && !site.shown().is_empty() => {
            site.shown().to_owned()
        }
        None => {
            let heading = first.or(headings.first().map(|(_, heading)| heading)).cloned();
            heading.or(declared.into_iter().next()).unwrap_or_default()
        }
    }
}

/// Whether a heading is that of the site on all its pages: a link to its front page.
fn is_of_site(heading: &NodeRef<'_>, site: &Site) -> bool {
    let links = dom::elements(heading, &["a"]);
    let around = heading.parent().filter(|parent| dom::name(parent).as_str() == "a");
    links.first().or(around.as_ref()).is_some_and(|link| {
        let whole = links.is_empty() || fold(&link.text()) == fold(&heading.text());
        whole && dom::attr(link, "href").is_some_and(|address| site.is_front(address.trim()))
    })
}

/// The text of a heading, with a space where a line above it ends without one: "Storm!" and "The harbour is closed".
fn shown(heading: &NodeRef<'_>) -> String {
    let mut text = one_line(Text::of_node(heading).as_str());
    dom::walk(heading, |step| {
        if let Step::Close(node) = &step
            && let Some(end) = Some(one_line(&node.text())).filter(|end| !end.is_empty())
            && end.ends_with(['.', '!', '?', ':'])
            && let Some((before, after)) = text.split_once(end.as_str())
            && after.starts_with(char::is_alphabetic)
        {
            text = format!("{before}{end} {after}");
        }
        Go::In
    });
    text
}

/// What stands in brackets at the end of a title, which names the site: "Tides, Chapter 1 \[Library of the Sea\]".
fn in_brackets(title: &str) -> Option<&str> {
    let (before, name) = title.trim().strip_suffix(']')?.rsplit_once('[')?;
    (!before.trim().is_empty() && !fold(name).is_empty()).then_some(name)
}

/// The heading that comes nearest to what the head of the page declares.
fn confirmed<'a>(
    headings: &'a [(bool, String)],
    declared: &[String],
    cleaned: &[&str],
) -> Option<&'a str> {
    let whole = |heading: &str| {
        let titles = declared.iter().map(String::as_str).chain(cleaned.iter().copied());
        titles.map(|title| likeness(heading, title)).fold(0.0, f64::max)
    };
    let part = |heading: &str, first: bool| {
        let parts = declared.iter().map(|title| as_part(heading, first, title));
        parts.fold((0.0, 0.0, false), |a, b| if b.1 > a.1 { b } else { a })
    };
    // A lesser heading is but a part of the title where a greater one is like all of it, or tells something of its own.
    let told = headings.iter().any(|(first, heading)| {
        let (like, _, front) = part(heading, true);
        let telling = count_words(heading) >= TELLING && like < 0.5;
        let behind = like >= 0.95 && !front;
        *first && (telling || (whole(heading) >= 0.5 && !behind))
    });
    let mut best: Option<(f64, &str)> = None;
    for (first, heading) in headings {
        let whole = whole(heading);
        let part = if *first || !told { part(heading, *first) } else { (0.0, 0.0, false) };
        // A heading of the first level needs less to be believed.
        let least = if *first { 0.9 } else { 0.95 };
        if f64::max(whole, part.0) < least {
            continue;
        }
        // One that is but a later part of the title is likelier the site's.
        let bonus = if *first && (whole >= least || part.2) { 0.25 } else { 0.0 };
        let score = f64::max(whole, part.1) + bonus;
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, heading));
        }
    }
    best.map(|(_, heading)| heading)
}

/// How like a heading is to a part of a title, and what that says of it: of several headings that are parts, the first
/// part is likelier the page's own title than the site's name, and a long one more than a short one. Says too whether
/// it is the first.
fn as_part(heading: &str, first_level: bool, title: &str) -> (f64, f64, bool) {
    let size = |text: &str| f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
    let pieces = parts(title);
    let single = pieces.len() <= 1;
    // What stands before a later separator is a first part too.
    let before = cuts(title).into_iter().skip(1);
    let before = before.filter_map(|(from, ..)| title.get(..from)).map(|part| (0, part.trim()));
    let mut best = (0.0, 0.0, false);
    for (place, part) in pieces.into_iter().enumerate().chain(before) {
        let share = size(part) / size(title).max(1.0);
        // A part that is short is as likely the site's name, unless it is the very heading.
        let telling = if first_level { share * 3.0 >= 1.0 } else { place == 0 && !single };
        let the_heading = first_level && part == heading;
        if !(telling || the_heading) {
            continue;
        }
        let likeness = likeness(heading, part);
        let weight = 0.5 + 0.4 * share + if place == 0 { 0.1 } else { 0.0 };
        if likeness * weight > best.1 {
            best = (likeness, likeness * weight, place == 0);
        }
    }
    best
}

/// Whether a title says only where one is.
fn is_generic(title: &str) -> bool {
    matches!(fold(title).as_str(), "" | "home" | "homepage" | "index" | "blog" | "untitled")
}

/// Whether a word says so little that the site's name belongs to it.
fn needs_name(title: &str) -> bool {
    matches!(fold(title).as_str(), "shop" | "store" | "ourblog" | "welcome")
}

/// How much two titles share of their words, 0 to 1.
fn likeness(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_owned).collect();
        // Scripts without spaces are compared by characters.
        if words.len() <= 2 && lower.chars().any(|c| c >= '\u{2E80}') {
            return lower.chars().filter(|c| c.is_alphanumeric()).map(String::from).collect();
        }
        words
    };
    let share = |a: &[String], b: &[String]| {
        let mut rest: Vec<&String> = b.iter().collect();
        let mut both = 0_u32;
        for word in a {
            if let Some(at) = rest.iter().position(|other| *other == word) {
                rest.swap_remove(at);
                both += 1;
            }
        }
        let all = u32::try_from(a.len() + b.len()).unwrap_or(u32::MAX);
        if all == 0 { 0.0 } else { f64::from(2 * both) / f64::from(all) }
    };
    share(&words(a), &words(b))
}

#[cfg(test)]
mod tests {
    use super::confirmed;

    #[test]
    fn of_headings_the_page_s_own_wins_over_the_site_s() {
        let named = |headings: &[(bool, &str)], declared: &[&str]| {
            let headings: Vec<(bool, String)> =
                headings.iter().map(|(first, text)| (*first, (*text).to_owned())).collect();
            let declared: Vec<String> = declared.iter().map(|text| (*text).to_owned()).collect();
            confirmed(&headings, &declared, &[]).map(str::to_owned)
        };
        for (headings, declared, expected) in [
            (
                &[(true, "Harbour Lights"), (false, "How to read a tide table")][..],
                &["How to read a tide table", "Harbour Lights: How to read a tide table"][..],
                "How to read a tide table",
            ),
            (
                &[(true, "H8"), (true, "At sea: reading a tide table by night")],
                &["At sea: reading a tide table by night · H8"],
                "At sea: reading a tide table by night",
            ),
            (
                &[(true, "the handbook of sailors"), (true, "Tides: Table and Moon")],
                &["Tides: Table and Moon — the handbook of sailors"],
                "Tides: Table and Moon",
            ),
        ] {
            assert_eq!(named(headings, declared).as_deref(), Some(expected));
        }
    }
}
