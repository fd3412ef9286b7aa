//! What the decisions of a case come to, kept by the pattern of its clauses: of many cases each pattern is decided once.

use crate::assess::{Decisions, Looked, Outcomes, Position, Reasons};
use crate::policy::model::Policy;
use crate::portfolio::row::Frame;

/// How many places there are for patterns, as a power of two; half of them are used. Policies see tens to hundreds of
/// patterns in practice.
const PLACES_BITS: u32 = 12;

/// What the decisions of a case come to, with what blocks them and what they lack, ready to be written.
#[derive(Debug, Default)]
pub(super) struct Ruling {
    decisions: Decisions,
    /// Ids of the clauses that block.
    pub(super) blocking: Vec<String>,
    /// JSON pointers to the facts that are missing.
    pub(super) missing: Vec<String>,
    /// The words of the result row.
    pub(super) frame: Frame,
}

impl Ruling {
    fn of(position: &Position<'_>) -> (Self, Outcomes) {
        let mut reasons = Reasons::default();
        let outcomes = position.reasoned(&mut reasons);
        let blocking: Vec<String> = reasons.blocking.iter().map(|id| (*id).to_owned()).collect();
        let frame = Frame::of(&outcomes, &blocking, &reasons.missing);
        let decisions = position.decisions(&outcomes);
        (Self { decisions, blocking, missing: reasons.missing, frame }, outcomes)
    }
}

/// A pattern under the version of a policy in this place, and the place of its ruling.
#[derive(Clone, Copy, Debug)]
struct Known {
    pattern: u128,
    version: usize,
    ruling: usize,
}

/// The patterns that were met, and what cases of each come to. Where there are too many, it begins anew.
#[derive(Debug)]
pub(super) struct Ruled {
    /// What each version of the policy looks at.
    looked: Vec<Looked>,
    /// Each pattern stands in the place that its bits lead to, or in the next that was free.
    places: Vec<Option<Known>>,
    rulings: Vec<Ruling>,
    /// What the last case came to that has no pattern.
    apart: Ruling,
}

impl Ruled {
    pub(super) fn new(policies: &[Policy]) -> Self {
        let looked = policies.iter().map(Looked::of).collect();
        Self { looked, places: Vec::new(), rulings: Vec::new(), apart: Ruling::default() }
    }

    /// What a case comes to under the version of a policy that stands in this place.
    pub(super) fn rule(&mut self, position: &Position<'_>, version: usize) -> (&Ruling, Outcomes) {
        let pattern = self.looked.get(version).and_then(|looked| position.pattern(looked));
        let Some(pattern) = pattern else {
            let (ruling, outcomes) = Ruling::of(position);
            self.apart = ruling;
            return (&self.apart, outcomes);
        };
        let index = self.find(pattern, version);
        let known = self.rulings.get(index).map(|ruling| position.decided_as(&ruling.decisions));
        let outcomes = known.unwrap_or_else(|| {
            let (ruling, outcomes) = Ruling::of(position);
            self.rulings.push(ruling);
            outcomes
        });
        (self.rulings.get(index).unwrap_or(&self.apart), outcomes)
    }

    /// The place of the ruling of a pattern; where there is none, of the next one, which it is noted for.
    fn find(&mut self, pattern: u128, version: usize) -> usize {
        if self.places.is_empty() || self.rulings.len() > self.places.len() >> 1 {
            self.places.clear();
            self.places.resize(1 << PLACES_BITS, None);
            self.rulings.clear();
        }
        let last = self.places.len().saturating_sub(1);
        let mut place = place_of(pattern);
        loop {
            match self.places.get_mut(place & last) {
                Some(Some(known)) if known.pattern == pattern && known.version == version => return known.ruling,
                Some(Some(_)) => place = place.wrapping_add(1),
                Some(free) => {
                    let ruling = self.rulings.len();
                    *free = Some(Known { pattern, version, ruling });
                    return ruling;
                }
                None => return self.rulings.len(),
            }
        }
    }
}

/// The place of a pattern, in which all of its bits have a part.
fn place_of(pattern: u128) -> usize {
    let (high, low) = (u64::try_from(pattern >> 64).unwrap_or(0), u64::try_from(pattern & u128::from(u64::MAX)));
    let mixed = low.unwrap_or(0).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high.wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    let mixed = mixed ^ (mixed >> 32);
    usize::try_from(mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 64_u32.saturating_sub(PLACES_BITS)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pattern_has_a_ruling_of_its_own_and_too_many_begin_anew() {
        let mut ruled = Ruled::new(&[]);
        let mut met: Vec<(u128, usize, usize)> = Vec::new();
        for number in 0..5_000_u128 {
            for version in [0, 1] {
                let pattern = number << (number % 90);
                let place = ruled.find(pattern, version);
                if place == ruled.rulings.len() {
                    if place == 0 {
                        met.clear();
                    }
                    met.push((pattern, version, place));
                    ruled.rulings.push(Ruling::default());
                }
                assert!(met.contains(&(pattern, version, place)));
                assert!(ruled.rulings.len() <= ruled.places.len());
            }
        }
        assert!(met.iter().all(|(pattern, version, place)| ruled.find(*pattern, *version) == *place));
    }
}
