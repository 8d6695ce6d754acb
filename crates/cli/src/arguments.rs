//! What can be typed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Save web articles, highlight them, find them again, take them away.
#[derive(Parser)]
#[command(name = "commonplace", version, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The library's folder; without it, the platform's data folder
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) library: Option<PathBuf>,
    /// Print JSON: one value, or one object a line
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Tell no progress
    #[arg(long, global = true)]
    pub(crate) quiet: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Save addresses, files, folders, zip files, or standard input (-)
    Save(Save),
    /// List articles, all or those that a query finds
    List {
        /// What to look for
        query: Option<String>,
    },
    /// Show an article with its highlights and notes
    Show {
        /// Article id
        id: String,
        /// Only this
        #[arg(long, value_enum)]
        format: Option<Body>,
    },
    /// Add, list, edit and remove highlights
    #[command(subcommand)]
    Highlight(Highlight),
    /// Add, list, edit and remove notes
    #[command(subcommand)]
    Note(Note),
    /// Add tags (+tag) to an article and take them away (-tag)
    Tag {
        /// Article id
        id: String,
        /// +tag or -tag; a bare word is added
        #[arg(required = true, allow_hyphen_values = true)]
        changes: Vec<String>,
    },
    /// Put an article into a collection, such as "Thesis/Chapter 2"
    Move {
        /// Article id
        id: String,
        /// The collection's path
        collection: String,
    },
    /// Say where an article is in your reading: inbox, reading, finished or archived
    State {
        /// Article id
        id: String,
        /// The state
        state: String,
    },
    /// Put articles into the Trash
    Trash {
        /// Article ids
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// Take articles out of the Trash
    Restore {
        /// Article ids
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// Find articles, highlights and notes; with - one query a line on standard input, one answer a line
    Search(Search),
    /// Write articles with their highlights and notes to a file or folder
    Export(Export),
    /// Bring files in; every item is accounted for
    Import(Import),
    /// Write a snapshot of the library's database to a new file
    Backup {
        /// The file to write
        file: PathBuf,
    },
    /// Look for damage
    Verify,
    /// Remove the originals and images that nothing refers to any more: no version of an article, and no backup in the
    /// library's folder
    Sweep {
        /// Days since they were last needed; what was just saved may not be referred to yet
        #[arg(long, default_value_t = 30)]
        days: u32,
        /// Only count them
        #[arg(long)]
        dry_run: bool,
    },
    /// Build the search index anew
    Reindex,
    /// The library in numbers
    Stats,
    /// Save a newer version of an article; its highlights follow
    Capture {
        /// Article id
        id: String,
        /// Address, file or -
        source: String,
        /// What the bytes are
        #[arg(long = "type", value_enum, default_value_t = Kind::Auto)]
        kind: Kind,
        /// The address that a file or standard input came from
        #[arg(long)]
        url: Option<String>,
        /// Read it from now on even if it looks like an error page or a login wall, or has lost most of the text
        #[arg(long)]
        force: bool,
    },
    /// Read the sources of articles again that older rules made; or one article's in another way
    Reread {
        /// Article id; without it, all articles that older rules made
        id: Option<String>,
        /// How to read it
        #[arg(long = "as", value_enum, requires = "id", default_value_t = Reading::Best)]
        reading: Reading,
        /// Also articles that the present rules made
        #[arg(long, conflicts_with = "id")]
        all: bool,
    },
    /// List articles that look like copies of each other
    Copies,
    /// Make two articles one: versions, highlights, notes and tags of the second go to the first
    Merge {
        /// Id of the article that stays
        into: String,
        /// Id of the article that becomes a part of it
        other: String,
    },
    /// What is always kept, or always left out, of a site's pages
    #[command(subcommand)]
    Rule(Rule),
    /// Put a snapshot in the place of the library's database, which is kept as a snapshot of its own
    RestoreBackup {
        /// The snapshot
        file: PathBuf,
    },
}

#[derive(Args)]
pub(crate) struct Save {
    /// Address, file, folder or -
    #[arg(required = true)]
    pub(crate) sources: Vec<String>,
    /// What the bytes are
    #[arg(long = "type", value_enum, default_value_t = Kind::Auto)]
    pub(crate) kind: Kind,
    /// The address that a file or standard input came from
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// A title that outranks the one found
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// A tag; may be given several times
    #[arg(long = "tag")]
    pub(crate) tags: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    Auto,
    Html,
    Markdown,
    Text,
}

impl Kind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum Rule {
    /// Add a rule, or change the one for the same blocks
    Add {
        /// The site: a host or an address
        site: String,
        /// What the blocks are known by, such as "aside.note"; `show` tells it beside each block that was left out
        mark: String,
        /// Leave such blocks out, instead of keeping them
        #[arg(long)]
        drop: bool,
    },
    /// Leave out the blocks that hold a passage of an article, there and on all pages of its site
    LeaveOut {
        /// Article id
        id: String,
        /// Words of the passage
        #[arg(long)]
        quote: String,
        /// What stands before them, where they stand in the article more than once
        #[arg(long, default_value = "")]
        prefix: String,
        /// What stands after them
        #[arg(long, default_value = "")]
        suffix: String,
    },
    /// List the rules
    List,
    /// Remove a rule
    Remove {
        /// Rule id
        id: String,
    },
}

/// Ways to read a source.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Reading {
    /// What is most likely the article
    Best,
    /// What other rules take for the article
    Other,
    /// All text
    WholePage,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Body {
    Text,
    Markdown,
    Html,
}

#[derive(Subcommand)]
pub(crate) enum Highlight {
    /// Highlight a passage, named by its words or by its place
    Add {
        /// Article id
        id: String,
        /// The passage's words
        #[arg(long, required_unless_present = "start", conflicts_with = "start")]
        quote: Option<String>,
        /// What stands before the words
        #[arg(long, requires = "quote", default_value = "")]
        prefix: String,
        /// What stands after them
        #[arg(long, requires = "quote", default_value = "")]
        suffix: String,
        /// First code point in the canonical text
        #[arg(long, requires = "end")]
        start: Option<u32>,
        /// One after the last code point
        #[arg(long, requires = "start")]
        end: Option<u32>,
        #[command(flatten)]
        marks: Marks,
    },
    /// List the highlights of an article, or of all, newest first
    List {
        /// Article id
        id: Option<String>,
    },
    /// Change a highlight's colour, note or tags
    Edit {
        /// Highlight id
        id: String,
        #[command(flatten)]
        marks: Marks,
    },
    /// Delete a highlight with its note
    Remove {
        /// Highlight id
        id: String,
    },
    /// List where a highlight's passage may stand, the likeliest first
    Places {
        /// Highlight id
        id: String,
        /// Places to give
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Put a highlight on a place in the article as it is now
    Attach {
        /// Highlight id
        id: String,
        /// First code point in the canonical text
        #[arg(long)]
        start: u32,
        /// One after the last code point
        #[arg(long)]
        end: u32,
    },
    /// Agree with where a highlight was found
    Accept {
        /// Highlight id
        id: String,
    },
}

#[derive(Args)]
pub(crate) struct Marks {
    /// yellow, red, green, blue, purple, magenta, orange or gray
    #[arg(long)]
    pub(crate) color: Option<String>,
    /// A note in Markdown; an empty one removes it
    #[arg(long, value_name = "MARKDOWN")]
    pub(crate) note: Option<String>,
    /// A tag; may be given several times
    #[arg(long = "tag")]
    pub(crate) tags: Vec<String>,
}

#[derive(Subcommand)]
pub(crate) enum Note {
    /// Write a note on an article, or a page of its own
    Add {
        /// Article id
        #[arg(required_unless_present = "page", conflicts_with = "page")]
        id: Option<String>,
        /// Title of a page of its own
        #[arg(long, value_name = "TITLE")]
        page: Option<String>,
        /// The Markdown
        #[arg(long, value_name = "MARKDOWN")]
        text: String,
    },
    /// List all notes, last changed first
    List,
    /// Change a note
    Edit {
        /// Note id
        id: String,
        /// The new Markdown
        #[arg(long, value_name = "MARKDOWN")]
        text: String,
    },
    /// Delete a note
    Remove {
        /// Note id
        id: String,
    },
}

#[derive(Args)]
pub(crate) struct Search {
    /// What to look for, or - to read queries from standard input
    pub(crate) query: String,
    /// Hits to give
    #[arg(long, default_value_t = 20)]
    pub(crate) limit: u32,
    /// Hits to skip
    #[arg(long, default_value_t = 0)]
    pub(crate) offset: u32,
    /// The order; with - before it, turned round
    #[arg(long, allow_hyphen_values = true, value_parser = [
        "relevance", "saved", "published", "opened", "title", "words",
        "-relevance", "-saved", "-published", "-opened", "-title", "-words",
    ])]
    pub(crate) sort: Option<String>,
}

#[derive(Args)]
pub(crate) struct Export {
    /// Which articles: a query or an article id; without it, everything
    pub(crate) query: Option<String>,
    /// markdown, jsonl or jsonld; not yet: html, csv, bibtex, csl, ris, epub
    #[arg(long)]
    pub(crate) format: String,
    /// The file or folder to write
    #[arg(long, value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// (not yet) A template of your own
    #[arg(long, value_name = "FILE")]
    pub(crate) template: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Import {
    /// Files or folders
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// auto, markdown, jsonl, jsonld or hypothesis; other programs' formats not yet
    #[arg(long, default_value = "auto")]
    pub(crate) format: String,
}
