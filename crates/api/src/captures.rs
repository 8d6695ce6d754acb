//! Versions of an article, and what changed between them.

use crate::{Api, Task, convert, wire::*};
use commonplace_core::sentence;
use commonplace_core::{
    anchor::Diff,
    model::{ArticleId, CaptureId},
    text::Text,
};
use commonplace_library::{AnchorCounts, CaptureInfo, Captured, Error, Library, Op};

impl Api {
    /// Makes a newer version of an article from a source, or from its own address, and follows its highlights into it.
    ///
    /// # Errors
    /// `notFound`; `unreadable` for nothing to read; those of fetching; `cancelled`, and then nothing has happened.
    pub async fn capture(
        &self,
        article: ArticleId,
        source: Option<SaveSource>,
        force: bool,
        task: Task,
    ) -> Result<Captured, WireError> {
        let known = self.disk(move |library| Ok(library.article(article)?)).await?;
        let address = known.metadata.url;
        let source = match (source, &address) {
            (Some(source), _) => source,
            (None, Some(address)) => {
                SaveSource { url: Some(address.clone()), ..SaveSource::default() }
            }
            (None, None) => {
                return Err(WireError::invalid(sentence!(
                    "no-origin",
                    "This article came from no address. Give a file or an address to take it from."
                )));
            }
        };
        let (material, extraction) = self.read_one(source, address, &task).await?;
        self.write(move |library| {
            let incoming = material.incoming();
            let mut progress = |done, total| {
                task.step(done, total, material.label.as_str()).map_err(|_| Error::Stopped)
            };
            Ok(library.capture_again(article, &extraction, &incoming, force, &mut progress)?)
        })
        .await
    }

    /// The versions of an article, newest first.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn captures(&self, article: ArticleId) -> Result<Vec<CaptureInfo>, WireError> {
        self.disk(move |library| {
            library.article(article)?;
            Ok(library.capture_list(article)?)
        })
        .await
    }

    /// Makes a version the one that is read.
    ///
    /// # Errors
    /// `notFound`; `cancelled`.
    pub async fn use_capture(&self, id: CaptureId, task: Task) -> Result<Captured, WireError> {
        self.write(move |library| {
            let mut progress = |done, total| task.step(done, total, "").map_err(|_| Error::Stopped);
            Ok(library.write(Op::UseCapture, |writer| writer.make_current(id, &mut progress))?)
        })
        .await
    }

    /// Makes a newer version with blocks in it that the capture's receipt lists as left out, by their places there.
    ///
    /// # Errors
    /// `notFound` where there is no such capture or block; `conflict` where it is no longer current; `cancelled`.
    pub async fn put_back(
        &self,
        capture: CaptureId,
        blocks: Vec<usize>,
        task: Task,
    ) -> Result<Captured, WireError> {
        self.write(move |library| {
            let mut progress = |done, total| task.step(done, total, "").map_err(|_| Error::Stopped);
            Ok(library.put_back(capture, &blocks, &mut progress)?)
        })
        .await
    }

    pub(crate) async fn capture_list(&self, input: ById) -> Result<Vec<CaptureRow>, WireError> {
        let captures = self.captures(convert::id(&input.id, "article")?).await?;
        Ok(captures.iter().map(row).collect())
    }

    pub(crate) async fn capture_open(&self, input: ById) -> Result<CaptureView, WireError> {
        let id: CaptureId = convert::id(&input.id, "capture")?;
        self.disk(move |library| {
            let capture = library.capture(id)?;
            let article = library.article(capture.article)?;
            let list = library.capture_list(capture.article)?;
            let info = list.iter().find(|info| info.id == id);
            let row = info.map(row).ok_or_else(|| WireError::internal("a capture without row"))?;
            let text = Text::new(capture.text);
            let title = article.metadata.title;
            let highlights = library.highlights_in(id)?;
            Ok(CaptureView {
                row,
                highlights: highlights
                    .iter()
                    .map(|highlight| convert::highlight(highlight, &title, &text))
                    .collect(),
                title,
                body: capture.body,
                text_length: text.utf16_units(),
                text_hash: capture.text_hash,
            })
        })
        .await
    }

    pub(crate) async fn capture_add(&self, input: CaptureAdd) -> Result<CaptureOutcome, WireError> {
        let article = convert::id(&input.article, "article")?;
        let task = self.task(input.task);
        let done = self.capture(article, input.source, input.force.unwrap_or(false), task).await?;
        Ok(outcome(&done))
    }

    pub(crate) async fn capture_put_back(
        &self,
        input: PutBack,
    ) -> Result<CaptureOutcome, WireError> {
        let capture = convert::id(&input.capture, "capture")?;
        let blocks = input.blocks.iter().filter_map(|block| usize::try_from(*block).ok());
        let task = self.task(input.task);
        Ok(outcome(&self.put_back(capture, blocks.collect(), task).await?))
    }

    pub(crate) async fn capture_use(&self, input: CaptureUse) -> Result<CaptureOutcome, WireError> {
        let id = convert::id(&input.id, "capture")?;
        let task = self.task(input.task);
        Ok(outcome(&self.use_capture(id, task).await?))
    }

    pub(crate) async fn capture_diff(&self, input: CapturePair) -> Result<CaptureDiff, WireError> {
        let old = convert::id(&input.old, "capture")?;
        let new = convert::id(&input.new, "capture")?;
        self.disk(move |library| diff(library, old, new)).await
    }
}

