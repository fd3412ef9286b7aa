//! Mutation testing: parts of the rules are changed one at a time, and some test has to notice.
//!
//! What was caught is not tried again, so that a run that was stopped goes on where it stopped. Changes that nobody can
//! notice stand in `tests/mutants.txt`, each with the reason; any other that is not noticed is a failure.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::command::{command, host, shown};
use crate::layout::Layout;
use crate::setup;

/// Fewer cases of each property than usual: the same run is made for each of nearly two thousand changes.
const PROPERTY_CASES: &str = "16";

/// What mutation testing came to so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Changes that some test noticed, those that never ended among them.
    pub(crate) caught: usize,
    /// Changes that nobody can notice, by their reasons.
    pub(crate) equivalent: usize,
    /// Changes that no test noticed although one could.
    pub(crate) missed: Vec<String>,
    /// Changes with which nothing compiles.
    pub(crate) unviable: usize,
}

/// Runs what has not been caught yet, of one shard (`k/n`) or of all, and shows what it came to.
pub(crate) fn run(layout: &Layout, shard: Option<&str>) -> Result<ExitCode> {
    let found = try_all(layout, shard)?;
    println!("{}", found.line());
    found.missed.iter().for_each(|missed| println!("not noticed: {missed}"));
    Ok(if found.missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The same for the test run.
pub(crate) fn try_all(layout: &Layout, shard: Option<&str>) -> Result<Found> {
    let tool = setup::mutation_tools(layout)?;
    let out = layout.target().join("mutants");
    fs::create_dir_all(&out)?;
    let words = ["mutants", "--iterate", "--minimum-test-timeout", "120", "--sharding", "slice", "--colors", "never"];
    let mut words: Vec<OsString> = words.into_iter().map(Into::into).collect();
    words.extend(["--output".into(), out.clone().into()]);
    words.extend(shard.into_iter().flat_map(|shard| ["--shard", shard]).map(OsString::from));
    let (runner, until_failure) = runner()?;
    let mutants = command(tool, words)
        .dir(&layout.root)
        .env("CARGO_TARGET_DIR", out.join("build"))
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("PROPTEST_CASES", PROPERTY_CASES)
        // That a law is broken is enough: which is the smallest case need not be known.
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env(runner, until_failure);
    // It fails where anything was missed, which its lists say better.
    shown(&mutants)?;
    let lists = out.join("mutants.out");
    if !lists.join("outcomes.json").exists() {
        bail!("mutation testing has not begun; what it said stands above");
    }
    Found::in_lists(&lists, &layout.root.join("tests/mutants.txt"))
}

/// What makes cargo run the tests by this program, so that they end at the first that fails: a variable and its value.
fn runner() -> Result<(String, OsString)> {
    let host = host()?;
    let own = env::current_exe().context("could not find this program itself")?;
    // Cargo cuts the value at spaces.
    if own.to_string_lossy().contains(char::is_whitespace) {
        bail!("`{}` has a space in its path, which cargo cannot run tests by: move the checkout", own.display());
    }
    let mut value = own.into_os_string();
    value.push(" until-failure");
    Ok((format!("CARGO_TARGET_{}_RUNNER", host.to_uppercase().replace('-', "_")), value))
}

impl Found {
    fn in_lists(lists: &Path, equivalent: &Path) -> Result<Self> {
        let list = |name: &str| fs::read_to_string(lists.join(name)).unwrap_or_default();
        let known = fs::read_to_string(equivalent).context("could not read `tests/mutants.txt`")?;
        let known: Vec<&str> = reasons(&known)?.into_iter().map(|(change, _)| change).collect();
        let missed = list("missed.txt");
        let missed: Vec<String> = missed.lines().map(without_place).collect();
        let count = |name: &str| list(name).lines().count();
        Ok(Self {
            caught: count("caught.txt") + count("timeout.txt") + count("previously_caught.txt"),
            equivalent: missed.iter().filter(|change| known.contains(&change.as_str())).count(),
            missed: missed.iter().filter(|change| !known.contains(&change.as_str())).cloned().collect(),
            unviable: count("unviable.txt"),
        })
    }

    /// What it came to, in one line.
    pub(crate) fn line(&self) -> String {
        let Self { caught, equivalent, missed, unviable } = self;
        format!(
            "mutants: {caught} noticed, {} not noticed, {equivalent} that nobody can notice, {unviable} that do not compile",
            missed.len()
        )
    }
}

/// A change without its line and column, which move: `src/a.rs:1:2: replace …` is `src/a.rs: replace …`.
fn without_place(line: &str) -> String {
    let mut parts = line.splitn(4, ':');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(file), Some(_), Some(_), Some(change)) => format!("{file}:{change}"),
        _ => line.to_owned(),
    }
}

/// The changes that nobody can notice, each with why: a line of its own, and behind it one that is indented.
fn reasons(text: &str) -> Result<Vec<(&str, &str)>> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let mut reasons = Vec::new();
    while let Some(change) = lines.next() {
        let why = lines.next().filter(|why| why.starts_with("  ")).map(str::trim);
        reasons.push((change, why.with_context(|| format!("no reason stands behind `{change}`"))?));
    }
    Ok(reasons)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_known_wherever_its_line_is() {
        assert_eq!(without_place("src/a.rs:10:5: replace a::b -> u8 with 0"), "src/a.rs: replace a::b -> u8 with 0");
        assert_eq!(without_place("odd"), "odd");
    }

    #[test]
    fn every_change_that_is_let_pass_has_a_reason() {
        let layout = Layout::find().unwrap();
        let text = fs::read_to_string(layout.root.join("tests/mutants.txt")).unwrap();
        reasons(&text).unwrap();
        assert!(reasons("src/a.rs: replace < with <=\nsrc/b.rs: replace + with -\n  why\n").is_err());
        assert_eq!(reasons("# head\n\nsrc/a.rs: x\n  why\n").unwrap(), [("src/a.rs: x", "why")]);
    }

    #[test]
    fn what_is_known_is_not_missed() {
        let folder = std::env::temp_dir().join(format!("arrears-mutants-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("caught.txt"), "src/a.rs:1:1: a\nsrc/a.rs:2:1: b\n").unwrap();
        fs::write(folder.join("missed.txt"), "src/a.rs:3:1: c\nsrc/a.rs:4:1: d\n").unwrap();
        fs::write(folder.join("known.txt"), "src/a.rs: d\n  it is the same\n").unwrap();
        let found = Found::in_lists(&folder, &folder.join("known.txt")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let missed = vec!["src/a.rs: c".to_owned()];
        assert_eq!(found, Found { caught: 2, equivalent: 1, missed, unviable: 0 });
    }
}
