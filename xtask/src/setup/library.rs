//! The standard library: built anew for size from the toolchain's own source of it, or else as it ships.
//!
//! Built anew, it prefers small code to fast code, and a panic is a bare trap without a message. No panic of
//! the engine is reachable from input, so nothing is lost with the messages. The answers are the same bytes
//! either way; only the engine's size differs.

use std::path::PathBuf;
use std::time::Duration;

use duct::Expression;

use super::toolchain::{TARGET, Toolchain};
use super::{Line, State};
use crate::command::{Ending, find, last_lines, output, within};
use crate::layout::Layout;

/// Which crates are built anew.
const CRATES: &str = "-Zbuild-std=std,panic_abort";

/// The flags of the compiler that make a panic a bare trap, without the places in the source that it would name.
const BARE_TRAPS: [&str; 3] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"];

/// On a closed network `rustup component add` may hang; where it works it takes a few seconds.
const RUSTUP_LIMIT: Duration = Duration::from_secs(20);

/// The standard library that the engine is linked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Library {
    /// As it comes with the toolchain.
    Shipped,
    /// Built anew for size.
    ForSize,
}

impl Library {
    /// A cargo command that links this library; `flags` are the compiler's for the wasm target.
    pub(crate) fn cargo(self, toolchain: &Toolchain, words: &[&str], flags: &[String]) -> Expression {
        let (mut words, mut flags) = (words.to_vec(), flags.to_vec());
        if self == Self::ForSize {
            words.extend([CRATES, "-Zbuild-std-features=optimize_for_size"]);
            flags.extend(BARE_TRAPS.map(str::to_owned));
        }
        let cargo = toolchain.cargo(&words).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
        if self == Self::ForSize { unlocked(&cargo) } else { cargo }
    }
}

/// Finds the library's source, or brings it; where that fails the library stays as it ships.
pub(super) fn ensure(layout: &Layout, toolchain: &Toolchain) -> (Library, Line) {
    let found = source(toolchain);
    let state = if found.is_some() { State::Found } else { State::Installed };
    match found.map_or_else(|| bring(toolchain), Ok).and_then(|place| usable(layout, toolchain).map(|()| place)) {
        Ok(place) => (Library::ForSize, line(state, "built for size", place)),
        Err(reason) => {
            println!("the engine will be about a tenth larger: its standard library stays as shipped, since {reason}");
            (Library::Shipped, line(State::Found, "as shipped", toolchain.system_root().unwrap_or_default()))
        }
    }
}

fn line(state: State, version: &str, place: PathBuf) -> Line {
    Line { tool: "std library", state, version: version.to_owned(), place }
}

fn source(toolchain: &Toolchain) -> Option<PathBuf> {
    let folder = toolchain.system_root()?.join("lib/rustlib/src/rust/library");
    folder.join("Cargo.lock").is_file().then_some(folder)
}

fn bring(toolchain: &Toolchain) -> Result<PathBuf, String> {
    if !toolchain.is_default() || find("rustup").is_none() {
        return Err("its source is not there, and `rustup` cannot bring it".to_owned());
    }
    match within(RUSTUP_LIMIT, "rustup", &["component", "add", "rust-src"]) {
        Ok(Ending::Success) => {
            source(toolchain).ok_or_else(|| "rustup added its source, but it is not there".to_owned())
        }
        Ok(Ending::Failure(words)) => Err(format!("`rustup component add rust-src` failed ({words})")),
        Ok(Ending::TimedOut) => {
            Err(format!("`rustup component add rust-src` did not answer in {} s", RUSTUP_LIMIT.as_secs()))
        }
        Err(error) => Err(format!("`rustup component add rust-src` did not start ({error})")),
    }
}

/// Whether the compiler has the flags, and the crates that the library itself needs are there.
fn usable(layout: &Layout, toolchain: &Toolchain) -> Result<(), String> {
    let probe = [&BARE_TRAPS[..], &["--print", "cfg", "--target", TARGET]].concat();
    works(&toolchain.tool("rustc", &probe), "the compiler cannot make panics bare traps")?;
    let fetch = toolchain.cargo(&["fetch", "--locked", "--target", TARGET, CRATES]).dir(&layout.root);
    works(&fetch, "the crates that it needs cannot be fetched")
}

fn works(command: &Expression, otherwise: &str) -> Result<(), String> {
    match output(&unlocked(command)) {
        Ok(done) if done.success => Ok(()),
        Ok(done) => Err(format!("{otherwise} ({})", last_lines(&done.text, 3))),
        Err(error) => Err(format!("{otherwise} ({error})")),
    }
}

/// A command for which a stable toolchain admits what is not yet stable.
fn unlocked(command: &Expression) -> Expression {
    command.env("RUSTC_BOOTSTRAP", "1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::command;

    #[cfg(unix)]
    #[test]
    fn a_failed_probe_says_why() {
        assert_eq!(works(&command("sh", ["-c", "exit 0"]), "no"), Ok(()));
        let reason = works(&command("sh", ["-c", "echo no such flag >&2; exit 1"]), "it cannot").unwrap_err();
        assert_eq!(reason, "it cannot (no such flag)");
        assert!(works(&command("no-such-program-at-all", ["x"]), "it cannot").unwrap_err().starts_with("it cannot ("));
    }

    #[cfg(unix)]
    #[test]
    fn a_probe_admits_what_is_not_yet_stable() {
        assert_eq!(works(&command("sh", ["-c", "test \"$RUSTC_BOOTSTRAP\" = 1"]), "it is locked"), Ok(()));
    }
}
