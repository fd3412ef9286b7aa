//! Where things are: the checkout, what is built in it, and the cache of tools outside it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that the tasks read and write.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// The root of the checkout.
    pub(crate) root: PathBuf,
    /// Tools that were built or fetched, kept apart from the checkout so that a clean clone finds them.
    pub(crate) cache: PathBuf,
}

impl Layout {
    /// Finds the folders from the place of this crate and from the environment.
    pub(crate) fn find() -> Result<Self> {
        // Cargo names the crate's folder when it runs the tool; the other is where the tool was compiled.
        let own = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&own).parent().context("the xtask crate has no parent folder")?;
        let base = cache_base(env::var_os("XDG_CACHE_HOME"), env::home_dir())
            .context("neither `XDG_CACHE_HOME` nor a home folder is set, so tools cannot be cached")?;
        Ok(Self { root: root.to_path_buf(), cache: base.join("arrears") })
    }

    /// Cargo's build folder.
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// The engine as wasm-bindgen and wasm-opt leave it.
    pub(crate) fn wasm(&self) -> PathBuf {
        self.target().join("wasm")
    }

    /// The engine for many cases, likewise.
    pub(crate) fn wasm_portfolio(&self) -> PathBuf {
        self.target().join("wasm-portfolio")
    }

    /// The JSON Schemas of the wire.
    pub(crate) fn schemas(&self) -> PathBuf {
        self.target().join("schemas")
    }

    /// The npm package folder.
    pub(crate) fn npm(&self) -> PathBuf {
        self.target().join("npm")
    }

    /// The built page.
    pub(crate) fn site(&self) -> PathBuf {
        self.target().join("site")
    }

    /// Where the npm tarball goes.
    pub(crate) fn pack(&self) -> PathBuf {
        self.target().join("pack")
    }
}

fn cache_base(xdg: Option<OsString>, home: Option<PathBuf>) -> Option<PathBuf> {
    xdg.map(PathBuf::from).filter(|path| path.is_absolute()).or_else(|| home.map(|home| home.join(".cache")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cache_follows_xdg_and_falls_back_to_the_home_folder() {
        let home = Some(PathBuf::from("/home/ann"));
        assert_eq!(cache_base(Some("/var/c".into()), home.clone()), Some(PathBuf::from("/var/c")));
        assert_eq!(cache_base(Some("relative".into()), home.clone()), Some(PathBuf::from("/home/ann/.cache")));
        assert_eq!(cache_base(None, home), Some(PathBuf::from("/home/ann/.cache")));
        assert_eq!(cache_base(None, None), None);
    }
}
