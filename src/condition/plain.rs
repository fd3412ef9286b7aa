//! The figures of a plan of which all are known, so small that a condition on them needs neither bounds nor 128 bits.

use crate::condition::Kleene;
use crate::money::Money;
use crate::policy::model::{Condition, Fact, Node, Operator, Threshold};

/// What the condition of a plan looks at, in fen, of most plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainPlan {
    /// The largest payment.
    pub most: u64,
    /// The smallest payment.
    pub least: u64,
    /// The monthly income.
    pub income: u64,
}

impl PlainPlan {
    /// Equal payments and a last one, beside an income; none where the income does not fit.
    #[must_use]
    pub fn of((each, last): (u64, u64), income: Money) -> Option<Self> {
        let income = u64::try_from(income.fen()).ok()?;
        Some(Self { most: each.max(last), least: each.min(last), income })
    }

    /// The truth of a condition; none where it looks at anything else, or at figures that do not fit.
    #[must_use]
    pub fn truth(&self, condition: &Condition) -> Option<Kleene> {
        self.holds(&condition.root).map(Kleene::from)
    }

    fn holds(&self, node: &Node) -> Option<bool> {
        match node {
            Node::All(parts) => self.settles(parts, false),
            Node::Any(parts) => self.settles(parts, true),
            Node::Not(part) => self.holds(part).map(|holds| !holds),
            Node::Compare(clause) => self.compares(clause.fact, clause.operator, &clause.threshold),
        }
    }

    fn settles(&self, parts: &[Node], alone: bool) -> Option<bool> {
        for part in parts {
            if self.holds(part)? == alone {
                return Some(alone);
            }
        }
        Some(!alone)
    }

    /// Whether a comparison holds; none where it is of anything else, or of figures that do not fit.
    pub(super) fn compares(&self, fact: Fact, operator: Operator, threshold: &Threshold) -> Option<bool> {
        let ordering = match (fact, threshold) {
            (Fact::ShareOfIncome, Threshold::Share(share)) => {
                let part = self.most.checked_mul(u64::try_from(share.denominator()).ok()?)?;
                part.cmp(&self.income.checked_mul(u64::try_from(share.mantissa()).ok()?)?)
            }
            (Fact::SmallestPayment, Threshold::Money(amount)) => self.least.cmp(&u64::try_from(amount.fen()).ok()?),
            _ => return None,
        };
        Some(operator.holds(ordering))
    }
}
