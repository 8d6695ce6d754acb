//! `commonplace`: a library from the command line, also while its window is open.
//!
//! Results go to standard output, progress and complaints to standard error. The exit code is 0 when all is done, 1
//! when something failed (it is said which), 2 when the command was wrong or is not built yet.

mod arguments;
mod json;
mod print;
mod run;

use arguments::{Arguments, Command};
use clap::Parser;
use commonplace_api::{
    Api, IndexMode, NoWindow,
    wire::{ErrorKind, WireError},
};
use print::Printer;
use std::{io::Write, process::ExitCode, sync::Arc};

const FAILED: u8 = 1;
const WRONG: u8 = 2;

fn main() -> ExitCode {
    commonplace_api::worker::enter();
    let arguments = Arguments::parse();
    let runtime =
        match tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build() {
            Ok(runtime) => runtime,
            Err(error) => {
                complain(&format!("The program could not start: {error}"));
                return ExitCode::from(FAILED);
            }
        };
    match run(arguments, &runtime) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            complain(&error.message);
            if let Some(detail) = &error.detail {
                complain(&format!("  ({detail})"));
            }
            ExitCode::from(if error.kind == ErrorKind::Unsupported { WRONG } else { FAILED })
        }
    }
}

/// Whether everything was done; what was not has been said.
fn run(arguments: Arguments, runtime: &tokio::runtime::Runtime) -> Result<bool, WireError> {
    let dir = match arguments.library {
        Some(dir) => dir,
        None => Api::default_dir()?,
    };
    let api = Api::open(&dir, IndexMode::OnDemand, Arc::new(NoWindow))?;
    let printer = Printer::new(arguments.json, arguments.quiet);
    if !arguments.quiet {
        runtime.spawn(print::progress(api.events()));
    }
    runtime.block_on(command(&api, arguments.command, &printer))
}

async fn command(api: &Api, command: Command, printer: &Printer) -> Result<bool, WireError> {
    match command {
        Command::Save(arguments) => run::save::save(api, arguments, printer).await,
        Command::List { query } => run::list(api, query, printer).await,
        Command::Show { id, format } => run::show(api, &id, format, printer).await,
        Command::Highlight(act) => run::notes::highlight(api, act, printer).await,
        Command::Note(act) => run::notes::note(api, act, printer).await,
        Command::Tag { id, changes } => run::tag(api, &id, &changes).await,
        Command::Move { id, collection } => run::collect(api, &id, collection).await,
        Command::State { id, state } => run::state(api, &id, &state).await,
        Command::Trash { ids } => run::trash(api, &ids).await,
        Command::Restore { ids } => run::restore(api, &ids).await,
        Command::Search(arguments) => run::search::search(api, arguments, printer).await,
        Command::Export(arguments) => run::transfer::export(api, arguments, printer).await,
        Command::Import(arguments) => run::transfer::import(api, arguments, printer).await,
        Command::Backup { file } => run::upkeep::backup(api, file, printer).await,
        Command::Verify => run::upkeep::verify(api, printer).await,
        Command::Sweep { days, dry_run } => run::upkeep::sweep(api, days, dry_run, printer).await,
        Command::Reindex => run::upkeep::reindex(api).await,
        Command::Stats => run::upkeep::stats(api, printer).await,
        Command::Capture { id, source, kind, url, force } => {
            run::save::capture(api, &id, &source, kind, url, force, printer).await
        }
        Command::Reread { id: Some(id), reading, .. } => {
            run::save::reread(api, &id, reading, printer).await
        }
        Command::Reread { id: None, all, .. } => run::save::read_again(api, all, printer).await,
        Command::Copies => run::copies::copies(api, printer).await,
        Command::Merge { into, other } => run::copies::merge(api, &into, &other).await,
        Command::Rule(act) => run::rules::rule(api, act, printer).await,
        Command::RestoreBackup { file } => run::upkeep::restore_backup(api, file, printer).await,
    }
}

/// A sentence on standard error. Where even that is closed there is nobody left to tell.
pub(crate) fn complain(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{sentence}");
}
