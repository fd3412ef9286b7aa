//! Running other programs: quietly unless they fail, with a time limit where one can hang.

use std::ffi::OsString;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use duct::Expression;
use process_wrap::std::{ChildWrapper, CommandWrap};

/// What a program printed, both streams as they came, and whether it succeeded.
#[derive(Debug)]
pub(crate) struct Output {
    /// Whether the exit status was zero.
    pub(crate) success: bool,
    /// Standard output and standard error, interleaved.
    pub(crate) text: String,
}

/// Runs a program to its end and keeps what it printed, whatever its exit status.
pub(crate) fn output(command: &Expression) -> Result<Output> {
    let done = isolated(command).stderr_to_stdout().stdout_capture().unchecked().run()?;
    Ok(Output { success: done.status.success(), text: String::from_utf8_lossy(&done.stdout).into_owned() })
}

/// Runs a program that has to succeed; if it does not, what it printed becomes the error.
pub(crate) fn checked(command: &Expression, purpose: &str) -> Result<String> {
    let done = output(command).with_context(|| format!("could not {purpose}"))?;
    if !done.success {
        bail!("could not {purpose}:\n{}", last_lines(&done.text, 60));
    }
    Ok(done.text)
}

/// Standard output of a program, trimmed, or nothing if it is absent or fails.
pub(crate) fn answer(command: &Expression) -> Option<String> {
    let done = isolated(command).stderr_null().stdout_capture().unchecked().run().ok()?;
    done.status.success().then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

/// What programs are built for here, such as `x86_64-unknown-linux-gnu`.
pub(crate) fn host() -> Result<String> {
    let said = answer(&command("rustc", ["--version", "--verbose"])).context("`rustc` does not answer")?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).context("`rustc` names no host")?;
    Ok(host.to_owned())
}

/// Runs a program with its output on this terminal.
pub(crate) fn shown(command: &Expression) -> Result<bool> {
    Ok(isolated(command).unchecked().run()?.status.success())
}

/// `cargo run` points the dynamic linker and `CARGO` at its own toolchain; another toolchain must not see that. Programs
/// are looked for in the checkout's own `target`, so cargo must not put them elsewhere.
fn isolated(command: &Expression) -> Expression {
    let others =
        ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "CARGO", "CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"];
    others.into_iter().fold(command.clone(), |command, name| command.env_remove(name))
}

/// The last lines of a text, enough to see why something failed.
pub(crate) fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines.get(lines.len().saturating_sub(count)..).unwrap_or_default().join("\n")
}

/// How a program with a time limit ended.
#[derive(Debug)]
pub(crate) enum Ending {
    /// It succeeded.
    Success,
    /// It failed, with these last words.
    Failure(String),
    /// It was stopped at the limit, with all it had started.
    TimedOut,
}

/// Runs a program in a process group of its own and stops the whole group at the limit.
pub(crate) fn within(limit: Duration, program: &str, arguments: &[&str]) -> Result<Ending> {
    let mut command = Command::new(program);
    command.args(arguments);
    told_within(limit, command).map(|(ending, _)| ending)
}

/// The same with its standard output, as far as it came.
pub(crate) fn told_within(limit: Duration, mut command: Command) -> Result<(Ending, String)> {
    let program = command.get_program().display().to_string();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = grouped(command).spawn().with_context(|| format!("could not start `{program}`"))?;
    let (told, words) = (child.stdout().take().map(read_on), child.stderr().take().map(read_on));
    let text = |reader: Option<JoinHandle<String>>| reader.and_then(|own| own.join().ok()).unwrap_or_default();
    let Some(success) = wait(child.as_mut(), limit)? else {
        child.kill().context("could not stop a program that took too long")?;
        return Ok((Ending::TimedOut, text(told)));
    };
    let ending = if success { Ending::Success } else { Ending::Failure(last_lines(&text(words), 5)) };
    Ok((ending, text(told)))
}

/// Reads what comes, beside everything else.
fn read_on(mut pipe: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // A pipe that ends early still gives what came before.
        let _ = pipe.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn grouped(command: Command) -> CommandWrap {
    let mut wrapped = CommandWrap::from(command);
    #[cfg(unix)]
    wrapped.wrap(process_wrap::std::ProcessGroup::leader());
    #[cfg(windows)]
    wrapped.wrap(process_wrap::std::JobObject);
    wrapped
}

fn wait(child: &mut dyn ChildWrapper, limit: Duration) -> Result<Option<bool>> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    while start.elapsed() < limit {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.success()));
        }
        thread::sleep(pause);
        pause = Duration::from_millis(50).min(pause * 2);
    }
    Ok(None)
}

/// Finds a program on the path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    which::which(name).ok()
}

/// Finds a program that has to be there, with a hint when it is not.
pub(crate) fn required(name: &str, hint: &str) -> Result<PathBuf> {
    find(name).with_context(|| format!("`{name}` was not found on the path: {hint}"))
}

/// A command from a program and arguments of mixed string types.
pub(crate) fn command<I>(program: impl Into<OsString>, arguments: I) -> Expression
where
    I: IntoIterator,
    I::Item: Into<OsString>,
{
    duct::cmd(program.into(), arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_lines_keeps_the_end() {
        assert_eq!(last_lines("a\nb\nc", 2), "b\nc");
        assert_eq!(last_lines("a", 5), "a");
        assert_eq!(last_lines("", 5), "");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_past_its_limit_is_stopped_with_its_children() {
        let start = Instant::now();
        let ending = within(Duration::from_millis(200), "sh", &["-c", "sleep 30 & wait"]).unwrap();
        assert!(matches!(ending, Ending::TimedOut), "{ending:?}");
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_program_says_is_kept_even_where_it_is_stopped() {
        let told = |limit: u64, text: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", text]);
            told_within(Duration::from_millis(limit), command).unwrap()
        };
        let (ending, said) = told(10_000, "echo one; echo two >&2; exit 3");
        assert!(matches!(&ending, Ending::Failure(words) if words == "two") && said == "one\n", "{ending:?} {said}");
        let (ending, said) = told(500, "echo one; sleep 30");
        assert!(matches!(ending, Ending::TimedOut) && said == "one\n", "{ending:?} {said}");
    }

    #[cfg(unix)]
    #[test]
    fn what_cargo_set_for_this_program_is_not_passed_on() {
        let shown = |command: &Expression| checked(command, "show the environment").unwrap();
        let inherited = shown(&command("sh", ["-c", "echo ${CARGO:-none} ${CARGO_TARGET_DIR:-none}"]));
        assert_eq!(inherited, "none none\n");
        let own = command("sh", ["-c", "echo $CARGO_TARGET_DIR"]).env("CARGO_TARGET_DIR", "own");
        assert_eq!(shown(&own), "own\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_failing_program_leaves_its_last_words() {
        let ending = within(Duration::from_secs(10), "sh", &["-c", "echo no such target >&2; exit 3"]).unwrap();
        assert!(matches!(&ending, Ending::Failure(words) if words == "no such target"), "{ending:?}");
        let failed = checked(&command("sh", ["-c", "echo why; exit 1"]), "do it").unwrap_err();
        assert_eq!(failed.to_string(), "could not do it:\nwhy");
    }
}
