//! Reads a policy document into its model, reporting every problem with its place.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::calendar::{Date, DayCount};
use crate::error::{Failure, FailureCode, Problem, ProblemCode, Problems};
use crate::limits::{CLAUSES_MAX, CONDITION_DEPTH_MAX, INPUT_BYTES_MAX, PERIODS_MAX, POLICY_SHARE_SCALE};
use crate::money::{Rate, Rounding};
use crate::policy::model::{
    Cited, Class, Compare, Condition, Confidence, ContactOutcome, DayBand, Delinquency, Document, Escalation, Fact,
    FactKind, Installment, Node, Operator, Penalty, PlanInterest, Policy, RiskTier, Role, Source, Step, Threshold,
    Waiver, Words,
};
use crate::reader::{Fields, Path, count, date, list, money, one_of, rate, report, text, wrong_type, yes_no};

/// Reads one policy document from JSON text.
///
/// # Errors
/// `invalidPolicy` with every problem found: unknown keys, wrong types, missing sources, broken
/// scales, thresholds of another kind than their fact.
pub fn policy(document: &str) -> Result<Policy, Failure> {
    if document.len() > INPUT_BYTES_MAX {
        let given = document.len().to_string();
        let problem = Problem::new(ProblemCode::InputTooLarge, String::new(), &given, &INPUT_BYTES_MAX.to_string());
        return Err(Failure::one(FailureCode::InvalidPolicy, problem));
    }
    let value: Value = serde_json::from_str(document).map_err(|error| {
        let problem = Problem::new(ProblemCode::NotJson, String::new(), &error.to_string(), "");
        Failure::one(FailureCode::InvalidPolicy, problem)
    })?;
    let mut problems = Problems::new();
    whole_numbers_only(&value, Path::Root, &mut problems);
    let policy = read_policy(&value, &mut problems);
    problems.finish(policy, FailureCode::InvalidPolicy)
}

/// SHA-256 over the RFC 8785 bytes of the document, in hexadecimal.
///
/// Object keys of a policy are ASCII and its numbers are whole, so that sorted keys and the shortest
/// escapes, which is how `serde_json` prints a tree, are already the canonical form.
#[must_use]
pub fn fingerprint(document: &Value) -> String {
    let bytes = serde_json::to_string(document).unwrap_or_default();
    let digest = Sha256::digest(bytes.as_bytes());
    let hexadecimal = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    hexadecimal.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
}

/// Amounts, rates and shares of a policy are text; its numbers are whole, so that they have one
/// canonical form.
fn whole_numbers_only(value: &Value, path: Path<'_>, problems: &mut Problems) {
    match value {
        Value::Number(number) if !number.to_string().bytes().all(|byte| byte.is_ascii_digit()) => {
            report(problems, ProblemCode::NotAWholeNumber, path, &number.to_string(), "");
        }
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                whole_numbers_only(entry, path.entry(index), problems);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                whole_numbers_only(field, path.field(name), problems);
            }
        }
        _ => {}
    }
}

fn read_policy(value: &Value, problems: &mut Problems) -> Option<Policy> {
    let known = [
        "schema",
        "id",
        "version",
        "title",
        "effectiveFrom",
        "effectiveTo",
        "documents",
        "delinquency",
        "penalty",
        "waiver",
        "installment",
        "escalation",
    ];
    let path = Path::Root;
    let fields = Fields::open(value, path, &known, problems)?;
    fields.required("schema", path, problems, |value, path, problems| {
        one_of(value, &[("policy.v1", ())], path, problems)
    });
    let id = fields.required("id", path, problems, owned);
    let version = fields.required("version", path, problems, owned);
    let title = fields.required("title", path, problems, words);
    let effective_from = fields.required("effectiveFrom", path, problems, date);
    let effective_to = fields.optional("effectiveTo", path, problems, date);
    let documents = fields.required("documents", path, problems, |value, path, problems| {
        list(value, CLAUSES_MAX, path, problems, document)
    });
    check_bounds(effective_from, effective_to, path.field("effectiveTo"), problems);
    let known_documents: Vec<&str> = documents.iter().flatten().map(|document| document.id.as_str()).collect();
    let context = Context { documents: &known_documents };
    let delinquency = fields
        .required("delinquency", path, problems, |value, path, problems| context.delinquency(value, path, problems));
    let penalty =
        fields.required("penalty", path, problems, |value, path, problems| context.penalty(value, path, problems));
    let waiver =
        fields.required("waiver", path, problems, |value, path, problems| context.waiver(value, path, problems));
    let installment = fields
        .required("installment", path, problems, |value, path, problems| context.installment(value, path, problems));
    let escalation = fields
        .required("escalation", path, problems, |value, path, problems| context.escalation(value, path, problems));
    Some(Policy {
        id: id?,
        version: version?,
        fingerprint: fingerprint(value),
        title: title?,
        effective_from: effective_from?,
        effective_to,
        delinquency: delinquency?,
        penalty: penalty?,
        waiver: waiver?,
        installment: installment?,
        escalation: escalation?,
        documents: documents?,
    })
}

