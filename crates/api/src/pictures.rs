//! Images on their way out of a library and back: files in a folder `images` beside what refers to them.

use crate::wire::WireError;
use commonplace_core::extract::images;
use commonplace_library::{Library, sha256_hex};
use std::{
    collections::HashSet,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

/// The folder beside an exported file.
const FOLDER: &str = "images";
const EXTENSIONS: &[(&str, &str)] = &[
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/gif", "gif"),
    ("image/webp", "webp"),
    ("image/avif", "avif"),
];

/// Writes the images that `text` names beside `file`, and gives the text with their places there. Images that the
/// library lost keep their address.
///
/// # Errors
/// `disk`.
pub(crate) fn take_along(library: &Library, text: &str, file: &Path) -> Result<String, WireError> {
    let mut out = text.to_owned();
    for hash in images::named(text).collect::<HashSet<_>>() {
        let Ok((media, bytes)) = library.blobs().image(hash) else { continue };
        let extension = EXTENSIONS.iter().find(|(known, _)| *known == media);
        let name = format!("{hash}.{}", extension.map_or("bin", |(_, extension)| extension));
        let path = beside(file).join(&name);
        // What lies under a hash does not change.
        let is_there = fs::metadata(&path).is_ok_and(|file| file.len() == bytes.len() as u64);
        if !is_there {
            let failed = |error| WireError::file(&path, &error);
            fs::create_dir_all(beside(file)).map_err(failed)?;
            fs::write(&path, bytes).map_err(failed)?;
        }
        out = out.replace(&images::address(hash), &format!("{FOLDER}/{name}"));
    }
    Ok(out)
}

/// The text with its images named by their hashes again; those that lie beside `file` and are what their names say are
/// brought into the library.
///
/// # Errors
/// `disk`.
pub(crate) fn bring_back(library: &Library, text: &str, file: &Path) -> Result<String, WireError> {
    let mut out = text.to_owned();
    for (hash, name) in exported(text).collect::<HashSet<_>>() {
        bring(library, hash, &beside(file).join(name))?;
        out = out.replace(&format!("{FOLDER}/{name}"), &images::address(hash));
    }
    // Formats for programs keep the address itself.
    for hash in images::named(text).collect::<HashSet<_>>() {
        for (_, extension) in EXTENSIONS {
            bring(library, hash, &beside(file).join(format!("{hash}.{extension}")))?;
        }
    }
    Ok(out)
}

fn beside(file: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(FOLDER)
}

fn bring(library: &Library, hash: &str, path: &Path) -> Result<(), WireError> {
    let is_image = |size: u64| size <= images::MAX_IMAGE as u64;
    match fs::metadata(path) {
        Ok(file) if file.is_file() && is_image(file.len()) => {
            let bytes = fs::read(path).map_err(|error| WireError::file(path, &error))?;
            if images::media_type(&bytes).is_some() && sha256_hex(&bytes) == hash {
                library.blobs().put(&bytes)?;
            }
            Ok(())
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(WireError::file(path, &error)),
    }
}

/// Hash and file name of each image that an exported text names.
fn exported(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("images/").skip(1).filter_map(|rest| {
        let hash = rest.get(..64).filter(|hash| images::is_hash(hash))?;
        let (_, extension) = EXTENSIONS.iter().find(|(_, known)| {
            rest.get(64..)
                .and_then(|rest| rest.strip_prefix('.'))
                .is_some_and(|rest| rest.starts_with(known))
        })?;
        Some((hash, rest.get(..65 + extension.len())?))
    })
}
