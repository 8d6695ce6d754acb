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
 * What a native dialog asks for, in the words of the window's language. `purpose` is `open` (articles), `openFolder`, `import`, `exportFile` or `exportFolder`.
 */
export type DialogRequest = { 
/**
 * Purpose.
 */
purpose: string, 
/**
 * Its title.
 */
title: string, 
/**
 * What the files are called that it is for; nothing for folders.
 */
files?: string | null, 
/**
 * What all files together are called; nothing for folders.
 */
all?: string | null, 
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
 * What it was, such as `remove_highlight`.
 */
op: string | null, };

/**
 * Long work to stop.
 */
export type TaskName = { 
/**
 * The caller's name for it.
 */
task: string, };

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
 * Collections, each before those that lie in it.
 */
collections: Array<CollectionView>, 
/**
 * Saved searches in the person's order.
 */
savedSearches: Array<SavedSearchView>, 
/**
 * Articles begun and not finished, the last opened first; a dozen at most.
 */
begun: Array<ArticleRow>, 
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
 * The platform's menu bar, where programs have one outside of their window.
 */
export type MenuBar = { 
/**
 * Its menus, the program's own first.
 */
parts: Array<MenuPart>, };

/**
 * One menu of the bar.
 */
export type MenuPart = { 
/**
 * What stands in the bar.
 */
title: string, 
/**
 * Its lines.
 */
lines: Array<MenuLine>, };

/**
 * One line of a menu.
 */
export type MenuLine = { 
/**
 * The act of the window that it stands for; empty for the platform's own.
 */
act: string, 
/**
 * One of the platform's own, such as `quit` or `copy`; `separator` for a line between others.
 */
standard?: string | null, 
/**
 * What is written on it; empty for the platform's own words.
 */
label: string, 
/**
 * Its stroke, such as `Mod+Shift+Z`.
 */
keys?: string | null, };

/**
 * What the program was started with, by a link, by "Open with", or by hand.
 */
export type Asked = { 
/**
 * Addresses in the library: `commonplace://article/…`, in order.
 */
addresses: Array<string>, 
/**
 * Absolute paths of files and folders to save.
 */
paths: Array<string>, };

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
 * How many of its highlights wait for a person: without a place, or changed and not agreed to.
 */
undecided: number, 
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
 * Only those in this collection, or in one that lies in it.
 */
collection?: string | null, 
/**
 * Only those that are all of these: `unread`, `highlighted`, `noted`, `favourite`, `short` or `long`.
 */
narrow?: Array<string> | null, 
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
 * `repeated`, `label`, `boilerplate`, `empty`, `unsafe`, `title`, `control`, `hidden`, `copy` or `rule`.
 */
reason: string, 
/**
 * How often the same block was left out; each time is a block of its own.
 */
times: number, 
/**
 * UTF-16 units of the canonical text before it.
 */
place: number, 
/**
 * What such blocks are known by on the pages of the site; none where they cannot be told from others.
 */
mark: string | null, };

/**
 * A rule of the person that made a difference.
 */
export type FollowedRule = { 
/**
 * Whether it kept what would have been left out; else it left out what would have been kept.
 */
keep: boolean, 
/**
 * What such blocks are known by.
 */
mark: string, 
/**
 * Words in them.
 */
words: number, };

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
 * Texts of blocks that were left out and that a person put back.
 */
restored: Array<string>, 
/**
 * The rules for the site that made a difference.
 */
rules: Array<FollowedRule>, 
/**
 * Why this may not be the whole article.
 */
doubts: Array<Said>, 
/**
 * What was not understood.
 */
problems: Array<Said>, };

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
 * Whether the receipt's doubts are still to be looked at by a person.
 */
doubtful: boolean, 
/**
 * How the source was read: `best`, `other` or `whole_page`; none where it can be read in one way only.
 */
reading: string | null, 
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
 * What went wrong.
 */
error: WireError | null, };

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
 * Only on this article.
 */
