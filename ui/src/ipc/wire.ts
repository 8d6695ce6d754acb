// Made from crates/api/src/wire and crates/api/src/commands.rs; `npm run wire` makes it anew.

/**
 * Nothing is asked.
 */
export type Nothing = Record<symbol, never>;

/**
 * One thing, by id.
 */
export type ById = { 
/**
 * Its id.
 */
id: string, };

/**
 * Several articles.
 */
export type ByIds = { 
/**
 * Their ids.
 */
ids: Array<string>, };

/**
 * What a native dialog asks for. `purpose` is `open` (articles), `openFolder`, `import`, `exportFile` or `exportFolder`.
 */
export type DialogRequest = { 
/**
 * Purpose.
 */
purpose: string, 
/**
 * Suggested file name.
 */
name?: string | null, };

/**
 * What a person chose; empty when the dialog was closed.
 */
export type Paths = { 
/**
 * Absolute paths.
 */
paths: Array<string>, };

/**
 * Text for the clipboard.
 */
export type PlainText = { 
/**
 * The text.
 */
text: string, };

/**
 * An address to open in the browser; http, https and mailto only.
 */
export type Link = { 
/**
 * The address.
 */
url: string, };

/**
 * A setting: a JSON document under a name.
 */
export type Setting = { 
/**
 * Name: `window`, `reader`, `export`.
 */
name: string, 
/**
 * JSON text; none removes it.
 */
value?: string | null, };

/**
 * The name of a setting.
 */
export type SettingName = { 
/**
 * Name.
 */
name: string, };

/**
 * The act that was undone or done again; none when there was nothing left.
 */
export type UndoOutcome = { 
/**
 * What it was, such as "Delete highlight".
 */
label: string | null, };

/**
 * Long work to stop.
 */
export type TaskName = { 
/**
 * The caller's name for it.
 */
task: string, };

/**
 * A tag and how much carries it.
 */
export type TagCount = { 
/**
 * Name.
 */
name: string, 
/**
 * Live articles.
 */
articles: number, 
/**
 * Live highlights.
 */
highlights: number, };

/**
 * The library at a glance.
 */
export type LibraryInfo = { 
/**
 * Its folder.
 */
path: string, 
/**
 * Its write counter.
 */
revision: number, 
/**
 * Articles not in the Trash.
 */
articles: number, 
/**
 * In the inbox.
 */
inbox: number, 
/**
 * Begun.
 */
reading: number, 
/**
 * Finished.
 */
finished: number, 
/**
 * Archived.
 */
archived: number, 
/**
 * Favourites.
 */
favourites: number, 
/**
 * In the Trash.
 */
trash: number, 
/**
 * Live highlights.
 */
highlights: number, 
/**
 * Live notes.
 */
notes: number, 
/**
 * Tags by name.
 */
tags: Array<TagCount>, 
/**
 * What undo would undo.
 */
undo: string | null, 
/**
 * What redo would do again.
 */
redo: string | null, 
/**
 * `mac`, `windows` or `linux`.
 */
platform: string, 
/**
 * Program version.
 */
version: string, };

/**
 * All that the window needs to draw itself for the first time, in one answer.
 */
export type Start = { 
/**
 * The settings `reader` and `window`.
 */
settings: Array<Setting>, 
/**
 * The library at a glance.
 */
info: LibraryInfo, 
/**
 * The first rows of the list that was shown last.
 */
list: ArticlePage, };

/**
 * Something that a write touched. `kind` is `article`, `highlight`, `note`, `tag`, `collection` or `setting`.
 */
export type ChangeView = { 
/**
 * Kind.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * The article it belongs to.
 */
article: string | null, };

/**
 * A row of the list of articles.
 */
export type ArticleRow = { 
/**
 * Article id.
 */
id: string, 
/**
 * Title, never empty.
 */
title: string, 
/**
 * The site's name or host.
 */
site: string | null, 
/**
 * Authors in order.
 */
authors: Array<string>, 
/**
 * ISO 8601, as precise as the source was.
 */
published: string | null, 
/**
 * When it was saved.
 */
saved: number, 
/**
 * When it was last opened.
 */
opened: number | null, 
/**
 * Words.
 */
words: number, 
/**
 * Reading time in whole minutes, at least 1.
 */
minutes: number, 
/**
 * BCP 47 tag.
 */
language: string | null, 
/**
 * `inbox`, `reading`, `finished` or `archived`.
 */
state: string, 
/**
 * Marked as a favourite.
 */
favourite: boolean, 
/**
 * Tag names, sorted.
 */
tags: Array<string>, 
/**
 * A colour for each highlight, in document order.
 */
highlightColors: Array<string>, 
/**
 * How far it was read, 0 to 1.
 */
progress: number, 
/**
 * When it was put into the Trash.
 */
deleted: number | null, };

