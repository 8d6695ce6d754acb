//! Sources that the library holds, read once more: in another way for one article, by newer rules for all of them.

use crate::{
    Api, Task, convert,
    save::{Material, Near},
    wire::*,
};
use commonplace_core::sentence;
use commonplace_core::{
    extract::{self, Candidate, Rule},
    model::{ArticleId, CaptureId},
};
use commonplace_library::{Captured, Error, Kept, Occasion, Op};
use std::sync::Arc;

/// What became of an article whose source was read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RereadStatus {
    /// It came out otherwise, which is read from now on.
    Changed,
    /// It came out otherwise, but so that a person is to decide whether to read it.
    Doubtful,
    /// It came out as it was.
    Same,
    /// It could not be read, and stays as it is.
    Failed,
}

impl RereadStatus {
    /// The word that scripts see.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Doubtful => "doubtful",
            Self::Same => "same",
            Self::Failed => "failed",
        }
    }

    const fn of(done: Option<&Captured>) -> Self {
        match done {
            None => Self::Same,
            Some(Captured { doubt: Some(_), .. }) => Self::Doubtful,
            Some(_) => Self::Changed,
        }
    }
}

/// An article whose source was read again.
#[derive(Clone, Debug)]
pub struct Reread {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub status: RereadStatus,
    /// Why it failed, where it did.
    pub error: Option<WireError>,
}

impl Api {
    /// Reads the source of an article's current version in another way, and keeps what comes of it as a newer version;
    /// none where it comes out as it is. `seen` is the version that the person looked at.
    ///
    /// # Errors
    /// `notFound`; `conflict` where `seen` is no longer current; `unreadable` for a source that cannot be read within
    /// the limits; `cancelled`. Nothing has happened then.
    pub async fn reread(
        &self,
        article: ArticleId,
        seen: Option<CaptureId>,
        reading: Candidate,
        task: Task,
    ) -> Result<Option<Captured>, WireError> {
        let kept = self.disk(move |library| Ok(library.kept(article)?)).await?;
        if seen.is_some_and(|seen| seen != kept.capture.id) {
            let message = sentence!(
                "newer-look",
                "A newer version of this article has arrived. Look at it first."
            );
            return Err(WireError::new(ErrorKind::Conflict, message));
        }
        self.read_kept(kept, Some(reading), None, &task).await
    }

    /// Reads the sources of articles again that older rules of extraction made, or of all with `all`: those that come
    /// out otherwise get a newer version. What is done stays done when it is stopped, and is not done again.
    ///
    /// # Errors
    /// `cancelled`, `disk`. An article that cannot be read is told to `each` and does not keep the others from it.
    pub async fn read_again(
        &self,
        all: bool,
        task: &Task,
        mut each: impl FnMut(&Reread) + Send,
    ) -> Result<(), WireError> {
        let version = if all { u32::MAX } else { extract::VERSION };
        let articles = self.disk(move |library| Ok(library.outdated(version)?)).await?;
        let total = u32::try_from(articles.len()).unwrap_or(u32::MAX);
        for (done, article) in (0..).zip(articles) {
            let known = self.disk(move |library| Ok(library.article(article)?)).await;
            let title = known.map(|known| known.metadata.title).unwrap_or_default();
            task.step(done, total, title.as_str())?;
            let outcome = match self.disk(move |library| Ok(library.kept(article)?)).await {
                Ok(kept) => self.read_kept(kept, None, None, task).await,
                Err(error) => Err(error),
            };
            each(&match outcome {
                Ok(done) => {
                    let status = RereadStatus::of(done.as_ref());
                    Reread { article, title, status, error: None }
                }
                Err(error) if error.kind == ErrorKind::Cancelled => return Err(error),
                Err(error) => {
                    let status = RereadStatus::Failed;
                    Reread { article, title, status, error: Some(error) }
                }
            });
        }
        Ok(())
    }

