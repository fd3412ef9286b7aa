//! Tries the changes of the one program: each is switched on, and the tests that reach it are run until one fails.
//!
//! Every result is written behind the last as soon as it is there, with the digest of the program, so that a run that was
//! stopped goes on where it stopped. After an edit of sources or tests every change is tried anew, but first by the test
//! that noticed it before: what is still noticed then takes a fraction of a second.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::list::Change;
use super::one_program::Program;
use super::reach::Reaching;
use super::running::{self, Asked, FEW, Ran};
use super::without_place;

/// Tests that take less processor time come first: most changes are noticed by these.
const QUICK_SECONDS: f64 = 0.06;

/// What none of its tests notices is tried with more cases of each law, by the tests that take less.
const AGAIN_SECONDS: f64 = 0.1;

/// How many cases, where few showed nothing.
const MORE: &str = "100";

/// So many times longer do tests take with them, at most.
const MORE_TIMES: f64 = 7.0;

/// What came of one change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Noted {
    digest: String,
    /// The name of the change.
    pub(crate) change: String,
    /// Whether any test noticed it.
    pub(crate) noticed: bool,
    /// The test that did; none where something never ended or fell, or nothing was noticed.
    by: Option<String>,
}

/// Tries the changes that were not tried yet with this program; what came of all of them, in their order.
pub(crate) fn try_all(
    program: &Program,
    reached: &[Reaching],
    changes: &[&Change],
    results: &Path,
) -> Result<Vec<Noted>> {
    let text = fs::read_to_string(results).unwrap_or_default();
    let mut before = Before::read(&text, &program.digest);
    let open: Vec<&&Change> = changes.iter().filter(|change| !before.done.contains_key(&change.name)).collect();
    println!("mutants: {} changes in one program, {} of them tried before", changes.len(), changes.len() - open.len());
    let (file, done) = (Mutex::new(appending(results, &text)?), AtomicUsize::new(0));
    let noted = running::in_parallel(&open, |change| {
        let noted = try_one(program, reached, change, before.noticed_by.get(&without_place(&change.name)))?;
        let line = serde_json::to_string(&noted)? + "\n";
        file.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes())?;
        let count = done.fetch_add(1, Ordering::Relaxed) + 1;
        if count.is_multiple_of(100) {
            println!("mutants: {count} of {} tried", open.len());
        }
        Ok(noted)
    })?;
    before.done.extend(noted.into_iter().map(|noted| (noted.change.clone(), noted)));
    let of = |change: &&Change| before.done.get(&change.name).cloned().context("a change was left out");
    changes.iter().map(of).collect()
}

/// Opens the file of results; a line that was cut off by a stop is ended.
fn appending(results: &Path, text: &str) -> Result<File> {
    let mut file = OpenOptions::new().append(true).create(true).open(results).context("could not open the results")?;
    if !text.is_empty() && !text.ends_with('\n') {
        writeln!(file)?;
    }
    Ok(file)
}

/// What earlier runs wrote.
#[derive(Debug, Default, PartialEq, Eq)]
struct Before {
    /// Of this program: what came of a change, by its name.
    done: HashMap<String, Noted>,
    /// Of any: the test that noticed a change, by its name without its place.
    noticed_by: BTreeMap<String, String>,
}

impl Before {
    fn read(text: &str, digest: &str) -> Self {
        let mut before = Self::default();
        // A line that was cut off is no result.
        for noted in text.lines().filter_map(|line| serde_json::from_str::<Noted>(line).ok()) {
            if let Some(test) = &noted.by {
                before.noticed_by.insert(without_place(&noted.change), test.clone());
            }
            if noted.digest == digest {
                before.done.insert(noted.change.clone(), noted);
            }
        }
        before
    }
}

/// Tries one change. What no test reaches, none notices.
fn try_one(program: &Program, reached: &[Reaching], change: &Change, noticed_by: Option<&String>) -> Result<Noted> {
    let noted = Noted { digest: program.digest.clone(), change: change.name.clone(), noticed: false, by: None };
    let reaching: Vec<&Reaching> = reached.iter().filter(|test| test.changes.contains(&change.number)).collect();
    for turn in turns(&reaching, noticed_by.map(String::as_str)) {
        let variable = ("ARREARS_CHANGE", change.number.to_string().into());
        let Turn { tests, cases, seconds } = turn;
        match running::run(program, &Asked { tests, cases, variable, seconds })? {
            Ran::Passed(_) => {}
            Ran::Failed(test) => return Ok(Noted { noticed: true, by: Some(test), ..noted }),
            Ran::Ended => return Ok(Noted { noticed: true, ..noted }),
        }
    }
    Ok(noted)
}

/// Tests that are run together.
#[derive(Debug, PartialEq, Eq)]
struct Turn<'a> {
    tests: Vec<&'a str>,
    cases: &'static str,
    seconds: u64,
}

