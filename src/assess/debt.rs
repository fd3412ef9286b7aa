//! What of a loan is unpaid: as the case lists it, or as its history leaves it.

use crate::case::Case;
use crate::error::Failure;
use crate::policy::model::Policy;
use crate::rules::delinquency::{Standing, Unpaid, standing};
use crate::rules::ledger::replay::{Replayed, replayed};

/// How delinquent a loan is on the as-of date, without anything else of its position.
///
/// # Errors
/// `arrearAmountUnknown` when it cannot be told which arrear is the oldest; those of [`replayed`].
pub fn standing_of(case: &Case, policy: &Policy) -> Result<Standing, Failure> {
    let replayed = replayed(case, policy)?;
    standing(unpaid(case, replayed.as_deref()), policy)
}

pub(super) fn unpaid<'a>(case: &'a Case, replayed: Option<&'a Replayed<'_>>) -> Unpaid<'a> {
    match replayed.filter(|_| case.history.is_some()) {
        Some(replayed) => Unpaid { as_of: case.as_of, arrears: replayed.arrears(), pauses: replayed.clock_pauses() },
        None => Unpaid::listed(case),
    }
}
