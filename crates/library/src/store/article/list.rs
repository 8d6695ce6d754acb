//! Pages of lists: a walk along an index for the identities, then the rows of that page alone.

use super::{ArticleFilter, Counts, Sort, View, by_ids};
use crate::{
    Error,
    store::{count, id_list, tag, uuid_of},
};
use commonplace_core::model::{Article, ArticleId};
use rusqlite::{Connection, ToSql};

/// How many articles the whole list has, and those of the page asked for.
pub(crate) fn page(
    connection: &Connection,
    list: &ArticleFilter,
) -> Result<(u32, Vec<Article>), Error> {
    let tag = list.tag.as_deref().map(tag::key);
    let ids = list.ids.as_deref().map(|ids| id_list(ids.iter().map(ArticleId::as_bytes)));
    let mut condition = String::from(view_condition(list.view));
    let mut values: Vec<&dyn ToSql> = Vec::new();
    if let Some(tag) = &tag {
        values.push(tag);
        condition.push_str(&format!(
            " AND a.id IN (SELECT at.article FROM tag t JOIN article_tag at ON at.tag = t.id \
             WHERE t.key = ?{})",
            values.len()
        ));
    }
    if let Some(ids) = &ids {
        values.push(ids);
        condition.push_str(&format!(
            " AND a.id IN (SELECT unhex(value) FROM json_each(?{}))",
            values.len()
        ));
    }
    let total = connection
        .prepare_cached(&format!("SELECT count(*) FROM article a WHERE {condition}"))?
        .query_row(&values[..], |row| row.get(0))?;

    let (limit, offset) = (i64::from(list.limit), i64::from(list.offset));
    values.push(&limit);
    values.push(&offset);
    let sql = format!(
        "SELECT a.id FROM article a {join} WHERE {condition} ORDER BY {order} \
         LIMIT ?{limit} OFFSET ?{offset}",
        join = if list.sort == Sort::Highlights { HIGHLIGHT_COUNTS } else { "" },
        order = order(list.view, list.sort, list.reverse),
        limit = values.len() - 1,
        offset = values.len(),
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(&values[..], |row| Ok(ArticleId::new(uuid_of(row, 0)?)))?;
    let page = rows.collect::<Result<Vec<_>, _>>()?;
    Ok((count(total), by_ids(connection, &page)?))
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
