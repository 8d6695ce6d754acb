//! What only the program around the api can do: dialogs, the clipboard, opening a link.

use crate::wire::Asked;
use std::path::{Path, PathBuf};

/// What is on the clipboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clipboard {
    /// Its rich flavour.
    pub html: Option<String>,
    /// Its plain flavour.
    pub text: Option<String>,
}

/// What a dialog asks a person for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// Articles to add.
    Files,
    /// A folder of articles to add.
    Folder,
    /// A file to write.
    NewFile,
    /// A folder to write into.
    NewFolder,
}

/// The program around the api. Every method may block; the api calls it on a thread that may.
pub trait Host: Send + Sync + 'static {
    /// Asks with the platform's dialog; empty when it was closed. `name` is the suggested file name.
    ///
    /// # Errors
    /// A sentence, where there is no dialog to show.
    fn choose(&self, what: Choose, name: Option<&str>) -> Result<Vec<PathBuf>, String>;

    /// Reads the clipboard.
    ///
    /// # Errors
    /// A sentence, where there is no clipboard.
    fn read_clipboard(&self) -> Result<Clipboard, String>;

    /// Puts plain text on the clipboard.
    ///
    /// # Errors
    /// A sentence, where there is no clipboard.
    fn write_clipboard(&self, text: &str) -> Result<(), String>;

    /// Opens an address, already checked to be http, https or mailto, in the program that the person uses for it.
    ///
    /// # Errors
    /// A sentence, where nothing can open it.
    fn open_link(&self, address: &str) -> Result<(), String>;

    /// Shows a folder in the system's file manager.
    ///
    /// # Errors
    /// A sentence, where nothing can show it.
    fn show_folder(&self, dir: &Path) -> Result<(), String>;

    /// Starts the program again with the library in this folder.
    ///
    /// # Errors
    /// A sentence, where it cannot be started.
    fn start_again(&self, dir: &Path) -> Result<(), String>;

    /// What the program was started with since this was asked last. It does not block.
    fn asked(&self) -> Asked {
        Asked::default()
    }
}

/// No window: every request is refused with a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoWindow;

const NO_WINDOW: &str = "This needs the window of Commonplace.";

impl Host for NoWindow {
    fn choose(&self, _: Choose, _: Option<&str>) -> Result<Vec<PathBuf>, String> {
        Err(NO_WINDOW.into())
    }

    fn read_clipboard(&self) -> Result<Clipboard, String> {
        Err(NO_WINDOW.into())
    }

    fn write_clipboard(&self, _: &str) -> Result<(), String> {
        Err(NO_WINDOW.into())
    }

    fn open_link(&self, _: &str) -> Result<(), String> {
        Err(NO_WINDOW.into())
    }

    fn show_folder(&self, _: &Path) -> Result<(), String> {
        Err(NO_WINDOW.into())
    }

    fn start_again(&self, _: &Path) -> Result<(), String> {
        Err(NO_WINDOW.into())
    }
}
