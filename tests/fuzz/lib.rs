//! What fuzzers feed to arrears, and what must hold of every answer, whatever came in.
//!
//! Each target is a function over bytes that panics where a law is broken. libFuzzer runs them (`cargo xtask fuzz`);
//! the inputs that are kept, in `corpus/` and in `regressions/`, are tried again by every `cargo test`.

mod answers;
mod calls;
mod history;
mod policies;
mod portfolio;
pub mod seeds;
mod sound;

pub use calls::{calculator, case};
pub use history::history;
pub use policies::policy;
pub use portfolio::{csv, ndjson};

/// A target by its name.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name, which is that of its program and of its folders.
    pub name: &'static str,
    /// What is done with an input.
    pub run: fn(&[u8]),
}

/// Every target.
pub const TARGETS: [Target; 6] = [
    Target { name: "case", run: case },
    Target { name: "calculator", run: calculator },
    Target { name: "policy", run: policy },
    Target { name: "csv", run: csv },
    Target { name: "ndjson", run: ndjson },
    Target { name: "history", run: history },
];