/**
 * Which articles to list. `view` is `all`, `inbox`, `reading`, `finished`, `archived`, `favourites` or `trash`.
 */
export type ArticleList = { 
/**
 * The view.
 */
view: string, 
/**
 * Only those with this tag.
 */
tag?: string | null, 
/**
 * `saved`, `published`, `opened`, `title`, `length` or `highlights`.
 */
sort?: string | null, 
/**
 * Turn the order round.
 */
reverse?: boolean | null, 
/**
 * Rows to skip.
 */
offset: number, 
/**
 * Rows to give, at most 500.
 */
limit: number, };

/**
 * Some rows of a list.
 */
export type ArticlePage = { 
/**
 * Rows in the whole list.
 */
total: number, 
/**
 * The rows asked for.
 */
rows: Array<ArticleRow>, };

/**
 * Counts over a source or a body.
 */
export type KeptCounts = { 
/**
 * Words.
 */
words: number, 
/**
 * Images.
 */
images: number, 
/**
 * Tables.
 */
tables: number, 
/**
 * Code blocks.
 */
code: number, 
/**
 * Links.
 */
links: number, 
/**
 * Footnotes joined to a reference.
 */
footnotes: number, 
/**
 * Formulas.
 */
formulas: number, };

/**
 * A block that extraction left out.
 */
export type DroppedBlock = { 
/**
 * All of its text.
 */
text: string, 
/**
 * `repeated`, `label`, `boilerplate`, `empty`, `unsafe`, `title`, `control`, `hidden` or `copy`.
 */
reason: string, 
/**
 * How often the same block was left out; each time is a block of its own.
 */
times: number, 
/**
 * UTF-16 units of the canonical text before it.
 */
place: number, };

/**
 * What extraction kept and dropped.
 */
export type ReceiptView = { 
/**
 * Over the source.
 */
source: KeptCounts, 
/**
 * Over the body.
 */
kept: KeptCounts, 
/**
 * Blocks left out.
 */
dropped: Array<DroppedBlock>, 
/**
 * Sentences about what was not understood.
 */
problems: Array<string>, };

/**
 * Everything the reader shows.
 */
export type ArticleView = { 
/**
 * The row of the list.
 */
row: ArticleRow, 
/**
 * Line under the title.
 */
subtitle: string | null, 
/**
 * Where it came from.
 */
url: string | null, 
/**
 * A summary.
 */
excerpt: string | null, 
/**
 * Current capture.
 */
capture: string, 
/**
 * Sealed HTML, to be shown unmodified.
 */
body: string, 
/**
 * UTF-16 units in the canonical text.
 */
textLength: number, 
/**
 * SHA-256 of the canonical text in UTF-8, in hexadecimal.
 */
textHash: string, 
/**
 * Place reached: UTF-16 offset of the first character shown.
 */
position: number, 
/**
 * What extraction did.
 */
receipt: ReceiptView, 
/**
 * Highlights in document order, orphans first.
 */
highlights: Array<HighlightView>, 
/**
 * Notes on the article as a whole.
 */
notes: Array<NoteView>, 
/**
 * Collection paths.
 */
collections: Array<string>, };

/**
 * Where a highlight stands, for painting it before the rest of it is asked for.
 */
export type HighlightPlace = { 
/**
 * Highlight id.
 */
id: string, 
/**
 * First UTF-16 unit in the canonical text.
 */
start: number, 
/**
 * One after the last unit.
 */
end: number, 
/**
 * One of the eight colours.
 */
color: string, };

/**
 * An article as it is opened: without its highlights, which `article.highlights` gives, but with their places.
 */
export type OpenedArticle = { 
/**
 * The article; its list of highlights is empty.
 */
article: ArticleView, 
/**
 * Where its highlights stand, in document order; orphans stand nowhere.
 */
places: Array<HighlightPlace>, };

/**
 * One thing to save. Give exactly one of `url`, `path`, `html` and `text`.
 */
