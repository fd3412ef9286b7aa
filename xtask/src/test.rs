//! The test run: every suite, whatever the others gave; a table; and `N passed, N failed` as the last line.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::layout::Layout;
use crate::suites::{self, Context, Outcome, SET_UP, SUITES, When};
use crate::test_output::Counts;

/// What one suite gave, and how long it took.
#[derive(Debug)]
struct Row {
    name: &'static str,
    counts: Counts,
    time: Duration,
}

/// Runs every suite, or the set-up and those whose name contains a text.
pub(crate) fn run(layout: &Layout, full: bool, only: Option<&str>) -> ExitCode {
    let mut context = Context::new(layout.clone(), full);
    let rows: Vec<Row> = SUITES
        .iter()
        .filter(|suite| full || suite.when == When::Always)
        .filter(|suite| is_wanted(suite.name, only))
        .map(|suite| run_suite(suite, &mut context))
        .collect();
    for line in table(&rows) {
        println!("{line}");
    }
    let total = rows.iter().fold(Counts::default(), |sum, row| sum.and(row.counts));
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The set-up brings what the others need, so it always runs.
fn is_wanted(name: &str, only: Option<&str>) -> bool {
    name == SET_UP || only.is_none_or(|part| name.contains(part))
}

fn run_suite(suite: &suites::Suite, context: &mut Context) -> Row {
    println!("== {}", suite.name);
    let start = Instant::now();
    let outcome = (suite.run)(context).unwrap_or_else(|error| Outcome::failed(format!("{error:#}")));
    if outcome.counts.failed > 0 {
        println!("{}", outcome.log.trim_end());
    }
    let row = Row { name: suite.name, counts: outcome.counts, time: start.elapsed() };
    println!("{}", line(&row));
    row
}

fn table(rows: &[Row]) -> Vec<String> {
    let head = format!("\n{:<24} {:>7} {:>7} {:>9}", "suite", "passed", "failed", "time");
    [head].into_iter().chain(rows.iter().map(line)).collect()
}

fn line(row: &Row) -> String {
    let Row { name, counts, time } = row;
    format!("{name:<24} {:>7} {:>7} {:>7.1} s", counts.passed, counts.failed, time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_name_counts_and_time() {
        let counts = Counts { passed: 12, failed: 1 };
        let row = Row { name: "lint", counts, time: Duration::from_millis(2340) };
        let words: Vec<String> = line(&row).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words, ["lint", "12", "1", "2.3", "s"]);
        assert_eq!(table(&[row]).len(), 2);
    }

    #[test]
    fn a_part_of_a_name_picks_suites_and_the_set_up_stays() {
        assert!(is_wanted("lint, wasm", Some("wasm")) && is_wanted(SET_UP, Some("wasm")));
        assert!(!is_wanted("native", Some("wasm")) && is_wanted("native", None));
    }

    #[test]
    fn a_suite_that_breaks_off_counts_as_failed() {
        let layout = Layout { root: "/none".into(), cache: "/none".into() };
        let suite = suites::Suite { name: "broken", when: When::Always, run: |_| anyhow::bail!("no such thing") };
        let row = run_suite(&suite, &mut Context::new(layout, false));
        assert_eq!(row.counts, Counts { passed: 0, failed: 1 });
    }
}
