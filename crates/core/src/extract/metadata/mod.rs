//! What a page says about itself, from the most deliberate statement to the least: JSON-LD, then `meta` elements of
//! several families, then the visible page. No value is better than a wrong one.

mod around;
mod authors;
mod clues;
mod details;
mod json_ld;
mod metas;
mod names;
mod published;
mod site;
mod thread;
mod title;

use super::{dates, one_line};
use crate::dom;
use crate::model::{Details, Metadata};
use dom_query::Document;
use metas::Metas;
use site::Site;
use std::collections::HashSet;
use url::Url;

pub(super) use names::{Beginning, beginning, is_person, people, sender};

/// Days up to which those that a page shows are its own and not those of a list.
const FEW_DAYS: usize = 3;
/// Code points of an excerpt.
const MAX_EXCERPT: usize = 500;

/// What a page's own data says about its text.
#[derive(Default)]
pub(super) struct Stated {
    /// The text of the article.
    pub(super) text: Option<String>,
    /// Whether the page says it is an article, a product, a thread of posts or a list.
    pub(super) kinds: [bool; 4],
    /// What else it says about itself.
    pub(super) details: Details,
    /// Whether its markup or its address says that it is a thread of posts.
    thread: bool,
    /// Whether it is the front page of a site.
    front: bool,
    /// Whether the program that made the page calls it a post, as WordPress does.
    post: bool,
    /// The date of the page around the article, which counts where the page shows it or is a post.
    page_published: Option<String>,
    /// The date of a change that stands at the title, where no other date was found.
    changed: Option<String>,
}

impl Stated {
    /// Whether the page says that it is a thread of posts, and not an article with what readers answered.
    pub(super) fn is_thread(&self) -> bool {
        self.thread || matches!(self.kinds, [false, _, true, _])
    }

    /// Whether the page says that it is an article.
    pub(super) fn is_article(&self) -> bool {
        self.kinds[0]
    }

    /// Whether the page says that it is a list of others, and not that it is an article too.
    fn is_list(&self) -> bool {
        matches!(self.kinds, [false, _, _, true])
    }
}

/// Reads the metadata of a page; `own` is its address, `base` the one that its links are relative to.
pub(super) fn read(page: &Document, own: Option<&Url>, base: Option<&Url>) -> (Metadata, Stated) {
    let linked = json_ld::read(page, own.or(base));
    let metas = Metas::of(page);
    let details = details::read(page, &metas, base, &linked);
    let named = metas.first(&[
        "og:site_name",
        "application-name",
        "citation_journal_title",
        "citation_publisher",
        "dc.publisher",
        "dcterms.publisher",
    ]);
    let sites: Vec<&str> = linked.site.iter().chain(&named).map(String::as_str).collect();
    let mut site = Site::of(&sites, base);
    let title = title::read(page, &metas, linked.title.as_deref(), &mut site);
    let mut authors = authors::read(page, &metas, &linked, &title, &site);
    let declared = metas.first(&["og:type"]).unwrap_or_default();
    let any = |names: &[&str]| {
        linked.kinds.iter().any(|kind| names.iter().any(|name| kind.contains(name)))
    };
    let article = any(&["Article", "BlogPosting", "Report"]);
    let thread = !article && thread::is_thread(page, &metas, own);
    let published = linked.published.clone();
    let published = published.or_else(|| published::read(page, &metas, &title, own, thread));
    // The front page of a site changes with what it shows.
    let front = own.is_some_and(|url| url.path() == "/" && url.query().is_none());
    let published = published.filter(|_| !front);
    let changed = published.is_none() && !front;
    let changed = if changed { published::changed(page, &title) } else { None };
    if front && linked.authors.is_empty() && linked.organisations.is_empty() {
        authors.clear();
    }
    let classes = page.body().and_then(|body| body.class()).unwrap_or_default();
    let post = classes.split_ascii_whitespace().any(|class| class == "single");
    let stated = Stated {
        thread,
        post,
        front,
        kinds: [
            article || declared == "article",
            any(&["Product", "Offer"]) || declared.contains("product"),
            thread || any(&["Forum", "QAPage", "Question", "Comment"]),
            any(&["CollectionPage", "ItemList", "SearchResultsPage"]),
        ],
        details,
        text: linked.text,
        page_published: linked.page_published,
        changed,
    };
    let metadata = Metadata {
        subtitle: linked.subtitle.filter(|subtitle| *subtitle != title),
        authors,
        url: details::canonical(page, &metas, base),
        published,
        language: details::language(page, &metas).or(linked.language),
        excerpt: linked
            .excerpt
            .or_else(|| {
                metas.first(&[
                    "og:description",
                    "description",
                    "twitter:description",
                    "dc.description",
                    "dcterms.abstract",
                ])
            })
            .map(|text| text.chars().take(MAX_EXCERPT).collect()),
        site: linked.site.or(named),
        title,
    };
    (metadata, stated)
}

