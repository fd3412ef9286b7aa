//! Lines that are longer than a row may be, through a pipe: refused by their place, in memory that does not grow with
//! them.

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;

/// How long the line is, and how much memory the program may ever have held: it takes a third of that.
const LINE_BYTES: usize = 100_000_000;
const PEAK_MAX_KB: u64 = 60_000;

/// The most memory that a running program has ever held; none where the system does not say it.
fn peak_kb(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// The results of what comes before a long line, of the line, and of what comes behind it.
fn results(format: &str, before: &str, begins: &str, behind: &str) -> String {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("arrears"))
        .args(["portfolio", "--as-of", "2025-11-22", "--threads", "1", "--input-format", format])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let reader = thread::spawn(move || {
        let mut text = String::new();
        output.read_to_string(&mut text).map(|_| text)
    });
    input.write_all(before.as_bytes()).unwrap();
    input.write_all(begins.as_bytes()).unwrap();
    let piece = "x, \"".repeat(1 << 14);
    for _ in 0..LINE_BYTES / piece.len() {
        input.write_all(piece.as_bytes()).unwrap();
    }
    input.write_all(behind.as_bytes()).unwrap();
    let peak = peak_kb(child.id());
    drop(input);
    let text = reader.join().unwrap().unwrap();
    child.wait().unwrap();
    assert!(peak.is_none_or(|peak| peak <= PEAK_MAX_KB), "{format} from {begins:?}: {peak:?} kB");
    text
}

#[test]
fn a_line_of_a_hundred_megabytes_is_refused_in_little_memory() {
    let (names, row) = ("id,dueOn,principal\n", "A,2025-08-15,1\n");
    for begins in ["B,2025-08-15,", "B,2025-08-15,\""] {
        let text = results("csv", &format!("{names}{row}"), begins, &format!("\n{row}"));
        let problems: Vec<&str> = text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap()).collect();
        assert_eq!(problems, ["", "inputTooLarge", ""], "{begins}");
    }
    let case = "{\"id\":\"A\",\"arrears\":[{\"dueOn\":\"2025-08-15\",\"principal\":\"1\"}]}\n";
    for begins in ["{\"id\":\"", "[", "{\"arrears\":[{"] {
        let text = results("ndjson", case, begins, &format!("\n{case}"));
        let problems: Vec<&str> = text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap()).collect();
        assert_eq!(problems, ["", "inputTooLarge", ""], "{begins}");
    }
}
