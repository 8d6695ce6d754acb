//! Mends a page before it is read: what scripts would have loaded is put in its place, what was drawn in one way for
//! looks is written in the way that it is meant.

mod breaks;
mod code;
mod documents;
mod formulas;
mod notes;
mod systems;
mod tables;
mod tabs;
mod verses;

pub(super) use breaks::{breaks, open_spans};
pub(super) use documents::is_document;
pub(super) use notes::{Note, find as find_notes, number as number_notes, settle as settle_notes};

use crate::dom;
use dom_query::{Document, NodeRef};
use url::Url;

/// Mends everything that can be mended without knowing which part of the page is the article; the notes of the page.
pub(super) fn all(page: &Document, base: Option<&Url>) -> Vec<Note> {
    let root = page.html_root();
    if is_document(page) {
        documents::mend(page, &root);
    }
    systems::mend(page, &root);
    let boxes = dom::elements(&root, &["span", "div", "mjx-container"]);
    notes::from_margin(page, &boxes);
    formulas::mend(page, &root, &boxes);
    verses::mend(page, &boxes);
    pictures(&root, base);
    embeds(page, &root, base);
    headings(&root);
    code::mend(page, &root);
    tabs::mend(page, &root);
    tables::mend(&root);
    breaks::breaks(page, &root);
    tasks(page, &root);
    addresses(&root, base);
    notes::find(&root)
}

/// Makes addresses absolute.
fn addresses(root: &NodeRef<'_>, base: Option<&Url>) {
    for node in dom::elements(root, &["a", "blockquote", "q"]) {
        let attribute = if dom::name(&node) == "a" { "href" } else { "cite" };
        let Some(address) = dom::attr(&node, attribute) else { continue };
        let address = address.trim();
        if address.starts_with('#') {
            continue;
        }
        let url = match base {
            Some(base) => base.join(address).ok(),
            None => Url::parse(address).ok(),
        };
        if let Some(url) = url {
            let end = end_of(&url);
            node.set_attr(attribute, end.as_ref().unwrap_or(&url).as_str());
        }
    }
}

/// Where an address leads that only counts or checks who goes there.
fn end_of(url: &Url) -> Option<Url> {
    let name = match (url.host_str()?, url.path()) {
        ("www.google.com", "/url") => "q",
        ("l.facebook.com", "/l.php") => "u",
        (host, _) if host.ends_with(".safelinks.protection.outlook.com") => "url",
        _ => return None,
    };
    let (_, end) = url.query_pairs().find(|(own, _)| own == name)?;
    Url::parse(&end).ok().filter(|end| matches!(end.scheme(), "http" | "https"))
}

/// Pictures that scripts would have loaded, and the ones for readers without scripts.
fn pictures(root: &NodeRef<'_>, base: Option<&Url>) {
    for hidden in dom::elements(root, &["noscript"]) {
        let inside = dom::elements(&hidden, &["img"]);
        if inside.len() != 1 || !hidden.text().trim().is_empty() {
            continue;
        }
        if let Some(before) = hidden.prev_element_sibling()
            && (dom::name(&before) == "img"
                || (before.text().trim().is_empty() && dom::elements(&before, &["img"]).len() == 1))
        {
            before.remove_from_parent();
        }
        hidden.rename("span");
    }
    for image in dom::elements(root, &["img"]) {
        let listed = ["data-srcset", "data-lazy-srcset", "srcset"]
            .iter()
            .find_map(|name| dom::attr(&image, name).and_then(|set| largest(&set)));
        let mut from_source = None;
        if let Some(picture) = image.parent().filter(|parent| dom::name(parent) == "picture") {
            from_source = dom::elements(&picture, &["source"]).iter().find_map(|source| {
                dom::attr(source, "srcset")
                    .or_else(|| dom::attr(source, "data-srcset"))
                    .and_then(|set| largest(&set))
            });
        }
        let own = dom::attr(&image, "src").filter(|address| is_picture(address));
        let waiting = [
            "data-src",
            "data-original",
            "data-lazy-src",
            "data-orig-file",
            "data-full-src",
            "data-hi-res-src",
            "data-url",
            "data-image",
        ]
        .iter()
        .find_map(|name| dom::attr(&image, name).filter(|address| is_picture(address)));
        let address = waiting.or(own).or(listed).or(from_source);
        let address =
            address.map(|address| match base.and_then(|base| base.join(address.trim()).ok()) {
                Some(url) => url.to_string(),
                None => address.trim().to_owned(),
            });
        match address {
            Some(address) => image.set_attr("src", &address),
            None => image.remove_attr("src"),
        }
        image.remove_attrs(&["srcset", "sizes"]);
    }
}

