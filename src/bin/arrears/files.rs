//! Files that are written whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::output::WrongUse;

/// A file that takes its place when all of it is there, so that what was in it before, which may be the input itself,
/// is lost to a whole one only. Until then it is a part beside it, which goes where the run does not come to its end.
/// A device or a pipe is written at once.
#[derive(Debug)]
pub(crate) struct Whole {
    /// Where it goes, with links followed.
    place: PathBuf,
    /// None where it is written at once, or has taken its place.
    part: Option<PathBuf>,
    to: BufWriter<File>,
}

impl Whole {
    /// Opens what an option names.
    pub(crate) fn open(path: &Path, option: &str) -> Result<Self> {
        let cannot = || format!("cannot write `{}`", path.display());
        let place = followed(path);
        let part = part_of(path);
        let mut how = File::options();
        // A part that is there already is not ours: it may be anything, the input too.
        let how = if part.is_some() { how.write(true).create_new(true) } else { how.append(true) };
        let file = how.open(part.as_ref().unwrap_or(&place)).map_err(|error| match (&part, error.kind()) {
            (Some(part), io::ErrorKind::AlreadyExists) => WrongUse(format!(
                "`{}` is there already: what goes to `{}` waits in it until all of it is there; move it away, or choose \
                 another --{option}",
                part.display(),
                path.display(),
            ))
            .into(),
            _ => anyhow::Error::new(error).context(cannot()),
        })?;
        Ok(Self { place, part, to: BufWriter::with_capacity(1 << 16, file) })
    }

    /// Puts everything that was written into the file.
    pub(crate) fn flushed(&mut self) -> Result<()> {
        self.to.flush().with_context(|| format!("cannot write `{}`", self.place.display()))
    }

    /// All of it is there.
    pub(crate) fn keep(mut self) -> Result<()> {
        self.flushed()?;
        if let Some(part) = &self.part {
            std::fs::rename(part, &self.place).with_context(|| format!("cannot write `{}`", self.place.display()))?;
        }
        self.part = None;
        Ok(())
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            // A part that cannot be removed harms nobody.
            let _ = std::fs::remove_file(part);
        }
    }
}

/// Where what goes to a path waits; nothing where it is written at once. `/dev/stdout` and the like may lead to a file
/// that another program holds open, which nothing must take the place of.
pub(crate) fn part_of(path: &Path) -> Option<PathBuf> {
    let is_held = (path.starts_with("/dev") && !path.starts_with("/dev/shm")) || path.starts_with("/proc");
    let is_ours = !is_held && path.metadata().map_or(true, |there_is| there_is.is_file());
    let place = followed(path);
    let mut name = place.file_name()?.to_owned();
    name.push(".part");
    is_ours.then(|| place.with_file_name(name))
}

/// The file that a link leads to, so that the link stays.
fn followed(path: &Path) -> PathBuf {
    let is_link = path.symlink_metadata().is_ok_and(|there_is| there_is.is_symlink());
    if is_link { path.canonicalize().unwrap_or_else(|_| path.to_owned()) } else { path.to_owned() }
}

/// Whether two paths lead to one file, or would if it were there.
pub(crate) fn is_one_file(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        path.canonicalize().ok().or_else(|| Some(folder.canonicalize().ok()?.join(path.file_name()?)))
    };
    one == other || place(one).is_some_and(|one| place(other) == Some(one))
}
