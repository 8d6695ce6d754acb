//! Where articles come from: archives, folders and zip files with their images, and what attacks a parser.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{
    Library,
    files::{GIF, GIF_BASE64, book, mhtml, pdf, zip},
};
use serde_json::Value;
use std::fs;

/// An article's markup with this image in it.
fn page(image: &str) -> String {
    let words =
        "What lies on the table at night is read again in the morning, and some of it stays. ";
    format!(
        "<html><head><title>The table at night</title><meta charset=utf-8></head><body><article><h1>The table at \
         night</h1><p>{0}</p><figure><img src=\"{image}\" alt=\"A table\"><figcaption>The table.</figcaption></figure>\
         <p>{0}</p><p>{0}</p></article></body></html>",
        words.repeat(6)
    )
}

/// The article is there with its one image, which lies among the blobs.
fn assert_illustrated(library: &Library, article: &Value) {
    let html = article["html"].as_str().unwrap();
    assert!(html.contains("some of it stays"), "{html}");
    let at = html.find("library://localhost/").unwrap_or_else(|| panic!("no image: {html}"));
    let hash = &html[at + 20..at + 84];
    assert!(html.contains("width=\"30\"") && html.contains("height=\"20\""), "{html}");
    assert_eq!(fs::read(library.blob(hash)).unwrap(), GIF);
    assert_eq!(article["receipt"]["kept"]["images"], 1, "{}", article["receipt"]);
    assert_eq!(library.lines(&["verify"]), Vec::<Value>::new());
}

#[test]
fn archives_of_one_page_bring_their_images() {
    let single = page(&format!("data:image/gif;base64,{GIF_BASE64}")).replace(
        "<html>",
        "<html><!--\n Page saved with SingleFile \n url: https://example.com/single \n saved date: Tue Mar 03 2026\n-->",
    );
    let list = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"x\">\
         <plist version=\"1.0\"><dict><key>WebMainResource</key><dict><key>WebResourceData</key><data>{}</data>\
         <key>WebResourceTextEncodingName</key><string>UTF-8</string><key>WebResourceURL</key>\
         <string>https://example.com/safari</string></dict><key>WebSubresources</key><array><dict>\
         <key>WebResourceData</key><data>{GIF_BASE64}</data><key>WebResourceURL</key>\
         <string>https://example.com/table.gif</string></dict></array></dict></plist>",
        base64(page("table.gif").as_bytes())
    );
    for (name, content, address) in [
        ("chrome.mhtml", mhtml(&page("/a/table.gif")), "https://example.com/table"),
        ("mail.mht", mhtml(&page("cid:one@x")), "https://example.com/table"),
        ("single.html", single, "https://example.com/single"),
        ("safari.webarchive", list, "https://example.com/safari"),
    ] {
        let library = Library::new();
        let article = library.saved(&library.file(name, content));
        assert_eq!(article["url"], address, "{name}");
        assert_eq!(article["title"], "The table at night", "{name}");
        assert_illustrated(&library, &article);
    }
}

#[test]
fn a_letter_is_read_with_its_header_whatever_it_is_wrapped_in() {
    let way = "Received: by mail.example; Mon, 2 Mar 2026 08:00:01 -0800\r\n".repeat(400);
    let header = "From: =?utf-8?Q?Ann_L=C3=A9e?= <ann@example.org>\r\nTo: bo@example.org\r\n\
        Subject: =?utf-8?B?VGlkZXMg4oCT?=\r\n =?utf-8?Q?_a_note?=\r\nDate: Mon, 02 Mar 2026 08:00:00 -0800\r\n\
        MIME-Version: 1.0\r\n";
    let text = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        Dear Bo,\r\n\r\nthe caf=E9 by the harbour has the old tide table on its wall, and I copied the num=\r\nbers \
        for you, because nobody else will.\r\n\r\nYours, Ann\r\n";
    let page = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>The café by the harbour has the old tide table on its \
        wall, and I copied the numbers for you, because nobody else will.</p><p>Nineteen years of watching a float in a \
        pipe went into it, and it fits on one sheet of paper that hangs beside the coffee.</p>\r\n";
    let attached = "Content-Type: text/html\r\nContent-Disposition: attachment\r\n\r\n<p>Nothing to read.</p>\r\n";
    let both = format!(
        "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=b\r\n\
         \r\n--b\r\n{text}--b\r\n{page}--b--\r\n--m\r\n{attached}--m--\r\n"
    );
    let plain = format!(
        "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n{attached}--m\r\n{text}--m--\r\n"
    );
    for (name, body, begins) in [
        ("both.eml", both.as_str(), "The café"),
        ("plain.eml", &plain, "Dear Bo"),
        ("bare.eml", text, "Dear Bo"),
    ] {
        let library = Library::new();
        let article = library.saved(&library.file(name, format!("{way}{header}{body}")));
        assert_eq!(article["title"], "Tides – a note", "{name}");
        assert_eq!(article["authors"], serde_json::json!(["Ann Lée"]), "{name}");
        assert_eq!(article["published"], "2026-03-02", "{name}");
        let shown = article["text"].as_str().unwrap();
        assert!(
            shown.starts_with(begins) && shown.contains("copied the numbers"),
            "{name}: {shown}"
        );
        assert_eq!(shown.contains("Yours, Ann"), begins == "Dear Bo", "{name}: {shown}");
    }
}

