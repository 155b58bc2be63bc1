//! See [`entente_fuzz::read_date`].
#![no_main]

libfuzzer_sys::fuzz_target!(init: entente_fuzz::prepare(), |data: &[u8]| entente_fuzz::read_date(data));