export type SaveSource = { 
/**
 * An http(s) address to fetch.
 */
url?: string | null, 
/**
 * A file, or a folder or zip file searched for pages, web archives, Markdown and text.
 */
path?: string | null, 
/**
 * Pasted HTML.
 */
html?: string | null, 
/**
 * Pasted text; taken as Markdown where `kind` says so.
 */
text?: string | null, 
/**
 * `auto`, `html`, `markdown` or `text`.
 */
kind?: string | null, 
/**
 * The address pasted content came from.
 */
sourceUrl?: string | null, 
/**
 * A title that outranks the extracted one.
 */
title?: string | null, 
/**
 * Tags to add.
 */
tags?: Array<string> | null, };

/**
 * Things to save; each succeeds or fails alone.
 */
export type SaveRequest = { 
/**
 * The things.
 */
sources: Array<SaveSource>, 
/**
 * A name chosen by the caller for progress events and cancelling.
 */
task?: string | null, };

/**
 * What became of one thing.
 */
export type SaveOutcome = { 
/**
 * The address, file name or "Pasted …".
 */
source: string, 
/**
 * `created`, `merged`, `unchanged` or `failed`.
 */
status: string, 
/**
 * Article id.
 */
id: string | null, 
/**
 * Article title.
 */
title: string | null, 
/**
 * What went wrong, for a person.
 */
error: string | null, };

/**
 * Changes to an article; what is left out stays.
 */
export type ArticleUpdate = { 
/**
 * Articles to change.
 */
ids: Array<string>, 
/**
 * New title.
 */
title?: string | null, 
/**
 * New reading state.
 */
state?: string | null, 
/**
 * Favourite or not.
 */
favourite?: boolean | null, 
/**
 * Tags to add.
 */
addTags?: Array<string> | null, 
/**
 * Tags to take away.
 */
removeTags?: Array<string> | null, };

/**
 * The paragraph a reader has reached.
 */
export type PositionUpdate = { 
/**
 * Article id.
 */
id: string, 
/**
 * UTF-16 offset of the first character shown.
 */
offset: number, 
/**
 * Share of the article above the lower edge of the view, 0 to 1.
 */
progress: number, };

/**
 * A note, with its Markdown rendered and sanitised.
 */
export type NoteView = { 
/**
 * Note id.
 */
id: string, 
/**
 * The highlight it is on.
 */
highlight: string | null, 
/**
 * The article it is on (also for a note on a highlight).
 */
article: string | null, 
/**
 * Title, for a page of its own.
 */
title: string | null, 
/**
 * The Markdown as written.
 */
markdown: string, 
/**
 * Sanitised HTML.
 */
html: string, 
/**
 * When it was written.
 */
created: number, 
/**
 * When it was changed.
 */
modified: number, };

/**
 * A highlight as it lands in the article's current capture.
 */
export type HighlightView = { 
/**
 * Highlight id.
 */
id: string, 
/**
 * Article id.
 */
article: string, 
/**
 * The article's title.
 */
articleTitle: string, 
/**
 * The passage.
 */
quote: string, 
/**
 * First UTF-16 unit in the canonical text; none for an orphan.
 */
start: number | null, 
/**
 * One after the last unit.
 */
end: number | null, 
/**
 * `exact`, `edited`, `moved`, `ambiguous` or `orphan`.
 */
state: string, 
/**
 * What stood before the passage when it was marked.
 */
prefix: string, 
/**
 * What stood after it.
 */
suffix: string, 
/**
 * The words it stands on now, where they are others than the passage.
 */
now: string | null, 
/**
 * Whether a person has decided that it belongs where it is.
 */
decided: boolean, 
/**
 * One of the eight colours.
 */
color: string, 
/**
 * Its note.
 */
note: NoteView | null, 
/**
 * Tag names, sorted.
 */
tags: Array<string>, 
/**
 * When it was made.
 */
created: number, 
/**
 * When it was changed.
 */
modified: number, };

/**
 * A passage to highlight in the current capture.
 */
export type HighlightAdd = { 
/**
 * Article id.
 */
article: string, 
/**
 * The capture the offsets belong to; `conflict` if it is no longer current.
 */
capture: string, 
/**
 * First UTF-16 unit.
 */
start: number, 
/**
 * One after the last unit.
 */
end: number, 
/**
 * Colour.
 */
color: string, };

/**
 * Changes to a highlight; what is left out stays.
 */
export type HighlightUpdate = { 
/**
 * Highlight id.
 */
id: string, 
/**
 * New colour.
 */
color?: string | null, 
/**
 * The whole new list of tags.
 */
tags?: Array<string> | null, };

/**
 * Which highlights to list, newest first.
 */
export type HighlightList = { 
/**
 * Only this colour.
 */
color?: string | null, 
/**
 * Only this tag.
 */
tag?: string | null, 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 500.
 */
limit: number, };

