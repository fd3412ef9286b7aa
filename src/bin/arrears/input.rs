//! Where input comes from.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use arrears::api::Engine;
use arrears::error::Failure;
use clap::Args;

/// Whether a file is standard input.
fn is_standard(file: Option<&Path>) -> bool {
    file.is_none_or(|file| file == Path::new("-"))
}

/// Opens a file, or standard input, with its size where it has one.
pub(crate) fn open(file: Option<&Path>) -> Result<(Box<dyn Read + Send>, Option<u64>)> {
    let Some(path) = file.filter(|_| !is_standard(file)) else { return Ok((Box::new(io::stdin()), None)) };
    let file = File::open(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    let size = file.metadata().ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
    Ok((Box::new(file), size))
}

/// The text of a file, or of standard input.
pub(crate) fn text(file: Option<&Path>) -> Result<String> {
    let shown = || file.filter(|_| !is_standard(file)).map_or("standard input".into(), Path::to_string_lossy);
    let mut bytes = Vec::new();
    open(file)?.0.read_to_end(&mut bytes).with_context(|| format!("cannot read `{}`", shown()))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    String::from_utf8(bytes).with_context(|| format!("`{}` is no text in UTF-8", shown()))
}

/// Which policy decides.
#[derive(Debug, Args)]
pub(crate) struct PolicyArgs {
    /// The policy: the id of one that ships, or a file
    #[arg(long, value_name = "ID|FILE", default_value = "cn-bank-loan")]
    policy: String,
}

impl PolicyArgs {
    /// The policy, ready for many cases; the failure where its document is none.
    pub(crate) fn engine(&self) -> Result<Result<Engine, Failure>> {
        engine(&self.policy)
    }
}

/// The policy of an id or in a file; the failure where its document is none.
pub(crate) fn engine(policy: &str) -> Result<Result<Engine, Failure>> {
    match document(policy)? {
        Some(document) => Ok(Engine::compile(&document)),
        None => Ok(Engine::builtin(policy)),
    }
}

/// The text of a policy that is given as a file; nothing where an id is given.
pub(crate) fn document(policy: &str) -> Result<Option<String>> {
    let path = PathBuf::from(policy);
    let is_file =
        policy == "-" || path.extension().is_some() || policy.contains(std::path::MAIN_SEPARATOR) || path.exists();
    if is_file { text(Some(&path)).map(Some) } else { Ok(None) }
}
