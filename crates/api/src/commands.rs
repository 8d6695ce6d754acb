//! The table of commands: every one on a documented line, the only list there is. The dispatcher and the TypeScript
//! type of every call are made from it, so a command cannot exist on one side only.

use crate::{Api, wire::*};
use commonplace_core::sentence;

/// Makes the dispatcher and the TypeScript table from one list of `name => method(Input) -> Output`.
macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $name:literal => $method:ident($input:ty) -> $output:ty;)+) => {
        /// Runs the command `name` with JSON `input` and gives its JSON answer.
        ///
        /// # Errors
        /// `invalidInput` for an unknown command or an input of another shape; otherwise what the command says.
        pub async fn dispatch(
            api: &Api,
            name: &str,
            input: serde_json::Value,
        ) -> Result<serde_json::Value, WireError> {
            match name {
                $($name => {
                    let input: $input = serde_json::from_value(input).map_err(|e| invalid(name, &e))?;
                    let output: $output = api.$method(input).await?;
                    serde_json::to_value(output).map_err(|e| internal(name, &e))
                })+
                _ => Err(WireError::invalid(sentence!("no-command", "There is no command named “{name}”.", name = name))),
            }
        }

        /// The table as TypeScript: `export type Commands = { "name": { input: …; output: … }; … }`.
        pub(crate) fn typescript(config: &ts_rs::Config) -> String {
            use ts_rs::TS;
            let mut table = String::from("export type Commands = {\n");
            $(
                $(table.push_str(&format!("  /**{} */\n", $doc));)+
                table.push_str(&format!(
                    "  \"{}\": {{ input: {}; output: {} }};\n",
                    $name,
                    <$input as TS>::name(config),
                    <$output as TS>::name(config),
                ));
            )+
            table.push_str("};\n");
            table
        }
    };
}

