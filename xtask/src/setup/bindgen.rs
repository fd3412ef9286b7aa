//! The wasm-bindgen command line, which has to be of exactly the version that the engine is compiled with.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Line, State};
use crate::command::{answer, checked, command, find, output};
use crate::layout::Layout;

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
}

/// The version of wasm-bindgen in Cargo.lock.
pub(super) fn locked_version(lock: &Path) -> Result<String> {
    let text = fs::read_to_string(lock).with_context(|| format!("could not read `{}`", lock.display()))?;
    version_in(&text).with_context(|| format!("`{}` names no wasm-bindgen", lock.display()))
}

fn version_in(lock: &str) -> Option<String> {
    let lock: Lock = toml::from_str(lock).ok()?;
    lock.package.into_iter().find(|package| package.name == "wasm-bindgen").map(|package| package.version)
}

/// Finds the tools of that version on the path or in the cache, or builds them into the cache.
pub(super) fn ensure(layout: &Layout, version: &str) -> Result<(PathBuf, Line)> {
    let root = layout.cache.join(format!("wasm-bindgen-{version}"));
    let on_path = find("wasm-bindgen").and_then(|tool| tool.parent().map(Path::to_path_buf));
    let cached = root.join("bin");
    let found = on_path.into_iter().chain([cached.clone()]).find(|folder| is_of_version(folder, version));
    if let Some(folder) = found {
        return Ok(described(folder, version, State::Found));
    }
    install(&root, version)?;
    Ok(described(cached, version, State::Installed))
}

fn described(folder: PathBuf, version: &str, state: State) -> (PathBuf, Line) {
    let line = Line { tool: "wasm-bindgen", state, version: version.to_owned(), place: folder.clone() };
    (folder, line)
}

fn is_of_version(folder: &Path, version: &str) -> bool {
    let says = |tool: &str| answer(&command(folder.join(tool), ["--version"]));
    let expected = |tool: &str| says(tool).as_deref().and_then(|text| text.split_whitespace().nth(1)) == Some(version);
    expected("wasm-bindgen") && expected("wasm-bindgen-test-runner")
}

fn install(root: &Path, version: &str) -> Result<()> {
    let exact = format!("={version}");
    let install = |more: &[&str]| {
        let words = ["install", "wasm-bindgen-cli", "--version", &exact, "--force", "--quiet", "--root"];
        let arguments = words.into_iter().map(Into::into).chain([root.as_os_str().to_owned()]);
        command("cargo", arguments.chain(more.iter().map(Into::into))).dir(std::env::temp_dir())
    };
    // The tool's own lock file may name a crate that has been withdrawn since; then the newest that fit will do.
    if output(&install(&["--locked"]))?.success {
        return Ok(());
    }
    checked(&install(&[]), "build the wasm-bindgen command line").map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_crate_itself() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock).as_deref(), Some("0.2.130"));
        assert_eq!(version_in("version = 4\n\n[[package]]\nname = \"serde\"\nversion = \"1.0.0\"\n"), None);
        assert_eq!(version_in("not a lock file"), None);
    }
}