article?: string | null, 
/**
 * Only those made at this moment or after it.
 */
since?: number | null, 
/**
 * Only those made before this moment.
 */
until?: number | null, 
/**
 * Only those with all of these words in the passage or its note.
 */
words?: string | null, 
/**
 * How many to skip.
 */
offset: number, 
/**
 * How many to give, at most 500.
 */
limit: number, };

/**
 * Changes to several highlights; what is left out stays.
 */
export type HighlightsUpdate = { 
/**
 * Highlight ids.
 */
ids: Array<string>, 
/**
 * New colour.
 */
color?: string | null, 
/**
 * Tags to add.
 */
addTags?: Array<string> | null, };

/**
 * What comes back in the daily review.
 */
export type ReviewRequest = { 
/**
 * The beginning of the day, from which looks are counted.
 */
since: number, 
/**
 * How many to give at most, up to 100.
 */
limit: number, };

/**
 * Highlights that come back.
 */
export type ReviewDeck = { 
/**
 * How many were looked at since the beginning of the day.
 */
seen: number, 
/**
 * Those that come back, what is due before what has never come back.
 */
highlights: Array<HighlightView>, };

/**
 * What a person says to a highlight that came back.
 */
export type ReviewAnswer = { 
/**
 * Highlight id.
 */
id: string, 
/**
 * `keep`, `soon`, `snooze` or `never`.
 */
answer: string, };

/**
 * What an address in the library leads to.
 */
export type LinkTarget = { 
/**
 * The article to open.
 */
article: string | null, 
/**
 * The highlight in it to go to.
 */
highlight: string | null, 
/**
 * The passage in it to go to, in UTF-16 units of its text.
 */
passage: [number, number] | null, 
/**
 * The page of notes, or the note on an article, to show.
 */
note: string | null, };

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
 * Blocks to put back that extraction had left out.
 */
export type PutBack = { 
/**
 * The capture whose receipt lists them; `conflict` if it is no longer current.
 */
capture: string, 
/**
 * Their places in the receipt's list.
 */
blocks: Array<number>, 
/**
 * A name chosen by the caller for progress events and cancelling.
 */
task?: string | null, };

/**
 * Another reading of a version's source to make a newer version of.
 */
export type CaptureReread = { 
/**
 * Capture id; `conflict` if it is no longer current.
 */
capture: string, 
/**
 * `best`, `other` (what other rules take for the article) or `whole_page`.
 */
reading: string, 
/**
 * A name chosen by the caller for progress events and cancelling.
 */
task?: string | null, };

/**
 * Articles that older rules of extraction made.
 */
export type Outdated = { 
/**
 * How many there are.
 */
articles: number, };

/**
 * Articles whose sources to read again.
 */
export type ReadAgainRequest = { 
/**
 * All of them, and not only those that older rules made.
 */
all?: boolean | null, 
/**
 * A name chosen by the caller for progress events and cancelling.
 */
task?: string | null, };

/**
 * An article whose source could not be read again.
 */
export type ReadAgainFailure = { 
/**
 * Article id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Why.
 */
error: WireError, };

/**
 * What became of the articles whose sources were read again.
 */
export type ReadAgainReport = { 
/**
 * Those with a newer version, which is read from now on.
 */
changed: number, 
/**
 * Those with a newer version that a person is to decide on.
 */
doubtful: number, 
/**
 * Those that came out as they were.
 */
same: number, 
/**
 * Those that could not be read.
 */
failed: number, 
/**
 * The same by name.
 */
failures: Array<ReadAgainFailure>, };

/**
 * An article that looks like another.
 */
export type CopyView = { 
/**
 * Its row.
 */
row: ArticleRow, 
/**
 * How much of the shorter of the two texts stands in the longer, 0 to 1.
 */
shared: number, };

/**
 * Two articles to make into one.
 */