/// Base64, as the property list holds its data.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let padded = [0, 1, 2].map(|at| u32::from(*chunk.get(at).unwrap_or(&0)));
        let number = padded[0] << 16 | padded[1] << 8 | padded[2];
        for digit in 0..=chunk.len() {
            out.push(DIGITS[(number >> (18 - 6 * digit) & 63) as usize] as char);
        }
        out.push_str(&"="[..usize::from(chunk.len() < 3)].repeat(3 - chunk.len()));
    }
    out
}

#[test]
fn a_complete_page_finds_its_images_beside_it_and_nowhere_else() {
    let library = Library::new();
    library.file("Table at night_files/a table.gif", GIF);
    library.file("Table at night_files/frame.html", page("x.gif"));
    library.file("secret.gif", GIF);
    let saved = "<!-- saved from url=(0027)https://example.com/a/night -->";
    let html = page("./Table%20at%20night_files/a%20table.gif")
        .replace("<html>", &format!("{saved}<html>"));
    library.file("Table at night.html", html);
    let folder = library.path("Table at night.html").parent().unwrap().display().to_string();
    let article = library.saved(&folder);
    assert_eq!(article["url"], "https://example.com/a/night");
    assert_illustrated(&library, &article);

    library.file("deeper/way.html", page("../secret.gif").replace("night", "day"));
    let article = library.saved(&library.path("deeper/way.html").display().to_string());
    assert!(!article["html"].as_str().unwrap().contains("<img"), "nothing outside its folder");
    let problems = article["receipt"]["problems"].to_string();
    assert!(problems.contains("One image could not be kept: “A table”."), "{problems}");
}

