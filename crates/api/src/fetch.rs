//! Fetching one page that a person asked for, and nothing else.
//!
//! The guard against being led into a private network stands at four places: the address is checked when it is read,
//! names resolve to public addresses only, every redirect is checked anew, and a literal IP address (which never
//! reaches a resolver) is checked by itself. No cookies, no Referer, no proxy.

use crate::{
    save::MAX_BYTES,
    wire::{ErrorKind, WireError},
};
use commonplace_core::address;
use reqwest::{
    Client, Response, StatusCode, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{self, HeaderMap},
    redirect::Policy,
};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

const CONNECT: Duration = Duration::from_secs(10);
const TOTAL: Duration = Duration::from_secs(60);
const REDIRECTS: usize = 5;
const AGENT: &str =
    concat!("Mozilla/5.0 (compatible; Commonplace/", env!("CARGO_PKG_VERSION"), ")");

/// A page as it came.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its bytes, decompressed.
    pub(crate) bytes: Vec<u8>,
    /// The address after redirects.
    pub(crate) address: String,
    /// The encoding that its Content-Type declares.
    pub(crate) charset: Option<String>,
}

/// Fetches a page from the public network.
///
/// # Errors
/// `invalidInput`, `refused`, `offline`, `notFound`, `tooLarge` or `unsupported`, each with a sentence.
pub(crate) async fn page(address: &str) -> Result<Page, WireError> {
    fetch(address, is_public).await
}

async fn fetch(address: &str, reachable: fn(IpAddr) -> bool) -> Result<Page, WireError> {
    let mut url = address::web(address).ok_or_else(|| {
        WireError::invalid(format!(
            "“{address}” is not a web address. It must begin with http:// or https://."
        ))
    })?;
    let client = Client::builder()
        .user_agent(AGENT)
        .connect_timeout(CONNECT)
        .timeout(TOTAL)
        .redirect(Policy::none())
        .referer(false)
        .no_proxy()
        .dns_resolver(Arc::new(Guarded(reachable)))
        .build()
        .map_err(WireError::internal)?;
    for _ in 0..=REDIRECTS {
        guard(&url, reachable)?;
        let response = client
            .get(url.clone())
            .header(
                header::ACCEPT,
                "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.1",
            )
            .send()
            .await
            .map_err(|error| unreachable_page(&url, &error))?;
        match response.headers().get(header::LOCATION) {
            Some(to) if response.status().is_redirection() => {
                let next = to.to_str().ok().and_then(|to| url.join(to).ok());
                url = next.and_then(|next| address::web(next.as_str())).ok_or_else(|| {
                    refused(format!("{} leads to an address that is not on the web.", host(&url)))
                })?;
            }
            _ => return read(response, url).await,
        }
    }
    Err(refused(format!("{} redirects more than {REDIRECTS} times.", host(&url))))
}

async fn read(mut response: Response, url: Url) -> Result<Page, WireError> {
    check_status(response.status(), response.headers(), &url)?;
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("text/html")
        .to_ascii_lowercase();
    let media = kind.split(';').next().unwrap_or_default().trim();
    if !(media.starts_with("text/")
        || media == "application/xhtml+xml"
        || media == "application/xml")
    {
        return Err(WireError::new(
            ErrorKind::Unsupported,
            format!(
                "{} sent a file of the kind {media}, which cannot be read as an article yet.",
                host(&url)
            ),
        ));
    }
    let charset = kind
        .split(';')
        .filter_map(|part| part.trim().strip_prefix("charset="))
        .map(|name| name.trim_matches(['"', '\'']).to_owned())
        .next();
    let mut bytes = Vec::new();
    while let Some(chunk) =
        response.chunk().await.map_err(|error| unreachable_page(&url, &error))?
    {
        bytes.extend_from_slice(&chunk);
        if bytes.len() as u64 > MAX_BYTES {
            return Err(WireError::new(
                ErrorKind::TooLarge,
                format!("The page at {} is larger than 50 MB.", host(&url)),
            ));
        }
    }
    Ok(Page { bytes, address: url.into(), charset })
}

fn check_status(status: StatusCode, headers: &HeaderMap, url: &Url) -> Result<(), WireError> {
    if status.is_success() {
        return Ok(());
    }
    let host = host(url);
    Err(match status.as_u16() {
        404 | 410 => WireError::new(
            ErrorKind::NotFound,
            format!("{host} has no page at this address ({status})."),
        ),
        401 | 402 | 403 | 451 => refused(format!(
            "{host} does not show this page to programs ({status}). Open it in your browser, copy it, and paste it here."
        )),
        429 => {
            let wait = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
            let when = wait.map_or_else(
                || "later".to_owned(),
                |wait| match wait.parse::<u32>() {
                    Ok(seconds) => format!("in {seconds} seconds"),
                    Err(_) => format!("after {wait}"),
                },
            );
            refused(format!("{host} was asked too often. Try again {when}."))
        }
        500..=599 => {
            refused(format!("{host} has a problem of its own ({status}). Try again later."))
        }
        _ => refused(format!("{host} answered {status}.")),
    })
}

