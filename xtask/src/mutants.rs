//! Mutation testing: parts of the rules are changed one at a time, and some test has to notice.
//!
//! cargo-mutants lists the changes. Those that can stand side by side are compiled into one program, each behind a number by
//! which it is switched on (`one_program`); of each only the tests that reach it are run (`reach`, `trial`). The others are
//! tried by cargo-mutants itself, one by one (`one_by_one`).
//!
//! A run that was stopped goes on where it stopped. Changes that nobody can notice stand in `tests/mutants.txt`, each with
//! the reason; any other that is not noticed is a failure.

mod list;
mod messages;
mod one_by_one;
mod one_program;
mod place;
mod reach;
mod running;
#[cfg(test)]
mod switch;
mod trial;

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};

use self::list::Change;
pub(crate) use self::list::Shard;
use crate::layout::Layout;
use crate::setup;

/// Fewer cases of each property than usual: the same run is made for each of some two thousand changes.
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

/// Runs what has not been tried yet, of one part or of all, and shows what it came to.
pub(crate) fn run(layout: &Layout, shard: Option<Shard>) -> Result<ExitCode> {
    let found = try_all(layout, shard)?;
    println!("{}", found.line());
    found.missed.iter().for_each(|missed| println!("not noticed: {missed}"));
    Ok(if found.missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The same for the test run.
pub(crate) fn try_all(layout: &Layout, shard: Option<Shard>) -> Result<Found> {
    let known =
        fs::read_to_string(layout.root.join("tests/mutants.txt")).context("could not read `tests/mutants.txt`")?;
    let known: Vec<&str> = reasons(&known)?.into_iter().map(|(change, _)| change).collect();
    let tool = setup::mutation_tools(layout)?.into_os_string();
    let out = layout.target().join("mutants");
    fs::create_dir_all(&out)?;
    let changes = list::ask(layout, &tool)?;
    let program = one_program::build(&layout.root, &changes, &out)?;
    let reached = reach::find(&program, &left_out(&settings(layout)?), &out)?;
    let wanted = shard.map_or(changes.as_slice(), |shard| shard.of(&changes));
    let (together, alone): (Vec<&Change>, Vec<&Change>) =
        wanted.iter().partition(|change| program.placed.contains(&change.number));
    let noted = trial::try_all(&program, &reached, &together, &out.join("one-results.ndjson"))?;
    let missed = noted.iter().filter(|noted| !noted.noticed).map(|noted| noted.change.as_str());
    let found = Found { caught: noted.iter().filter(|noted| noted.noticed).count(), ..Found::default() };
    Ok(found.and_missed(missed, &known).and(one_by_one::try_all(layout, &tool, &alone, &out, &known)?))
}

/// The settings of cargo-mutants.
fn settings(layout: &Layout) -> Result<toml::Table> {
    let text = fs::read_to_string(layout.root.join(".cargo/mutants.toml")).context("could not read the settings")?;
    text.parse().context("the settings of cargo-mutants are no TOML")
}

/// The words by which tests are left out: those behind the `--` of what cargo is given.
fn left_out(settings: &toml::Table) -> Vec<String> {
    let words = settings.get("additional_cargo_test_args").and_then(|words| words.as_array()).into_iter().flatten();
    let words = words.filter_map(|word| word.as_str()).skip_while(|word| *word != "--").skip(1);
    words.map(str::to_owned).collect()
}

impl Found {
    /// With changes that were not noticed, told by cargo-mutants' names: those that are known change nothing.
    fn and_missed<'a>(mut self, missed: impl Iterator<Item = &'a str>, known: &[&str]) -> Self {
        let is_known = |change: &String| known.contains(&change.as_str());
        let (equivalent, missed): (Vec<String>, Vec<String>) = missed.map(without_place).partition(is_known);
        self.equivalent += equivalent.len();
        self.missed.extend(missed);
        self
    }

    /// Both together.
    fn and(mut self, other: Self) -> Self {
        self.missed.extend(other.missed);
        let [caught, equivalent] = [self.caught + other.caught, self.equivalent + other.equivalent];
        Self { caught, equivalent, missed: self.missed, unviable: self.unviable + other.unviable }
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
pub(crate) fn without_place(line: &str) -> String {
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
    fn what_is_known_is_not_missed_and_both_ways_are_added_up() {
        let known = ["src/a.rs: c"];
        let of = |caught, unviable, missed: &[&'static str]| {
            Found { caught, unviable, ..Found::default() }.and_missed(missed.iter().copied(), &known)
        };
        let found = of(2, 0, &["src/a.rs:3:1: c", "src/a.rs:4:1: d"]).and(of(1, 4, &["src/b.rs:4:1: e"]));
        let missed = vec!["src/a.rs: d".to_owned(), "src/b.rs: e".to_owned()];
        assert_eq!(found, Found { caught: 3, equivalent: 1, missed, unviable: 4 });
    }

    #[test]
    fn the_tests_of_both_ways_are_the_same() {
        let words = left_out(&settings(&Layout::find().unwrap()).unwrap());
        assert_eq!(words.first().map(String::as_str), Some("--skip"));
        assert!(words.iter().step_by(2).all(|word| word == "--skip"), "{words:?}");
        assert!(words.contains(&"tidy::".to_owned()));
    }

    /// Nothing is switched on here, and no file is named.
    #[test]
    fn a_switch_is_off_until_its_number_is_given() {
        assert!(!switch::change_is_on(7) && !switch::change_is_on(usize::MAX));
    }
}
