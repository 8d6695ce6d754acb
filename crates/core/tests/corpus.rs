//! Extraction over pages that are not part of this repository. `COMMONPLACE_CORPUS` names their folder; without it
//! these tests say that they were skipped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use commonplace_core::extract::{Extraction, Source, extract};
use commonplace_core::model::SourceKind;
use commonplace_core::sanitize::is_sealed;
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs};

fn corpus() -> Option<PathBuf> {
    let folder = env::var_os("COMMONPLACE_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: COMMONPLACE_CORPUS is not set");
    }
    folder
}

fn bag(text: &str) -> HashMap<String, usize> {
    let mut bag = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *bag.entry(word.to_lowercase()).or_default() += 1;
    }
    bag
}

/// F1 of two bags of lower-case words.
fn word_f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (bag(found), bag(expected));
    let size = |bag: &HashMap<String, usize>| bag.values().sum::<usize>() as f64;
    let both: usize =
        found.iter().map(|(w, n)| (*n).min(expected.get(w).copied().unwrap_or(0))).sum();
    let (both, found, expected) = (both as f64, size(&found), size(&expected));
    if found + expected == 0.0 { 1.0 } else { 2.0 * both / (found + expected) }
}

#[test]
fn pages_come_out_as_people_marked_them() {
    let Some(folder) = corpus().map(|folder| folder.join("extraction")) else { return };
    for set in ["mozilla", "articles", "pages"] {
        let truth = fs::read_to_string(folder.join(set).join("truth.json")).unwrap();
        let truth: HashMap<String, serde_json::Value> = serde_json::from_str(&truth).unwrap();
        let (mut f1, mut titles, mut dates, mut authors, mut dated, mut authored) =
            (0.0, 0, 0, 0, 0, 0);
        let mut worst = Vec::new();
        let start = Instant::now();
        for (name, page) in &truth {
            let bytes = fs::read(folder.join(set).join(page["file"].as_str().unwrap())).unwrap();
            let source = Source {
                bytes: &bytes,
                kind: Some(SourceKind::Html),
                file_name: None,
                url: page["url"].as_str(),
                charset: None,
            };
            let extraction = extract(&source);
            check(&extraction, name);
            let score = word_f1(extraction.text.as_str(), page["text"].as_str().unwrap());
            f1 += score;
            worst.push((score, name));
            let metadata = &extraction.metadata;
            if let Some(title) = page["title"].as_str() {
                titles += usize::from(bag(title) == bag(&metadata.title));
            }
            if let Some(date) = page["date"].as_str().filter(|date| date.len() >= 10) {
                dated += 1;
                dates += usize::from(
                    metadata
                        .published
                        .as_deref()
                        .is_some_and(|found| found.get(..10) == date.get(..10)),
                );
            }
            if let Some(author) = page["author"].as_str().filter(|author| !author.is_empty()) {
                authored += 1;
                authors += usize::from(word_f1(&metadata.authors.join(" "), author) > 0.6);
            }
        }
        worst.sort_by(|a, b| a.0.total_cmp(&b.0));
        println!(
            "{set}: {} pages, word F1 {:.3}, titles {titles}, dates {dates}/{dated}, authors {authors}/{authored}, {:.0} ms a page",
            truth.len(),
            f1 / truth.len() as f64,
            start.elapsed().as_millis() as f64 / truth.len() as f64,
        );
        for (score, name) in worst.iter().take(12) {
            println!("  {score:.2} {name}");
        }
    }
}

fn check(extraction: &Extraction, name: &str) {
    assert!(is_sealed(&extraction.body), "{name} is not sealed");
    assert!(!extraction.metadata.title.is_empty(), "{name} has no title");
}

#[test]
fn a_dumped_page_is_set_as_an_article() {
    let Some(folder) = corpus() else { return };
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
