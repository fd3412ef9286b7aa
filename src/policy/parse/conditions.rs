//! Reading conditions: `all`, `any`, `not`, and comparisons of typed facts with thresholds.

use crate::json::Value;

use crate::error::{ProblemCode, Problems};
use crate::json;
use crate::limits::{CLAUSES_MAX, CONDITION_DEPTH_MAX};
use crate::money::Rate;
use crate::policy::model::{Class, Compare, Fact, FactKind, Node, Operator, Threshold};
use crate::policy::parse::context::{Context, owned, share, words};
use crate::reader::{Fields, Path, count, date, list, money, one_of, report, wrong_type, yes_no};

/// The share of income that a condition allows, where it allows one.
pub(super) fn share_limit(node: &Node) -> Option<Rate> {
    match node {
        Node::All(parts) => parts.iter().find_map(share_limit),
        Node::Compare(clause) if clause.fact == Fact::ShareOfIncome && clause.operator == Operator::Le => {
            match clause.threshold {
                Threshold::Share(share) => Some(share),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Makes a node of its parts.
type Wrap = fn(Vec<Node>) -> Node;

/// What a condition is on, and so which facts it can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// A loan.
    Loan,
    /// An installment plan for a loan.
    Plan,
    /// The restructuring of a loan.
    Restructure,
}

impl Scope {
    fn sees(self, fact: Fact) -> bool {
        match fact {
            Fact::ShareOfIncome | Fact::SmallestPayment => self == Self::Plan,
            Fact::LongestTermMonths | Fact::LeftToLiveOn => self == Self::Restructure,
            // What a person decides, and what is left of a cap, stand beside the condition of a decision.
            Fact::WaiverApproved | Fact::RestructureApproved | Fact::WaiverRemaining => false,
            _ => self == Self::Loan,
        }
    }
}

/// The clauses of one condition while it is read.
pub(super) struct Clauses<'d> {
    pub(super) context: Context<'d>,
    pub(super) scope: Scope,
    pub(super) count: usize,
}

impl Clauses<'_> {
    pub(super) fn node(
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
        self.compare(value, group, path, problems).map(|clause| Node::Compare(Box::new(clause)))
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
        let fields = Fields::open(value, path, &["id", "fact", "operator", "threshold", "label", "source"], problems)?;
        let id = fields.required("id", path, problems, owned);
        let fact = fields
            .required("fact", path, problems, |value, path, problems| one_of(value, &Fact::NAMES, path, problems));
        let operator = fields.required("operator", path, problems, |value, path, problems| {
            one_of(value, &Operator::NAMES, path, problems)
        });
        let label = fields.required("label", path, problems, words);
        let source = self.context.source_of(fields, path, problems);
        let threshold = fact.and_then(|fact| {
            fields.required("threshold", path, problems, |value, path, problems| {
                threshold(value, fact.kind(), path, problems)
            })
        });
        if let Some((fact, operator)) = fact.zip(operator) {
            check_operator(fact, operator, path.field("operator"), problems);
        }
        if let Some(fact) = fact.filter(|fact| !self.scope.sees(*fact)) {
            report(problems, ProblemCode::FactNotHere, path.field("fact"), fact.name(), "");
        }
        if let Some(id) = &id {
            self.note_id(id, path.field("id"), problems);
        }
        let index = self.count;
        self.count = self.count.saturating_add(1);
        let group = group.trim_end_matches('/').to_owned();
        let (id, fact, operator) = (id?, fact?, operator?);
        Some(Compare { index, id, group, fact, operator, threshold: threshold?, label: label?, source: source? })
    }

    fn note_id(&self, id: &str, path: Path<'_>, problems: &mut Problems) {
        let mut known = self.context.clause_ids.borrow_mut();
        if !known.insert(id.to_owned()) {
            report(problems, ProblemCode::DuplicateId, path, id, "");
        }
    }
}

fn check_operator(fact: Fact, operator: Operator, path: Path<'_>, problems: &mut Problems) {
    let fits = match fact.kind() {
        FactKind::YesNo => matches!(operator, Operator::Eq | Operator::Ne),
        FactKind::Class => operator == Operator::In,
        _ => operator != Operator::In,
    };
    if !fits {
        report(problems, ProblemCode::ThresholdKind, path, "this operator", fact.kind().in_words());
    }
}

fn threshold(value: &Value, kind: FactKind, path: Path<'_>, problems: &mut Problems) -> Option<Threshold> {
    let fits = match kind {
        FactKind::Days | FactKind::Count => value.is_number(),
        FactKind::Money | FactKind::Share | FactKind::Date => value.is_string(),
        FactKind::YesNo => value.is_boolean(),
        FactKind::Class => value.is_array(),
    };
    if !fits {
        report(problems, ProblemCode::ThresholdKind, path, &json::text(value), kind.in_words());
        return None;
    }
    match kind {
        FactKind::Days => count(value, path, problems).map(Threshold::Days),
        FactKind::Money => money(value, path, problems).map(Threshold::Money),
        FactKind::Count => count(value, path, problems).map(Threshold::Count),
        FactKind::Share => share(value, path, problems).map(Threshold::Share),
        FactKind::YesNo => yes_no(value, path, problems).map(Threshold::YesNo),
        FactKind::Class => classes(value, path, problems).map(Threshold::Classes),
        FactKind::Date => date(value, path, problems).map(Threshold::Date),
    }
}

fn classes(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Vec<Class>> {
    list(value, Class::NAMES.len(), path, problems, |value, path, problems| {
        one_of(value, &Class::NAMES, path, problems)
    })
}
