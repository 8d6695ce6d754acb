//! The only place that decides which HTML may live.
//!
//! What comes out is *sealed*: sanitising it again changes nothing, so its canonical text and every offset in it stay
//! true for good. Allowed is what an article is made of; nothing that runs, loads, styles or names itself.

use crate::dom;
use crate::extract::guard;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Version of the rules in this file, stored beside every sealed body.
pub const VERSION: u32 = 3;

/// The attribute of `pre` and `code` that names a programming language: letters, digits and `+#._-`, at most 32.
pub const LANGUAGE_ATTRIBUTE: &str = "data-language";

/// The "language" of formulas that are written in TeX.
pub const MATH_LANGUAGE: &str = "math";

/// What the id of a footnote begins with; a number follows.
pub const NOTE: &str = "fn-";

/// What the id of a reference to a footnote begins with; the footnote's number follows.
pub const NOTE_REFERENCE: &str = "fnref-";

/// Where images of the library are served.
const BLOB: &str = "library://localhost/";

/// Passes tried before giving up on a fixpoint; two were enough for every input seen so far.
const MAX_PASSES: usize = 8;

/// Sanitises to a fixpoint. Images that are not the library's own give way to their alternative text. Never fails:
/// markup that does not settle is kept as plain text.
pub fn seal(html: &str) -> String {
    let tame = guard::tame(html);
    let mut sealed = pass(&tame);
    for _ in 0..MAX_PASSES {
        let again = pass(&sealed);
        if again == sealed {
            return sealed;
        }
        sealed = again;
    }
    let text = crate::text::Text::of_body(&sealed);
    text.as_str().lines().map(|line| format!("<p>{}</p>", dom::escape(line))).collect()
}

/// Whether this HTML is sealed: sanitising it gives the very same bytes.
pub fn is_sealed(html: &str) -> bool {
    seal(html) == html
}

fn pass(html: &str) -> String {
    let clean = RULES.clean(html).to_string();
    let clean = if clean.contains("<img") { without_foreign_images(clean) } else { clean };
    if clean.contains("<pre") { without_blank_first_lines(clean) } else { clean }
}

/// Puts the alternative text in the place of every image that lost its address.
fn without_foreign_images(html: String) -> String {
    let document = dom::fragment(&html);
    let mut changed = false;
    for image in dom::elements(&document.html_root(), &["img"]) {
        if image.has_attr("src") {
            continue;
        }
        changed = true;
        let alt = dom::attr(&image, "alt").unwrap_or_default();
        if !alt.trim().is_empty() {
            image.insert_before(&document.tree.new_text(alt.trim()));
        }
        image.remove_from_parent();
    }
    if changed { dom::inner_html(&document) } else { html }
}

/// Removes line feeds directly after `<pre>`: a parser swallows one of them each time it reads the markup.
fn without_blank_first_lines(html: String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some(at) = rest.find("<pre") {
        let Some(end) = rest.get(at..).and_then(|tag| tag.find('>')).map(|end| at + end + 1) else {
            break;
        };
        let (head, tail) = rest.split_at(end);
        out.push_str(head);
        rest = tail.trim_start_matches(['\n', '\r']);
    }
    out.push_str(rest);
    out
}

/// Whether an address may stand in `href`, `cite` or, for the library's own images, `src`.
fn keeps(element: &str, attribute: &str, value: &str) -> bool {
    match attribute {
        "src" => is_blob(value),
        "id" => is_note(value),
        "href" if value.starts_with('#') => value.strip_prefix('#').is_some_and(is_note),
        "href" if crate::address::inside(value).is_some() => true,
        "href" | "cite" => url::Url::parse(value)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto")),
        "data-language" => is_language(value),
        "dir" => matches!(value.to_ascii_lowercase().as_str(), "ltr" | "rtl" | "auto"),
        "open" => element == "details",
        _ => true,
    }
}

