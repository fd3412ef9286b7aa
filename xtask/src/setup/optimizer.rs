//! The wasm optimizer, from the npm package that `tools/binaryen` pins, kept in the cache.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::{Line, State, node};
use crate::layout::Layout;

#[derive(Deserialize)]
struct Manifest {
    version: String,
}

/// Finds the optimizer in the cache, or brings it.
pub(super) fn ensure(layout: &Layout) -> Result<(PathBuf, Line)> {
    let pinned = layout.root.join("xtask/tools/binaryen");
    let cached = layout.cache.join("binaryen");
    fs::create_dir_all(&cached)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(pinned.join(name), cached.join(name)).with_context(|| format!("could not copy `{name}`"))?;
    }
    let state = if node::install(&cached)? { State::Installed } else { State::Found };
    let package = cached.join("node_modules/binaryen");
    let version = version(&package.join("package.json"))?;
    let place = package.join("bin/wasm-opt");
    Ok((place.clone(), Line { tool: "wasm-opt", state, version, place }))
}

fn version(manifest: &Path) -> Result<String> {
    let text = fs::read_to_string(manifest).with_context(|| format!("could not read `{}`", manifest.display()))?;
    Ok(serde_json::from_str::<Manifest>(&text)?.version)
}
