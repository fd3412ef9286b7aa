//! The fuzz target `history`: what it does stands in the library.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| arrears_fuzz::history(data));
