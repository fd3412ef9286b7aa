//! How the clauses of conditions stand, packed into one number.

use crate::condition::facts::{answer_place, number_place};
use crate::condition::{Facts, Kleene, PlainPlan, each_clause};
use crate::policy::model::{Compare, Condition, Fact, Node, Operator, Threshold};

/// The comparisons of conditions, each once, without what is told of them.
#[derive(Clone, Debug, Default)]
pub struct Tests {
    compared: Vec<Test>,
    day_edges: Vec<u32>,
    /// Whether all of them have to hold, and nothing else.
    are_all: bool,
}

/// What a comparison compares.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Test {
    fact: Fact,
    operator: Operator,
    threshold: Threshold,
    plain: Plain,
}

/// What most comparisons compare, with the place at which the fact stands among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plain {
    Number(usize, u32),
    Answer(usize, bool),
    Neither,
}

impl Plain {
    fn of(fact: Fact, threshold: &Threshold) -> Self {
        match threshold {
            Threshold::Days(right) | Threshold::Count(right) => Self::Number(number_place(fact), *right),
            Threshold::YesNo(right) => Self::Answer(answer_place(fact), *right),
            _ => Self::Neither,
        }
    }
}

impl Tests {
    /// The comparisons of conditions over the same facts.
    #[must_use]
    pub fn of(conditions: &[&Condition]) -> Self {
        let mut compared: Vec<Test> = Vec::new();
        for condition in conditions {
            each_clause(condition, &mut |clause| {
                let Compare { fact, operator, threshold, .. } = clause;
                let plain = Plain::of(*fact, threshold);
                let test = Test { fact: *fact, operator: *operator, threshold: threshold.clone(), plain };
                if !compared.contains(&test) {
                    compared.push(test);
                }
            });
        }
        let mut day_edges: Vec<u32> = conditions.iter().flat_map(|condition| condition.day_edges.clone()).collect();
        day_edges.sort_unstable();
        day_edges.dedup();
        let is_compare = |part: &Node| matches!(part, Node::Compare(_));
        let is_all = |condition: &&Condition| match &condition.root {
            Node::All(parts) => parts.iter().all(is_compare),
            root => is_compare(root),
        };
        Self { compared, day_edges, are_all: conditions.iter().all(is_all) }
    }

    /// Whether all of them have to hold, and nothing else.
    #[must_use]
    pub fn are_all(&self) -> bool {
        self.are_all
    }

    /// Whether one of them is of this fact.
    #[must_use]
    pub fn look_at(&self, fact: Fact) -> bool {
        self.compared.iter().any(|test| test.fact == fact)
    }
}

/// How clauses stand, in the order in which they were looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// Two bits for each mark.
    marks: u128,
    count: u32,
}

impl Pattern {
    /// How many marks fit.
    const ROOM: u32 = 60;

    /// Adds a mark.
    pub fn add(&mut self, mark: Kleene) {
        let code = match mark {
            Kleene::True => 0,
            Kleene::False => 1,
            Kleene::Unknown => 2,
        };
        self.marks = (self.marks << 2) | code;
        self.count = self.count.saturating_add(1);
    }

    /// Adds how every comparison stands, and which numbers of days past due at which one of them turns are behind it
    /// already; gives whether all of the comparisons hold.
    pub fn add_tests(&mut self, tests: &Tests, facts: &Facts) -> Kleene {
        let mut pattern = *self;
        for days in &tests.day_edges {
            pattern.add(facts.is_past(*days).into());
        }
        let mut all = Kleene::True;
        for test in &tests.compared {
            let status = match test.plain {
                Plain::Number(place, right) => facts.number_stands(place, test.operator, right),
                Plain::Answer(place, right) => facts.answer_stands(place, test.operator, right),
                Plain::Neither => facts.stands(test.fact, test.operator, &test.threshold, None),
            };
            pattern.add(status);
            all = all.and(status);
        }
        *self = pattern;
        all
    }

    /// As [`Pattern::add_tests`] for a plan; nothing is added, and nothing given, where its figures do not tell how every
    /// comparison stands.
    pub fn add_plan(&mut self, tests: &Tests, plan: &PlainPlan) -> Option<Kleene> {
        let (mut pattern, mut all) = (*self, true);
        if !tests.day_edges.is_empty() {
            return None;
        }
        for test in &tests.compared {
            let holds = plan.compares(test.fact, test.operator, &test.threshold)?;
            pattern.add(holds.into());
            all = all && holds;
        }
        *self = pattern;
        Some(all.into())
    }

    /// The marks and their number as one number; none where there are more than fit.
    #[must_use]
    pub fn number(self) -> Option<u128> {
        (self.count <= Self::ROOM).then_some((self.marks << 6) | u128::from(self.count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_tells_what_it_holds_apart_until_it_is_full() {
        let of = |marks: &[Kleene]| {
            let mut pattern = Pattern::default();
            for mark in marks {
                pattern.add(*mark);
            }
            pattern.number()
        };
        let all = [Kleene::False, Kleene::True, Kleene::Unknown];
        let mut seen = vec![of(&[])];
        for first in all {
            seen.push(of(&[first]));
            seen.extend(all.map(|second| of(&[first, second])));
        }
        assert!(seen.iter().enumerate().all(|(place, one)| !seen.get(..place).is_some_and(|rest| rest.contains(one))));
        for mark in all {
            assert!(of(&[mark; 60]).is_some());
            assert_eq!(of(&[mark; 61]), None);
            assert_eq!(of(&[mark; 300]), None);
        }
    }
}
