//! Readers that calculators share.

use crate::api::form::Form;
use crate::api::form::Need::May;
use crate::error::Problems;
use crate::json::Value;
use crate::money::{Rounding, Stage};
use crate::reader::Path;

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
    let mut form = Form::open(value, path, &["mode", "stage", "places"], problems)?;
    Some(Settings {
        mode: form.word("mode", May, &Rounding::NAMES),
        stage: form.word("stage", May, &Stage::NAMES),
        places: form.count("places", May),
    })
}
