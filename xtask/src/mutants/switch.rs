// The switch of the program that holds all changes: `cargo xtask mutants` writes it behind `src/lib.rs` of its own copy.

/// Whether the change of that number is the one that is on. Where a file is named for it, each that is asked for is
/// written there, so that it is known which test reaches what.
#[must_use]
#[inline(never)]
pub(crate) fn change_is_on(number: usize) -> bool {
    use std::fs::{File, OpenOptions};
    use std::io::Write;
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicBool, Ordering};

    static ON: LazyLock<usize> =
        LazyLock::new(|| std::env::var("ARREARS_CHANGE").map_or(0, |text| text.parse().unwrap_or(0)));
    static REACHED: LazyLock<Option<File>> = LazyLock::new(|| {
        let path = std::env::var_os("ARREARS_REACHED")?;
        OpenOptions::new().append(true).create(true).open(path).ok()
    });
    // Those beyond are written each time, which is only slower.
    static SEEN: [AtomicBool; 1 << 13] = [const { AtomicBool::new(false) }; 1 << 13];

    if let Some(mut file) = REACHED.as_ref()
        && !SEEN.get(number).is_some_and(|seen| seen.swap(true, Ordering::Relaxed))
    {
        // One call a line, so that lines of two threads do not mix.
        let _ = file.write_all(format!("{number}\n").as_bytes());
    }
    *ON == number
}
