//! `highlight` and `note`.

use super::{BATCH, id};
use crate::{arguments, json, print::Printer};
use commonplace_api::{Api, HighlightFilter, Passage, wire::WireError};
use commonplace_core::sentence;
use commonplace_core::{
    anchor::Possible,
    model::{ArticleId, Color, Highlight, Note, NoteTarget},
};

fn color(word: Option<&str>) -> Result<Option<Color>, WireError> {
    word.map(|word| {
        Color::parse(word).ok_or_else(|| {
            let known: Vec<&str> = Color::ALL.iter().map(|color| color.as_str()).collect();
            WireError::invalid(sentence!(
                "no-color",
                "“{text}” is not a colour; there are {known}.",
                text = word,
                known = known.join(", ")
            ))
        })
    })
    .transpose()
}

fn print_highlight(highlight: &Highlight, printer: &Printer) -> Result<(), WireError> {
    printer.item(
        || json::highlight(highlight),
        || {
            format!(
                "{}  {:7}  {}",
                highlight.id,
                highlight.color.as_str(),
                one_line(&highlight.selector.quote)
            )
        },
    )
}

fn shown_place(place: &Possible, around: [&str; 3]) -> String {
    let [before, text, after] = around.map(one_line);
    let (start, end) = place.range;
    format!("--start {start} --end {end}  …{before} [{text}] {after}…")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) async fn highlight(
    api: &Api,
    act: arguments::Highlight,
    printer: &Printer,
) -> Result<bool, WireError> {
    match act {
        arguments::Highlight::Add { id: article, quote, prefix, suffix, start, end, marks } => {
            let passage = match (quote, start, end) {
                (Some(quote), _, _) => Passage::Quote { quote, prefix, suffix },
                (None, Some(start), Some(end)) => Passage::Range(start, end),
                (None, _, _) => {
                    return Err(WireError::invalid(sentence!(
                        "give-passage",
                        "Give --quote, or --start and --end."
                    )));
                }
            };
            let color = color(marks.color.as_deref())?.unwrap_or(Color::Yellow);
            let article: ArticleId = id(&article, "article")?;
            let made = api.mark(article, None, passage, color, marks.note, marks.tags).await?;
            print_highlight(&made, printer)?;
        }
        arguments::Highlight::List { id: Some(article) } => {
            let full = api.full(id(&article, "article")?).await?;
            full.highlights.iter().try_for_each(|h| print_highlight(h, printer))?;
        }
        arguments::Highlight::List { id: None } => {
            let mut offset = 0;
            loop {
                let filter = HighlightFilter { offset, limit: BATCH, ..HighlightFilter::default() };
                let (_, highlights) = api.highlights(filter).await?;
                if highlights.is_empty() {
                    break;
                }
                highlights.iter().try_for_each(|h| print_highlight(h, printer))?;
                offset += BATCH;
            }
        }
        arguments::Highlight::Edit { id: highlight, marks } => {
            let color = color(marks.color.as_deref())?;
            let tags = (!marks.tags.is_empty()).then_some(marks.tags);
            let changed =
                api.change_highlight(id(&highlight, "highlight")?, color, tags, marks.note).await?;
            print_highlight(&changed, printer)?;
        }
        arguments::Highlight::Remove { id: highlight } => {
            api.remove_highlight(id(&highlight, "highlight")?).await?;
        }
        arguments::Highlight::Places { id: highlight, limit } => {
            let choice = api.highlight_choice(id(&highlight, "highlight")?, limit).await?;
            for place in &choice.places.best {
                let around = choice.around(place);
                printer.item(|| json::place(place, around), || shown_place(place, around))?;
            }
        }
        arguments::Highlight::Attach { id: highlight, start, end } => {
            let id = id(&highlight, "highlight")?;
            print_highlight(&api.attach_highlight(id, None, start, end).await?, printer)?;
        }
        arguments::Highlight::Accept { id: highlight } => {
            let accepted = api.accept_highlight(id(&highlight, "highlight")?).await?;
            print_highlight(&accepted, printer)?;
        }
    }
    Ok(true)
}

async fn print_note(api: &Api, note: &Note, printer: &Printer) -> Result<(), WireError> {
    let article = api.article_of(note.target.clone()).await?;
    printer
        .item(|| json::note(note, article), || format!("{}  {}", note.id, one_line(&note.markdown)))
}

pub(crate) async fn note(
    api: &Api,
    act: arguments::Note,
    printer: &Printer,
) -> Result<bool, WireError> {
    match act {
        arguments::Note::Add { id: article, page, text } => {
            let target = match (article, page) {
                (Some(article), _) => NoteTarget::Article(id(&article, "article")?),
                (None, Some(title)) => NoteTarget::Page(title),
                (None, None) => {
                    return Err(WireError::invalid(sentence!(
                        "give-target",
                        "Give an article's id, or --page TITLE."
                    )));
                }
            };
            match api.write_note(None, Some(target), text).await? {
                Some(note) => print_note(api, &note, printer).await?,
                None => {
                    return Err(WireError::invalid(sentence!("note-empty", "A note needs words.")));
                }
            }
        }
        arguments::Note::List => {
            let mut offset = 0;
            loop {
                let (_, notes) = api.notes(false, offset, BATCH).await?;
                if notes.is_empty() {
                    break;
                }
                for note in &notes {
                    print_note(api, note, printer).await?;
                }
                offset += BATCH;
            }
        }
        arguments::Note::Edit { id: note, text } => {
            if let Some(note) = api.write_note(Some(id(&note, "note")?), None, text).await? {
                print_note(api, &note, printer).await?;
            }
        }
        arguments::Note::Remove { id: note } => api.remove_note(id(&note, "note")?).await?,
    }
    Ok(true)
}
