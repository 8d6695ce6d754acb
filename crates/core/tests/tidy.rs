//! House rules as tests: what no compiler checks, but every reader of this repository may rely on.
//!
//! Each rule is a function from text to complaints. It is tried on a small offence first, so that a rule that has gone
//! blind fails too, and then on the repository.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// Migrations that were released, by file name, with the SHA-256 of their bytes. A released migration is never edited:
/// libraries out there have run it. Add the new ones here with each release.
const RELEASED_MIGRATIONS: &[(&str, &str)] = &[];

const MIGRATIONS: &str = "crates/library/src/store/migrations";
const LONGEST_FILE: usize = 600;

struct File {
    /// Relative to the repository, with forward slashes.
    path: String,
    text: String,
}

impl File {
    fn is(&self, extensions: &[&str]) -> bool {
        extensions.iter().any(|e| self.path.ends_with(&format!(".{e}")))
    }

    fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    fn is_test(&self) -> bool {
        self.path.contains("/tests/")
            || self.path.contains("/benches/")
            || self.path.ends_with("tests.rs")
            || self.path.contains(".test.")
    }

    /// Lines with their numbers, without those that are only a comment.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(i, line)| (i + 1, line)).filter(|(_, line)| {
            let line = line.trim_start();
            !["//", "/*", "*", "<!--", "#"].iter().any(|mark| line.starts_with(mark))
        })
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every text file that we wrote.
fn repository() -> Vec<File> {
    let mut files = Vec::new();
    walk(&root(), "", &mut files);
    assert!(files.len() > 50, "the repository was not found");
    files
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    const SKIPPED: &[&str] = &[
        "node_modules",
        "target",
        "dist",
        "out",
        "gen",
        ".git",
        "fixtures",
        "corpus",
        "test-results",
    ];
    const TEXT: &[&str] = &[
        "rs", "ts", "svelte", "js", "mjs", "css", "html", "sql", "md", "ftl", "toml", "json", "yml",
    ];
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type().unwrap().is_dir() {
            if !SKIPPED.contains(&name.as_str()) {
                walk(&entry.path(), &format!("{path}/"), files);
            }
        } else if TEXT.iter().any(|e| name.ends_with(&format!(".{e}")))
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            files.push(File { path, text });
        }
    }
}

/// Fails with every complaint on a line of its own.
fn expect_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Proves that the rule sees an offence, then holds the repository to it.
fn hold(rule: impl Fn(&File) -> Vec<String>, offence: (&str, &str)) {
    let file = File { path: offence.0.to_owned(), text: offence.1.to_owned() };
    assert!(!rule(&file).is_empty(), "the rule no longer sees {:?} in {}", offence.1, offence.0);
    expect_none(repository().iter().flat_map(rule).collect());
}

/// A complaint for each line of code that holds one of the words.
fn lines_with(file: &File, words: &[&str], why: &str) -> Vec<String> {
    file.code()
        .filter_map(|(number, line)| {
            let word = words.iter().find(|word| line.contains(**word))?;
            Some(format!("{}:{number}: `{word}`: {why}", file.path))
        })
        .collect()
}

#[test]
fn only_ipc_knows_tauri() {
    let rule = |file: &File| {
        if !file.is_in("ui/src/") || file.is_in("ui/src/ipc/") || !file.is(&["ts", "js", "svelte"])
        {
            return Vec::new();
        }
        lines_with(file, &["@tauri-apps/"], "only ui/src/ipc/ may import it")
    };
    hold(rule, ("ui/src/views/List.svelte", "import { invoke } from '@tauri-apps/api/core';"));
}

#[test]
fn markup_is_made_from_text_in_two_places_only() {
    let rule = |file: &File| {
        let allowed = file.is_in("ui/src/reader/")
            || file.path == "ui/src/parts/RenderedMarkdown.svelte"
            || file.is_test();
        if !file.is_in("ui/src/") || allowed || !file.is(&["ts", "js", "svelte"]) {
            return Vec::new();
        }
        let ways = ["innerHTML", "outerHTML", "{@html", "insertAdjacentHTML", "document.write"];
        lines_with(file, &ways, "only the reader and RenderedMarkdown may make markup of text")
    };
    hold(rule, ("ui/src/views/List.svelte", "<p>{@html title}</p>"));
}

#[test]
fn only_the_store_writes_sql() {
    let rule = |file: &File| {
        // The core could not run a statement; it only knows some when it sees them in an article.
        let ours = file.is_in("crates/") && !file.is_in("crates/core/") || file.is_in("src-tauri/");
        // A snapshot is looked through as a file of its own, before it counts.
        let allowed = file.is_in("crates/library/src/store/")
            || file.path == "crates/library/src/backup.rs"
            || file.is_test();
        if !ours || !file.is(&["rs"]) || allowed {
            return Vec::new();
        }
        let words =
            ["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE", "PRAGMA ", "\"UPDATE "];
        lines_with(file, &words, "SQL belongs in crates/library/src/store/")
    };
    hold(rule, ("crates/api/src/lib.rs", "let sql = \"SELECT id FROM article\";"));
}

