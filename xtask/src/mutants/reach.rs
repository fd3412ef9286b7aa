//! Which tests reach which changes, found with the unchanged program: each test is run by itself once, and writes down the
//! changes that it asks for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::one_program::{Program, keep, kept};
use super::running::{self, Asked, FEW, Ran};

/// How much processor time a test of unchanged rules may take: many times what any does.
const SECONDS_MAX: u64 = 90;

/// What one test reaches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reaching {
    /// The name of the test.
    pub(crate) test: String,
    /// How much processor time it took, or by the clock where nobody counts that.
    pub(crate) seconds: f64,
    /// The changes that it reaches.
    pub(crate) changes: BTreeSet<usize>,
}

/// Finds what every test reaches but those that the words leave out, or reads what was found for this program before.
pub(crate) fn find(program: &Program, words: &[String], out: &Path) -> Result<Vec<Reaching>> {
    let path = out.join("one-reached.json");
    if let Some(found) = kept(&path, &program.digest) {
        return Ok(found);
    }
    let logs = out.join("one-reached");
    if logs.exists() {
        fs::remove_dir_all(&logs)?;
    }
    fs::create_dir_all(&logs)?;
    let tests: Vec<(usize, String)> = running::names(program, words)?.into_iter().enumerate().collect();
    println!("mutants: finding what each of {} tests reaches", tests.len());
    let found = running::in_parallel(&tests, |(index, test)| reaching(program, test, &logs.join(index.to_string())))?;
    fs::remove_dir_all(&logs)?;
    let (failed, found): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, ran)| !matches!(ran, Ran::Passed(_)));
    if !failed.is_empty() {
        let names: Vec<String> =
            failed.into_iter().map(|(reaching, ran)| format!("{}: {ran:?}", reaching.test)).collect();
        bail!("tests fail while nothing is changed:\n{}", names.join("\n"));
    }
    let found: Vec<Reaching> = found.into_iter().map(|(reaching, _)| reaching).collect();
    if found.iter().all(|reaching| reaching.changes.is_empty()) {
        bail!("no test reaches any change");
    }
    keep(&path, &program.digest, &found)?;
    Ok(found)
}

fn reaching(program: &Program, test: &str, log: &Path) -> Result<(Reaching, Ran)> {
    let variable = ("ARREARS_REACHED", log.into());
    let start = Instant::now();
    let ran = running::run(program, &Asked { tests: vec![test], cases: FEW, variable, seconds: SECONDS_MAX })?;
    let seconds = if let Ran::Passed(Some(seconds)) = ran { seconds } else { start.elapsed().as_secs_f64() };
    let changes = numbers(&fs::read_to_string(log).unwrap_or_default()).with_context(|| format!("of `{test}`"))?;
    Ok((Reaching { test: test.to_owned(), seconds, changes }, ran))
}

/// The numbers that a test wrote down, one a line.
fn numbers(log: &str) -> Result<BTreeSet<usize>> {
    log.lines().map(|line| line.parse().with_context(|| format!("`{line}` is no number of a change"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_line_by_line() {
        assert_eq!(numbers("12\n3\n12\n").unwrap(), [3, 12].into());
        assert_eq!(numbers("").unwrap(), [].into());
        assert!(numbers("12\nx\n").is_err());
    }
}