/**
 * Some highlights of a list.
 */
export type HighlightPage = { 
/**
 * Highlights in the whole list.
 */
total: number, 
/**
 * Those asked for.
 */
highlights: Array<HighlightView>, };

/**
 * A note to write. With `id` it is changed; otherwise give at most one of `highlight`, `article` and `title`
 * (a page). A highlight has one note: writing again changes it, and empty Markdown removes it.
 */
export type NoteSave = { 
/**
 * Note to change.
 */
id?: string | null, 
/**
 * Highlight to write on.
 */
highlight?: string | null, 
/**
 * Article to write on.
 */
article?: string | null, 
/**
 * Page title.
 */
title?: string | null, 
/**
 * The Markdown.
 */
markdown: string, };

/**
 * Some notes.
 */
export type NoteList = { 
/**
 * Only pages of their own.
 */
pages?: boolean | null, 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 500.
 */
limit: number, };

/**
 * Some notes of a list.
 */
export type NotePage = { 
/**
 * Notes in the whole list.
 */
total: number, 
/**
 * Those asked for.
 */
notes: Array<NoteView>, };

/**
 * Markdown to show.
 */
export type MarkdownText = { 
/**
 * The Markdown.
 */
markdown: string, };

/**
 * Sanitised HTML.
 */
export type HtmlText = { 
/**
 * The HTML.
 */
html: string, };

/**
 * A version of an article, for a list.
 */
export type CaptureRow = { 
/**
 * Capture id.
 */
id: string, 
/**
 * Article id.
 */
article: string, 
/**
 * `html`, `markdown` or `text`.
 */
kind: string, 
/**
 * The address or file name that it came from.
 */
source: string, 
/**
 * When it was captured.
 */
captured: number, 
/**
 * Words.
 */
words: number, 
/**
 * Whether it is the one that is read.
 */
current: boolean, 
/**
 * Why it was kept without being made current: `error_page`, `wall` or `lost`.
 */
doubt: string | null, };

/**
 * A version of an article to read, with the highlights as they land in it.
 */
export type CaptureView = { 
/**
 * What the list says of it.
 */
row: CaptureRow, 
/**
 * The article's title.
 */
title: string, 
/**
 * Sealed HTML, to be shown unmodified.
 */
body: string, 
/**
 * UTF-16 units in the canonical text.
 */
textLength: number, 
/**
 * SHA-256 of the canonical text in UTF-8, in hexadecimal.
 */
textHash: string, 
/**
 * Highlights in document order, orphans first.
 */
highlights: Array<HighlightView>, };

/**
 * How many highlights landed how.
 */
export type AnchorTally = { 
/**
 * As they were.
 */
exact: number, 
/**
 * In words that were changed.
 */
edited: number, 
/**
 * Elsewhere than before.
 */
moved: number, 
/**
 * At the better of several places.
 */
ambiguous: number, 
/**
 * Nowhere.
 */
orphan: number, };

/**
 * A newer version of an article to make.
 */
export type CaptureAdd = { 
/**
 * Article id.
 */
article: string, 
/**
 * Where to take it from: one address, file, page or text. None takes the article's own address again.
 */
source?: SaveSource | null, 
/**
 * Make it the one that is read even if it looks like an error page, a login wall, or has lost most of the
 * text.
 */
force?: boolean | null, 
/**
 * A name chosen by the caller for progress events and cancelling.
 */
task?: string | null, };

/**
 * A version to make the one that is read.
 */
export type CaptureUse = { 
/**
 * Capture id.
 */
id: string, 
/**
 * A name chosen by the caller for progress events and cancelling.
 */
task?: string | null, };

/**
 * What became of a version.
 */
export type CaptureOutcome = { 
/**
 * Capture id.
 */
capture: string, 
/**
 * Whether it is the one that is read now.
 */
current: boolean, 
/**
 * Why it is not: `error_page`, `wall` or `lost`.
 */
doubt: string | null, 
/**
 * How the highlights land in it.
 */
anchors: AnchorTally, };

/**
 * Two versions of one article.
 */
export type CapturePair = { 
/**
 * The older capture.
 */
old: string, 
/**
 * The newer one.
 */
new: string, };

/**
 * Words of a line that fared alike.
 */
export type ChangedWords = { 
/**
 * `same`, `added` or `removed`.
 */
change: string, 
/**
 * The words.
 */
text: string, };

/**
 * A line of either version.
 */
