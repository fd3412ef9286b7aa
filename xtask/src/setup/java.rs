//! Java, which Spark runs on.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::node::major;
use super::{Line, State, apt};
use crate::command::{answer, command, find};

/// The oldest Java that Spark 4 runs on.
const JAVA_MIN: u32 = 17;

/// What Debian calls the Javas that will do, the newest first; which of them there are depends on the release.
const PACKAGES: [&str; 3] = ["openjdk-21-jre-headless", "openjdk-17-jre-headless", "default-jre-headless"];

/// Finds a Java that is new enough, or brings one; the answer is its home.
pub(super) fn ensure() -> Result<(PathBuf, Line)> {
    let (java, state) = if let Some(java) = found() {
        (java, State::Found)
    } else {
        apt::install(&[apt::offered(&PACKAGES)?])?;
        (found().context("Java was installed, and none that is new enough is found")?, State::Installed)
    };
    let (program, version) = java;
    let home = home(&program).context("the folder of Java has no `bin`")?;
    Ok((home.clone(), Line { tool: "java", state, version, place: home }))
}

/// The program and its version, where it is new enough.
fn found() -> Option<(PathBuf, String)> {
    let at_home = env::var_os("JAVA_HOME").map(|home| Path::new(&home).join("bin/java")).filter(|java| java.is_file());
    at_home.into_iter().chain(find("java")).chain(debian()).find_map(|java| {
        // `openjdk 17.0.15 2025-04-15`, with two lines more.
        let version = answer(&command(&java, ["--version"]))?.lines().next()?.split_whitespace().nth(1)?.to_owned();
        (major(&version)? >= JAVA_MIN).then_some((java, version))
    })
}

/// Where Debian puts Javas; the one on the path may be an older one, which `update-alternatives` prefers.
fn debian() -> Vec<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib/jvm").into_iter().flatten().flatten();
    let mut javas: Vec<PathBuf> =
        folders.map(|entry| entry.path().join("bin/java")).filter(|java| java.is_file()).collect();
    javas.sort();
    javas
}

/// The folder that `bin/java` lies in, through its links.
fn home(program: &Path) -> Option<PathBuf> {
    program.canonicalize().ok()?.parent()?.parent().map(Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn java_9_and_newer_have_their_number_first() {
        assert_eq!(major("17.0.15"), Some(17));
        assert_eq!(major("1.8.0_412"), Some(1));
    }
}
