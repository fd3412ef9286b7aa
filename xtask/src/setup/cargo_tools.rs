//! Tools that cargo itself brings, each built once into the cache, in a folder that is named by its version.

use std::path::PathBuf;

use anyhow::Result;

use super::{Line, State};
use crate::command::{answer, checked, command, find, output};
use crate::layout::Layout;

/// A tool with the version that is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CargoTool {
    name: &'static str,
    version: &'static str,
}

/// Licences, duplicates and sources of all crates.
pub(crate) const DENY: CargoTool = CargoTool { name: "cargo-deny", version: "0.20.2" };

/// Mutation testing.
pub(crate) const MUTANTS: CargoTool = CargoTool { name: "cargo-mutants", version: "27.1.0" };

/// Finds the tool in that version on the path or in the cache, or builds it into the cache.
pub(super) fn ensure(layout: &Layout, tool: CargoTool) -> Result<(PathBuf, Line)> {
    let CargoTool { name, version } = tool;
    let root = layout.cache.join(format!("{name}-{version}"));
    let cached = root.join("bin").join(name);
    let is_it = |program: &PathBuf| {
        let said = answer(&command(program, [name.trim_start_matches("cargo-"), "--version"]));
        said.is_some_and(|text| text.split_whitespace().nth(1) == Some(version))
    };
    let found = find(name).into_iter().chain([cached.clone()]).find(is_it);
    let state = if found.is_some() { State::Found } else { State::Installed };
    let place = if let Some(place) = found {
        place
    } else {
        let exact = format!("={version}");
        let install = |more: &[&str]| {
            let words = ["install", name, "--version", &exact, "--force", "--quiet", "--root"];
            let arguments = words.into_iter().map(Into::into).chain([root.as_os_str().to_owned()]);
            command("cargo", arguments.chain(more.iter().map(Into::into))).dir(std::env::temp_dir())
        };
        // The tool's own lock file may name a crate that has been withdrawn since; then the newest that fit will do.
        if !output(&install(&["--locked"]))?.success {
            checked(&install(&[]), &format!("build {name}"))?;
        }
        cached
    };
    let line = Line { tool: name, state, version: version.to_owned(), place: place.clone() };
    Ok((place, line))
}
