//! The benchmarks: Rust's by `cargo bench`, the scripts beside them that time the npm package in Node and in a browser,
//! and what a million cases cost on Spark.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::command::{command, shown};
use crate::layout::Layout;
use crate::{build, pipes, setup};

#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    bench: Vec<toml::Value>,
}

/// Runs every benchmark, with its output shown; those that take long only when all are wanted.
pub(crate) fn run(layout: &Layout, full: bool) -> Result<()> {
    let manifest = fs::read_to_string(layout.root.join("Cargo.toml"))?;
    let has_benches = declares_benches(&manifest)?;
    let scripts = scripts(layout)?;
    if !has_benches && scripts.is_empty() {
        bail!("there is nothing to measure: no `[[bench]]` in Cargo.toml and no `benches/*.mjs`");
    }
    if has_benches && !shown(&command("cargo", ["bench", "--locked", "--package", "arrears"]).dir(&layout.root))? {
        bail!("`cargo bench` failed");
    }
    let mut browser = PathBuf::new();
    if !scripts.is_empty() {
        browser = setup::test_tools(layout)?.chromium;
        build::run(layout)?;
        let cargo = ["build", "--release", "--locked", "--package", "arrears-cli"];
        if !shown(&command("cargo", cargo).dir(&layout.root))? {
            bail!("the command line does not build");
        }
    }
    for script in scripts {
        let words = [Some(script.as_path()), full.then_some(Path::new("--full"))];
        let node = command("node", words.into_iter().flatten()).dir(&layout.root).env("CHROMIUM_PATH", &browser);
        if !shown(&node)? {
            bail!("`{}` failed", script.display());
        }
    }
    if !shown(&pipes::measured_on_spark(layout, &setup::spark_tools(layout)?)?)? {
        bail!("measuring on Spark failed");
    }
    Ok(())
}

fn declares_benches(manifest: &str) -> Result<bool> {
    let manifest: Manifest = toml::from_str(manifest).context("could not read Cargo.toml")?;
    Ok(!manifest.bench.is_empty())
}

fn scripts(layout: &Layout) -> Result<Vec<PathBuf>> {
    let folder = layout.root.join("benches");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut scripts: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|end| end == "mjs"));
    scripts.sort();
    Ok(scripts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn benches_are_those_of_the_manifest() {
        assert!(declares_benches("[package]\nname = \"a\"\n[[bench]]\nname = \"b\"\n").unwrap());
        assert!(!declares_benches("[package]\nname = \"a\"\n").unwrap());
        assert!(declares_benches("[[bench]").is_err());
    }
}
