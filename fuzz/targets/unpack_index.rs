//! See [`entente_fuzz::unpack_index`].
#![no_main]

libfuzzer_sys::fuzz_target!(init: entente_fuzz::prepare(), |data: &[u8]| entente_fuzz::unpack_index(data));
