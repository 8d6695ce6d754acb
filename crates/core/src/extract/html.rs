//! Web pages.

use super::{Draft, images, metadata, one_line, receipt};
use crate::dom;
use crate::model::Receipt;
use crate::sanitize;
use crate::text::{Text, count_words};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use url::Url;

/// An article of fewer words than this is doubted when the page holds many times more.
const FEW_WORDS: u32 = 60;

/// Finds the article in a page.
pub(super) fn read(html: &str, url: Option<&str>) -> Draft {
    let page = dom::page(html);
    let base = base(&page, url);
    let mut metadata = metadata::read(&page, base.as_ref());
    prepare(&page, base.as_ref());
    open_noscript(&page);
    let root = page.html_root();
    let page_blocks = receipt::blocks(&root);
    let mut source = receipt::count_elements(&root);
    source.words = page_blocks.iter().map(|block| count_words(block)).sum();
    let mut problems = Vec::new();

    let article = article(&page).filter(|article| {
        let words = Text::of_body(article).words();
        words >= FEW_WORDS || words.saturating_mul(4) >= source.words
    });
    let content = article.unwrap_or_else(|| {
        if source.words > 0 {
            problems
                .push("No article was found in the page, so all of its text was kept.".to_owned());
        }
        whole_text(&page)
    });
    let content = without_title(&content, &metadata.title);
    if metadata.excerpt.as_deref().is_some_and(|excerpt| excerpt == metadata.title) {
        metadata.excerpt = None;
    }
    let article_blocks = receipt::blocks(&dom::fragment(&content).html_root());
    let dropped = receipt::left_out(&page_blocks, &article_blocks);
    let receipt = Receipt { source, dropped, problems, ..Receipt::default() };
    Draft { metadata, html: content, receipt }
}

/// The address that relative ones are relative to.
fn base(page: &Document, url: Option<&str>) -> Option<Url> {
    let own = url.and_then(|url| Url::parse(url).ok());
    let declared = page.base_uri().map(|base| base.to_string());
    match (declared, own) {
        (Some(base), Some(own)) => own.join(&base).ok().or(Some(own)),
        (Some(base), None) => Url::parse(&base).ok(),
        (None, own) => own,
    }
}

/// Makes addresses absolute and carries the names of programming languages to where sealing keeps them.
fn prepare(page: &Document, base: Option<&Url>) {
    let root = page.html_root();
    images::open_backgrounds(&root);
    let named = ["a", "blockquote", "q", "img", "pre", "code", "div", "figure"];
    for node in dom::elements(&root, &named) {
        match dom::name(&node).as_str() {
            "a" => absolute(&node, "href", base),
            "img" => absolute(&node, "src", base),
            "blockquote" | "q" => absolute(&node, "cite", base),
            _ => carry_language(&node),
        }
    }
}

/// Some pages carry all of their text for readers without scripts only.
fn open_noscript(page: &Document) {
    let root = page.html_root();
    let hidden = dom::elements(&root, &["noscript"]);
    let inside: Vec<u32> =
        hidden.iter().map(|node| Text::of_body(&node.inner_html()).words()).collect();
    if inside.iter().all(|words| *words < FEW_WORDS) {
        return;
    }
    let visible: u32 = receipt::blocks(&root).iter().map(|block| count_words(block)).sum();
    for (node, words) in hidden.iter().zip(inside) {
        if words >= FEW_WORDS && words > visible {
            node.rename("div");
        }
    }
}

fn absolute(node: &NodeRef<'_>, attribute: &str, base: Option<&Url>) {
    let Some(address) = dom::attr(node, attribute) else { return };
    let address = address.trim();
    if address.starts_with('#') {
        return;
    }
    if let Some(url) = base.and_then(|base| base.join(address).ok()) {
        node.set_attr(attribute, url.as_str());
    }
}

/// Copies a language from a class of `pre`, of its `code` or of a wrapper around it.
fn carry_language(node: &NodeRef<'_>) {
    let named = dom::attr(node, "data-lang").or_else(|| dom::attr(node, "data-language"));
    let named = named.or_else(|| node.class().and_then(|class| language_of_class(&class)));
    let Some(language) = named.filter(|name| sanitize::is_language(name)) else { return };
    let targets = match dom::name(node).as_str() {
        "pre" | "code" => vec![*node],
        _ => dom::elements(node, &["pre"]),
    };
    for target in targets {
        if dom::name(&target) == "code" {
            match target.parent().filter(|parent| dom::name(parent) == "pre") {
                Some(pre) => pre.set_attr(sanitize::LANGUAGE_ATTRIBUTE, &language),
                None => target.set_attr(sanitize::LANGUAGE_ATTRIBUTE, &language),
            }
        } else if !target.has_attr(sanitize::LANGUAGE_ATTRIBUTE) {
            target.set_attr(sanitize::LANGUAGE_ATTRIBUTE, &language);
        }
    }
}

fn language_of_class(class: &str) -> Option<String> {
    let mut previous = "";
    for name in class.split_ascii_whitespace() {
        for prefix in ["language-", "lang-", "highlight-source-", "brush:"] {
            if let Some(language) = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()) {
                return Some(language.trim_end_matches(';').to_owned());
            }
        }
        if matches!(previous, "sourceCode" | "brush:" | "hljs") {
            return Some(name.trim_end_matches(';').to_owned());
        }
        previous = name;
    }
    None
}

/// The article as the readability rules see it.
fn article(page: &Document) -> Option<String> {
    let config = Config {
        keep_classes: false,
        disable_json_ld: true,
        char_threshold: 250,
        ..Config::default()
    };
    let mut readability = Readability::with_document(page.clone(), None, Some(config)).ok()?;
    readability.parse().ok().map(|article| article.content.to_string())
}

/// Everything readable in a page, without what is plainly furniture.
fn whole_text(page: &Document) -> String {
    let copy = page.clone();
    let root = copy.body().unwrap_or_else(|| copy.html_root());
    let furniture = [
        "nav", "script", "style", "noscript", "template", "form", "button", "input", "select",
        "textarea", "svg", "iframe",
    ];
    let main = dom::elements(&root, &["main", "article"]);
    let enough = |node: &NodeRef<'_>| count_words(&node.text()) >= FEW_WORDS;
    let root = main.into_iter().find(enough).unwrap_or(root);
    for node in dom::elements(&root, &furniture) {
        node.remove_from_parent();
    }
    root.inner_html().to_string()
}

/// Removes the heading that repeats the title.
fn without_title(content: &str, title: &str) -> String {
    let document = dom::fragment(content);
    let root = document.html_root();
    let title = fold(title);
    let heading = dom::elements(&root, &["h1", "h2"]).into_iter().next();
    if let Some(heading) =
        heading.filter(|heading| !title.is_empty() && fold(&heading.text()) == title)
    {
        heading.remove_from_parent();
    }
    // The title is the only heading of the first level.
    for heading in dom::elements(&root, &["h1"]) {
        heading.rename("h2");
    }
    dom::inner_html(&document)
}

/// Letters and digits alone, in lower case.
pub(super) fn fold(text: &str) -> String {
    one_line(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
