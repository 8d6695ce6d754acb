//! What is known about a page beyond what articles are listed by: its address, language, licence, identifier, picture.

use super::json_ld::Linked;
use super::metas::Metas;
use crate::dom;
use crate::extract::dates;
use crate::model::Details;
use dom_query::Document;
use url::Url;

/// What is known beyond what articles are listed by.
pub(super) fn read(page: &Document, metas: &Metas, base: Option<&Url>, linked: &Linked) -> Details {
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
    let declared = metas.first(&[
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
        doi: declared.as_deref().and_then(doi).or_else(|| linked.doi.clone()),
        image: image.and_then(absolute),
    }
}

/// The Digital Object Identifier in a text such as `https://doi.org/10.1000/182`, `doi:10.1000/182` or the bare one.
pub(super) fn doi(text: &str) -> Option<String> {
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

pub(super) fn canonical(page: &Document, metas: &Metas, base: Option<&Url>) -> Option<String> {
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

pub(super) fn language(page: &Document, metas: &Metas) -> Option<String> {
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
    html.or_else(body).or_else(meta).and_then(|tag| crate::extract::language::declared(&tag))
}