/// The tests that reach a change, in the turns in which they are run: the one that noticed it before, quick ones, slow ones,
/// and some with more cases.
fn turns<'a>(reaching: &[&'a Reaching], noticed_by: Option<&str>) -> Vec<Turn<'a>> {
    let part = |is_in: &dyn Fn(&Reaching) -> bool, cases, times| {
        let mut part: Vec<&Reaching> = reaching.iter().copied().filter(|test| is_in(test)).collect();
        part.sort_by(|one, other| one.seconds.total_cmp(&other.seconds));
        let seconds = bound(part.iter().map(|test| test.seconds).sum::<f64>() * times);
        Turn { tests: part.into_iter().map(|test| test.test.as_str()).collect(), cases, seconds }
    };
    let is_first = |test: &Reaching| Some(test.test.as_str()) == noticed_by;
    let is_quick = |test: &Reaching| test.seconds < QUICK_SECONDS;
    let turns = [
        part(&is_first, FEW, 1.0),
        part(&|test| !is_first(test) && is_quick(test), FEW, 1.0),
        part(&|test| !is_first(test) && !is_quick(test), FEW, 1.0),
        part(&|test| test.seconds < AGAIN_SECONDS, MORE, MORE_TIMES),
    ];
    turns.into_iter().filter(|turn| !turn.tests.is_empty()).collect()
}

/// How much processor time tests may take that took so long while nothing was changed, in whole seconds.
fn bound(seconds: f64) -> u64 {
    Duration::from_secs_f64(10.0 + 3.0 * seconds).as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(digest: &str, change: &str, by: Option<&str>) -> Noted {
        let by = by.map(str::to_owned);
        Noted { digest: digest.to_owned(), change: change.to_owned(), noticed: by.is_some(), by }
    }

    fn lines(all: &[Noted]) -> String {
        all.iter().map(|noted| serde_json::to_string(noted).unwrap() + "\n").collect()
    }

    #[test]
    fn what_was_tried_with_the_same_program_is_done() {
        let (caught, missed) = (noted("b", "src/a.rs:1:1: x", Some("t::one")), noted("b", "src/a.rs:9:1: y", None));
        let old = noted("a", "src/a.rs:7:1: z", Some("t::two"));
        let text = lines(&[old.clone(), caught.clone(), missed.clone()]);
        let before = Before::read(&text, "b");
        let done = [(caught.change.clone(), caught), (missed.change.clone(), missed)];
        assert_eq!(before.done, done.into());
        // An edit makes it begin anew, by the tests that noticed before.
        let before = Before::read(&text, "c");
        assert!(before.done.is_empty());
        let by = |change: &str| before.noticed_by.get(change).map(String::as_str);
        assert_eq!((by("src/a.rs: x"), by("src/a.rs: y"), by("src/a.rs: z")), (Some("t::one"), None, Some("t::two")));
    }

    #[test]
    fn a_line_that_was_cut_off_is_tried_again() {
        let (first, second) = (noted("b", "src/a.rs:1:1: x", None), noted("b", "src/a.rs:2:1: y", None));
        let whole = lines(&[first, second.clone()]);
        let cut = &whole[..whole.len() - 9];
        assert_eq!(Before::read(cut, "b").done.len(), 1);
        let path = std::env::temp_dir().join(format!("arrears-trial-{}", std::process::id()));
        fs::write(&path, cut).unwrap();
        appending(&path, cut).unwrap().write_all(lines(&[second]).as_bytes()).unwrap();
        let mended = fs::read_to_string(&path).unwrap();
        fs::remove_file(&path).unwrap();
        assert_eq!(Before::read(&mended, "b").done.len(), 2);
    }

    #[test]
    fn quick_tests_come_first_and_the_one_that_noticed_before_them() {
        let test = |test: &str, seconds: f64| Reaching { test: test.to_owned(), seconds, changes: [1].into() };
        let all = [test("slow", 2.0), test("middle", 0.08), test("quick", 0.01), test("quicker", 0.005)];
        let all: Vec<&Reaching> = all.iter().collect();
        let names = |noticed_by| -> Vec<(String, &str)> {
            turns(&all, noticed_by).into_iter().map(|turn| (turn.tests.join(" "), turn.cases)).collect()
        };
        let again = ("quicker quick middle".to_owned(), MORE);
        let turn = |names: &str| (names.to_owned(), FEW);
        assert_eq!(names(None), [turn("quicker quick"), turn("middle slow"), again.clone()]);
        let expected = [turn("slow"), turn("quicker quick"), turn("middle"), again.clone()];
        assert_eq!(names(Some("slow")), expected);
        assert_eq!(names(Some("gone")), names(None));
        assert!(turns(&[], Some("slow")).is_empty());
        assert_eq!(turns(&all, None).iter().map(|turn| turn.seconds).collect::<Vec<_>>(), [10, 16, 11]);
    }
}