export type ChangedLine = { 
/**
 * `same`, `changed`, `added`, `removed` or `moved`.
 */
change: string, 
/**
 * First UTF-16 unit and the one after the last in the old canonical text; none where it is new.
 */
old: [number, number] | null, 
/**
 * The same in the new one; none where it is gone.
 */
new: [number, number] | null, 
/**
 * Its words; those not removed are the whole new line.
 */
words: Array<ChangedWords>, };

/**
 * A highlight in two versions.
 */
export type HighlightInBoth = { 
/**
 * Highlight id.
 */
id: string, 
/**
 * Its colour.
 */
color: string, 
/**
 * How it landed in the new version: `exact`, `edited`, `moved`, `ambiguous` or `orphan`.
 */
state: string, 
/**
 * Its words in the old version, or its quote where it has none there.
 */
before: string, 
/**
 * Its words in the new version.
 */
after: string | null, 
/**
 * UTF-16 units in the old canonical text.
 */
old: [number, number] | null, 
/**
 * UTF-16 units in the new canonical text.
 */
new: [number, number] | null, };

/**
 * What changed between two versions.
 */
export type CaptureDiff = { 
/**
 * The lines of both, in the order of the newer one.
 */
lines: Array<ChangedLine>, 
/**
 * The article's highlights.
 */
highlights: Array<HighlightInBoth>, };

/**
 * A highlight to be put on a selection in the current capture.
 */
export type HighlightAttach = { 
/**
 * Highlight id.
 */
id: string, 
/**
 * The capture the offsets belong to; `conflict` if it is no longer current.
 */
capture: string, 
/**
 * First UTF-16 unit.
 */
start: number, 
/**
 * One after the last unit.
 */
end: number, };

/**
 * What was asked.
 */
export type SearchRequest = { 
/**
 * As typed.
 */
query: string, 
/**
 * Hits to skip.
 */
offset: number, 
/**
 * Hits to give, at most 200.
 */
limit: number, 
/**
 * The field that it is typed into: a later search from the same one stops this, which fails with `cancelled`.
 */
field?: string | null, };

/**
 * A part of a query that was not understood; it was taken as words.
 */
export type QueryProblem = { 
/**
 * First UTF-16 unit in the query.
 */
start: number, 
/**
 * One after the last.
 */
end: number, 
/**
 * A sentence for a person.
 */
message: string, };

/**
 * One answer.
 */
export type SearchHit = { 
/**
 * `article`, `highlight` or `note`.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * The article it is in; none for a page of notes.
 */
article: string | null, 
/**
 * Title of the article or page.
 */
title: string, 
/**
 * The article's site.
 */
site: string | null, 
/**
 * Colour, for a highlight.
 */
color: string | null, 
/**
 * The words around the match, plain text.
 */
snippet: string, 
/**
 * Matched ranges of the snippet, in UTF-16 units.
 */
marks: Array<[number, number]>, 
/**
 * Matched ranges of the title, in UTF-16 units.
 */
titleMarks: Array<[number, number]>, 
/**
 * Where the match stands in the article's canonical text, in UTF-16 units.
 */
passage: [number, number] | null, 
/**
 * Further passages of an article, the best first.
 */
more: Array<SearchPassage>, 
/**
 * How many places are marked in its text, as far as that was looked at.
 */
matches: number, 
/**
 * It has most of the words that were asked, but not all.
 */
partial: boolean, 
/**
 * Relevance; comparable within one answer only.
 */
score: number, };

/**
 * A passage of an article.
 */
export type SearchPassage = { 
/**
 * The words around the match, plain text.
 */
snippet: string, 
/**
 * Matched ranges of the snippet, in UTF-16 units.
 */
marks: Array<[number, number]>, 
/**
 * Where the match stands in the article's canonical text, in UTF-16 units.
 */
passage: [number, number], };

/**
 * A filter of the query that was understood; taking its range out of the query takes it away.
 */
export type QueryChip = { 
/**
 * First UTF-16 unit in the query.
 */
start: number, 
/**
 * One after the last.
 */
end: number, 
/**
 * The field: `tag`, `is`, `saved`…
 */
field: string, 
/**
 * What follows the colon, without quotation marks.
 */
value: string, 
/**
 * Whether it is excluded.
 */
negative: boolean, };

/**
 * Another word that was perhaps meant.
 */
export type QuerySuggestion = { 
/**
 * First UTF-16 unit in the query of the word that it may replace.
 */
start: number, 
/**
 * One after the last.
 */
end: number, 
/**
 * The other word.
 */
word: string, 
/**
 * In how many things it stands.
 */
count: number, };

