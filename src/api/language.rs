//! The option `locale`, which every operation takes.

use serde_json::Value;

use crate::error::{ProblemCode, Problems};
use crate::locale::Locale;
use crate::reader::{Path, report, text};

/// Reads the tag of a language.
pub(super) fn locale(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Locale> {
    let tag = text(value, path, problems)?;
    let locale = Locale::parse(tag);
    if locale.is_none() {
        report(problems, ProblemCode::UnknownLocale, path, tag, "");
    }
    locale
}

/// The language that the messages of a failure are wanted in; English where none can be told.
pub(super) fn asked(options: &Value) -> Locale {
    options.get("locale").and_then(Value::as_str).and_then(Locale::parse).unwrap_or_default()
}
