//! Markdown in, sealed HTML out, and back.

mod escape;
mod read;
mod write;

use crate::{dom, sanitize};
use pulldown_cmark::{Options, Parser, html};

/// Markdown as sealed HTML: CommonMark with tables, footnotes, strikethrough, task lists, definition lists, formulas in TeX between
/// dollar signs, `==marked==` words and `[[wiki links]]`. Raw HTML in it is sanitised like everything else.
pub fn to_html(markdown: &str) -> String {
    sanitize::seal(&render(markdown))
}

/// A note as sealed HTML: as [`to_html`], and `[[Title]]` is a link to what has that title in the library.
pub fn note_html(markdown: &str) -> String {
    sanitize::seal(&render_with(markdown, true))
}

/// The body of an article as Markdown. Read again by [`to_html`] it has the same canonical text, except that a code
/// block always ends with a line feed.
pub fn from_html(sealed: &str) -> String {
    let document = dom::fragment(sealed);
    let root = document.html_root();
    write::without_lost_notes(&root);
    let markdown = write::blocks(&root, 0);
    if markdown.is_empty() { markdown } else { markdown + "\n" }
}

/// The markup before sealing.
pub(crate) fn render(markdown: &str) -> String {
    render_with(markdown, false)
}

fn render_with(markdown: &str, wiki_links: bool) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS;
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(
        &mut out,
        read::ours(Parser::new_ext(markdown, options), wiki_links).into_iter(),
    );
    aligned(out)
}

/// Column alignment as an attribute, because style sheets do not survive sealing.
fn aligned(html: String) -> String {
    const STYLE: &str = "text-align: ";
    if !html.contains(STYLE) {
        return html;
    }
    let document = dom::fragment(&html);
    for cell in dom::elements(&document.html_root(), &["td", "th"]) {
        let style = dom::attr(&cell, "style").unwrap_or_default();
        if let Some(side) = style.strip_prefix(STYLE) {
            cell.set_attr("align", side.trim_end_matches(';'));
        }
    }
    dom::inner_html(&document)
}
