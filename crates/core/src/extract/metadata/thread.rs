//! Whether a page is a thread of posts, where what others answered is what one came for.

use super::metas::Metas;
use crate::dom;
use dom_query::Document;
use url::Url;

/// Whether the page's markup, the program that made it or its address says that it is a thread.
pub(super) fn is_thread(page: &Document, metas: &Metas, base: Option<&Url>) -> bool {
    const KINDS: &[&str] = &["DiscussionForumPosting", "QAPage"];
    const PROGRAMS: &[&str] =
        &["discourse", "vbulletin", "phpbb", "mybb", "nodebb", "flarum", "xenforo", "invision"];
    let root = page.html_root();
    let made_by = metas.all("generator").map(str::to_lowercase);
    let by_program =
        made_by.into_iter().any(|made_by| PROGRAMS.iter().any(|name| made_by.contains(name)));
    let id = root.first_element_child().and_then(|html| dom::attr(&html, "id"));
    let by_mark = |id: &String| matches!(id.as_str(), "XF" | "XenForo");
    by_program
        || base.is_some_and(leads_to_thread)
        || id.as_ref().is_some_and(by_mark)
        || dom::elements(&root, &["html", "body", "div", "article", "li", "main", "section"])
            .iter()
            .filter_map(|node| dom::attr(node, "itemtype"))
            .any(|kind| KINDS.iter().any(|thread| kind.trim_end().ends_with(thread)))
}

/// Whether an address is that of a thread: by the name of the host, or of the folder above the thread.
fn leads_to_thread(url: &Url) -> bool {
    const HOSTS: &[&str] = &[
        "forum",
        "forums",
        "community",
        "discuss",
        "discussion",
        "discussions",
        "boards",
        "board",
        "answers",
    ];
    const FOLDERS: &[&str] = &[
        "forum",
        "forums",
        "t",
        "thread",
        "threads",
        "topic",
        "topics",
        "question",
        "questions",
        "discussion",
        "discussions",
        "boards",
        "comments",
        "q",
    ];
    const SCRIPTS: &[&str] = &["viewtopic.php", "showthread.php", "viewthread.php"];
    let host = url.host_str().and_then(|host| host.split('.').next()).unwrap_or_default();
    let parts: Vec<&str> = url.path_segments().into_iter().flatten().collect();
    let folders = parts.split_last().map(|(_, folders)| folders).unwrap_or_default();
    // A query may hold the path.
    let asked = url.query().unwrap_or_default().starts_with("/topic/");
    let below = parts.iter().filter(|part| !part.is_empty()).count() >= 2;
    asked
        || parts.iter().any(|part| SCRIPTS.contains(part))
        || folders.iter().any(|part| FOLDERS.contains(part))
        || (below && HOSTS.contains(&host))
}

#[cfg(test)]
mod tests {
    use super::leads_to_thread;
    use url::Url;

    #[test]
    fn addresses_of_threads() {
        for (address, expected) in [
            ("https://forum.example.org/t/tides/12", true),
            ("https://example.org/forums/sailing/tides.12/", true),
            ("https://example.org/viewtopic.php?t=12", true),
            ("https://example.org/questions/12/how-to-read-a-tide-table", true),
            ("https://boards.example.org/12-tides", false),
            ("https://boards.example.org/sailing/12-tides", true),
            ("https://example.org/2026/05/tides", false),
            ("https://example.org/forum", false),
        ] {
            let url = Url::parse(address).unwrap();
            assert_eq!(leads_to_thread(&url), expected, "{address}");
        }
    }
}
