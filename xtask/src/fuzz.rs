//! Fuzzing: the targets of `tests/fuzz` under libFuzzer, by the clock, on what is kept and what it finds.
//!
//! Coverage is counted by LLVM's own pass, which a stable compiler has too. Inputs that break a law are written into
//! `tests/fuzz/regressions`, where every test run tries them again.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use regex::Regex;

use crate::command::{checked, command, host, last_lines, output};
use crate::layout::Layout;
use crate::setup;

/// Every target, with the longest input that is tried and how many inputs are kept.
const TARGETS: [(&str, &str, usize); 6] = [
    ("case", "4096", 75),
    ("calculator", "2048", 75),
    ("policy", "4096", 35),
    ("csv", "2048", 40),
    ("ndjson", "4096", 45),
    ("history", "512", 25),
];

/// How the crates are compiled so that libFuzzer sees where an input goes.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0 --cfg fuzzing";

/// How long all targets together are run in the ordinary tests, and in a full run.
pub(crate) const TIMES: [Duration; 2] = [Duration::from_secs(60), Duration::from_secs(3_600)];

/// What running one target gave.
#[derive(Debug)]
pub(crate) struct Run {
    /// The line that says it.
    pub(crate) line: String,
    /// Whether no input broke a law, took too long or too much memory.
    pub(crate) passed: bool,
    /// What libFuzzer said last.
    pub(crate) log: String,
}

/// Where the built targets, the seeds and the inputs of earlier runs are.
struct Places {
    /// The machine's own target: naming it keeps what runs while crates are compiled from being compiled so.
    host: String,
    programs: PathBuf,
    seeds: PathBuf,
    work: PathBuf,
    tests: PathBuf,
}

/// What the command line asks for.
#[derive(Debug)]
pub(crate) struct Wanted<'w> {
    /// How long, over all targets.
    pub(crate) time: Duration,
    /// One target alone.
    pub(crate) target: Option<&'w str>,
    /// Whether to keep anew the smallest set of inputs that reaches what was reached.
    pub(crate) keep: bool,
}

