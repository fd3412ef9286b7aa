//! Runs a binary of tests until one of them fails, while rules are changed (`cargo xtask mutants`): as cargo's runner, and
//! for the program that holds most changes at once.
//!
//! A change that is noticed need not be noticed twice. So tests that tell much in little time come first, the binary is
//! stopped at the first failure, and what a change makes go on for ever or take all memory ends soon. That the engine is
//! linked as a library of C as well is left as it is: it takes a few tenths of a second of a change's ten.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result};

/// Tests that state figures and hold a second calculation against them: most changes are noticed by these, within a
/// second.
const QUICK: [&str; 8] =
    ["vectors::", "recomputed::", "histories::", "exact::", "reference_tables::", "peers::", "interest::", "cases::"];

/// What is run, and what it may take: many times what the tests of unchanged rules do.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many bytes of memory each run of the binary may have.
    #[arg(long, default_value_t = 4 << 30)]
    memory_bytes: u64,
    /// How many seconds of processor time.
    #[arg(long, default_value_t = 90)]
    processor_seconds: u64,
    /// The binary, and the words that it is given.
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<OsString>,
}

/// What stands before the name of the test that failed.
pub(crate) const STOPPED: &str = "stopped at the first failure: ";

/// What is said where no test failed and the binary did not end well.
pub(crate) const NO_END: &str = "the tests did not come to their end";

/// What stands before the seconds of processor time that all took, where none failed.
pub(crate) const TOOK: &str = "seconds of processor time: ";

/// What cargo gives for a failed test; and what this gives for a binary that did not come to its end.
const FAILED: u8 = 101;

/// Runs the tests that the words ask for, the quick ones first.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let (binary, words) = arguments.words.split_first().context("there is no binary to run")?;
    bound(arguments)?;
    let mut out = std::io::stdout();
    for words in in_turns(words) {
        if !passes(binary, &words, &mut out)? {
            return Ok(ExitCode::from(FAILED));
        }
    }
    if let Some(seconds) = processor_seconds() {
        writeln!(out, "{TOOK}{seconds}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The words for each turn: the tests that are asked for and quick, then the others.
fn in_turns(words: &[OsString]) -> Vec<Vec<OsString>> {
    let is_filter = |at: usize| {
        let of = |at: usize| words.get(at).and_then(|word| word.to_str()).unwrap_or_default();
        let is_value = at.checked_sub(1).is_some_and(|before| TAKES_VALUE.contains(&of(before)));
        !is_value && !of(at).starts_with('-')
    };
    let is_quick = |word: &OsString| QUICK.iter().any(|quick| OsStr::new(quick) == word);
    let asked = words.iter().enumerate().filter(|(at, _)| is_filter(*at)).map(|(_, word)| word);
    let quick: Vec<OsString> = match asked.clone().count() {
        0 => QUICK.iter().map(OsString::from).collect(),
        _ => asked.clone().filter(|word| is_quick(word)).cloned().collect(),
    };
    let others: Vec<OsString> = asked.clone().filter(|word| !is_quick(word)).cloned().collect();
    let options: Vec<OsString> =
        words.iter().enumerate().filter(|(at, _)| !is_filter(*at)).map(|(_, word)| word.clone()).collect();
    let first = [quick.as_slice(), &options].concat();
    let not_again = quick.iter().flat_map(|quick| [OsString::from("--skip"), quick.clone()]).collect();
    let rest = [others.clone(), options, not_again].concat();
    let has_rest = !others.is_empty() || asked.count() == 0;
    [(!quick.is_empty()).then_some(first), has_rest.then_some(rest)].into_iter().flatten().collect()
}

/// The options of a binary of tests behind which a value stands.
const TAKES_VALUE: [&str; 6] = ["--skip", "--test-threads", "--format", "--color", "--logfile", "--shuffle-seed"];

/// Runs the binary to its end, or to the first test that fails; whether all passed.
fn passes(binary: &OsStr, words: &[OsString], out: &mut dyn Write) -> Result<bool> {
    let mut command = Command::new(binary);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("could not start `{}`", binary.display()))?;
    let said = child.stdout.take().context("the tests have no output")?;
    let failed = first_failure(said, out)?;
    if let Some(test) = &failed {
        writeln!(out, "{STOPPED}{test}")?;
        // It may have ended by itself.
        let _ = child.kill();
    }
    let status = child.wait()?;
    if failed.is_none() && !status.success() {
        writeln!(out, "{NO_END}: {status}")?;
    }
    Ok(failed.is_none() && status.success())
}

/// Passes on what the tests say; the name of the first that fails.
fn first_failure(said: impl Read, out: &mut dyn Write) -> Result<Option<String>> {
    for line in BufReader::new(said).split(b'\n') {
        let line = line?;
        out.write_all(&line)?;
        out.write_all(b"\n")?;
        if let Some(test) = failed_test(&String::from_utf8_lossy(&line)) {
            return Ok(Some(test.to_owned()));
        }
    }
    Ok(None)
}

/// The name of a test, where the line says that it failed: `test a::b ... FAILED`.
fn failed_test(line: &str) -> Option<&str> {
    let (name, result) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    // A test that is to panic says so behind its name.
    let name = name.split(" - ").next().unwrap_or(name);
    result.starts_with("FAILED").then_some(name)
}

/// Bounds what this process and those that it starts may take; a lower bound that stands already stays.
#[cfg(unix)]
fn bound(bounds: &Arguments) -> Result<()> {
    use rlimit::Resource;

    let all = [(Resource::AS, bounds.memory_bytes), (Resource::CPU, bounds.processor_seconds), (Resource::CORE, 0)];
    for (resource, bound) in all.into_iter().filter(|(resource, _)| resource.is_supported()) {
        let (_, highest) = resource.get()?;
        resource.set(bound.min(highest), highest).with_context(|| format!("could not bound {}", resource.as_name()))?;
    }
    Ok(())
}

/// Where there are no such bounds, the time that cargo-mutants gives each change is the only one.
#[cfg(not(unix))]
fn bound(_: &Arguments) -> Result<()> {
    Ok(())
}

/// The processor time of what was run: unlike the clock, it is the same whatever else the machine does.
#[cfg(unix)]
fn processor_seconds() -> Option<f64> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let time = (usage.user_time() + usage.system_time()).num_milliseconds();
    Some(std::time::Duration::from_millis(time.try_into().ok()?).as_secs_f64())
}

