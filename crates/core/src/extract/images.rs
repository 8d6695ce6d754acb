//! Images of an article: which it wants, what their bytes are, and how they come to stand in the body.
//!
//! A body refers to images by the hash of their bytes alone. Bytes count only as one of five formats, found by their
//! first bytes; what the source called them does not matter.

use super::Picture;
use crate::dom;
use crate::sanitize;
use base64::{Engine, alphabet, engine};
use dom_query::NodeRef;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Bytes of one image at most.
pub const MAX_IMAGE: usize = 10 * 1024 * 1024;
/// Bytes of all images of one article at most.
pub const MAX_IMAGES: usize = 50 * 1024 * 1024;
/// Different images of one article at most.
pub const MAX_COUNT: usize = 200;
/// Pixels of one image at most: a small file can unfold into gigabytes.
const MAX_PIXELS: usize = 64 * 1024 * 1024;
/// Images of at most so many pixels each way count the reader, or hold a place; they show nothing.
const DOT: usize = 2;
/// Alternative texts named in the receipt, and how much of each, in code points.
const NAMED: usize = 5;
const NAME_LENGTH: usize = 80;

/// The scheme under which bytes that stood in the page itself are known until it is sealed.
const HELD: &str = "held:";

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

/// Base64 as browsers read it: with or without padding.
const BASE64: engine::GeneralPurpose = engine::GeneralPurpose::new(
    &alphabet::STANDARD,
    engine::GeneralPurposeConfig::new()
        .with_decode_padding_mode(engine::DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

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

/// Bytes from base64 text, in which white space does not count.
pub(super) fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let compact: Cow<'_, [u8]> = if text.iter().any(u8::is_ascii_whitespace) {
        text.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect()
    } else {
        text.into()
    };
    BASE64.decode(compact).ok()
}

/// Takes images out of the markup that carries them as `data:` addresses, and leaves a short name for each: a parser
/// would copy megabytes of base64 again and again.
pub(super) fn lift(html: &str, held: &mut Resources) -> Option<String> {
    const START: &str = "data:image/";
    html.contains(START).then(|| {
        let mut out = String::with_capacity(html.len() / 2);
        let mut rest = html;
        while let Some(at) = rest.find(START) {
            let (before, tail) = rest.split_at(at);
            out.push_str(before);
            let end = data_end(before, tail);
            let (address, after) = tail.split_at(end);
            match data(address) {
                Some(bytes) => {
                    let name = format!("{HELD}{}", held.len());
                    out.push_str(&name);
                    held.insert(name, bytes);
                }
                None => out.push_str(address),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    })
}

/// Where a `data:` address ends, given what stands before it: at its quotation mark, else where no address goes on.
fn data_end(before: &str, tail: &str) -> usize {
    let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''));
    let ends = |c: char| match quote {
        Some(quote) => c == quote,
        None => c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ')' | '>' | '<' | '&' | '\\'),
    };
    tail.find(ends).unwrap_or(tail.len())
}

