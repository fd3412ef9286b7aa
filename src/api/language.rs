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

/// Where options stand.
pub(super) const OPTIONS: Path<'static> = Path::Field(&Path::Root, "options");

/// What callers of an operation that a policy decides give among the options, and what never gets here: it is the
/// engine that they call.
pub(super) const POLICY: [&str; 1] = ["policy"];

/// Opens the options of an operation that a policy decides.
pub(super) fn options<'v>(value: &'v Value, known: &[&str], problems: &mut Problems) -> Option<Fields<'v>> {
    Fields::open_beside(value, OPTIONS, known, &POLICY, problems)
}

/// Reads options that may hold a language and nothing else but what was taken out before; what it is, [`asked`] tells.
pub(super) fn only(options: &Value, beside: &[&str], problems: &mut Problems) {
    if options.is_null() {
        return;
    }
    let fields = Fields::open_beside(options, OPTIONS, &["locale"], beside, problems);
    fields.and_then(|fields| fields.optional("locale", OPTIONS, problems, locale));
}

/// The language that the messages of a failure are wanted in; English where none can be told.
pub(super) fn asked(options: &Value) -> Locale {
    options.get("locale").and_then(Value::as_str).and_then(Locale::parse).unwrap_or_default()
}