export type MergeArticles = { 
/**
 * The article that stays.
 */
into: string, 
/**
 * The article that becomes a part of it.
 */
other: string, 
/**
 * A name chosen by the caller for progress events and cancelling.
 */
task?: string | null, };

/**
 * Two articles.
 */
export type TwoArticles = { 
/**
 * Article id.
 */
a: string, 
/**
 * Article id.
 */
b: string, };

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
 * A highlight whose possible places are asked for.
 */
export type PlacesRequest = { 
/**
 * Highlight id.
 */
id: string, 
/**
 * How many to give, at most 500.
 */
limit: number, };

/**
 * Where a highlight's passage may stand in the version that is read.
 */
export type PlacesView = { 
/**
 * That version's capture id.
 */
capture: string, 
/**
 * How many places there are.
 */
total: number, 
/**
 * The likeliest of them, the likeliest first.
 */
places: Array<PossiblePlace>, };

/**
 * A place where a passage may stand.
 */
export type PossiblePlace = { 
/**
 * First UTF-16 unit.
 */
start: number, 
/**
 * One after the last unit.
 */
end: number, 
/**
 * What stands before it.
 */
before: string, 
/**
 * What stands there.
 */
text: string, 
/**
 * What stands after it.
 */
after: string, 
/**
 * How well its words and what stands around it agree, 0 to 1.
 */
score: number, };

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
highlights: number, 
/**
 * The colour a person gave it.
 */
color: string | null, };

/**
 * A tag, by name.
 */
export type TagName = { 
/**
 * Name; case and white space make no other tag.
 */
name: string, };

/**
 * Another name for a tag.
 */
export type TagRename = { 
/**
 * Name it has.
 */
name: string, 
/**
 * Name it gets. Where another tag has it, both become one.
 */
to: string, };

/**
 * What became of a tag that was renamed.
 */
export type TagRenamed = { 
/**
 * Whether there was a tag of that name, and both are one now.
 */
merged: boolean, };

/**
 * Several tags to be made one.
 */
export type TagMerge = { 
/**
 * Names of those that go.
 */
names: Array<string>, 
/**
 * Name of the one that stays or is made.
 */
into: string, };

/**
 * A colour for a tag.
 */
export type TagColor = { 
/**
 * Name.
 */
name: string, 
/**
 * Colour; none takes it away.
 */
color?: string | null, };

/**
 * A collection; a list of them has each before those that lie in it.
 */
export type CollectionView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The collection it lies in.
 */
parent: string | null, 
/**
 * Its own name.
 */
name: string, 
/**
 * Live articles in it or in one that lies in it.
 */
articles: number, };

/**
 * A collection to be made.
 */
export type CollectionAdd = { 
/**
 * Its name, without `/`.
 */
name: string, 
/**
 * The collection it is to lie in.
 */
parent?: string | null, };

/**
 * Another name for a collection.
 */
export type CollectionRename = { 
/**
 * Its id.
 */
id: string, 
/**
 * The name it gets.
 */
name: string, };

/**
 * Another place for a collection.
 */
export type CollectionMove = { 
/**
 * Its id.
 */
id: string, 
/**
 * The collection it is to lie in; none is the top.
 */
parent?: string | null, 
/**
 * The one beside it that it is to stand before; none is behind all.
 */
before?: string | null, };

/**
 * Articles to be put into a collection, or taken out of it.
 */
export type ArticleCollect = { 
/**
 * Their ids.
 */
ids: Array<string>, 
/**
 * The collection's id.
 */
collection: string, };

/**
 * A search that a person keeps.
 */
export type SavedSearchView = { 
/**
 * Its id.
 */
id: string, 
/**
 * What the person calls it.
 */
name: string, 
/**
 * What was typed.
 */
query: string, };

/**
 * A search to be kept.
 */
export type SavedSearchAdd = { 
/**
 * What the person calls it.
 */
name: string, 
/**
 * What was typed.
 */
query: string, };

/**
 * A change to a saved search; what is left out stays.
 */
