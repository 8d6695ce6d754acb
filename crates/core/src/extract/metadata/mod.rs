//! What a page says about itself, from the most deliberate statement to the least: JSON-LD, then `meta` elements of
//! several families, then the visible page. No value is better than a wrong one.

mod json_ld;
mod names;

use super::{dates, language, one_line};
use crate::dom;
use crate::model::{Details, Metadata};
use dom_query::{Document, NodeRef};
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
}

/// Reads the metadata of a page; `base` is where it came from.
pub(super) fn read(page: &Document, base: Option<&Url>) -> (Metadata, Stated) {
    let linked = json_ld::read(page);
    let metas = Metas::of(page);
    let details = details(page, &metas, base, &linked);
    let site = linked.site.or_else(|| {
        metas.first(&[
            "og:site_name",
            "application-name",
            "citation_journal_title",
            "citation_publisher",
            "dc.publisher",
            "dcterms.publisher",
        ])
    });
    let title = title(page, &metas, linked.title.as_deref(), site.as_deref());
    let declared = metas.first(&["og:type"]).unwrap_or_default();
    let any = |names: &[&str]| {
        linked.kinds.iter().any(|kind| names.iter().any(|name| kind.contains(name)))
    };
    let stated = Stated {
        kinds: [
            any(&["Article", "BlogPosting", "Report"]) || declared == "article",
            any(&["Product", "Offer"]) || declared.contains("product"),
            any(&["Forum", "QAPage", "Question", "Comment"]),
            any(&["CollectionPage", "ItemList", "SearchResultsPage"]),
        ],
        details,
        text: linked.text,
    };
    let metadata = Metadata {
        subtitle: linked.subtitle.filter(|subtitle| *subtitle != title),
        authors: if linked.authors.is_empty() { authors(page, &metas) } else { linked.authors },
        url: canonical(page, &metas, base),
        published: linked.published.or_else(|| published(page, &metas, base)),
        language: declared_language(page, &metas).or(linked.language),
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

/// What is known beyond what articles are listed by.
fn details(
    page: &Document,
    metas: &Metas,
    base: Option<&Url>,
    linked: &json_ld::Linked,
) -> Details {
    const MODIFIED: &[&str] = &[
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "dcterms.modified",
        "dc.date.modified",
        "last-modified",
        "prism.modificationdate",
        "revised",
        "lastmod",
    ];
    let root = page.html_root();
    let by_rel = |wanted: &str| {
        dom::elements(&root, &["link", "a"]).into_iter().find_map(|node| {
            let rel = dom::attr(&node, "rel")?.to_ascii_lowercase();
            rel.split_ascii_whitespace()
                .any(|rel| rel == wanted)
                .then(|| dom::attr(&node, "href"))?
        })
    };
    let absolute = |address: String| {
        let url = match base {
            Some(base) => base.join(address.trim()).ok(),
            None => Url::parse(address.trim()).ok(),
        };
        url.filter(|url| matches!(url.scheme(), "http" | "https")).map(|url| url.to_string())
    };
    let licence = linked.licence.clone().or_else(|| by_rel("license"));
    let licence = licence.or_else(|| {
        metas.first(&[
            "dc.rights",
            "dcterms.license",
            "dcterms.rights",
            "citation_license",
            "copyright",
        ])
    });
    let image = linked.image.clone().or_else(|| {
        metas.first(&["og:image", "og:image:url", "twitter:image", "twitter:image:src", "image"])
    });
    let doi = metas.first(&[
        "citation_doi",
        "dc.identifier",
        "dcterms.identifier",
        "prism.doi",
        "bepress_citation_doi",
    ]);
    Details {
        role: None,
        modified: linked
            .modified
            .clone()
            .or_else(|| MODIFIED.iter().find_map(|name| metas.all(name).find_map(dates::parse))),
        licence: licence.map(|licence| {
            absolute(licence.clone()).filter(|_| licence.contains('/')).unwrap_or(licence)
        }),
        doi: doi.as_deref().and_then(self::doi).or_else(|| linked.doi.clone()),
        image: image.and_then(absolute),
    }
}

/// The Digital Object Identifier in a text such as `https://doi.org/10.1000/182`, `doi:10.1000/182` or the bare one.
fn doi(text: &str) -> Option<String> {
    let at = text.find("10.")?;
    let before = text.get(..at)?.to_ascii_lowercase();
    let introduced = before.is_empty()
        || before.ends_with("doi.org/")
        || before.trim_end().ends_with("doi:")
        || before.trim_end().ends_with("doi");
    let doi: String = text
        .get(at..)?
        .chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, '"' | '<' | '>'))
        .collect();
    let (prefix, suffix) = doi.split_once('/')?;
    let registrant = prefix.get(3..)?;
    let sound = registrant.len() >= 4
        && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !suffix.is_empty();
    (introduced && sound).then_some(doi)
}

