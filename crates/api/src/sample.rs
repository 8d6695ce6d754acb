//! The sample article that a new library opens on.

use crate::{Api, wire::WireError};
use commonplace_core::{
    anchor,
    extract::Source,
    model::{AnchorState, Color, NoteTarget, Selector, SourceKind},
    text::Text,
};
use commonplace_library::{Incoming, NewHighlight, Op};

const ARTICLE: &str = include_str!("../assets/sample.md");
const ANNOTATIONS: &str = include_str!("../assets/sample.json");

#[derive(serde::Deserialize)]
struct Annotations {
    highlights: Vec<SampleHighlight>,
    notes: Vec<SampleNote>,
}

#[derive(serde::Deserialize)]
struct SampleHighlight {
    quote: String,
    color: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    note: Option<String>,
}

#[derive(serde::Deserialize)]
struct SampleNote {
    markdown: String,
}

impl Api {
    /// Puts the sample article with its highlights and notes into a library that this opening made; into no other.
    ///
    /// # Errors
    /// `disk`.
    pub async fn welcome(&self) -> Result<(), WireError> {
        if !self.created() {
            return Ok(());
        }
        let annotations: Annotations =
            serde_json::from_str(ANNOTATIONS).map_err(WireError::internal)?;
        self.write(move |library| {
            let source = Source {
                bytes: ARTICLE.as_bytes(),
                kind: Some(SourceKind::Markdown),
                file_name: None,
                url: None,
                charset: Some("utf-8"),
            };
            let incoming = Incoming::new(source, "Commonplace");
            let (article, _) = library.save_as(Op::Sample, &incoming)?.value;
            let capture = library.article(article)?.capture;
            let text = Text::new(library.capture(capture)?.text);
            Ok(library.write(Op::Sample, |writer| {
                for highlight in &annotations.highlights {
                    let wanted = Selector { quote: highlight.quote.clone(), ..Selector::default() };
                    let anchor = anchor::resolve(&text, &wanted);
                    let range = anchor.range.filter(|_| anchor.state != AnchorState::Orphan);
                    let Some(selector) =
                        range.and_then(|(start, end)| anchor::describe(&text, start, end))
                    else {
                        continue;
                    };
                    let color = Color::parse(&highlight.color).unwrap_or(Color::Yellow);
                    let id = writer.add_highlight(NewHighlight {
                        id: None,
                        article,
                        capture,
                        selector,
                        anchor: commonplace_core::model::Anchor {
                            state: AnchorState::Exact,
                            ..anchor
                        },
                        color,
                        created: None,
                        modified: None,
                    })?;
                    writer.set_highlight_tags(id, &highlight.tags)?;
                    if let Some(note) = &highlight.note {
                        writer.put_note(None, &NoteTarget::Highlight(id), note, None, None)?;
                    }
                }
                for note in &annotations.notes {
                    writer.put_note(
                        None,
                        &NoteTarget::Article(article),
                        &note.markdown,
                        None,
                        None,
                    )?;
                }
                Ok(())
            })?)
        })
        .await
    }
}
