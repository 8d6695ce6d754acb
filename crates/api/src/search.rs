//! Search: what was typed, answered.

use crate::{Api, convert, wire::*};
use commonplace_core::{
    address,
    model::{ArticleId, HighlightId},
    query::{self, Query},
    text::Text,
};
use commonplace_library::{EntityKind, Hit, Library};
use std::{
    collections::{HashMap, hash_map::Entry},
    time::{Duration, Instant},
};

/// Hits one call may ask for.
const PAGE: u32 = 200;

impl Api {
    pub(crate) async fn search(&self, input: SearchRequest) -> Result<SearchAnswer, WireError> {
        let begun = Instant::now();
        self.disk(move |library| {
            let query = query::parse(&input.query);
            let answer = library.search(&query, input.offset, input.limit.min(PAGE))?;
            let mut articles = HashMap::new();
            let mut hits = Vec::with_capacity(answer.hits.len());
            for hit in answer.hits {
                hits.push(wire_hit(library, &mut articles, hit)?);
            }
            let typed = Text::new(input.query.clone());
            let problems = problems(&query, &typed);
            let took_us = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
            Ok(SearchAnswer { total: answer.total, took_us, problems, hits })
        })
        .await
    }

    pub(crate) async fn search_matches(&self, input: MatchesRequest) -> Result<Matches, WireError> {
        let id: ArticleId = convert::id(&input.article, "article")?;
        self.disk(move |library| {
            let ranges = library.matches(&query::parse(&input.query), id)?;
            let text = Text::new(library.capture(library.article(id)?.capture)?.text);
            Ok(Matches { ranges: convert::utf16_ranges(&text, &ranges) })
        })
        .await
    }

    /// Waits until everything written so far can be found, at most `wait`.
    ///
    /// # Errors
    /// `internal` when the index cannot be written; the library itself is unharmed.
    pub async fn catch_up(&self, wait: Duration) -> Result<(), WireError> {
        self.disk(move |library| Ok(library.catch_up(wait)?)).await
    }

    /// What a query finds, offsets in code points.
    ///
    /// # Errors
    /// `internal` when the index cannot be read.
    pub async fn find(
        &self,
        typed: String,
        offset: u32,
        limit: u32,
    ) -> Result<(Query, commonplace_library::Answer), WireError> {
        self.disk(move |library| {
            let query = query::parse(&typed);
            let answer = library.search(&query, offset, limit)?;
            Ok((query, answer))
        })
        .await
    }
}

fn problems(query: &Query, typed: &Text) -> Vec<QueryProblem> {
    let unit = |byte| typed.utf16_of(typed.code_point_of(byte));
    query
        .problems
        .iter()
        .map(|problem| QueryProblem {
            start: unit(problem.range.start),
            end: unit(problem.range.end),
            message: problem.message.clone(),
        })
        .collect()
}

fn wire_hit(
    library: &Library,
    articles: &mut HashMap<ArticleId, (Option<String>, Text)>,
    hit: Hit,
) -> Result<SearchHit, WireError> {
    let mut site = None;
    let mut passage = None;
    if let Some(id) = hit.article {
        let (known, text) = match articles.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let article = library.article(id)?;
                let meta = article.metadata;
                let site = meta.site.or_else(|| meta.url.as_deref().and_then(address::host));
                place.insert((site, Text::new(library.capture(article.capture)?.text)))
            }
        };
        site.clone_from(known);
        passage = hit.passage.map(|(start, end)| [text.utf16_of(start), text.utf16_of(end)]);
    }
    let color = match hit.kind {
        EntityKind::Highlight => {
            Some(library.highlight(HighlightId::new(hit.id))?.color.as_str().to_owned())
        }
        _ => None,
    };
    Ok(SearchHit {
        kind: hit.kind.as_str().into(),
        id: hit.id.to_string(),
        article: hit.article.map(|id| id.to_string()),
        marks: convert::utf16_ranges(&Text::new(hit.snippet.clone()), &hit.marks),
        title_marks: convert::utf16_ranges(&Text::new(hit.title.clone()), &hit.title_marks),
        title: hit.title,
        snippet: hit.snippet,
        site,
        color,
        passage,
        score: hit.score,
    })
}
