//! What a fetched page says about itself before anyone looks for the article in it: where else it lies, and whether it
//! is all there.

use super::{decode, guard};
use crate::{address, dom};
use url::Url;

/// How much of a page is looked at, in bytes of text.
const HEAD: usize = 512 * 1024;
/// A page that turns to another one later than this, in seconds, is meant to be read first.
const SOON: u32 = 10;
/// Words of a page that asks for scripts, or for payment, at most: with more, there is something to read.
const FEW_WORDS: u32 = 80;
const TEASER_WORDS: u32 = 400;
/// Where scripts put a page that comes empty.
const SHELLS: &[&str] = &["root", "app", "__next", "__nuxt", "___gatsby", "main-app"];

/// What a page says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// The page that this one turns to by itself at once.
    pub turns_to: Option<Url>,
    /// The page that this one is a short version of for phones (AMP).
    pub short_for: Option<Url>,
    /// It holds next to nothing without scripts.
    pub needs_scripts: bool,
    /// It shows a beginning to those who do not pay.
    pub paywalled: bool,
}

/// Reads the signs of a page from `url`.
pub fn signs(bytes: &[u8], charset: Option<&str>, url: &str) -> Signs {
    let (text, _) = decode::decode(bytes, charset);
    let page = dom::page(guard::cap(&text, HEAD));
    let root = page.html_root();
    let base = Url::parse(url).ok();
    let mut signs = Signs::default();
    let absolute = |to: &str| {
        let url = base.as_ref()?.join(to.trim()).ok()?;
        address::web(url.as_str()).filter(|url| Some(url) != base.as_ref())
    };
    let mut short = false;
    let mut canonical = None;
    let (mut has_scripts, mut is_shell) = (false, false);
    for node in dom::elements(&root, &["html", "link", "meta", "script", "noscript", "div"]) {
        let attr = |name: &str| dom::attr(&node, name);
        match dom::name(&node).as_str() {
            "html" => short |= node.has_attr("amp") || node.has_attr("⚡"),
            "link" => {
                let rel = attr("rel").unwrap_or_default().to_ascii_lowercase();
                if rel.split_ascii_whitespace().any(|rel| rel == "canonical") {
                    canonical = canonical.or_else(|| absolute(&attr("href")?));
                }
            }
            "meta" => {
                let refresh =
                    attr("http-equiv").is_some_and(|of| of.eq_ignore_ascii_case("refresh"));
                if refresh && signs.turns_to.is_none() {
                    signs.turns_to = attr("content")
                        .and_then(|content| refresh_to(&content))
                        .and_then(|to| absolute(&to));
                }
            }
            "noscript" => is_shell |= node.text().to_lowercase().contains("javascript"),
            "div" => {
                let place = attr("id").is_some_and(|id| SHELLS.contains(&id.as_str()));
                is_shell |= place && node.text().trim().is_empty();
            }
            _ => {
                has_scripts = true;
                let data = attr("type")
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
                signs.paywalled |= data && is_not_free(&node.text());
            }
        }
    }
    // The parser keeps attributes of `html` where the element is the root itself.
    let head = guard::cap(&text, 2048);
    short |= head.contains("<html amp") || head.contains("<html ⚡");
    signs.short_for = canonical.filter(|_| short);
    let words: u32 = super::html::visible_words(&root);
    signs.needs_scripts = has_scripts && is_shell && words < FEW_WORDS;
    signs.paywalled &= words < TEASER_WORDS;
    signs
}

/// The address in `0; url=…`, where it is gone to soon.
fn refresh_to(content: &str) -> Option<String> {
    let (seconds, rest) = content.split_once([';', ','])?;
    let seconds: u32 = seconds.trim().split('.').next()?.parse().ok()?;
    let rest = rest.trim_start();
    let address = match rest.get(..3) {
        Some(word) if word.eq_ignore_ascii_case("url") => {
            rest.get(3..)?.trim_start().strip_prefix('=')?
        }
        _ => rest,
    };
    let address = address.trim().trim_matches(['"', '\'']).trim();
    (seconds <= SOON && !address.is_empty()).then(|| address.to_owned())
}

/// `"isAccessibleForFree": false`, which news sites declare for search engines.
fn is_not_free(data: &str) -> bool {
    data.split("isAccessibleForFree").skip(1).any(|rest| {
        let value = rest.trim_start_matches(['"', ' ', ':', '\n', '\r', '\t']);
        value.get(..5).is_some_and(|value| value.eq_ignore_ascii_case("false"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(page: &str) -> Signs {
        signs(page.as_bytes(), Some("utf-8"), "https://example.com/a/page")
    }

    fn url(address: &str) -> Option<Url> {
        Some(Url::parse(address).unwrap())
    }

    #[test]
    fn pages_that_turn_to_another() {
        let page = |content: &str| {
            format!("<meta http-equiv=\"Refresh\" content=\"{content}\"><p>Moved</p>")
        };
        assert_eq!(of(&page("0; url=/b")).turns_to, url("https://example.com/b"));
        assert_eq!(of(&page("0;URL='https://example.org/'")).turns_to, url("https://example.org/"));
        assert_eq!(of(&page("300; url=/b")).turns_to, None, "after five minutes of reading");
        assert_eq!(of(&page("5")).turns_to, None);
        assert_eq!(of(&page("0; url=javascript:alert(1)")).turns_to, None);
        assert_eq!(of(&page("0; url=/a/page")).turns_to, None, "it turns to itself");
    }

    #[test]
    fn short_versions_name_the_whole_one() {
        let link = "<link rel=canonical href=\"https://example.com/whole\">";
        let whole = url("https://example.com/whole");
        assert_eq!(
            of(&format!("<!doctype html><html amp lang=en><head>{link}</head><p>x")).short_for,
            whole
        );
        assert_eq!(
            of(&format!("<!doctype html><html ⚡><head>{link}</head><p>x")).short_for,
            whole
        );
        assert_eq!(of(&format!("<!doctype html><html><head>{link}</head><p>x")).short_for, None);
    }

    #[test]
    fn pages_that_are_not_all_there() {
        let empty = of(
            "<body><div id=root></div><script src=app.js></script><noscript>Turn it on</noscript>",
        );
        assert!(empty.needs_scripts && !empty.paywalled);
        assert!(!of("<script>1</script><p>A short note.").needs_scripts);
        let long = "word ".repeat(100);
        let page = |free: &str| {
            format!(
                "<script type=\"application/ld+json\">{{\"isAccessibleForFree\": {free}}}</script><p>{long}</p>"
            )
        };
        assert!(of(&page("false")).paywalled && of(&page("\"False\"")).paywalled);
        assert!(!of(&page("true")).paywalled);
        assert!(!of(&page("true")).needs_scripts);
    }
}
