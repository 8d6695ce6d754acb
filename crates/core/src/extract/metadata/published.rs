//! When a page was published.

use super::around::{label, walk};
use super::metas::Metas;
use crate::dom::{self, Go, Step};
use crate::extract::{dates, one_line};
use dom_query::{Document, NodeRef};
use url::Url;

/// The date that the page's data gives, else that of a `time` element, else the one in its address. `thread`: the page
/// is a thread of posts.
pub(super) fn read(
    page: &Document,
    metas: &Metas,
    title: &str,
    base: Option<&Url>,
    thread: bool,
) -> Option<String> {
    const NAMES: &[&str] = &[
        "article:published_time",
        "datepublished",
        "citation_publication_date",
        "citation_date",
        "citation_online_date",
        "og:published_time",
        "og:article:published_time",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "prism.publicationdate",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish-date",
        "published-date",
        "published",
        "date",
        "article.published",
        "displaydate",
        "ptime",
        "rnews:datepublished",
        "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime",
    ];
    let meta = NAMES.iter().find_map(|name| metas.all(name).find_map(dates::parse));
    meta.or_else(|| time_element(page, title, thread)).or_else(|| date_in_address(base?))
}

/// The date of a change that a `time` element at the title gives, for a page that gives no other.
pub(super) fn changed(page: &Document, title: &str) -> Option<String> {
    let mut changed = None;
    walk(page, title, |step, headings| {
        if let Step::Open(node) = step
            && changed.is_none()
            && headings == Some(0)
            && is_time(&dom::name(node), false)
        {
            changed = date_of(node);
        }
        Go::In
    });
    changed
}

/// A `time` element of the page.
struct Time {
    date: String,
    /// It says that it is the date of publication.
    own: bool,
    /// Headings between it and the title before it.
    headings: Option<u32>,
    /// It stands in what is plainly an article.
    inside: bool,
}

/// The date of a `time` element at the title, of one that says it is the article's where all that do agree, else of
/// the first one before any list of others.
fn time_element(page: &Document, title: &str, thread: bool) -> Option<String> {
    let mut times = Vec::new();
    walk(page, title, |step, headings| {
        if let Step::Open(node) = step
            && is_time(&dom::name(node), thread)
            && !is_later(node)
            && let Some(date) = date_of(node)
        {
            let mut above = node.ancestors_it(None).map(|parent| dom::name(&parent));
            let inside = above.any(|name| matches!(name.as_str(), "article" | "main" | "header"));
            times.push(Time { date, own: is_own(node), headings, inside });
        }
        Go::In
    });
    let mut at_title = times.iter().filter(|time| time.headings == Some(0));
    let first = at_title.next();
    if let Some(own) = first.into_iter().chain(at_title).find(|time| time.own).or(first) {
        return Some(own.date.clone());
    }
    let mut own = times.iter().filter(|time| time.own);
    if let Some(first) = own.next() {
        return own.all(|time| time.date == first.date).then(|| first.date.clone());
    }
    // Many dates are a list of articles, not one.
    if times.len() > 4 {
        return None;
    }
    times.into_iter().find(|time| time.inside).map(|time| time.date)
}

/// Whether an element shows a time: `time`, or in a thread an element of the site's own such as `relative-time`, which
/// says when somebody posted.
fn is_time(name: &str, thread: bool) -> bool {
    name == "time" || (thread && name.contains('-') && name.contains("time"))
}

fn date_of(node: &NodeRef<'_>) -> Option<String> {
    let declared = ["datetime", "ts"].iter().find_map(|name| dom::attr(node, name));
    let declared = declared.and_then(|date| dates::parse(&date));
    declared.or_else(|| dates::parse(&one_line(&node.text())))
}

fn is_own(node: &NodeRef<'_>) -> bool {
    let published =
        dom::attr(node, "itemprop").is_some_and(|prop| prop.eq_ignore_ascii_case("datePublished"));
    let says = |label: &str| {
        ["publish", "publication", "entry-date", "post-date"]
            .iter()
            .any(|name| label.contains(name))
    };
    let around = node.parent().filter(|parent| dom::name(parent).as_str() == "p");
    node.has_attr("pubdate")
        || published
        || says(&label(node))
        || around.is_some_and(|parent| says(&label(&parent)))
}

