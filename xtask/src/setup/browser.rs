//! The browser of the tests: Chromium, its driver, and fonts in which Chinese text can be seen.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::{Line, State, apt, node, print};
use crate::command::{answer, command, find};

/// Chromium's flags for unattended runs in a container: no sandbox, no traffic of its own.
pub(crate) const FLAGS: [&str; 8] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
];

/// The browser of the tests.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    /// Chromium's program.
    pub(crate) chromium: PathBuf,
    /// Its `WebDriver`.
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// The capabilities that wasm-bindgen's test runner passes to the driver.
    pub(crate) fn capabilities(&self) -> serde_json::Value {
        serde_json::json!({ "goog:chromeOptions": { "binary": self.chromium, "args": FLAGS } })
    }
}

/// Finds the browser, its driver and the fonts, or brings those that are absent.
pub(super) fn ensure() -> Result<Browser> {
    let (chromium, state) = found_or_installed(chromium, "chromium")?;
    let browser_version = version_of(&chromium)?;
    print(&Line { tool: "chromium", state, version: short(&browser_version), place: chromium.clone() });
    let (driver, state) = found_or_installed(driver, "chromium-driver")?;
    let driver_version = version_of(&driver)?;
    print(&Line { tool: "chromedriver", state, version: short(&driver_version), place: driver.clone() });
    if node::major(&browser_version) != node::major(&driver_version) {
        bail!("the driver ({driver_version}) does not fit the browser ({browser_version})");
    }
    let (fonts, state) = found_or_installed(chinese_font, "fonts-noto-cjk")?;
    print(&Line { tool: "Chinese fonts", state, version: "-".to_owned(), place: fonts });
    Ok(Browser { chromium, driver })
}

fn found_or_installed(look: impl Fn() -> Option<PathBuf>, package: &str) -> Result<(PathBuf, State)> {
    if let Some(place) = look() {
        return Ok((place, State::Found));
    }
    apt::install(&[package])?;
    let place = look().with_context(|| format!("the package `{package}` was installed, but is not found"))?;
    Ok((place, State::Installed))
}

fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    from_environment("CHROMIUM_PATH").or_else(|| names.into_iter().find_map(find))
}

fn driver() -> Option<PathBuf> {
    from_environment("CHROMEDRIVER").or_else(|| find("chromedriver"))
}

fn chinese_font() -> Option<PathBuf> {
    let fonts = answer(&command("fc-list", ["--format=%{file}\n", ":lang=zh-cn"]))?;
    fonts.lines().min().filter(|file| !file.is_empty()).map(PathBuf::from)
}

fn from_environment(name: &str) -> Option<PathBuf> {
    env::var_os(name).map(PathBuf::from).filter(|path| path.is_file())
}

fn version_of(program: &PathBuf) -> Result<String> {
    answer(&command(program, ["--version"])).with_context(|| format!("`{}` does not start", program.display()))
}

fn short(version: &str) -> String {
    version.split_whitespace().find(|word| word.contains('.')).unwrap_or(version).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_version_is_the_number_alone() {
        assert_eq!(short("Chromium 156.0.8078.79 built on Debian"), "156.0.8078.79");
        assert_eq!(short("ChromeDriver 156.0.8078.79 (abc)"), "156.0.8078.79");
    }
}
