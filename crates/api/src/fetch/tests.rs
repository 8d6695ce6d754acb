//! Against a server of our own on this computer, which only these tests may reach.

use super::*;
use crate::{Api, IndexMode, NoWindow};
use commonplace_core::extract::{Candidate, Wanted};
use std::{
    io::{Read, Write},
    net::{IpAddr, TcpListener},
    time::Instant,
};

fn anywhere(_: IpAddr) -> bool {
    true
}

/// Answers requests by their path until the test ends.
pub(crate) fn serve(answers: Vec<(&'static str, Vec<u8>)>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap_or_default();
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let path = request.split(' ').nth(1).unwrap_or_default();
            let found = answers.iter().find(|(known, _)| *known == path);
            let missing = answer("404 Not Found", b"");
            // Whoever stopped listening is no failure of the server.
            let _ = stream.write_all(found.map_or(&missing, |(_, answer)| answer));
        }
    });
    format!("http://127.0.0.1:{port}")
}

pub(crate) fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn html(body: &str) -> Vec<u8> {
    answer("200 OK\r\nContent-Type: text/html; charset=utf-8", body.as_bytes())
}

/// An api on an empty library, and its folder.
fn api() -> (tempfile::TempDir, Api) {
    let dir = tempfile::tempdir().unwrap();
    let api =
        Api::open(&dir.path().join("library"), IndexMode::OnDemand, std::sync::Arc::new(NoWindow));
    (dir, api.unwrap())
}

async fn fetch(address: &str, reachable: Reachable) -> Result<Material, WireError> {
    let (_dir, api) = api();
    Network::of(reachable).page(address, &api.task(None)).await
}

#[tokio::test]
async fn a_page_comes_with_its_address_and_encoding() {
    let page = "200 OK\r\nContent-Type: text/html; charset=\"iso-8859-1\"";
    let server = serve(vec![
        ("/page", answer("302 Found\r\nLocation: /other", b"")),
        ("/other", answer(page, b"<p>Hello</p>")),
    ]);
    let page = fetch(&format!("{server}/page"), anywhere).await.unwrap();
    assert_eq!(page.bytes, b"<p>Hello</p>");
    assert_eq!(page.url, Some(format!("{server}/other")));
    assert_eq!(page.charset.as_deref(), Some("iso-8859-1"));
}

#[tokio::test]
async fn compressed_pages_come_as_they_were() {
    // “<p>Hello</p>” as gzip, Brotli and Zstandard write it.
    let gzip: &[u8] = &[
        0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 12, 0, 0xf3, 0xff, b'<', b'p', b'>', b'H', b'e',
        b'l', b'l', b'o', b'<', b'/', b'p', b'>', 0xe7, 0x79, 0x5f, 0x50, 12, 0, 0, 0,
    ];
    let brotli: &[u8] = &[
        0x8b, 0x05, 0x80, b'<', b'p', b'>', b'H', b'e', b'l', b'l', b'o', b'<', b'/', b'p', b'>',
        0x03,
    ];
    let zstd: &[u8] = &[
        0x28, 0xb5, 0x2f, 0xfd, 0x20, 12, 0x61, 0, 0, b'<', b'p', b'>', b'H', b'e', b'l', b'l',
        b'o', b'<', b'/', b'p', b'>',
    ];
    for (name, body) in [("gzip", gzip), ("br", brotli), ("zstd", zstd)] {
        let head = format!("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {name}");
        let server = serve(vec![("/", answer(&head, body))]);
        let page = fetch(&server, anywhere).await;
        assert_eq!(page.map(|page| page.bytes), Ok(b"<p>Hello</p>".to_vec()), "{name}");
    }
}

