//! Python, and packages of it by their pinned requirements. For the second calculation that the engine is held against
//! the standard library is enough; Spark and `DuckDB` come from the registry, into environments in the cache.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Line, State, apt};
use crate::command::{answer, checked, command, find};
use crate::layout::Layout;
use crate::stamp::{self, Inputs};

/// The Python to run, brought if there is none.
pub(crate) fn python() -> Result<PathBuf> {
    if let Some(found) = find("python3") {
        return Ok(found);
    }
    apt::install(&["python3-minimal", "libpython3-stdlib"])?;
    find("python3").context("`python3` was installed and is still not on the path")
}

/// An environment with what a file of requirements pins by hashes, and the line that says so. What comes as source is
/// built by what `requirements-build.txt` beside it pins; where there is none, nothing is built.
pub(super) fn environment(layout: &Layout, requirements: &str, package: &'static str) -> Result<(PathBuf, Line)> {
    let python = python()?;
    let pinned = layout.root.join(requirements);
    let builders = Some(pinned.with_file_name("requirements-build.txt")).filter(|builders| builders.exists());
    let version = answer(&command(&python, ["--version"])).context("`python3 --version` failed")?;
    let pins = |file: &Path| fs::read_to_string(file).with_context(|| format!("could not read `{}`", file.display()));
    let inputs = Inputs::default().text("python", &version).text("pins", &pins(&pinned)?);
    let inputs = match &builders {
        Some(builders) => inputs.text("builders", &pins(builders)?),
        None => inputs,
    };
    let digest = inputs.digest();
    // The folder is named by content, so that two checkouts with different pins do not undo each other.
    let folder = layout.cache.join(format!("{package}-{}", digest.get(..12).unwrap_or_default()));
    let mark = folder.join(".installed-from");
    let state = if stamp::is_fresh(&mark, &digest) {
        State::Found
    } else {
        create(&python, &folder)?;
        if let Some(builders) = &builders {
            install(&folder, builders, NOTHING_IS_BUILT)?;
        }
        install(&folder, &pinned, if builders.is_some() { BUILT_BY_WHAT_IS_THERE } else { NOTHING_IS_BUILT })?;
        stamp::write(&mark, &digest)?;
        State::Installed
    };
    let version = pinned_version(&fs::read_to_string(&pinned)?, package).unwrap_or_default();
    Ok((folder.clone(), Line { tool: package, state, version, place: folder }))
}

/// An empty environment; Debian has what makes one in a package of its own.
fn create(python: &Path, folder: &Path) -> Result<()> {
    let words = ["-m".as_ref(), "venv".as_ref(), "--clear".as_ref(), folder.as_os_str()];
    let environment = command(python, words);
    if checked(&environment, "make an environment of Python").is_err() {
        apt::install(&["python3-venv"])?;
        checked(&environment, "make an environment of Python")?;
    }
    Ok(())
}

/// Every package comes as it is used.
const NOTHING_IS_BUILT: &str = "--only-binary=:all:";

/// Otherwise pip would fetch what builds a package by itself, in whatever version there is.
const BUILT_BY_WHAT_IS_THERE: &str = "--no-build-isolation";

fn install(folder: &Path, pinned: &Path, how: &str) -> Result<()> {
    let words = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--require-hashes", how, "-r"];
    let words = words.into_iter().map(OsStr::new).chain([pinned.as_os_str()]);
    let pip = command(folder.join("bin/python"), words);
    checked(&pip, &format!("install what `{}` pins", pinned.display())).map(|_| ())
}

/// The version that requirements pin of a package.
fn pinned_version(requirements: &str, package: &str) -> Option<String> {
    let pin = |line: &str| line.strip_prefix(package)?.strip_prefix("==")?.split_whitespace().next().map(str::to_owned);
    requirements.lines().find_map(pin)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each package of each file has its version and its hashes, and what builds the others comes built.
    #[test]
    fn everything_is_pinned_by_hashes() {
        let root = crate::layout::Layout::find().unwrap().root.join("integrations");
        for (pinned, packages) in
            [("requirements.txt", 1), ("spark/requirements.txt", 9), ("spark/requirements-build.txt", 1)]
        {
            let text = fs::read_to_string(root.join(pinned)).unwrap();
            let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
            let is_name = |line: &&&str| !line.starts_with(' ');
            let is_pinned = |line: &&str| line.contains("==") && line.ends_with('\\');
            let names: Vec<_> = lines.iter().filter(is_name).copied().collect();
            assert!(names.len() >= packages && names.iter().all(is_pinned), "{pinned}: {names:?}");
            assert!(lines.iter().filter(|line| line.starts_with(' ')).all(|line| line.contains("--hash=sha256:")));
            assert!(lines.iter().zip(lines.iter().skip(1)).all(|(line, next)| is_name(&line) <= next.starts_with(' ')));
        }
    }

    #[test]
    fn the_version_is_that_of_the_package_itself() {
        let pins = "pyarrow==26.0.1 \\\n    --hash=sha256:00\npyspark==4.3.0 \\\n    --hash=sha256:11\n";
        assert_eq!(pinned_version(pins, "pyspark").as_deref(), Some("4.3.0"));
        assert_eq!(pinned_version(pins, "spark"), None);
        assert_eq!(pinned_version("duckdb-cli==1.5.6 \\\n", "duckdb"), None);
    }
}
