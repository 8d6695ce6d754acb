//! Originals and images that nothing refers to are removed, and nothing else is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{capture, new_article, open, save};
use commonplace_core::model::Millis;
use commonplace_library::{Error, GRACE, Library, Op, Origin, Swept};
use std::{
    fs::{self, File},
    time::{Duration, SystemTime},
};

/// Keeps bytes of long ago among the blobs.
fn old(library: &Library, bytes: &str) -> String {
    let hash = library.blobs().put(bytes.as_bytes()).unwrap();
    age(library);
    hash
}

/// Makes all that is there old.
fn age(library: &Library) {
    let long_ago = SystemTime::now() - 2 * GRACE;
    for folder in fs::read_dir(library.dir().join("blobs")).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let file = File::options().write(true).open(file.unwrap().path()).unwrap();
            file.set_modified(long_ago).unwrap();
        }
    }
}

fn is_there(library: &Library, hash: &str) -> bool {
    library.blobs().get(hash).is_ok()
}

#[test]
fn what_nothing_refers_to_goes_after_its_time() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let (image, picture) = (old(&library, "an image"), old(&library, "a picture of the page"));
    let mut new = new_article(&library, "Kept", "The words of the original.");
    let original = new.capture.original.clone();
    new.capture.body = format!("<p><img src=\"library://localhost/{image}\" alt=\"\"></p>");
    new.capture.origin = Some(Origin {
        pictures: vec![("https://example.org/a.png".into(), picture.clone())],
        ..Origin::default()
    });
    library.write(Op::Save, |writer| writer.add_article(new)).unwrap();
    let alone = old(&library, "a picture that was never used");
    let fresh = library.blobs().put(b"a picture that is being saved").unwrap();
    let one = Swept { files: 1, bytes: 29 };
    assert_eq!(library.sweep(GRACE, false).unwrap(), one, "it only counts");
    assert!(is_there(&library, &alone));
    assert_eq!(library.sweep(GRACE, true).unwrap(), one);
    assert!(!is_there(&library, &alone));
    assert_eq!(library.sweep(GRACE, true).unwrap(), Swept::default());
    for kept in [&image, &picture, &original, &fresh] {
        assert!(is_there(&library, kept));
    }
    assert_eq!(library.sweep(Duration::ZERO, true).unwrap().files, 1, "the one being saved");
    assert!(library.verify().unwrap().is_empty());
}

#[test]
fn what_may_come_back_stays() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let new = new_article(&library, "Undone", "Words that were taken back.");
    let undone = new.capture.original.clone();
    library.write(Op::Save, |writer| writer.add_article(new)).unwrap();
    library.undo().unwrap();
    let article = save(&library, "Thrown away", "Words in the Trash.");
    let thrown = capture(&library, "Words in the Trash.").original;
    library.write(Op::Trash, |writer| writer.trash(article)).unwrap();
    age(&library);
    assert_eq!(library.sweep(GRACE, true).unwrap(), Swept::default());
    library.redo().unwrap();
    assert!(is_there(&library, &undone) && is_there(&library, &thrown));

    // Once the Trash is empty, only a snapshot remembers.
    library.make_backup().unwrap();
    library.purge(Millis(i64::MAX)).unwrap();
    age(&library);
    assert_eq!(library.sweep(GRACE, true).unwrap(), Swept::default());
    let backups = library.backups().unwrap();
    library
        .restore_backup(&dir.path().join("backups").join(&backups[0].name), &mut |_, _| true)
        .unwrap();
    assert!(library.verify().unwrap().is_empty(), "what is put back is whole");
    library.purge(Millis(i64::MAX)).unwrap();
    for file in fs::read_dir(dir.path().join("backups")).unwrap() {
        fs::remove_file(file.unwrap().path()).unwrap();
    }
    age(&library);
    assert_eq!(library.sweep(GRACE, true).unwrap().files, 1);
    assert!(is_there(&library, &undone) && !is_there(&library, &thrown));
}

#[test]
fn a_snapshot_that_cannot_be_read_keeps_everything() {
    let dir = tempfile::tempdir().unwrap();
    let library = open(dir.path());
    let alone = old(&library, "alone");
    fs::create_dir_all(dir.path().join("backups")).unwrap();
    let snapshot = dir.path().join("backups/daily-000001.sqlite");
    fs::write(&snapshot, "no database, but as long as the beginning of one must be at the least")
        .unwrap();
    assert!(library.sweep(GRACE, true).is_err());
    assert!(is_there(&library, &alone));
    fs::remove_file(snapshot).unwrap();
    library.weekly_sweep().unwrap();
    assert!(!is_there(&library, &alone));
    let again = old(&library, "alone again");
    library.weekly_sweep().unwrap();
    assert!(is_there(&library, &again), "a week has not passed");
    let Err(Error::NotFound { .. }) = library.blobs().get(&alone) else { panic!("it came back") };
}
