//! What the program is started with: a library, links and files.

use commonplace_api::{
    Api, sentence,
    wire::{Asked, WireError},
};
use std::{ffi::OsString, path::PathBuf};
use tauri::Url;

/// Reads the arguments behind the program's name: `--library FOLDER`, links `commonplace://…`, and files as paths or
/// as `file:` addresses, which is how desktops hand them over. Gives the folder of the library, and the rest.
///
/// # Errors
/// Where `--library` stands alone, there is no place for a library, or the working folder of a relative path is gone.
pub(crate) fn read(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<(PathBuf, Asked), WireError> {
    let mut library = None;
    let mut asked = Asked::default();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if argument == "--library" {
            let dir = arguments.next().map(PathBuf::from);
            library = Some(dir.ok_or_else(|| {
                WireError::invalid(sentence!(
                    "no-library-folder",
                    "--library needs a folder behind it."
                ))
            })?);
            continue;
        }
        let text = argument.to_string_lossy();
        match Url::parse(&text) {
            Ok(url) if matches!(url.scheme(), "commonplace" | "file") => take(url, &mut asked),
            _ if text.starts_with('-') => {}
            _ => {
                // The window that takes it may have been started in another folder.
                let path = std::path::absolute(&argument).map_err(|error| {
                    WireError::invalid(sentence!(
                        "file-unfound",
                        "{file} cannot be found ({error}).",
                        file = text,
                        error = error
                    ))
                })?;
                asked.paths.push(path.display().to_string());
            }
        }
    }
    let library = library.map_or_else(Api::default_dir, Ok)?;
    Ok((library, asked))
}

/// Sorts an address that the desktop hands over: a file of this computer, or a link into the library.
pub(crate) fn take(url: Url, asked: &mut Asked) {
    match url.to_file_path() {
        Ok(path) => asked.paths.push(path.display().to_string()),
        Err(()) => asked.addresses.push(url.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(arguments: &[&str]) -> Result<(PathBuf, Asked), WireError> {
        read(arguments.iter().map(OsString::from))
    }

    #[test]
    #[cfg(unix)]
    fn files_come_as_paths_and_as_addresses() -> Result<(), WireError> {
        let link = "commonplace://article/0198#highlight/0199";
        let (library, asked) = read_all(&[
            "--library",
            "/tmp/library",
            "/tmp/a page.html",
            "file:///tmp/caf%C3%A9%20%231.md",
            link,
            "--unknown",
        ])?;
        assert_eq!(library, PathBuf::from("/tmp/library"));
        assert_eq!(asked.paths, ["/tmp/a page.html", "/tmp/café #1.md"]);
        assert_eq!(asked.addresses, [link]);
        Ok(())
    }

    #[test]
    fn a_relative_path_is_made_whole() -> Result<(), WireError> {
        let (_, asked) = read_all(&["--library", "library", "notes.md"])?;
        assert!(asked.paths.iter().all(|path| PathBuf::from(path).is_absolute()), "{asked:?}");
        assert_eq!(asked.paths.len(), 1);
        Ok(())
    }

    #[test]
    fn a_library_needs_a_folder() {
        assert!(read_all(&["--library"]).is_err());
    }
}