/// Whether an address can be a picture's own and not a stand-in's.
fn is_picture(address: &str) -> bool {
    let address = address.trim();
    let stand_in = [
        "placeholder",
        "blank.gif",
        "spacer",
        "transparent",
        "1x1",
        "lazyload",
        "loading.gif",
        "grey.gif",
    ];
    !address.is_empty()
        && !address.starts_with("data:")
        && !address.starts_with("about:")
        && !address.starts_with('{')
        && !stand_in.iter().any(|word| address.contains(word))
}

/// The address with the greatest width or density in a `srcset`.
fn largest(set: &str) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    let mut words = set.split_ascii_whitespace().peekable();
    while let Some(word) = words.next() {
        let address = word.trim_end_matches(',');
        let size = words.next_if(|next| {
            !word.ends_with(',') && next.trim_end_matches(',').ends_with(['w', 'x'])
        });
        let size = size
            .and_then(|size| size.trim_end_matches([',', 'w', 'x']).parse::<f64>().ok())
            .unwrap_or(1.0);
        if is_picture(address) && best.is_none_or(|(most, _)| size > most) {
            best = Some((size, address));
        }
    }
    best.map(|(_, address)| address.to_owned())
}

/// The class of a paragraph with a link in the place of a film.
pub(super) const EMBED: &str = "embedded-film";

/// Films and posts of other sites become links to them.
fn embeds(page: &Document, root: &NodeRef<'_>, base: Option<&Url>) {
    const SITES: &[(&str, &str)] = &[
        ("youtube.com", "YouTube"),
        ("youtube-nocookie.com", "YouTube"),
        ("vimeo.com", "Vimeo"),
        ("dailymotion.com", "Dailymotion"),
        ("soundcloud.com", "SoundCloud"),
        ("spotify.com", "Spotify"),
        ("ted.com", "TED"),
        ("codepen.io", "CodePen"),
        ("archive.org", "Internet Archive"),
    ];
    for frame in dom::elements(root, &["iframe"]) {
        let address = dom::attr(&frame, "src")
            .filter(|address| is_picture(address))
            .or_else(|| dom::attr(&frame, "data-src"));
        let Some(address) = address else { continue };
        let url = match base {
            Some(base) => base.join(address.trim()).ok(),
            None => Url::parse(address.trim()).ok(),
        };
        let Some(mut url) = url else { continue };
        let host = url.host_str().unwrap_or_default().to_ascii_lowercase();
        let Some((_, site)) =
            SITES.iter().find(|(site, _)| host == *site || host.ends_with(&format!(".{site}")))
        else {
            continue;
        };
        if *site == "YouTube"
            && let Some(id) = url.path().strip_prefix("/embed/").map(str::to_owned)
        {
            let watch =
                Url::parse_with_params("https://www.youtube.com/watch", [("v", id.as_str())]);
            url = watch.unwrap_or(url);
        }
        let title = dom::attr(&frame, "title")
            .map(|title| crate::extract::one_line(&title))
            .filter(|title| !title.is_empty());
        let paragraph = page.tree.new_element("p");
        paragraph.set_attr("class", EMBED);
        let link = page.tree.new_element("a");
        link.set_attr("href", url.as_str());
        link.append_child(&page.tree.new_text(title.unwrap_or_else(|| (*site).to_owned())));
        paragraph.append_child(&link);
        frame.replace_with(&paragraph);
    }
}

/// Blocks that are headings by their role alone.
fn headings(root: &NodeRef<'_>) {
    for node in dom::elements(root, &["div", "p", "span"]) {
        if dom::attr(&node, "role").is_some_and(|role| role == "heading") {
            let level = dom::attr(&node, "aria-level")
                .and_then(|level| level.parse::<u8>().ok())
                .filter(|level| (1..=6).contains(level))
                .unwrap_or(2);
            node.rename(&format!("h{level}"));
        }
    }
}

/// Boxes to tick in lists become signs.
fn tasks(page: &Document, root: &NodeRef<'_>) {
    for node in dom::elements(root, &["input"]) {
        let in_list = node.ancestors_it(Some(3)).any(|above| dom::name(&above) == "li");
        if in_list
            && dom::attr(&node, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
            && node.has_attr("disabled")
        {
            let sign = if node.has_attr("checked") { "☑ " } else { "☐ " };
            node.replace_with(&page.tree.new_text(sign));
        }
    }
}