#[test]
fn a_zip_file_is_a_folder_whose_names_are_labels() {
    let library = Library::new();
    let inner = zip(&[("x.txt", b"Never reached.")]);
    let (day, night) = (page("none.gif").replace("night", "day"), page("Night_files/t.gif"));
    let archive = zip(&[
        ("Night.html", night.as_bytes()),
        ("Night_files/t.gif", GIF),
        ("Night_files/advert.html", b"<p>An advertisement"),
        ("../../out.html", day.as_bytes()),
        ("notes/plain.txt", b"A plain text of its own, with a few words in it."),
        ("notes/empty.md", b"  \n"),
        ("inner.zip", &inner),
        ("picture.gif", GIF),
        ("__MACOSX/._Night.html", b"\0\x05\x16\x07"),
    ]);
    let file = library.file("all.zip", archive);
    let output = library.run(&["save", &file]);
    assert_eq!(output.status.code(), Some(1), "something failed, and the rest went on");
    let outcomes: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let told: Vec<(&str, &str)> = outcomes
        .iter()
        .map(|o| (&o["source"].as_str().unwrap()[file.len() + 1..], o["status"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("../../out.html", "created"),
            ("Night.html", "created"),
            ("inner.zip", "failed"),
            ("notes/empty.md", "failed"),
            ("notes/plain.txt", "created"),
        ]
    );
    assert!(outcomes[2]["error"].as_str().unwrap().contains("zip file inside another"));
    assert_illustrated(&library, &library.lines(&["show", outcomes[1]["id"].as_str().unwrap()])[0]);
    let there: Vec<String> = fs::read_dir(library.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(there.len(), 2, "nothing was unpacked: {there:?}");
    // The same by another road.
    assert!(library.lines(&["save", &file]).iter().all(|o| o["status"] != "created"));
}

const PAGES: [&str; 2] = ["The first page speaks of tables.", "The second page speaks of chairs."];

#[test]
fn a_pdf_has_a_heading_for_each_page() {
    let library = Library::new();
    let article = library.saved(&library.file("scan_01.pdf", pdf(PAGES)));
    assert_eq!(article["title"], "Tables and chairs");
    assert_eq!(article["authors"], serde_json::json!(["Ada Moor", "Ben Lund"]));
    assert_eq!(
        article["text"],
        "Page 1\nThe first page speaks of tables.\nPage 2\nThe second page speaks of chairs."
    );
    let found = library.lines(&["search", "chairs"]);
    assert_eq!(found[0]["total"], 1, "{found:?}");
    // Cut off, its text cannot be had; it is kept all the same, and says so.
    let mut cut = pdf(PAGES);
    cut.truncate(200);
    let article = library.saved(&library.file("cut.pdf", cut));
    assert_eq!(article["title"], "cut");
    assert!(article["receipt"]["problems"].to_string().contains("damaged"), "{article}");
}

#[test]
fn a_book_has_its_chapters_in_order_and_its_images() {
    let library = Library::new();
    let chapters = ["It began at <a id=\"x\"/>a table.", "It ended on a chair."];
    let article = library.saved(&library.file("book.epub", book(chapters)));
    assert_eq!(article["title"], "Keeping");
    assert_eq!(article["published"], "2024-05-01");
    assert_eq!(article["text"], "One\nIt began at a table.\nThe second\nIt ended on a chair.");
    let html = article["html"].as_str().unwrap();
    assert!(html.contains("<h2>One</h2>") && html.contains("<h2>The second</h2>"), "{html}");
    assert!(html.contains("library://localhost/"), "{html}");
}

#[test]
fn what_cannot_be_opened_is_named() {
    let library = Library::new();
    let mut broken = zip(&[("a.txt", b"Some words.")]);
    broken.truncate(20);
    let bomb = zip(&[("zeros.txt", &vec![b' '; 60 * 1024 * 1024])]);
    for (name, bytes, part) in [
        ("broken.zip", broken, "damaged"),
        ("nothing.zip", zip(&[("picture.gif", GIF)]), "nothing in"),
        ("bomb.zip", bomb, "unpacks to more"),
        ("picture.html", GIF.to_vec(), "not a web page"),
        ("empty.mhtml", Vec::new(), "is empty"),
    ] {
        let outcomes = library.lines(&["save", &library.file(name, bytes)]);
        assert_eq!(outcomes[0]["status"], "failed", "{name}: {outcomes:?}");
        let error = outcomes[0]["error"].as_str().unwrap();
        assert!(error.contains(part), "{name}: {error}");
    }
}

#[test]
fn hostile_pages_are_answered() {
    let library = Library::new();
    let words = "<p>The words that a person came for are still to be read here, all twelve.</p>";
    let megabytes = |count: usize, part: &str| part.repeat(count * 1024 * 1024 / part.len());
    for (name, content) in [
        ("div", format!("{words}{}", "<div>".repeat(50_000))),
        ("b", format!("{words}{}x", "<b>".repeat(20_000))),
        ("tables", format!("{words}{}", "<table><tr><td>".repeat(3_000))),
        (
            "attributes",
            format!("<p {}>{words}", (0..200_000).map(|n| format!("a{n}=1 ")).collect::<String>()),
        ),
        (
            "ampersands",
            format!(
                "{words}<p>{}",
                megabytes(8, "a word &amp; another one of the many that there are ")
            ),
        ),
        (
            "25",
            format!(
                "{words}{}",
                megabytes(25, "<p>One of <i>many</i> paragraphs &amp; more.</p>\n")
            ),
        ),
    ] {
        // Each with words of its own, or they would be one article.
        let content = content.replacen("twelve", name, 1);
        let article = library.saved(&library.file(&format!("{name}.html"), content));
        let text = article["text"].as_str().unwrap();
        assert!(text.contains("The words that a person came for"), "{name}: {:?}", text.get(..200));
        fs::remove_file(library.path(&format!("{name}.html"))).unwrap();
    }
    let outcomes = library.lines(&["save", &library.file("50.html", megabytes(51, "<p>x</p>"))]);
    assert!(outcomes[0]["error"].as_str().unwrap().contains("50 MB"), "{outcomes:?}");
    // The program and its library are as well as before.
    assert_eq!(library.lines(&["verify"]), Vec::<Value>::new());
}

#[test]
fn images_travel_with_an_export() {
    for (name, format) in [("out", "markdown"), ("out.jsonl", "jsonl")] {
        let library = Library::new();
        let single = page(&format!("data:image/gif;base64,{GIF_BASE64}"));
        let article = library.saved(&library.file("single.html", single));
        let out = library.path("away").join(name).display().to_string();
        library.lines(&["export", "--format", format, "--out", &out]);

        let other = Library::new();
        assert!(other.run(&["import", &out]).status.success());
        let there = other.lines(&["show", article["id"].as_str().unwrap()]).remove(0);
        assert_eq!(there["text"], article["text"], "{format}");
        let html = article["html"].as_str().unwrap();
        let at = html.find("library://localhost/").unwrap();
        let (address, hash) = (&html[at..at + 84], &html[at + 20..at + 84]);
        assert!(there["html"].as_str().unwrap().contains(address), "{format}: {there}");
        assert_eq!(fs::read(other.blob(hash)).unwrap(), GIF, "{format}");
        assert_eq!(other.lines(&["verify"]), Vec::<Value>::new(), "{format}");

        // An image that was changed on the way is not taken for the one that was meant.
        let folder = library.path("away").join(if name == "out" { "out/images" } else { "images" });
        let image = folder.join(format!("{hash}.gif"));
        fs::write(image, b"GIF89a\x1e\x00\x14\x00\x00\x00\x01;").unwrap();
        let third = Library::new();
        assert!(third.run(&["import", &out]).status.success());
        let complaints = third.lines(&["verify"]);
        assert!(format!("{complaints:?}").contains("An image of capture"), "{complaints:?}");
    }
}
