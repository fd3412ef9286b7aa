//! The fuzz target `case`: what it does stands in the library.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| arrears_fuzz::case(data));
