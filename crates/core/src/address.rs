//! Web addresses: which ones may become links, and when two of them mean the same page.

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
