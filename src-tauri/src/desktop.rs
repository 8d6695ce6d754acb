//! The platform's dialogs, clipboard and browser.

use crate::menu;
use commonplace_api::{
    Choose, Clipboard, Dialog, Host, Sentence, sentence,
    wire::{Asked, MenuBar},
};
use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, OnceLock, PoisonError},
};
use tauri::{AppHandle, Manager, UserAttentionType};
use tauri_plugin_dialog::{DialogExt, FilePath};

/// What an article can be made from, as the dialog's filter.
const READABLE: &[&str] = &[
    "html",
    "htm",
    "xhtml",
    "mht",
    "mhtml",
    "webarchive",
    "eml",
    "zip",
    "md",
    "markdown",
    "txt",
    "pdf",
    "epub",
    "jsonl",
];

/// What articles, highlights and notes can be brought in from.
const EXPORTS: &[&str] = &["jsonl", "ndjson", "json", "jsonld", "md", "markdown"];

/// The desktop that the window stands on.
#[derive(Default)]
pub(crate) struct Desktop {
    app: OnceLock<AppHandle>,
    /// On X11 what was copied is served by the program that copied it, for as long as it holds this.
    clipboard: Mutex<Option<arboard::Clipboard>>,
    /// What the page has not taken yet.
    asked: Mutex<Asked>,
}

impl Desktop {
    /// Gives the running program; there are no dialogs before.
    pub(crate) fn attach(&self, app: AppHandle) {
        menu::tell(&app);
        let _ = self.app.set(app);
    }

    /// Keeps what a start brought until the page takes it.
    pub(crate) fn ask(&self, more: Asked) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.addresses.extend(more.addresses);
        asked.paths.extend(more.paths);
    }

    fn clipboard<T>(
        &self,
        act: impl FnOnce(&mut arboard::Clipboard) -> Result<T, arboard::Error>,
    ) -> Result<T, arboard::Error> {
        let mut held = self.clipboard.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match held.take() {
            Some(clipboard) => clipboard,
            None => arboard::Clipboard::new()?,
        };
        act(held.insert(clipboard))
    }
}

fn not_yet() -> Sentence {
    sentence!("window-not-yet", "The window is not there yet.")
}

fn no_clipboard(error: &arboard::Error) -> Sentence {
    sentence!("no-clipboard", "The clipboard does not answer ({error}).", error = error)
}

impl Host for Desktop {
    fn choose(&self, asked: Dialog) -> Result<Vec<PathBuf>, Sentence> {
        let app = self.app.get().ok_or_else(not_yet)?;
        let Dialog { what, title, files, all, name } = asked;
        let mut dialog = app.dialog().file().set_title(title);
        if let Some(name) = name {
            dialog = dialog.set_file_name(name);
        }
        let chosen: Vec<FilePath> = match what {
            Choose::Files | Choose::Exports => dialog
                .add_filter(files, if what == Choose::Files { READABLE } else { EXPORTS })
                .add_filter(all, &["*"])
                .blocking_pick_files()
                .unwrap_or_default(),
            Choose::Folder | Choose::NewFolder => {
                dialog.blocking_pick_folder().into_iter().collect()
            }
            Choose::NewFile => dialog.blocking_save_file().into_iter().collect(),
        };
        chosen
            .into_iter()
            .map(|path| {
                path.into_path().map_err(|error| {
                    sentence!(
                        "no-path",
                        "What was chosen is no file of this computer ({error}).",
                        error = error
                    )
                })
            })
            .collect()
    }

    fn read_clipboard(&self) -> Result<Clipboard, Sentence> {
        // Either flavour may be missing, which is no failure; only both missing is for the caller to judge.
        let html = self.clipboard(|clipboard| clipboard.get().html());
        let text = self.clipboard(|clipboard| clipboard.get().text());
        match (html, text) {
            (Err(error @ arboard::Error::Unknown { .. }), Err(_)) => Err(no_clipboard(&error)),
            (html, text) => Ok(Clipboard { html: html.ok(), text: text.ok() }),
        }
    }

    fn write_clipboard(&self, text: &str) -> Result<(), Sentence> {
        self.clipboard(|clipboard| clipboard.set_text(text.to_owned()))
            .map_err(|error| no_clipboard(&error))
    }

    fn open_link(&self, address: &str) -> Result<(), Sentence> {
        open::that_detached(address).map_err(|error| {
            sentence!(
                "no-opener",
                "No program on this computer opened {address} ({error}).",
                address = address,
                error = error
            )
        })
    }

    fn show_folder(&self, dir: &Path) -> Result<(), Sentence> {
        open::that_detached(dir).map_err(|error| {
            sentence!(
                "no-file-manager",
                "No program on this computer shows folders ({error}).",
                error = error
            )
        })
    }

    fn start_again(&self, dir: &Path) -> Result<(), Sentence> {
        let app = self.app.get().ok_or_else(not_yet)?;
        let program = tauri::process::current_binary(&app.env()).map_err(|error| {
            sentence!(
                "no-new-start",
                "Commonplace could not be started again ({error}).",
                error = error
            )
        })?;
        Command::new(program).arg("--library").arg(dir).spawn().map_err(|error| {
            sentence!(
                "no-new-start",
                "Commonplace could not be started again ({error}).",
                error = error
            )
        })?;
        // The answer to the window is of no more use to it.
        app.exit(0);
        Ok(())
    }

    fn menu(&self, bar: MenuBar) -> Result<(), Sentence> {
        let app = self.app.get().ok_or_else(not_yet)?;
        let shown = app.clone();
        // Menus belong to the toolkit's thread.
        app.run_on_main_thread(move || {
            if let Err(error) = menu::show(&shown, &bar) {
                eprintln!("the menu bar stays as it was: {error}");
            }
        })
        .map_err(|_| not_yet())
    }

    fn notice(&self) {
        let Some(window) = self.app.get().and_then(|app| app.get_webview_window("main")) else {
            return;
        };
        if let Err(error) = window.request_user_attention(Some(UserAttentionType::Informational)) {
            eprintln!("the desktop was not told of finished work: {error}");
        }
    }

    fn asked(&self) -> Asked {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