/// All `meta` elements as (name in lower case, content).
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(page: &Document) -> Self {
        let mut all = Vec::new();
        for node in dom::elements(&page.html_root(), &["meta"]) {
            let Some(content) = dom::attr(&node, "content").map(|content| plain(&content)) else {
                continue;
            };
            for attribute in ["property", "name", "itemprop", "http-equiv"] {
                for name in dom::attr(&node, attribute).unwrap_or_default().split_ascii_whitespace()
                {
                    all.push((name.to_ascii_lowercase(), content.clone()));
                }
            }
        }
        Self(all.into_iter().filter(|(_, content)| !content.is_empty()).collect())
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, content)| content.as_str())
    }

    /// The value of the first of these names that there is.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next()).map(str::to_owned)
    }
}

/// Plain text of a value: entities that were escaped twice are read, tags go, white space is one space.
pub(super) fn plain(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return one_line(text);
    }
    one_line(&dom::fragment(text).html_root().text())
}

/// The title without the site's name: the heading that the head of the page confirms, else the most deliberate one.
fn title(page: &Document, metas: &Metas, linked: Option<&str>, site: Option<&str>) -> String {
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
    let declared: Vec<String> =
        linked.map(plain).into_iter().chain(meta).chain([head]).filter(|t| !t.is_empty()).collect();
    let is_site =
        |text: &str| site.is_some_and(|site| super::html::fold(site) == super::html::fold(text));
    let headings: Vec<(bool, String)> = dom::elements(&root, &["h1", "h2", "h3"])
        .iter()
        .map(|node| {
            (dom::name(node) == "h1", one_line(node.text().trim_end_matches(['¶', '#', ' ', '\n'])))
        })
        .filter(|(_, text)| !text.is_empty() && !is_site(text))
        .take(60)
        .collect();
    let alike =
        |heading: &str| declared.iter().map(|title| likeness(heading, title)).fold(0.0, f64::max);
    let mut best: Option<(f64, &str)> = None;
    for (first, heading) in &headings {
        // A heading of the first level needs less to be believed.
        let score = alike(heading) + if *first { 0.25 } else { 0.0 };
        if score >= 0.75 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, heading));
        }
    }
    if let Some((_, heading)) = best {
        return heading.to_owned();
    }
    if let Some(first) = declared.iter().find(|title| !is_site(title)).or(declared.first()) {
        return without_site(first, site);
    }
    headings.into_iter().map(|(_, heading)| heading).next().unwrap_or_default()
}

/// How much two titles share of their words, 0 to 1. A title that goes on after a separator counts by its parts too.
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
    let own = words(a);
    let mut best = share(&own, &words(b));
    for separator in [" | ", " — ", " – ", " - ", " · ", " » ", " :: ", "_", "｜", ": "] {
        for part in b.split(separator) {
            // A part that is short is as likely the site's name.
            if part.chars().count() * 3 >= b.chars().count() {
                best = best.max(share(&own, &words(part)));
            }
        }
    }
    best
}

