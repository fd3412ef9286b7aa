//! The changes that do not fit into one program, most of them because they compile nowhere: cargo-mutants tries them one by
//! one, each in a build of its own.

use std::collections::BTreeSet;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::list::Change;
use super::{Found, PROPERTY_CASES};
use crate::command::{command, host, shown};
use crate::layout::Layout;

/// Tries these changes but those that were noticed before; what came of all of them.
pub(crate) fn try_all(layout: &Layout, tool: &OsStr, changes: &[&Change], out: &Path, known: &[&str]) -> Result<Found> {
    if changes.is_empty() {
        return Ok(Found::default());
    }
    println!("mutants: {} changes one by one", changes.len());
    let config = out.join("one-by-one.toml");
    fs::write(&config, narrowed(&super::settings(layout)?, changes)?)?;
    let lists = out.join("mutants.out");
    // Another run counts these among what was caught before.
    let unviable = remembered(&lists, &out.join("unviable.txt"))?;
    let words = ["mutants", "--iterate", "--minimum-test-timeout", "120", "--colors", "never", "--config"];
    let mut words: Vec<OsString> = words.into_iter().map(Into::into).collect();
    words.extend([config.into(), "--output".into(), out.into()]);
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
    if !lists.join("outcomes.json").exists() {
        bail!("mutation testing has not begun; what it said stands above");
    }
    let names: BTreeSet<&str> = changes.iter().map(|change| change.name.as_str()).collect();
    Ok(in_lists(&lists, &names, &unviable, known))
}

/// The settings of the checkout, for these changes alone. cargo-mutants 27 holds fields that are left out to no pattern:
/// those of the same files are tried too, once, and not counted.
fn narrowed(settings: &toml::Table, changes: &[&Change]) -> Result<String> {
    let exactly = |change: &&Change| toml::Value::String(format!("^{}$", regex::escape(&change.name)));
    let files: BTreeSet<&str> = changes.iter().map(|change| change.file.as_str()).collect();
    let mut settings = settings.clone();
    settings.insert("examine_globs".to_owned(), files.into_iter().collect::<Vec<_>>().into());
    settings.insert("examine_re".to_owned(), changes.iter().map(exactly).collect::<Vec<_>>().into());
    toml::to_string(&settings).context("could not write the settings")
}

/// What did not compile in any run so far, the last one included.
fn remembered(lists: &Path, memory: &Path) -> Result<BTreeSet<String>> {
    let lines = |path: &Path| fs::read_to_string(path).unwrap_or_default();
    let all: BTreeSet<String> = [lines(memory), lines(&lists.join("unviable.txt"))]
        .iter()
        .flat_map(|text| text.lines())
        .map(str::to_owned)
        .collect();
    fs::write(memory, all.iter().fold(String::new(), |text, line| text + line + "\n"))?;
    Ok(all)
}

/// Counts those of the names that are in the lists of cargo-mutants, which tell of other changes too.
fn in_lists(lists: &Path, names: &BTreeSet<&str>, unviable: &BTreeSet<String>, known: &[&str]) -> Found {
    let list = |name: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(lists.join(name)).unwrap_or_default();
        text.lines().filter(|line| names.contains(line)).map(str::to_owned).collect()
    };
    let own_unviable = unviable.iter().filter(|name| names.contains(name.as_str())).cloned();
    let unviable: BTreeSet<String> = list("unviable.txt").into_iter().chain(own_unviable).collect();
    let caught = ["caught.txt", "timeout.txt", "previously_caught.txt"].into_iter().flat_map(list);
    let caught: BTreeSet<String> = caught.filter(|name| !unviable.contains(name)).collect();
    let missed = list("missed.txt");
    let found = Found { caught: caught.len(), unviable: unviable.len(), ..Found::default() };
    found.and_missed(missed.iter().map(String::as_str), known)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::list::tests::change;

    #[test]
    fn settings_are_narrowed_to_exactly_these() {
        let text = "fn f() { a + b }";
        let change = change(1, "BinaryOperator", text, "+", "*");
        let settings = "exclude_re = [\"Debug\"]\nexamine_globs = [\"src/**\"]".parse::<toml::Table>().unwrap();
        let narrowed = narrowed(&settings, &[&change]).unwrap().parse::<toml::Table>().unwrap();
        assert_eq!(narrowed["exclude_re"], settings["exclude_re"]);
        assert_eq!(narrowed["examine_globs"], vec!["src/a.rs"].into());
        let pattern = regex::Regex::new(narrowed["examine_re"][0].as_str().unwrap()).unwrap();
        assert!(pattern.is_match("src/a.rs:1:12: BinaryOperator *"));
        assert!(!pattern.is_match("src/a.rs:1:12: BinaryOperator **"));
        assert!(!pattern.is_match("xsrc/a.rs:1:12: BinaryOperator *"));
    }

    #[test]
    fn only_what_was_asked_for_is_counted_and_what_does_not_compile_once() {
        let folder = std::env::temp_dir().join(format!("arrears-mutants-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        write("unviable.txt", "src/a.rs:9:1: u\nsrc/a.rs:99:1: other\n");
        let before = remembered(&folder, &folder.join("memory.txt")).unwrap();
        assert_eq!(before.len(), 2);
        // The next run.
        write("unviable.txt", "src/a.rs:8:1: v\n");
        write("previously_caught.txt", "src/a.rs:9:1: u\nsrc/a.rs:1:1: a\nsrc/a.rs:99:1: other\n");
        write("caught.txt", "src/a.rs:2:1: b\n");
        write("timeout.txt", "src/a.rs:5:1: e\n");
        write("missed.txt", "src/a.rs:3:1: c\nsrc/a.rs:4:1: d\nsrc/a.rs:98:1: another\n");
        let numbered = [(1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (8, 'v'), (9, 'u')];
        let names = numbered.map(|(line, name)| format!("src/a.rs:{line}:1: {name}"));
        let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        let found = in_lists(&folder, &names, &before, &["src/a.rs: d"]);
        assert_eq!(remembered(&folder, &folder.join("memory.txt")).unwrap().len(), 3);
        fs::remove_dir_all(&folder).unwrap();
        let missed = vec!["src/a.rs: c".to_owned()];
        assert_eq!(found, Found { caught: 3, equivalent: 1, missed, unviable: 2 });
    }
}
