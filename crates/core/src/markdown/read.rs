//! Markdown's events with the markup that survives sealing.

use crate::dom;
use crate::sanitize::{self, LANGUAGE_ATTRIBUTE, MATH_LANGUAGE, NOTE, NOTE_REFERENCE};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};
use std::collections::HashMap;

/// Swaps the events whose usual markup would not survive sealing. With `wiki_links`, `[[names]]` lead to what has that
/// title in the library.
pub(super) fn ours<'a>(
    events: impl Iterator<Item = Event<'a>>,
    wiki_links: bool,
) -> Vec<Event<'a>> {
    let mut reader = Reader { wiki_links, ..Reader::default() };
    for event in events {
        reader.push(event);
    }
    reader.close_marks();
    reader.out
}

#[derive(Default)]
struct Reader<'a> {
    out: Vec<Event<'a>>,
    /// Numbers of footnotes by their labels.
    numbers: HashMap<String, u32>,
    referred: HashMap<u32, u32>,
    /// Where `==` was opened and not yet closed in this block.
    marks: Vec<usize>,
    code: bool,
    wiki: bool,
    wiki_links: bool,
}

impl<'a> Reader<'a> {
    fn push(&mut self, event: Event<'a>) {
        if !matches!(event, Event::End(TagEnd::Paragraph)) {
            self.settle_formula();
        }
        match event {
            Event::TaskListMarker(done) => self.text(if done { "☑ " } else { "☐ " }),
            Event::Start(Tag::CodeBlock(kind)) => {
                self.code = true;
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info
                        .split([' ', ',', '{'])
                        .next()
                        .filter(|name| sanitize::is_language(name)),
                    CodeBlockKind::Indented => None,
                };
                self.html(match language {
                    Some(language) => format!("<pre {LANGUAGE_ATTRIBUTE}=\"{language}\"><code>"),
                    None => "<pre><code>".to_owned(),
                });
            }
            Event::End(TagEnd::CodeBlock) => {
                self.code = false;
                self.html("</code></pre>\n".to_owned());
            }
            Event::InlineMath(tex) => self.inline_formula(&tex),
            Event::DisplayMath(tex) => self.display_formula(&tex),
            Event::FootnoteReference(label) => {
                let number = self.number(&label);
                let times = self.referred.entry(number).or_default();
                *times += 1;
                // A note leads back to the first reference.
                let id = if *times == 1 {
                    format!(" id=\"{NOTE_REFERENCE}{number}\"")
                } else {
                    String::new()
                };
                self.inline(format!("<sup><a href=\"#{NOTE}{number}\"{id}>{number}</a></sup>"));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let number = self.number(&label);
                let item = format!("<li id=\"{NOTE}{number}\">");
                // Notes that follow each other are one list.
                match self.out.last() {
                    Some(Event::Html(end)) if &**end == NOTES_END => {
                        self.out.pop();
                        self.html(format!("</li>\n{item}"));
                    }
                    _ if number == 1 => self.html(format!("<ol>{item}")),
                    _ => self.html(format!("<ol start=\"{number}\">{item}")),
                }
            }
            Event::End(TagEnd::FootnoteDefinition) => self.html(NOTES_END.to_owned()),
            Event::Text(text) if !self.code && text.contains("==") => self.marked(&text),
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. })
                if self.wiki_links =>
            {
                let address = crate::address::of_title(&dest_url);
                self.inline(format!("<a href=\"{address}\">"));
            }
            // Pages of a wiki are somebody else's; their names stay.
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { .. }, .. }) => {
                self.wiki = true
            }
            Event::End(TagEnd::Link) if self.wiki => self.wiki = false,
            Event::Start(tag) => {
                if !is_inline(&tag) {
                    self.close_marks();
                }
                self.out.push(Event::Start(tag));
            }
            Event::End(TagEnd::Paragraph) if self.only_formula() => {
                // A paragraph with nothing in it but a formula is the formula's block.
                let formula = self.out.pop();
                self.out.pop();
                if let Some(Event::InlineHtml(formula)) = formula {
                    let block = formula.replacen("<code", "<pre", 1).replacen(DISPLAY, "", 1);
                    let block = block.replacen('>', "><code>", 1);
                    self.html(format!("{block}</pre>\n"));
                }
            }
            Event::End(end) => {
                if matches!(
                    end,
                    TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item
                ) {
                    self.close_marks();
                }
                self.out.push(Event::End(end));
            }
            event => self.out.push(event),
        }
    }

    fn number(&mut self, label: &str) -> u32 {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        let own = label.parse::<u32>().ok().filter(|own| (1..=9999).contains(own));
        let taken = |number: &u32| self.numbers.values().any(|known| known == number);
        let number =
            own.filter(|own| !taken(own)).or_else(|| (1..10_000).find(|number| !taken(number)));
        let number = number.unwrap_or(1);
        self.numbers.insert(label.to_owned(), number);
        number
    }

    fn inline_formula(&mut self, tex: &str) {
        self.inline(format!(
            "<code {LANGUAGE_ATTRIBUTE}=\"{MATH_LANGUAGE}\">{}</code>",
            dom::escape(tex)
        ));
    }

    fn display_formula(&mut self, tex: &str) {
        let tex = dom::escape(tex.trim_matches('\n'));
        self.inline(format!(
            "<code {LANGUAGE_ATTRIBUTE}=\"{MATH_LANGUAGE}\">{DISPLAY}{tex}</code>"
        ));
        if !self.only_formula() {
            self.settle_formula();
        }
    }

    /// Words follow in the same paragraph: the formula is one of them.
    fn settle_formula(&mut self) {
        if let Some(Event::InlineHtml(formula)) = self.out.last_mut()
            && formula.contains(DISPLAY)
        {
            *formula = CowStr::from(formula.replacen(DISPLAY, "", 1));
        }
    }

    /// Whether the open paragraph holds one display formula and nothing else.
    fn only_formula(&self) -> bool {
        let count = self.out.len();
        let opened = count.checked_sub(2).and_then(|at| self.out.get(at));
        let opened = matches!(opened, Some(Event::Start(Tag::Paragraph)));
        opened
            && matches!(self.out.last(), Some(Event::InlineHtml(formula)) if formula.contains(DISPLAY))
    }

    /// Text in which `==` begins and ends marked words.
    fn marked(&mut self, text: &str) {
        let mut rest = text;
        let mut before: Option<char> = None;
        while let Some((head, tail)) = rest.split_once("==") {
            if !head.is_empty() {
                self.text(head);
                before = head.chars().next_back();
            }
            let after = tail.chars().next();
            let closes = before.is_some_and(|c| !c.is_whitespace())
                || (before.is_none() && !self.marks.is_empty());
            let opens = after.is_none_or(|c| !c.is_whitespace() && c != '=');
            match self.marks.pop() {
                Some(open) if closes => {
                    if let Some(event) = self.out.get_mut(open) {
                        *event = Event::InlineHtml(CowStr::Borrowed("<mark>"));
                    }
                    self.inline("</mark>".to_owned());
                }
                open => {
                    self.marks.extend(open);
                    if opens && open.is_none() {
                        self.marks.push(self.out.len());
                    }
                    // Stays as it is unless an end is found.
                    self.text("==");
                }
            }
            before = Some('=');
            rest = tail;
        }
        if !rest.is_empty() {
            self.text(rest);
        }
    }

    /// What was opened and not closed in a block is no mark.
    fn close_marks(&mut self) {
        self.marks.clear();
    }

    fn text(&mut self, text: &str) {
        self.out.push(Event::Text(CowStr::from(text.to_owned())));
    }

    fn html(&mut self, html: String) {
        self.out.push(Event::Html(CowStr::from(html)));
    }

    fn inline(&mut self, html: String) {
        self.out.push(Event::InlineHtml(CowStr::from(html)));
    }
}

/// Stands in a display formula until it is known whether it has the paragraph to itself; no TeX holds it.
const DISPLAY: &str = "\u{e000}";

const NOTES_END: &str = "</li></ol>\n";

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}
