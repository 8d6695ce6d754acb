//! EPUB: the chapters of a book in the order in which they are read, with its images.

use super::{Draft, dates, decode, images::Resources, language, one_line, receipt, zip};
use crate::dom;
use crate::model::{Metadata, Receipt};
use crate::{sentence, sentence::Sentence};
use dom_query::NodeRef;
use roxmltree::{Document, Node, ParsingOptions};
use std::collections::HashMap;
use std::io::Cursor;
use zip::{Zip, ZipProblem};

/// Bytes of one file in a book that are read at most, and of all chapters together.
const MAX_FILE: u64 = 20 * 1024 * 1024;
const MAX_TEXT: usize = 40 * 1024 * 1024;
/// Chapters read at most.
const MAX_CHAPTERS: usize = 5_000;

type Book<'a> = Zip<Cursor<&'a [u8]>>;

/// An EPUB's first entry is named `mimetype`, is not compressed, and says what it is.
pub fn is_epub(bytes: &[u8]) -> bool {
    zip::is_zip(bytes) && bytes.get(30..58) == Some(b"mimetypeapplication/epub+zip")
}

/// Reads a book; its images go to `held`.
pub(super) fn read(bytes: &[u8], held: &mut Resources) -> Draft {
    match chapters(bytes, held) {
        Ok(draft) => draft,
        Err(problem) => {
            let receipt = Receipt { problems: vec![unread(&problem)], ..Receipt::default() };
            Draft { receipt, ..Draft::default() }
        }
    }
}

fn unread(problem: &ZipProblem) -> Sentence {
    match problem {
        ZipProblem::Damaged => sentence!(
            "book-damaged",
            "This book could not be read: it is damaged, or no zip file. The original is kept."
        ),
        ZipProblem::Encrypted => sentence!(
            "book-locked",
            "This book could not be read: it is protected by a password. The original is kept."
        ),
        ZipProblem::Method => sentence!(
            "book-method",
            "This book could not be read: it is compressed in a way that is not known here. The original is kept."
        ),
        ZipProblem::TooLarge => sentence!(
            "book-too-large",
            "This book could not be read: it unpacks to more than is allowed. The original is kept."
        ),
    }
}

fn chapters(bytes: &[u8], held: &mut Resources) -> Result<Draft, ZipProblem> {
    let mut book = Zip::open(Cursor::new(bytes))?;
    let container = file(&mut book, "META-INF/container.xml")?;
    let package_name = with_xml(&container, |xml| {
        let root = xml.descendants().find(|node| node.has_tag_name_any("rootfile"))?;
        root.attribute("full-path").map(str::to_owned)
    });
    let package_name = package_name.ok_or(ZipProblem::Damaged)?;
    let package = file(&mut book, &package_name)?;
    let package = with_xml(&package, |xml| Some(Package::read(xml, &package_name)));
    let package = package.ok_or(ZipProblem::Damaged)?;
    let titles = titles(&mut book, &package);
    let mut html = String::new();
    let mut problems = Vec::new();
    for name in package.spine.iter().take(MAX_CHAPTERS) {
        match book.read(name, MAX_FILE) {
            Ok(Some(bytes)) if html.len() + bytes.len() <= MAX_TEXT => {
                html.push_str(&chapter(&mut book, name, &bytes, titles.get(name), held));
            }
            Ok(None) => problems.push(sentence!(
                "book-chapter-missing",
                "“{name}” is missing from the book.",
                name = name
            )),
            Ok(Some(_)) | Err(_) => problems.push(sentence!(
                "book-chapter-unread",
                "“{name}” could not be read.",
                name = name
            )),
        }
    }
    let html = super::html::with_notes(html);
    let (_, source) = receipt::read(&html);
    let receipt = Receipt { source, problems, ..Receipt::default() };
    Ok(Draft { metadata: package.metadata, html, receipt, ..Draft::default() })
}

fn file(book: &mut Book<'_>, name: &str) -> Result<String, ZipProblem> {
    let bytes = book.read(name, MAX_FILE)?.ok_or(ZipProblem::Damaged)?;
    Ok(decode::decode(&bytes, None).0)
}

