### English, the complete catalogue.

## Parts of the window

library = Library
notebook = Notebook
highlights = Highlights
notes = Notes
tags = Tags
tag = Tag
articles = Articles
annotations = Annotations
reader = Reader
notifications = Notifications
settings = Settings
export = Export
add = Add
toggle-sidebar = Show or hide the sidebar
toggle-annotations = Show or hide the annotations
close-annotations = Close the annotations
resize-sidebar = Width of the sidebar
resize-list = Width of the list
resize-annotations = Width of the annotations
drop-here = Drop to add to your library
drop-hint = Web pages, Markdown and text files, or whole folders
loading = Loading…
working = Working…
with-key = { $label } ({ $key })
go-to = Go to

saved-searches = Saved searches
collections = Collections
continue-reading = Continue reading

view-inbox = Inbox
view-reading = Reading
view-finished = Finished
view-archived = Archive
view-favourites = Favourites
view-all = All articles
view-trash = Trash

## Common

close = Close
cancel = Cancel
cancelled = Stopped.
done = Done
save = Save
choose = Choose…
create = Create
clear = Clear
more = More
dismiss = Dismiss
undo = Undo
redo = Redo
try-again = Try again
show-more = Show more
preview = Preview
saved = Saved
saving = Saving…
not-saved = Not saved
today = Today
yesterday = Yesterday
error-unknown = Something went wrong.
undone = Undone: { $act }
redone = Done again: { $act }
op-save = Add article
op-capture = New version
op-put_back = Put back
op-reread = Another reading
op-read_again = Read again
op-edit_rule = Change site rule
op-merge = Merge
op-keep_apart = Keep apart
op-import = Import
op-add_highlight = Add highlight
op-recolor_highlight = Change colour
op-tag_highlight = Change highlight tags
op-remove_highlight = Delete highlight
op-review = Review highlight
op-edit_note = Edit note
op-remove_note = Delete note
op-edit_article = Edit article
op-tag_article = Change tags
op-collect = Put into collection
op-take_out = Take out of collection
op-add_collection = New collection
op-rename_collection = Rename collection
op-move_collection = Move collection
op-remove_collection = Delete collection
op-rename_tag = Rename tag
op-merge_tags = Merge tags
op-color_tag = Colour tag
op-remove_tag = Delete tag
op-add_saved_search = Save search
op-edit_saved_search = Change saved search
op-remove_saved_search = Delete saved search
op-set_state = Change reading state
op-set_favourite = Change favourite
op-trash = Move to Trash
op-restore = Restore from Trash
op-use_capture = Change version
op-anchor_highlight = Place highlight
op-keep_as_note = Keep as note
undo-nothing = There is nothing to undo.
redo-nothing = There is nothing to do again.
progress-of = { $done } of { $total } ({ $share })

## Articles

minutes = { $minutes } min
hours = { $hours } h
hours-minutes = { $hours } h { $minutes } min
time-left = { $time } left
read-to-end = Read to the end
reading-progress = Reading progress
length = { $words } words, { $time }
receipt = Kept { $kept } of { $all } words
original = Original
highlight-count = { $count ->
    [0] No highlights
    [one] { $count } highlight
   *[other] { $count } highlights
  }
chosen = { $count ->
    [one] { $count } selected
   *[other] { $count } selected
  }
chosen-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
  }
selection = Selection
clear-selection = Clear the selection
clear-tag = Show all articles
filter = Filter
filters-on = Filters
narrow-unread = Unread
narrow-highlighted = Highlighted
narrow-noted = With notes
narrow-favourite = Favourites
narrow-short = Five minutes or less
narrow-long = Twenty minutes or more
sort = Sort
sorted-by = Sorted by: { $sort }
sort-saved = Saved
sort-published = Published
sort-opened = Last opened
sort-title = Title
sort-length = Length
sort-highlights = Most highlighted
sort-reverse = Reverse order
actions-for = Actions for { $title }
archive = Archive
to-inbox = Back to the inbox
to-reading = Reading
finish = Finished
unfinish = Not finished
favourite = Favourite
unfavourite = No longer a favourite
edit-tags = Edit tags
article-tags = Tags of this article
tags-of = Tags of “{ $title }”
tags-of-many = { $count ->
    [one] Tags of { $count } article
   *[other] Tags of all { $count } articles
  }
