//! Hits hold what is claimed of them.

use commonplace_core::query::Query;
use commonplace_library::{EntityKind, Hit, Library, Place};

/// What is marked in a hit is what its explanation claims, and what that claims stands there.
pub(crate) fn check(library: &Library, query: &Query, hit: &Hit, typed: &str) {
    let slice = |text: &str, (start, end): (u32, u32)| -> String {
        text.chars().skip(start as usize).take((end - start) as usize).collect()
    };
    let reasons = library.why(query, hit.kind, hit.id.as_bytes()).unwrap();
    let text = hit
        .article
        .filter(|_| hit.kind == EntityKind::Article)
        .map(|id| library.capture(library.article(id).unwrap().capture).unwrap().text);
    for reason in &reasons {
        assert!(reason.times > 0 && !reason.forms.is_empty(), "{typed}");
        let place = match reason.place {
            Place::Text => text.as_deref().unwrap_or_default(),
            Place::Title => &hit.title,
            _ => continue,
        };
        for form in &reason.forms {
            assert!(place.contains(form.as_str()), "{typed}: {form} in {place}");
        }
    }
    // At most five forms of each word are named.
    let claimed = |places: &[Place], marked: &str| {
        reasons.iter().any(|reason| {
            places.contains(&reason.place)
                && (reason.forms.len() == 5 || reason.forms.iter().any(|form| form == marked))
        })
    };
    let body = [Place::Text, Place::Quote, Place::Note];
    let more = hit.more.iter().map(|more| (&more.snippet, &more.marks));
    for (snippet, marks) in more.chain([(&hit.snippet, &hit.marks)]) {
        for mark in marks {
            let marked = slice(snippet, *mark);
            assert!(
                !marked.is_empty() && claimed(&body, &marked),
                "{typed}: {marked}: {reasons:?}"
            );
        }
    }
    // The title over a highlight or note is its article's.
    for mark in hit.title_marks.iter().filter(|_| hit.kind == EntityKind::Article) {
        let marked = slice(&hit.title, *mark);
        assert!(claimed(&[Place::Title], &marked), "{typed}: {marked}: {reasons:?}");
    }
    for name in &hit.names {
        for mark in &name.marks {
            let marked = slice(&name.text, *mark);
            assert!(claimed(&[name.place], &marked), "{typed}: {marked}: {reasons:?}");
        }
    }
    assert!(
        hit.marks.len() + hit.title_marks.len() + hit.names.len() > 0 || reasons.is_empty(),
        "{typed}: nothing is marked, but {reasons:?}"
    );
    let passages = hit.passage.into_iter().chain(hit.more.iter().map(|more| more.range));
    if let Some(text) = text.filter(|_| !hit.marks.is_empty()) {
        for passage in passages {
            assert!(claimed(&body, &slice(&text, passage)), "{typed}: {passage:?}");
        }
    }
}