/// Plain text of a value: entities that were escaped twice are read, tags go, white space is one space.
pub(super) fn plain(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return one_line(text);
    }
    one_line(&dom::fragment(text).html_root().text())
}

/// Fills in what only the visible page says: a date or a byline in the lines `around` the title. `all` are the lines
/// of the page.
pub(super) fn complete<'a>(
    metadata: &mut Metadata,
    stated: &Stated,
    around: &[String],
    all: impl Iterator<Item = &'a str> + Clone,
) {
    // On a list of pages, what stands at its title is about the first of them.
    if stated.is_list() || stated.front {
        return;
    }
    if metadata.authors.is_empty() {
        metadata.authors = beside_date(around, &metadata.title, all.clone());
    }
    let (mut published, mut later) = (None, None);
    for line in around.iter().filter(|line| is_short(line)) {
        let lower = line.to_lowercase();
        if published.is_none() && !line.contains('©') && !lower.contains("copyright") {
            let date = dates::within(line).filter(|date| published::is_of_a_page(date));
            if published::says_later(&lower) {
                later = later.or(date);
            } else {
                published = date;
            }
        }
        // A line that names people says more than a name of the site.
        if !metadata.authors.iter().any(|name| is_person(name))
            && beginning(&lower).is_some_and(|(how, _)| how == Beginning::Byline)
        {
            let names = line.split(['|', '•', '·', '●', '-', '–']).next().unwrap_or(line);
            let named = people(names).into_iter().filter(|name| is_person(name));
            let named = authors::unique(named.collect());
            if !named.is_empty() {
                metadata.authors = named;
            }
        }
    }
    let first = all.clone().find_map(published::said_first);
    let known = first.or(metadata.published.take()).or(published);
    metadata.published = known.or_else(|| said_once(all.clone())).or(later);
    if metadata.published.is_none() {
        metadata.published.clone_from(&stated.changed);
    }
    // What only a template may say is believed where the page shows it, and not that of many others too, or where the
    // page says that it is a post.
    if metadata.published.is_none()
        && let Some(date) = &stated.page_published
        && (stated.post || shows(date, around, all))
    {
        metadata.published = Some(date.clone());
    }
}

/// The date that the lines of a page say it was published on, where they name no other.
fn said_once<'a>(all: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut said = all.filter(|line| is_short(line)).filter_map(published::said);
    let first = said.next()?;
    said.all(|other| day(&other) == day(&first)).then_some(first)
}

/// Whether the lines of a page show the day of a date at its title, or among few others.
fn shows<'a>(date: &str, around: &[String], all: impl Iterator<Item = &'a str>) -> bool {
    let dated = |line: &str| is_short(line).then(|| dates::within(line)).flatten();
    let own = day(date);
    let shown: Vec<String> = all.filter_map(dated).collect();
    let days: HashSet<Option<&str>> = shown.iter().map(|date| day(date)).collect();
    let mut at_title = around.iter().filter_map(|line| dated(line));
    days.contains(&own) && (days.len() <= FEW_DAYS || at_title.any(|date| day(&date) == own))
}

/// The people whose names stand alone next to nothing but a date, on one line or on two, as at many titles. What stands
/// on many lines of the page, or in capitals, is a section of the site.
fn beside_date<'a>(
    around: &[String],
    title: &str,
    all: impl Iterator<Item = &'a str> + Clone,
) -> Vec<String> {
    const OFTEN: usize = 3;
    let is_section = |text: &str| {
        text.to_uppercase() == text || all.clone().filter(|line| *line == text).count() >= OFTEN
    };
    let is_date = |text: &str| text.chars().count() <= 30 && dates::parse(text).is_some();
    let named = |text: &str| {
        let names = people(text);
        let all =
            !names.is_empty() && !title.contains(text) && names.iter().all(|name| is_person(name));
        let all = all && !is_section(text);
        all.then_some(names)
    };
    let on_one = |line: &String| {
        let mut cuts = line.match_indices(' ').filter_map(|(at, _)| line.split_at_checked(at));
        cuts.find_map(|(first, second)| match (is_date(first), is_date(second)) {
            (true, false) => named(second.trim_matches([' ', '·', '|', '•', '–', '-'])),
            (false, true) => named(first.trim_matches([' ', '·', '|', '•', '–', '-'])),
            _ => None,
        })
    };
    let on_two = |pair: &[String]| match pair {
        [name, date] if is_date(date) => named(name),
        [date, name] if is_date(date) => named(name),
        _ => None,
    };
    let lines = around.iter().filter(|line| is_short(line)).filter_map(on_one);
    let mut found = lines.chain(around.windows(2).filter_map(on_two)).map(authors::unique);
    let first = found.next().unwrap_or_default();
    // Several of them are a list of others.
    if found.all(|names| names == first) { first } else { Vec::new() }
}

/// The day of a date that is that precise.
fn day(date: &str) -> Option<&str> {
    date.get(..10)
}

/// Whether a line is short enough for a byline.
fn is_short(line: &str) -> bool {
    line.chars().count() <= 140
}
