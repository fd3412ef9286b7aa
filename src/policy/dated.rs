//! A value that changes over time within one policy, because the rule that it cites did.

use crate::calendar::Date;
use crate::policy::model::Cited;

/// A value with its source, and what it was before that source held.
///
/// Written as a cited value with a list `earlier`, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Dated<T> {
    /// The value that holds now.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub latest: Cited<T>,
    /// What it was before, oldest first; each holds until the source of the next does.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<Cited<T>>>"))]
    pub earlier: Vec<Cited<T>>,
}

impl<T> Dated<T> {
    /// Every value, oldest first.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Cited<T>> {
        self.earlier.iter().chain(std::iter::once(&self.latest))
    }

    /// The oldest value.
    #[must_use]
    pub fn oldest(&self) -> &Cited<T> {
        self.earlier.first().unwrap_or(&self.latest)
    }

    /// The value that holds on a day: the last whose source holds by then. Before the oldest source the
    /// oldest value stands, since the policy has no other; the checker warns of such a policy.
    #[must_use]
    pub fn on(&self, day: Date) -> &Cited<T> {
        self.all().rfind(|cited| cited.source.effective_from <= day).unwrap_or_else(|| self.oldest())
    }
}
