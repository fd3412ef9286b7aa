//! `courtFee`: what a court charges.

use crate::json::Value;

use crate::api::reference::read;
use crate::api::{Engine, Reply};
use crate::error::{Failure, Problems};
use crate::policy::law::Law;
use crate::reader::{Fields, Path, money, one_of};
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
    let (kind, claim) = read(given, options, &["kind", "claim", "procedure"], |fields, problems| {
        let kind = kind(fields, problems);
        let claim = fields.required("claim", Path::Root, problems, money);
        Some((kind?, claim?))
    })?;
    Ok(Reply::CourtFee(Box::new(court_fee(kind, claim, &Law::builtin()?))))
}

fn kind(fields: Fields<'_>, problems: &mut Problems) -> Option<Kind> {
    let path = Path::Root;
    let kind = fields.required("kind", path, problems, |value, path, problems| one_of(value, &KINDS, path, problems));
    let heard = kind.is_none_or(|kind| matches!(kind, Kind::Acceptance(_)));
    let known = if heard { Procedure::NAMES.len() } else { 1 };
    let procedures = Procedure::NAMES.get(..known).unwrap_or_default();
    let procedure =
        fields.optional("procedure", path, problems, |value, path, problems| one_of(value, procedures, path, problems));
    match kind? {
        Kind::Acceptance(ordinary) => Some(Kind::Acceptance(procedure.unwrap_or(ordinary))),
        other => Some(other),
    }
}
