//! A library in numbers, and how its articles hang together.

use crate::{Api, wire::*};

/// Articles in a picture of connections at most.
const MOST_NODES: u32 = 500;

impl Api {
    pub(crate) async fn insights(&self, input: InsightsRequest) -> Result<InsightsView, WireError> {
        self.disk(move |library| {
            let found = library.insights(input.from, input.offset)?;
            let named = |list: Vec<(String, u32)>| {
                list.into_iter().map(|(name, count)| NamedCount { name, count }).collect()
            };
            let day = |day: &commonplace_library::Day| DayCounts {
                day: day.day,
                saved: day.saved,
                read: day.read,
                highlighted: day.highlighted,
            };
            Ok(InsightsView {
                days: found.days.iter().map(day).collect(),
                sites: named(found.sites),
                authors: named(found.authors),
                tags: named(found.tags),
            })
        })
        .await
    }

    pub(crate) async fn connections(&self, input: GraphRequest) -> Result<GraphView, WireError> {
        self.disk(move |library| {
            let found = library.connections(input.limit.min(MOST_NODES))?;
            let place = |end: usize| u32::try_from(end).unwrap_or(u32::MAX);
            Ok(GraphView {
                nodes: found
                    .nodes
                    .into_iter()
                    .map(|(id, title, highlights)| GraphNode {
                        id: id.to_string(),
                        title,
                        highlights,
                    })
                    .collect(),
                links: found
                    .links
                    .into_iter()
                    .map(|link| GraphLink {
                        source: place(link.ends.0),
                        target: place(link.ends.1),
                        joint: link.joint.as_str().into(),
                        tags: link.tags,
                        weight: link.weight,
                    })
                    .collect(),
                left_out: found.left_out,
                alone: found.alone,
            })
        })
        .await
    }

    /// Articles that were read from one moment to another, in milliseconds.
    pub(crate) async fn articles_read(&self, input: Period) -> Result<Vec<ArticleRow>, WireError> {
        self.disk(move |library| {
            let articles = library.read_between(input.from, input.to)?;
            Ok(articles.iter().map(crate::convert::row).collect())
        })
        .await
    }
}
