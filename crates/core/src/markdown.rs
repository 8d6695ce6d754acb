//! Markdown in, sealed HTML out, and back.

mod escape;
mod write;

use crate::{dom, sanitize};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// Markdown as sealed HTML: CommonMark with tables, footnotes, strikethrough and task lists. Raw HTML in it is
/// sanitised like everything else.
pub fn to_html(markdown: &str) -> String {
    sanitize::seal(&render(markdown))
}

/// The body of an article as Markdown. Read again by [`to_html`] it has the same canonical text, except that a code
/// block always ends with a line feed.
pub fn from_html(sealed: &str) -> String {
    let document = dom::fragment(sealed);
    let markdown = write::blocks(&document.html_root(), 0);
    if markdown.is_empty() { markdown } else { markdown + "\n" }
}

/// The markup before sealing.
pub(crate) fn render(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, Parser::new_ext(markdown, options).map(ours));
    aligned(out)
}

/// Swaps the events whose usual markup would not survive sealing.
fn ours(event: Event<'_>) -> Event<'_> {
    match event {
        Event::TaskListMarker(done) => {
            Event::Text(CowStr::Borrowed(if done { "☑ " } else { "☐ " }))
        }
        Event::Start(Tag::CodeBlock(kind)) => {
            let language = match &kind {
                CodeBlockKind::Fenced(info) => {
                    info.split([' ', ',', '{']).next().filter(|name| sanitize::is_language(name))
                }
                CodeBlockKind::Indented => None,
            };
            Event::Html(CowStr::from(match language {
                Some(language) => {
                    let attribute = sanitize::LANGUAGE_ATTRIBUTE;
                    format!("<pre {attribute}=\"{language}\"><code>")
                }
                None => "<pre><code>".to_owned(),
            }))
        }
        Event::End(TagEnd::CodeBlock) => Event::Html(CowStr::Borrowed("</code></pre>\n")),
        event => event,
    }
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
