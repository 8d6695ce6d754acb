//! The commands: arguments in, calls of the api, text or JSON out.

pub(crate) mod copies;
pub(crate) mod notes;
pub(crate) mod rules;
pub(crate) mod save;
pub(crate) mod search;
pub(crate) mod transfer;
pub(crate) mod upkeep;

use crate::{
    arguments::Body,
    json,
    print::{self, Printer},
};
use commonplace_api::{Api, ArticleFilter, id, wire::WireError};
use commonplace_core::sentence;
use commonplace_core::{
    markdown,
    model::{Article, ArticleId, ReadingState},
};
use std::{collections::HashSet, time::Duration};

/// Items asked for at a time.
const BATCH: u32 = 200;
/// How long a search waits for the window to index what was just written.
const WAIT: Duration = Duration::from_secs(10);

fn line(article: &Article) -> String {
    let by = article.metadata.authors.join(", ");
    format!(
        "{}  {}{}{by}",
        article.id,
        article.metadata.title,
        if by.is_empty() { "" } else { " · " }
    )
}

pub(crate) async fn list(
    api: &Api,
    query: Option<String>,
    printer: &Printer,
) -> Result<bool, WireError> {
    match query.filter(|query| !query.trim().is_empty()) {
        None => list_all(api, printer).await?,
        Some(query) => list_found(api, query, printer).await?,
    }
    Ok(true)
}

async fn page(
    api: &Api,
    ids: Option<Vec<ArticleId>>,
    offset: u32,
) -> Result<Vec<Article>, WireError> {
    let filter = ArticleFilter { ids, offset, limit: BATCH, ..ArticleFilter::default() };
    Ok(api.articles(filter).await?.1)
}

fn print_article(article: &Article, printer: &Printer) -> Result<(), WireError> {
    printer.item(|| json::article(article), || line(article))
}

async fn list_all(api: &Api, printer: &Printer) -> Result<(), WireError> {
    let mut offset = 0;
    loop {
        let articles = page(api, None, offset).await?;
        if articles.is_empty() {
            return Ok(());
        }
        articles.iter().try_for_each(|article| print_article(article, printer))?;
        offset += BATCH;
    }
}

async fn list_found(api: &Api, query: String, printer: &Printer) -> Result<(), WireError> {
    api.catch_up(WAIT).await?;
    let (mut seen, mut offset) = (HashSet::new(), 0);
    loop {
        let (_, answer) = api.find(query.clone(), offset, BATCH).await?;
        let ids: Vec<ArticleId> = answer
            .hits
            .iter()
            .filter_map(|hit| hit.article)
            .filter(|id| seen.insert(*id))
            .collect();
        let mut articles = page(api, Some(ids.clone()), 0).await?;
        articles.sort_by_key(|article| ids.iter().position(|id| *id == article.id));
        articles.iter().try_for_each(|article| print_article(article, printer))?;
        offset += BATCH;
        if answer.hits.is_empty() || offset >= answer.total {
            return Ok(());
        }
    }
}

pub(crate) async fn show(
    api: &Api,
    article: &str,
    format: Option<Body>,
    printer: &Printer,
) -> Result<bool, WireError> {
    let full = api.full(id(article, "article")?).await?;
    let body = match format {
        Some(Body::Text) => full.text.as_str().to_owned(),
        Some(Body::Html) => full.capture.body.clone(),
        Some(Body::Markdown) => markdown::from_html(&full.capture.body),
        None => {
            printer.item(
                || json::full(&full),
                || {
                    format!(
                        "{}\n\n{}",
                        line(&full.article),
                        markdown::from_html(&full.capture.body)
                    )
                },
            )?;
            return Ok(true);
        }
    };
    print::out(&body)?;
    Ok(true)
}

pub(crate) async fn tag(api: &Api, article: &str, changes: &[String]) -> Result<bool, WireError> {
    let (mut add, mut remove) = (Vec::new(), Vec::new());
    for change in changes {
        match change.strip_prefix('-') {
            Some(tag) => remove.push(tag.to_owned()),
            None => add.push(change.strip_prefix('+').unwrap_or(change).to_owned()),
        }
    }
    api.tag(id(article, "article")?, add, remove).await?;
    Ok(true)
}

pub(crate) async fn collect(api: &Api, article: &str, path: String) -> Result<bool, WireError> {
    api.collect(id(article, "article")?, path).await?;
    Ok(true)
}

pub(crate) async fn state(api: &Api, article: &str, state: &str) -> Result<bool, WireError> {
    let state = ReadingState::parse(state).ok_or_else(|| {
        WireError::invalid(sentence!(
            "no-state",
            "“{text}” is not a reading state; there are inbox, reading, finished and archived.",
            text = state
        ))
    })?;
    api.set_state(id(article, "article")?, state).await?;
    Ok(true)
}

pub(crate) async fn trash(api: &Api, articles: &[String]) -> Result<bool, WireError> {
    api.trash(articles.iter().map(|a| id(a, "article")).collect::<Result<_, _>>()?).await?;
    Ok(true)
}

pub(crate) async fn restore(api: &Api, articles: &[String]) -> Result<bool, WireError> {
    api.restore(articles.iter().map(|a| id(a, "article")).collect::<Result<_, _>>()?).await?;
    Ok(true)
}
