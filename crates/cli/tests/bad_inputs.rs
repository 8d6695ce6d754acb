//! What cannot be an article, or hardly: each gets a clear sentence or an article that says so, and the batch goes on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Library;
use common::files::zip;
use serde_json::Value;

const WORDS: &str =
    "<p>The words that a person came for are still to be read here, after all that.</p>";

/// How an input comes out.
enum Outcome {
    /// An article with these words, in which this is doubted; nothing where nothing is.
    Article(&'static str, &'static str),
    /// A failure that says this.
    Failure(&'static str),
}

#[test]
fn a_batch_goes_on_past_everything_that_is_bad() {
    use Outcome::{Article, Failure};
    // Each has words of its own, or they would be one article.
    let page = |own: &str, words: &str| {
        format!(
            "<html><head><meta charset=windows-1252><title>Words</title></head><body><article><h1>Words</h1>{}{words}\
             </article></body></html>",
            WORDS.repeat(4).replace("after all that", own)
        )
    };
    let inner = zip(&[("page.html", page("inside", "").as_bytes())]);
    let nested = |depth: usize| "<div>".repeat(depth);
    let long = "<p>One of <i>many</i> paragraphs &amp; more.</p>\n";
    let cut =
        page("cut off", "<p>The last words before the line <a href=\"https://example.org/and");
    let inputs: Vec<(&str, Vec<u8>, Outcome)> = vec![
        ("empty.html", Vec::new(), Failure("empty")),
        ("blank.html", b" \r\n\t \n".to_vec(), Failure("empty")),
        ("binary.html", (0..=255).cycle().take(4096).collect(), Failure("not a web page")),
        // It says one encoding and is in another; what can be read is.
        (
            "encoding.html",
            [page("wrongly encoded", "").into_bytes(), b"<p>\xff\xfe\x81 caf\xe9</p>".to_vec()]
                .concat(),
            Article("The words that a person came for", ""),
        ),
        (
            "cut.html",
            cut.clone().into_bytes()[..cut.len() - 20].to_vec(),
            Article("The last words", ""),
        ),
        ("large.html", long.repeat(51 * 1024 * 1024 / long.len()).into_bytes(), Failure("50 MB")),
        (
            "deep.html",
            page("below all that", &format!("{}<p>The bottom.</p>", nested(100_000))).into_bytes(),
            Article("The words that a person came for", ""),
        ),
        ("zip of zips.zip", zip(&[("inner.zip", &inner)]), Failure("inside another")),
        (
            "good.html",
            page("well", "<p>Nothing is wrong with this one.</p>").into_bytes(),
            Article("Nothing is wrong", ""),
        ),
    ];
    let library = Library::new();
    let files: Vec<String> =
        inputs.iter().map(|(name, bytes, _)| library.file(name, bytes)).collect();
    let arguments: Vec<&str> =
        ["save"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let outcomes = library.lines(&arguments);
    let of = |name: &str| -> &Value {
        let mut named =
            outcomes.iter().filter(|outcome| outcome["source"].to_string().contains(name));
        named.next().unwrap_or_else(|| panic!("{name} is not told of: {outcomes:?}"))
    };
    for (name, _, expected) in &inputs {
        let outcome = of(name);
        match expected {
            Failure(part) => {
                assert_eq!(outcome["status"], "failed", "{name}: {outcome}");
                assert!(outcome["error"].as_str().unwrap().contains(part), "{name}: {outcome}");
            }
            Article(words, doubt) => {
                assert_eq!(outcome["status"], "created", "{name}: {outcome}");
                let article = library.one(&["show", outcome["id"].as_str().unwrap()]);
                let text = article["text"].as_str().unwrap();
                assert!(text.contains(words), "{name}: {:?}", text.get(..200));
                assert!(article["receipt"].to_string().contains(doubt), "{name}");
            }
        }
    }
    assert_eq!(library.lines(&["verify"]), Vec::<Value>::new());
}