/// Cuts the site's name, or a short last part behind a separator, off a title.
fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(super::html::fold).unwrap_or_default();
    for separator in [" | ", " — ", " – ", " - ", " · ", " » ", " :: ", "_", "｜", " / ", ": "]
    {
        let Some((head, tail)) = title.rsplit_once(separator) else { continue };
        let is_site = !site.is_empty() && {
            let tail = super::html::fold(tail);
            tail == site
                || (tail.chars().count() > 3 && (tail.contains(&site) || site.contains(&tail)))
        };
        let spaced = separator.starts_with(' ') || separator == "｜";
        let short = spaced
            && tail.split_whitespace().count() <= 4
            && head.chars().count() >= 2 * tail.chars().count()
            && head.chars().count() >= 15;
        if is_site
            || (short && matches!(separator, " | " | " — " | " – " | " - " | " · " | " » " | "｜"))
        {
            return without_site(head.trim(), None).to_owned();
        }
        let front = title
            .split_once(separator)
            .filter(|(front, _)| !site.is_empty() && super::html::fold(front) == site);
        if let Some((_, rest)) = front {
            return rest.trim().to_owned();
        }
    }
    title.trim().to_owned()
}

fn authors(page: &Document, metas: &Metas) -> Vec<String> {
    for name in [
        "citation_author",
        "dc:creator",
        "author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "article:author",
        "byl",
        "twitter:creator",
    ] {
        let found: Vec<String> = metas
            .all(name)
            .filter(|value| !value.starts_with("http") && !value.starts_with('@'))
            .flat_map(people)
            .filter(|name| !is_placeholder(name))
            .collect();
        if !found.is_empty() {
            return unique(found);
        }
    }
    let root = page.html_root();
    let all = dom::elements(&root, &["a", "span", "p", "div", "address", "cite", "li", "h4"]);
    let by_rel = |node: &NodeRef<'_>| {
        let words = |name: &str| dom::attr(node, name).unwrap_or_default().to_ascii_lowercase();
        words("rel").split_ascii_whitespace().any(|rel| rel == "author")
            || words("itemprop").split_ascii_whitespace().any(|prop| prop == "author")
    };
    let by_class = |node: &NodeRef<'_>| {
        let names =
            format!("{} {}", node.class().unwrap_or_default(), node.id_attr().unwrap_or_default());
        let names = names.to_ascii_lowercase();
        [
            "byline",
            "author-name",
            "authorname",
            "author_name",
            "post-author",
            "article-author",
            "entry-author",
        ]
        .iter()
        .any(|class| names.contains(class))
    };
    let readers: [&dyn Fn(&NodeRef<'_>) -> bool; 2] = [&by_rel, &by_class];
    for accepts in readers {
        let found: Vec<String> = all
            .iter()
            .filter(|node| accepts(node))
            .take(3)
            .map(|node| one_line(&node.text()))
            .filter(|text| text.chars().count() <= 100)
            .flat_map(|text| people(&text))
            .filter(|name| is_person(name))
            .collect();
        if !found.is_empty() {
            return unique(found);
        }
    }
    Vec::new()
}

/// Names that a site's template left in the place of a person's.
fn is_placeholder(name: &str) -> bool {
    let lower = name.to_lowercase();
    let template =
        !name.contains(' ') && (name.contains('.') || name.contains('{') || name.contains('_'));
    template
        || matches!(
            lower.as_str(),
            "admin"
                | "administrator"
                | "editor"
                | "author"
                | "user"
                | "webmaster"
                | "guest"
                | "null"
                | "undefined"
                | "unknown"
        )
}

/// Fills in what only the visible page says: a date or a byline in the lines around the title.
pub(super) fn complete<'a>(metadata: &mut Metadata, lines: impl Iterator<Item = &'a str>) {
    let mut later = None;
    for line in lines {
        if line.chars().count() > 140 {
            continue;
        }
        let lower = line.to_lowercase();
        if metadata.published.is_none() && !line.contains('©') && !lower.contains("copyright") {
            let date = dates::within(line);
            if lower.contains("updated") || lower.contains("modified") || lower.contains("reviewed")
            {
                later = later.or(date);
            } else {
                metadata.published = date;
            }
        }
        if metadata.authors.is_empty() {
            let by = ["by ", "written by ", "posted by ", "author: ", "words by "];
            if by.iter().any(|start| lower.starts_with(start)) {
                let names = line.split(['|', '•', '·', '●', '-', '–']).next().unwrap_or(line);
                metadata.authors =
                    unique(people(names).into_iter().filter(|name| is_person(name)).collect());
            }
        }
    }
    metadata.published = metadata.published.take().or(later);
}