add-tag = Add a tag
remove-tag = Remove tag { $tag }
tag-suggestions = Tags you use
export-these = Export…
export-this = Export this article…
move-to-trash = Move to Trash
restore = Restore
moved = { $count ->
    [one] “{ $title }”
   *[other] { $count } articles
  } { $state ->
    [archived] moved to the Archive
    [finished] marked as finished
    [reading] moved to Reading
   *[inbox] moved to the Inbox
  }
favourite-added = { $count ->
    [one] “{ $title }” is a favourite
   *[other] { $count } articles are favourites
  }
favourite-removed = { $count ->
    [one] “{ $title }” is no longer a favourite
   *[other] { $count } articles are no longer favourites
  }
trashed = { $count ->
    [one] “{ $title }” moved to the Trash
   *[other] { $count } articles moved to the Trash
  }
restored = { $count ->
    [one] “{ $title }” restored
   *[other] { $count } articles restored
  }

trash-emptied = { $count ->
    [one] { $count } article deleted for good
   *[other] { $count } articles deleted for good
  }
empty-trash-act = Empty Trash…
empty-trash-ask = { $count ->
    [one] { $count } article with its highlights and notes will be deleted for good. This cannot be undone.
   *[other] { $count } articles with their highlights and notes will be deleted for good. This cannot be undone.
  }
empty-trash-yes = { $count ->
    [one] Delete { $count } article
   *[other] Delete { $count } articles
  }
tagged = { $count ->
    [one] “{ $title }”
   *[other] { $count } articles
  } tagged “{ $tag }”
collected = { $count ->
    [one] “{ $title }”
   *[other] { $count } articles
  } put into { $name }
taken-out = { $count ->
    [one] “{ $title }”
   *[other] { $count } articles
  } taken out of { $name }
add-to-collection = Put into a collection…
take-out-of = Take out of { $name }

## Insights

insights = Insights
act-insights = Insights
insights-nothing = Nothing to draw yet
insights-empty = Once you have saved and read something, pictures of it appear here.
as-table = As a table
per-week = Week by week
per-week-saved = Articles saved in each week
per-week-read = Articles read in each week
per-week-highlighted = Passages highlighted in each week
week = Week
day = Day
week-of = Week of { $date }
count-saved = Saved
count-read = Read
count-highlighted = Highlighted
mark-week = { $week }: { $count } { $what ->
    [saved] saved
    [read] read
   *[highlighted] highlighted
  }
mark-day = { $date }: { $saved } saved, { $read } read, { $highlighted } highlighted
calendar = Day by day
top-sites = Sites
top-authors = Authors
top-tags = Tags
nothing-here = Nothing yet
connections = Connections
connections-empty = Articles that share a tag, link to each other or are named in one note are joined here.
connections-left-out = { $count ->
    [one] The { $shown } articles that hang together the closest are drawn; one more is left out.
   *[other] The { $shown } articles that hang together the closest are drawn; { $count } more are left out.
  }
connections-alone = { $count ->
    [one] { $count } article stands alone and is not drawn.
   *[other] { $count } articles stand alone and are not drawn.
  }
connection-from = Article
connection-to = Joined to
connection-why = By
joint-note = a note
joint-link = a link
joint-tag = a tag
mark-article = { $title }, { $ties ->
    [one] { $ties } connection
   *[other] { $ties } connections
  }
zoom = Size of the picture
zoom-in = Larger
zoom-out = Smaller
zoom-fit = Fit

## Collections, tags, saved searches

actions = Actions
name = Name
rename = Rename
inside-of = What lies in { $name }
new-collection = New collection
new-collection-inside = New collection inside
new-named = New collection “{ $name }”
move-collection = Move into…
move-up = Move up
move-down = Move down
to-top = Move to the top level
top-level = Top level
collection-moved = { $name } moved
collection-deleted = Collection “{ $name }” deleted. Its articles stay.
collect-what = { $count ->
    [one] Put { $count } article into
   *[other] Put { $count } articles into
  }
nest-what = Move “{ $name }” into
merge-what = Merge “{ $name }” into
merge-into = Merge into…
type-a-name = Type a name
nothing-fits = Nothing of this name
no-collections-hint = Type a name to make the first collection.
tags-merged = “{ $name }” is now “{ $into }”
tag-color = Colour…
tag-color-of = Colour of { $name }
no-color = None
tag-deleted = Tag “{ $name }” deleted
search-deleted = Saved search “{ $name }” deleted
delete-collection = Delete collection
delete-tag = Delete tag
delete-search = Delete saved search
save-search = Save search

