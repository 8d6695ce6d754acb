//! Images with known bytes, put in their places in the body.

use super::{MAX_COUNT, MAX_IMAGE, MAX_IMAGES, key, media_type};
use crate::dom;
use crate::extract::{Picture, one_line};
use crate::sanitize;
use crate::{sentence, sentence::Sentence};
use dom_query::NodeRef;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Pixels of one image at most: a small file can unfold into gigabytes.
const MAX_PIXELS: usize = 64 * 1024 * 1024;
/// Images of at most so many pixels each way count the reader, or hold a place; they show nothing.
const DOT: usize = 2;
/// Alternative texts named in the receipt, and how much of each, in code points.
const NAMED: usize = 5;
const NAME_LENGTH: usize = 80;

/// A draft whose images stand under their hashes.
pub(in crate::extract) struct Placed {
    pub(in crate::extract) html: String,
    pub(in crate::extract) pictures: Vec<Picture>,
    /// About the images that could not be had.
    pub(in crate::extract) problem: Option<Sentence>,
}

/// Puts the images whose bytes `get` knows in their places. The others stay as they are; sealing leaves their
/// alternative text.
pub(in crate::extract) fn place<'a>(
    html: String,
    get: impl Fn(&str) -> Option<&'a [u8]>,
) -> Placed {
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
    Placed { html: dom::inner_html(&document), pictures: kept.pictures, problem: lost(&missing) }
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

fn lost(missing: &[String]) -> Option<Sentence> {
    let named: Vec<String> = missing
        .iter()
        .map(|alt| one_line(alt))
        .filter(|alt| !alt.is_empty())
        .take(NAMED)
        .map(|alt| format!("“{}”", alt.chars().take(NAME_LENGTH).collect::<String>()))
        .collect();
    let (count, names) = (missing.len(), named.join(", "));
    Some(match (count, named.len()) {
        (0, _) => return None,
        (1, 0) => sentence!("image-lost", "One image could not be kept."),
        (1, _) => {
            sentence!("image-lost-named", "One image could not be kept: {names}.", names = names)
        }
        (_, 0) => sentence!("images-lost", "{count} images could not be kept.", count = count),
        (_, all) if all == count => sentence!(
            "images-lost-named",
            "{count} images could not be kept: {names}.",
            count = count,
            names = names
        ),
        _ => sentence!(
            "images-lost-some",
            "{count} images could not be kept, among them {names}.",
            count = count,
            names = names
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::gif;
    use super::*;

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
        assert_eq!(placed.problem.map(|said| said.text).as_deref(), Some(problem));
    }

    #[test]
    fn images_too_large_are_left_out() {
        let huge = gif(u16::MAX, u16::MAX);
        let placed = place("<img src=huge>".into(), |_| Some(huge.as_slice()));
        assert!(placed.pictures.is_empty());
        assert_eq!(
            placed.problem.map(|said| said.text).as_deref(),
            Some("One image could not be kept.")
        );
    }
}