#[tokio::test]
async fn each_failure_has_its_kind_and_says_what_to_do() {
    for (head, kind, part) in [
        ("404 Not Found", ErrorKind::NotFound, "no page"),
        ("401 Unauthorized", ErrorKind::Refused, "sign in"),
        ("402 Payment Required", ErrorKind::Refused, "payment"),
        ("403 Forbidden", ErrorKind::Refused, "paste"),
        ("429 Too Many Requests\r\nRetry-After: 30", ErrorKind::Refused, "in 30 seconds"),
        ("429 Too Many Requests", ErrorKind::Refused, "later"),
        ("503 Service Unavailable", ErrorKind::Refused, "later"),
        ("200 OK\r\nContent-Type: video/mp4", ErrorKind::Unsupported, "video/mp4"),
        ("302 Found\r\nLocation: file:///etc/passwd", ErrorKind::Refused, "not on the web"),
        ("302 Found\r\nLocation: /", ErrorKind::Refused, "redirects more than"),
    ] {
        let error = fetch(&serve(vec![("/", answer(head, b"x"))]), anywhere).await.unwrap_err();
        assert_eq!(error.kind, kind, "{head}: {error}");
        assert!(error.message.contains(part), "{head}: {error}");
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = fetch(&format!("http://{nobody}/"), anywhere).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Offline, "{error}");
    assert!(error.message.contains("No web server answers"), "{error}");
    // A server that speaks no TLS.
    let server = serve(vec![("/", html("<p>x"))]).replace("http:", "https:");
    let error = fetch(&server, anywhere).await.unwrap_err();
    assert!(error.message.contains("cannot be reached securely"), "{error}");
    for address in ["", "example.com", "ftp://example.com/"] {
        let error = fetch(address, anywhere).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::InvalidInput, "{address}: {error}");
    }
}

#[tokio::test]
async fn a_page_is_followed_to_where_it_lies() {
    let refresh = "<meta http-equiv=refresh content=\"0; url=/short\"><p>Moved.";
    let short = "<!doctype html><html amp><link rel=canonical href=\"/whole\"><p>Short.";
    let server = serve(vec![
        ("/old", html(refresh)),
        ("/short", html(short)),
        ("/whole", html("<p>Whole.")),
        ("/alone", html(&short.replace("/whole", "/gone"))),
        ("/circle", html("<meta http-equiv=refresh content=\"0; url=/elcric\">")),
        ("/elcric", html("<meta http-equiv=refresh content=\"0; url=/circle\"><p>Round.")),
    ]);
    let page = fetch(&format!("{server}/old"), anywhere).await.unwrap();
    assert_eq!(
        (page.bytes.as_slice(), page.url),
        (&b"<p>Whole."[..], Some(format!("{server}/whole")))
    );
    // Where the whole page is gone, the short one is kept; where there is no end, what came last.
    let page = fetch(&format!("{server}/alone"), anywhere).await.unwrap();
    assert!(page.bytes.ends_with(b"Short."));
    fetch(&format!("{server}/circle"), anywhere).await.unwrap();
}

#[tokio::test]
async fn doubts_about_a_page_are_told() {
    let shell = "<div id=root></div><script src=x.js></script>";
    let teaser = "<script type=\"application/ld+json\">{\"isAccessibleForFree\":false}</script><p>The beginning.";
    let server = serve(vec![("/shell", html(shell)), ("/teaser", html(teaser))]);
    for (path, part) in [("shell", "JavaScript"), ("teaser", "do not pay")] {
        let page = fetch(&format!("{server}/{path}"), anywhere).await.unwrap();
        assert_eq!(page.doubts.len(), 1);
        assert!(page.doubts[0].text.contains(part), "{path}: {:?}", page.doubts);
    }
}

#[tokio::test]
async fn private_networks_are_never_asked() {
    for address in ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]/", "http://0x7f.1/"]
    {
        let error = fetch(address, guard::is_public).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Refused, "{address}: {error}");
    }
    // A redirect and a page that turns to another are checked anew.
    let server = serve(vec![
        ("/redirect", answer("302 Found\r\nLocation: http://10.0.0.1/", b"")),
        ("/refresh", html("<meta http-equiv=refresh content=\"0; url=http://10.0.0.1/\">")),
    ]);
    for path in ["redirect", "refresh"] {
        let error = fetch(&format!("{server}/{path}"), |ip| ip.is_loopback()).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Refused, "{path}: {error}");
    }
}

#[tokio::test]
async fn a_page_that_does_not_end_is_stopped() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let (_dir, api) = api();
    let task = api.task(Some("slow".into()));
    let stopping = api.clone();
    // The server takes the request and never answers.
    std::thread::spawn(move || {
        let _request = listener.accept().unwrap();
        stopping.stop("slow");
        std::thread::sleep(Duration::from_secs(20));
    });
    let begun = Instant::now();
    let error = Network::of(anywhere).page(&address, &task).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Cancelled);
    assert!(begun.elapsed() < TOTAL, "it did not wait for the end");
}

