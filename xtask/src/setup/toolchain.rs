//! A Rust toolchain that can compile for wasm32: the default one if it has or can get the target, else Debian's.
//!
//! Debian's compiler for web browsers comes with the source of its own standard library. That library is
//! built once for wasm32 and placed in the compiler's sysroot, so that plain cargo, clippy and the wasm
//! test runner all work with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use duct::Expression;

use super::{Line, State, apt};
use crate::command::{Ending, answer, checked, command, find, within};
use crate::layout::Layout;

/// The wasm target.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The name under which Debian's compiler is linked in rustup.
const DEBIAN: &str = "debian";

/// On a closed network `rustup target add` hangs; where it works it takes a few seconds.
const RUSTUP_LIMIT: Duration = Duration::from_secs(20);

/// A Rust toolchain that has the wasm target.
#[derive(Debug, Clone)]
pub(crate) struct Toolchain {
    /// The name in rustup; none for the default toolchain.
    name: Option<&'static str>,
    /// A linker from elsewhere; none if the toolchain brings its own.
    linker: Option<PathBuf>,
}

impl Toolchain {
    /// A cargo command of this toolchain, with the linker for the wasm target set.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Expression {
        let cargo = tool("cargo", self.name, arguments);
        match &self.linker {
            Some(linker) => cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker),
            None => cargo,
        }
    }

    /// A command of one of this toolchain's tools.
    pub(super) fn tool(&self, program: &str, arguments: &[&str]) -> Expression {
        tool(program, self.name, arguments)
    }

    /// Whether this is the default toolchain, which rustup manages.
    pub(super) fn is_default(&self) -> bool {
        self.name.is_none()
    }

    /// The folder that holds the compiler and its libraries.
    pub(super) fn system_root(&self) -> Option<PathBuf> {
        answer(&self.tool("rustc", &["--print", "sysroot"])).map(PathBuf::from)
    }

    /// The compiler's version, on one line.
    pub(crate) fn version(&self) -> String {
        answer(&tool("rustc", self.name, &["--version"])).unwrap_or_else(|| "unknown".to_owned())
    }
}

/// Finds a toolchain with the wasm target, or brings one.
pub(super) fn ensure(layout: &Layout) -> Result<(Toolchain, Line)> {
    if let Some(toolchain) = default_toolchain().or_else(debian_toolchain) {
        return described(toolchain, State::Found);
    }
    let refusal = match add_by_rustup()? {
        None => default_toolchain().map_or_else(|| Err("rustup added it, but it is not there".to_owned()), Ok),
        Some(refusal) => Err(refusal),
    };
    match refusal {
        Ok(toolchain) => described(toolchain, State::Installed),
        Err(refusal) => described(
            install_debian(layout).with_context(|| format!("no wasm target: {refusal}, and Debian's is no way out"))?,
            State::Installed,
        ),
    }
}

fn described(toolchain: Toolchain, state: State) -> Result<(Toolchain, Line)> {
    let place = library_folder(toolchain.name).context("the toolchain lost its wasm target")?;
    let version = toolchain.version().split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    Ok((toolchain, Line { tool: "wasm target", state, version, place }))
}

fn default_toolchain() -> Option<Toolchain> {
    library_folder(None).map(|_| Toolchain { name: None, linker: None })
}

fn debian_toolchain() -> Option<Toolchain> {
    let folder = library_folder(Some(DEBIAN))?;
    let is_current = match fs::read_to_string(stamp(&folder)) {
        Ok(built_by) => Some(built_by) == answer(&tool("rustc", Some(DEBIAN), &["-vV"])),
        // Without a stamp the library came with a package that fits its compiler.
        Err(_) => true,
    };
    is_current.then(linker).flatten().map(|linker| Toolchain { name: Some(DEBIAN), linker: Some(linker) })
}

/// The folder of the wasm target's libraries, if the toolchain has them.
fn library_folder(name: Option<&str>) -> Option<PathBuf> {
    let folder = answer(&tool("rustc", name, &["--print", "target-libdir", "--target", TARGET])).map(PathBuf::from)?;
    let entries = fs::read_dir(&folder).ok()?;
    entries.flatten().any(|entry| is_library(&entry.path(), "std")).then_some(folder)
}

fn is_library(path: &Path, name: &str) -> bool {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    file.starts_with(&format!("lib{name}-")) && file.ends_with(".rlib")
}