/**
 * Answers.
 */
export type SearchAnswer = { 
/**
 * How many there are in all.
 */
total: number, 
/**
 * How many of them have everything that was asked; those with most of the words follow.
 */
full: number, 
/**
 * Time taken, in microseconds.
 */
tookUs: number, 
/**
 * What was not understood.
 */
problems: Array<QueryProblem>, 
/**
 * The filters that were understood, in the order of the text.
 */
chips: Array<QueryChip>, 
/**
 * Where nothing has everything that was asked: words that were perhaps meant.
 */
suggestions: Array<QuerySuggestion>, 
/**
 * Those asked for, best first.
 */
hits: Array<SearchHit>, };

/**
 * Occurrences of a query's words in one article.
 */
export type MatchesRequest = { 
/**
 * Article id.
 */
article: string, 
/**
 * As typed.
 */
query: string, };

/**
 * Ranges of an article's canonical text, in UTF-16 units, in order.
 */
export type Matches = { 
/**
 * First unit and one after the last, at most 2,000 ranges.
 */
ranges: Array<[number, number]>, };

/**
 * A query alone.
 */
export type QueryText = { 
/**
 * As typed.
 */
query: string, };

/**
 * Something with how many there are of it.
 */
export type Counted = { 
/**
 * Its name.
 */
name: string, 
/**
 * How many.
 */
count: number, };

/**
 * What an answer has in common, each list with counts.
 */
export type SearchFacets = { 
/**
 * `article`, `highlight` and `note`.
 */
kinds: Array<Counted>, 
/**
 * Tags, the commonest first, at most 50.
 */
tags: Array<Counted>, 
/**
 * Sites, the commonest first, at most 50.
 */
sites: Array<Counted>, 
/**
 * Authors, the commonest first, at most 50.
 */
authors: Array<Counted>, 
/**
 * Years of publication, the latest first.
 */
years: Array<Counted>, 
/**
 * Colours of highlights, in the order of the palette.
 */
colors: Array<Counted>, };

/**
 * Where the caret stands in a query.
 */
export type CompleteRequest = { 
/**
 * As typed.
 */
query: string, 
/**
 * UTF-16 units before the caret.
 */
caret: number, };

/**
 * One way to go on.
 */
export type CompletionItem = { 
/**
 * First UTF-16 unit that it replaces.
 */
start: number, 
/**
 * One after the last.
 */
end: number, 
/**
 * What takes its place.
 */
text: string, };

/**
 * Why something was found.
 */
export type WhyRequest = { 
/**
 * As typed.
 */
query: string, 
/**
 * `article`, `highlight` or `note`.
 */
kind: string, 
/**
 * Its id.
 */
id: string, };

/**
 * One of the words that were asked for, and where it stands.
 */
export type MatchReason = { 
/**
 * As typed.
 */
word: string, 
/**
 * `title`, `text`, `author`, `site`, `note` or `quote`.
 */
field: string, 
/**
 * How often it stands there.
 */
times: number, 
/**
 * The forms in which it stands there, each once, at most five.
 */
forms: Array<string>, };

/**
 * One thing that the search field understands.
 */
export type QueryOperator = { 
/**
 * The field's name without its colon; empty for what is no field.
 */
field: string, 
/**
 * How it is written.
 */
example: string, 
/**
 * The words it may be followed by; empty where any text may follow.
 */
values: Array<string>, 
/**
 * What it does, in one line.
 */
description: string, };

/**
 * An article that is like another.
 */
export type RelatedArticle = { 
/**
 * Its id.
 */
article: string, 
/**
 * Its title.
 */
title: string, 
/**
 * How alike; comparable within one list only.
 */
score: number, 
/**
 * Words that both have and few others, the most telling first.
 */
shared: Array<string>, };

/**
 * A passage to look for in other articles.
 */
export type PassageRequest = { 
/**
 * Its words.
 */
text: string, 
/**
 * The article it was taken from.
 */
except: string | null, };

/**
 * The same words in another article.
 */
export type PassageElsewhere = { 
/**
 * Its id.
 */
article: string, 
/**
 * Its title.
 */
title: string, 
/**
 * How much of the passage stands there, 0 to 1.
 */
share: number, 
/**
 * Where, in UTF-16 units of that article's canonical text.
 */
passage: [number, number], 
/**
 * The words as they stand there.
 */
text: string, };

/**
 * What to take away. `format` is `markdown` or `jsonl`. Without `ids` and `query`, everything.
 */
