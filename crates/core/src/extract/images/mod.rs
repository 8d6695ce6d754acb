//! Images of an article: which it wants, what their bytes are, and how they come to stand in the body.
//!
//! A body refers to images by the hash of their bytes alone. Bytes count only as one of five formats, found by their
//! first bytes; what the source called them does not matter.

mod data;
mod place;

use crate::dom;
use crate::sanitize;
use dom_query::NodeRef;
use std::collections::{HashMap, HashSet};

pub(super) use data::{from_base64, lift};
pub(super) use place::place;

/// Bytes of one image at most.
pub const MAX_IMAGE: usize = 10 * 1024 * 1024;
/// Bytes of all images of one article at most.
pub const MAX_IMAGES: usize = 50 * 1024 * 1024;
/// Different images of one article at most.
pub const MAX_COUNT: usize = 200;
/// Bytes by the address that the page calls them.
pub type Resources = HashMap<String, Vec<u8>>;

/// The address of an image in a body, by the hash of its bytes.
pub fn address(hash: &str) -> String {
    sanitize::blob_address(hash)
}

/// Whether this can be the hash of an image: 64 lower-case hexadecimal digits.
pub fn is_hash(name: &str) -> bool {
    sanitize::is_hash(name)
}

/// The hashes of the images that a body, or what was made of one, shows; one may come several times.
pub fn named(text: &str) -> impl Iterator<Item = &str> {
    sanitize::blobs_named(text)
}

/// The media type of a picture, by its first bytes: PNG, JPEG, GIF, WebP or AVIF, which hold no markup and run nothing.
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let at =
        |offset: usize, magic: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(magic));
    Some(match () {
        () if starts(b"\x89PNG\r\n\x1a\n") => "image/png",
        () if starts(b"\xff\xd8\xff") => "image/jpeg",
        () if starts(b"GIF87a") || starts(b"GIF89a") => "image/gif",
        () if starts(b"RIFF") && at(8, b"WEBP") => "image/webp",
        () if at(4, b"ftypavif") || at(4, b"ftypavis") => "image/avif",
        () => return None,
    })
}

/// Gives back their addresses to images that SingleFile shows as backgrounds, so as to store each once:
/// `<img style="background-image:var(--sf-img-3)">` with `--sf-img-3:url("…")` in a style sheet.
pub(super) fn open_backgrounds(root: &NodeRef<'_>) {
    const NAME: &str = "--sf-img-";
    let images = dom::elements(root, &["img"]);
    let hidden: Vec<_> = images
        .into_iter()
        .filter_map(|image| {
            let style = dom::attr(&image, "style")?;
            let at = style.find(NAME)? + NAME.len();
            let number = style.get(at..)?.chars().take_while(char::is_ascii_digit).collect();
            Some((image, number))
        })
        .collect::<Vec<(NodeRef<'_>, String)>>();
    if hidden.is_empty() {
        return;
    }
    let mut addresses = HashMap::new();
    for style in dom::elements(root, &["style"]) {
        let text = style.text();
        for definition in text.split(NAME).skip(1) {
            if let Some((number, address)) = definition.split_once(':')
                && let Some(address) = address.trim_start().strip_prefix("url(")
            {
                let address = address.trim_start_matches(['"', '\'']);
                let end = address.find(['"', '\'', ')']).unwrap_or_default();
                let address = address.get(..end).unwrap_or_default();
                addresses.insert(number.trim().to_owned(), address.to_owned());
            }
        }
    }
    for (image, number) in hidden {
        if let Some(address) = addresses.get(&number) {
            image.set_attr("src", address);
        }
    }
}

/// The addresses of a draft's images in document order, each once.
pub(super) fn addresses(html: &str) -> Vec<String> {
    if !html.contains("<img") {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let document = dom::fragment(html);
    dom::elements(&document.html_root(), &["img"])
        .iter()
        .filter_map(|image| dom::attr(image, "src"))
        .map(|address| key(&address).to_owned())
        .filter(|address| !address.is_empty() && !sanitize::is_blob(address))
        .filter(|address| seen.insert(address.clone()))
        .collect()
}

/// An address without what does not tell one resource from another.
pub(super) fn key(address: &str) -> &str {
    let address = address.trim();
    match address.split_once('#') {
        Some((address, _)) if !address.is_empty() => address,
        _ => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of one colour, as GIF of these dimensions: the header is all that counts here.
    pub(super) fn gif(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = b"GIF89a".to_vec();
        bytes.extend(width.to_le_bytes());
        bytes.extend(height.to_le_bytes());
        bytes.extend(b"\x00\x00\x00;");
        bytes
    }

    #[test]
    fn pictures_are_known_by_their_bytes() {
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(media_type(b"RIFF\x10\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(media_type(b"\0\0\0\x20ftypavif"), Some("image/avif"));
        assert_eq!(media_type(b"<svg xmlns="), None);
        assert_eq!(media_type(b""), None);
    }

    #[test]
    fn a_background_gives_its_address_back() {
        let page = dom::page(
            "<style>:root{--sf-img-1:url(\"a.png\");--sf-img-12: url(b.png)}</style>\
             <img src=\"data:image/svg+xml,x\" style=\"background-image:var(--sf-img-12)!important\">",
        );
        open_backgrounds(&page.html_root());
        assert_eq!(addresses(&page.html()), ["b.png"]);
    }
}
