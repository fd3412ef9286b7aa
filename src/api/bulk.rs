//! Many cases under one policy: what a stream of rows is worked on with.

use std::sync::Arc;

use crate::api::{Engine, facts};
use crate::portfolio::{Portfolio, Settings, Terms};

impl Engine {
    /// A portfolio under this policy, of which nothing has been read.
    #[must_use]
    pub fn portfolio(&self, settings: Settings) -> Portfolio {
        Portfolio::new(self.terms(settings))
    }

    /// What the rows of a portfolio are worked on with, for callers that work on parts of it at once.
    #[must_use]
    pub fn terms(&self, settings: Settings) -> Terms {
        let policies = self.versions.clone().into();
        Terms { policies, against: None, settings: Arc::new(settings), facts: facts::of_row }
    }

    /// The same, to compare this policy with another over every case.
    #[must_use]
    pub fn terms_against(&self, after: &Self, settings: Settings) -> Terms {
        Terms { against: Some(after.versions.clone().into()), ..self.terms(settings) }
    }
}
