//! Extraction over pages that are not part of this repository. `COMMONPLACE_CORPUS` names their folder; without it
//! these tests say that they were skipped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "common/corpus.rs"]
mod corpus;

use commonplace_core::extract::{Extraction, Source, extract};
use commonplace_core::model::SourceKind;
use commonplace_core::sanitize::is_sealed;
use corpus::{folder, pages, word_f1};
use std::fs;

const SETS: [&str; 3] = ["mozilla", "articles", "pages"];

#[test]
fn pages_come_out_as_people_marked_them() {
    let Some(folder) = folder() else { return };
    for set in SETS {
        let pages = pages(&folder, set);
        let mut sum = 0.0;
        for page in &pages {
            let extraction = page.extract();
            check(&extraction, &page.name);
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
