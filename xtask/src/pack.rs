//! The npm tarball.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::build;
use crate::command::checked;
use crate::layout::Layout;
use crate::setup::npm;

/// Builds and packs; the last line printed is the tarball's path.
pub(crate) fn run(layout: &Layout) -> Result<PathBuf> {
    build::run(layout)?;
    build::remove(&layout.pack())?;
    fs::create_dir_all(layout.pack())?;
    let folder = layout.pack().to_string_lossy().into_owned();
    checked(&npm(&["pack", "--pack-destination", &folder])?.dir(layout.npm()), "pack the npm package")?;
    let tarball = only_tarball(&layout.pack())?;
    println!("tarball         {} B", fs::metadata(&tarball)?.len());
    println!("{}", tarball.display());
    Ok(tarball)
}

fn only_tarball(folder: &Path) -> Result<PathBuf> {
    let paths = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    let mut tarballs: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == "tgz")).collect();
    if tarballs.len() > 1 {
        bail!("`npm pack` left {} tarballs in `{}`", tarballs.len(), folder.display());
    }
    tarballs.pop().with_context(|| format!("`npm pack` left no tarball in `{}`", folder.display()))
}
