//! Files that hold a web page together with what it shows: MHTML, Safari's web archives, and single files of HTML; and
//! letters, which are made like MHTML.

mod letter;
mod mhtml;
mod webarchive;

use super::images::Resources;
use crate::model::Metadata;

/// A web page out of a container, with what came along.
#[derive(Debug, Default)]
pub(super) struct Contained {
    /// The page's own bytes.
    pub(super) html: Vec<u8>,
    /// Whether they are plain text and no page.
    pub(super) plain: bool,
    /// What the container says of the page, where the page itself says nothing.
    pub(super) stated: Metadata,
    /// The encoding that the container declares for them.
    pub(super) charset: Option<String>,
    /// The address that the page was saved from.
    pub(super) url: Option<String>,
    /// Everything else by its address, without fragments.
    pub(super) resources: Resources,
}

/// Opens the containers that are known by their first bytes.
pub(super) fn open(bytes: &[u8]) -> Option<Contained> {
    mhtml::open(bytes).or_else(|| webarchive::open(bytes))
}

/// The address that browsers and SingleFile note in a comment at the beginning of a page they save.
pub(super) fn saved_from(html: &str) -> Option<String> {
    let head = super::guard::cap(html, 4096);
    let address = comments(head).find_map(|comment| {
        if let Some((_, rest)) = comment.split_once("saved from url=(") {
            // The number in parentheses is the length of the address.
            return rest.split_once(')').map(|(_, address)| address);
        }
        if comment.contains("Page saved with SingleFile") {
            return comment.lines().find_map(|line| line.trim().strip_prefix("url:"));
        }
        None
    })?;
    let address = address.split_whitespace().next()?;
    crate::address::web(address).map(String::from)
}

fn comments(html: &str) -> impl Iterator<Item = &str> {
    html.split("<!--").skip(1).map(|rest| rest.split("-->").next().unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_page_says_where_it_came_from() {
        let single = "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://example.com/a \n \
                      saved date: Tue Mar 03 2026 \n--><meta charset=utf-8>";
        assert_eq!(saved_from(single).as_deref(), Some("https://example.com/a"));
        let complete =
            "<!DOCTYPE html>\n<!-- saved from url=(0021)https://example.com/b -->\n<html>";
        assert_eq!(saved_from(complete).as_deref(), Some("https://example.com/b"));
        assert_eq!(saved_from("<!-- saved from url=(0014)about:internet -->"), None);
        assert_eq!(saved_from("<p>saved from url=(1)https://example.com"), None);
    }
}
