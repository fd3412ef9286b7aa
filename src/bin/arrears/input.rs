//! Where input comes from.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result};
use arrears::api::Engine;
use arrears::error::Failure;
use arrears::locale::Locale;
use arrears::policy::builtin;
use clap::Args;

use crate::output::{WrongData, WrongUse};
use crate::values::{self, Source};
use crate::words::{self, filled};

/// Whether a file is standard input.
fn is_standard(file: Option<&Path>) -> bool {
    file.is_none_or(|file| file == Path::new("-"))
}

/// Opens a file, or standard input, with its size where it has one.
pub(crate) fn open(file: Option<&Path>) -> Result<(Box<dyn Read + Send>, Option<u64>)> {
    let Some(path) = file.filter(|_| !is_standard(file)) else { return Ok((Box::new(io::stdin()), None)) };
    let file = File::open(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    let metadata = file.metadata().ok();
    if metadata.as_ref().is_some_and(fs::Metadata::is_dir) {
        anyhow::bail!("`{}` is a folder, not a file", path.display());
    }
    let size = metadata.filter(fs::Metadata::is_file).map(|metadata| metadata.len());
    Ok((Box::new(file), size))
}

/// A file as a sentence calls it: its name in backticks, or standard input.
fn shown(file: Option<&Path>, locale: Locale) -> String {
    let named = file.filter(|_| !is_standard(file)).map(|file| format!("`{}`", file.display()));
    named.unwrap_or_else(|| words::STANDARD_INPUT.of(locale).to_owned())
}

/// The text of a file, or of standard input.
pub(crate) fn text(file: Option<&Path>, locale: Locale) -> Result<String> {
    let mut bytes = Vec::new();
    let read = open(file)?.0.read_to_end(&mut bytes);
    read.with_context(|| format!("cannot read {}", shown(file, Locale::English)))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        let values = [("file", shown(file, locale)), ("line", line.to_string())];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        WrongData(filled(words::NO_UTF8, locale, &values)).into()
    })
}

/// The text of a case, or of what else a command cannot do without.
pub(crate) fn some_text(file: Option<&Path>, locale: Locale) -> Result<String> {
    let text = text(file, locale)?;
    if text.trim().is_empty() {
        return Err(WrongData(filled(words::EMPTY, locale, &[("file", &shown(file, locale))])).into());
    }
    Ok(text)
}

/// Which policy decides.
#[derive(Debug, Args)]
pub(crate) struct PolicyArgs {
    /// The policy: the id of one that ships, or a file
    #[arg(long, value_name = "ID|FILE", default_value = "cn-bank-loan", value_parser = values::policy)]
    policy: Source,
}

impl PolicyArgs {
    /// Where the policy comes from.
    pub(crate) fn source(&self) -> &Source {
        &self.policy
    }

    /// The policy, ready for many cases; the failure where its document is none.
    pub(crate) fn engine(&self, locale: Locale) -> Result<Result<Engine, Failure>> {
        engine(&self.policy, locale)
    }

    /// Standard input cannot be both the policy and the cases.
    pub(crate) fn leaves_standard_input(&self, file: Option<&Path>) -> Result<()> {
        match &self.policy {
            Source::File(policy) if is_standard(Some(policy)) && is_standard(file) => {
                Err(WrongUse("`--policy -` and the cases cannot both be standard input: give a file".to_owned()).into())
            }
            _ => Ok(()),
        }
    }
}

/// The policy of an id or in a file; the failure where its document is none.
pub(crate) fn engine(policy: &Source, locale: Locale) -> Result<Result<Engine, Failure>> {
    let engine = match policy {
        Source::Shipped(id) => Engine::builtin(id),
        Source::File(_) => Engine::compile(&document(policy, locale)?),
    };
    Ok(engine.map_err(|failure| failure.localised(locale)))
}

/// The text of a policy; of one that ships, the latest version.
pub(crate) fn document(policy: &Source, locale: Locale) -> Result<String> {
    match policy {
        Source::Shipped(id) => {
            let shipped = builtin::DOCUMENTS.iter().rfind(|(known, _)| known == id);
            Ok(shipped.map(|(_, document)| (*document).to_owned()).unwrap_or_default())
        }
        Source::File(path) => text(Some(path), locale),
    }
}
