//! The packed tarball, installed and used in empty projects.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use duct::Expression;

use crate::command::{command, shown};
use crate::layout::Layout;
use crate::{Purpose, build, pack, setup};

/// Packs and runs the consumers, with their output shown.
pub(crate) fn run(layout: &Layout, all: bool) -> Result<ExitCode> {
    let browser = setup::test_tools(layout)?;
    let tarball = pack::run(layout)?;
    let checks = shown(&checks(layout, &tarball))?;
    let matrix = shown(&matrix(layout, &tarball, &browser.chromium, all))?;
    Ok(if checks && matrix { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The command that checks what a tarball holds and does, in this machine's Node.
pub(crate) fn checks(layout: &Layout, tarball: &Path) -> Expression {
    node(layout, "tests/consumers/run.mjs", [Path::new("--tarball"), tarball])
}

/// The command that uses a tarball in runtimes, bundlers and frameworks: a chosen set, or all of them.
pub(crate) fn matrix(layout: &Layout, tarball: &Path, chromium: &Path, all: bool) -> Expression {
    let words = [Path::new("--tarball"), tarball, Path::new("--chromium"), chromium];
    node(layout, "tests/consumers/matrix/run.mjs", words.into_iter().chain(all.then_some(Path::new("--all"))))
}

/// Writes anew what pages say about the package, and the report of what it offers, as it is built now.
pub(crate) fn write_pages(layout: &Layout) -> Result<()> {
    setup::run(layout, Purpose::Test)?;
    build::run(layout)?;
    for script in ["tests/consumers/pages.mjs", "tests/consumers/api.mjs"] {
        if !shown(&node(layout, script, [Path::new("--write")]))? {
            bail!("`{script}` failed");
        }
    }
    Ok(())
}

fn node<'a>(layout: &Layout, script: &str, words: impl IntoIterator<Item = &'a Path>) -> Expression {
    let words = words.into_iter().map(Path::to_path_buf);
    command("node", [layout.root.join(script)].into_iter().chain(words)).dir(layout.root.join("tests"))
}
