//! The `meta` elements of a page.

use super::plain;
use crate::dom;
use dom_query::Document;

/// All `meta` elements as (name in lower case, content).
pub(super) struct Metas(Vec<(String, String)>);

impl Metas {
    pub(super) fn of(page: &Document) -> Self {
        let mut all = Vec::new();
        for node in dom::elements(&page.html_root(), &["meta"]) {
            let Some(content) = dom::attr(&node, "content").map(|content| plain(&content)) else {
                continue;
            };
            let named = |attribute: &str| dom::attr(&node, attribute).unwrap_or_default();
            // A name may hold spaces; properties are a list.
            let names = ["name", "http-equiv"].map(|name| named(name).trim().to_owned());
            let properties = ["property", "itemprop"].map(named);
            let properties = properties.iter().flat_map(|list| list.split_ascii_whitespace());
            let names = names.iter().map(String::as_str).chain(properties);
            all.extend(names.map(|name| (name.to_ascii_lowercase(), content.clone())));
        }
        Self(
            all.into_iter()
                .filter(|(name, content)| !name.is_empty() && !content.is_empty())
                .collect(),
        )
    }

    pub(super) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let name = name.to_owned();
        self.0.iter().filter(move |(known, _)| *known == name).map(|(_, content)| content.as_str())
    }

    /// The value of the first of these names that there is.
    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next()).map(str::to_owned)
    }

    /// What stands under one of these labels where a page labels its data for previews: `twitter:label1` is the label of
    /// `twitter:data1`.
    pub(super) fn labelled(&self, labels: &[&str]) -> Option<&str> {
        (1..=4).find_map(|number| {
            let label = self.all(&format!("twitter:label{number}")).next()?.to_lowercase();
            let data = self.all(&format!("twitter:data{number}")).next()?;
            labels.contains(&label.as_str()).then_some(data)
        })
    }
}