    /// Reads a source that is kept by a new rule, and keeps that rule in the same act.
    pub(crate) async fn read_by_rule(
        &self,
        kept: Kept,
        rule: Rule,
        example: String,
        task: &Task,
    ) -> Result<Option<Captured>, WireError> {
        self.read_kept(kept, Some(Candidate::Best), Some((rule, example)), task).await
    }

    /// Reads a source that is kept, by default as it was read before, perhaps by a new rule.
    async fn read_kept(
        &self,
        kept: Kept,
        reading: Option<Candidate>,
        rule: Option<(Rule, String)>,
        task: &Task,
    ) -> Result<Option<Captured>, WireError> {
        let material = material(&kept, reading.unwrap_or(kept.origin.reading));
        let (material, mut extraction) = self
            .make_whole_article(material, rule.as_ref().map(|rule| rule.0.clone()), task)
            .await?;
        if reading.is_some() {
            // The person sees what was wrong with the first reading, and asks for another.
            extraction.receipt.doubts.clear();
        }
        let stop = task.stopper();
        self.write(move |library| {
            let incoming = material.incoming();
            let occasion = match (&rule, reading) {
                (Some((rule, example)), _) => Occasion::Rule(rule, example),
                (None, Some(_)) => Occasion::Asked,
                (None, None) => Occasion::NewerRules,
            };
            let mut progress = |_, _| if stop() { Err(Error::Stopped) } else { Ok(()) };
            Ok(library.reread(occasion, &kept, extraction, &incoming, &mut progress)?)
        })
        .await
    }

    pub(crate) async fn capture_reread(
        &self,
        input: CaptureReread,
    ) -> Result<Option<CaptureOutcome>, WireError> {
        let capture: CaptureId = convert::id(&input.capture, "capture")?;
        let reading = Candidate::parse(&input.reading).ok_or_else(|| {
            WireError::invalid(sentence!(
                "no-reading",
                "There is no reading named “{reading}”.",
                reading = input.reading
            ))
        })?;
        let task = self.task(input.task);
        let article = self.disk(move |library| Ok(library.capture(capture)?.article)).await?;
        let done = self.reread(article, Some(capture), reading, task).await?;
        Ok(done.as_ref().map(crate::captures::outcome))
    }

    pub(crate) async fn capture_accept(&self, input: ById) -> Result<Nothing, WireError> {
        let capture: CaptureId = convert::id(&input.id, "capture")?;
        self.write(move |library| {
            Ok(library.write(Op::UseCapture, |writer| writer.accept_capture(capture))?)
        })
        .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn library_outdated(&self, _: Nothing) -> Result<Outdated, WireError> {
        let articles = self.disk(|library| Ok(library.outdated(extract::VERSION)?)).await?;
        Ok(Outdated { articles: u32::try_from(articles.len()).unwrap_or(u32::MAX) })
    }

    pub(crate) async fn library_read_again(
        &self,
        input: ReadAgainRequest,
    ) -> Result<ReadAgainReport, WireError> {
        let task = self.task(input.task);
        let mut report = ReadAgainReport::default();
        self.read_again(input.all.unwrap_or(false), &task, |one| {
            let counter = match one.status {
                RereadStatus::Changed => &mut report.changed,
                RereadStatus::Doubtful => &mut report.doubtful,
                RereadStatus::Same => &mut report.same,
                RereadStatus::Failed => &mut report.failed,
            };
            *counter += 1;
            if let Some(error) = &one.error {
                let (id, title) = (one.article.to_string(), one.title.clone());
                report.failures.push(ReadAgainFailure { id, title, error: error.clone() });
            }
        })
        .await?;
        Ok(report)
    }
}

/// A kept source as something to make an article of. Its images come from where they were kept, never from the web.
pub(crate) fn material(kept: &Kept, reading: Candidate) -> Material {
    let origin = &kept.origin;
    Material {
        kind: Some(kept.capture.kind),
        file_name: origin.file_name.clone(),
        url: origin.url.clone(),
        charset: origin.charset.clone(),
        near: Near::Kept(Arc::new(origin.pictures.iter().cloned().collect())),
        reading,
        ..Material::new(kept.original.clone(), kept.capture.source.clone())
    }
}