## Empty lists

empty-library = A shelf of your own
empty-library-hint = Add the first page worth keeping: paste it, drop a file, or give an address.
add-first = Add an article
empty-inbox = Your inbox is clear
empty-inbox-hint = New articles arrive here. Press Ctrl+V to paste one, or drop a file on the window.
empty-reading = Nothing begun
empty-reading-hint = Articles you have started stay here until you finish them.
empty-finished = Nothing finished yet
empty-finished-hint = Press F at the end of an article to put it here.
empty-archived = The archive is empty
empty-archived-hint = Press E to archive an article: out of the way, and still found by every search.
empty-favourites = No favourites yet
empty-favourites-hint = Press S on an article you will come back to.
empty-all = No articles
empty-all-hint = Everything you save is listed here.
empty-trash = The Trash is empty
empty-trash-hint = Deleted articles stay here for 30 days.
empty-collection = Nothing in this collection yet
empty-collection-hint = Drag articles here, or press M on one.
empty-narrow = No article is all of this
empty-narrow-hint = Take a filter away to see more.
empty-tag = No articles with this tag
empty-tag-hint = Press T on an article to give it tags.

## Reader

article-toolbar = Article
article-failed = This article could not be opened
text-differs = The text shown is not the text that was stored. Highlights may be out of place.
type-settings = Type and theme
open-original = Open the original
find-in-article = Find in this article
contents = Contents
close-contents = Close the contents
footnote = Footnote
back-to-text = Back to the text
picture = Image
picture-fit = Fit to the window
picture-full = Full size
read-aloud = Read aloud
read-from-here = Read aloud from here
stop-reading = Stop reading aloud
previous-sentence = Previous sentence
next-sentence = Next sentence
play = Read on
pause = Pause
speed = Speed
times = { $rate }×
voice = Voice
voice-fitting = For the language
voice-failed = The voice could not go on.
no-voices = This computer has no voices to read aloud with.
print = Print…
print-failed = The article could not be made ready for the printer.
focus-mode = Only the text
going-on = Going on
by-scrolling = Scrolling
by-page = Page by page
reader-menu = What is here
open-link = Open link
copy-link = Copy link
link-copied = Link copied
open-picture = Look at the image
copy = Copy
text-copied = Copied
select-all = Select all
hide-list = Hide the list
show-list = Show the list
match-of = { $at } of { $count }
no-matches = No matches
matches-found = { $count ->
    [0] No matches in this article
    [one] { $count } match in this article
   *[other] { $count } matches in this article
  }
previous-match = Previous match
next-match = Next match
close-find = Close the search in this article
welcome = Keep what you read
welcome-hint = Save an article, mark what strikes you, and find it again years later. Everything stays on this computer.
nothing-open = Nothing open
nothing-open-hint = Choose an article from the list, or let the keyboard do it.
teach-j = next article, K for the one before
teach-h = highlight what is selected, 1 to 5 for a colour
teach-slash = search everything
teach-help = all shortcuts

## Receipt

left-out = What was left out
left-out-of = What was left out…
receipt-what = Of what
receipt-page = In the page
receipt-kept = Kept
receipt-words = Words
receipt-images = Images
receipt-tables = Tables
receipt-code = Code blocks
receipt-links = Links
receipt-footnotes = Footnotes
receipt-formulas = Formulas
receipt-blocks = { $count ->
    [one] { $count } block
   *[other] { $count } different blocks
  }
receipt-times = { $count } times
doubt-label = This may not be the whole article
doubt-fine = It is right as it is
reading-best = The article alone
reading-other = Another reading
reading-whole_page = The whole page
reread-done = The page was read in another way.
reread-same = It comes out the same.
outdated = { $count ->
    [0] All articles were read by the present rules.
    [one] { $count } article was read by older rules.
   *[other] { $count } articles were read by older rules.
  }
read-again = Read the originals again
read-again-why = Articles that come out better get a newer version; the old ones stay, and highlights follow.
read-again-done = { $changed ->
    [0] No article came out otherwise.
    [one] { $changed } article has a newer version; { $same } came out the same.
   *[other] { $changed } articles have a newer version; { $same } came out the same.
  }
read-again-doubtful = { $count ->
    [one] { $count } newer version looks doubtful and was set aside.
   *[other] { $count } newer versions look doubtful and were set aside.
  }
