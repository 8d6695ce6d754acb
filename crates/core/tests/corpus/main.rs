//! Extraction over pages that are not part of this repository. `COMMONPLACE_CORPUS` names their folder; without it
//! these tests say that they were skipped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "../common/corpus.rs"]
mod corpus;
mod structure;

use commonplace_core::extract::{Extraction, Source, extract};
use commonplace_core::model::SourceKind;
use commonplace_core::sanitize::is_sealed;
use corpus::{Page, folder, pages, tokens, word_f1};
use dom_query::Document;
use std::{fs, sync::OnceLock, thread};

const SETS: [&str; 3] = ["mozilla", "articles", "pages"];

/// A page of a set, and what became of it.
struct Read {
    set: &'static str,
    page: Page,
    extraction: Extraction,
}

/// Every page, extracted once for all tests; none, after saying so, where there is no corpus.
fn all() -> Option<&'static [Read]> {
    static ALL: OnceLock<Vec<Read>> = OnceLock::new();
    let folder = folder()?;
    let read = || {
        let listed = SETS.iter().flat_map(|set| pages(&folder, set).into_iter().map(|p| (*set, p)));
        let mut listed: Vec<(&'static str, Page)> = listed.collect();
        let half = listed.split_off(listed.len() / 2);
        let extracted = |pages: Vec<(&'static str, Page)>| -> Vec<Read> {
            let read = |(set, page): (_, Page)| Read { set, extraction: page.extract(), page };
            pages.into_iter().map(read).collect()
        };
        thread::scope(|threads| {
            let second = threads.spawn(|| extracted(half));
            let mut all = extracted(listed);
            all.extend(second.join().unwrap());
            all
        })
    };
    Some(ALL.get_or_init(read))
}

#[test]
fn pages_come_out_as_people_marked_them() {
    let Some(all) = all() else { return };
    for set in SETS {
        let pages: Vec<&Read> = all.iter().filter(|read| read.set == set).collect();
        let mut sum = 0.0;
        for Read { page, extraction, .. } in &pages {
            check(extraction, &page.name);
            sum += word_f1(extraction.text.as_str(), &page.text);
        }
        let mean = sum / pages.len() as f64;
        println!("{set}: {} pages, word F1 {mean:.3}", pages.len());
        // Far below what the benchmark measures, and far above what a broken rule leaves.
        assert!(mean > 0.85, "{set}: {mean}");
    }
}

fn check(extraction: &Extraction, name: &str) {
    assert!(is_sealed(&extraction.body), "{name} is not sealed");
    assert!(!extraction.metadata.title.is_empty(), "{name} has no title");
}

#[test]
fn article_and_receipt_hold_every_word_in_order() {
    let Some(all) = all() else { return };
    let (mut read, mut lost) = (0, Vec::new());
    for Read { set, page, extraction } in all {
        let Ok(html) = std::str::from_utf8(&page.bytes) else { continue };
        read += 1;
        // What was encoded twice is shown as it was meant, and the receipt says so.
        let problems = &extraction.receipt.problems;
        let twice = problems.iter().any(|problem| problem.text.contains("encoded twice"));
        let once = |c| u8::try_from(u32::from(c)).unwrap();
        let meant = twice.then(|| String::from_utf8(html.chars().map(once).collect()).unwrap());
        let visible = Words::of(&visible_text(meant.as_deref().unwrap_or(html)));
        let together = Words::of(&together(extraction));
        if let Some((at, there)) = visible.first_missing(&together) {
            let (here, there) = (visible.around(at), together.around(there));
            lost.push(format!("{set} {}: {here}\n    article and receipt: {there}", page.name));
        }
    }
    assert!(lost.is_empty(), "{} of {read} pages:\n{}", lost.len(), lost.join("\n"));
    assert!(read > 300, "only {read} pages could be read");
}

/// Article and receipt in the order of the source.
fn together(extraction: &Extraction) -> String {
    let text = &extraction.text;
    let (mut whole, mut at) = (String::new(), 0);
    for block in &extraction.receipt.dropped {
        assert!(block.place >= at, "places run backwards");
        for part in [text.slice(at, block.place), "\n", &block.text, "\n"] {
            whole.push_str(part);
        }
        at = block.place;
    }
    whole.push_str(text.slice(at, text.code_points()));
    whole
}

/// The letters and digits of a text, and where its words begin. Two readings of a page may end words at different
/// places, because only a style sheet says whether elements stand apart; the letters are the same.
struct Words {
    letters: Vec<char>,
    starts: Vec<bool>,
}

impl Words {
    fn of(text: &str) -> Self {
        let (mut letters, mut starts) = (Vec::new(), Vec::new());
        for word in tokens(text) {
            starts.extend((0..word.chars().count()).map(|at| at == 0));
            letters.extend(word.chars());
        }
        Self { letters, starts }
    }

    /// The letters near a place, to be shown.
    fn around(&self, at: usize) -> String {
        self.letters.iter().skip(at.saturating_sub(40)).take(80).collect()
    }

