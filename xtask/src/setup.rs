//! Set-up: each tool is looked for first and brought only if it is absent; one line of output each.

mod apt;
mod bindgen;
mod browser;
mod cargo_tools;
mod compiler;
mod java;
mod library;
mod node;
mod npm_tools;
mod python;
mod toolchain;

use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub(crate) use self::browser::Browser;
pub(crate) use self::library::Library;
pub(crate) use self::node::npm;
pub(crate) use self::python::python;
pub(crate) use self::toolchain::{TARGET, Toolchain};
use crate::Purpose;
use crate::layout::Layout;

/// What building the engine needs.
#[derive(Debug)]
pub(crate) struct EngineTools {
    /// The Rust toolchain that has the wasm target.
    pub(crate) toolchain: Toolchain,
    /// The standard library that the engine is linked with.
    pub(crate) library: Library,
    /// The folder with wasm-bindgen and wasm-bindgen-test-runner.
    pub(crate) bindgen: PathBuf,
    /// The version of wasm-bindgen in Cargo.lock.
    pub(crate) bindgen_version: String,
    /// The `node_modules` folder with the npm tools of the build.
    pub(crate) npm_tools: PathBuf,
}

/// What the tests of pipes need.
#[derive(Debug)]
pub(crate) struct PipeTools {
    /// The environment of Python that has `DuckDB`'s command line.
    pub(crate) duckdb: PathBuf,
}

/// What the tests on Spark need.
#[derive(Debug)]
pub(crate) struct SparkTools {
    /// The environment of Python that has `PySpark`.
    pub(crate) environment: PathBuf,
    /// The home of Java.
    pub(crate) java: PathBuf,
}

/// Whether a tool was there or had to be brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Found,
    Installed,
}

/// One line of the set-up's report.
#[derive(Debug)]
struct Line {
    tool: &'static str,
    state: State,
    version: String,
    place: PathBuf,
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            State::Found => "found",
            State::Installed => "installed",
        };
        write!(out, "{:<15} {state:<9} {:<24} {}", self.tool, self.version, self.place.display())
    }
}

/// Brings everything that the purpose needs.
pub(crate) fn run(layout: &Layout, purpose: Purpose) -> Result<()> {
    engine_tools(layout)?;
    site_packages(layout)?;
    match purpose {
        Purpose::Serve => Ok(()),
        Purpose::Test => {
            test_tools(layout)?;
            pipe_tools(layout).map(|_| ())
        }
    }
}

/// Brings what building the engine and the npm package needs.
pub(crate) fn engine_tools(layout: &Layout) -> Result<EngineTools> {
    let _lock = lock(&layout.cache)?;
    print(&node::check()?);
    let (toolchain, line) = toolchain::ensure(layout)?;
    print(&line);
    let (library, line) = library::ensure(layout, &toolchain);
    print(&line);
    let bindgen_version = bindgen::locked_version(&layout.root.join("Cargo.lock"))?;
    let (bindgen, line) = bindgen::ensure(layout, &bindgen_version)?;
    print(&line);
    let (npm_tools, lines) = npm_tools::ensure(layout)?;
    lines.iter().for_each(print);
    Ok(EngineTools { toolchain, library, bindgen, bindgen_version, npm_tools })
}

/// Brings the npm packages that building the page needs.
pub(crate) fn site_packages(layout: &Layout) -> Result<()> {
    let _lock = lock(&layout.cache)?;
    print(&node::ensure_packages(&layout.root.join("www"), "www packages")?);
    Ok(())
}

/// Brings what only the tests need: the browser and the test packages.
pub(crate) fn test_tools(layout: &Layout) -> Result<Browser> {
    let _lock = lock(&layout.cache)?;
    print(&node::ensure_packages(&layout.root.join("tests"), "tests packages")?);
    browser::ensure()
}

/// Brings what building the fuzz targets needs.
pub(crate) fn fuzz_tools(layout: &Layout) -> Result<()> {
    let _lock = lock(&layout.cache)?;
    print(&compiler::ensure()?);
    Ok(())
}

/// Brings what the tests of pipes need.
pub(crate) fn pipe_tools(layout: &Layout) -> Result<PipeTools> {
    let _lock = lock(&layout.cache)?;
    let (duckdb, line) = python::environment(layout, "integrations/requirements.txt", "duckdb-cli")?;
    print(&line);
    Ok(PipeTools { duckdb })
}

/// Brings what the tests on Spark need, half a gigabyte: only for a full run.
pub(crate) fn spark_tools(layout: &Layout) -> Result<SparkTools> {
    let _lock = lock(&layout.cache)?;
    let (java, line) = java::ensure()?;
    print(&line);
    let (environment, line) = python::environment(layout, "integrations/spark/requirements.txt", "pyspark")?;
    print(&line);
    Ok(SparkTools { environment, java })
}

/// Brings what looks at licences, duplicates and sources of crates.
pub(crate) fn deny_tool(layout: &Layout) -> Result<PathBuf> {
    cargo_tool(layout, cargo_tools::DENY)
}

/// Brings what mutation testing needs.
pub(crate) fn mutation_tools(layout: &Layout) -> Result<PathBuf> {
    cargo_tool(layout, cargo_tools::MUTANTS)
}

fn cargo_tool(layout: &Layout, tool: cargo_tools::CargoTool) -> Result<PathBuf> {
    let _lock = lock(&layout.cache)?;
    let (place, line) = cargo_tools::ensure(layout, tool)?;
    print(&line);
    Ok(place)
}

fn print(line: &Line) {
    println!("{line}");
}

/// Two set-ups at once wait for each other; the lock goes with the file handle.
fn lock(cache: &Path) -> Result<File> {
    fs::create_dir_all(cache).with_context(|| format!("could not create `{}`", cache.display()))?;
    let file = File::create(cache.join(".lock"))?;
    file.lock().context("could not lock the tool cache")?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_tool_state_version_and_place() {
        let line = Line {
            tool: "wasm-bindgen",
            state: State::Installed,
            version: "0.2.130".to_owned(),
            place: PathBuf::from("/c/bin"),
        };
        let words: Vec<String> = line.to_string().split_whitespace().map(str::to_owned).collect();
        assert_eq!(words, ["wasm-bindgen", "installed", "0.2.130", "/c/bin"]);
    }
}