read-again-failed = { $count ->
    [one] “{ $title }” could not be read again: { $error }
   *[other] { $count } articles could not be read again, among them “{ $title }”: { $error }
  }
dropped-rule = By your rule for this site
always-keep = Always
always-keep-what = Always keep on { $host }: { $text }
always-keep-why = Keep such blocks on every page of { $host }
rule-made = Such blocks are kept on { $host } from now on.
rule-made-drop = Such blocks are left out on { $host } from now on.
leave-out-here = Leave this out on { $host }
receipt-rule-kept = { $words ->
    [one] Kept by your rule for this site: { $words } word ({ $mark }).
   *[other] Kept by your rule for this site: { $words } words ({ $mark }).
  }
receipt-rule-dropped = { $words ->
    [one] Left out by your rule for this site: { $words } word ({ $mark }).
   *[other] Left out by your rule for this site: { $words } words ({ $mark }).
  }
rules = Rules for sites
rule-none = When a block was left out of an article, “Always” in its receipt keeps such blocks on the whole site; “Leave this out”, in the menu at a selection, does the opposite.
rule-add = Add a rule
rule-edit = Rule for a site
rule-site = Site
rule-mark = Blocks
rule-what = What to do
rule-keep = Always keep
rule-drop = Always leave out
rule-change = Change the rule for { $host }
rule-remove = Remove the rule for { $host }
rule-removed = The rule for { $host } is gone. Articles stay as they are.
copy-label = A copy of this article
looks-like = Looks like
merge = Merge
merge-why = Its versions, highlights, notes and tags go to this article
keep-apart = They are not the same
merged = The two are one article now.
put-back = Put back
put-back-what = Put back: { $text }
put-back-done = Put back at its place.
receipt-restored = { $count ->
    [one] You put { $count } block back.
   *[other] You put { $count } blocks back.
  }
receipt-nothing = Nothing was left out.
dropped-repeated = Repeated on the page
dropped-label = A label without a value
dropped-boilerplate = Around the article
dropped-empty = Empty
dropped-unsafe = Not safe to keep
dropped-title = The title, shown above the text
dropped-control = A button or a form
dropped-hidden = Hidden on the page
dropped-copy = A second copy

## Versions

versions = Versions
versions-of = Versions of this article…
version-current = The one you read
version-words = { $words } words
version-text = Show the text
version-changes = Show what changed
version-use = Read this version
version-renew = Look for a newer version
version-used = This version is read now.
version-new = There is a newer version.
version-same = The page has not changed.
version-open = { $count ->
    [one] { $count } highlight waits for your decision.
   *[other] { $count } highlights wait for your decision.
  }
version-without = No version holds this passage
version-one = There is one version so far. A newer one is kept beside it, and your highlights follow.
version-one-no-address = There is one version. Save the page again from its source to make a newer one.
version-highlights = What became of your highlights
version-intact = { $count ->
    [one] { $count } highlight stands as it was.
   *[other] { $count } highlights stand as they were.
  }
version-no-changes = The words are the same in both versions.
version-skipped = { $count ->
    [one] { $count } unchanged paragraph
   *[other] { $count } unchanged paragraphs
  }
change-added = Added
change-removed = Removed
change-moved = Moved
doubt-error_page = It looks like an error page.
doubt-wall = It looks like a sign-in or payment wall.
doubt-lost = It has lost most of the text.

## Highlights and notes

highlight-selection = Highlight selection
edit-highlight = Edit highlight
highlighted = Highlighted: { $quote }
color = Colour
color-yellow = Yellow
color-green = Green
color-blue = Blue
color-magenta = Pink
color-purple = Purple
color-red = Red
color-orange = Orange
color-gray = Grey
all-colors = All colours
filter-colors = Show one colour
change-color = Change colour
note = Note
copy-quote = Copy quote
copied = Quote copied with its source
delete-highlight = Delete highlight
highlight-deleted = Highlight deleted
edit-note = Edit note
delete-note = Delete note
note-deleted = Note deleted
note-placeholder = Write in Markdown…
article-notes = Notes on this article
add-article-note = Add a note on this article
needs-attention = Needs attention
needs-attention-hint = { $count ->
    [one] { $count } highlight has no place in the newest version.
   *[other] { $count } highlights have no place in the newest version.
  }
needs-choice-hint = { $count ->
    [one] { $count } highlight could be meant in several places.
   *[other] { $count } highlights could be meant in several places.
  }
