//! More input than there is memory: a gigabyte of rows through the command line, by a pipe and never on the disk.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::command::{checked, command};
use crate::layout::Layout;

/// How much is sent.
const BYTES: u64 = 1_000_000_000;

/// The most memory that the program may ever have held, in kB: a tenth of what is sent, and less than twice what it takes.
const PEAK_MAX_KB: u64 = 100_000;

/// What came of it.
#[derive(Debug)]
pub(crate) struct Flood {
    /// In words.
    pub(crate) line: String,
    /// Whether every row was answered within the memory.
    pub(crate) passed: bool,
}

/// Sends a gigabyte of rows through `arrears portfolio` and looks at the memory that it took.
pub(crate) fn run(layout: &Layout) -> Result<Flood> {
    let build = ["build", "--locked", "--release", "--package", "arrears-cli"];
    checked(&command("cargo", build).dir(&layout.root), "build the command line")?;
    let program = layout.target().join("release/arrears");
    let start = Instant::now();
    let mut child = Command::new(&program)
        .args(["portfolio", "--as-of", "2025-11-22", "--threads", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("could not start `{}`", program.display()))?;
    let input = child.stdin.take().context("no input to write to")?;
    let mut results = child.stdout.take().context("no results to read")?;
    let process = child.id();
    let writer = std::thread::spawn(move || -> Result<(u64, Option<u64>)> {
        let mut out = BufWriter::with_capacity(1 << 20, input);
        let rows = send(&mut out)?;
        // While its input is open the program runs, and the system's record of it says its peak.
        Ok((rows, peak_kb(process)))
    });
    let reader = std::thread::spawn(move || count_lines(&mut results));
    let (sent, peak) = writer.join().map_err(|_| anyhow::anyhow!("the writer broke off"))??;
    let lines = reader.join().map_err(|_| anyhow::anyhow!("the reader broke off"))??;
    let success = child.wait()?.success();
    let peak = peak.context("this system does not say how much memory a program took")?;
    let line = format!(
        "flood           {sent} rows in {BYTES} B, {lines} lines of results, {peak} kB at most, {:.0} s",
        start.elapsed().as_secs_f64()
    );
    Ok(Flood { line, passed: success && lines == sent + 1 && peak <= PEAK_MAX_KB })
}

/// Writes rows until there are enough bytes of them; how many.
fn send(out: &mut impl Write) -> Result<u64> {
    let names = "id,dueOn,principal,interest,annualRate,monthlyIncome,firstArrear,failedAttempts\n";
    out.write_all(names.as_bytes())?;
    let (mut bytes, mut rows) = (0, 0_u64);
    while bytes < BYTES {
        let day = rows % 28 + 1;
        let row = format!("A-{rows},2025-08-{day:02},{}.{:02},900,6%,21000,yes,3\n", rows % 90_000 + 1, rows % 100);
        out.write_all(row.as_bytes())?;
        bytes += u64::try_from(row.len())?;
        rows += 1;
    }
    out.flush()?;
    Ok(rows)
}

fn count_lines(results: &mut impl io::Read) -> Result<u64> {
    let mut buffer = vec![0; 1 << 20];
    let mut lines = 0;
    loop {
        let read = results.read(&mut buffer)?;
        let Some(piece) = buffer.get(..read).filter(|piece| !piece.is_empty()) else { return Ok(lines) };
        lines += u64::try_from(piece.split(|byte| *byte == b'\n').count() - 1)?;
    }
}

/// The most memory that a running program has ever held, as Linux says it.
fn peak_kb(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    peak_in(&status)
}

fn peak_in(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_read_from_the_systems_record() {
        assert_eq!(peak_in("Name:\tarrears\nVmPeak:\t  999 kB\nVmHWM:\t   34012 kB\n"), Some(34_012));
        assert_eq!(peak_in("Name:\tarrears\n"), None);
    }
}