fn unique(names: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in names {
        if !out.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            out.push(name);
        }
    }
    out.truncate(50);
    out
}

fn published(page: &Document, metas: &Metas, base: Option<&Url>) -> Option<String> {
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
        "date",
        "article.published",
        "displaydate",
        "ptime",
        "rnews:datepublished",
        "cxenseparse:recs:publishtime",
    ];
    let meta = NAMES.iter().find_map(|name| metas.all(name).find_map(dates::parse));
    meta.or_else(|| time_element(page)).or_else(|| date_in_address(base?))
}

/// The date of a `time` element that says it is the article's, else of the first one before any list of others.
fn time_element(page: &Document) -> Option<String> {
    let root = page.html_root();
    let dated = |node: &NodeRef<'_>| {
        let declared = dom::attr(node, "datetime").and_then(|date| dates::parse(&date));
        declared.or_else(|| dates::parse(&one_line(&node.text())))
    };
    let times = dom::elements(&root, &["time"]);
    let own = times.iter().find(|node| {
        node.has_attr("pubdate")
            || dom::attr(node, "itemprop")
                .is_some_and(|prop| prop.eq_ignore_ascii_case("datePublished"))
            || node.class().is_some_and(|class| {
                let class = class.to_ascii_lowercase();
                class.contains("publish")
                    || class.contains("entry-date")
                    || class.contains("post-date")
            })
    });
    if let Some(date) = own.and_then(dated) {
        return Some(date);
    }
    let inside = |node: &&NodeRef<'_>| {
        let mut names = node.ancestors_it(None).map(|parent| dom::name(&parent));
        names.any(|name| matches!(name.as_str(), "article" | "main" | "header"))
    };
    // Many dates are a list of articles, not one.
    if times.len() > 4 {
        return None;
    }
    times.iter().filter(inside).find_map(dated)
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

fn canonical(page: &Document, metas: &Metas, base: Option<&Url>) -> Option<String> {
    let root = page.html_root();
    let link = dom::elements(&root, &["link"]).into_iter().find_map(|node| {
        let rel = dom::attr(&node, "rel")?;
        rel.eq_ignore_ascii_case("canonical").then(|| dom::attr(&node, "href"))?
    });
    let candidates = link.into_iter().chain(metas.first(&["og:url"]));
    let absolute = candidates
        .filter_map(|address| match base {
            Some(base) => base.join(address.trim()).ok(),
            None => Url::parse(address.trim()).ok(),
        })
        .filter(|url| matches!(url.scheme(), "http" | "https"));
    // A home page is not the address of an article that lies deeper.
    let deeper = base.is_some_and(|base| base.path().len() > 1);
    let mut absolute =
        absolute.filter(|url| !(deeper && url.path().len() <= 1 && url.query().is_none()));
    let url = absolute.next().map(|url| url.to_string());
    url.or_else(|| base.filter(|base| base.scheme().starts_with("http")).map(Url::to_string))
}

fn declared_language(page: &Document, metas: &Metas) -> Option<String> {
    let html =
        dom::attr(&page.html_root(), "lang").or_else(|| dom::attr(&page.html_root(), "xml:lang"));
    let body = || page.body().and_then(|body| dom::attr(&body, "lang"));
    let meta = || {
        metas.first(&[
            "content-language",
            "dc.language",
            "dcterms.language",
            "citation_language",
            "og:locale",
        ])
    };
    html.or_else(body).or_else(meta).and_then(|tag| language::declared(&tag))
}
