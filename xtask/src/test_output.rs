//! Counts read from what the suites print.
//!
//! A suite that ran nothing has failed, and so has a test that was skipped: silence is no proof.

use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;
use serde::Deserialize;

/// How many checks passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Checks that passed.
    pub(crate) passed: u32,
    /// Checks that failed, or were skipped.
    pub(crate) failed: u32,
}

impl Counts {
    /// One check.
    pub(crate) fn one(success: bool) -> Self {
        Self { passed: u32::from(success), failed: u32::from(!success) }
    }

    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// Holds the counts to the suite's exit status: a failure that no check shows, or no check at all, is one more.
    fn held_to(self, success: bool) -> Self {
        let is_unexplained = !success && self.failed == 0;
        let is_empty = self == Self::default();
        if is_unexplained || is_empty { self.and(Self::one(false)) } else { self }
    }
}

/// The counts of `cargo test`, over all its test programs.
pub(crate) fn cargo_test(text: &str, success: bool) -> Counts {
    static RESULT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?m)^test result: \S+ (\d+) passed; (\d+) failed; (\d+) ignored"));
    let sum = RESULT.captures_iter(text).map(|found| {
        let [passed, failed, ignored] = found.extract().1.map(|digits: &str| digits.parse().unwrap_or(0));
        Counts { passed, failed: failed + ignored }
    });
    sum.fold(Counts::default(), Counts::and).held_to(success)
}

/// The counts of a script whose last line is `N passed, N failed`.
pub(crate) fn last_line(text: &str, success: bool) -> Counts {
    static LAST: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\d+) passed, (\d+) failed$"));
    let line = text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let counts = LAST.captures(line).map(|found| {
        let [passed, failed] = found.extract().1.map(|digits: &str| digits.parse().unwrap_or(0));
        Counts { passed, failed }
    });
    counts.unwrap_or_default().held_to(success)
}

#[derive(Deserialize)]
struct Report {
    stats: Stats,
}

#[derive(Deserialize)]
struct Stats {
    expected: u32,
    unexpected: u32,
    flaky: u32,
    skipped: u32,
}

/// The counts of Playwright's JSON report. A test that failed at first and passed when it was run again counts as
/// passed: the run's log names it as flaky.
pub(crate) fn playwright(report: &str, success: bool) -> Result<Counts> {
    let Stats { expected, unexpected, flaky, skipped } =
        serde_json::from_str::<Report>(report).context("could not read Playwright's report")?.stats;
    Ok(Counts { passed: expected + flaky, failed: unexpected + skipped }.held_to(success))
}

#[expect(clippy::expect_used, reason = "the patterns stand in this file, and a test compiles each")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_PROGRAMS: &str = "\
running 2 tests
test a ... ok
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s

   Doc-tests arrears
test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s
";

    #[test]
    fn cargo_test_adds_up_its_programs_and_counts_the_ignored_as_failed() {
        assert_eq!(cargo_test(TWO_PROGRAMS, false), Counts { passed: 5, failed: 3 });
    }

    #[test]
    fn a_failure_that_no_check_shows_still_counts() {
        let text = "test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured";
        assert_eq!(cargo_test(text, true), Counts { passed: 2, failed: 0 });
        assert_eq!(cargo_test(text, false), Counts { passed: 2, failed: 1 });
        assert_eq!(cargo_test("error[E0425]: cannot find value", false), Counts { passed: 0, failed: 1 });
    }

    #[test]
    fn a_suite_without_checks_has_failed() {
        let none = Counts { passed: 0, failed: 1 };
        assert_eq!(cargo_test("test result: ok. 0 passed; 0 failed; 0 ignored", true), none);
        assert_eq!(last_line("0 passed, 0 failed", true), none);
        assert_eq!(last_line("", true), none);
        assert_eq!(playwright(r#"{"stats":{"expected":0,"unexpected":0,"flaky":0,"skipped":0}}"#, true).unwrap(), none);
    }

    #[test]
    fn the_last_line_counts_and_no_other() {
        let text = "ok one\n1 passed, 0 failed\nnot ok two: because\n7 passed, 2 failed\n\n";
        assert_eq!(last_line(text, false), Counts { passed: 7, failed: 2 });
        assert_eq!(last_line("7 passed, 0 failed\nsegmentation fault", false), Counts { passed: 0, failed: 1 });
    }

    #[test]
    fn playwright_counts_skipped_tests_as_failed_and_second_tries_as_they_end() {
        let report = r#"{"config":{},"stats":{"startTime":"x","expected":9,"unexpected":1,"flaky":2,"skipped":3}}"#;
        assert_eq!(playwright(report, false).unwrap(), Counts { passed: 11, failed: 4 });
        assert!(playwright("{}", true).is_err());
    }
}
