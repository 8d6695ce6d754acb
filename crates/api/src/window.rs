//! What only a window asks: the library at a glance, settings, undo, dialogs, the clipboard, links.

use crate::{Api, Choose, wire::*};
use commonplace_core::address;

impl Api {
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
                    })
                    .collect(),
                undo: library.undo_label()?,
                redo: library.redo_label()?,
                platform: platform().into(),
                version: env!("CARGO_PKG_VERSION").into(),
            })
        })
        .await
    }

    pub(crate) async fn undo(&self, _: Nothing) -> Result<UndoOutcome, WireError> {
        let undone = self.disk(|library| Ok(library.undo()?)).await?;
        Ok(UndoOutcome { label: undone.map(|written| self.publish(written)) })
    }

    pub(crate) async fn redo(&self, _: Nothing) -> Result<UndoOutcome, WireError> {
        let redone = self.disk(|library| Ok(library.redo()?)).await?;
        Ok(UndoOutcome { label: redone.map(|written| self.publish(written)) })
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
            serde_json::from_str::<serde_json::Value>(value)
                .map_err(|e| WireError::invalid("A setting must be JSON.").with_detail(e))?;
        }
        self.disk(move |library| Ok(library.put_setting(&input.name, input.value.as_deref())?))
            .await?;
        Ok(Nothing {})
    }

    pub(crate) async fn dialog(&self, input: DialogRequest) -> Result<Paths, WireError> {
        let what = match input.purpose.as_str() {
            "open" | "import" => Choose::Files,
            "openFolder" => Choose::Folder,
            "exportFile" => Choose::NewFile,
            "exportFolder" => Choose::NewFolder,
            other => return Err(WireError::invalid(format!("There is no dialog for “{other}”."))),
        };
        let host = self.host.clone();
        self.disk(move |_| {
            let paths = host.choose(what, input.name.as_deref()).map_err(unsupported)?;
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
                "Only web and mail addresses can be opened from an article.",
            ));
        };
        let host = self.host.clone();
        self.disk(move |_| host.open_link(&address).map_err(unsupported)).await?;
        Ok(Nothing {})
    }
}

fn unsupported(sentence: String) -> WireError {
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