/// Whether the words before a date say that it is the one of a change.
fn is_later(node: &NodeRef<'_>) -> bool {
    let before = node.parent().map(|parent| parent.text().to_string()).unwrap_or_default();
    let label = label(node);
    let modified =
        dom::attr(node, "itemprop").is_some_and(|prop| prop.eq_ignore_ascii_case("dateModified"));
    let said = before.find(node.text().trim()).and_then(|at| before.get(..at));
    let said = said.unwrap_or_default().to_lowercase();
    let tail = said.get(said.len().saturating_sub(40)..).unwrap_or(&said);
    modified || label.contains("updated") || says_later(tail)
}

/// The date in a line that says when the page around it first appeared: "This story was originally published on …".
/// That is said of pages that were changed so much since that their data names a later date.
pub(super) fn said_first(line: &str) -> Option<String> {
    const SAYS: &[&str] = &[
        "riginally published on ",
        "irst published on ",
        "riginally posted on ",
        "irst posted on ",
    ];
    let after = SAYS.iter().find_map(|says| line.split_once(says)).map(|(_, after)| after)?;
    let lower = line.get(..40).unwrap_or(line).to_lowercase();
    let of_this = ["this ", "originally ", "first "].iter().any(|start| lower.starts_with(start));
    let end = after.char_indices().nth(40).map_or(after.len(), |(at, _)| at);
    of_this.then(|| dates::within(after.get(..end)?)).flatten()
}

/// Whether these words, in lower case, speak of a change.
pub(super) fn says_later(words: &str) -> bool {
    const LATER: &[&str] = &[
        "updated",
        "modified",
        "reviewed",
        "last edited",
        "revised",
        "aktualisier",
        "geändert",
        "mis à jour",
        "mise à jour",
        "modifié",
        "actualizad",
        "modificad",
        "aggiornat",
        "atualizad",
        "bijgewerkt",
        "обновлен",
        "更新",
    ];
    LATER.iter().any(|word| words.contains(word))
}

/// The year of a date in the text of a page must be one in which there were pages: an earlier one is in what the page
/// tells of.
pub(super) fn is_of_a_page(date: &str) -> bool {
    date >= "1991"
}

/// The date in a short line that says when the page was published: "Veröffentlicht am 7. Juni 2019".
pub(super) fn said(line: &str) -> Option<String> {
    const SAYS: &[&str] = &[
        "published",
        "posted on",
        "veröffentlicht",
        "erstellt am",
        "publié le",
        "mis en ligne le",
        "publicado",
        "pubblicato",
        "gepubliceerd",
        "geplaatst op",
        "publicerad",
        "publisert",
        "opublikowano",
        "опубликовано",
        "发布时间",
        "发布于",
        "发表于",
        "公開日",
        "投稿日",
        "掲載日",
    ];
    let lower = line.to_lowercase();
    let at = SAYS.iter().filter_map(|says| Some(lower.find(says)? + says.len())).min()?;
    let after = lower.get(at..)?;
    let end = after.char_indices().nth(40).map_or(after.len(), |(at, _)| at);
    // Words in between speak of something else that was published.
    let after = after.get(..end)?.trim_start_matches([':', '：', ' ']);
    let after = ["on ", "am ", "el ", "il ", "le ", "em ", "op ", "den "]
        .iter()
        .find_map(|small| after.strip_prefix(small))
        .unwrap_or(after);
    let start = after.chars().next()?;
    let dated = start.is_ascii_digit() || dates::begins_with_month(after);
    let date = dated.then(|| dates::within(after)).flatten()?;
    (!says_later(&lower) && is_of_a_page(&date)).then_some(date)
}

/// `/2024/05/12/` in an address.
fn date_in_address(url: &Url) -> Option<String> {
    let parts: Vec<&str> = url.path().split('/').collect();
    parts.windows(3).find_map(|window| {
        let [year, month, day] = window else { return None };
        let digits = year.len() == 4 && month.len() == 2 && day.len() == 2;
        digits.then(|| dates::parse(&format!("{year}-{month}-{day}")))?
    })
}
