//! A library in a folder of its own, and the real program at work on it.

#![allow(dead_code, reason = "each test binary uses a part")]

pub(crate) mod files;

use serde_json::Value;
use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

pub(crate) struct Library {
    folder: tempfile::TempDir,
}

impl Library {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file beside the library, in folders that are made for it.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    pub(crate) fn blob(&self, hash: &str) -> PathBuf {
        self.path("library/blobs").join(&hash[..2]).join(hash)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_commonplace"));
        command.arg("--library").arg(self.path("library")).arg("--json").args(arguments);
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The JSON lines of a command, whether it could do everything or not.
    pub(crate) fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        lines(&self.run(arguments))
    }

    /// The JSON lines of a command that must do everything.
    pub(crate) fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        lines(&output)
    }

    /// The one JSON line of a command that must do everything.
    pub(crate) fn one(&self, arguments: &[&str]) -> Value {
        let mut values = self.json(arguments);
        assert_eq!(values.len(), 1, "{arguments:?}: {values:?}");
        values.remove(0)
    }

    /// Writes a file, saves it as a new article, and gives the article's id.
    pub(crate) fn save(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let article = self.saved(&self.file(name, content));
        article["id"].as_str().unwrap().to_owned()
    }

    /// Saves one source as a new article, and gives all of it.
    pub(crate) fn saved(&self, source: &str) -> Value {
        let outcome = self.one(&["save", source]);
        assert_eq!(outcome["status"], "created", "{outcome}");
        self.one(&["show", outcome["id"].as_str().unwrap()])
    }
}

pub(crate) fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
