//! Safari's web archives: a property list with the page and its resources.

use super::{super::images, Contained};
use plist::{Dictionary, Value};
use std::io::Cursor;

/// The page of a web archive; none where these bytes are none.
pub(super) fn open(bytes: &[u8]) -> Option<Contained> {
    let xml = bytes.get(..256).unwrap_or(bytes);
    let is_list = bytes.starts_with(b"bplist")
        || (bytes.starts_with(b"<?xml") && xml.windows(6).any(|window| window == b"<plist"));
    if !is_list {
        return None;
    }
    let list = Value::from_reader(Cursor::new(bytes)).ok()?;
    let archive = list.as_dictionary()?;
    let page = archive.get("WebMainResource")?.as_dictionary()?;
    let mut contained = Contained {
        html: data(page)?,
        charset: text(page, "WebResourceTextEncodingName"),
        url: text(page, "WebResourceURL").filter(|address| crate::address::web(address).is_some()),
        ..Contained::default()
    };
    let resources = archive.get("WebSubresources").and_then(Value::as_array);
    for resource in resources.into_iter().flatten().filter_map(Value::as_dictionary) {
        if let (Some(address), Some(bytes)) = (text(resource, "WebResourceURL"), data(resource))
            && images::media_type(&bytes).is_some()
        {
            contained.resources.insert(images::key(&address).to_owned(), bytes);
        }
    }
    Some(contained)
}

fn text(resource: &Dictionary, key: &str) -> Option<String> {
    resource.get(key)?.as_string().map(str::to_owned)
}

fn data(resource: &Dictionary) -> Option<Vec<u8>> {
    resource.get("WebResourceData")?.as_data().map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_no_archive_is_none() {
        let xml = b"<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>a</key><string>b</string></dict></plist>";
        assert!(open(xml).is_none());
        assert!(open(b"bplist00 cut").is_none());
        assert!(open(b"<?xml version=\"1.0\"?><html/>").is_none());
    }
}
