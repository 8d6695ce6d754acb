//! Pages made to keep a parser busy.

use crate::clock::{forget_peak, peak_memory, timed};
use commonplace_core::extract::{Source, extract};
use commonplace_core::model::SourceKind;

pub(crate) fn measure() {
    println!("\n## Hostile pages\n\n| page | time | peak memory | words kept |\n|---|---|---|---|");
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
    let made: [(&str, &dyn Fn() -> String); 13] = [
        ("50,000 nested div", &|| "<div>a ".repeat(50_000)),
        ("100,000 nested div with ends", &|| {
            format!("{}a{}", "<div>".repeat(100_000), "</div>".repeat(100_000))
        }),
        ("20,000 nested b", &|| format!("<p>{}", "<b>a ".repeat(20_000))),
        ("200,000 open span", &|| "<span>a ".repeat(200_000)),
        ("800 nested tables", &|| "<table><tr><td>a ".repeat(800)),
        ("2,000 nested lists", &|| "<ul><li>a ".repeat(2_000)),
        ("200,000 br", &|| "a<br>".repeat(200_000)),
        ("200,000 attributes", &|| format!("<p{attributes}>text</p>")),
        ("20,000 elements of 100 attributes", &|| {
            let few: String = (0..100).map(|n| format!(" a{n}=1")).collect();
            format!("<p{few}>text</p>").repeat(20_000)
        }),
        ("20,000 paragraphs", &|| {
            "<p>Some words that make a sentence of a fair length, and one more clause.</p>"
                .repeat(20_000)
        }),
        ("25 MB of open b", &|| "<b>a ".repeat(5_000_000)),
        ("25 MB of paragraphs", &|| {
            "<p>Some words &amp; more that make a sentence of a fair length.</p>\n".repeat(380_000)
        }),
        ("25 MB of nested boxes", &|| {
            "<div class=a><div><ul><li><a href=/x>Some words</a></li></ul></div>\n<p>text</div>"
                .repeat(320_000)
        }),
    ];
    for (name, make) in made {
        let page = make();
        forget_peak();
        let (found, time) = timed(|| {
            extract(&Source {
                bytes: page.as_bytes(),
                kind: Some(SourceKind::Html),
                file_name: None,
                url: None,
                charset: None,
            })
        });
        println!(
            "| {name} | {:.2} s | {} MB | {} |",
            time.as_secs_f64(),
            peak_memory().map_or_else(|| "–".to_owned(), |mb| mb.to_string()),
            found.receipt.kept.words
        );
    }
}