fn check_bounds(first: Option<Date>, last: Option<Date>, path: Path<'_>, problems: &mut Problems) {
    if let (Some(first), Some(last)) = (first, last)
        && first > last
    {
        report(problems, ProblemCode::BoundsCrossed, path, &first.to_string(), &last.to_string());
    }
}

fn owned(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<String> {
    text(value, path, problems).map(str::to_owned)
}

fn words(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Words> {
    let fields = Fields::open(value, path, &["zh-Hans", "zh-Hant", "en"], problems)?;
    let simplified = fields.required("zh-Hans", path, problems, owned);
    let traditional = fields.required("zh-Hant", path, problems, owned);
    let en = fields.required("en", path, problems, owned);
    Some(Words { simplified: simplified?, traditional: traditional?, en: en? })
}

fn document(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Document> {
    let fields = Fields::open(value, path, &["id", "title"], problems)?;
    let id = fields.required("id", path, problems, owned);
    let title = fields.required("title", path, problems, words);
    Some(Document { id: id?, title: title? })
}

fn share(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Rate> {
    let share = rate(value, path, problems)?;
    if share.scale() > POLICY_SHARE_SCALE {
        let given = share.to_string();
        report(problems, ProblemCode::TooManyDecimals, path, &given, &POLICY_SHARE_SCALE.to_string());
        return None;
    }
    Some(share)
}

fn rounding(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Rounding> {
    one_of(value, &Rounding::NAMES, path, problems)
}

fn role(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Role> {
    one_of(value, &Role::NAMES, path, problems)
}

fn periods(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<u32> {
    let number = count(value, path, problems)?;
    if number == 0 || number > PERIODS_MAX {
        report(problems, ProblemCode::CountTooLarge, path, &number.to_string(), &format!("1 to {PERIODS_MAX}"));
        return None;
    }
    Some(number)
}

fn outcomes(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<ContactOutcome>> {
    list(value, ContactOutcome::NAMES.len(), path, problems, |value, path, problems| {
        one_of(value, &ContactOutcome::NAMES, path, problems)
    })
}

/// What reading a section has to know of the rest of the document.
#[derive(Clone, Copy)]
struct Context<'d> {
    documents: &'d [&'d str],
}

impl Context<'_> {
    fn source(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Source> {
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
        let document = document?;
        if !self.documents.contains(&document.as_str()) {
            report(problems, ProblemCode::UnknownDocument, path.field("document"), &document, "");
        }
        let (clause, confidence) = (clause?, confidence?);
        Some(Source { document, clause, confidence, effective_from: effective_from?, review_by: review_by?, reading })
    }

    fn cited<T>(
        self,
        fields: Fields<'_>,
        name: &str,
        path: Path<'_>,
        problems: &mut Problems,
        read: impl FnOnce(&Value, Path<'_>, &mut Problems) -> Option<T>,
    ) -> Option<Cited<T>> {
        fields.required(name, path, problems, |value, path, problems| {
            let fields = Fields::open(value, path, &["value", "source"], problems)?;
            let value = fields.required("value", path, problems, read);
            let source =
                fields.required("source", path, problems, |value, path, problems| self.source(value, path, problems));
            Some(Cited { value: value?, source: source? })
        })
    }

    fn condition(self, fields: Fields<'_>, path: Path<'_>, problems: &mut Problems) -> Option<Condition> {
        fields.required("condition", path, problems, |value, path, problems| {
            let mut clauses = Clauses { context: self, ids: Vec::new() };
            let root = clauses.node(value, "", 0, path, problems)?;
            Some(Condition { root, clause_count: clauses.ids.len() })
        })
    }

    fn delinquency(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Delinquency> {
        let fields = Fields::open(value, path, &["condition", "classes", "riskTiers"], problems)?;
        let overdue = self.condition(fields, path, problems);
        let classes = fields.required("classes", path, problems, |value, path, problems| {
            self.scale(value, &Class::NAMES, path, problems)
        });
        let risk_tiers = fields.required("riskTiers", path, problems, |value, path, problems| {
            self.scale(value, &RiskTier::NAMES, path, problems)
        });
        Some(Delinquency { overdue: overdue?, classes: classes?, risk_tiers: risk_tiers? })
    }

    /// A scale of day bands that starts at day 1, has neither gap nor overlap, and ends open.
    fn scale<T: Copy>(
        self,
        value: &Value,
        names: &[(&str, T)],
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Vec<DayBand<T>>> {
        let bands =
            list(value, CLAUSES_MAX, path, problems, |value, path, problems| self.band(value, names, path, problems))?;
        let mut next = Some(1_u32);
        for (index, band) in bands.iter().enumerate() {
            if next != Some(band.from_days) {
                let before = next.map_or("an open band".to_owned(), |day| format!("day {}", day.saturating_sub(1)));
                let given = format!("day {}", band.from_days);
                report(problems, ProblemCode::ScaleBroken, path.entry(index).field("fromDays"), &given, &before);
            }
            next = band.to_days.map(|last| last.saturating_add(1));
        }
        if next.is_some() {
            report(problems, ProblemCode::ScaleBroken, path, "the end of the scale", "an open band");
        }
        Some(bands)
    }

    fn band<T: Copy>(
        self,
        value: &Value,
        names: &[(&str, T)],
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<DayBand<T>> {
        let fields = Fields::open(value, path, &["name", "fromDays", "toDays", "source"], problems)?;
        let name =
            fields.required("name", path, problems, |value, path, problems| one_of(value, names, path, problems));
        let from_days = fields.required("fromDays", path, problems, count);
        let to_days = fields.optional("toDays", path, problems, count);
        let source =
            fields.required("source", path, problems, |value, path, problems| self.source(value, path, problems));
        let (name, from_days) = (name?, from_days?);
        if to_days.is_some_and(|last| last < from_days) {
            let last = to_days.unwrap_or(0).to_string();
            report(problems, ProblemCode::BoundsCrossed, path.field("toDays"), &from_days.to_string(), &last);
        }
        Some(DayBand { name, from_days, to_days, source: source? })
    }

    fn penalty(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Penalty> {
        let known = ["markup", "dayCount", "rounding", "compoundOnInterest"];
        let fields = Fields::open(value, path, &known, problems)?;
        let markup = self.cited(fields, "markup", path, problems, share);
        let day_count = self.cited(fields, "dayCount", path, problems, |value, path, problems| {
            one_of(value, &DayCount::NAMES, path, problems)
        });
        let rounding = self.cited(fields, "rounding", path, problems, rounding);
        let compound_on_interest = self.cited(fields, "compoundOnInterest", path, problems, yes_no);
        let (markup, day_count) = (markup?, day_count?);
        Some(Penalty { markup, day_count, rounding: rounding?, compound_on_interest: compound_on_interest? })
    }

    fn waiver(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Waiver> {
        let fields = Fields::open(value, path, &["condition", "shareMax", "rounding", "approvedBy"], problems)?;
        let condition = self.condition(fields, path, problems);
        let share_max = self.cited(fields, "shareMax", path, problems, share);
        let rounding = self.cited(fields, "rounding", path, problems, rounding);
        let approved_by = self.cited(fields, "approvedBy", path, problems, role);
        let (condition, share_max) = (condition?, share_max?);
        Some(Waiver { condition, share_max, rounding: rounding?, approved_by: approved_by? })
    }

    fn installment(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Installment> {
        let known = [
            "condition",
            "periodsMin",
            "periodsMax",
            "rounding",
            "interest",
            "firstPaymentMonths",
            "mayDo",
            "approvedBy",
        ];
        let fields = Fields::open(value, path, &known, problems)?;
        let periods_min = self.cited(fields, "periodsMin", path, problems, periods);
        let periods_max = self.cited(fields, "periodsMax", path, problems, periods);
        let rounding = self.cited(fields, "rounding", path, problems, rounding);
        let interest = self.cited(fields, "interest", path, problems, |value, path, problems| {
            one_of(value, &PlanInterest::NAMES, path, problems)
        });
        let first_payment_months = self.cited(fields, "firstPaymentMonths", path, problems, periods);
        let may_do = self.cited(fields, "mayDo", path, problems, role);
        let approved_by = self.cited(fields, "approvedBy", path, problems, role);
        let condition = self.condition(fields, path, problems)?;
        let (periods_min, periods_max) = (periods_min?, periods_max?);
        if periods_min.value > periods_max.value {
            let (low, high) = (periods_min.value.to_string(), periods_max.value.to_string());
            report(problems, ProblemCode::BoundsCrossed, path.field("periodsMax"), &low, &high);
        }
        Some(Installment {
            periods_min,
            periods_max,
            rounding: rounding?,
            interest: interest?,
            first_payment_months: first_payment_months?,
            share_limit: share_limit(&condition.root),
            condition,
            may_do: may_do?,
            approved_by: approved_by?,
        })
    }

    fn escalation(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Escalation> {
        let known = ["failedOutcomes", "reachedOutcomes", "litigation", "agency"];
        let fields = Fields::open(value, path, &known, problems)?;
        let failed_outcomes = self.cited(fields, "failedOutcomes", path, problems, outcomes);
        let reached_outcomes = self.cited(fields, "reachedOutcomes", path, problems, outcomes);
        let litigation =
            fields.required("litigation", path, problems, |value, path, problems| self.step(value, path, problems));
        let agency =
            fields.required("agency", path, problems, |value, path, problems| self.step(value, path, problems));
        let (failed_outcomes, reached_outcomes) = (failed_outcomes?, reached_outcomes?);
        Some(Escalation { failed_outcomes, reached_outcomes, litigation: litigation?, agency: agency? })
    }

    fn step(self, value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Step> {
        let fields = Fields::open(value, path, &["condition", "approvedBy"], problems)?;
        let condition = self.condition(fields, path, problems);
        let approved_by = self.cited(fields, "approvedBy", path, problems, role);
        Some(Step { condition: condition?, approved_by: approved_by? })
    }
}

/// The share of income that a condition allows, where it allows one.
fn share_limit(node: &Node) -> Option<Rate> {
    match node {
        Node::All(parts) => parts.iter().find_map(share_limit),
        Node::Compare(Compare {
            fact: Fact::ShareOfIncome,
            operator: Operator::Le,
            threshold: Threshold::Share(share),
            ..
        }) => Some(*share),
        _ => None,
    }
}

/// Makes a node of its parts.
type Wrap = fn(Vec<Node>) -> Node;

/// The clauses of one condition while it is read.
struct Clauses<'d> {
    context: Context<'d>,
    ids: Vec<String>,
}

impl Clauses<'_> {
    fn node(
        &mut self,
        value: &Value,
        group: &str,
        depth: usize,
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Node> {
        if depth > CONDITION_DEPTH_MAX {
            report(problems, ProblemCode::TooDeep, path, "", "");
            return None;
        }
        let Value::Object(map) = value else {
            wrong_type(value, path, "a condition", problems);
            return None;
        };
        let wraps: [(&str, Wrap); 2] = [("all", Node::All), ("any", Node::Any)];
        for (name, wrap) in wraps {
            if map.contains_key(name) {
                let fields = Fields::open(value, path, &[name], problems)?;
                let parts = fields.required(name, path, problems, |value, path, problems| {
                    self.parts(value, &format!("{group}{name}/"), depth, path, problems)
                });
                return parts.map(wrap);
            }
        }
        if map.contains_key("not") {
            let fields = Fields::open(value, path, &["not"], problems)?;
            let part = fields.required("not", path, problems, |value, path, problems| {
                self.node(value, &format!("{group}not/"), depth.saturating_add(1), path, problems)
            });
            return Some(Node::Not(Box::new(part?)));
        }
        self.compare(value, group, path, problems).map(Node::Compare)
    }

    fn parts(
        &mut self,
        value: &Value,
        group: &str,
        depth: usize,
        path: Path<'_>,
        problems: &mut Problems,
    ) -> Option<Vec<Node>> {
        let mut index = 0_usize;
        let parts = list(value, CLAUSES_MAX, path, problems, |value, path, problems| {
            let place = format!("{group}{index}/");
            index = index.saturating_add(1);
            self.node(value, &place, depth.saturating_add(1), path, problems)
        })?;
        if index == 0 {
            report(problems, ProblemCode::EmptyList, path, "", "");
        }
        Some(parts)
    }

    fn compare(&mut self, value: &Value, group: &str, path: Path<'_>, problems: &mut Problems) -> Option<Compare> {
        let fields = Fields::open(value, path, &["id", "fact", "operator", "threshold", "source"], problems)?;
        let id = fields.required("id", path, problems, owned);
        let fact = fields
            .required("fact", path, problems, |value, path, problems| one_of(value, &Fact::NAMES, path, problems));
        let operator = fields.required("operator", path, problems, |value, path, problems| {
            one_of(value, &Operator::NAMES, path, problems)
        });
        let source = fields
            .required("source", path, problems, |value, path, problems| self.context.source(value, path, problems));
        let fact = fact?;
        let threshold = fields.required("threshold", path, problems, |value, path, problems| {
            threshold(value, fact.kind(), path, problems)
        });
        let (id, operator) = (id?, operator?);
        check_operator(fact, operator, path.field("operator"), problems);
        self.note_id(&id, path.field("id"), problems);
        let group = group.trim_end_matches('/').to_owned();
        let index = self.ids.len().saturating_sub(1);
        Some(Compare { index, id, group, fact, operator, threshold: threshold?, source: source? })
    }

    fn note_id(&mut self, id: &str, path: Path<'_>, problems: &mut Problems) {
        if self.ids.iter().any(|known| known == id) {
            report(problems, ProblemCode::DuplicateId, path, id, "");
        }
        self.ids.push(id.to_owned());
    }
}

fn check_operator(fact: Fact, operator: Operator, path: Path<'_>, problems: &mut Problems) {
    if fact.kind() == FactKind::YesNo && !matches!(operator, Operator::Eq | Operator::Ne) {
        report(problems, ProblemCode::ThresholdKind, path, "an order", fact.kind().in_words());
    }
}

fn threshold(value: &Value, kind: FactKind, path: Path<'_>, problems: &mut Problems) -> Option<Threshold> {
    let fits = match kind {
        FactKind::Days | FactKind::Count => value.is_number(),
        FactKind::Money | FactKind::Share => value.is_string(),
        FactKind::YesNo => value.is_boolean(),
    };
    if !fits {
        report(problems, ProblemCode::ThresholdKind, path, &value.to_string(), kind.in_words());
        return None;
    }
    match kind {
        FactKind::Days => count(value, path, problems).map(Threshold::Days),
        FactKind::Money => money(value, path, problems).map(Threshold::Money),
        FactKind::Count => count(value, path, problems).map(Threshold::Count),
        FactKind::Share => share(value, path, problems).map(Threshold::Share),
        FactKind::YesNo => yes_no(value, path, problems).map(Threshold::YesNo),
    }
}
