//! Rules for the pages of sites: what is always kept of them, and what is always left out.

use crate::{Api, Task, captures::outcome, convert, wire::*};
use commonplace_core::{
    extract::{Rule, rules},
    model::{CaptureId, RuleId, SiteRule},
};
use commonplace_library::{Captured, Error, Op};

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
                    WireError::invalid("This block cannot be told from others on the site's pages.")
                })?;
                let kept = library.kept(article.id)?;
                let url = kept.origin.url.clone().or(article.metadata.url).unwrap_or_default();
                let host = rules::host(&url)
                    .map_err(|_| WireError::invalid("This article came from no site."))?;
                Ok((kept, Rule { host, keep: true, mark }, block.text))
            })
            .await?;
        if kept.capture.id != capture {
            let message = "A newer version of this article has arrived. Look at it first.";
            return Err(WireError::new(ErrorKind::Conflict, message));
        }
        self.read_by_rule(kept, rule, example, &task).await
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

fn view(rule: &SiteRule) -> RuleView {
    RuleView {
        id: rule.id.to_string(),
        host: rule.rule.host.clone(),
        keep: rule.rule.keep,
        mark: rule.rule.mark.clone(),
        example: rule.example.clone(),
    }
}