export type ExportRequest = { 
/**
 * Format.
 */
format: string, 
/**
 * Only these articles.
 */
ids?: Array<string> | null, 
/**
 * Only what this query finds.
 */
query?: string | null, 
/**
 * File or folder to write. Markdown of several articles is a folder of files.
 */
path: string, 
/**
 * A name for progress events and cancelling.
 */
task?: string | null, };

/**
 * What was written.
 */
export type ExportReport = { 
/**
 * The file or folder.
 */
path: string, 
/**
 * Articles written.
 */
articles: number, 
/**
 * Highlights written.
 */
highlights: number, 
/**
 * Notes written.
 */
notes: number, };

/**
 * What to bring in: a file, a folder or several.
 */
export type ImportRequest = { 
/**
 * Files or folders.
 */
paths: Array<string>, 
/**
 * `auto`, `markdown` or `jsonl`.
 */
format?: string | null, 
/**
 * A name for progress events and cancelling.
 */
task?: string | null, };

/**
 * One item that did not come in, or came in with a reservation.
 */
export type ImportIssue = { 
/**
 * File and line or entry, such as `export.jsonl, line 12`.
 */
place: string, 
/**
 * What is wrong and what to do.
 */
message: string, };

/**
 * Every item is accounted for: `items` = created + merged + unchanged + failed.
 */
export type ImportReport = { 
/**
 * Items in the files.
 */
items: number, 
/**
 * New articles.
 */
created: number, 
/**
 * Joined to an article already here.
 */
merged: number, 
/**
 * Already here, word for word.
 */
unchanged: number, 
/**
 * Not brought in.
 */
failed: number, 
/**
 * Highlights in the files.
 */
highlights: number, 
/**
 * Of these, new here.
 */
highlightsCreated: number, 
/**
 * Of these, already here.
 */
highlightsUnchanged: number, 
/**
 * New ones whose passage was found letter for letter.
 */
anchored: number, 
/**
 * New ones found with changes, moved, or one of several.
 */
approximate: number, 
/**
 * New ones whose passage was not found; kept.
 */
orphans: number, 
/**
 * Notes brought in.
 */
notes: number, 
/**
 * One line each.
 */
issues: Array<ImportIssue>, };

/**
 * What the window is told without asking, all on one channel named `event`.
 */
export type Event = { "type": "changed", 
/**
 * The write counter after it.
 */
revision: number, 
/**
 * What was touched.
 */
changes: Array<ChangeView>, 
/**
 * Only the time of opening or the place reached was kept: what is on the page has not changed.
 */
byReading: boolean, } | { "type": "progress", 
/**
 * The caller's name for it.
 */
task: string, 
/**
 * What it is doing now.
 */
message: string, 
/**
 * Items done.
 */
done: number, 
/**
 * Items in all; 0 while unknown.
 */
total: number, 
/**
 * It has ended.
 */
finished: boolean, } | { "type": "dropped", 
/**
 * What became of each.
 */
outcomes: Array<SaveOutcome>, } | { "type": "dragOver", 
/**
 * Whether it is over the window.
 */
over: boolean, } | { "type": "index", 
/**
 * Its state.
 */
state: string, };

/**
 * What a caller does differently about a failure.
 */
export type ErrorKind = "notFound" | "invalidInput" | "conflict" | "offline" | "refused" | "tooLarge" | "unreadable" | "unsupported" | "cancelled" | "libraryLocked" | "libraryTooNew" | "disk" | "internal";

/**
 * A failure, as the window and scripts see it.
 */
export type WireError = { 
/**
 * What to do differently.
 */
kind: ErrorKind, 
/**
 * A sentence for a person: what, where, what to do.
 */
message: string, 
/**
 * More for a report.
 */
detail?: string | null, };

