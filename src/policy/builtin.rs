//! The policies that ship with the engine.

/// Id and document of every built-in policy version; versions of one id stand together, oldest first.
pub const DOCUMENTS: [(&str, &str); 2] = [
    ("cn-bank-loan", include_str!("builtin/cn-bank-loan.json")),
    ("cn-home-mortgage", include_str!("builtin/cn-home-mortgage.json")),
];

/// The fingerprint of each of [`DOCUMENTS`]. A released version never changes, so that nobody has to wait for them to be
/// worked out; a test does so.
pub const FINGERPRINTS: [&str; 2] = [
    "5014e690981c7900e5b4939cbc53c8d63d19827ab3d4ec4aed771d328c430726",
    "9f61570ae3120efc9d7c31693383f669c635427a311d86a292bbe593bf9ab3b8",
];

/// Ids of the built-in policies, without repeats.
#[must_use]
pub fn ids() -> Vec<&'static str> {
    let mut ids: Vec<&str> = DOCUMENTS.iter().map(|(id, _)| *id).collect();
    ids.dedup();
    ids
}
