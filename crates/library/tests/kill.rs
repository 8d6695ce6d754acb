//! Killed at any moment, also between SQLite's commit and the index's: everything acknowledged is there, and found.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

mod common;

use common::{open, open_window, save};
use commonplace_core::{model::Millis, query};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

const ROUNDS: u32 = 24;

/// Not a test: what the child of the test below does until it is killed.
#[test]
fn child() {
    let Ok(dir) = std::env::var("COMMONPLACE_KILL_CHILD") else { return };
    let library = open_window(Path::new(&dir));
    let round = std::env::var("COMMONPLACE_KILL_ROUND").unwrap();
    for n in 0.. {
        let word = format!("word{round}x{n}");
        save(&library, &format!("Title {word}"), &format!("A text that says {word} once."));
        // The acknowledgement goes past the test runner's own capture, and in one piece: killed within it, this has
        // acknowledged nothing.
        use std::io::Write;
        std::io::stderr().write_all(format!("acknowledged {word}\n").as_bytes()).unwrap();
    }
}

#[test]
fn nothing_acknowledged_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let mut acknowledged: Vec<String> = Vec::new();
    let mut seed = 0x2545_f491_u32;
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture", "--test-threads=1"])
            .env("COMMONPLACE_KILL_CHILD", dir.path())
            .env("COMMONPLACE_KILL_ROUND", round.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let before = acknowledged.len();
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        let wanted = before + 1 + (seed % 12) as usize;
        while acknowledged.len() < wanted {
            let line = lines.next().expect("the child goes on until it is killed");
            acknowledged.extend(line.strip_prefix("acknowledged ").map(str::to_owned));
        }
        // Somewhere within the time that a commit of the index takes.
        std::thread::sleep(Duration::from_millis(u64::from(seed >> 8) % 400));
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said between the last line read and its end counts too.
        acknowledged
            .extend(lines.filter_map(|line| Some(line.strip_prefix("acknowledged ")?.to_owned())));
        assert!(acknowledged.len() > before);

        let library = if round % 2 == 0 { open(dir.path()) } else { open_window(dir.path()) };
        library.catch_up(Duration::from_secs(20)).unwrap();
        for word in &acknowledged[before..] {
            let found =
                library.search(&query::parse(&format!("{word} "), Millis(0)), 0, 2).unwrap();
            assert_eq!(found.total, 1, "{word} after round {round}");
        }
        let all = library.search(&query::parse("in:articles ", Millis(0)), 0, 0).unwrap().total;
        assert_eq!(all, library.counts().unwrap().articles, "round {round}");
    }
    let library = open(dir.path());
    assert!(library.verify().unwrap().is_empty());
    assert!(library.counts().unwrap().articles as usize >= acknowledged.len());
}
