//! See [`entente_fuzz::write_ics`].
#![no_main]

libfuzzer_sys::fuzz_target!(init: entente_fuzz::prepare(), |data: &[u8]| entente_fuzz::write_ics(data));
