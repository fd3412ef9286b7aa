//! The npm tools of the build itself, as `tools/package-lock.json` pins them, kept in the cache:
//! the wasm optimizer, and the bundler that puts the npm package together.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Line, State, node};
use crate::layout::Layout;
use crate::stamp::Inputs;

#[derive(Deserialize)]
struct Manifest {
    version: String,
}

/// Finds the tools in the cache, or brings them; the answer is their `node_modules`.
pub(super) fn ensure(layout: &Layout) -> Result<(PathBuf, [Line; 2])> {
    let pinned = layout.root.join("xtask/tools");
    let lock = pinned.join("package-lock.json");
    // The folder is named by content, so that two checkouts with different pins do not undo each other.
    let digest = Inputs::default().text("lock", &fs::read_to_string(&lock)?).digest();
    let cached = layout.cache.join(format!("npm-tools-{}", digest.get(..12).unwrap_or_default()));
    fs::create_dir_all(&cached)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(pinned.join(name), cached.join(name)).with_context(|| format!("could not copy `{name}`"))?;
    }
    let state = if node::install(&cached)? { State::Installed } else { State::Found };
    let modules = cached.join("node_modules");
    let line = |tool, package| described(tool, state, &modules.join(package));
    Ok((modules.clone(), [line("wasm-opt", "binaryen")?, line("esbuild", "esbuild")?]))
}

fn described(tool: &'static str, state: State, package: &Path) -> Result<Line> {
    let manifest = package.join("package.json");
    let text = fs::read_to_string(&manifest).with_context(|| format!("could not read `{}`", manifest.display()))?;
    let Manifest { version } = serde_json::from_str(&text)?;
    Ok(Line { tool, state, version, place: package.to_path_buf() })
}
