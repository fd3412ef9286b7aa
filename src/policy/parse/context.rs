//! What every section of a policy is read with: sources, cited values, words, bands, small lists.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::json::Value;

use crate::calendar::Date;
use crate::error::{ProblemCode, Problems};
use crate::limits::{CLAUSES_MAX, PERIODS_MAX, POLICY_SHARE_SCALE};
use crate::money::{Rate, Rounding};
use crate::policy::collection::Item;
use crate::policy::dated::Dated;
use crate::policy::model::{Cited, Condition, Confidence, ContactOutcome, Document, Role, Source, Words};
use crate::policy::parse::conditions::{Clauses, Scope};
use crate::reader::{Fields, Path, count, date, list, nearest, one_of, rate, report, text};

/// A text that is not blank.
pub(super) fn owned(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<String> {
    let text = text(value, path, problems)?;
    if text.trim().is_empty() {
        report(problems, ProblemCode::Required, path, "", "");
        return None;
    }
    Some(text.to_owned())
}

/// The ids of a list, also of entries in which something else is broken.
pub(super) fn ids_in(entries: Option<&Value>) -> Vec<&str> {
    let entries = entries.and_then(Value::as_array).into_iter().flatten();
    entries.filter_map(|entry| entry.get("id").and_then(Value::as_str)).collect()
}

/// Reports each id of a list that stands on an earlier entry already.
pub(super) fn check_ids(entries: Option<&Value>, field: &str, path: Path<'_>, problems: &mut Problems) {
    let mut seen: Vec<&str> = Vec::new();
    for (index, entry) in entries.and_then(Value::as_array).into_iter().flatten().enumerate() {
        let Some(id) = entry.get(field).and_then(Value::as_str) else { continue };
        if seen.contains(&id) {
            report(problems, ProblemCode::DuplicateId, path.entry(index).field(field), id, "");
        }
        seen.push(id);
    }
}

pub(super) fn words(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Words> {
    let fields = Fields::open(value, path, &["zh-Hans", "zh-Hant", "en"], problems)?;
    let simplified = fields.required("zh-Hans", path, problems, owned);
    let traditional = fields.required("zh-Hant", path, problems, owned);
    let en = fields.required("en", path, problems, owned);
    Some(Words { simplified: simplified?, traditional: traditional?, en: en? })
}

pub(super) fn document(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Document> {
    let fields = Fields::open(value, path, &["id", "title"], problems)?;
    let id = fields.required("id", path, problems, owned);
    let title = fields.required("title", path, problems, words);
    Some(Document { id: id?, title: title? })
}

pub(super) fn share(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Rate> {
    let share = rate(value, path, problems)?;
    if share.scale() > POLICY_SHARE_SCALE {
        let given = share.to_string();
        report(problems, ProblemCode::TooManyDecimals, path, &given, &POLICY_SHARE_SCALE.to_string());
        return None;
    }
    Some(share)
}

pub(super) fn rounding(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Rounding> {
    one_of(value, &Rounding::NAMES, path, problems)
}

pub(super) fn role(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Role> {
    one_of(value, &Role::NAMES, path, problems)
}

pub(super) fn periods(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    let number = count(value, path, problems)?;
    let (code, bound) = match number {
        0 => (ProblemCode::CountTooSmall, 1),
        number if number > PERIODS_MAX => (ProblemCode::CountTooLarge, PERIODS_MAX),
        number => return Some(number),
    };
    report(problems, code, path, &number.to_string(), &bound.to_string());
    None
}

pub(super) fn outcomes(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<ContactOutcome>> {
    list(value, ContactOutcome::NAMES.len(), path, problems, |value, path, problems| {
        one_of(value, &ContactOutcome::NAMES, path, problems)
    })
}

/// What reading a section has to know of the rest of the document.
#[derive(Clone, Copy)]
pub(super) struct Context<'d> {
    /// Ids of the documents that the policy lists.
    pub(super) documents: &'d [&'d str],
    /// Ids of the clauses read so far, over all conditions.
    pub(super) clause_ids: &'d RefCell<BTreeSet<String>>,
}

impl Context<'_> {
    pub(super) fn source(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Source> {
        let known = ["document", "clause", "confidence", "effectiveFrom", "reviewBy", "reading"];
        let fields = Fields::open(value, path, &known, problems)?;
        let document = fields.required("document", path, problems, owned);
        let clause = fields.required("clause", path, problems, owned);
        let confidence = fields.required("confidence", path, problems, |value, path, problems| {
            one_of(value, &Confidence::NAMES, path, problems)
        });
        let effective_from = fields.required("effectiveFrom", path, problems, date);
        let review_by = fields.required("reviewBy", path, problems, date);
        let reading = fields.optional("reading", path, problems, owned);
        self.check_document(document.as_deref(), path.field("document"), problems);
        check_bounds(effective_from, review_by, path.field("reviewBy"), problems);
        let document = document?;
        let (clause, confidence) = (clause?, confidence?);
        Some(Source { document, clause, confidence, effective_from: effective_from?, review_by: review_by?, reading })
    }

    fn check_document(self, id: Option<&str>, path: Path<'_>, problems: &mut Problems) {
        if let Some(id) = id.filter(|id| !self.documents.contains(id)) {
            report(problems, ProblemCode::UnknownDocument, path, id, nearest(id, self.documents).unwrap_or(""));
        }
    }

    pub(super) fn cited<T>(
        self,
        fields: Fields<'_>,
        name: &str,
        path: Path<'_>,
        problems: &mut Problems,
        read: impl FnOnce(&Value, Path<'_>, &mut Problems) -> Option<T>,
    ) -> Option<Cited<T>> {
        fields.required(name, path, problems, |value, path, problems| {
            let fields = Fields::open(value, path, &["value", "source"], problems)?;
            self.cited_in(fields, path, problems, read)
        })
    }

    /// A cited value that may say what it was before its source held.
    pub(super) fn dated<T>(
        self,
        fields: Fields<'_>,
        name: &str,
        path: Path<'_>,
        problems: &mut Problems,
        read: impl Fn(&Value, Path<'_>, &mut Problems) -> Option<T>,
    ) -> Option<Dated<T>> {
        fields.required(name, path, problems, |value, path, problems| {
            let fields = Fields::open(value, path, &["value", "source", "earlier"], problems)?;
            let earlier = fields.optional("earlier", path, problems, |value, path, problems| {
                list(value, CLAUSES_MAX, path, problems, |value, path, problems| {
                    let fields = Fields::open(value, path, &["value", "source"], problems)?;
                    self.cited_in(fields, path, problems, &read)
                })
            });
            let latest = self.cited_in(fields, path, problems, &read)?;
            let dated = Dated { latest, earlier: earlier.unwrap_or_default() };
            check_rising(&dated, path, problems);
            Some(dated)
        })
    }

    fn cited_in<T>(
        self,
        fields: Fields<'_>,
        path: Path<'_>,
        problems: &mut Problems,
        read: impl FnOnce(&Value, Path<'_>, &mut Problems) -> Option<T>,
    ) -> Option<Cited<T>> {
        let value = fields.required("value", path, problems, read);
        let source = self.source_of(fields, path, problems);
        Some(Cited { value: value?, source: source? })
    }

    pub(super) fn section<T>(
        self,
        fields: Fields<'_>,
        name: &str,
        path: Path<'_>,
        problems: &mut Problems,
        read: impl FnOnce(Self, &Value, Path<'_>, &mut Problems) -> Option<T>,
    ) -> Option<T> {
        fields.required(name, path, problems, |value, path, problems| read(self, value, path, problems))
    }

    pub(super) fn condition(
        self,
        fields: Fields<'_>,
        scope: Scope,
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Condition> {
        fields.required("condition", path, problems, |value, path, problems| {
            self.condition_at(value, scope, path, problems)
        })
    }

    pub(super) fn condition_at(
        self,
        value: &Value,
        scope: Scope,
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Condition> {
        let mut clauses = Clauses { context: self, scope, count: 0 };
        let root = clauses.node(value, "", 0, path, problems)?;
        if clauses.count > CLAUSES_MAX {
            let (given, most) = (clauses.count.to_string(), CLAUSES_MAX.to_string());
            report(problems, ProblemCode::TooManyItems, path, &given, &most);
        }
        Some(Condition { root, clause_count: clauses.count })
    }

    pub(super) fn items(
        self,
        fields: Fields<'_>,
        name: &str,
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Vec<Item>> {
        check_ids(fields.get(name), "id", path.field(name), problems);
        fields.required(name, path, problems, |value, path, problems| {
            list(value, CLAUSES_MAX, path, problems, |value, path, problems| self.item(value, path, problems))
        })
    }

    fn item(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Item> {
        let fields = Fields::open(value, path, &["id", "label", "source"], problems)?;
        self.item_of(fields, path, problems)
    }

    /// A named point, where further fields may stand beside it.
    pub(super) fn item_of(self, fields: Fields<'_>, path: Path<'_>, problems: &mut Problems) -> Option<Item> {
        let id = fields.required("id", path, problems, owned);
        let label = fields.required("label", path, problems, words);
        let source = self.source_of(fields, path, problems);
        Some(Item { id: id?, label: label?, source: source? })
    }

    pub(super) fn source_of(self, fields: Fields<'_>, path: Path<'_>, problems: &mut Problems) -> Option<Source> {
        if fields.get("source").is_none() {
            report(problems, ProblemCode::MissingSource, path.field("source"), "", "");
        }
        fields.optional("source", path, problems, |value, path, problems| self.source(value, path, problems))
    }
}

/// Reports a source that does not hold from a later day than the one before it.
fn check_rising<T>(dated: &Dated<T>, path: Path<'_>, problems: &mut Problems) {
    let days = || dated.all().map(|cited| cited.source.effective_from);
    for (index, (first, next)) in days().zip(days().skip(1)).enumerate() {
        if first >= next {
            let at = path.field("earlier");
            report(problems, ProblemCode::ScaleBroken, at.entry(index), &next.to_string(), &first.to_string());
        }
    }
}

/// Reports a first day that lies after its last.
pub(super) fn check_bounds(first: Option<Date>, last: Option<Date>, path: Path<'_>, problems: &mut Problems) {
    if let (Some(first), Some(last)) = (first, last)
        && first > last
    {
        report(problems, ProblemCode::BoundsCrossed, path, &first.to_string(), &last.to_string());
    }
}