possible-places = Possible places
places = { $count ->
    [one] One place is like it:
   *[other] { $count } places are like it:
  }
places-more = { $count ->
    [one] One more
   *[other] { $count } more
  }
places-none = No place in this version is like it.
place-here = Put it here
place-chosen = Highlight put on the chosen place
undecided = { $count ->
    [one] { $count } highlight needs a look
   *[other] { $count } highlights need a look
  }
highlights-failed = The highlights could not be read.
linked-from-failed = The notes that link here could not be read.
anchor-edited = The words have changed since.
anchor-moved = The passage stands elsewhere now.
anchor-ambiguous = The passage stands here more than once; this is the likeliest place.
anchor-now = Now:
anchor-stood = Where it stood:
anchor-accepted = Accepted
anchor-attached = Highlight put on the selection
anchor-not-found = The passage is not in this version
anchor-kept-as-note = Kept as a note on the article
accept = Accept
show-in-version = Show in its version
attach-to-selection = Attach to selection
attach-hint = Select the passage in the text first
find-again = Find again
keep-as-note = Keep as note
state-exact = As it was
state-edited = Words changed
state-moved = Moved
state-ambiguous = More than one place
state-orphan = No place any more
no-highlights = No highlights yet
no-highlights-hint = Select a passage and choose a colour, or press H.
no-highlights-fit = No highlight fits these filters
show-all-highlights = Show all highlights
filter-highlights = Filter the highlights
filter-tags = Show one tag
filter-time = Show a span of time
all-tags = All tags
span-0 = Any time
span-7 = Last 7 days
span-30 = Last 30 days
span-365 = Last year
find-highlight = Words in a highlight or its note
find-annotation = Find in the annotations
only-this-article = Only the highlights of this article
choose-highlights = Choose several highlights
choose-highlight = Choose: { $quote }
chosen-highlights = Chosen highlights
choose-all = All
choose-none = None
copy-quotes = Copy the quotes
delete-highlights = Delete the highlights
highlights-changed = { $count ->
    [one] { $count } highlight
   *[other] { $count } highlights
  } { $what ->
    [recolored] coloured
    [tagged] tagged
   *[deleted] deleted
  }
linked-from = Linked from
link-article = article
link-highlight = highlight
link-note = note
only-pages = Only pages
copy-highlight-link = Copy link to this highlight
review = Review
review-left = { $count } to go
review-answers = What becomes of it
review-done = Done for today
review-done-hint = { $count ->
    [one] You looked at { $count } highlight. It comes back when it is time.
   *[other] You looked at { $count } highlights. They come back when it is time.
  }
review-nothing = Nothing to review yet
review-nothing-hint = What you highlight comes back here a day later, and then at growing intervals.
review-more = Look at more
answer-keep = Keep
answer-keep-hint = It comes back after a longer while
answer-soon = Soon again
answer-soon-hint = It comes back tomorrow
answer-snooze = Later
answer-snooze-hint = It comes back in a week
answer-never = Never
answer-never-hint = It does not come back
answered-keep = Kept; it comes back after a longer while
answered-soon = It comes back tomorrow
answered-snooze = It comes back in a week
answered-never = It does not come back
annotations-empty = Highlights and notes of the open article appear here.
no-notes = No notes yet
no-notes-hint = Press N on a highlight or an article, or start a page of its own.
note-on-highlight = on a highlight
note-on-article = on an article
note-page = a page of its own
open-article = Open article
new-page = New page
page-title = Title of the page

## Search

search-library = Search the library
clear-search = Clear the search
search-results = Search results
searching = Searching…
results = { $count ->
    [0] No results
    [one] { $count } result
   *[other] { $count } results
  }
results-shown = The best { $shown } of { $total }. Add a word to narrow them down.
index-building = Index is catching up
narrow-search = Narrow the search
remove-filter = Take away the filter { $filter }
perhaps-meant = Perhaps you meant:
results-partial = These have most of the words, but not all:
nothing-found = Nothing found
nothing-found-hint = Try fewer words or another spelling, or take a filter away.
kind-highlight = Highlight
kind-note = Note
matches-count = { $count } matches
why-found = Why this was found
found-in = { $times ->
    [one] once { $place }
   *[other] { $times } times { $place }
  }
found-by-filters = Found by its filters alone.
elsewhere = The same passage elsewhere
elsewhere-title = The same passage elsewhere
elsewhere-found = { $count ->
    [0] It stands in no other article of your library.
    [one] It stands in one other article.
   *[other] It stands in { $count } other articles; those saved first come first.
  }
