//! What a page says about itself, from the most deliberate statement to the least: JSON-LD, then `meta` elements of
//! several families, then the visible page. No value is better than a wrong one.

mod around;
mod authors;
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
use url::Url;

pub(super) use names::{is_person, people};

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
    /// The date of the page around the article, which counts where the page shows it.
    page_published: Option<String>,
}

impl Stated {
    /// Whether the page says that it is a thread of posts, and not an article with what readers answered.
    pub(super) fn is_thread(&self) -> bool {
        self.thread || matches!(self.kinds, [false, _, true, _])
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
    let site = Site::of(&sites, base);
    let title = title::read(page, &metas, linked.title.as_deref(), &site);
    let mut authors = authors::read(page, &metas, &linked, &title, &site);
    let published = linked.published.clone();
    let published = published.or_else(|| published::read(page, &metas, &title, own));
    // The front page of a site changes with what it shows.
    let front = own.is_some_and(|url| url.path() == "/" && url.query().is_none());
    let published = published.filter(|_| !front);
    if front && linked.authors.is_empty() && linked.organisations.is_empty() {
        authors.clear();
    }
    let site = linked.site.or(named);
    let declared = metas.first(&["og:type"]).unwrap_or_default();
    let any = |names: &[&str]| {
        linked.kinds.iter().any(|kind| names.iter().any(|name| kind.contains(name)))
    };
    let article = any(&["Article", "BlogPosting", "Report"]);
    let thread = !article && thread::is_thread(page, &metas, own);
    let stated = Stated {
        thread,
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
        site,
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
    let (mut published, mut later) = (None, None);
    for line in around.iter().filter(|line| is_short(line)) {
        let lower = line.to_lowercase();
        if published.is_none() && !line.contains('©') && !lower.contains("copyright") {
            let date = dates::within(line);
            if published::says_later(&lower) {
                later = later.or(date);
            } else {
                published = date;
            }
        }
        if metadata.authors.is_empty() {
            let by = ["by ", "written by ", "posted by ", "author: ", "words by "];
            if by.iter().any(|start| lower.starts_with(start)) {
                let names = line.split(['|', '•', '·', '●', '-', '–']).next().unwrap_or(line);
                metadata.authors = authors::unique(
                    people(names).into_iter().filter(|name| is_person(name)).collect(),
                );
            }
        }
    }
    let first = all.clone().find_map(published::said_first);
    metadata.published = first.or(metadata.published.take()).or(published).or(later);
    // What only a template may say is believed where the page shows it.
    if metadata.published.is_none()
        && let Some(date) = &stated.page_published
        && all
            .clone()
            .any(|line| is_short(line) && day(dates::within(line).as_deref()) == day(Some(date)))
    {
        metadata.published = Some(date.clone());
    }
}

/// The day of a date that is that precise.
fn day(date: Option<&str>) -> Option<&str> {
    date.and_then(|date| date.get(..10))
}

/// Whether a line is short enough for a byline.
fn is_short(line: &str) -> bool {
    line.chars().count() <= 140
}
