//! Web addresses: which ones may become links, and when two of them mean the same page.

use crate::model::{ArticleId, HighlightId, NoteId};
use url::Url;

/// Query parameters that tell where a visitor came from and nothing about the page.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "vero_id",
    "oly_anon_id",
    "oly_enc_id",
    "wickedid",
    "ref_src",
    "cmpid",
    "smid",
];

/// The address in the form that two links to the same page share: host in lower case, no default port, no fragment, no
/// tracking parameters. None for anything that is not an absolute http or https address.
pub fn canonical(address: &str) -> Option<String> {
    let mut url = web(address)?;
    url.set_fragment(None);
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| {
            let name = name.to_ascii_lowercase();
            !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
        })
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    if kept.len() != url.query_pairs().count() {
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
    }
    Some(url.into())
}

/// An absolute http or https address without a name and password, parsed; none for anything else.
pub fn web(address: &str) -> Option<Url> {
    let url = Url::parse(address.trim()).ok()?;
    let fine = matches!(url.scheme(), "http" | "https")
        && url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none();
    fine.then_some(url)
}

/// An address that may be opened outside: http, https or mailto, normalised; none for anything else.
pub fn outside(address: &str) -> Option<String> {
    match Url::parse(address.trim()).ok()? {
        url if url.scheme() == "mailto" => Some(url.into()),
        _ => web(address).map(Into::into),
    }
}

/// The scheme of addresses of what is in a library.
const INSIDE: &str = "commonplace://";

/// Something in a library that an address leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inside {
    /// `commonplace://article/ID`, perhaps with `#highlight/ID` or with `#START-END`, code points of its text.
    Article(ArticleId, Option<Spot>),
    /// `commonplace://highlight/ID`.
    Highlight(HighlightId),
    /// `commonplace://note/ID`.
    Note(NoteId),
    /// `commonplace://title/TITLE`, percent-encoded: whatever has this title.
    Title(String),
}

/// A place in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A highlight's passage.
    Highlight(HighlightId),
    /// From one code point up to another.
    Range(u32, u32),
}

/// What an address in a library leads to; none for every other address.
pub fn inside(address: &str) -> Option<Inside> {
    let rest = address.strip_prefix(INSIDE)?;
    let (kind, name) = rest.split_once('/')?;
    match kind {
        "article" => {
            let (id, spot) = match name.split_once('#') {
                Some((id, spot)) => (id, Some(spot_of(spot)?)),
                None => (name, None),
            };
            Some(Inside::Article(id.parse().ok()?, spot))
        }
        "highlight" => Some(Inside::Highlight(name.parse().ok()?)),
        "note" => Some(Inside::Note(name.parse().ok()?)),
        "title" => {
            let title = percent_decoded(name)?;
            (!title.trim().is_empty()).then_some(Inside::Title(title))
        }
        _ => None,
    }
}

/// The address of whatever has a title.
pub fn of_title(title: &str) -> String {
    let mut out = format!("{INSIDE}title/");
    for byte in title.trim().bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn spot_of(text: &str) -> Option<Spot> {
    if let Some(id) = text.strip_prefix("highlight/") {
        return Some(Spot::Highlight(id.parse().ok()?));
    }
    let (start, end) = text.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then_some(Spot::Range(start, end))
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The host without `www.`, to stand where a site's name is not known.
pub fn host(address: &str) -> Option<String> {
    let url = web(address)?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_has_one_canonical_address() {
        let page = Some("https://example.org/a?id=7".to_owned());
        for other in [
            "https://EXAMPLE.org/a?id=7",
            "https://example.org:443/a?id=7#part",
            "https://example.org/a?utm_source=x&id=7&fbclid=1",
        ] {
            assert_eq!(canonical(other), page, "{other}");
        }
        assert_eq!(
            canonical("https://example.org/?q=a+b"),
            Some("https://example.org/?q=a+b".into())
        );
    }

    #[test]
    fn what_is_in_a_library_has_addresses() {
        let id = "01920000-0000-7000-8000-000000000001";
        let article: ArticleId = id.parse().unwrap();
        assert_eq!(
            inside(&format!("commonplace://article/{id}")),
            Some(Inside::Article(article, None))
        );
        assert_eq!(
            inside(&format!("commonplace://article/{id}#4-14")),
            Some(Inside::Article(article, Some(Spot::Range(4, 14))))
        );
        assert_eq!(
            inside(&format!("commonplace://article/{id}#highlight/{id}")),
            Some(Inside::Article(article, Some(Spot::Highlight(id.parse().unwrap()))))
        );
        assert_eq!(
            inside(&format!("commonplace://note/{id}")),
            Some(Inside::Note(id.parse().unwrap()))
        );
        for title in ["A title", "100 % of “it”", "日本語/と#so", "a?b&c=d"] {
            assert_eq!(inside(&of_title(title)), Some(Inside::Title(title.into())), "{title}");
        }
        for bad in [
            "commonplace://article/",
            "commonplace://article/x",
            "commonplace://title/",
            "commonplace://title/%zz",
            "commonplace://shell/rm",
            "https://example.org/article/1",
        ] {
            assert_eq!(inside(bad), None, "{bad}");
        }
        assert_eq!(inside(&format!("commonplace://article/{id}#14-4")), None);
    }

    #[test]
    fn only_web_addresses_are_taken() {
        for bad in
            ["javascript:alert(1)", "file:///etc/passwd", "example.org", "", "data:text/html,x"]
        {
            assert_eq!(canonical(bad), None, "{bad}");
            assert_eq!(outside(bad), None, "{bad}");
        }
        assert_eq!(web("https://name:secret@example.org/"), None);
        assert_eq!(outside("mailto:a@example.org"), Some("mailto:a@example.org".into()));
        assert_eq!(host("https://www.example.org/x"), Some("example.org".into()));
    }
}
