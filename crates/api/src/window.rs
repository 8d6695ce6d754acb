//! What only a window asks: the library at a glance, settings, undo, dialogs, the clipboard, links.

use crate::{Api, Choose, Dialog, convert, organise, wire::*};
use commonplace_core::address;
use commonplace_core::{sentence, sentence::Sentence};

/// Rows that the window's list reads at once.
const FIRST_ROWS: u32 = 40;
/// Articles begun that are told of: more than are offered, so that what is offered is not pushed out by what is opened.
const BEGUN: u32 = 12;

impl Api {
    /// The answer of `window.start` as JSON, for a shell that hands it to the page before the page can ask.
    ///
    /// # Errors
    /// `disk`.
    pub async fn start(&self) -> Result<String, WireError> {
        let start = self.window_start(Nothing {}).await?;
        serde_json::to_string(&start).map_err(WireError::internal)
    }

    pub(crate) async fn window_start(&self, _: Nothing) -> Result<Start, WireError> {
        let mut settings = Vec::new();
        for name in ["reader", "window", "saving", "language", "keys", "colors"] {
            settings.push(self.setting_get(SettingName { name: name.into() }).await?);
        }
        let window = settings.iter().find(|setting| setting.name == "window");
        let arranged = window.and_then(|window| window.value.as_deref());
        let list = match self.article_list(last_list(arranged)).await {
            // The setting is the page's own and may be from another version of it.
            Err(error) if error.kind == ErrorKind::InvalidInput => {
                self.article_list(last_list(None)).await?
            }
            list => list?,
        };
        Ok(Start { settings, info: self.library_info(Nothing {}).await?, list })
    }

    pub(crate) async fn window_asked(&self, _: Nothing) -> Result<Asked, WireError> {
        Ok(self.host.asked())
    }

    pub(crate) async fn window_notice(&self, _: Nothing) -> Result<Nothing, WireError> {
        self.host.notice();
        Ok(Nothing {})
    }

    pub(crate) async fn window_menu(&self, input: MenuBar) -> Result<Nothing, WireError> {
        self.host.menu(input).map_err(unsupported)?;
        Ok(Nothing {})
    }

    pub(crate) async fn library_info(&self, _: Nothing) -> Result<LibraryInfo, WireError> {
        self.disk(|library| {
            let counts = library.counts()?;
            let tags = library.tags()?;
            Ok(LibraryInfo {
                path: library.dir().display().to_string(),
                revision: library.revision()?.0,
                articles: counts.articles,
                inbox: counts.inbox,
                reading: counts.reading,
                finished: counts.finished,
                archived: counts.archived,
                favourites: counts.favourites,
                trash: counts.trash,
                highlights: counts.highlights,
                notes: counts.notes,
                tags: tags
                    .into_iter()
                    .map(|tag| TagCount {
                        name: tag.name,
                        articles: tag.articles,
                        highlights: tag.highlights,
                        color: tag.color.map(|color| color.as_str().into()),
                    })
                    .collect(),
                collections: library.collections()?.iter().map(organise::collection).collect(),
                saved_searches: library
                    .saved_searches()?
                    .into_iter()
                    .map(|search| SavedSearchView {
                        id: search.id.to_string(),
                        name: search.name,
                        query: search.query,
                    })
                    .collect(),
                begun: library.begun(BEGUN)?.iter().map(convert::row).collect(),
                undo: library.next_undo()?.map(|op| op.as_str().into()),
                redo: library.next_redo()?.map(|op| op.as_str().into()),
                platform: platform().into(),
                version: env!("CARGO_PKG_VERSION").into(),
            })
        })
        .await
    }

    pub(crate) async fn undo(&self, _: Nothing) -> Result<UndoOutcome, WireError> {
        let undone = self.disk(|library| Ok(library.undo()?)).await?;
        Ok(UndoOutcome { op: undone.map(|written| self.publish(written).as_str().into()) })
    }