/// Where nobody counts it.
#[cfg(not(unix))]
fn processor_seconds() -> Option<f64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(words: &[&str]) -> Vec<String> {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        in_turns(&words).iter().map(|turn| turn.join(OsStr::new(" ")).into_string().unwrap()).collect()
    }

    #[test]
    fn quick_tests_come_first_and_none_twice() {
        assert_eq!(
            turns(&["laws::", "cases::", "--skip", "peers::slow", "vectors::", "--nocapture"]),
            [
                "cases:: vectors:: --skip peers::slow --nocapture",
                "laws:: --skip peers::slow --nocapture --skip cases:: --skip vectors::"
            ]
        );
        assert_eq!(turns(&["peers::", "--quiet"]), ["peers:: --quiet"]);
        assert_eq!(turns(&["laws::"]), ["laws::"]);
        let all = turns(&["--test-threads", "2"]);
        assert_eq!(all.len(), 2);
        assert!(all[0].starts_with("vectors:: ") && all[0].ends_with(" cases:: --test-threads 2"), "{all:?}");
        assert!(all[1].starts_with("--test-threads 2 --skip vectors:: --skip"), "{all:?}");
    }

    #[test]
    fn a_failed_test_is_known_by_its_line() {
        assert_eq!(failed_test("test a::b ... FAILED"), Some("a::b"));
        assert_eq!(failed_test("test a::b - should panic ... FAILED"), Some("a::b"));
        assert_eq!(failed_test("test a::b ... FAILED (time limit exceeded)"), Some("a::b"));
        for other in
            ["test a::b ... ok", "test result: FAILED. 1 passed", "a::b ... FAILED", "test a::b has been running"]
        {
            assert_eq!(failed_test(other), None, "{other}");
        }
    }

    #[test]
    fn output_is_passed_on_until_a_test_fails() {
        let mut out = Vec::new();
        let failed = first_failure(&b"test a ... ok\ntest b ... FAILED\ntest c ... ok\n"[..], &mut out).unwrap();
        assert_eq!((failed.as_deref(), out.as_slice()), (Some("b"), &b"test a ... ok\ntest b ... FAILED\n"[..]));
        assert_eq!(first_failure(&b"test a ... ok"[..], &mut out).unwrap(), None);
    }

    /// The names stand in `tests/it`, and none is among what is left out; one that nothing is called any more would cost
    /// time.
    #[test]
    fn quick_tests_are_there_and_not_left_out() {
        let root = crate::layout::Layout::find().unwrap().root;
        let words = std::fs::read_to_string(root.join(".cargo/mutants.toml")).unwrap();
        for quick in QUICK {
            assert!(!words.contains(quick), "{quick}");
            let module = quick.trim_end_matches("::");
            let places = [format!("tests/it/{module}.rs"), format!("tests/it/{module}/mod.rs")];
            assert!(places.iter().any(|place| root.join(place).exists()), "{quick}");
        }
    }
}