commands! {
    /// The library at a glance: counts, tags, what can be undone.
    "library.info" => library_info(Nothing) -> LibraryInfo;
    /// All that the window needs to draw itself for the first time.
    "window.start" => window_start(Nothing) -> Start;
    /// What the program was started with and nobody has taken yet; it is given once.
    "window.asked" => window_asked(Nothing) -> Asked;
    /// Lets the desktop say that the window, behind others, has something to show.
    "window.notice" => window_notice(Nothing) -> Nothing;
    /// Shows what the platform's menu bar holds, where there is one outside of the window.
    "window.menu" => window_menu(MenuBar) -> Nothing;
    /// Rows of a view, sorted.
    "article.list" => article_list(ArticleList) -> ArticlePage;
    /// The ids of a list, for acts on all of it; `limit` is not held to that of a page.
    "article.ids" => article_ids(ArticleList) -> ByIds;
    /// What the reader shows first; the highlights are only painted yet. Marks the article as opened.
    "article.open" => article_open(ById) -> OpenedArticle;
    /// The highlights of an article, as its view holds them.
    "article.highlights" => article_highlights(ById) -> Vec<HighlightView>;
    /// An article with everything on it.
    "article.show" => article_show(ById) -> ArticleView;
    /// Saves addresses, files, folders and pasted content; a line for each.
    "article.save" => article_save(SaveRequest) -> Vec<SaveOutcome>;
    /// Saves what is on the system's clipboard, its rich flavour first.
    "article.paste" => article_paste(Nothing) -> Vec<SaveOutcome>;
    /// Changes title, state, favourite or tags.
    "article.update" => article_update(ArticleUpdate) -> Nothing;
    /// Keeps the place reached.
    "article.position" => article_position(PositionUpdate) -> Nothing;
    /// Puts articles into the Trash.
    "article.trash" => article_trash(ByIds) -> Nothing;
    /// Takes articles out of the Trash.
    "article.restore" => article_restore(ByIds) -> Nothing;
    /// Removes for good everything that is in the Trash. Cannot be undone.
    "trash.empty" => trash_empty(Nothing) -> Count;
    /// Puts articles into a collection.
    "article.collect" => article_collect(ArticleCollect) -> Nothing;
    /// Takes articles out of a collection and of those that lie in it.
    "article.takeOut" => article_take_out(ArticleCollect) -> Nothing;
    /// Gives a tag another name, or makes it one with the tag of that name.
    "tag.rename" => tag_rename(TagRename) -> TagRenamed;
    /// Makes one tag of several.
    "tag.merge" => tag_merge(TagMerge) -> Nothing;
    /// Gives a tag a colour, or takes it away.
    "tag.color" => tag_color(TagColor) -> Nothing;
    /// Takes a tag away from everything.
    "tag.remove" => tag_remove(TagName) -> Nothing;
    /// Makes a collection.
    "collection.add" => collection_add(CollectionAdd) -> CollectionView;
    /// Gives a collection another name.
    "collection.rename" => collection_rename(CollectionRename) -> Nothing;
    /// Puts a collection at another place of the tree.
    "collection.move" => collection_move(CollectionMove) -> Nothing;
    /// Deletes a collection with those that lie in it; the articles stay.
    "collection.remove" => collection_remove(ById) -> Nothing;
    /// Articles and notes by what they are called, the last opened or changed first.
    "library.names" => library_names(NameRequest) -> Vec<NameHit>;
    /// The snapshots of the library, the newest first.
    "backup.list" => backup_list(Nothing) -> Vec<BackupRow>;
    /// Takes a snapshot.
    "backup.make" => backup_make(Nothing) -> Nothing;
    /// Puts a snapshot in the library's place, which is kept as a snapshot of its own.
    "backup.restore" => backup_restore(BackupRestore) -> Nothing;
    /// Shows the library's folder in the system's file manager.
    "library.showFolder" => library_show_folder(Nothing) -> Nothing;
    /// Copies the library into an empty folder and starts again with it there.
    "library.move" => library_move(Folder) -> Nothing;
    /// Starts again with the library in another folder.
    "library.openOther" => library_open_other(Folder) -> Nothing;
    /// The requests that were made to the network, the last first.
    "request.list" => request_list(Part) -> RequestPage;
    /// Forgets the requests that were made.
    "request.clear" => request_clear(Nothing) -> Nothing;
    /// The library in numbers.
    "insights.numbers" => insights(InsightsRequest) -> InsightsView;
    /// How articles hang together.
    "insights.connections" => connections(GraphRequest) -> GraphView;
    /// Articles that were read in a time.
    "insights.read" => articles_read(Period) -> Vec<ArticleRow>;
    /// Keeps a search.
    "savedSearch.add" => saved_search_add(SavedSearchAdd) -> SavedSearchView;
    /// Changes the name or the query of a saved search.
    "savedSearch.update" => saved_search_update(SavedSearchUpdate) -> Nothing;
    /// Deletes a saved search.
    "savedSearch.remove" => saved_search_remove(ById) -> Nothing;
    /// How much each saved search finds now.
    "savedSearch.counts" => saved_search_counts(Nothing) -> Vec<SavedSearchCount>;
    /// The article that is most likely a copy of this one.
    "article.copy" => article_copy(ById) -> Option<CopyView>;
    /// Makes an article a part of another, with all that a person made on it.
    "article.merge" => article_merge(MergeArticles) -> Nothing;
    /// Keeps that two articles are not one.
    "article.keepApart" => article_keep_apart(TwoArticles) -> Nothing;
    /// The versions of an article, newest first.
    "capture.list" => capture_list(ById) -> Vec<CaptureRow>;
    /// A version to read, with the highlights as they land in it.
    "capture.open" => capture_open(ById) -> CaptureView;
    /// Makes a newer version of an article; one that looks wrong is kept, and made current only with `force`.
    "capture.add" => capture_add(CaptureAdd) -> CaptureOutcome;
    /// Makes a newer version with blocks in it that were left out.
    "capture.putBack" => capture_put_back(PutBack) -> CaptureOutcome;
    /// Reads a version's source in another way, as a newer version; none where it comes out the same.
    "capture.reread" => capture_reread(CaptureReread) -> Option<CaptureOutcome>;
    /// Agrees with a version that may not be the whole article.
    "capture.accept" => capture_accept(ById) -> Nothing;
    /// How many articles were made by older rules of extraction.
    "library.outdated" => library_outdated(Nothing) -> Outdated;
    /// Reads the sources of articles again by the present rules; those that come out otherwise get a newer version.
    "library.readAgain" => library_read_again(ReadAgainRequest) -> ReadAgainReport;
    /// The rules for the pages of sites.
    "rule.list" => rule_list(Nothing) -> Vec<RuleView>;
    /// Adds or changes a rule.
    "rule.save" => rule_save(RuleSave) -> RuleView;
    /// Removes a rule.
    "rule.remove" => rule_remove(ById) -> Nothing;
    /// Always keeps such blocks on the article's site, and reads it again by that; none where it comes out the same.
    "rule.always" => rule_always(RuleAlways) -> Option<CaptureOutcome>;
    /// Leaves the blocks of a passage out on the article's site, and reads it again; none where it comes out the same.
    "rule.leaveOut" => rule_leave_out(RuleLeaveOut) -> Option<CaptureOutcome>;
    /// Makes a version the one that is read.
    "capture.use" => capture_use(CaptureUse) -> CaptureOutcome;
    /// What changed between two versions, line by line and word by word, and what became of the highlights.
    "capture.diff" => capture_diff(CapturePair) -> CaptureDiff;
    /// Where a highlight's passage may stand, for a person to choose from.
    "highlight.places" => highlight_places(PlacesRequest) -> PlacesView;
    /// Puts a highlight on a selection.
    "highlight.attach" => highlight_attach(HighlightAttach) -> HighlightView;
    /// Looks for a highlight's passage again.
    "highlight.retry" => highlight_retry(ById) -> HighlightView;
    /// Agrees with where a highlight was found.
    "highlight.accept" => highlight_accept(ById) -> HighlightView;
    /// Turns a highlight into a note on its article.
    "highlight.toNote" => highlight_to_note(ById) -> NoteView;
    /// Highlights a passage.
    "highlight.add" => highlight_add(HighlightAdd) -> HighlightView;
    /// Changes colour or tags.
    "highlight.update" => highlight_update(HighlightUpdate) -> HighlightView;
    /// Changes colour or adds tags on several highlights at once.
    "highlight.updateAll" => highlight_update_all(HighlightsUpdate) -> Nothing;
    /// Deletes several highlights with their notes at once.
    "highlight.removeAll" => highlight_remove_all(ByIds) -> Nothing;
    /// Deletes a highlight with its note.
    "highlight.remove" => highlight_remove(ById) -> Nothing;
    /// Highlights over all articles, newest first.
    "highlight.list" => highlight_list(HighlightList) -> HighlightPage;
    /// What comes back in the daily review.
    "review.deck" => review_deck(ReviewRequest) -> ReviewDeck;
    /// Keeps what was said to a highlight that came back.
    "review.answer" => review_answer(ReviewAnswer) -> Nothing;
    /// Writes or changes a note; none when empty Markdown removed it.
    "note.save" => note_save(NoteSave) -> Option<NoteView>;
    /// Deletes a note.
    "note.remove" => note_remove(ById) -> Nothing;
    /// Notes over all articles and pages, last changed first.
    "note.list" => note_list(NoteList) -> NotePage;
    /// Shows Markdown as sanitised HTML.
    "note.render" => note_render(MarkdownText) -> HtmlText;
    /// Finds articles, highlights and notes.
    "search" => search(SearchRequest) -> SearchAnswer;
    /// Where a query's words stand in one article.
    "search.matches" => search_matches(MatchesRequest) -> Matches;
    /// What an answer has in common, with counts.
    "search.facets" => search_facets(FacetsRequest) -> SearchFacets;
    /// How a query may go on where the caret stands.
    "search.complete" => search_complete(CompleteRequest) -> Vec<CompletionItem>;
    /// Why something was found.
    "search.why" => search_why(WhyRequest) -> Vec<MatchReason>;
    /// Everything the search field understands.
    "search.language" => search_language(Nothing) -> Vec<QueryOperator>;
    /// Articles like this one, the most alike first.
    "article.related" => article_related(ById) -> Vec<RelatedArticle>;
    /// The same passage in other articles, those saved first at the top.
    "passage.elsewhere" => passage_elsewhere(PassageRequest) -> Vec<PassageElsewhere>;
    /// Builds the search index anew, telling how far it is; searches go on meanwhile.
    "index.rebuild" => index_rebuild(TaskName) -> Nothing;
    /// Writes articles with their highlights and notes to a file or folder.
    "export" => export(ExportRequest) -> ExportReport;
    /// Brings files back in; every item is accounted for.
    "import" => import(ImportRequest) -> ImportReport;
    /// Stops long work.
    "task.cancel" => task_cancel(TaskName) -> Nothing;
    /// Undoes this window's last act.
    "undo" => undo(Nothing) -> UndoOutcome;
    /// Does the last undone act again.
    "redo" => redo(Nothing) -> UndoOutcome;
    /// A setting's JSON.
    "setting.get" => setting_get(SettingName) -> Setting;
    /// Keeps a setting.
    "setting.put" => setting_put(Setting) -> Nothing;
    /// Asks for files or a place with the platform's own dialog.
    "dialog" => dialog(DialogRequest) -> Paths;
    /// Puts text on the clipboard.
    "clipboard.write" => clipboard_write(PlainText) -> Nothing;
    /// Notes that link to what an address in the library leads to.
    "link.back" => link_back(Link) -> Vec<NoteView>;
    /// What an address in the library leads to.
    "link.resolve" => link_resolve(Link) -> LinkTarget;
    /// Opens a link outside.
    "link.open" => link_open(Link) -> Nothing;
}

fn invalid(name: &str, error: &serde_json::Error) -> WireError {
    WireError::invalid(sentence!(
        "no-input",
        "The command “{name}” was called with an input it does not understand.",
        name = name
    ))
    .with_detail(error)
}

fn internal(name: &str, error: &serde_json::Error) -> WireError {
    WireError::new(
        ErrorKind::Internal,
        sentence!("no-output", "The answer of “{name}” could not be written.", name = name),
    )
    .with_detail(error)
}