    pub(crate) async fn redo(&self, _: Nothing) -> Result<UndoOutcome, WireError> {
        let redone = self.disk(|library| Ok(library.redo()?)).await?;
        Ok(UndoOutcome { op: redone.map(|written| self.publish(written).as_str().into()) })
    }

    pub(crate) async fn task_cancel(&self, input: TaskName) -> Result<Nothing, WireError> {
        self.stop(&input.task);
        Ok(Nothing {})
    }

    pub(crate) async fn setting_get(&self, input: SettingName) -> Result<Setting, WireError> {
        self.disk(move |library| {
            let value = library.setting(&input.name)?;
            Ok(Setting { name: input.name, value })
        })
        .await
    }

    pub(crate) async fn setting_put(&self, input: Setting) -> Result<Nothing, WireError> {
        if let Some(value) = &input.value {
            serde_json::from_str::<serde_json::Value>(value).map_err(|e| {
                WireError::invalid(sentence!("setting-no-json", "A setting must be JSON."))
                    .with_detail(e)
            })?;
        }
        self.disk(move |library| Ok(library.put_setting(&input.name, input.value.as_deref())?))
            .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn dialog(&self, input: DialogRequest) -> Result<Paths, WireError> {
        let what = match input.purpose.as_str() {
            "open" => Choose::Files,
            "import" => Choose::Exports,
            "openFolder" => Choose::Folder,
            "exportFile" => Choose::NewFile,
            "exportFolder" => Choose::NewFolder,
            other => {
                return Err(WireError::invalid(sentence!(
                    "no-dialog",
                    "There is no dialog for “{purpose}”.",
                    purpose = other
                )));
            }
        };
        let dialog = Dialog {
            what,
            title: input.title,
            files: input.files.unwrap_or_default(),
            all: input.all.unwrap_or_default(),
            name: input.name,
        };
        let host = self.host.clone();
        self.disk(move |_| {
            let paths = host.choose(dialog).map_err(unsupported)?;
            Ok(Paths { paths: paths.iter().map(|path| path.display().to_string()).collect() })
        })
        .await
    }

    pub(crate) async fn clipboard_write(&self, input: PlainText) -> Result<Nothing, WireError> {
        let host = self.host.clone();
        self.disk(move |_| host.write_clipboard(&input.text).map_err(unsupported)).await?;
        Ok(Nothing {})
    }

    pub(crate) async fn link_open(&self, input: Link) -> Result<Nothing, WireError> {
        let Some(address) = address::outside(&input.url) else {
            return Err(WireError::new(
                ErrorKind::Refused,
                sentence!(
                    "link-kind",
                    "Only web and mail addresses can be opened from an article."
                ),
            ));
        };
        let host = self.host.clone();
        self.disk(move |_| host.open_link(&address).map_err(unsupported)).await?;
        Ok(Nothing {})
    }
}

/// The list that the setting `window` names with its `view`, `tag`, `collection`, `narrow`, `sort` and `reverse`; else
/// the inbox.
fn last_list(window: Option<&str>) -> ArticleList {
    #[derive(Default, serde::Deserialize)]
    #[serde(default)]
    struct Arranged {
        view: Option<String>,
        tag: Option<String>,
        collection: Option<String>,
        narrow: Option<Vec<String>>,
        sort: Option<String>,
        reverse: Option<bool>,
    }
    let arranged: Arranged =
        window.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
    ArticleList {
        view: arranged.view.unwrap_or_else(|| "inbox".into()),
        tag: arranged.tag,
        collection: arranged.collection,
        narrow: arranged.narrow,
        sort: arranged.sort,
        reverse: arranged.reverse,
        offset: 0,
        limit: FIRST_ROWS,
    }
}

fn unsupported(sentence: Sentence) -> WireError {
    WireError::new(ErrorKind::Unsupported, sentence)
}

const fn platform() -> &'static str {
    if cfg!(target_os = "macos") {
        "mac"
    } else if cfg!(windows) {
        "windows"
    } else {
        "linux"
    }
}