fn row(info: &CaptureInfo) -> CaptureRow {
    CaptureRow {
        id: info.id.to_string(),
        article: info.article.to_string(),
        kind: info.kind.as_str().into(),
        source: info.source.clone(),
        captured: info.captured.0,
        words: info.words,
        current: info.is_current,
        doubt: info.doubt.clone(),
    }
}

fn tally(counts: &AnchorCounts) -> AnchorTally {
    let AnchorCounts { exact, edited, moved, ambiguous, orphan } = *counts;
    AnchorTally { exact, edited, moved, ambiguous, orphan }
}

pub(crate) fn outcome(done: &Captured) -> CaptureOutcome {
    CaptureOutcome {
        capture: done.capture.to_string(),
        current: done.doubt.is_none(),
        doubt: done.doubt.map(|doubt| doubt.as_str().into()),
        anchors: tally(&done.anchors),
    }
}

fn diff(library: &Library, old: CaptureId, new: CaptureId) -> Result<CaptureDiff, WireError> {
    let (before, after) = (library.capture(old)?, library.capture(new)?);
    if before.article != after.article {
        return Err(WireError::invalid(sentence!(
            "captures-of-two",
            "These are versions of two articles."
        )));
    }
    let (before, after) = (Text::new(before.text), Text::new(after.text));
    let units = |text: &Text, range: Option<(u32, u32)>| {
        range.map(|(start, end)| [text.utf16_of(start), text.utf16_of(end)])
    };
    let lines = Diff::between(&before, &after).lines().into_iter().map(|line| ChangedLine {
        change: line.change.as_str().into(),
        old: units(&before, line.old),
        new: units(&after, line.new),
        words: line
            .words
            .into_iter()
            .map(|words| ChangedWords { change: words.change.as_str().into(), text: words.text })
            .collect(),
    });
    let was = library.highlights_in(old)?;
    let highlights = library.highlights_in(new)?.into_iter().map(|highlight| {
        let there = was.iter().find(|was| was.id == highlight.id).and_then(|was| was.anchor.range);
        let words = |text: &Text, range: Option<(u32, u32)>| {
            range.map(|(start, end)| text.slice(start, end).to_owned())
        };
        HighlightInBoth {
            id: highlight.id.to_string(),
            color: highlight.color.as_str().into(),
            state: highlight.anchor.state.as_str().into(),
            before: words(&before, there).unwrap_or_else(|| highlight.selector.quote.clone()),
            after: words(&after, highlight.anchor.range),
            old: units(&before, there),
            new: units(&after, highlight.anchor.range),
        }
    });
    Ok(CaptureDiff { lines: lines.collect(), highlights: highlights.collect() })
}
