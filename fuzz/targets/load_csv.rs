//! See [`entente_fuzz::load_csv`].
#![no_main]

libfuzzer_sys::fuzz_target!(init: entente_fuzz::prepare(), |data: &[u8]| entente_fuzz::load_csv(data));