/// Runs the targets and shows what they gave.
pub(crate) fn run(layout: &Layout, wanted: &Wanted<'_>) -> Result<ExitCode> {
    let runs = run_targets(layout, wanted)?;
    for failed in runs.iter().filter(|run| !run.passed) {
        println!("{}", failed.log);
    }
    if wanted.keep {
        let places = Places::of(layout)?;
        for (name, input_max, kept_max) in targets(wanted.target)? {
            keep(&places, name, input_max, kept_max)?;
        }
    }
    Ok(if runs.iter().all(|run| run.passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds the targets and runs each for its part of the time.
pub(crate) fn run_targets(layout: &Layout, wanted: &Wanted<'_>) -> Result<Vec<Run>> {
    let targets = targets(wanted.target)?;
    setup::fuzz_tools(layout)?;
    let places = Places::of(layout)?;
    build(layout, &places)?;
    let seconds = wanted.time.as_secs() / u64::try_from(targets.len())?;
    let mut runs = Vec::new();
    for (name, input_max, _) in targets {
        let run = run_target(&places, name, input_max, seconds.max(1))?;
        println!("{}", run.line);
        runs.push(run);
    }
    Ok(runs)
}

fn targets(only: Option<&str>) -> Result<Vec<(&'static str, &'static str, usize)>> {
    let targets: Vec<_> = TARGETS.into_iter().filter(|(name, ..)| only.is_none_or(|only| only == *name)).collect();
    if targets.is_empty() {
        bail!("there is no such target; there are {}", TARGETS.map(|(name, ..)| name).join(", "));
    }
    Ok(targets)
}

impl Places {
    fn of(layout: &Layout) -> Result<Self> {
        let host = host()?;
        let own = layout.target().join("fuzz");
        let tests = layout.root.join("tests/fuzz");
        let programs = own.join(&host).join("fuzz");
        Ok(Self { host, programs, seeds: own.join("seeds"), work: own.join("work"), tests })
    }

    fn kept(&self, target: &str) -> PathBuf {
        self.tests.join("corpus").join(target)
    }
}

/// The targets with coverage, and without it the program that writes the seeds.
fn build(layout: &Layout, places: &Places) -> Result<()> {
    let words = ["build", "--locked", "--profile", "fuzz", "--package", "arrears-fuzz", "--features", "libfuzzer"];
    let targets = command("cargo", words.into_iter().chain(["--bins", "--target", &places.host])).dir(&layout.root);
    let own = layout.target().join("fuzz");
    checked(&targets.env("RUSTFLAGS", COVERAGE).env("CARGO_TARGET_DIR", own), "build the fuzz targets")?;
    let words = ["run", "--locked", "--quiet", "--package", "arrears-fuzz", "--example", "seeds", "--"];
    let words = words.into_iter().map(OsString::from).chain([places.seeds.clone().into_os_string()]);
    checked(&command("cargo", words).dir(&layout.root), "write the seeds").map(|_| ())
}

fn run_target(places: &Places, name: &str, input_max: &str, seconds: u64) -> Result<Run> {
    let work = places.work.join(name);
    let regressions = places.tests.join("regressions").join(name);
    fs::create_dir_all(&work)?;
    fs::create_dir_all(&regressions)?;
    let mut words: Vec<OsString> = vec![work.into(), places.kept(name).into()];
    words.extend([
        flag("dict", &places.seeds.join(format!("{name}.dict"))),
        flag("artifact_prefix", &regressions.join("")),
        format!("-max_total_time={seconds}").into(),
        format!("-max_len={input_max}").into(),
    ]);
    words.extend(["-timeout=30", "-rss_limit_mb=1024", "-print_final_stats=1"].map(OsString::from));
    let done = output(&command(places.programs.join(name), words))?;
    // A folder stays only where there is something in it.
    let _ = fs::remove_dir(&regressions);
    let seen = Seen::in_log(&done.text);
    let passed = done.success && seen.executions > 0;
    let line = format!("fuzz {name:<12} {}{}", seen.line(), if passed { "no crash" } else { "CRASHED" });
    Ok(Run { line, passed, log: last_lines(&done.text, 40) })
}

fn flag(name: &str, path: &Path) -> OsString {
    let mut flag = OsString::from(format!("-{name}="));
    flag.push(path);
    flag
}

/// What libFuzzer says of a run.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    executions: u64,
    edges: u64,
    edges_all: u64,
    features: u64,
}

impl Seen {
    fn in_log(log: &str) -> Self {
        let last = |pattern: &str| {
            let pattern = Regex::new(pattern).ok()?;
            let found = pattern.captures_iter(log).last()?;
            found.get(1)?.as_str().parse().ok()
        };
        Self {
            executions: last(r"stat::number_of_executed_units:\s+(\d+)").unwrap_or_default(),
            edges: last(r"cov: (\d+)").unwrap_or_default(),
            edges_all: last(r"\((\d+) inline 8-bit counters\)").unwrap_or_default(),
            features: last(r" ft: (\d+)").unwrap_or_default(),
        }
    }

    fn line(&self) -> String {
        let Self { executions, edges, edges_all, features } = self;
        format!("{executions:>9} executions, {edges} of {edges_all} edges, {features} features, ")
    }
}

/// Keeps the smallest set of inputs that reaches what all of them reach; where it is too large, the longest of them.
fn keep(places: &Places, name: &str, input_max: &str, kept_max: usize) -> Result<()> {
    let merged = places.work.join(format!("{name}.merged"));
    if merged.exists() {
        fs::remove_dir_all(&merged)?;
    }
    fs::create_dir_all(&merged)?;
    let kept = places.kept(name);
    let mut words: Vec<OsString> = ["-set_cover_merge=1", "-use_counters=0"].map(OsString::from).to_vec();
    words.push(format!("-max_len={input_max}").into());
    words.extend([&merged, &places.work.join(name), &kept, &places.seeds.join(name)].map(OsString::from));
    checked(&command(places.programs.join(name), words), "find the smallest set of inputs")?;
    let mut files = Vec::new();
    for entry in fs::read_dir(&merged)? {
        let entry = entry?;
        files.push((entry.metadata()?.len(), entry.file_name()));
    }
    files.sort();
    let few = files.iter().rev().take(kept_max);
    if kept.exists() {
        fs::remove_dir_all(&kept)?;
    }
    fs::create_dir_all(&kept)?;
    for (_, file) in few {
        fs::copy(merged.join(file), kept.join(file)).context("could not keep an input")?;
    }
    println!("kept {name:<12} {} of {} inputs", files.len().min(kept_max), files.len());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_libfuzzer_says_last_counts() {
        let log = "INFO: Loaded 1 modules   (29318 inline 8-bit counters): 29318 [0x5, 0x6),\n\
                   #2\tINITED cov: 11 ft: 12 corp: 1/1b exec/s: 0 rss: 30Mb\n\
                   #4418\tDONE   cov: 7402 ft: 20675 corp: 597/102Kb lim: 508 exec/s: 36 rss: 42Mb\n\
                   stat::number_of_executed_units: 4418\n";
        let seen = Seen::in_log(log);
        assert_eq!(seen, Seen { executions: 4418, edges: 7402, edges_all: 29318, features: 20675 });
        assert_eq!(Seen::in_log("Segmentation fault"), Seen::default());
    }

    #[test]
    fn a_target_is_picked_by_its_name() {
        assert_eq!(targets(Some("policy")).unwrap().len(), 1);
        assert_eq!(targets(None).unwrap().len(), TARGETS.len());
        assert!(targets(Some("polic")).is_err());
    }

    #[test]
    fn every_target_of_the_crate_is_run() {
        let layout = Layout::find().unwrap();
        let mut programs: Vec<String> = fs::read_dir(layout.root.join("tests/fuzz/targets"))
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .filter(|name| name != "seeds")
            .collect();
        programs.sort();
        let mut run = TARGETS.map(|(name, ..)| name);
        run.sort_unstable();
        assert_eq!(programs, run);
    }
}
