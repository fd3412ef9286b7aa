//! Debian packages, for what neither rustup, cargo nor npm can bring.

use std::sync::OnceLock;

use anyhow::{Context, Result, bail};

use crate::command::{answer, checked, command, find};

/// Installs packages without their recommendations.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    if find("apt-get").is_none() {
        bail!("there is no `apt-get` here; install by hand what these Debian packages hold: {}", packages.join(" "));
    }
    update()?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(packages);
    apt_get(&arguments, &format!("install the packages {}", packages.join(" ")))
}

/// The first of these packages that the package lists offer.
pub(super) fn offered<'name>(names: &[&'name str]) -> Result<&'name str> {
    update()?;
    let is_offered =
        |name: &&&str| answer(&command("apt-cache", ["policy", name])).is_some_and(|text| has_candidate(&text));
    names.iter().find(is_offered).copied().with_context(|| format!("no package of these is offered: {names:?}"))
}

/// Whether the answer of `apt-cache policy` names a version that could be installed.
fn has_candidate(policy: &str) -> bool {
    policy.lines().filter_map(|line| line.trim().strip_prefix("Candidate: ")).any(|version| version != "(none)")
}

fn update() -> Result<()> {
    static DONE: OnceLock<()> = OnceLock::new();
    if DONE.get().is_none() {
        apt_get(&["update"], "read the package lists")?;
        DONE.get_or_init(|| ());
    }
    Ok(())
}

fn apt_get(arguments: &[&str], purpose: &str) -> Result<()> {
    let mut words = elevation()?;
    words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]);
    words.extend(arguments);
    let (program, rest) = words.split_first().context("a command has at least one word")?;
    checked(&command(program, rest), purpose).map(|_| ())
}

/// The words that run a command as root.
pub(super) fn elevation() -> Result<Vec<&'static str>> {
    if answer(&command("id", ["-u"])).as_deref() == Some("0") {
        return Ok(Vec::new());
    }
    if find("sudo").is_some() {
        return Ok(vec!["sudo", "-n"]);
    }
    bail!("installing Debian packages needs root, and there is no `sudo` here")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_without_candidate_is_not_offered() {
        assert!(has_candidate("lld-19:\n  Installed: (none)\n  Candidate: 1:19.1.7-3\n"));
        assert!(!has_candidate("rustc-web:\n  Installed: (none)\n  Candidate: (none)\n"));
        assert!(!has_candidate(""));
    }
}
