//! Readers that calculators share.

use crate::json::Value;

use crate::error::Problems;
use crate::money::{Rounding, Stage};
use crate::reader::{Fields, Path, count, one_of};

/// How and when figures are rounded, as far as the input says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// To which neighbour.
    pub(super) mode: Option<Rounding>,
    /// At what stage.
    pub(super) stage: Option<Stage>,
    /// To how many decimals.
    pub(super) places: Option<u32>,
}

/// Reads `{ mode?, stage?, places? }`.
pub(super) fn rounding(value: &Value, path: Path<'_>, problems: &mut Problems) -> Option<Settings> {
    let fields = Fields::open(value, path, &["mode", "stage", "places"], problems)?;
    Some(Settings {
        mode: fields
            .optional("mode", path, problems, |value, path, problems| one_of(value, &Rounding::NAMES, path, problems)),
        stage: fields
            .optional("stage", path, problems, |value, path, problems| one_of(value, &Stage::NAMES, path, problems)),
        places: fields.optional("places", path, problems, count),
    })
}
