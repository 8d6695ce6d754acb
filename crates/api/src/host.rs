//! What only the program around the api can do: dialogs, the clipboard, opening a link.

use crate::wire::{Asked, MenuBar};
use commonplace_core::{sentence, sentence::Sentence};
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
    /// Files that hold articles, highlights and notes, to bring in.
    Exports,
    /// A folder of articles to add.
    Folder,
    /// A file to write.
    NewFile,
    /// A folder to write into.
    NewFolder,
}

/// A dialog of the platform's, in the words of the window's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialog {
    /// What it asks for.
    pub what: Choose,
    /// Its title.
    pub title: String,
    /// What the files are called that it is for.
    pub files: String,
    /// What all files together are called.
    pub all: String,
    /// The suggested file name.
    pub name: Option<String>,
}

/// The program around the api. Every method may block; the api calls it on a thread that may.
pub trait Host: Send + Sync + 'static {
    /// Asks with the platform's dialog; empty when it was closed.
    ///
    /// # Errors
    /// A sentence, where there is no dialog to show.
    fn choose(&self, dialog: Dialog) -> Result<Vec<PathBuf>, Sentence>;

    /// Reads the clipboard.
    ///
    /// # Errors
    /// A sentence, where there is no clipboard.
    fn read_clipboard(&self) -> Result<Clipboard, Sentence>;

    /// Puts plain text on the clipboard.
    ///
    /// # Errors
    /// A sentence, where there is no clipboard.
    fn write_clipboard(&self, text: &str) -> Result<(), Sentence>;

    /// Opens an address, already checked to be http, https or mailto, in the program that the person uses for it.
    ///
    /// # Errors
    /// A sentence, where nothing can open it.
    fn open_link(&self, address: &str) -> Result<(), Sentence>;

    /// Shows a folder in the system's file manager.
    ///
    /// # Errors
    /// A sentence, where nothing can show it.
    fn show_folder(&self, dir: &Path) -> Result<(), Sentence>;

    /// Starts the program again with the library in this folder.
    ///
    /// # Errors
    /// A sentence, where it cannot be started.
    fn start_again(&self, dir: &Path) -> Result<(), Sentence>;

    /// Shows a menu bar, where the platform has one outside of the window. It does not block.
    ///
    /// # Errors
    /// A sentence, where the window cannot be asked for it.
    fn menu(&self, _bar: MenuBar) -> Result<(), Sentence> {
        Ok(())
    }

    /// Lets the desktop say, in its own way, that the window has something to show. It does not block.
    fn notice(&self) {}

    /// What the program was started with since this was asked last. It does not block.
    fn asked(&self) -> Asked {
        Asked::default()
    }
}

/// No window: every request is refused with a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoWindow;

fn no_window() -> Sentence {
    sentence!("no-window", "This needs the window of Commonplace.")
}

impl Host for NoWindow {
    fn choose(&self, _: Dialog) -> Result<Vec<PathBuf>, Sentence> {
        Err(no_window())
    }

    fn read_clipboard(&self) -> Result<Clipboard, Sentence> {
        Err(no_window())
    }

    fn write_clipboard(&self, _: &str) -> Result<(), Sentence> {
        Err(no_window())
    }

    fn open_link(&self, _: &str) -> Result<(), Sentence> {
        Err(no_window())
    }

    fn show_folder(&self, _: &Path) -> Result<(), Sentence> {
        Err(no_window())
    }

    fn start_again(&self, _: &Path) -> Result<(), Sentence> {
        Err(no_window())
    }
}