elsewhere-share = { $share } % the same
related-articles = Related articles
search-index = Search index
search-index-why = Search reads an index made from your library. Build it anew if search misses something that is there.
rebuild-index = Rebuild index
index-rebuilding = Building the search index
index-rebuilt = The index was built anew.
index-kept = Stopped. The index from before goes on.
op-kind = kind…
op-tag = tag…
op-site = site…
op-author = author…
op-year = year…
op-color = colour…
op-unread = unread
op-before = before…
in-article = articles
in-highlight = highlights
in-note = notes
field-title = in the title
field-text = in the text
field-author = as the author
field-site = as the site
field-note = in the note
field-quote = in the highlight
field-tag = as a tag
name-author = Author
name-site = Site
name-tag = Tag

## Adding

add-to-library = Add to library
address-or-path = Address, file or folder
address-placeholder = https://… or /path/to/file
choose-files = Choose files…
choose-folder = Choose a folder…
import-export = Import an export…
add-files = Add articles
add-folder = Add a folder of articles
import-files = Import exports
files-articles = Articles
files-exports = Exports and annotations
files-all = All files
paste-here = Or paste here
paste-placeholder = A copied web page, Markdown or plain text
add-hint = Web pages, Markdown and text are read; in a folder, every such file. You can also drop files on the window or press Ctrl+V anywhere.
saving-now = Saving
outcomes = What was added
status-created = Added
status-merged = Joined to an article you had
status-unchanged = Already in your library
status-failed = Not added
save-summary = { $saved ->
    [one] { $saved } article saved
   *[other] { $saved } articles saved
  }, { $failed } failed
saved-articles = { $status ->
    [unchanged] Already in your library: “{ $title }”
    [merged] Joined to “{ $title }”
    [many] { $count } articles saved
   *[created] Saved “{ $title }”
  }
try-all-again = Try all again
try-again-with = Try again: { $source }
show-report = Show report
and-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
  }
save-failed = { $source }: { $error }
import-report = Import report
import-items = { $count ->
    [one] { $count } item read
   *[other] { $count } items read
  }
import-highlights = { $count ->
    [one] { $count } highlight read
   *[other] { $count } highlights read
  }
import-created = New articles
import-merged = Joined
import-unchanged = Already here
import-failed = Not brought in
import-highlightsCreated = New highlights
import-highlightsUnchanged = Already here
import-anchored = Found exactly
import-approximate = Found with changes
import-ambiguous = At one of several places
import-orphans = Passage not found
import-notes = Notes
import-issues = What did not come in

## Export

export-what = What
export-format = Format
export-file = File
export-folder = Folder
export-file-title = Export to a file
export-folder-title = Export into a folder
export-now = Export now
exporting = Exporting
scope-article = This article: “{ $title }”
scope-chosen = { $count ->
    [one] { $count } selected article
   *[other] { $count } selected articles
  }
scope-search = What the search “{ $query }” finds
scope-all = { $count ->
    [one] Everything ({ $count } article)
   *[other] Everything ({ $count } articles)
  }
format-markdown = Markdown
format-markdown-hint = For reading and for other notebooks: quotes, notes, tags and links back.
format-jsonl = JSON lines
format-jsonl-hint = One file with everything, to be imported again without loss.
export-done = { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
  }, { $highlights ->
    [one] { $highlights } highlight
   *[other] { $highlights } highlights
  } and { $notes ->
    [one] { $notes } note
   *[other] { $notes } notes
  } written to

## Settings