/// The bytes of a picture in a base64 `data:` address.
fn data(address: &str) -> Option<Vec<u8>> {
    // In a list of sources an address is followed by its width.
    let address = address.split(' ').next().unwrap_or(address);
    let (head, data) = address.split_once(',')?;
    if !head.ends_with(";base64") {
        return None;
    }
    let data = if data.contains('%') {
        Cow::Owned(data.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
    } else {
        Cow::Borrowed(data)
    };
    from_base64(data.as_bytes()).filter(|bytes| media_type(bytes).is_some())
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

/// A draft whose images stand under their hashes.
pub(super) struct Placed {
    pub(super) html: String,
    pub(super) pictures: Vec<Picture>,
    /// A sentence about the images that could not be had.
    pub(super) problem: Option<String>,
}

/// Puts the images whose bytes `get` knows in their places. The others stay as they are; sealing leaves their
/// alternative text.
pub(super) fn place<'a>(html: String, get: impl Fn(&str) -> Option<&'a [u8]>) -> Placed {
    if !html.contains("<img") {
        return Placed { html, pictures: Vec::new(), problem: None };
    }
    let document = dom::fragment(&html);
    let mut kept = Kept::default();
    let mut missing = Vec::new();
    for image in dom::elements(&document.html_root(), &["img"]) {
        let address = dom::attr(&image, "src").unwrap_or_default();
        let address = key(&address);
        if sanitize::is_blob(address) {
            continue;
        }
        match get(address).and_then(|bytes| kept.take(bytes)) {
            Some(Taken::Picture(hash, size)) => {
                image.set_attr("src", &sanitize::blob_address(&hash));
                set_size(&image, size);
            }
            Some(Taken::Dot) => image.remove_from_parent(),
            None => missing.push(dom::attr(&image, "alt").unwrap_or_default()),
        }
    }
    Placed {
        html: dom::inner_html(&document),
        pictures: kept.pictures,
        problem: sentence(&missing),
    }
}

/// Images kept so far, within the limits.
#[derive(Default)]
struct Kept {
    pictures: Vec<Picture>,
    known: HashMap<String, (usize, usize)>,
    bytes: usize,
}

enum Taken {
    /// Its hash, and its width and height in pixels.
    Picture(String, (usize, usize)),
    /// Nothing to be seen.
    Dot,
}

impl Kept {
    fn take(&mut self, bytes: &[u8]) -> Option<Taken> {
        if bytes.len() > MAX_IMAGE {
            return None;
        }
        media_type(bytes)?;
        let size = imagesize::blob_size(bytes).ok()?;
        let size = (size.width, size.height);
        if size.0 <= DOT && size.1 <= DOT {
            return Some(Taken::Dot);
        }
        if size.0.checked_mul(size.1).is_none_or(|pixels| pixels == 0 || pixels > MAX_PIXELS) {
            return None;
        }
        let hash: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
        if !self.known.contains_key(&hash) {
            if self.pictures.len() >= MAX_COUNT || self.bytes + bytes.len() > MAX_IMAGES {
                return None;
            }
            self.bytes += bytes.len();
            self.pictures.push(Picture { hash: hash.clone(), bytes: bytes.to_vec() });
            self.known.insert(hash.clone(), size);
        }
        Some(Taken::Picture(hash, size))
    }
}

/// Says how large an image is, so that nothing jumps while it loads. What the page says counts, where it makes sense.
fn set_size(image: &NodeRef<'_>, (width, height): (usize, usize)) {
    let said = |name: &str| {
        dom::attr(image, name)
            .and_then(|value| value.trim().trim_end_matches("px").parse::<usize>().ok())
            .filter(|pixels| (1..=20_000).contains(pixels))
    };
    let (width, height) = match (said("width"), said("height")) {
        (Some(wide), Some(high)) => (wide, high),
        (Some(wide), None) => (wide, (wide * height).div_ceil(width)),
        (None, Some(high)) => ((high * width).div_ceil(height), high),
        (None, None) => (width, height),
    };
    image.set_attr("width", &width.to_string());
    image.set_attr("height", &height.to_string());
}

fn sentence(missing: &[String]) -> Option<String> {
    if missing.is_empty() {
        return None;
    }
    let named: Vec<String> = missing
        .iter()
        .map(|alt| super::one_line(alt))
        .filter(|alt| !alt.is_empty())
        .take(NAMED)
        .map(|alt| format!("“{}”", alt.chars().take(NAME_LENGTH).collect::<String>()))
        .collect();
    let count = match missing.len() {
        1 => "One image could not be kept".to_owned(),
        count => format!("{count} images could not be kept"),
    };
    Some(match named.len() {
        0 => format!("{count}."),
        all if all == missing.len() => format!("{count}: {}.", named.join(", ")),
        _ => format!("{count}, among them {}.", named.join(", ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of one colour, as GIF of these dimensions: the header is all that counts here.
    fn gif(width: u16, height: u16) -> Vec<u8> {
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
    fn data_addresses_are_lifted_out_and_others_left() {
        let data = BASE64.encode(gif(30, 20));
        let html = format!(
            "<img src=\"data:image/gif;base64,{data}\"><img src=data:image/gif;base64,{data}>\
             <style>a{{b:url(data:image/gif;base64,{data})}}</style><img src='data:image/svg+xml,<svg>'>"
        );
        let mut held = Resources::new();
        let lifted = lift(&html, &mut held).unwrap();
        assert_eq!(
            lifted,
            "<img src=\"held:0\"><img src=held:1><style>a{b:url(held:2)}</style>\
             <img src='data:image/svg+xml,<svg>'>"
        );
        assert_eq!(held["held:1"], gif(30, 20));
        assert!(lift("<p>data</p>", &mut held).is_none());
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

    #[test]
    fn images_stand_under_their_hash_with_their_size() {
        let (wide, dot, text) = (gif(300, 200), gif(1, 1), b"<svg>".to_vec());
        let get = |address: &str| match address {
            "wide" => Some(wide.as_slice()),
            "dot" => Some(dot.as_slice()),
            "text" => Some(text.as_slice()),
            _ => None,
        };
        let placed = place(
            "<img src=\"wide#x\"><img src=wide width=150><img src=dot><img src=text alt=\"A  chart\"><img src=gone>"
                .into(),
            get,
        );
        assert_eq!(placed.pictures.len(), 1, "the same bytes are kept once");
        let address = sanitize::blob_address(&placed.pictures[0].hash);
        assert_eq!(
            placed.html,
            format!(
                "<img src=\"{address}\" width=\"300\" height=\"200\">\
                 <img src=\"{address}\" width=\"150\" height=\"100\">\
                 <img src=\"text\" alt=\"A  chart\"><img src=\"gone\">"
            )
        );
        let problem = "2 images could not be kept, among them “A chart”.";
        assert_eq!(placed.problem.as_deref(), Some(problem));
    }

    #[test]
    fn images_too_large_are_left_out() {
        let huge = gif(u16::MAX, u16::MAX);
        let placed = place("<img src=huge>".into(), |_| Some(huge.as_slice()));
        assert!(placed.pictures.is_empty());
        assert_eq!(placed.problem.as_deref(), Some("One image could not be kept."));
    }
}
