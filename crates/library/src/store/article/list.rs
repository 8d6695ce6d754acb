//! Pages of lists: a walk along an index for the identities, then the rows of that page alone.

use super::{ArticleFilter, Counts, Narrow, Sort, View, by_ids};
use crate::{
    Error,
    store::{count, id_list, tag, uuid_of},
};
use commonplace_core::model::{Article, ArticleId};
use rusqlite::{Connection, ToSql};

/// Words read in about five minutes, and in twenty (at 238 a minute).
const SHORT: u32 = 1_190;
const LONG: u32 = 4_760;

/// How many articles the whole list has, and those of the page asked for.
pub(crate) fn page(
    connection: &Connection,
    list: &ArticleFilter,
) -> Result<(u32, Vec<Article>), Error> {
    let condition = Condition::of(list);
    let total = connection
        .prepare_cached(&format!("SELECT count(*) FROM article a WHERE {}", condition.sql))?
        .query_row(&condition.values()[..], |row| row.get(0))?;
    let page = condition.ids(connection, list)?;
    Ok((count(total), by_ids(connection, &page)?))
}

/// The identities of the part of a list that is asked for, in its order.
pub(crate) fn ids(connection: &Connection, list: &ArticleFilter) -> Result<Vec<ArticleId>, Error> {
    Condition::of(list).ids(connection, list)
}

/// Articles that were begun and not finished, the last opened first.
pub(crate) fn begun(connection: &Connection, limit: u32) -> Result<Vec<Article>, Error> {
    let mut statement = connection.prepare_cached(include_str!("begun.sql"))?;
    let rows = statement.query_map([limit], |row| Ok(ArticleId::new(uuid_of(row, 0)?)))?;
    let ids = rows.collect::<Result<Vec<_>, _>>()?;
    by_ids(connection, &ids)
}

/// A condition on `article a`, with the values in it.
struct Condition {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Condition {
    fn of(list: &ArticleFilter) -> Self {
        let mut all = Self { sql: view_condition(list.view).into(), values: Vec::new() };
        if let Some(tag) = &list.tag {
            all.and(
                "a.id IN (SELECT at.article FROM tag t JOIN article_tag at ON at.tag = t.id \
                 WHERE t.key = ?)",
                tag::key(tag),
            );
        }
        if let Some(collection) = &list.collection {
            all.and(include_str!("in_collection.sql"), collection.as_bytes().to_vec());
        }
        if let Some(ids) = &list.ids {
            let ids = id_list(ids.iter().map(ArticleId::as_bytes));
            all.and("a.id IN (SELECT unhex(value) FROM json_each(?))", ids);
        }
        for narrow in &list.narrow {
            match narrow {
                Narrow::Unread => all.sql.push_str(" AND a.opened IS NULL"),
                Narrow::Favourite => all.sql.push_str(" AND a.favourite = 1"),
                Narrow::Short => all.and("a.words <= ?", SHORT),
                Narrow::Long => all.and("a.words >= ?", LONG),
                Narrow::Highlighted => all.sql.push_str(
                    " AND EXISTS (SELECT 1 FROM highlight h WHERE h.article = a.id \
                     AND h.deleted IS NULL)",
                ),
                Narrow::Noted => {
                    all.sql.push_str(" AND a.id IN (");
                    all.sql.push_str(include_str!("noted.sql"));
                    all.sql.push(')');
                }
            }
        }
        all
    }

    /// One more condition, whose `?` is the next value.
    fn and(&mut self, condition: &str, value: impl ToSql + 'static) {
        self.values.push(Box::new(value));
        let numbered = condition.replacen('?', &format!("?{}", self.values.len()), 1);
        self.sql.push_str(" AND ");
        self.sql.push_str(&numbered);
    }

    fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| &**value).collect()
    }

    fn ids(&self, connection: &Connection, list: &ArticleFilter) -> Result<Vec<ArticleId>, Error> {
        let (limit, offset) = (i64::from(list.limit), i64::from(list.offset));
        let mut values = self.values();
        values.push(&limit);
        values.push(&offset);
        let sql = format!(
            "SELECT a.id FROM article a {join} WHERE {condition} ORDER BY {order} \
             LIMIT ?{limit} OFFSET ?{offset}",
            join = if list.sort == Sort::Highlights { HIGHLIGHT_COUNTS } else { "" },
            condition = self.sql,
            order = order(list.view, list.sort, list.reverse),
            limit = values.len() - 1,
            offset = values.len(),
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query_map(&values[..], |row| Ok(ArticleId::new(uuid_of(row, 0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The numbers beside the views.
pub(crate) fn count_views(connection: &Connection) -> Result<Counts, Error> {
    let mut statement = connection.prepare_cached(include_str!("counts.sql"))?;
    Ok(statement.query_row((), |row| {
        let at = |column| row.get(column).map(count);
        Ok(Counts {
            articles: at(0)?,
            inbox: at(1)?,
            reading: at(2)?,
            finished: at(3)?,
            archived: at(4)?,
            favourites: at(5)?,
            trash: at(6)?,
            highlights: at(7)?,
            notes: at(8)?,
        })
    })?)
}

const HIGHLIGHT_COUNTS: &str = "LEFT JOIN (SELECT article, count(*) AS n FROM highlight \
     WHERE deleted IS NULL GROUP BY article) h ON h.article = a.id";

/// The words of the conditions must match those of the partial indexes.
const fn view_condition(view: View) -> &'static str {
    match view {
        View::All => "a.deleted IS NULL",
        View::Inbox => "a.deleted IS NULL AND a.state = 'inbox'",
        View::Reading => "a.deleted IS NULL AND a.state = 'reading'",
        View::Finished => "a.deleted IS NULL AND a.state = 'finished'",
        View::Archived => "a.deleted IS NULL AND a.state = 'archived'",
        View::Favourites => "a.deleted IS NULL AND a.favourite = 1",
        View::Trash => "a.deleted IS NOT NULL",
    }
}

fn order(view: View, sort: Sort, reverse: bool) -> String {
    let column = match sort {
        Sort::Saved if view == View::Trash => "a.deleted",
        Sort::Saved => "a.saved",
        Sort::Published => "a.published",
        Sort::Opened => "a.opened",
        Sort::Title => "a.title_key",
        Sort::Length => "a.words",
        Sort::Highlights => "coalesce(h.n, 0)",
    };
    let rising = (sort == Sort::Title) != reverse;
    let direction = if rising { "ASC" } else { "DESC" };
    // Rows that tie keep one order from page to page.
    format!("{column} {direction}, a.rowid {direction}")
}