fn linker() -> Option<PathBuf> {
    ["wasm-ld-19", "wasm-ld", "wasm-ld-20", "wasm-ld-18", "rust-lld"].into_iter().find_map(find)
}

fn stamp(folder: &Path) -> PathBuf {
    folder.join(".built-by")
}

/// Tries rustup; an answer is the reason why it did not work.
fn add_by_rustup() -> Result<Option<String>> {
    if find("rustup").is_none() {
        return Ok(Some("there is no `rustup` to add it".to_owned()));
    }
    Ok(match within(RUSTUP_LIMIT, "rustup", &["target", "add", TARGET])? {
        Ending::Success => None,
        Ending::Failure(words) => Some(format!("`rustup target add` failed ({words})")),
        Ending::TimedOut => Some(format!("`rustup target add` did not answer in {} s", RUSTUP_LIMIT.as_secs())),
    })
}

fn install_debian(layout: &Layout) -> Result<Toolchain> {
    if find("rustup").is_none() {
        bail!("Debian's compiler is linked through `rustup`, which is not installed");
    }
    let lld = apt::offered(&["lld-19", "lld"])?;
    apt::install(&["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", lld])?;
    let build = layout.cache.join("std-build");
    let libraries = build_std(&build)?;
    place(&libraries, &build)?;
    checked(&command("rustup", ["toolchain", "link", DEBIAN, "/usr"]), "link Debian's compiler in rustup")?;
    fs::remove_dir_all(&build)?;
    debian_toolchain().context("Debian's compiler was installed, but cannot compile for wasm")
}

/// Builds the standard library for wasm32 with Debian's compiler; the answer is its libraries.
fn build_std(build: &Path) -> Result<Vec<PathBuf>> {
    const MANIFEST: &str = "[package]\nname = \"placeholder\"\nedition = \"2021\"\n\n[workspace]\n";
    fs::create_dir_all(build.join("src"))?;
    fs::write(build.join("Cargo.toml"), MANIFEST)?;
    fs::write(build.join("src/lib.rs"), "#![no_std]\n")?;
    let target = build.join("target");
    let crates = "-Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro";
    let cargo = command("/usr/bin/cargo", ["build", "--release", "--target", TARGET, crates])
        .dir(build)
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", &target)
        .env_remove("RUSTUP_TOOLCHAIN");
    checked(&cargo, "build the standard library for wasm32")?;
    let entries = fs::read_dir(target.join(TARGET).join("release/deps"))?;
    let paths = entries.flatten().map(|entry| entry.path());
    Ok(paths
        .filter(|path| path.extension().is_some_and(|end| end == "rlib") && !is_library(path, "placeholder"))
        .collect())
}

/// Replaces the wasm target's libraries in Debian's sysroot and notes which compiler made them.
fn place(libraries: &[PathBuf], build: &Path) -> Result<()> {
    let folder = Path::new("/usr/lib/rustlib").join(TARGET).join("lib");
    let version = answer(&command("/usr/bin/rustc", ["-vV"])).context("Debian's compiler does not tell its version")?;
    let note = stamp(build);
    fs::write(&note, version)?;
    let mut words = apt::elevation()?;
    words.extend(["sh", "-c", "rm -rf \"$1\" && mkdir -p \"$1\" && folder=$1 && shift && cp \"$@\" \"$folder\"", "sh"]);
    let (program, rest) = words.split_first().context("a command has at least one word")?;
    let paths = [folder].into_iter().chain(libraries.iter().cloned()).chain([note]);
    let arguments = rest.iter().map(std::ffi::OsString::from).chain(paths.map(PathBuf::into_os_string));
    checked(&command(program, arguments), "place the standard library in Debian's sysroot").map(|_| ())
}

/// A tool of a toolchain: through rustup's `+name` if it has a name.
fn tool(program: &str, name: Option<&str>, arguments: &[&str]) -> Expression {
    let plus = name.map(|name| format!("+{name}"));
    command(program, plus.into_iter().chain(arguments.iter().map(|&argument| argument.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_known_by_its_whole_name() {
        assert!(is_library(Path::new("/x/libstd-0a1b.rlib"), "std"));
        assert!(!is_library(Path::new("/x/libstd_detect-0a1b.rlib"), "std"));
        assert!(!is_library(Path::new("/x/libstd-0a1b.rmeta"), "std"));
    }
}
