//! The runner of mutation testing, on programs that talk as a binary of tests does.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// A program of that text, with a folder of its own.
fn program(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("it");
    // Written beside and renamed, so that nothing holds it open for writing when it is started.
    fs::write(folder.join("new"), format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(folder.join("new"), fs::Permissions::from_mode(0o755)).unwrap();
    fs::rename(folder.join("new"), &path).unwrap();
    path
}

fn run(program: &Path, bounds: &[&str], words: &[&str]) -> (Output, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.arg("until-failure").args(bounds).arg(program).args(words).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output, said)
}

#[test]
fn all_tests_run_and_the_quick_ones_first() {
    let it = program("turns", "echo \"asked: $*\"; echo 'test a ... ok'");
    let (output, said) = run(&it, &[], &["laws::", "vectors::", "--skip", "slow"]);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let asked: Vec<&str> = said.lines().filter(|line| line.starts_with("asked")).collect();
    assert_eq!(asked, ["asked: vectors:: --skip slow", "asked: laws:: --skip slow --skip vectors::"]);
    let took = said.lines().last().unwrap().strip_prefix("seconds of processor time: ").unwrap();
    assert!(took.parse::<f64>().unwrap() < 10.0, "{said}");
}

#[test]
fn the_first_failure_ends_the_run() {
    let it = program("failure", "echo 'test a ... ok'; echo 'test b ... FAILED'; exec sleep 60");
    let start = Instant::now();
    let (output, said) = run(&it, &[], &["laws::", "vectors::"]);
    assert!(start.elapsed() < Duration::from_secs(30), "it was waited for");
    assert_eq!(output.status.code(), Some(101));
    assert_eq!(said, "test a ... ok\ntest b ... FAILED\nstopped at the first failure: b\n");
}

#[test]
fn a_failure_without_a_word_is_one() {
    for (name, end) in [("exit", "exit 3"), ("abort", "kill -ABRT $$")] {
        let (output, said) = run(&program(name, end), &[], &["laws::"]);
        assert!(output.status.code() == Some(101) && said.contains("did not come to their end"), "{name}: {said}");
    }
}

#[test]
fn what_loops_or_hoards_is_ended() {
    let start = Instant::now();
    let (output, said) = run(&program("loop", "while :; do :; done"), &["--processor-seconds", "1"], &["laws::"]);
    assert!(output.status.code() == Some(101) && said.contains("signal"), "{said}");
    assert!(start.elapsed() < Duration::from_secs(60), "it went on");
    // A buffer of half a gigabyte, within the bound and past it.
    let it = program("hoard", "dd if=/dev/zero of=/dev/null bs=512M count=1");
    assert_eq!(run(&it, &["--memory-bytes", "2000000000"], &["laws::"]).0.status.code(), Some(0));
    assert_eq!(run(&it, &["--memory-bytes", "400000000"], &["laws::"]).0.status.code(), Some(101));
}
