//! Who wrote a page: what its data says, else what stands at the title.

use super::clues::{BYLINE, Clue, clues};
use super::json_ld::Linked;
use super::metas::Metas;
use super::site::Site;
use super::{is_person, people};
use dom_query::Document;

/// The authors: people before editorial teams and organisations, and never the site itself.
pub(super) fn read(
    page: &Document,
    metas: &Metas,
    linked: &Linked,
    title: &str,
    site: &Site,
) -> Vec<String> {
    let mut collective = Vec::new();
    let mut told = |names: Vec<String>| {
        let names = names.into_iter().map(|name| plainly(&name));
        let names = names.filter(|name| !is_placeholder(name) && !name.eq_ignore_ascii_case(title));
        let (teams, people): (Vec<_>, Vec<_>) =
            names.partition(|name| site.is_named(name) || is_collective(name, site));
        collective.extend(teams);
        unique(people)
    };
    let without_slugs =
        |names: Vec<String>| names.into_iter().filter(|name| !is_slug(name)).collect();
    let people = told(without_slugs(linked.authors.clone()));
    // A name to log in with gives way to the person's, where the page shows that.
    let is_login =
        |name: &String| !name.contains(' ') && name.contains(|c: char| c.is_ascii_digit());
    if !people.is_empty() {
        if people.iter().all(is_login) {
            let shown = told(shown(page, title));
            if !shown.is_empty() && shown.iter().all(|name| is_person(name)) {
                return shown;
            }
        }
        return people;
    }
    for name in [
        "citation_author",
        "dc:creator",
        "author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "article:author",
        "og:article:author",
        "byl",
    ] {
        let names = metas.all(name).filter(|value| !value.starts_with("http"));
        let names = names.flat_map(|names| without_places(self::people(names), site));
        let people = told(without_slugs(names.collect()));
        if !people.is_empty() {
            return people;
        }
    }
    let labelled = metas.labelled(&["written by", "author"]).map(self::people).unwrap_or_default();
    let people = told(labelled);
    if !people.is_empty() {
        return people;
    }
    let people = told(shown(page, title));
    if !people.is_empty() {
        return people;
    }
    collective.extend(linked.organisations.iter().filter(|name| !site.is_part(name)).cloned());
    if collective.is_empty() {
        // A person's own site bears the person's name.
        collective.extend(linked.people.iter().filter(|name| is_person(name)).cloned());
    }
    unique(collective)
}

/// A name without the words around it.
fn plainly(name: &str) -> String {
    let by = name.get(..3).filter(|by| by.eq_ignore_ascii_case("by "));
    let name = by.and_then(|by| name.strip_prefix(by)).unwrap_or(name).trim();
    // "Posted by Ann on" goes on with a date.
    let name = name.strip_suffix(" on").unwrap_or(name);
    let lower = name.to_lowercase();
    let on = [" on facebook", " on twitter", " on linkedin"].iter().find_map(|on| lower.find(on));
    on.and_then(|on| name.get(..on)).unwrap_or(name).to_owned()
}

/// Names without the place that follows them, or that of the site: "The Harbour News, Hull, England".
fn without_places(names: Vec<String>, site: &Site) -> Vec<String> {
    let of_site = names.iter().any(|name| site.is_named(name));
    let of_people = names.iter().filter(|name| name.contains(' ')).count() > 1;
    let last = names.len().saturating_sub(1);
    let is_place = |at: usize, name: &String| {
        !name.contains(' ') && ((of_site && !site.is_named(name)) || (of_people && at == last))
    };
    let stays = |(at, name): (usize, String)| (!is_place(at, &name)).then_some(name);
    names.into_iter().enumerate().filter_map(stays).collect()
}

/// Names that a site's template left in the place of a person's.
fn is_placeholder(name: &str) -> bool {
    (!name.contains(' ') && name.contains(['{', '@', '/']))
        || matches!(
            name.to_lowercase().as_str(),
            "admin"
                | "administrator"
                | "super user"
                | "editor"
                | "author"
                | "user"
                | "webmaster"
                | "guest"
                | "anonymous"
                | "null"
                | "undefined"
                | "unknown"
        )
}

/// The part of an address or of a login that stands for a person.
fn is_slug(name: &str) -> bool {
    let lower = name.to_lowercase() == name;
    !name.contains(' ') && (name.contains(['.', '_']) || (name.contains('-') && lower))
}

/// Words at the end of a name that make it one of several people.
const ROLES: &[&str] = &[
    "team",
    "staff",
    "editors",
    "editorial",
    "contributors",
    "official",
    "newsroom",
    "desk",
    "ltd",
    "ltd.",
    "inc",
    "inc.",
    "llc",
    "gmbh",
];

/// Whether this names an editorial team or an organisation.
fn is_collective(name: &str, site: &Site) -> bool {
    let lower = name.to_lowercase();
    lower.starts_with("contributors to ")
        || lower.starts_with("the ")
        || lower.split_whitespace().last().is_some_and(|last| ROLES.contains(&last))
        || (name.contains(' ') && !is_person(name) && site.is_part(name))
}

/// Each name once, without regard to case.
pub(super) fn unique(names: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in names {
        if !out.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            out.push(name);
        }
    }
    out.truncate(50);
    out
}

/// The authors that a reader of the page sees: those at the title, before any other heading; else the only ones that
/// the page names.
fn shown(page: &Document, title: &str) -> Vec<String> {
    let (clues, thread) = clues(page, title);
    let near: Vec<&Clue> = clues.iter().filter(|clue| clue.headings == Some(0)).collect();
    let plainest = near.iter().map(|clue| clue.strength).max();
    if let Some(first) = near.iter().find(|clue| Some(clue.strength) == plainest) {
        // Several authors stand side by side; what stands elsewhere is somebody who answers.
        let beside = |clue: &&&Clue| {
            clue.strength == first.strength
                && clue.above.iter().flatten().any(|node| first.above.contains(&Some(*node)))
        };
        let names = near.iter().filter(beside).flat_map(|clue| clue.names.clone());
        return unique(names.collect());
    }
    let plainest = clues.iter().map(|clue| clue.strength).max().filter(|most| *most >= BYLINE);
    let sure = |clue: &&Clue| Some(clue.strength) == plainest;
    // Some pages put it right above the title.
    let above: Vec<&Clue> =
        clues.iter().filter(sure).filter(|clue| clue.headings.is_none()).collect();
    if let Some((last, rest)) = above.split_last()
        && rest.iter().all(|clue| clue.names == last.names)
        && clues.iter().any(|clue| clue.headings.is_some())
    {
        return last.names.clone();
    }
    let sure: Vec<&Clue> = clues.iter().filter(sure).collect();
    match sure.split_first() {
        // Whoever wrote the first post began the thread.
        Some((first, rest)) if thread || rest.iter().all(|clue| clue.names == first.names) => {
            first.names.clone()
        }
        _ => Vec::new(),
    }
}
