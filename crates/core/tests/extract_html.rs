//! Web pages and Markdown documents made into articles.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use commonplace_core::extract::{Extraction, Source, extract, sealed_article};
use commonplace_core::model::{Metadata, SourceKind};
use commonplace_core::sanitize::is_sealed;
use std::time::{Duration, Instant};

fn read(text: &str, url: Option<&str>) -> Extraction {
    let source = Source { bytes: text.as_bytes(), kind: None, file_name: None, url, charset: None };
    let extraction = extract(&source);
    assert!(is_sealed(&extraction.body), "{}", extraction.body);
    assert!(!extraction.metadata.title.is_empty());
    extraction
}

fn story(count: usize) -> String {
    let sentence = "The keeper of the lighthouse wrote down every ship that passed, its flag, its course and the weather of the day.";
    format!("<p>{}</p>", [sentence; 3].join(" ")).repeat(count)
}

const HEAD: &str = "<title>The Keeper's Diary | Harbour News</title><meta property='og:site_name' content='Harbour News'>";

fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en-gb><head>{head}</head><body><nav><a href=/>Home</a> <a href=/news>All the news of the harbour</a></nav>\
         <article>{body}</article><footer>All rights reserved by the Harbour News company</footer></body></html>"
    )
}

#[test]
fn an_article_without_its_furniture() {
    let body = format!(
        "<h1>The Keeper's Diary</h1>{}<pre class=\"language-rust\"><code>fn main() {{\n\n}}</code></pre>\
         <p>See <a href=\"../log?x=1\">the log</a>, which has been kept since the tower was built and is still read by sailors, pupils and guests.</p>\
         <figure><img src=\"/lamp.jpg\" alt=\"\"><figcaption>The lamp at night</figcaption></figure>\
         <table><tr><th>Ship</th><th>Day</th></tr><tr><td>Gull</td><td>Monday</td></tr></table>{}",
        story(3),
        story(2)
    );
    let extraction = read(&page(HEAD, &body), Some("https://news.example.org/a/b/diary.html"));
    assert_eq!(extraction.kind, SourceKind::Html);
    assert_eq!(extraction.metadata.title, "The Keeper's Diary");
    assert_eq!(extraction.metadata.site.as_deref(), Some("Harbour News"));
    assert_eq!(extraction.metadata.language.as_deref(), Some("en-GB"));
    assert_eq!(extraction.metadata.url.as_deref(), Some("https://news.example.org/a/b/diary.html"));
    let body = &extraction.body;
    for part in [
        "href=\"https://news.example.org/a/log?x=1\"",
        "<pre data-language=\"rust\"",
        "<figcaption>The lamp at night",
        "<td>Gull</td>",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
    for gone in ["All rights reserved", "All the news", "<img", "<h1"] {
        assert!(!body.contains(gone), "{gone} in {body}");
    }
    let receipt = &extraction.receipt;
    assert_eq!(
        (receipt.source.images, receipt.kept.images, receipt.kept.tables, receipt.kept.code),
        (1, 0, 1, 1)
    );
    assert!(receipt.source.words > receipt.kept.words);
    assert!(receipt.dropped.iter().any(|dropped| dropped.text.starts_with("All rights reserved")));
}

#[test]
fn metadata_from_json_ld_even_when_it_is_broken() {
    let head = "<script type='application/ld+json'>//<![CDATA[\n{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"A &amp; B\",\"datePublished\":\"2024-05-06T07:08:09Z\",\
        \"description\":\"One\nline\",\"author\":[{\"@id\":\"#ann\"},{\"@type\":\"Person\",\"name\":\"Bo Chan\"}],\"publisher\":{\"name\":\"The Paper\"},},\
        {\"@type\":\"Person\",\"@id\":\"#ann\",\"name\":\"Ann Lee\"}]}\n//]]></script>";
    let metadata = read(&page(head, &story(4)), None).metadata;
    assert_eq!(metadata.title, "A & B");
    assert_eq!(metadata.authors, ["Ann Lee", "Bo Chan"]);
    assert_eq!(metadata.published.as_deref(), Some("2024-05-06T07:08:09Z"));
    assert_eq!(metadata.site.as_deref(), Some("The Paper"));
    assert_eq!(metadata.excerpt.as_deref(), Some("One line"));
}

#[test]
fn metadata_from_other_families() {
    let citation = "<meta name=citation_title content='On Tides'><meta name=citation_author content='Lee, Ann'>\
        <meta name=citation_author content='Chan, Bo'><meta name=citation_publication_date content='2020/03/04'>";
    let metadata = read(&page(citation, &story(4)), None).metadata;
    assert_eq!(
        (metadata.title.as_str(), metadata.published.as_deref()),
        ("On Tides", Some("2020-03-04"))
    );
    assert_eq!(metadata.authors, ["Ann Lee", "Bo Chan"]);
    let dublin = "<meta name=DC.title content='Tides'><meta name=DC.creator content='Ann Lee'><meta name=DC.date content='2019-02-03'>";
    let metadata = read(&page(dublin, &story(4)), None).metadata;
    assert_eq!(
        (metadata.title.as_str(), metadata.published.as_deref()),
        ("Tides", Some("2019-02-03"))
    );
    let visible = format!(
        "<h1>Visible Things</h1><p class=byline>By <a rel=author>Ann Lee</a></p><time datetime='2018-01-02'>2 January</time>{}",
        story(4)
    );
    let metadata = read(&page("<title>Visible Things - Site</title>", &visible), None).metadata;
    assert_eq!(metadata.title, "Visible Things");
    assert_eq!(metadata.authors, ["Ann Lee"]);
    assert_eq!(metadata.published.as_deref(), Some("2018-01-02"));
    let nothing =
        read(&page("<title>Nothing Is Known</title>", &format!("{}<p>© 2024</p>", story(4))), None)
            .metadata;
    assert_eq!((nothing.authors.len(), nothing.published, nothing.url), (0, None, None));
}

#[test]
fn pages_that_hold_no_article_keep_their_text() {
    let extraction = read(
        "<html><body><div>Just a few words here.</div><script>var a;</script></body></html>",
        None,
    );
    assert_eq!(extraction.text.as_str(), "Just a few words here.");
    let empty = read("<html><head><title>Empty</title></head><body></body></html>", None);
    assert_eq!(empty.metadata.title, "Empty");
    assert!(!empty.receipt.doubts.is_empty());
}

#[test]
fn text_for_readers_without_scripts_is_found() {
    let html = format!(
        "<html><body><div id=app>Loading</div><noscript><main>{}</main></noscript></body></html>",
        story(3)
    );
    assert!(read(&html, None).text.as_str().contains("The keeper of the lighthouse"));
}

#[test]
fn encodings_are_read_as_a_browser_reads_them() {
    let html = b"<html><head><meta charset=windows-1252><title>Caf\xe9</title></head><body><p>na\xefve \x97 words</p></body></html>";
    let source =
        Source { bytes: html, kind: None, file_name: Some("x.htm"), url: None, charset: None };
    let extraction = extract(&source);
    assert_eq!(extraction.metadata.title, "Café");
    assert_eq!(extraction.text.as_str(), "naïve — words");
}

#[test]
fn hostile_pages_are_answered_in_time() {
    let start = Instant::now();
    let deep = format!("<html><body>{}{}", "<div>word ".repeat(50_000), story(3));
    assert!(read(&deep, None).text.as_str().contains("The keeper"));
    let bold = format!("<html><body>{}{}", "<b>word ".repeat(20_000), story(3));
    assert!(read(&bold, None).text.as_str().contains("The keeper"));
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}

#[test]
fn markdown_with_front_matter() {
    let text = "---\nauthor: Ann Lee\ndate: 2024-05-06\n---\n\n# The *Lamp*\n\nWords and [a link](https://example.org/).\n\n```rust\nfn a() {}\n```\n";
    let extraction = read(text, None);
    assert_eq!(extraction.kind, SourceKind::Markdown);
    assert_eq!(extraction.metadata.title, "The Lamp");
    assert_eq!(extraction.metadata.authors, ["Ann Lee"]);
    assert_eq!(extraction.metadata.published.as_deref(), Some("2024-05-06"));
    assert!(!extraction.body.contains("<h1"));
    assert!(extraction.body.contains("<pre data-language=\"rust\"><code>fn a() {}\n</code></pre>"));
}

#[test]
fn an_article_given_as_such_is_only_sanitised() {
    let metadata = Metadata { title: " A\n title ".to_owned(), ..Metadata::default() };
    let extraction =
        sealed_article("<nav>kept</nav><p onclick=x>Text</p><script>1</script>", metadata);
    assert_eq!(extraction.body, "<nav>kept</nav><p>Text</p>");
    assert_eq!(extraction.metadata.title, "A title");
    assert_eq!(sealed_article("", Metadata::default()).metadata.title, "Untitled");
}

/// The metadata of a page with this markup in its head, before its text and after it.
fn metadata(head: &str, before: &str, after: &str) -> Metadata {
    let body = format!("<h1>The Keeper's Diary</h1>{before}{}{after}", story(4));
    read(&page(&format!("{HEAD}{head}"), &body), None).metadata
}

#[test]
fn the_author_is_who_stands_at_the_title() {
    let answers = "<div class=comments><p class=comment-author>By <a rel=author href=/u/bo>Bo Chan</a></p></div>";
    let team = r#"<script type="application/ld+json">{"@type":"Article","author":{"@type":"Organization","name":"Harbour News"}}</script>"#;
    for (head, before, expected) in [
        ("", "<p>By <a href=/authors/lee>Ann Lee</a>, 2 May 2024</p>", &["Ann Lee"][..]),
        ("", "<div><span>Written by</span> <b>Ann Lee</b></div>", &["Ann Lee"]),
        ("", "<span itemprop=author><meta itemprop=name content=annie></span>", &["annie"]),
        (team, "<p class=byline>Ann Lee and Cy Ott</p>", &["Ann Lee", "Cy Ott"]),
        (team, "", &[]),
        (
            "<meta name=author content=admin>",
            "<p>By signing up you agree to our <a href=/t>User Agreement</a>.</p>",
            &[],
        ),
        // Names known by one word, what a page is filed under, and dealers.
        ("", "<a class=author-name href=/user/seagull>seagull</a>", &["seagull"]),
        (
            "",
            "<p class=byline>by <a href=/lee>Ann Lee</a> in <a rel='category tag' href=/t>Night Watch</a></p>",
            &["Ann Lee"],
        ),
        ("", "<p class=authorized>Authorized Dealer</p>", &[]),
        // A name beside a date, on one line or on two.
        ("", "<div><span>Dec 17, 2025</span> <span>Ann Lee</span></div>", &["Ann Lee"]),
        ("", "<ul><li>Bo Chan<li>2 May 2024</ul>", &["Bo Chan"]),
        // In a sentence, "written by" speaks of something else.
        ("", "<p>The log was written by <a href=/w>Cy Ott</a> in <i>winter</i>.</p>", &[]),
        ("<meta name=author content=\"The Keeper's Diary\">", "", &[]),
        // Bylines of other languages say nothing else; sections stand in capitals or in the menu too.
        ("", "<p>Von Ann Lee und Cy Ott</p>", &["Ann Lee", "Cy Ott"]),
        ("", "<p>Von Ann Lee lernten alle, wie man die Lampe putzt.</p>", &[]),
        ("", "<span>Eingestellt von <b>Ann Lee</b></span>", &["Ann Lee"]),
        ("", "<p>作者：林小雨</p>", &["林小雨"]),
        ("", "<p>מאת: דנה לוי</p>", &["דנה לוי"]),
        ("", r#"<span class="author">بقلم: سلمى حداد</span>"#, &["سلمى حداد"]),
        ("", r#"<div class="author-name">राम शर्मा</div>"#, &["राम शर्मा"]),
        ("", "<div><span>NIGHT WATCH</span><p>2 May 2024</p></div>", &[]),
        (
            "",
            "<ul><li>North Pier<li>South Pier</ul><p>North Pier</p><p>2 May 2024</p><p>North Pier</p>",
            &[],
        ),
        // Whom a picture shows, who answered and what somebody is like.
        ("", "<figure><img alt='Cy Ott' src=a.jpg><figcaption>Cy Ott</figcaption></figure>", &[]),
        ("", "<p><img alt='Storm at sea' src=a.jpg><b>Storm at sea</b></p>", &[]),
        ("", "<span class=post_comment_author>Cy Ott</span>", &[]),
        ("", "<div class=author-text>Ann, 27, Tide Watcher</div>", &[]),
        // Where a site is, what it was made with, and whom its template names.
        ("<meta name=author content='Harbour News, Hull, England'>", "", &["Harbour News"]),
        ("<meta name=author content='Ann Lee, Cy Ott, England'>", "", &["Ann Lee", "Cy Ott"]),
        ("<meta name=author content='Lamp Web - www.lamp.example'>", "", &[]),
        ("<meta name=author content='Super User'>", "", &[]),
        (
            "",
            "<a rel=author href=/a>ALL ARTICLES BY<br>Ann Lee</a><p class=byline>Ann Lee</p>",
            &["Ann Lee"],
        ),
        ("<meta name=author content='Harbour News'>", "<p>By Ann Lee</p>", &["Ann Lee"]),
    ] {
        assert_eq!(metadata(head, before, answers).authors, expected, "{head} {before}");
    }
}

#[test]
fn posts_say_who_wrote_them_and_when_in_their_own_elements() {
    let post = "<site-post><a class=author-name href=/user/seagull>seagull</a> \
        <site-timeago ts=2024-05-02T06:00:00Z>2 d</site-timeago></site-post>";
    let html = page(HEAD, &format!("<h1>The Keeper's Diary</h1>{post}{}", story(3)));
    let thread = read(&html, Some("https://example.org/comments/diary/1")).metadata;
    assert_eq!(thread.authors, ["seagull"]);
    assert_eq!(thread.published.as_deref(), Some("2024-05-02T06:00:00Z"));
    // Elsewhere such elements speak of anything that happened.
    assert_eq!(read(&html, Some("https://example.org/diary")).metadata.published, None);
    let hidden = format!(
        "<noscript><div itemscope itemtype='https://schema.org/DiscussionForumPosting'><h1>The Keeper's Diary</h1>\
         <span itemprop=author><span itemprop=name>ann.lee</span></span>{}</div></noscript>",
        story(3)
    );
    let found = read(&format!("<head>{HEAD}</head><body>{hidden}</body>"), None).metadata;
    assert_eq!(found.authors, ["ann.lee"]);
}

#[test]
fn the_title_is_the_pages_and_not_the_sites() {
    for (title, body, expected) in [
        (
            "Night Watch - Chapter 1 - gull [Library of the Sea]",
            "<h1>Library of the Sea, new</h1><h2>Night Watch</h2>",
            "Night Watch",
        ),
        (
            "LampLog weekly for May [LampLog]",
            "<h1>LampLog weekly for May</h1>",
            "LampLog weekly for May",
        ),
        ("Lamps for small boats", "<h1>Lamps homepage</h1>", "Lamps for small boats"),
        ("Harbour News : Shop", "<h1>Shop</h1>", "Harbour News : Shop"),
        (
            "lamp::wick - Reference",
            "<h1>lamp::wick <button>Copy item path</button></h1>",
            "lamp::wick",
        ),
        // A heading that links to the front page is the site's, and so is one that the title ends with.
        (
            "Log of the Pier: Fog in May",
            "<h1><a href=/>Log of the Pier</a></h1><h3>Fog in May</h3>",
            "Fog in May",
        ),
        (
            "Mending an old lamp - Old Lamps Forum",
            "<h1>Old Lamps Forum</h1><h2><a href=./t=8>Mending an old lamp</a></h2>",
            "Mending an old lamp",
        ),
        // A line above a heading is set apart by its style alone.
        (
            "Storm! The pier is closed",
            "<h1><span>Storm!</span>The pier is closed</h1>",
            "Storm! The pier is closed",
        ),
        ("The Lamp by Ann Lee | Poets of the North", "<h1>The Lamp</h1>", "The Lamp"),
    ] {
        let head =
            format!("<title>{title}</title><meta property='og:site_name' content='Harbour News'>");
        let found = read(&page(&head, &format!("{body}{}", story(3))), None).metadata.title;
        assert_eq!(found, expected, "{title}");
    }
}

#[test]
fn a_date_is_the_articles_own() {
    let page_data = r#"<script type="application/ld+json">{"@type":"WebPage","datePublished":"2011-12-28"}</script>"#;
    for (head, before, expected) in [
        ("", "<time datetime=2024-05-02>2 May</time>", Some("2024-05-02")),
        ("", "<p><span>Dec 17, 2025</span><span>Ann Lee</span></p>", Some("2025-12-17")),
        // The date of a template counts where the page shows it.
        (page_data, "", None),
        (page_data, "<p>First told on 28 December 2011</p>", Some("2011-12-28")),
        // What a list of other pages says is about them.
        ("", "<h2><a href=/b>Another lamp at sea</a></h2><p>By Bo Chan</p><p>3 May 2024</p>", None),
        // What it tells of.
        ("", "<ul><li>The tower was lit on August 14, 1935</ul>", None),
        (
            "",
            "<p class=publication><time datetime=2024-05-02>2 May</time></p><h2>Lamps</h2>\
             <p><time datetime=2024-05-03></time><time datetime=2024-05-04></time>",
            Some("2024-05-02"),
        ),
        // The date of a change is better than none.
        ("", "<p>Aktualisiert am <time datetime=2024-05-02>2. Mai</time></p>", Some("2024-05-02")),
        (
            "",
            "<p>Aktualisiert am <time datetime=2024-05-02>2. Mai</time></p><p>1 May 2024</p>",
            Some("2024-05-01"),
        ),
    ] {
        let published = metadata(head, before, "").published;
        assert_eq!(published.as_deref(), expected, "{head} {before}");
    }
    // What a page says of itself at its end, where it says it once.
    for (after, expected) in [
        ("<p>Veröffentlicht am 7. Juni 2019 von Ann</p>", Some("2019-06-07")),
        ("<p>Published 2 May 2024</p><p>Published 3 May 2024</p>", None),
        ("<p>Published by the harbour, 2 May 2024</p>", None),
    ] {
        let after = format!("<h2>Lamps</h2>{}{after}", story(12));
        assert_eq!(metadata("", "", &after).published.as_deref(), expected, "{after}");
    }
}

#[test]
fn what_stands_under_a_short_post_of_a_blog_is_not_the_post() {
    let answer = "<li class=comment><p>What a pretty lamp, and how well it has been kept through all those winters at the end of the pier.</p>";
    let post = page(
        HEAD,
        &format!(
            "<h1>The Keeper's Diary</h1>{}<h3>3 Kommentare</h3><ol class=commentlist>{answer}{answer}</ol>",
            story(1)
        ),
    );
    let found = read(&post, None);
    assert!(found.body.contains("The keeper of the lighthouse"), "{}", found.body);
    assert!(!found.body.contains("pretty lamp"), "{}", found.body);

    let other = "<li><article><h3><a href=/b>How the lamp was mended</a></h3><p>Last winter the lamp went out, and nobody knew why until a mason looked behind the lens and found a nest.</p></article>";
    let post = page(
        HEAD,
        &format!(
            "<h1>The Keeper's Diary</h1>{}<div id=related_posts><h3>Related Posts</h3><ul>{}</ul></div>",
            story(4),
            other.repeat(3)
        ),
    );
    let found = read(&post, None);
    assert!(!found.body.contains("went out"), "{}", found.body);
}

#[test]
fn entries_keep_what_names_them() {
    let entry = |label: &str, at: usize| {
        format!(
            "<div class=entry><p class=time>{label}</p>{}<p>Ship number {at} passed the tower with her lights out and was not seen again before the morning.</p></div>",
            if at > 1 { "<h2>A ship</h2>" } else { "" }
        )
    };
    let entries = |labels: [&str; 5]| -> String {
        labels.iter().enumerate().map(|(at, label)| entry(label, at)).collect()
    };
    let times = ["06:10", "07:25", "09:00", "11:45", "12:30"];
    let found = read(
        &page(HEAD, &format!("<h1>The Keeper's Diary</h1>{}{}", story(2), entries(times))),
        None,
    );
    for time in times {
        assert!(found.body.contains(time), "{time} in {}", found.body);
    }
    let found = read(
        &page(
            HEAD,
            &format!("<h1>The Keeper's Diary</h1>{}{}", story(2), entries(["Advertisement"; 5])),
        ),
        None,
    );
    assert!(!found.body.contains("Advertisement"), "{}", found.body);
}

#[test]
fn a_letter_says_nothing_about_its_sending() {
    let frame =
        "<p>You are receiving this email because you asked for it. <a href=/u>Unsubscribe</a></p>";
    let body = format!(
        "<p><a href=/v>View in browser</a></p><h1>The Keeper's Diary</h1>{}{frame}",
        story(4)
    );
    let found = read(&page(HEAD, &body), None);
    assert!(
        !found.body.contains("receiving this") && !found.body.contains("View in"),
        "{}",
        found.body
    );
    assert!(found.receipt.dropped.iter().any(|dropped| dropped.text.contains("receiving this")));
}

#[test]
fn what_the_head_of_an_article_says_is_not_said_again() {
    let body = "<main><article><h1>جدول المد في الميناء</h1><p class=by>بقلم: ليلى حداد</p><time>١٢ مارس ٢٠٢٦</time>\
         <p>كل ميناء يطبع جدولاً للمد، ولا يقرأه أحد حتى يأتي الماء. عندها تصبح الورقة القديمة المعلقة على جدار \
         مكتب العبّارات أهم صفحة في المدينة، ويُسأل الموظف الذي علقها السؤال نفسه أربعين مرة في الساعة.</p>\
         <p>سبعة وثلاثون رقماً تصف البحر في مكان واحد، وكانت آلة من عجلات نحاسية تجمعها ذات يوم. وبعد قرن \
         صار الجمع يتم في طرفة عين، والجدول جيد بقدر جودة الأرقام التي فيه.</p></article></main>";
    let extraction = read(&page("", body), None);
    assert_eq!(extraction.metadata.published.as_deref(), Some("2026-03-12"));
    assert_eq!(extraction.metadata.authors, ["ليلى حداد"]);
    assert!(extraction.text.as_str().starts_with("كل ميناء"), "{}", extraction.text.as_str());

    let told = format!("<h1>The lamp</h1><p>By Ann Lee</p><p>4 May 2026</p>{}", story(4));
    let head = "<meta name=author content='Ann Lee'><meta property=article:published_time content=2026-05-04>";
    let text = read(&page(head, &told), None).text;
    assert!(!text.as_str().contains("Ann Lee") && !text.as_str().contains("2026"), "{text:?}");
}

#[test]
fn a_flood_of_words_is_no_title() {
    let head = format!("<title>{}</title>", "tower light ".repeat(9_000));
    let title = read(&page(&head, &story(4)), None).metadata.title;
    assert!(title.chars().count() <= 501 && title.ends_with("tower…"), "{title}");
}
