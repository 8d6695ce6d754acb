//! Rules for the pages of sites: what is always kept of them, and what is always left out.

use crate::{Api, Passage, Task, captures::outcome, convert, reread, wire::*};
use commonplace_core::{
    extract::{self, Rule, Wish, rules},
    model::{ArticleId, CaptureId, RuleId, SiteRule},
    sentence,
    sentence::Sentence,
    text::Text,
};
use commonplace_library::{Captured, Error, Kept, Op};

impl Api {
    /// All rules, by site.
    ///
    /// # Errors
    /// `disk`.
    pub async fn rules(&self) -> Result<Vec<SiteRule>, WireError> {
        self.disk(|library| Ok(library.rules()?)).await
    }

    /// Adds a rule, or changes the one with this identity; an empty example leaves the one that is known.
    ///
    /// # Errors
    /// `invalidInput` for what is no site or names no block; `notFound`.
    pub async fn put_rule(
        &self,
        id: Option<RuleId>,
        rule: Rule,
        example: String,
    ) -> Result<SiteRule, WireError> {
        self.write(move |library| {
            let written =
                library.write(Op::EditRule, |writer| writer.put_rule(id, &rule, &example))?;
            written.try_map(|id| {
                let rule = library.rules()?.into_iter().find(|rule| rule.id == id);
                rule.ok_or(WireError::from(Error::NotFound { what: "rule" }))
            })
        })
        .await
    }

    /// Removes a rule. What it did to articles stays.
    ///
    /// # Errors
    /// `notFound`.
    pub async fn remove_rule(&self, id: RuleId) -> Result<(), WireError> {
        self.write(move |library| Ok(library.write(Op::EditRule, |writer| writer.remove_rule(id))?))
            .await
    }

    /// Makes it a rule for the site to keep such blocks as one that the receipt of the current version lists as left
    /// out, and reads the source again by it; none where that makes no difference to the article. Undoing takes both
    /// back.
    ///
    /// # Errors
    /// `notFound`; `conflict` where the version is no longer current; `invalidInput` for a block that cannot be told
    /// from others, or an article that came from no site; those of reading it again.
    async fn always_keep(
        &self,
        capture: CaptureId,
        block: usize,
        task: Task,
    ) -> Result<Option<Captured>, WireError> {
        let (kept, rule, example) = self
            .disk(move |library| {
                let seen = library.capture(capture)?;
                let article = library.article(seen.article)?;
                let block = seen.receipt.dropped.into_iter().nth(block);
                let block = block.ok_or(Error::NotFound { what: "block" })?;
                let mark = block.mark.ok_or_else(|| {
                    WireError::invalid(sentence!(
                        "block-alike",
                        "This block cannot be told from others on the site's pages."
                    ))
                })?;
                let kept = library.kept(article.id)?;
                let host = host_of(&kept, article.metadata.url)?;
                Ok((kept, Rule { host, keep: true, mark }, block.text))
            })
            .await?;
        if kept.capture.id != capture {
            return Err(arrived());
        }
        self.read_by_rule(kept, rule, example, &task).await
    }

    /// Makes it a rule for the site to leave out the blocks that hold a passage of the article's current version, and
    /// reads the source again by it. Undoing takes both back.
    ///
    /// # Errors
    /// `notFound`; `conflict` where `seen` is no longer current; `invalidInput` for a passage whose blocks cannot be told
    /// from the rest of the article, or an article that came from no site; `unsupported` for a source that is too heavy
    /// to be looked into here; those of reading it again.
    pub async fn leave_out(
        &self,
        article: ArticleId,
        seen: Option<CaptureId>,
        passage: Passage,
        task: Task,
    ) -> Result<Option<Captured>, WireError> {
        let (kept, rule, example) = self
            .disk(move |library| {
                let kept = library.kept(article)?;
                if seen.is_some_and(|seen| seen != kept.capture.id) {
                    return Err(arrived());
                }
                if extract::is_heavy(&kept.original) {
                    let message = sentence!("page-too-large", "This page is too large to find out what the block is known by. Its rules can be written in the settings.");
                    return Err(WireError::new(ErrorKind::Unsupported, message));
                }
                let host = host_of(&kept, library.article(article)?.metadata.url)?;
                let rules = library.rules()?.into_iter().map(|rule| rule.rule).collect();
                let wish = Wish::new(kept.origin.reading, rules);
                let material = reread::material(&kept, kept.origin.reading);
                let text = Text::new(kept.capture.text.clone());
                let (start, end) = passage.place(&text)?;
                let known =
                    extract::known_by(&material.source(), &wish, &host, &text, start..end);
                let known = known.map_err(|unknown| WireError::invalid(said(&unknown)))?;
                Ok((kept, Rule { host, keep: false, mark: known.mark }, known.example))
            })
            .await?;
        self.read_by_rule(kept, rule, example, &task).await
    }

