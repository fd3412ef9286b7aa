//! Node itself, which has to be there, and npm packages by their lock files.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use duct::Expression;

use super::{Line, State};
use crate::command::{answer, checked, command, required};
use crate::stamp::{self, Inputs};

/// The oldest Node that the build runs on.
const NODE_MIN: u32 = 20;

const HINT: &str = "install Node.js 20 or newer, which brings npm";

/// Checks that Node is there and new enough.
pub(super) fn check() -> Result<Line> {
    let place = required("node", HINT)?;
    let version = answer(&command(&place, ["--version"])).context("`node --version` failed")?;
    if major(&version).is_none_or(|major| major < NODE_MIN) {
        bail!("Node {version} is too old: {HINT}");
    }
    Ok(Line { tool: "node", state: State::Found, version, place })
}

/// The major number of a version such as `v20.1.2` or `Chromium 120.0.1`.
pub(super) fn major(version: &str) -> Option<u32> {
    let start = version.find(|letter: char| letter.is_ascii_digit())?;
    version.get(start..)?.split('.').next()?.parse().ok()
}

/// An npm command.
pub(crate) fn npm(arguments: &[&str]) -> Result<Expression> {
    Ok(command(required("npm", HINT)?, arguments).env("npm_config_update_notifier", "false"))
}

/// Brings the packages of a folder and tells so.
pub(super) fn ensure_packages(folder: &Path, tool: &'static str) -> Result<Line> {
    let state = if install(folder)? { State::Installed } else { State::Found };
    let version = format!("lock {}", lock_digest(folder)?.get(..12).unwrap_or_default());
    Ok(Line { tool, state, version, place: folder.join("node_modules") })
}

/// Brings the packages of a folder by its lock file; says whether anything had to be done.
pub(crate) fn install(folder: &Path) -> Result<bool> {
    let digest = lock_digest(folder)?;
    let mark = mark(folder);
    if stamp::is_fresh(&mark, &digest) {
        return Ok(false);
    }
    let purpose = format!("install the npm packages of `{}`", folder.display());
    checked(&npm(&["ci", "--no-audit", "--no-fund"])?.dir(folder), &purpose)?;
    stamp::write(&mark, &digest)?;
    Ok(true)
}

fn lock_digest(folder: &Path) -> Result<String> {
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        bail!("`{}` is missing", lock.display());
    }
    Ok(Inputs::default().file(&lock)?.file(&folder.join("package.json"))?.digest())
}

fn mark(folder: &Path) -> PathBuf {
    folder.join("node_modules/.installed-from")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_number_is_read_from_any_version_line() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("Chromium 156.0.8078.79 built on Debian"), Some(156));
        assert_eq!(major("none"), None);
    }
}