#[tokio::test]
async fn more_than_fifty_megabytes_are_refused_however_they_come() {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", MAX_BYTES + 1);
    let error = fetch(&serve(vec![("/", head.into_bytes())]), anywhere).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::TooLarge, "{error}");
}

#[tokio::test]
async fn images_come_when_they_are_images() {
    let gif = b"GIF89a\x0a\x00\x0a\x00\x00\x00\x00;".to_vec();
    let server = serve(vec![
        ("/right", answer("200 OK\r\nContent-Type: text/plain", &gif)),
        ("/moved", answer("302 Found\r\nLocation: /right", b"")),
        ("/svg", answer("200 OK\r\nContent-Type: image/png", b"<svg xmlns=\"x\"></svg>")),
        ("/private", answer("302 Found\r\nLocation: http://10.0.0.1/", b"")),
    ]);
    let wanted: Vec<Wanted> = ["right", "moved", "svg", "private", "gone"]
        .map(|path| Wanted { address: format!("{server}/{path}"), beside: None })
        .into_iter()
        .chain([Wanted { address: "beside.gif".into(), beside: Some("beside.gif".into()) }])
        .collect();
    let (_dir, api) = api();
    let found = Network::of(|ip| ip.is_loopback()).images(&wanted, &api.task(None)).await.unwrap();
    let mut names: Vec<&str> = found.keys().map(|name| &name[server.len()..]).collect();
    names.sort_unstable();
    assert_eq!(names, ["/moved", "/right"]);
    assert_eq!(found[&format!("{server}/right")], gif);
}

#[tokio::test]
async fn a_saved_address_brings_its_images_unless_a_person_does_not_want_them() {
    let gif = b"GIF89a\x0a\x00\x0a\x00\x00\x00\x00;";
    let words = "A sentence that stands in the article and says something. ".repeat(12);
    let body = format!(
        "<html><head><title>With a picture</title></head><body><article><h1>With a picture</h1><p>{words}</p>\
         <p><img src=\"a/picture.gif\" alt=\"One\"><img src=\"/gone.gif\" alt=\"Two\"></p><p>{words}</p></article>\
         <footer><p>All rights reserved by the company.</p></footer></body></html>"
    );
    let server = serve(vec![
        ("/page", html(&body)),
        ("/a/picture.gif", answer("200 OK\r\nContent-Type: image/gif", gif)),
    ]);
    for (wanted, kept, missing) in [(true, 1, "One image"), (false, 0, "2 images")] {
        let (_dir, mut api) = api();
        api.network = Arc::new(Network::of(|ip| ip.is_loopback()));
        let value = format!("{{\"fetchImages\":{wanted}}}");
        api.library.put_setting("saving", Some(&value)).unwrap();
        let source =
            crate::wire::SaveSource { url: Some(format!("{server}/page")), ..Default::default() };
        let outcomes = api.save(vec![source], &api.task(None), |_| {}).await.unwrap();
        assert_eq!(outcomes[0].status, "created", "{outcomes:?}");
        let id = outcomes[0].id.as_deref().unwrap().parse().unwrap();
        let article = api.library.article(id).unwrap();
        let capture = api.library.capture(article.capture).unwrap();
        assert_eq!(capture.receipt.kept.images, kept);
        let problems: Vec<_> =
            capture.receipt.problems.iter().map(|said| said.text.as_str()).collect();
        let problems = problems.join(" ");
        assert!(problems.contains(missing), "{problems}");
        assert!(!capture.body.contains("http://127"), "nothing is left to load: {}", capture.body);
        for hash in commonplace_core::extract::images::named(&capture.body) {
            assert_eq!(api.image(hash).unwrap(), ("image/gif", gif.to_vec()));
        }
        // Read again, its images come from where they were kept, and nobody is asked for them.
        api.network = Arc::new(Network::of(|_| false));
        let task = api.task(None);
        let done = api.reread(id, None, Candidate::WholePage, task).await.unwrap().unwrap();
        let again = api.library.capture(done.capture).unwrap();
        assert!(again.text.contains("All rights reserved"), "{}", again.text);
        assert_eq!(again.receipt.kept.images, kept);
        let origin = api.library.origin(done.capture).unwrap().unwrap();
        assert_eq!(origin.pictures.len(), usize::try_from(kept).unwrap());
    }
}
