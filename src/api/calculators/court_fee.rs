//! `courtFee`: what a court charges.

use crate::json::Value;

use crate::api::form::Need::{May, Must};
use crate::api::form::{Form, read};
use crate::api::{Engine, Reply};
use crate::error::Failure;
use crate::policy::law::Law;
use crate::rules::court_fee::{Kind, Procedure, court_fee};

const KINDS: [(&str, Kind); 4] = [
    ("acceptance", Kind::Acceptance(Procedure::Ordinary)),
    ("preservation", Kind::Preservation),
    ("enforcement", Kind::Enforcement),
    ("paymentOrder", Kind::PaymentOrder),
];

/// `courtFee({ kind, claim, procedure? })`: the fee with its bands. A procedure other than `ordinary`
/// is a problem for every kind but `acceptance`: no other fee knows one.
///
/// # Errors
/// Every problem of the fields.
pub(in crate::api) fn fee<'a>(_: &'a Engine, given: &Value, options: &Value) -> Result<Reply<'a>, Failure> {
    let (kind, claim) = read(given, options, &["kind", "claim", "procedure"], |form| {
        let kind = kind(form);
        let claim = form.money("claim", Must);
        Some((kind?, claim?))
    })?;
    Ok(Reply::CourtFee(Box::new(court_fee(kind, claim, &Law::builtin()?))))
}

fn kind(form: &mut Form<'_, '_>) -> Option<Kind> {
    let kind = form.word("kind", Must, &KINDS);
    let heard = kind.is_none_or(|kind| matches!(kind, Kind::Acceptance(_)));
    let known = if heard { Procedure::NAMES.len() } else { 1 };
    let procedures = Procedure::NAMES.get(..known).unwrap_or_default();
    let procedure = form.word("procedure", May, procedures);
    match kind? {
        Kind::Acceptance(ordinary) => Some(Kind::Acceptance(procedure.unwrap_or(ordinary))),
        other => Some(other),
    }
}
