//! The configuration of a site: no input ends the parser, and every place lies in the file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for place in hexapla::fuzzing::configuration(bytes) {
        assert!(bytes.get(place.clone()).is_some(), "{place:?} is outside of the file");
    }
});
