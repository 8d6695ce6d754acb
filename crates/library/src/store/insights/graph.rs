//! How articles hang together: through tags they share, through links in their texts, and through notes.

use crate::{
    Error,
    store::{count, id_list, uuid_of},
};
use commonplace_core::{address, model::ArticleId};
use rusqlite::Connection;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Ties that one article keeps at most; more make a ball of wool of a picture.
const TIES: usize = 6;
/// A tag on more articles than this ties nothing together.
const COMMON: usize = 60;

commonplace_core::words! {
    /// What ties two articles together.
    Joint {
        /// A note names both, or stands on one and names the other.
        Note = "note",
        /// One links to the other.
        Link = "link",
        /// They share a tag.
        Tag = "tag",
    }
}

/// A tie between two articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Places of both in the list of nodes, the lesser first.
    pub ends: (usize, usize),
    /// The strongest thing that ties them.
    pub joint: Joint,
    /// The tags they share.
    pub tags: Vec<String>,
    /// The greater the closer.
    pub weight: f64,
}

/// Articles and the ties between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Articles with their titles and how many highlights they have.
    pub nodes: Vec<(ArticleId, String, u32)>,
    /// Ties between them.
    pub links: Vec<Link>,
}

/// The ties among at most `limit` articles: those with highlights first, then those last opened or saved.
pub(crate) fn graph(connection: &Connection, limit: u32) -> Result<Graph, Error> {
    let mut nodes = Vec::new();
    let mut targets: Vec<Vec<String>> = Vec::new();
    let mut places = Places::default();
    let mut statement = connection.prepare_cached(include_str!("nodes.sql"))?;
    let mut rows = statement.query([limit])?;
    while let Some(row) = rows.next()? {
        let id = ArticleId::new(uuid_of(row, 0)?);
        let title: String = row.get(1)?;
        let place = nodes.len();
        places.ids.insert(id, place);
        places.titles.entry(title.to_lowercase()).or_insert(place);
        if let Some(url) = row.get::<_, Option<String>>(2)? {
            places.urls.insert(url, place);
        }
        targets.push(links_in(row.get_ref(4)?.as_str().unwrap_or_default()));
        nodes.push((id, title, count(row.get(3)?)));
    }
    drop(rows);
    let mut ties = Ties::default();
    for (from, addresses) in targets.iter().enumerate() {
        for address in addresses {
            if let Some(to) = places.urls.get(address) {
                ties.add(from, *to, Joint::Link, 2.0, None);
            }
        }
    }
    let ids = id_list(nodes.iter().map(|(id, ..)| id.as_bytes()));
    by_tags(connection, &ids, &places, &mut ties)?;
    by_notes(connection, &places, &mut ties)?;
    Ok(Graph { links: ties.strongest(nodes.len()), nodes })
}

#[derive(Default)]
struct Places {
    ids: HashMap<ArticleId, usize>,
    titles: HashMap<String, usize>,
    urls: HashMap<String, usize>,
}

#[derive(Default)]
struct Ties(BTreeMap<(usize, usize), Link>);

impl Ties {
    fn add(&mut self, a: usize, b: usize, joint: Joint, weight: f64, tag: Option<&str>) {
        if a == b {
            return;
        }
        let ends = (a.min(b), a.max(b));
        let link = self.0.entry(ends).or_insert_with(|| Link {
            ends,
            joint,
            tags: Vec::new(),
            weight: 0.0,
        });
        link.joint = link.joint.min(joint);
        link.weight += weight;
        link.tags.extend(tag.map(str::to_owned));
    }

    /// For each article its closest ties; a tie stays where one of its ends keeps it.
    fn strongest(self, nodes: usize) -> Vec<Link> {
        let mut links: Vec<Link> = self.0.into_values().collect();
        links.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.ends.cmp(&b.ends)));
        let mut kept = vec![0_usize; nodes];
        links.retain(|link| {
            let (a, b) = link.ends;
            let keep = [a, b].iter().any(|end| kept.get(*end).is_some_and(|n| *n < TIES));
            if keep {
                for end in [a, b] {
                    if let Some(n) = kept.get_mut(end) {
                        *n += 1;
                    }
                }
            }
            keep
        });
        links
    }
}

/// Articles that share a tag; the rarer the tag, the closer.
fn by_tags(
    connection: &Connection,
    ids: &str,
    places: &Places,
    ties: &mut Ties,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(include_str!("node_tags.sql"))?;
    let mut rows = statement.query([ids])?;
    let mut carriers: BTreeMap<Uuid, (String, Vec<usize>)> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        let Some(place) = places.ids.get(&ArticleId::new(uuid_of(row, 2)?)) else { continue };
        carriers.entry(uuid_of(row, 0)?).or_insert((name, Vec::new())).1.push(*place);
    }
    for (name, carriers) in carriers.values().filter(|(_, carriers)| carriers.len() <= COMMON) {
        #[allow(clippy::cast_precision_loss, reason = "at most a few dozen")]
        let weight = 1.0 / (1.0 + carriers.len() as f64).ln();
        for (n, a) in carriers.iter().enumerate() {
            for b in &carriers[n + 1..] {
                ties.add(*a, *b, Joint::Tag, weight, Some(name));
            }
        }
    }
    Ok(())
}

/// Articles that a note names, with each other and with the article that the note is on.
fn by_notes(connection: &Connection, places: &Places, ties: &mut Ties) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(include_str!("notes.sql"))?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let on: Option<[u8; 16]> = row.get(0)?;
        let on = on.and_then(|id| places.ids.get(&ArticleId::new(Uuid::from_bytes(id))).copied());
        let mut named: Vec<usize> = on.into_iter().collect();
        named.extend(named_in(row.get_ref(1)?.as_str().unwrap_or_default(), places));
        named.sort_unstable();
        named.dedup();
        for (n, a) in named.iter().enumerate() {
            for b in &named[n + 1..] {
                ties.add(*a, *b, Joint::Note, 3.0, None);
            }
        }
    }
    Ok(())
}

/// Articles that Markdown names: `[[title]]`, and links to an article of the library or to its address.
fn named_in(markdown: &str, places: &Places) -> Vec<usize> {
    let titles = markdown.split("[[").skip(1).filter_map(|rest| {
        let title = rest.split_once("]]")?.0;
        // What stands behind a bar or a sharp sign is a label or a part.
        let title = title.split(['|', '#']).next()?;
        places.titles.get(&title.trim().to_lowercase()).copied()
    });
    let ours = markdown.split("commonplace://article/").skip(1).filter_map(|rest| {
        let id: ArticleId = rest.get(..36)?.parse().ok()?;
        places.ids.get(&id).copied()
    });
    let addresses = markdown
        .split(|c: char| c.is_whitespace() || "()<>[]\"'".contains(c))
        .filter(|word| word.starts_with("http"))
        .filter_map(|word| places.urls.get(&address::canonical(word)?).copied());
    titles.chain(ours).chain(addresses).collect()
}

/// The canonical addresses that a sealed body links to. Its attributes are always in double quotes.
fn links_in(body: &str) -> Vec<String> {
    let values = body.split(" href=\"http").skip(1);
    values
        .filter_map(|rest| {
            let rest = rest.split_once('"')?.0.replace("&amp;", "&");
            address::canonical(&format!("http{rest}"))
        })
        .collect()
}
