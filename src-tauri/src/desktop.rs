//! The platform's dialogs, clipboard and browser.

use commonplace_api::{Choose, Clipboard, Host, wire::Asked};
use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, OnceLock, PoisonError},
};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FilePath};

/// What an article can be made from, as the dialog's filter.
const READABLE: &[&str] = &[
    "html",
    "htm",
    "xhtml",
    "mht",
    "mhtml",
    "webarchive",
    "zip",
    "md",
    "markdown",
    "txt",
    "pdf",
    "epub",
    "jsonl",
];

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
    ) -> Result<T, String> {
        let mut held = self.clipboard.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match held.take() {
            Some(clipboard) => clipboard,
            None => arboard::Clipboard::new().map_err(|e| e.to_string())?,
        };
        act(held.insert(clipboard)).map_err(|e| e.to_string())
    }
}

impl Host for Desktop {
    fn choose(&self, what: Choose, name: Option<&str>) -> Result<Vec<PathBuf>, String> {
        let app = self.app.get().ok_or("The window is not there yet.")?;
        let mut dialog = app.dialog().file();
        if let Some(name) = name {
            dialog = dialog.set_file_name(name);
        }
        let chosen: Vec<FilePath> = match what {
            Choose::Files => dialog
                .add_filter("Articles", READABLE)
                .add_filter("All files", &["*"])
                .blocking_pick_files()
                .unwrap_or_default(),
            Choose::Folder | Choose::NewFolder => {
                dialog.blocking_pick_folder().into_iter().collect()
            }
            Choose::NewFile => dialog.blocking_save_file().into_iter().collect(),
        };
        chosen.into_iter().map(|path| path.into_path().map_err(|e| e.to_string())).collect()
    }

    fn read_clipboard(&self) -> Result<Clipboard, String> {
        // Either flavour may be missing, which is no failure; only both missing is for the caller to judge.
        let html = self.clipboard(|clipboard| clipboard.get().html());
        let text = self.clipboard(|clipboard| clipboard.get().text());
        match (html, text) {
            (Err(error), Err(_)) if error.contains("Unknown") => Err(error),
            (html, text) => Ok(Clipboard { html: html.ok(), text: text.ok() }),
        }
    }

    fn write_clipboard(&self, text: &str) -> Result<(), String> {
        self.clipboard(|clipboard| clipboard.set_text(text.to_owned()))
    }

    fn open_link(&self, address: &str) -> Result<(), String> {
        open::that_detached(address)
            .map_err(|error| format!("No program on this computer opened {address} ({error})."))
    }

    fn show_folder(&self, dir: &Path) -> Result<(), String> {
        open::that_detached(dir)
            .map_err(|error| format!("No program on this computer shows folders ({error})."))
    }

    fn start_again(&self, dir: &Path) -> Result<(), String> {
        let app = self.app.get().ok_or("The window is not there yet.")?;
        let program = tauri::process::current_binary(&app.env()).map_err(|e| e.to_string())?;
        Command::new(program)
            .arg("--library")
            .arg(dir)
            .spawn()
            .map_err(|error| format!("Commonplace could not be started again ({error})."))?;
        // The answer to the window is of no more use to it.
        app.exit(0);
        Ok(())
    }

    fn asked(&self) -> Asked {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