/// The address of the blob with this hash.
pub(crate) fn blob_address(hash: &str) -> String {
    format!("{BLOB}{hash}")
}

/// Whether this is the id of a footnote or of a reference to one. No other name can be given to an element, so that
/// none can pass for something else.
fn is_note(id: &str) -> bool {
    let number = id.strip_prefix(NOTE).or_else(|| id.strip_prefix(NOTE_REFERENCE));
    number.is_some_and(|number| {
        (1..=5).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Whether this is the address of one of the library's blobs.
pub(crate) fn is_blob(address: &str) -> bool {
    address.strip_prefix(BLOB).is_some_and(is_hash)
}

/// Whether this can be the name of a blob.
pub(crate) fn is_hash(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The hashes of the blobs whose addresses stand in a text.
pub(crate) fn blobs_named(text: &str) -> impl Iterator<Item = &str> {
    text.split(BLOB).skip(1).filter_map(|rest| rest.get(..64).filter(|hash| is_hash(hash)))
}

/// Whether this can name a programming language in [`LANGUAGE_ATTRIBUTE`].
pub(crate) fn is_language(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 32
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"+#._-".contains(&b))
}

/// Presentation MathML without anything that links, embeds or carries a second copy of the formula.
const MATH: &[&str] = &[
    "math",
    "menclose",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
];

static RULES: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut rules = Builder::default();
    rules
        .add_tags(["figure", "figcaption", "section", "main", "address"])
        .add_tags(MATH)
        .rm_tags(["map", "area"])
        // What these hold is not text of the article: code, a second rendering, or a control's choices.
        .clean_content_tags(HashSet::from([
            "script",
            "style",
            "template",
            "noscript",
            "noembed",
            "noframes",
            "iframe",
            "object",
            "svg",
            "canvas",
            "video",
            "audio",
            "textarea",
            "select",
            "title",
            "annotation",
            "annotation-xml",
        ]))
        .add_generic_attributes(["dir", "id"])
        .tag_attributes(tag_attributes())
        .url_schemes(HashSet::from(["http", "https", "mailto", "library", "commonplace"]))
        // Of relative addresses only those of footnotes live.
        .url_relative(UrlRelative::Custom(Box::new(note_address)))
        .attribute_filter(|element, attribute, value| {
            keeps(element, attribute, value).then_some(Cow::Borrowed(value))
        })
        .link_rel(Some("noopener noreferrer"))
        .strip_comments(true);
    rules
});

fn note_address(address: &str) -> Option<Cow<'_, str>> {
    address.strip_prefix('#').is_some_and(is_note).then_some(Cow::Borrowed(address))
}

fn tag_attributes() -> HashMap<&'static str, HashSet<&'static str>> {
    const CELL: &[&str] = &["align", "colspan", "rowspan", "scope"];
    [
        ("a", &["href", "hreflang"][..]),
        ("blockquote", &["cite"]),
        ("q", &["cite"]),
        ("del", &["cite", "datetime"]),
        ("ins", &["cite", "datetime"]),
        ("time", &["datetime"]),
        ("data", &["value"]),
        ("col", &["span"]),
        ("colgroup", &["span"]),
        ("img", &["alt", "height", "src", "width"]),
        ("li", &["value"]),
        ("ol", &["start", "reversed", "type"]),
        ("td", CELL),
        ("th", CELL),
        ("pre", &[LANGUAGE_ATTRIBUTE]),
        ("code", &[LANGUAGE_ATTRIBUTE]),
        ("math", &["display"]),
        ("mi", &["mathvariant"]),
        ("mo", &["fence", "separator", "stretchy"]),
        ("mfrac", &["linethickness"]),
        ("mspace", &["width"]),
        ("mtd", &["columnspan", "rowspan"]),
    ]
    .into_iter()
    .map(|(tag, attributes)| (tag, attributes.iter().copied().collect()))
    .collect()
}