export type Commands = {
  /** The library at a glance: counts, tags, what can be undone. */
  "library.info": { input: Nothing; output: LibraryInfo };
  /** All that the window needs to draw itself for the first time. */
  "window.start": { input: Nothing; output: Start };
  /** Rows of a view, sorted. */
  "article.list": { input: ArticleList; output: ArticlePage };
  /** What the reader shows first; the highlights are only painted yet. Marks the article as opened. */
  "article.open": { input: ById; output: OpenedArticle };
  /** The highlights of an article, as its view holds them. */
  "article.highlights": { input: ById; output: Array<HighlightView> };
  /** An article with everything on it. */
  "article.show": { input: ById; output: ArticleView };
  /** Saves addresses, files, folders and pasted content; a line for each. */
  "article.save": { input: SaveRequest; output: Array<SaveOutcome> };
  /** Saves what is on the system's clipboard, its rich flavour first. */
  "article.paste": { input: Nothing; output: Array<SaveOutcome> };
  /** Changes title, state, favourite or tags. */
  "article.update": { input: ArticleUpdate; output: Nothing };
  /** Keeps the place reached. */
  "article.position": { input: PositionUpdate; output: Nothing };
  /** Puts articles into the Trash. */
  "article.trash": { input: ByIds; output: Nothing };
  /** Takes articles out of the Trash. */
  "article.restore": { input: ByIds; output: Nothing };
  /** The versions of an article, newest first. */
  "capture.list": { input: ById; output: Array<CaptureRow> };
  /** A version to read, with the highlights as they land in it. */
  "capture.open": { input: ById; output: CaptureView };
  /** Makes a newer version of an article; one that looks wrong is kept, and made current only with `force`. */
  "capture.add": { input: CaptureAdd; output: CaptureOutcome };
  /** Makes a version the one that is read. */
  "capture.use": { input: CaptureUse; output: CaptureOutcome };
  /** What changed between two versions, line by line and word by word, and what became of the highlights. */
  "capture.diff": { input: CapturePair; output: CaptureDiff };
  /** Puts a highlight on a selection. */
  "highlight.attach": { input: HighlightAttach; output: HighlightView };
  /** Looks for a highlight's passage again. */
  "highlight.retry": { input: ById; output: HighlightView };
  /** Agrees with where a highlight was found. */
  "highlight.accept": { input: ById; output: HighlightView };
  /** Turns a highlight into a note on its article. */
  "highlight.toNote": { input: ById; output: NoteView };
  /** Highlights a passage. */
  "highlight.add": { input: HighlightAdd; output: HighlightView };
  /** Changes colour or tags. */
  "highlight.update": { input: HighlightUpdate; output: HighlightView };
  /** Deletes a highlight with its note. */
  "highlight.remove": { input: ById; output: Nothing };
  /** Highlights over all articles, newest first. */
  "highlight.list": { input: HighlightList; output: HighlightPage };
  /** Writes or changes a note; none when empty Markdown removed it. */
  "note.save": { input: NoteSave; output: NoteView | null };
  /** Deletes a note. */
  "note.remove": { input: ById; output: Nothing };
  /** Notes over all articles and pages, last changed first. */
  "note.list": { input: NoteList; output: NotePage };
  /** Shows Markdown as sanitised HTML. */
  "note.render": { input: MarkdownText; output: HtmlText };
  /** Finds articles, highlights and notes. */
  "search": { input: SearchRequest; output: SearchAnswer };
  /** Where a query's words stand in one article. */
  "search.matches": { input: MatchesRequest; output: Matches };
  /** What an answer has in common, with counts. */
  "search.facets": { input: QueryText; output: SearchFacets };
  /** How a query may go on where the caret stands. */
  "search.complete": { input: CompleteRequest; output: Array<CompletionItem> };
  /** Why something was found. */
  "search.why": { input: WhyRequest; output: Array<MatchReason> };
  /** Everything the search field understands. */
  "search.language": { input: Nothing; output: Array<QueryOperator> };
  /** Articles like this one, the most alike first. */
  "article.related": { input: ById; output: Array<RelatedArticle> };
  /** The same passage in other articles, those saved first at the top. */
  "passage.elsewhere": { input: PassageRequest; output: Array<PassageElsewhere> };
  /** Builds the search index anew, telling how far it is; searches go on meanwhile. */
  "index.rebuild": { input: TaskName; output: Nothing };
  /** Writes articles with their highlights and notes to a file or folder. */
  "export": { input: ExportRequest; output: ExportReport };
  /** Brings files back in; every item is accounted for. */
  "import": { input: ImportRequest; output: ImportReport };
  /** Stops long work. */
  "task.cancel": { input: TaskName; output: Nothing };
  /** Undoes this window's last act. */
  "undo": { input: Nothing; output: UndoOutcome };
  /** Does the last undone act again. */
  "redo": { input: Nothing; output: UndoOutcome };
  /** A setting's JSON. */
  "setting.get": { input: SettingName; output: Setting };
  /** Keeps a setting. */
  "setting.put": { input: Setting; output: Nothing };
  /** Asks for files or a place with the platform's own dialog. */
  "dialog": { input: DialogRequest; output: Paths };
  /** Puts text on the clipboard. */
  "clipboard.write": { input: PlainText; output: Nothing };
  /** Opens a link outside. */
  "link.open": { input: Link; output: Nothing };
};
