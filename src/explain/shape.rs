//! What an answer must look like to be said: every field that the words need, in the order in which it is
//! looked at, as data that one function reads.
//!
//! A table takes a fraction of the room that a reader of its own for every part of an answer would, and
//! shows the whole shape at a glance. Fields that the words do not need are left alone, so that an answer
//! of an older or a younger engine can be read.

use crate::json::Value;

use super::node::{Kind, Node, kind_of_clause, kind_of_lever, read};
use super::tables;
use crate::error::Problems;
use crate::limits::{ANSWER_ENTRIES_MAX, CLAUSES_MAX, GRACE_DAYS_MAX};
use crate::locale::Trio;
use crate::names::{self, Table};
use crate::reader::{Fields, Path, list};

/// What a value must be.
#[derive(Debug)]
pub(super) enum Shape {
    /// A value of a kind.
    Of(Kind),
    /// A value in the kind of the `fact` beside it. Where that is unknown, nothing that follows is looked at.
    OfFact(fn(&str) -> Option<Kind>),
    /// A list of at most so many.
    List(usize, &'static Shape),
    /// An object, whatever else it holds.
    Object(&'static [Field]),
    /// An object that holds nothing else.
    Closed(&'static [Field]),
    /// A name, or an object that holds nothing else.
    NameOr(Table, &'static [Field]),
}

/// A field of an object.
#[derive(Debug)]
pub(super) struct Field {
    name: &'static str,
    needed: Needed,
    shape: Shape,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug)]
enum Needed {
    Always,
    /// It is looked at only where it is there.
    Never,
    /// It is looked at only with this word as the `outcome` of the same object, and must be there then.
    With(&'static str),
}

const fn must(name: &'static str, shape: Shape) -> Field {
    Field { name, needed: Needed::Always, shape }
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field { name, needed: Needed::Never, shape }
}

const fn with(word: &'static str, name: &'static str, shape: Shape) -> Field {
    Field { name, needed: Needed::With(word), shape }
}

/// Checks a value and tells whether it could be read; every problem stands at its pointer. A part that may be
/// absent and an entry of a list can be ill without what holds it being so.
pub(super) fn check(value: &Value, shape: &Shape, path: Path<'_>, problems: &mut Problems) -> bool {
    match shape {
        Shape::Of(kind) => read(value, *kind, path, problems),
        Shape::OfFact(_) => false,
        Shape::List(most, entry) => {
            let each =
                |value, path: Path<'_>, problems: &mut Problems| check(value, entry, path, problems).then_some(());
            list(value, *most, path, problems, each).is_some()
        }
        Shape::Object(fields) => {
            Fields::open_any(value, path, problems).is_some_and(|opened| parts(opened, fields, path, problems))
        }
        Shape::NameOr(table, _) if !value.is_object() => read(value, Kind::Word(table), path, problems),
        Shape::Closed(fields) | Shape::NameOr(_, fields) => {
            let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
            Fields::open(value, path, &known, problems).is_some_and(|opened| parts(opened, fields, path, problems))
        }
    }
}

/// Checks the fields of an object.
fn parts(opened: Fields<'_>, fields: &[Field], path: Path<'_>, problems: &mut Problems) -> bool {
    let text = |name| Node(opened.get(name)).own_text();
    let mut whole = true;
    for field in fields {
        let of_fact;
        let shape = match field.shape {
            Shape::OfFact(kind) => {
                let Some(kind) = kind(text("fact")) else { return false };
                of_fact = Shape::Of(kind);
                &of_fact
            }
            _ => &field.shape,
        };
        let look = |value, path: Path<'_>, problems: &mut Problems| check(value, shape, path, problems).then_some(());
        match field.needed {
            Needed::With(word) if text("outcome") != word => {}
            Needed::Never => {
                opened.optional(field.name, path, problems, look);
            }
            Needed::Always | Needed::With(_) => {
                whole &= opened.required(field.name, path, problems, look).is_some();
            }
        }
    }
    whole
}

const TEXT: Shape = Shape::Of(Kind::Text);
const DAY: Shape = Shape::Of(Kind::Day);
const FIGURE: Shape = Shape::Of(Kind::Figure);
const SHARE: Shape = Shape::Of(Kind::Share);
const NUMBER: Shape = Shape::Of(Kind::Number);
const ROLE: Shape = Shape::Of(Kind::Word(names::ROLES));
const CLASS: Shape = Shape::Of(Kind::Word(names::CLASSES));
const OUTCOME: Shape = Shape::Of(Kind::Word(names::OUTCOMES));
const TEXTS: Shape = Shape::List(ANSWER_ENTRIES_MAX, &TEXT);
/// Several classes.
pub(super) const CLASSES: Shape = Shape::List(ANSWER_ENTRIES_MAX, &CLASS);

const fn many(shape: &'static Shape) -> Shape {
    Shape::List(ANSWER_ENTRIES_MAX, shape)
}

const fn word(table: Table) -> Shape {
    Shape::Of(Kind::Word(table))
}

const NO_WORDS: Trio = Trio::new("", "", "");

/// An answer.
pub(super) const ANSWER: Shape = Shape::Object(&[
    must("schema", word(&[("answer.v1", NO_WORDS)])),
    must("asOf", DAY),
    must("policy", POLICY),
    must("delinquency", STANDING),
    must("due", DUE),
    must("penalty", WORKING),
    must("waiver", WAIVER),
    must("installments", INSTALLMENTS),
    must("escalation", STEPS),
    may("hardship", HARDSHIP),
    may("restructure", STEP),
    may("tracking", TRACKING),
    must("conventions", CONVENTIONS),
]);

const POLICY: Shape = Shape::Object(&[must("id", TEXT), must("version", TEXT), must("fingerprint", TEXT)]);

const STANDING: Shape = Shape::Object(&[
    must("daysPastDue", NUMBER),
    may("class", CLASS),
    may("classByDays", CLASS),
    may("classByAmount", CLASS),
    may("riskTier", word(names::RISK_TIERS)),
    may("oldestDueOn", DAY),
    may("countedFrom", DAY),
]);

/// What is due.
pub(super) const DUE: Shape = Shape::Object(&[
    must("principal", FIGURE),
    must("fees", FIGURE),
    may("waived", FIGURE),
    may("interest", FIGURE),
    may("penalty", FIGURE),
    may("compound", FIGURE),
    may("total", FIGURE),
    may("dailyGrowth", FIGURE),
    may("missing", TEXTS),
]);

/// How penalty and compound interest came about.
pub(super) const WORKING: Shape = Shape::Object(&[must("lines", many(&LINE))]);

/// The names of what a line charges.
const CHARGES: Table = &[("penalty", NO_WORDS), ("compound", NO_WORDS)];

/// One charge on one arrear.
pub(super) const LINE: Shape = Shape::Object(&[
    must("arrear", TEXT),
    must("dueOn", DAY),
    must("component", word(CHARGES)),
    must("amount", FIGURE),
    must("segments", many(&SEGMENT)),
    may("adjustments", Shape::List(tables::ADJUSTED.len(), &ADJUSTMENT)),
]);

/// A setting of the policy that raised or cut a line.
pub(super) const ADJUSTMENT: Shape =
    Shape::Object(&[must("by", word(tables::ADJUSTED)), must("amount", FIGURE), must("bound", FIGURE)]);

/// A stretch of days at one rate.
pub(super) const SEGMENT: Shape = Shape::Object(&[
    must("from", DAY),
    must("to", DAY),
    must("days", NUMBER),
    must("base", FIGURE),
    must("annualRate", SHARE),
    must("exact", TEXT),
    must("amount", FIGURE),
    must("formula", TEXT),
]);

/// The fields of a decision, with those that stand beside them.
macro_rules! decision {
    ($($field:expr),* $(,)?) => {
        Shape::Object(&[
            must("outcome", OUTCOME),
            must("missing", TEXTS),
            must("clauses", many(&CLAUSE)),
            may("changes", many(&CHANGE)),
            with("no", "blocking", TEXTS),
            with("notYet", "opensOn", DAY),
            with("refer", "refersTo", ROLE),
            $($field),*
        ])
    };
}

const WAIVER: Shape = decision![
    must("approvedBy", ROLE),
    may("max", FIGURE),
    may("remaining", FIGURE),
    may("aboveMax", FIGURE),
    may("figuresMissing", TEXTS),
];

const INSTALLMENTS: Shape = decision![
    must("options", many(&PLAN)),
    must("mayDo", ROLE),
    must("approvedBy", ROLE),
    may("shortest", NUMBER),
    may("deposit", FIGURE),
    may("limit", FIGURE),
    may("figuresMissing", TEXTS),
];

const PLAN: Shape = Shape::Object(&[
    must("periods", NUMBER),
    must("payment", FIGURE),
    must("lastPayment", FIGURE),
    must("feasible", OUTCOME),
    must("schedule", many(&ROW)),
    may("shareOfIncome", SHARE),
]);

const ROW: Shape = Shape::Object(&[must("dueOn", DAY), must("payment", FIGURE), must("balance", FIGURE)]);

/// Legal action and collection agency.
pub(super) const STEPS: Shape = Shape::Object(&[must("litigation", STEP), must("agency", STEP)]);

const STEP: Shape = decision![must("approvedBy", ROLE)];

const HARDSHIP: Shape =
    decision![may("cause", LABELLED), may("measures", many(&LABELLED)), may("rights", many(&LABELLED))];

/// An agreed plan with what has become of it.
/// What has become of an agreed plan.
pub(super) const TRACKING: Shape = decision![
    must("total", FIGURE),
    must("paid", FIGURE),
    must("remaining", FIGURE),
    must("overdue", FIGURE),
    must("installments", many(&TRACKED)),
    may("next", DUE_PAYMENT),
    may("failedOn", DAY),
    may("consequences", many(&LABELLED)),
];

const TRACKED: Shape = Shape::Object(&[
    must("dueOn", DAY),
    must("amount", FIGURE),
    must("paid", FIGURE),
    must("status", word(names::INSTALLMENT_STATUSES)),
]);

const DUE_PAYMENT: Shape = Shape::Object(&[must("dueOn", DAY), must("amount", FIGURE)]);

/// Something that the policy names in its own words.
const LABELLED: Shape = Shape::Object(&[must("label", LABEL)]);

const LABEL: Shape = Shape::Object(&[must("zh-Hans", TEXT), must("zh-Hant", TEXT), must("en", TEXT)]);

const CLAUSE: Shape = Shape::Object(&[
    must("id", TEXT),
    must("group", TEXT),
    must("fact", word(names::FACTS)),
    must("operator", word(names::OPERATORS)),
    must("status", word(names::STATUSES)),
    must("decisive", Shape::Of(Kind::YesNo)),
    must("source", Shape::Object(&[must("document", TEXT), must("clause", TEXT)])),
    must("threshold", Shape::OfFact(kind_of_clause)),
    may("value", Shape::OfFact(kind_of_clause)),
    may("atLeast", Shape::OfFact(kind_of_clause)),
    may("atMost", Shape::OfFact(kind_of_clause)),
]);

const CHANGE: Shape = Shape::Object(&[
    must("by", word(names::ACTORS)),
    must("fact", LEVER),
    must("outcome", OUTCOME),
    must("to", Shape::OfFact(kind_of_lever)),
    may("atLeast", Shape::Of(Kind::YesNo)),
    may("from", Shape::OfFact(kind_of_lever)),
    may("on", DAY),
    may("lastDay", DAY),
    may("amount", FIGURE),
    may("intervals", many(&Shape::Object(&[must("from", FIGURE), must("to", FIGURE)]))),
    may("provided", many(&Shape::Object(&[must("fact", LEVER)]))),
    may("periods", NUMBER),
]);

/// What moves in a change.
const LEVER: Shape = Shape::Of(Kind::Lever);

const CONVENTIONS: Shape = Shape::Object(&[
    must("dayCount", word(names::DAY_COUNTS)),
    must("daysCounted", word(tables::DAYS_COUNTED)),
    must("rounding", Shape::Object(&[must("mode", word(names::ROUNDINGS)), must("stage", word(tables::STAGES))])),
    must("charges", SETTINGS),
    must("planInterest", word(names::PLAN_INTERESTS)),
    may("allocation", ALLOCATION),
    must("assumedNone", TEXTS),
    must("laterEvents", NUMBER),
]);

/// The settings of charges, of those that can be off only where they are on.
const SETTINGS: Shape = Shape::Object(&[
    must(
        "grace",
        Shape::Closed(&[must("days", Shape::Of(Kind::AtMost(GRACE_DAYS_MAX))), must("mode", word(tables::GRACES))]),
    ),
    must("tolerance", FIGURE),
    must("penaltyBase", word(tables::PENALTY_BASES)),
    must("feeStacking", word(tables::FEE_STACKINGS)),
    may("rateMax", SHARE),
    may("minimumCharge", FIGURE),
    may(
        "compoundRate",
        Shape::Closed(&[
            must("beforeMaturity", word(tables::CHARGED_RATES)),
            must("afterMaturity", word(tables::CHARGED_RATES)),
        ]),
    ),
    may("compoundOnPenalty", Shape::Of(Kind::YesNo)),
    may("shareOfPrincipalMax", SHARE),
    may("totalCostMax", SHARE),
]);

/// What a payment settles first, and what becomes of the rest.
const ALLOCATION: Shape = Shape::Object(&[
    must("walk", word(names::ALLOCATION_WALKS)),
    must("entries", ENTRIES),
    must("excess", word(names::EXCESS_RULES)),
    may("byDays", many(&Shape::Object(&[must("fromDays", NUMBER), may("toDays", NUMBER), must("entries", ENTRIES)]))),
]);

const ENTRIES: Shape = Shape::List(
    CLAUSES_MAX,
    &Shape::NameOr(
        names::PAYMENT_COMPONENTS,
        &[must("scope", word(names::ALLOCATION_SCOPES)), must("component", word(names::PAYMENT_COMPONENTS))],
    ),
);
