//! Records of every shape, for the round trips of the formats.

use super::{ArticleRecord, HighlightRecord, NoteRecord, RecordBody};
use crate::model::{
    AnchorState, Color, Metadata, Millis, Occurrence, ReadingState, Selector, SourceKind,
};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use std::str::FromStr;
use uuid::Uuid;

/// Texts made to be mistaken for something else, and texts of any characters.
pub(super) fn text() -> impl Strategy<Value = String> {
    let pieces = select(vec![
        "a",
        "word",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\t",
        "#",
        "## Highlights",
        "## Notes",
        "## Text",
        "# Title",
        "> ",
        ">",
        "\\",
        "\\>",
        "---",
        "^hl-0190a0a0-0000-7000-8000-000000000000",
        "^note-x",
        "<!--",
        "-->",
        "<!-- commonplace: {}",
        "--",
        ":",
        "\"",
        "'",
        "[",
        "]",
        ",",
        "🙂",
        "é",
        "\u{a0}",
        "\u{feff}",
        "\u{85}",
        "\u{2028}",
        "```",
        "[open](commonplace://article/x#hl-y)",
        " · yellow · ",
        "#tag",
        "%%",
        "&amp;",
        "&#32;",
        "null",
        "true",
        "\u{0}",
        "\u{1b}",
        "<!-- note -->",
        "<!-- /note -->",
    ]);
    prop_oneof![
        "[a-z]{1,6}( [a-z]{1,6}){0,3}",
        prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

fn moment() -> impl Strategy<Value = Millis> {
    (-60_000_000_000_000_i64..200_000_000_000_000).prop_map(Millis)
}

fn id<T>() -> impl Strategy<Value = T>
where
    T: FromStr + std::fmt::Debug,
    T::Err: std::fmt::Debug,
{
    any::<u128>().prop_map(|bits| Uuid::from_u128(bits).to_string().parse().unwrap())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 0..4)
}

fn metadata() -> impl Strategy<Value = Metadata> {
    (text(), of(text()), texts(), of(text()), of(text()), of(text()), of(text()), of(text()))
        .prop_map(|(title, subtitle, authors, site, url, published, language, excerpt)| Metadata {
            title,
            subtitle,
            authors,
            site,
            url,
            published,
            language,
            excerpt,
        })
}

fn selector() -> impl Strategy<Value = Selector> {
    let occurrence = (any::<u32>(), any::<u32>()).prop_map(|(n, of)| Occurrence::new(n, of));
    (text(), text(), text(), of(any::<u32>()), of(any::<u32>()), occurrence).prop_map(
        |(quote, prefix, suffix, start, end, occurrence)| Selector {
            quote,
            prefix,
            suffix,
            start,
            end,
            occurrence,
        },
    )
}

pub(super) fn highlight() -> impl Strategy<Value = HighlightRecord> {
    let made = (of(moment()), of(moment()));
    let stood = (of(select(AnchorState::ALL)), of(text()));
    (of(id()), selector(), select(Color::ALL), of(text()), texts(), made, stood).prop_map(
        |(id, selector, color, note, tags, (created, modified), (state, now))| HighlightRecord {
            id,
            selector,
            color,
            note,
            tags,
            created,
            modified,
            state,
            now,
        },
    )
}

pub(super) fn note(titled: bool) -> impl Strategy<Value = NoteRecord> {
    (of(id()), of(text()), text(), of(moment()), of(moment())).prop_map(
        move |(id, title, markdown, created, modified)| NoteRecord {
            id,
            title: title.filter(|_| titled),
            markdown,
            created,
            modified,
        },
    )
}

pub(super) fn article() -> impl Strategy<Value = ArticleRecord> {
    let body = prop_oneof![
        Just(RecordBody::None),
        text().prop_map(RecordBody::Html),
        text().prop_map(RecordBody::Markdown),
        text().prop_map(RecordBody::Text),
    ];
    let reading = (
        of(select(SourceKind::ALL)),
        of(moment()),
        of(moment()),
        of(select(ReadingState::ALL)),
        any::<bool>(),
    );
    let sorted = (texts(), texts(), of("[0-9a-f]{64}"));
    let written =
        (prop::collection::vec(highlight(), 0..4), prop::collection::vec(note(true), 0..3));
    (of(id()), metadata(), body, reading, sorted, written).prop_map(
        |(
            id,
            metadata,
            body,
            (kind, saved, opened, state, favourite),
            (tags, collections, text_hash),
            written,
        )| {
            let (highlights, notes) = written;
            ArticleRecord {
                id,
                metadata,
                body,
                kind,
                saved,
                opened,
                state,
                favourite,
                tags,
                collections,
                highlights,
                notes,
                text_hash,
            }
        },
    )
}
