//! Runs tests of the program that holds all changes, within bounds and side by side.

use std::ffi::OsString;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow, bail};

use super::PROPERTY_CASES;
use super::one_program::Program;
use crate::command::{Ending, told_within};
use crate::until_failure::{NO_END, STOPPED, TOOK};

/// Tests to run, and how.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    /// The names of the tests.
    pub(crate) tests: Vec<&'a str>,
    /// How many cases of each law.
    pub(crate) cases: &'a str,
    /// What else they find in their environment.
    pub(crate) variable: (&'static str, OsString),
    /// How much processor time they may take together.
    pub(crate) seconds: u64,
}

/// How tests ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Ran {
    /// Every one passed, in so many seconds of processor time, where that is counted.
    Passed(Option<f64>),
    /// This one did not.
    Failed(String),
    /// They took too long or too much, or what they run in fell.
    Ended,
}

/// Runs tests, until the first that fails. Should this program be stopped meanwhile, they still end by their bounds.
pub(crate) fn run(program: &Program, asked: &Asked) -> Result<Ran> {
    let (name, value) = &asked.variable;
    let mut command = program.beside(&program.runner);
    command.args(["until-failure", "--processor-seconds", &asked.seconds.to_string()]).arg(&program.binary);
    command.arg("--exact").args(&asked.tests).env("PROPTEST_CASES", asked.cases).env(name, value);
    // Waiting takes no processor time, and other programs may have the processors.
    let limit = Duration::from_secs(asked.seconds * 8 + 60);
    let (ending, said) = told_within(limit, command)?;
    ran(&ending, &said)
}

fn ran(ending: &Ending, said: &str) -> Result<Ran> {
    match ending {
        Ending::Success => {
            let took = said.lines().find_map(|line| line.strip_prefix(TOOK)?.parse().ok());
            Ok(Ran::Passed(took))
        }
        Ending::TimedOut => Ok(Ran::Ended),
        Ending::Failure(words) => {
            if let Some(test) = said.lines().find_map(|line| line.strip_prefix(STOPPED)) {
                return Ok(Ran::Failed(test.to_owned()));
            }
            if said.lines().any(|line| line.starts_with(NO_END)) {
                return Ok(Ran::Ended);
            }
            bail!("could not run the tests: {words}")
        }
    }
}

/// The names of the tests that are run: all but those that the words leave out.
pub(crate) fn names(program: &Program, words: &[String]) -> Result<Vec<String>> {
    let mut command = program.beside(&program.binary);
    command.args(words).arg("--list");
    let (ending, said) = told_within(Duration::from_secs(60), command)?;
    let names: Vec<String> = said.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect();
    if !matches!(ending, Ending::Success) || names.is_empty() {
        bail!("the tests cannot be listed: {ending:?}");
    }
    Ok(names)
}

/// Few cases of each law.
pub(crate) const FEW: &str = PROPERTY_CASES;

/// Does the same for each of many, as many at a time as there are processors; what came of them, in their order.
pub(crate) fn in_parallel<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> Result<R> + Sync) -> Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let worker = || -> Result<Vec<(usize, R)>> {
        let mut own = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = all.get(index) else { return Ok(own) };
            let done = work(one).inspect_err(|_| next.store(all.len(), Ordering::Relaxed))?;
            own.push((index, done));
        }
    };
    let count = thread::available_parallelism().map_or(1, usize::from);
    let parts = thread::scope(|scope| {
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(worker)).collect();
        let ended = workers.into_iter().map(|own| own.join().map_err(|_| anyhow!("a thread fell"))?);
        ended.collect::<Result<Vec<_>>>()
    })?;
    let mut done: Vec<(usize, R)> = parts.into_iter().flatten().collect();
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, done)| done).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_are_done_in_their_order_until_one_fails() {
        let all: Vec<usize> = (0..100).collect();
        assert_eq!(in_parallel(&all, |one| Ok(one * 2)).unwrap(), (0..200).step_by(2).collect::<Vec<_>>());
        let failed = in_parallel(&all, |one| if *one == 7 { bail!("seven") } else { Ok(()) });
        assert_eq!(failed.unwrap_err().to_string(), "seven");
        assert!(in_parallel(&[], |(): &()| Ok(())).unwrap().is_empty());
    }

    #[test]
    fn only_a_test_that_failed_or_fell_has_noticed() {
        let failure = || Ending::Failure("words".to_owned());
        assert_eq!(ran(&Ending::Success, "test a ... ok\n").unwrap(), Ran::Passed(None));
        assert_eq!(ran(&Ending::Success, &format!("{TOOK}1.25\n")).unwrap(), Ran::Passed(Some(1.25)));
        assert_eq!(ran(&Ending::TimedOut, "").unwrap(), Ran::Ended);
        let failed = format!("test a::b ... FAILED\n{STOPPED}a::b\n");
        assert_eq!(ran(&failure(), &failed).unwrap(), Ran::Failed("a::b".to_owned()));
        assert_eq!(ran(&failure(), &format!("{NO_END}: signal 9\n")).unwrap(), Ran::Ended);
        assert!(ran(&failure(), "test a ... ok\n").unwrap_err().to_string().ends_with("words"));
    }
}
