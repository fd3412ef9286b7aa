//! A C++ compiler, which libFuzzer is built with.

use anyhow::{Context, Result};

use super::{Line, State, apt};
use crate::command::{answer, command, find};

/// Finds a C++ compiler on the path, or installs Debian's.
pub(super) fn ensure() -> Result<Line> {
    let (state, place) = if let Some(place) = find("c++") {
        (State::Found, place)
    } else {
        apt::install(&["g++"])?;
        (State::Installed, find("c++").context("`c++` was not found on the path after its installation")?)
    };
    let version = answer(&command(&place, ["-dumpfullversion"])).unwrap_or_default();
    Ok(Line { tool: "c++", state, version, place })
}