#[test]
fn only_the_index_knows_tantivy() {
    let rule = |file: &File| {
        let ours = file.is_in("crates/") || file.is_in("src-tauri/");
        // The error type names what it wraps.
        let allowed = file.is_in("crates/library/src/index/")
            || file.path == "crates/library/src/error.rs"
            || file.is_test();
        if !ours || !file.is(&["rs"]) || allowed {
            return Vec::new();
        }
        lines_with(file, &["tantivy::"], "tantivy belongs in crates/library/src/index/")
    };
    hold(rule, ("crates/library/src/lib.rs", "use tantivy::Index;"));
}

#[test]
fn the_core_stays_pure() {
    let rule = |file: &File| {
        if !file.is_in("crates/core/src/") || file.is_test() {
            return Vec::new();
        }
        let ways = [
            "std::fs",
            "std::net",
            "std::process",
            "SystemTime",
            "Instant::now",
            "async fn",
            "now_v7",
        ];
        lines_with(file, &ways, "core has no files, network, clock, randomness or async")
    };
    hold(rule, ("crates/core/src/text.rs", "let bytes = std::fs::read(path);"));
}

#[test]
fn the_library_is_synchronous() {
    let rule = |file: &File| {
        if !file.is_in("crates/library/src/") {
            return Vec::new();
        }
        lines_with(
            file,
            &["async fn", ".await", "tokio::", "reqwest::"],
            "the library is synchronous and offline",
        )
    };
    hold(rule, ("crates/library/src/lib.rs", "pub async fn open() {}"));
}

#[test]
fn files_stay_short() {
    let rule = |file: &File| {
        let written = file.is(&["rs", "ts", "svelte", "js", "mjs", "css", "html", "sql"]);
        let lines = file.text.lines().count();
        if !written || file.path == "ui/src/ipc/wire.ts" || lines <= LONGEST_FILE {
            return Vec::new();
        }
        vec![format!("{}: {lines} lines, at most {LONGEST_FILE}", file.path)]
    };
    hold(rule, ("crates/core/src/long.rs", &"x\n".repeat(LONGEST_FILE + 1)));
}

#[test]
fn nothing_is_put_off() {
    // Written apart, so that this file does not accuse itself.
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    let rule = |file: &File| {
        let mut found = Vec::new();
        for (number, line) in file.text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{}: do it now or leave it out", file.path, number + 1));
            }
        }
        found
    };
    hold(rule, ("README.md", &format!("{}: write this", words[0])));
}

/// Paths in the tree (a block fenced with `tree`, two spaces a level, a name, two spaces, what it is).
fn tree_paths(document: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let mut folders: Vec<String> = Vec::new();
    let mut lines = document.lines();
    for line in lines.by_ref() {
        if line.trim() == "```tree" {
            break;
        }
    }
    for line in lines.take_while(|line| line.trim() != "```") {
        let name = line.split_whitespace().next().unwrap_or_default();
        if name.is_empty() {
            continue;
        }
        folders.truncate((line.len() - line.trim_start().len()) / 2);
        let path = format!("{}{name}", folders.concat());
        if name.ends_with('/') {
            folders.push(name.to_owned());
        }
        paths.push(path);
    }
    paths
}

/// Words between backticks, outside fenced blocks.
fn code_words(document: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut fenced = false;
    for line in document.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            words.extend(line.split('`').skip(1).step_by(2));
        }
    }
    words
}

/// Paths of this repository among the words between backticks: those that start with one of its folders.
fn named_paths(document: &str) -> Vec<&str> {
    let top =
        [".ci/", ".github/", "benches/", "crates/", "icons/", "scripts/", "src-tauri/", "ui/"];
    code_words(document)
        .into_iter()
        .filter(|word| top.iter().any(|folder| word.starts_with(folder)))
        .filter(|word| !word.contains(['*', ' ', '{', '<']) && !word.starts_with("ui/dist"))
        .collect()
}

#[test]
fn every_path_in_the_documents_exists() {
    let sample = "See `crates/core/src/lib.rs` and `a b`.\n```tree\ncrates/  all\n  core/  pure\nCargo.toml  it\n```\n";
    assert_eq!(tree_paths(sample), ["crates/", "crates/core/", "Cargo.toml"]);
    assert_eq!(named_paths(sample), ["crates/core/src/lib.rs"]);

    let mut missing = Vec::new();
    for document in ["ARCHITECTURE.md", "README.md"] {
        let text = read(document);
        let named = named_paths(&text).into_iter().map(str::to_owned);
        for path in tree_paths(&text).into_iter().chain(named) {
            if !root().join(&path).exists() {
                missing.push(format!("{document} names `{path}`, which does not exist"));
            }
        }
    }
    assert!(!tree_paths(&read("ARCHITECTURE.md")).is_empty(), "ARCHITECTURE.md has lost its tree");
    expect_none(missing);
}

