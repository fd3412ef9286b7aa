//! Python, for the second calculation that the engine is held against; its standard library is enough.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::apt;
use crate::command::find;

/// The Python to run, brought if there is none.
pub(crate) fn python() -> Result<PathBuf> {
    if let Some(found) = find("python3") {
        return Ok(found);
    }
    apt::install(&["python3-minimal", "libpython3-stdlib"])?;
    find("python3").context("`python3` was installed and is still not on the path")
}