    pub(crate) async fn rule_leave_out(
        &self,
        input: RuleLeaveOut,
    ) -> Result<Option<CaptureOutcome>, WireError> {
        let seen: CaptureId = convert::id(&input.capture, "capture")?;
        let task = self.task(input.task);
        let (article, range) = self
            .disk(move |library| {
                let capture = library.capture(seen)?;
                let text = Text::new(capture.text);
                let point = |unit| text.code_point_of_utf16(unit);
                Ok((capture.article, Passage::Range(point(input.start), point(input.end))))
            })
            .await?;
        let done = self.leave_out(article, Some(seen), range, task).await?;
        Ok(done.as_ref().map(outcome))
    }

    pub(crate) async fn rule_list(&self, _: Nothing) -> Result<Vec<RuleView>, WireError> {
        Ok(self.rules().await?.iter().map(view).collect())
    }

    pub(crate) async fn rule_save(&self, input: RuleSave) -> Result<RuleView, WireError> {
        let id = input.id.map(|id| convert::id(&id, "rule")).transpose()?;
        let rule = Rule { host: input.host, keep: input.keep, mark: input.mark };
        let saved = self.put_rule(id, rule, input.example.unwrap_or_default()).await?;
        Ok(view(&saved))
    }

    pub(crate) async fn rule_remove(&self, input: ById) -> Result<Nothing, WireError> {
        self.remove_rule(convert::id(&input.id, "rule")?).await?;
        Ok(Nothing {})
    }

    pub(crate) async fn rule_always(
        &self,
        input: RuleAlways,
    ) -> Result<Option<CaptureOutcome>, WireError> {
        let capture = convert::id(&input.capture, "capture")?;
        let block = usize::try_from(input.block).unwrap_or(usize::MAX);
        let task = self.task(input.task);
        let done = self.always_keep(capture, block, task).await?;
        Ok(done.as_ref().map(outcome))
    }
}

fn said(unknown: &extract::Unknown) -> Sentence {
    match unknown {
        extract::Unknown::Nowhere => {
            sentence!("block-nowhere", "The page does not hold this passage as a block of its own.")
        }
        extract::Unknown::Alike => {
            sentence!("block-alike", "This block cannot be told from others on the site's pages.")
        }
        extract::Unknown::Most => sentence!(
            "block-most",
            "This block is known by nothing but what most of the article is known by too."
        ),
    }
}

fn arrived() -> WireError {
    let message =
        sentence!("newer-look", "A newer version of this article has arrived. Look at it first.");
    WireError::new(ErrorKind::Conflict, message)
}

/// The site that a source came from, or that its article says it is from.
fn host_of(kept: &Kept, said: Option<String>) -> Result<String, WireError> {
    let url = kept.origin.url.clone().or(said).unwrap_or_default();
    rules::host(&url)
        .map_err(|_| WireError::invalid(sentence!("no-site", "This article came from no site.")))
}

fn view(rule: &SiteRule) -> RuleView {
    RuleView {
        id: rule.id.to_string(),
        host: rule.rule.host.clone(),
        keep: rule.rule.keep,
        mark: rule.rule.mark.clone(),
        example: rule.example.clone(),
    }
}