/// The names in `[workspace.dependencies]` that are not our own.
fn crate_names(manifest: &str) -> Vec<&str> {
    manifest
        .lines()
        .skip_while(|line| *line != "[workspace.dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('=').map(|(name, _)| name.trim()))
        .filter(|name| !name.starts_with("commonplace") && !name.starts_with('#'))
        .collect()
}

#[test]
fn every_dependency_is_justified() {
    let manifest =
        "[workspace.dependencies]\ncommonplace-core = 1\nserde = 1\n\n[lints]\nall = 1\n";
    assert_eq!(crate_names(manifest), ["serde"]);

    let manifest = read("Cargo.toml");
    let package: serde_json::Value = serde_json::from_str(&read("package.json")).unwrap();
    let mut names: Vec<String> = crate_names(&manifest).into_iter().map(str::to_owned).collect();
    for table in ["dependencies", "devDependencies"] {
        names.extend(package[table].as_object().unwrap().keys().cloned());
    }
    let document = read("ARCHITECTURE.md");
    let justified: BTreeSet<&str> = code_words(&document).into_iter().collect();
    let missing = names.iter().filter(|name| !justified.contains(name.as_str()));
    expect_none(
        missing.map(|name| format!("ARCHITECTURE.md does not say what `{name}` is for")).collect(),
    );
}

/// Complaints about released migrations that are missing or have been changed.
fn changed_migrations(
    released: &[(&str, &str)],
    bytes_of: impl Fn(&str) -> Option<Vec<u8>>,
) -> Vec<String> {
    let hash =
        |bytes: &[u8]| Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect::<String>();
    released
        .iter()
        .filter_map(|(name, known)| match bytes_of(name) {
            None => Some(format!("{name}: released, but gone")),
            Some(bytes) if hash(&bytes) != *known => Some(format!("{name}: released, but changed")),
            Some(_) => None,
        })
        .collect()
}

#[test]
fn released_migrations_never_change() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert!(changed_migrations(&[("1.sql", empty)], |_| Some(Vec::new())).is_empty());
    assert_eq!(changed_migrations(&[("1.sql", empty)], |_| Some(b"x".to_vec())).len(), 1);
    assert_eq!(changed_migrations(&[("1.sql", empty)], |_| None).len(), 1);

    let folder = root().join(MIGRATIONS);
    expect_none(changed_migrations(RELEASED_MIGRATIONS, |name| fs::read(folder.join(name)).ok()));
}

/// Ids of the messages of a Fluent catalogue, without its private terms.
fn message_ids(catalogue: &str) -> BTreeSet<&str> {
    catalogue
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(id, _)| id.trim()))
        .collect()
}

/// What stands between quotation marks of one kind right after each `t(`; a template's holes become `*`.
fn asked_messages(source: &str) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for (at, _) in source.match_indices("t(") {
        let before = source[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.') {
            continue;
        }
        let rest = source[at + 2..].trim_start();
        let Some(quote) = rest.chars().next().filter(|c| ['\'', '"', '`'].contains(c)) else {
            continue;
        };
        let Some(end) = rest[1..].find(quote) else { continue };
        let mut id = String::new();
        let mut literal = &rest[1..=end];
        while let Some((head, tail)) = literal.split_once("${") {
            id.push_str(head);
            id.push('*');
            literal = tail.split_once('}').map_or("", |(_, tail)| tail);
        }
        asked.insert(id + literal);
    }
    asked
}

/// Whether an asked message with `*` for its holes can be `id`.
fn can_be(asked: &str, id: &str) -> bool {
    let Some((head, tail)) = asked.split_once('*') else { return asked == id };
    let tail = tail.rsplit('*').next().unwrap_or_default();
    id.len() > head.len() + tail.len() && id.starts_with(head) && id.ends_with(tail)
}

#[test]
fn every_message_is_written_and_used() {
    assert_eq!(
        message_ids("# note\nsave = Save\n  .title = x\n-term = y\n"),
        BTreeSet::from(["save"])
    );
    let asked = asked_messages("t('save') t(`view-${view}`, { n }) fit('x') x.t(\"y\")");
    assert_eq!(asked, BTreeSet::from(["save".to_owned(), "view-*".to_owned()]));
    assert!(
        can_be("view-*", "view-inbox") && !can_be("view-*", "view-") && !can_be("save", "saved")
    );

    let catalogue = read("ui/src/i18n/en.ftl");
    let written = message_ids(&catalogue);
    let sources: String = repository()
        .into_iter()
        .filter(|file| file.is_in("ui/src/") && file.is(&["ts", "svelte"]) && !file.is_test())
        .flat_map(|file| file.code().map(|(_, line)| format!("{line}\n")).collect::<Vec<_>>())
        .collect();
    let asked = asked_messages(&sources);

    let mut complaints = Vec::new();
    for id in &asked {
        if !written.iter().any(|written| can_be(id, written)) {
            complaints
                .push(format!("ui/src asks for the message `{id}`, which en.ftl does not have"));
        }
    }
    for id in &written {
        let named = ['\'', '"', '`'].iter().any(|q| sources.contains(&format!("{q}{id}{q}")));
        if !named && !asked.iter().any(|asked| can_be(asked, id)) {
            complaints
                .push(format!("en.ftl has the message `{id}`, which nothing in ui/src asks for"));
        }
    }
    expect_none(complaints);
}