fn unreachable_page(url: &Url, error: &reqwest::Error) -> WireError {
    let mut causes = Vec::new();
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<NotPublic>().is_some() {
            return private(url);
        }
        causes.push(error.to_string());
        cause = error.source();
    }
    let detail = causes.join(": ");
    let host = host(url);
    let message = if error.is_timeout() {
        format!("{host} did not answer in time. Check the connection and try again.")
    } else if detail.contains("certificate") {
        format!(
            "{host} could not prove who it is (its certificate is not valid), so nothing was fetched."
        )
    } else if error.is_connect() {
        format!("{host} cannot be reached. Check the address and the connection.")
    } else {
        format!("The page at {host} could not be fetched whole.")
    };
    WireError::new(ErrorKind::Offline, message).with_detail(detail)
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or("The site")
}

fn refused(message: String) -> WireError {
    WireError::new(ErrorKind::Refused, message)
}

fn private(url: &Url) -> WireError {
    refused(format!("{} lies in a private network, where nothing is fetched from.", host(url)))
}

/// A literal IP address never reaches the resolver.
fn guard(url: &Url, reachable: fn(IpAddr) -> bool) -> Result<(), WireError> {
    let host = url.host_str().unwrap_or_default();
    let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    match literal {
        Ok(ip) if !reachable(ip) => Err(private(url)),
        _ => Ok(()),
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the name leads into a private network")]
struct NotPublic;

/// Resolves names to those of their addresses that may be reached.
struct Guarded(fn(IpAddr) -> bool);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reachable = self.0;
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let public: Vec<SocketAddr> =
                found.iter().copied().filter(|a| reachable(a.ip())).collect();
            if public.is_empty() && !found.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is on the public internet (IANA's special-purpose registries, RFC 6890).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = ip.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b, c, d, e, f) {
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => embedded(g, h),
        (0x2002, ..) => embedded(b, c),
        (0x2001, 0..0x200, ..) | (0x2001, 0xdb8, ..) => false,
        // Only 2000::/3 is given out for the public internet.
        _ => (0x2000..0x4000).contains(&a),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io::{Read, Write},
        net::TcpListener,
    };

    fn anywhere(_: IpAddr) -> bool {
        true
    }

    /// Answers one request after another with these, then stops.
    fn serve(answers: Vec<String>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 4096];
                let _ = stream.read(&mut request).unwrap();
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        format!("http://127.0.0.1:{port}/page")
    }

    fn answer(head: &str, body: &str) -> String {
        format!(
            "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
    }

    #[tokio::test]
    async fn a_page_comes_with_its_address_and_encoding() {
        let redirect = answer("302 Found\r\nLocation: /other", "");
        let page =
            answer("200 OK\r\nContent-Type: text/html; charset=\"iso-8859-1\"", "<p>Hello</p>");
        let page = fetch(&serve(vec![redirect, page]), anywhere).await.unwrap();
        assert_eq!(page.bytes, b"<p>Hello</p>");
        assert!(page.address.ends_with("/other"), "{}", page.address);
        assert_eq!(page.charset.as_deref(), Some("iso-8859-1"));
    }

    #[tokio::test]
    async fn each_failure_has_its_kind() {
        for (head, kind, part) in [
            ("404 Not Found", ErrorKind::NotFound, "no page"),
            ("403 Forbidden", ErrorKind::Refused, "paste"),
            ("429 Too Many Requests\r\nRetry-After: 30", ErrorKind::Refused, "30 seconds"),
            ("503 Service Unavailable", ErrorKind::Refused, "later"),
            ("200 OK\r\nContent-Type: application/zip", ErrorKind::Unsupported, "application/zip"),
            ("302 Found\r\nLocation: file:///etc/passwd", ErrorKind::Refused, "not on the web"),
        ] {
            let error = fetch(&serve(vec![answer(head, "x")]), anywhere).await.unwrap_err();
            assert_eq!(error.kind, kind, "{head}: {error}");
            assert!(error.message.contains(part), "{head}: {error}");
        }
    }

    #[tokio::test]
    async fn private_networks_are_never_asked() {
        for address in
            ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]/", "http://0x7f.1/"]
        {
            let error = page(address).await.unwrap_err();
            assert_eq!(error.kind, ErrorKind::Refused, "{address}: {error}");
        }
        // A redirect is checked anew.
        let to = answer("302 Found\r\nLocation: http://10.0.0.1/", "");
        let error = fetch(&serve(vec![to]), |ip| ip.is_loopback()).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Refused, "{error}");
    }

    #[test]
    fn special_addresses_are_not_public() {
        for ip in [
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.168.0.1",
            "198.18.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in ["93.184.215.14", "2606:2800:21f::1", "::ffff:93.184.215.14"] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }
}