    /// The first word here that does not stand in another text in this order, where only whole words may be skipped, and
    /// how far the other was read.
    fn first_missing(&self, other: &Self) -> Option<(usize, usize)> {
        let (mut at, mut there) = (0, 0);
        // Where the word at hand began, in both.
        let mut word = (0, 0);
        while let Some(letter) = self.letters.get(at) {
            if self.starts[at] {
                word = (at, there);
            }
            if other.letters.get(there) == Some(letter) {
                (at, there) = (at + 1, there + 1);
                continue;
            }
            let wanted = &self.letters[word.0..self.letters.len().min(word.0 + 12)];
            let mut later = word.1 + 1..other.letters.len();
            let found = later
                .find(|next| other.starts[*next] && other.letters[*next..].starts_with(wanted));
            let Some(found) = found else { return Some(word) };
            (at, there) = (word.0, found);
        }
        None
    }
}

/// The text of a page that a browser would show or could unfold, by a reading of its own: nothing of what the
/// extraction is made of is used here but the parser.
fn visible_text(html: &str) -> String {
    const NEVER: &[&str] = &[
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "title",
        "svg",
        "iframe",
        "object",
        "canvas",
        "video",
        "audio",
        "annotation",
        "annotation-xml",
        "noembed",
        "noframes",
    ];
    const INLINE: &[&str] = &[
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong",
        "sub", "sup", "time", "tt", "u", "var", "wbr",
    ];
    let page = Document::from(html);
    let mut text = String::new();
    let mut next = page.html_root().first_child();
    while let Some(node) = next {
        let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
        if node.is_text() {
            text.push_str(&node.text());
        } else if !INLINE.contains(&name.as_str()) {
            text.push('\n');
        }
        let inside = if NEVER.contains(&name.as_str()) { None } else { node.first_child() };
        let mut at = node;
        next = inside.or_else(|| {
            loop {
                if let Some(sibling) = at.next_sibling() {
                    return Some(sibling);
                }
                at = at.parent()?;
                let name = at.node_name().map(|name| name.to_string()).unwrap_or_default();
                if !INLINE.contains(&name.as_str()) {
                    text.push('\n');
                }
            }
        });
    }
    text
}

#[test]
fn a_dumped_page_is_set_as_an_article() {
    let Some(folder) = folder() else { return };
    let bytes = fs::read(folder.join("article-openai-microsoft.txt")).unwrap();
    let source = Source {
        bytes: &bytes,
        kind: None,
        file_name: Some("article-openai-microsoft.txt"),
        url: None,
        charset: None,
    };
    let extraction = extract(&source);
    check(&extraction, "the article");
    let metadata = &extraction.metadata;
    assert_eq!(extraction.kind, SourceKind::Text);
    assert_eq!(metadata.title, "OpenAI and Microsoft: A Tech Partnership Under Strain");
    assert_eq!(metadata.authors, ["Mackenzie Ferguson"]);
    assert_eq!(metadata.subtitle.as_deref(), Some("Tensions Rise Amid Evolving AI Strategies"));
    assert_eq!(metadata.published, None);
    assert!(extraction.receipt.details.role.is_some());
    assert_eq!(metadata.language.as_deref(), Some("en"));
    let body = &extraction.body;
    let headings: Vec<&str> =
        body.split("<h2>").skip(1).filter_map(|part| part.split("</h2>").next()).collect();
    let expected = [
        "Introduction: The OpenAI-Microsoft Partnership",
        "Origins and Nature of the Collaboration",
        "Reasons Behind the Rising Tensions",
        "Potential Consequences and Conflict Scenarios",
        "Exploration of Antitrust Actions by OpenAI",
        "OpenAI's Cloud Strategy and Diversification",
        "Microsoft's Independent AI Developments",
        "OpenAI's Corporate Restructuring and IPO Plans",
        "Impacts on AI Development and Technological Progress",
        "Expert Opinions on the Partnership Dynamics",
        "Public Reactions to the Tensions",
        "Economic, Social, and Political Impacts",
        "Future Implications on the AI Landscape",
        "Conclusion: Navigating the Future of AI Collaborations",
    ];
    assert_eq!(headings, expected);
    assert!(!body.contains("<pre") && !body.contains("<code") && !body.contains("<h3"));
    let source = String::from_utf8(bytes).unwrap();
    assert_eq!(body.matches("<a href=\"http").count(), source.matches("](http").count());
    for gone in [
        "Learn to use",
        "Logo",
        "[source]",
        "()",
        "Banner for",
        "Last updated",
        "Edited By",
        "Recommended Tools",
    ] {
        assert!(!extraction.text.as_str().contains(gone), "{gone}");
    }
    for dropped in &extraction.receipt.dropped {
        println!("{} x{}: {}", dropped.reason, dropped.times, dropped.text.replace('\n', " / "));
    }
    // Every long line of the source stands in the article as a paragraph, letter for letter.
    let text = extraction.text.as_str();
    let plain = |line: &str| {
        let mut out = String::new();
        let mut rest = line.trim();
        while let Some((before, link)) = rest.split_once("](http") {
            out.push_str(&before.replacen('[', "", before.matches('[').count()));
            rest = link.split_once(')').map_or("", |(_, after)| after);
        }
        out.push_str(rest);
        out.replace(" [source]", "").replace(" ()", "")
    };
    let long = source
        .lines()
        .map(plain)
        .filter(|line| line.split(' ').count() > 30 && !line.starts_with("Get the latest"));
    let mut paragraphs = 0;
    for line in long {
        assert!(text.lines().any(|kept| kept == line), "{line}");
        paragraphs += 1;
    }
    println!("{paragraphs} paragraphs, {} words", extraction.receipt.kept.words);
    assert_eq!(body.matches("<p>").count(), paragraphs);
}