export type SavedSearchUpdate = { 
/**
 * Its id.
 */
id: string, 
/**
 * New name.
 */
name?: string | null, 
/**
 * New query.
 */
query?: string | null, };

/**
 * How much a saved search finds now.
 */
export type SavedSearchCount = { 
/**
 * The search's id.
 */
id: string, 
/**
 * Articles, highlights and notes that have all that is asked.
 */
total: number, };

/**
 * Part of a name.
 */
export type NameRequest = { 
/**
 * What was typed.
 */
query: string, 
/**
 * Articles, and notes, to give at most.
 */
limit: number, };

/**
 * An article or a note that is called something like it.
 */
export type NameHit = { 
/**
 * `article` or `note`.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * An article's site; the article that a note is on.
 */
about: string | null, };

/**
 * A number of things.
 */
export type Count = { 
/**
 * How many.
 */
count: number, };

/**
 * A rule for a site's pages.
 */
export type RuleView = { 
/**
 * Rule id.
 */
id: string, 
/**
 * The site's host, without `www.`.
 */
host: string, 
/**
 * Keep such blocks; else leave them out.
 */
keep: boolean, 
/**
 * What they are known by: elements from the outside inwards with words of their classes, such as
 * `aside.note p`.
 */
mark: string, 
/**
 * How such a block begins.
 */
example: string, };

/**
 * A rule to add or to change.
 */
export type RuleSave = { 
/**
 * Rule id; none for a new one.
 */
id?: string | null, 
/**
 * The site: a host or an address.
 */
host: string, 
/**
 * Keep such blocks; else leave them out.
 */
keep: boolean, 
/**
 * What they are known by.
 */
mark: string, 
/**
 * How such a block begins; none leaves what is known.
 */
example?: string | null, };

/**
 * A block that is to be kept on every page of its site.
 */
export type RuleAlways = { 
/**
 * The capture whose receipt lists it; `conflict` if it is no longer current.
 */
capture: string, 
/**
 * Its place in the receipt's list.
 */
block: number, 
/**
 * A name chosen by the caller for progress events and cancelling.
 */
task?: string | null, };

/**
 * A passage whose blocks are to be left out on every page of its site.
 */
export type RuleLeaveOut = { 
/**
 * The capture that is read; `conflict` if it is no longer current.
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
 * A name chosen by the caller for progress events and cancelling.
 */
task?: string | null, };

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
 * What is wrong, and what was done instead.
 */
said: Said, };

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
 * Names that match, where its title and text have not all of the words.
 */
names: Array<SearchName>, 
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
 * A name by which something was found.
 */
export type SearchName = { 
/**
 * Whose name it is: `author`, `site` or `tag`.
 */
field: string, 
/**
 * The name.
 */
name: string, 
/**
 * Matched ranges of it, in UTF-16 units.
 */
marks: Array<[number, number]>, };

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
 * What is to be counted.
 */
export type FacetsRequest = { 
/**
 * As typed.
 */
query: string, 
/**
 * The field that it is typed into: a later search from the same one stops this, which fails with `cancelled`.
 */
field?: string | null, };

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
 * `title`, `text`, `quote`, `note`, `author`, `site` or `tag`.
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
place: Said, 
/**
 * What is wrong and what to do.
 */
said: Said, };

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
 * New ones found with changes, or moved.
 */
approximate: number, 
/**
 * New ones that could be meant in several places.
 */
ambiguous: number, 
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
 * A snapshot of the library's database.
 */
export type BackupRow = { 
/**
 * The file's name.
 */
name: string, 
/**
 * `daily`, `manual`, `before-migration` or `before-restore`; none for a file that somebody put there.
 */
kind: string | null, 
/**
 * When it was written.
 */
made: number, 
/**
 * Its size in bytes.
 */
bytes: number, };

/**
 * A backup to put in the library's place.
 */
