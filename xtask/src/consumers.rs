//! The packed tarball, installed and used in empty projects.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use duct::Expression;

use crate::command::{command, shown};
use crate::layout::Layout;
use crate::{Purpose, pack, setup};

/// Packs and runs the consumers, with their output shown.
pub(crate) fn run(layout: &Layout, all: bool) -> Result<ExitCode> {
    setup::run(layout, Purpose::Test)?;
    let tarball = pack::run(layout)?;
    let success = shown(&expression(layout, &tarball, all))?;
    Ok(if success { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The command that runs the consumers on a tarball.
pub(crate) fn expression(layout: &Layout, tarball: &Path, all: bool) -> Expression {
    let script = layout.root.join("tests/consumers/run.mjs");
    let words = [script.as_path(), Path::new("--tarball"), tarball];
    command("node", words.into_iter().chain(all.then_some(Path::new("--all")))).dir(layout.root.join("tests"))
}