theme = Theme
theme-system = System
theme-light = Light
theme-sepia = Sepia
theme-dark = Dark
theme-contrast = Contrast
font = Reading font
font-serif = Serif
font-sans = Sans
style-size = Size
style-width = Line length
style-lineHeight = Line height
value-size = { $value } px
value-width = { $value } characters
value-lineHeight = { $value }
alignment = Alignment
align-start = Left
align-justify = Justified
reset-style = Reset type
style-preview = Preview
preview-text = For four centuries a serious reader owned two kinds of book: the ones other people wrote, and the one in which he kept the best of them. Locke printed his method in 1706.
preview-marked = It was a machine for finding a passage again.
settings-reading = Reading
settings-colors = Colours
settings-shortcuts = Shortcuts
settings-library = Library
settings-backups = Backups
settings-privacy = Privacy
settings-language = Language
language-why = The window is drawn anew in the other language.
colors-why = Give each colour the meaning it has for you. The name stands wherever the colour is offered.
usual-yellow = Yellow
usual-green = Green
usual-blue = Blue
usual-magenta = Pink
usual-purple = Purple
usual-red = Red
usual-orange = Orange
usual-gray = Grey
such-as = Such as “{ $example }”
color-example-yellow = claim
color-example-green = evidence
color-example-blue = question
shortcuts-why = Choose Change and press the new keys; Esc leaves them as they are.
reset-all = Reset all
no-keys = None
fixed-keys = Always the same
change = Change
press-keys = Press keys…
change-keys = Change the keys of: { $act }
reset-keys = Usual keys for: { $act }
keys-taken = { $keys } already stands for “{ $other }”.
keys-take = Use it here
shortcut-set = { $act }: { $keys }
library-folder = Folder
show-folder = Show the folder
move-library = Move…
open-library = Open another…
move-library-to = Move the library into a folder
open-library-in = Open a library
move-library-why = Moving copies everything into the folder you choose, looks it through, and goes on from there. The old folder stays until you delete it.
library-moved = The library is copied. Commonplace starts again with the new folder.
library-opens = Commonplace starts again with the other library.
backups-why = A copy of the database is made every day and before anything risky. The last seven days are kept, then one of each week and one of each month.
make-backup = Make a backup now
backup-made = Backup made
backup-when = Made
backup-kind = Why
backup-size = Size
backup-daily = Daily
backup-manual = By hand
backup-before-migration = Before an update
backup-before-restore = Before a restore
no-backups = There is no backup yet.
restore-backup-of = Restore the backup of { $when }
restore-backup-ask = The library will be as it was then. What it is now is kept as a backup of its own.
restore-backup-yes = Restore this backup
backup-restored = The backup is restored
privacy-why = Nothing leaves this computer by itself: no account, no statistics, no search for updates. The network is asked only for an address that you save, and for the images of that page.
ledger = What was asked of the network
clear-ledger = Clear
ledger-empty = Nothing has been asked of the network.
request-when = When
request-host = Whom
request-why = What for
request-outcome = Outcome
request-bytes = Received
request-page = A page you asked for
request-image = An image of it
request-answered = Answered
request-redirected = Led elsewhere
request-failed = Failed
fetch-images = Fetch the images of a page when its address is saved
fetch-images-why = They are kept in the library, so reading loads nothing from the web.
language = Language
language-system = As the system
library-facts = { $articles } articles, { $highlights } highlights, { $notes } notes
shortcuts = Keyboard shortcuts
palette = Commands
change-shortcuts = Change shortcuts…
palette-nothing = Nothing is called like that. Press / to search inside the articles.
theme-named = Theme: { $theme }
saved-search = Saved search
collection = Collection
palette-placeholder = A command, or the name of an article, note, collection or tag

## Keys

keys-reading = Reading
keys-marking = Marking
keys-keeping = Keeping
keys-library = Library
act-next = Next article
act-previous = Previous article
act-open = Open
act-back = Back
act-find = Find in this article
act-nextHighlight = Next highlight
act-previousHighlight = Previous highlight
act-highlight = Highlight the selection
act-yellow = Highlight in yellow
act-green = Highlight in green
act-blue = Highlight in blue
act-magenta = Highlight in pink
act-purple = Highlight in purple
act-note = Write a note
act-tags = Edit tags
act-copy = Copy quote with source
act-accept = Accept where a highlight stands
act-focus = Only the text
act-speak = Read aloud
act-print = Print
act-larger = Larger text
act-smaller = Smaller text
act-usualSize = Usual size of text
act-review = Daily review of highlights
act-contents = Table of contents
act-versions = Versions of this article
act-archive = Archive
act-finish = Mark as finished
act-favourite = Favourite
act-collect = Put into a collection
act-newCollection = New collection
act-trash = Move to Trash
act-undo = Undo
act-redo = Redo
act-search = Search
act-palette = Commands
act-add = Add to library
act-paste = Paste as an article
act-export = Export
act-settings = Settings
act-help = Keyboard shortcuts

## Menus

main-menu = Menu
menu-program = Commonplace
menu-file = File
menu-edit = Edit
menu-view = View
menu-article = Article
menu-mark = Highlight
menu-window = Window
menu-help = Help