export type BackupRestore = { 
/**
 * The file's name.
 */
name: string, 
/**
 * A name for progress events.
 */
task?: string | null, };

/**
 * A folder.
 */
export type Folder = { 
/**
 * Its path.
 */
path: string, 
/**
 * A name for progress events.
 */
task?: string | null, };

/**
 * A part of a list.
 */
export type Part = { 
/**
 * Rows to skip.
 */
offset: number, 
/**
 * Rows to give, at most 500.
 */
limit: number, };

/**
 * A request that was made to the network.
 */
export type RequestRow = { 
/**
 * When.
 */
made: number, 
/**
 * Whom it went to.
 */
host: string, 
/**
 * `page` or `image`.
 */
purpose: string, 
/**
 * `answered`, `redirected` or `failed`.
 */
outcome: string, 
/**
 * Bytes that came, unpacked.
 */
bytes: number, };

/**
 * Some of the requests that were made, the last first.
 */
export type RequestPage = { 
/**
 * How many were made.
 */
total: number, 
/**
 * Those asked for.
 */
rows: Array<RequestRow>, };

/**
 * Which numbers are asked for.
 */
export type InsightsRequest = { 
/**
 * The first day, in days since 1970 in the person's time zone.
 */
from: number, 
/**
 * How much later it is there than in UTC, in milliseconds.
 */
offset: number, };

/**
 * From one moment to another.
 */
export type Period = { 
/**
 * The first millisecond.
 */
from: number, 
/**
 * The millisecond after the last.
 */
to: number, };

/**
 * What happened on one day.
 */
export type DayCounts = { 
/**
 * Days since 1970 in the person's time zone.
 */
day: number, 
/**
 * Articles saved.
 */
saved: number, 
/**
 * Articles read.
 */
read: number, 
/**
 * Passages highlighted.
 */
highlighted: number, };

/**
 * A library in numbers.
 */
export type InsightsView = { 
/**
 * Days on which something happened, the earliest first.
 */
days: Array<DayCounts>, 
/**
 * The sites with the most articles.
 */
sites: Array<NamedCount>, 
/**
 * The authors with the most articles.
 */
authors: Array<NamedCount>, 
/**
 * The tags on the most articles.
 */
tags: Array<NamedCount>, };

/**
 * A name and how many articles have it.
 */
export type NamedCount = { 
/**
 * Name.
 */
name: string, 
/**
 * Articles.
 */
count: number, };

/**
 * How large a picture of connections may be.
 */
export type GraphRequest = { 
/**
 * Articles at most.
 */
limit: number, };

/**
 * An article in the picture of connections.
 */
export type GraphNode = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its highlights.
 */
highlights: number, };

/**
 * A tie between two articles.
 */
export type GraphLink = { 
/**
 * Place of the one in the list of nodes.
 */
source: number, 
/**
 * Place of the other.
 */
target: number, 
/**
 * `note`, `link` or `tag`: the strongest thing that ties them.
 */
joint: string, 
/**
 * The tags they share.
 */
tags: Array<string>, 
/**
 * The greater the closer.
 */
weight: number, };

/**
 * How articles hang together.
 */
export type GraphView = { 
/**
 * Articles; each has a tie to another of them.
 */
nodes: Array<GraphNode>, 
/**
 * Ties, the closest first.
 */
links: Array<GraphLink>, 
/**
 * Articles that hang together with others too, for which there was no room.
 */
leftOut: number, 
/**
 * Articles of which nothing was found that they hang together with.
 */
alone: number, };

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
 * What it is doing now, or to what.
 */
now: Said, 
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
over: boolean, } | { "type": "asked" } | { "type": "act", 
/**
 * The act of the window that it stands for.
 */
act: string, } | { "type": "index", 
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
 * The sentence's name, by which the window says it in another language.
 */
code: string, 
/**
 * What is filled into the sentence, by name.
 */
parts?: { [key in string]: string }, 
/**
 * More for a report.
 */
detail?: string | null, };

