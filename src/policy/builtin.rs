//! The policies that ship with the engine.

/// Id and document of every built-in policy version; versions of one id stand together, oldest first.
pub const DOCUMENTS: [(&str, &str); 2] = [
    ("cn-bank-loan", include_str!("builtin/cn-bank-loan.json")),
    ("cn-home-mortgage", include_str!("builtin/cn-home-mortgage.json")),
];

/// Ids of the built-in policies, without repeats.
#[must_use]
pub fn ids() -> Vec<&'static str> {
    let mut ids: Vec<&str> = DOCUMENTS.iter().map(|(id, _)| *id).collect();
    ids.dedup();
    ids
}
