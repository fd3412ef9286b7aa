//! How far a run has come, on a terminal and nowhere else.

use std::io::{self, IsTerminal};

use arrears::locale::Locale;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::words;

/// A bar over the bytes that were read; nothing is drawn where standard error is no terminal.
pub(crate) fn bar(size: Option<u64>, wanted: bool, locale: Locale) -> ProgressBar {
    let shown = wanted && io::stderr().is_terminal();
    let target = if shown { ProgressDrawTarget::stderr_with_hz(8) } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(size, target);
    let pattern = match size {
        Some(_) => words::BAR.of(locale),
        None => "{spinner} {binary_bytes}  {binary_bytes_per_sec}",
    };
    match ProgressStyle::with_template(pattern) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
