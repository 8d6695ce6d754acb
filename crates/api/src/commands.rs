//! The table of commands: every one on a documented line, the only list there is. The dispatcher and the TypeScript
//! type of every call are made from it, so a command cannot exist on one side only.

use crate::{Api, wire::*};

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
                _ => Err(WireError {
                    kind: ErrorKind::InvalidInput,
                    message: format!("There is no command named “{name}”."),
                    detail: None,
                }),
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
    /// Rows of a view, sorted.
    "article.list" => article_list(ArticleList) -> ArticlePage;
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
    /// The versions of an article, newest first.
    "capture.list" => capture_list(ById) -> Vec<CaptureRow>;
    /// A version to read, with the highlights as they land in it.
    "capture.open" => capture_open(ById) -> CaptureView;
    /// Makes a newer version of an article; one that looks wrong is kept, and made current only with `force`.
    "capture.add" => capture_add(CaptureAdd) -> CaptureOutcome;
    /// Makes a version the one that is read.
    "capture.use" => capture_use(CaptureUse) -> CaptureOutcome;
    /// What changed between two versions, line by line and word by word, and what became of the highlights.
    "capture.diff" => capture_diff(CapturePair) -> CaptureDiff;
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
    /// Deletes a highlight with its note.
    "highlight.remove" => highlight_remove(ById) -> Nothing;
    /// Highlights over all articles, newest first.
    "highlight.list" => highlight_list(HighlightList) -> HighlightPage;
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
    "search.facets" => search_facets(QueryText) -> SearchFacets;
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
    /// Opens a link outside.
    "link.open" => link_open(Link) -> Nothing;
}

fn invalid(name: &str, error: &serde_json::Error) -> WireError {
    WireError {
        kind: ErrorKind::InvalidInput,
        message: format!("The command “{name}” was called with an input it does not understand."),
        detail: Some(error.to_string()),
    }
}

fn internal(name: &str, error: &serde_json::Error) -> WireError {
    WireError {
        kind: ErrorKind::Internal,
        message: format!("The answer of “{name}” could not be written."),
        detail: Some(error.to_string()),
    }
}