fn with_xml<T>(text: &str, read: impl FnOnce(&Document<'_>) -> Option<T>) -> Option<T> {
    // Entities of a document's own are expanded only so far by the parser.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    read(&Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).ok()?)
}

trait LocalName {
    /// Whether the element has this name, in whatever namespace.
    fn has_tag_name_any(&self, name: &str) -> bool;
}

impl LocalName for Node<'_, '_> {
    fn has_tag_name_any(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

/// What a book says about itself, and the names of its chapters' files in order.
struct Package {
    metadata: Metadata,
    spine: Vec<String>,
    /// The file that holds the table of contents, and whether it is of the older kind (NCX).
    contents: Option<(String, bool)>,
}

impl Package {
    fn read(xml: &Document<'_>, place: &str) -> Self {
        let texts = |name: &str| {
            let nodes = xml.descendants().filter(|node| node.has_tag_name_any(name));
            let texts = nodes.map(|node| one_line(&text_of(node)));
            texts.filter(|text| !text.is_empty()).collect::<Vec<String>>()
        };
        let first = |name: &str| texts(name).into_iter().next();
        let description = first("description").map(|text| {
            one_line(crate::text::Text::of_body(&crate::sanitize::seal(&text)).as_str())
        });
        let metadata = Metadata {
            title: first("title").unwrap_or_default(),
            authors: texts("creator"),
            site: first("publisher"),
            published: first("date").as_deref().and_then(dates::parse),
            language: first("language").as_deref().and_then(language::declared),
            excerpt: description,
            ..Metadata::default()
        };
        let mut files = HashMap::new();
        let mut contents = None;
        for item in xml.descendants().filter(|node| node.has_tag_name_any("item")) {
            let (Some(id), Some(href)) = (item.attribute("id"), item.attribute("href")) else {
                continue;
            };
            let Some(name) = zip::resolve(place, href) else { continue };
            let properties = item.attribute("properties").unwrap_or_default();
            if properties.split_ascii_whitespace().any(|property| property == "nav") {
                contents = Some((name.clone(), false));
            } else if item.attribute("media-type") == Some("application/x-dtbncx+xml") {
                contents = contents.or(Some((name.clone(), true)));
            }
            files.insert(id, name);
        }
        let spine = xml
            .descendants()
            .filter(|node| node.has_tag_name_any("itemref"))
            .filter(|node| node.attribute("linear") != Some("no"))
            .filter_map(|node| files.get(node.attribute("idref")?).cloned())
            .filter(|name| contents.as_ref().is_none_or(|(contents, _)| contents != name))
            .collect();
        Self { metadata, spine, contents }
    }
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten()).collect()
}

/// The title that the table of contents gives to each file, the first where there are several.
fn titles(book: &mut Book<'_>, package: &Package) -> HashMap<String, String> {
    let mut titles = HashMap::new();
    let Some((name, older)) = &package.contents else { return titles };
    let Ok(text) = file(book, name) else { return titles };
    let mut put = |address: Option<&str>, title: String| {
        let file = address.and_then(|address| zip::resolve(name, address));
        if let Some(file) = file.filter(|_| !title.is_empty()) {
            titles.entry(file).or_insert(title);
        }
    };
    let _found = with_xml(&text, |xml| {
        for node in xml.descendants() {
            if *older && node.has_tag_name_any("navPoint") {
                let of =
                    |wanted: &str| node.children().find(|child| child.has_tag_name_any(wanted));
                let title = of("navLabel").map(|label| one_line(&text_of(label)));
                put(of("content").and_then(|c| c.attribute("src")), title.unwrap_or_default());
            } else if !*older && node.has_tag_name_any("a") {
                put(node.attribute("href"), one_line(&text_of(node)));
            }
        }
        Some(())
    });
    titles
}

/// The markup of one chapter, under a heading, with its images held under names of their own.
fn chapter(
    book: &mut Book<'_>,
    name: &str,
    bytes: &[u8],
    title: Option<&String>,
    held: &mut Resources,
) -> String {
    let (text, _) = decode::decode(bytes, None);
    let page = dom::page(&with_end_tags(&text));
    let root = page.body().unwrap_or_else(|| page.html_root());
    for image in dom::elements(&root, &["img", "image"]) {
        let address = ["src", "xlink:href", "href"].iter().find_map(|at| dom::attr(&image, at));
        let Some(file) = address.and_then(|address| zip::resolve(name, &address)) else { continue };
        let key = format!("epub:{file}");
        if !held.contains_key(&key)
            && let Ok(Some(bytes)) = book.read(&file, super::images::MAX_IMAGE as u64)
        {
            held.insert(key.clone(), bytes);
        }
        image.set_attr("src", &key);
    }
    name_by_file(&root, name);
    // A picture drawn through SVG, as covers often are, is a picture.
    for drawing in dom::elements(&root, &["svg"]) {
        if let Some(image) = dom::elements(&drawing, &["image"]).first() {
            let source = dom::attr(image, "src").unwrap_or_default();
            drawing.replace_with_html(format!("<img src=\"{}\">", dom::escape(&source)));
        }
    }
    // The title of the book is the only heading of the first level.
    for (from, to) in [("h5", "h6"), ("h4", "h5"), ("h3", "h4"), ("h2", "h3"), ("h1", "h2")] {
        for heading in dom::elements(&root, &[from]) {
            heading.rename(to);
        }
    }
    let has_heading = !dom::elements(&root, &["h2", "h3", "h4"]).is_empty();
    let heading = title.filter(|_| !has_heading);
    let heading = heading.map(|title| format!("<h2>{}</h2>", dom::escape(title)));
    format!("{}{}", heading.unwrap_or_default(), root.inner_html())
}

/// XHTML as HTML: `<title/>` would swallow the rest of the page, `<a id="x"/>` would run on to its end.
fn with_end_tags(xhtml: &str) -> String {
    const VOID: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "image", "img", "input", "link", "meta",
        "source", "track", "wbr",
    ];
    let mut out = String::with_capacity(xhtml.len());
    let mut rest = xhtml;
    while let Some(end) = rest.find("/>") {
        let (head, tail) = rest.split_at(end);
        let tail = tail.get(2..).unwrap_or_default();
        let name = head.rfind('<').and_then(|start| {
            let name: &str = head.get(start + 1..)?;
            let length = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':'));
            name.get(..length.unwrap_or(name.len())).filter(|name| !name.is_empty())
        });
        out.push_str(head);
        match name {
            Some(name) if !VOID.contains(&name) => out.push_str(&format!("></{name}>")),
            _ => out.push_str("/>"),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Puts the name of a chapter's file before the names in it, so that links from one chapter to another find their
/// places when all stand in one text.
fn name_by_file(root: &NodeRef<'_>, file: &str) {
    dom::walk(root, |step| {
        let dom::Step::Open(node) = step else { return dom::Go::In };
        if let Some(id) = dom::attr(&node, "id") {
            node.set_attr("id", &format!("{file}#{id}"));
        }
        if dom::name(&node) == "a"
            && let Some(href) = dom::attr(&node, "href").filter(|href| !href.contains("://"))
            && let Some((path, place)) = href.split_once('#')
        {
            let to = if path.is_empty() { Some(file.to_owned()) } else { zip::resolve(file, path) };
            if let Some(to) = to {
                node.set_attr("href", &format!("#{to}#{place}"));
            }
        }
        dom::Go::In
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_a_book_stand_in_another_file() {
        let part = |file: &str, html: &str| {
            let page = dom::page(html);
            let root = page.body().unwrap();
            name_by_file(&root, file);
            root.inner_html().to_string()
        };
        let text = part(
            "OPS/text/a.xhtml",
            "<p>A wall<a href=\"../notes.xhtml#n1\">1</a> in the sea<a href=\"#n1\">*</a>, \
             see <a href=\"https://example.org/#n1\">there</a>.</p><aside id=\"n1\"><p>Or not.</p></aside>",
        );
        let notes = part(
            "OPS/notes.xhtml",
            "<ol><li id=\"n1\"><a href=\"text/a.xhtml#x\">1</a> A mole.</li></ol>",
        );
        let sealed = crate::sanitize::seal(&crate::extract::html::with_notes(text + &notes));
        let markdown = crate::markdown::from_html(&sealed);
        assert!(markdown.contains("A wall[^1] in the sea"), "{markdown}");
        assert!(markdown.contains("[^2]: Or not."), "{markdown}");
        assert!(markdown.contains("[^1]: 1 A mole."), "{markdown}");
        assert!(markdown.contains("[there](https://example.org/#n1)"), "{markdown}");
    }

    #[test]
    fn elements_without_content_end() {
        assert_eq!(
            with_end_tags("<title/><p class=\"a\"/>x<br/><a id=\"b\"/>y 1 /> 2"),
            "<title></title><p class=\"a\"></p>x<br/><a id=\"b\"></a>y 1 /> 2"
        );
    }
}
