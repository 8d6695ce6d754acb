//! Every shape that an article can have survives extraction: the cases of `fixtures/shapes`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "common/shapes.rs"]
mod shapes;

use commonplace_core::sanitize::is_sealed;

#[test]
fn every_shape_becomes_the_markdown_it_means() {
    let cases = shapes::all();
    assert!(cases.len() >= 60, "only {} cases were found", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        assert!(is_sealed(&case.extraction.body), "{}: {} is not sealed", case.class, case.name);
        if case.found != case.expected {
            wrong.push(format!(
                "== {}: {}\n-- expected\n{}\n-- found\n{}\n-- body\n{}",
                case.class, case.name, case.expected, case.found, case.extraction.body
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}
