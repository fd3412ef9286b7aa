//! Stamps: a step is skipped when a digest over all its inputs is the one it last succeeded with.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// A digest over named inputs, in the order in which they are added.
#[derive(Debug, Clone, Default)]
pub(crate) struct Inputs {
    hasher: Sha256,
}

impl Inputs {
    /// Adds a text, such as a version or a list of options.
    pub(crate) fn text(mut self, label: &str, text: &str) -> Self {
        self.part(label, text.as_bytes());
        self
    }

    /// Adds a file's content; an absent file counts as such.
    pub(crate) fn file(mut self, path: &Path) -> Result<Self> {
        let content = if path.is_file() { Some(read(path)?) } else { None };
        self.part(&path.to_string_lossy(), content.as_deref().unwrap_or(b"\0absent"));
        Ok(self)
    }

    /// Adds every file below a folder by its path and content, except below folders of these names.
    pub(crate) fn folder(mut self, folder: &Path, except: &[&str]) -> Result<Self> {
        for path in files(folder, except)? {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            self.part(&name, &read(&path)?);
        }
        Ok(self)
    }

    /// The digest in hexadecimal.
    pub(crate) fn digest(self) -> String {
        self.hasher.finalize().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }

    fn part(&mut self, label: &str, content: &[u8]) {
        // Lengths stand before contents so that no two lists of inputs run together to the same bytes.
        for bytes in [label.as_bytes(), content] {
            self.hasher.update((bytes.len() as u64).to_le_bytes());
            self.hasher.update(bytes);
        }
    }
}

/// Whether the stamp file holds this digest.
pub(crate) fn is_fresh(stamp: &Path, digest: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|text| text.trim() == digest)
}

/// Writes the digest of a step that succeeded.
pub(crate) fn write(stamp: &Path, digest: &str) -> Result<()> {
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(stamp, format!("{digest}\n")).with_context(|| format!("could not write `{}`", stamp.display()))
}

/// Every file below a folder in a fixed order, except below folders of these names.
pub(crate) fn files(folder: &Path, except: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let wanted =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !except.iter().any(|name| entry.file_name() == *name);
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(wanted) {
        let entry = entry.with_context(|| format!("could not list `{}`", folder.display()))?;
        if entry.file_type().is_file() {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("could not read `{}`", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_do_not_run_together() {
        let one = Inputs::default().text("a", "bc").digest();
        let other = Inputs::default().text("ab", "c").digest();
        assert_ne!(one, other);
        assert_eq!(one, Inputs::default().text("a", "bc").digest());
        assert_eq!(one.len(), 64);
    }

    #[test]
    fn a_folder_counts_names_and_contents_but_not_excluded_folders() {
        let folder = std::env::temp_dir().join(format!("arrears-stamp-{}", std::process::id()));
        let digest = || Inputs::default().folder(&folder, &["node_modules"]).unwrap().digest();
        fs::create_dir_all(folder.join("node_modules")).unwrap();
        fs::write(folder.join("a"), "1").unwrap();
        let first = digest();
        fs::write(folder.join("node_modules/b"), "2").unwrap();
        assert_eq!(first, digest());
        fs::write(folder.join("a"), "2").unwrap();
        assert_ne!(first, digest());
        fs::remove_dir_all(&folder).unwrap();
    }
}