/**
 * Something said to a person. What has no name, such as a title or a file's name, is the same in every language.
 */
export type Said = { 
/**
 * In English.
 */
message: string, 
/**
 * The sentence's name, by which the window says it in another language; empty where it has none.
 */
code: string, 
/**
 * What is filled into the sentence, by name.
 */
parts?: { [key in string]: string }, };

export type Commands = {
  /** The library at a glance: counts, tags, what can be undone. */
  "library.info": { input: Nothing; output: LibraryInfo };
  /** All that the window needs to draw itself for the first time. */
  "window.start": { input: Nothing; output: Start };
  /** What the program was started with and nobody has taken yet; it is given once. */
  "window.asked": { input: Nothing; output: Asked };
  /** Lets the desktop say that the window, behind others, has something to show. */
  "window.notice": { input: Nothing; output: Nothing };
  /** Shows what the platform's menu bar holds, where there is one outside of the window. */
  "window.menu": { input: MenuBar; output: Nothing };
  /** Rows of a view, sorted. */
  "article.list": { input: ArticleList; output: ArticlePage };
  /** The ids of a list, for acts on all of it; `limit` is not held to that of a page. */
  "article.ids": { input: ArticleList; output: ByIds };
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
  /** Removes for good everything that is in the Trash. Cannot be undone. */
  "trash.empty": { input: Nothing; output: Count };
  /** Puts articles into a collection. */
  "article.collect": { input: ArticleCollect; output: Nothing };
  /** Takes articles out of a collection and of those that lie in it. */
  "article.takeOut": { input: ArticleCollect; output: Nothing };
  /** Gives a tag another name, or makes it one with the tag of that name. */
  "tag.rename": { input: TagRename; output: TagRenamed };
  /** Makes one tag of several. */
  "tag.merge": { input: TagMerge; output: Nothing };
  /** Gives a tag a colour, or takes it away. */
  "tag.color": { input: TagColor; output: Nothing };
  /** Takes a tag away from everything. */
  "tag.remove": { input: TagName; output: Nothing };
  /** Makes a collection. */
  "collection.add": { input: CollectionAdd; output: CollectionView };
  /** Gives a collection another name. */
  "collection.rename": { input: CollectionRename; output: Nothing };
  /** Puts a collection at another place of the tree. */
  "collection.move": { input: CollectionMove; output: Nothing };
  /** Deletes a collection with those that lie in it; the articles stay. */
  "collection.remove": { input: ById; output: Nothing };
  /** Articles and notes by what they are called, the last opened or changed first. */
  "library.names": { input: NameRequest; output: Array<NameHit> };
  /** The snapshots of the library, the newest first. */
  "backup.list": { input: Nothing; output: Array<BackupRow> };
  /** Takes a snapshot. */
  "backup.make": { input: Nothing; output: Nothing };
  /** Puts a snapshot in the library's place, which is kept as a snapshot of its own. */
  "backup.restore": { input: BackupRestore; output: Nothing };
  /** Shows the library's folder in the system's file manager. */
  "library.showFolder": { input: Nothing; output: Nothing };
  /** Copies the library into an empty folder and starts again with it there. */
  "library.move": { input: Folder; output: Nothing };
  /** Starts again with the library in another folder. */
  "library.openOther": { input: Folder; output: Nothing };
  /** The requests that were made to the network, the last first. */
  "request.list": { input: Part; output: RequestPage };
  /** Forgets the requests that were made. */
  "request.clear": { input: Nothing; output: Nothing };
  /** The library in numbers. */
  "insights.numbers": { input: InsightsRequest; output: InsightsView };
  /** How articles hang together. */
  "insights.connections": { input: GraphRequest; output: GraphView };
  /** Articles that were read in a time. */
  "insights.read": { input: Period; output: Array<ArticleRow> };
  /** Keeps a search. */
  "savedSearch.add": { input: SavedSearchAdd; output: SavedSearchView };
  /** Changes the name or the query of a saved search. */
  "savedSearch.update": { input: SavedSearchUpdate; output: Nothing };
  /** Deletes a saved search. */
  "savedSearch.remove": { input: ById; output: Nothing };
  /** How much each saved search finds now. */
  "savedSearch.counts": { input: Nothing; output: Array<SavedSearchCount> };
  /** The article that is most likely a copy of this one. */
  "article.copy": { input: ById; output: CopyView | null };
  /** Makes an article a part of another, with all that a person made on it. */
  "article.merge": { input: MergeArticles; output: Nothing };
  /** Keeps that two articles are not one. */
  "article.keepApart": { input: TwoArticles; output: Nothing };
  /** The versions of an article, newest first. */
  "capture.list": { input: ById; output: Array<CaptureRow> };
  /** A version to read, with the highlights as they land in it. */
  "capture.open": { input: ById; output: CaptureView };
  /** Makes a newer version of an article; one that looks wrong is kept, and made current only with `force`. */
  "capture.add": { input: CaptureAdd; output: CaptureOutcome };
  /** Makes a newer version with blocks in it that were left out. */
  "capture.putBack": { input: PutBack; output: CaptureOutcome };
  /** Reads a version's source in another way, as a newer version; none where it comes out the same. */
  "capture.reread": { input: CaptureReread; output: CaptureOutcome | null };
  /** Agrees with a version that may not be the whole article. */
  "capture.accept": { input: ById; output: Nothing };
  /** How many articles were made by older rules of extraction. */
  "library.outdated": { input: Nothing; output: Outdated };
  /** Reads the sources of articles again by the present rules; those that come out otherwise get a newer version. */
  "library.readAgain": { input: ReadAgainRequest; output: ReadAgainReport };
  /** The rules for the pages of sites. */
  "rule.list": { input: Nothing; output: Array<RuleView> };
  /** Adds or changes a rule. */
  "rule.save": { input: RuleSave; output: RuleView };
  /** Removes a rule. */
  "rule.remove": { input: ById; output: Nothing };
  /** Always keeps such blocks on the article's site, and reads it again by that; none where it comes out the same. */
  "rule.always": { input: RuleAlways; output: CaptureOutcome | null };
  /** Leaves the blocks of a passage out on the article's site, and reads it again; none where it comes out the same. */
  "rule.leaveOut": { input: RuleLeaveOut; output: CaptureOutcome | null };
  /** Makes a version the one that is read. */
  "capture.use": { input: CaptureUse; output: CaptureOutcome };
  /** What changed between two versions, line by line and word by word, and what became of the highlights. */
  "capture.diff": { input: CapturePair; output: CaptureDiff };
  /** Where a highlight's passage may stand, for a person to choose from. */
  "highlight.places": { input: PlacesRequest; output: PlacesView };
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
  /** Changes colour or adds tags on several highlights at once. */
  "highlight.updateAll": { input: HighlightsUpdate; output: Nothing };
  /** Deletes several highlights with their notes at once. */
  "highlight.removeAll": { input: ByIds; output: Nothing };
  /** Deletes a highlight with its note. */
  "highlight.remove": { input: ById; output: Nothing };
  /** Highlights over all articles, newest first. */
  "highlight.list": { input: HighlightList; output: HighlightPage };
  /** What comes back in the daily review. */
  "review.deck": { input: ReviewRequest; output: ReviewDeck };
  /** Keeps what was said to a highlight that came back. */
  "review.answer": { input: ReviewAnswer; output: Nothing };
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
  "search.facets": { input: FacetsRequest; output: SearchFacets };
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
  /** Notes that link to what an address in the library leads to. */
  "link.back": { input: Link; output: Array<NoteView> };
  /** What an address in the library leads to. */
  "link.resolve": { input: Link; output: LinkTarget };
  /** Opens a link outside. */
  "link.open": { input: Link; output: Nothing };
};
