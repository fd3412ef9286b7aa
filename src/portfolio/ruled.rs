//! What the decisions of a case come to, kept by the pattern of its clauses: of many cases each pattern is decided once.

use crate::assess::{Decisions, Looked, Outcomes, Position, Reasons};
use crate::policy::model::Policy;
use crate::portfolio::row::Frame;

/// How many patterns are kept, as a power of two. Policies see tens to hundreds in practice.
const KEPT_BITS: u32 = 10;

/// What the decisions of a case come to, with what blocks them and what they lack, ready to be written.
#[derive(Debug, Default)]
pub(super) struct Ruling {
    version: usize,
    pattern: Option<u128>,
    decisions: Decisions,
    /// Ids of the clauses that block.
    pub(super) blocking: Vec<String>,
    /// JSON pointers to the facts that are missing.
    pub(super) missing: Vec<String>,
    /// The words of the result row.
    pub(super) frame: Frame,
}

impl Ruling {
    fn of(position: &Position<'_>, version: usize, pattern: Option<u128>) -> (Self, Outcomes) {
        let mut reasons = Reasons::default();
        let outcomes = position.reasoned(&mut reasons);
        let blocking: Vec<String> = reasons.blocking.iter().map(|id| (*id).to_owned()).collect();
        let frame = Frame::of(&outcomes, &blocking, &reasons.missing);
        let decisions = position.decisions(&outcomes);
        (Self { version, pattern, decisions, blocking, missing: reasons.missing, frame }, outcomes)
    }
}

/// The patterns that were met last, each in the one place that its bits lead to.
#[derive(Debug)]
pub(super) struct Ruled {
    /// What each version of the policy looks at.
    looked: Vec<Looked>,
    kept: Vec<Ruling>,
    /// The last case that has no pattern.
    apart: Ruling,
}

impl Ruled {
    pub(super) fn new(policies: &[Policy]) -> Self {
        Self { looked: policies.iter().map(Looked::of).collect(), kept: Vec::new(), apart: Ruling::default() }
    }

    /// What a case comes to under the version of a policy that stands in this place.
    pub(super) fn rule(&mut self, position: &Position<'_>, version: usize) -> (&Ruling, Outcomes) {
        if self.kept.is_empty() {
            self.kept.resize_with(1 << KEPT_BITS, Ruling::default);
        }
        let pattern = self.looked.get(version).and_then(|looked| position.pattern(looked));
        let place = pattern.and_then(|pattern| self.kept.get_mut(place_of(pattern))).unwrap_or(&mut self.apart);
        let is_known = pattern.is_some() && place.pattern == pattern && place.version == version;
        let outcomes = if is_known {
            position.decided_as(&place.decisions)
        } else {
            let (ruling, outcomes) = Ruling::of(position, version, pattern);
            *place = ruling;
            outcomes
        };
        (place, outcomes)
    }
}

/// The place of a pattern, in which all of its bits have a part.
fn place_of(pattern: u128) -> usize {
    let (high, low) = (u64::try_from(pattern >> 64).unwrap_or(0), u64::try_from(pattern & u128::from(u64::MAX)));
    let mixed = low.unwrap_or(0).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    let mixed = mixed ^ (mixed >> 32);
    usize::try_from(mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 64_u32.saturating_sub(KEPT_BITS)).unwrap_or(0)
}
