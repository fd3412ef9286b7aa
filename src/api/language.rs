//! The option `locale`, which every operation takes.

use crate::json::Value;

use crate::error::{ProblemCode, Problems};
use crate::locale::Locale;
use crate::reader::{Fields, Path, report, text};

/// Reads the tag of a language.
pub(super) fn locale(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Locale> {
    let tag = text(value, path, problems)?;
    let locale = Locale::parse(tag);
    if locale.is_none() {
        report(problems, ProblemCode::UnknownLocale, path, tag, "");
    }
    locale
}

/// Reads options that may hold a language and nothing else; what it is, [`asked`] tells.
pub(super) fn only(options: &Value, problems: &mut Problems) {
    if options.is_null() {
        return;
    }
    let path = Path::Field(&Path::Root, "options");
    let fields = Fields::open(options, path, &["locale"], problems);
    fields.and_then(|fields| fields.optional("locale", path, problems, locale));
}

/// The language that the messages of a failure are wanted in; English where none can be told.
pub(super) fn asked(options: &Value) -> Locale {
    options.get("locale").and_then(Value::as_str).and_then(Locale::parse).unwrap_or_default()
}
